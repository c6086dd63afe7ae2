//! What stands in a scene, part by part.

use clinic::messages::model::{MessageKind, NewMessage};
use clinic::messages::operations as messages;
use people::{Phone, Region};
use serde_json::{Value, json};
use testkit::{Call, Client, Person, TestClinic};
use uuid::Uuid;

/// What can be booked, and when not.
pub(super) struct Offers {
    pub(super) service: Uuid,
    /// To come.
    pub(super) price: Uuid,
    pub(super) exception: Uuid,
    pub(super) closure: Uuid,
}

impl Offers {
    pub(super) async fn by(chief: &Client) -> Self {
        let make = async |path: &str, input: &Value| chief.post(path, input).await.expect(201).id();
        let service = make("/api/services/", &json!({ "name": "Massage" })).await;
        let price = json!({ "service": service, "amount": "350.00", "valid_from": "2032-01-01" });
        Self {
            service,
            price: make("/business/prices", &price).await,
            exception: make("/api/schedule/exceptions/", &json!({ "date": "2030-05-01" })).await,
            closure: make("/api/schedule/closures/", &json!({ "name": "Works", "from": "2030-06-01" })).await,
        }
    }
}

/// Who was registered twice.
pub(super) struct Twice {
    /// Not merged yet.
    pub(super) double: Person,
    /// Of two others; it can be taken back.
    pub(super) merge: Uuid,
}

impl Twice {
    pub(super) async fn by(clinic: &TestClinic, chief: &Client) -> Self {
        let (one, other) = (clinic.patient().create().await, clinic.patient().create().await);
        let merge = json!({ "other": other.id, "version": 1, "other_version": 1, "reason": "Registered twice" });
        let merge = chief.post(&format!("/api/patients/{}/merge/", one.id), &merge).await.expect(200).id();
        Self { double: clinic.patient().create().await, merge }
    }
}

/// Visits, a note and a template.
pub(super) struct Written {
    /// Under way, without a note.
    pub(super) encounter: Uuid,
    pub(super) planned: Uuid,
    /// A draft.
    pub(super) note: Uuid,
    /// The clinic's.
    pub(super) template: Uuid,
}

impl Written {
    pub(super) async fn by(chief: &Client, patient: &Person, regular: &Person) -> Self {
        let visit = |of: &Person, planned: bool| {
            chief.post("/api/encounters/", &json!({ "patient": of.id, "planned": planned }))
        };
        let noted = visit(regular, false).await.expect(201).id();
        let words = json!({ "encounter": noted, "plan": "Rest" });
        let template = json!({ "name": "Hand", "shared": true, "plan": "Splint" });
        Self {
            encounter: visit(patient, false).await.expect(201).id(),
            planned: visit(patient, true).await.expect(201).id(),
            note: chief.post("/api/notes/", &words).await.expect(201).id(),
            template: chief.post("/api/note-templates/", &template).await.expect(201).id(),
        }
    }
}

/// A plan with a part of each kind, and authorised visits.
pub(super) struct Care {
    pub(super) plan: Uuid,
    /// With levels.
    pub(super) goal: Uuid,
    pub(super) score: Uuid,
    pub(super) intervention: Uuid,
    pub(super) exercise: Uuid,
    pub(super) reassessment: Uuid,
    pub(super) progress_note: Uuid,
    pub(super) package: Uuid,
}

impl Care {
    pub(super) async fn by(chief: &Client, patient: &Person) -> Self {
        let write = async |path: &str, input: Value| chief.post(path, &input).await.expect(201).id();
        let plan = write("/api/plans/", json!({ "patient": patient.id, "title": "Hand" })).await;
        let goal = json!({ "plan": plan, "text": "Opens jars", "much_less": "None", "less": "Opened ones",
            "expected": "With an aid", "more": "Most", "much_more": "All" });
        let goal = write("/api/goals/", goal).await;
        Self {
            plan,
            goal,
            score: write(&format!("/api/goals/{goal}/scores/"), json!({ "level": 0 })).await,
            intervention: write("/api/interventions/", json!({ "plan": plan, "text": "Scar massage" })).await,
            exercise: write("/api/exercises/", json!({ "plan": plan, "name": "Fist", "times_per_week": 5 })).await,
            reassessment: write(
                "/api/reassessments/",
                json!({ "plan": plan, "instrument": "phq-9", "every_weeks": 4 }),
            )
            .await,
            progress_note: write("/api/progress-notes/", json!({ "plan": plan, "text": "Stronger" })).await,
            package: write("/api/packages/", json!({ "patient": patient.id, "label": "Ten", "visits": 10 })).await,
        }
    }
}

/// An instrument that no other clinic has: its name is made of an id.
pub(super) async fn own_instrument(chief: &Client, patient: &Person) -> String {
    let id = format!("own-{}", patient.id.simple());
    let definition = json!({
        "id": id, "version": 1, "title": { "en": "Stairs" }, "about": { "en": "Steps climbed in a minute." },
        "licence": { "class": "open", "holder": "This clinic", "citation": "Made here" },
        "languages": { "en": "original" }, "instruction": { "en": "Count the steps." }, "direction": "higher_is_better",
        "items": [{ "id": "steps", "text": { "en": "Steps" }, "answer": { "number": { "min": 0, "max": 300 } } }],
        "scoring": { "method": "sum" },
    });
    chief.post("/api/v1/instruments/", &definition).await.expect(201);
    id
}

/// The draft of an assessment, and a medication.
pub(super) async fn known(chief: &Client, patient: &Person) -> (Uuid, Uuid) {
    let assessment = json!({ "patient": patient.id, "instrument": "phq-9", "answers": { "1": 1 } });
    let medication = json!({ "patient": patient.id, "kind": "medication", "name": "Metformin" });
    let assessment = chief.post("/api/assessments/", &assessment).await.expect(201).id();
    (assessment, chief.post("/api/history/", &medication).await.expect(201).id())
}

pub(super) async fn in_review(chief: &Client, patient: &Person) -> Uuid {
    let about = json!({ "title": "House rules", "kind": "other", "privacy": "public", "contact": patient.id });
    let document = chief.post("/business/documents", &about).await.expect(201).id();
    upload(chief, document).await.expect(200);
    chief.post(&format!("/business/documents/{document}/submit"), &json!({})).await.expect(200);
    document
}

/// What is done with many at once.
pub(super) struct Bulk {
    /// Ready.
    pub(super) export: Uuid,
    /// That was looked at.
    pub(super) import: Uuid,
    /// Somebody who was deleted.
    pub(super) deleted: Uuid,
    /// Of the contact.
    pub(super) tag: Uuid,
}

impl Bulk {
    pub(super) async fn by(clinic: &TestClinic, chief: &Client, contact: &Person) -> Self {
        let export = chief.post("/api/exports/", &json!({ "kind": "patients" })).await.expect(201).id();
        clinic.run_duty("write_exports").await;
        let file = "First name,Last name\nNour,Haddad\n";
        let import = chief.call(http::Method::POST, "/api/imports/").body("text/csv", file).await.expect(201).id();
        clinic.run_duty("work_imports").await;
        let gone = clinic.patient().named("Gone", "Away").create().await;
        chief.delete(&gone.path()).await.expect(204);
        let tags = format!("/business/contacts/{}/tags", contact.id);
        let tag = chief.post(&tags, &json!({ "name": "Dental" })).await.expect(200).id();
        Self { export, import, deleted: gone.id, tag }
    }
}

pub(super) fn upload(chief: &Client, document: Uuid) -> Call {
    let path = format!("/business/documents/{document}/upload");
    chief.call(http::Method::POST, &path).body("application/octet-stream", "Be quiet after nine")
}

/// What stands in the books.
pub(super) struct Books {
    /// With a receipt.
    pub(super) payment: Uuid,
    /// Of a day before, on which nothing was taken.
    pub(super) close: Uuid,
    pub(super) rule: Uuid,
    /// For a visit that was missed.
    pub(super) fee: Uuid,
}

impl Books {
    pub(super) async fn by(clinic: &TestClinic, chief: &Client, patient: &Person, provider: Uuid) -> Self {
        let make = async |path: &str, input: &Value| chief.post(path, input).await.expect(201).id();
        let payment = json!({ "kind": "payment", "method": "cash", "amount": "350.00", "contact": patient.id });
        let payment = make("/business/transactions", &payment).await;
        chief.post(&format!("/business/transactions/{payment}/receipt"), &json!({})).await.expect(200);
        let rule = json!({ "occasion": "no_show", "kind": "procedure", "amount": "100.00" });
        let rule = make("/business/fee-rules", &rule).await;
        let visit = json!({ "patient": patient.id, "provider": provider, "kind": "procedure",
            "starts_at": "2030-01-07T19:00:00+02:00" });
        let visit = make("/api/appointments/", &visit).await;
        // Nobody waits until the evening.
        let missed = "update {room}.appointment set status = 'noshow', previous_status = 'booked' where id = ";
        clinic.sql_as_superuser(&format!("{missed}'{visit}'")).await;
        clinic.run_duty("charge_fees").await;
        Self {
            payment,
            close: make("/business/day-closes", &json!({ "day": "2030-01-02" })).await,
            rule,
            fee: chief.list(&format!("/business/fees?appointment={visit}")).await[0],
        }
    }
}

/// An invoice that is not issued yet, and one that nobody paid.
pub(super) struct Billed {
    pub(super) draft: Uuid,
    pub(super) issued: Uuid,
}

impl Billed {
    pub(super) async fn by(chief: &Client, patient: &Person) -> Self {
        let make = async || {
            let line = json!({ "description": "Splint", "price": "9000.00" });
            let invoice = json!({ "contact": patient.id, "lines": [line] });
            chief.post("/business/invoices", &invoice).await.expect(201).id()
        };
        let (draft, issued) = (make().await, make().await);
        chief.post(&format!("/business/invoices/{issued}/issue"), &json!({})).await.expect(200);
        Self { draft, issued }
    }
}

/// A device, limits, and that a reading lay beyond them.
pub(super) struct Noticed {
    pub(super) device: Uuid,
    pub(super) threshold: Uuid,
    /// That nobody has taken on.
    pub(super) alert: Uuid,
}

impl Noticed {
    pub(super) async fn by(clinic: &TestClinic, chief: &Client, patient: &Person) -> Self {
        let device = json!({ "name": "Scale", "kind": "scale", "patients": [patient.id] });
        let device = chief.post("/api/devices/", &device).await.expect(201).id();
        let limits = json!({ "patient": patient.id, "sensor_type": "heart_rate", "high": "100" });
        let threshold = chief.put("/api/thresholds/", &limits).await.expect(200).id();
        let reading = json!({ "patient": patient.id, "sensor_type": "heart_rate", "value": "120", "unit": "/min",
            "measured_at": "2030-01-07T06:00:00Z" });
        chief.post("/api/readings/", &reading).await.expect(201);
        clinic.run_duty("watch_readings").await;
        let alert = clinic.value("select id from {room}.reading_alert").await;
        Self { device, threshold, alert: alert.parse().expect("an alert") }
    }
}

/// Somebody who is told of what happens, and a test that they are to hear.
pub(super) struct Hook {
    pub(super) webhook: Uuid,
    pub(super) event: Uuid,
}

impl Hook {
    pub(super) async fn by(clinic: &TestClinic, chief: &Client) -> Self {
        let hook = json!({ "url": "https://hooks.example/praxis", "types": ["alert.raised"] });
        let webhook = chief.post("/api/webhooks/", &hook).await.expect(201).id();
        chief.post(&format!("/api/webhooks/{webhook}/ping/"), &json!({})).await.expect(204);
        let event = clinic.value("select id from {room}.webhook_event").await;
        Self { webhook, event: event.parse().expect("an event") }
    }
}

/// A message that nobody tries to send any more.
pub(super) async fn given_up(clinic: &TestClinic, patient: &Person) -> Uuid {
    let message = NewMessage {
        kind: MessageKind::WaitlistOffer,
        patient: Some(patient.id),
        recipient: Phone::parse("+201001234567", Region::parse("EG").expect("Egypt")).expect("a phone").into(),
        body: "A slot is free".to_owned(),
        visit: None,
        expires_at: None,
    };
    let mut tx = clinic.scene().await;
    let id = messages::queue(&mut tx, &message).await.expect("a message");
    tx.commit().await.expect("a message");
    clinic.sql_as_superuser("update {room}.message set status = 'dead', attempts = 8").await;
    id
}
