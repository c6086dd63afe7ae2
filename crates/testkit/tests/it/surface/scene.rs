//! Somebody and something of each kind in one clinic: what the ids in paths stand for, and what it takes to call each
//! route for real.

use clinic::messages::model::{MessageKind, NewMessage};
use clinic::messages::operations as messages;
use jiff::SignedDuration;
use people::{Phone, Region};
use serde_json::{Value, json};
use testkit::{Call, Client, PASSWORD, Person, Role, Staff, TestClinic};
use uuid::Uuid;

use super::routes::Operation;

/// One clinic with somebody in every role at once, a patient, a contact, a visit and what was written about it.
pub struct Scene {
    pub staff: Staff,
    patient: Person,
    twice: Twice,
    contact: Person,
    appointment: Uuid,
    diagnosis: Uuid,
    requirement: Uuid,
    refresh: String,
    /// Another one of the same person's.
    session: Uuid,
    /// Who the same person is at the Identity Service.
    identity: Uuid,
    offers: Offers,
    series: Uuid,
    /// That was given up.
    message: Uuid,
    /// Somebody on the waiting list.
    waiting: Uuid,
    /// A draft.
    assessment: Uuid,
    /// A medication.
    medication: Uuid,
    /// The clinic's own.
    instrument: String,
    written: Written,
    care: Care,
    /// For everybody who may see documents, with a version in review.
    document: Uuid,
    noticed: Noticed,
}

impl Scene {
    pub async fn set(clinic: &TestClinic) -> Self {
        let staff = clinic.hire(Role::ALL).await;
        let chief = clinic.sign_in_as(&staff).await;
        let (patient, contact) = (clinic.patient().create().await, clinic.contact("vendor").create().await);
        let visit = json!({ "patient": patient.id, "kind": "consultation", "starts_at": "2030-01-07T10:00:00+02:00" });
        let appointment = chief.post("/api/appointments/", &visit).await.expect(201).id();
        let mut written = Vec::new();
        for kind in ["diagnosis", "requirement"] {
            let record = json!({ "appointment": appointment, "kind": kind, "text": "Blood count" });
            written.push(chief.post("/api/records/", &record).await.expect(201).id());
        }
        let refresh = chief.refresh_token().to_owned();
        let session = clinic.value("select id from {room}.session order by created_at limit 1").await.parse().unwrap();
        let (diagnosis, requirement) = (written[0], written[1]);
        let service = json!({ "issuer": "https://id.example.org" });
        chief.put("/api/identity-service/", &service).await.expect(200);
        let somebody = json!({ "staff": staff.id, "subject": "somebody" });
        let identity = chief.post("/api/identity-service/people/", &somebody).await.expect(201).id();
        let offers = Offers::by(&chief).await;
        let message = given_up(clinic, &patient).await;
        // Somebody else's: who is expected cannot be deleted.
        let regular = clinic.patient().named("Layla", "Haddad").create().await;
        let first = json!({ "patient": regular.id, "provider": staff.id, "starts_at": "2030-03-04T10:00:00+02:00" });
        let series = json!({ "appointment": first, "rule": "FREQ=WEEKLY;COUNT=2" });
        let series = chief.post("/api/series/", &series).await.expect(201).id();
        let waiting = json!({ "patient": regular.id, "service": offers.service, "latest_on": "2030-01-20" });
        let waiting = chief.post("/api/waitlist/", &waiting).await.expect(201).id();
        let (assessment, medication) = known(&chief, &patient).await;
        let instrument = own_instrument(&chief, &patient).await;
        let written = Written::by(&chief, &patient, &regular).await;
        let document = in_review(&chief, &patient).await;
        let noticed = Noticed::by(clinic, &chief, &patient).await;
        Self {
            twice: Twice::by(clinic, &chief).await,
            noticed,
            care: Care::by(&chief, &patient).await,
            staff,
            patient,
            contact,
            appointment,
            diagnosis,
            requirement,
            refresh,
            session,
            identity,
            offers,
            series,
            message,
            waiting,
            assessment,
            medication,
            instrument,
            written,
            document,
        }
    }

    /// The path with its parameters filled in; none when this scene holds nothing of the kind.
    pub fn path(&self, template: &str) -> Option<String> {
        let mut path = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            path.push_str(before);
            match name {
                "instrument" => path.push_str(&self.instrument),
                "kind" => path.push_str("condition"),
                "part" => path.push_str("goal"),
                "sensor_type" => path.push_str("heart_rate"),
                _ => path.push_str(&self.what(&path, name, after)?.to_string()),
            }
            rest = after;
        }
        Some(path + rest)
    }

    fn what(&self, before: &str, name: &str, after: &str) -> Option<Uuid> {
        // A patient's own pages are nobody else's; stories of their own visit them.
        let own = [
            "/patient/appointments/",
            "/patient/account/",
            "/patient/waitlist/",
            "/patient/documents/",
            "/patient/results/",
            "/patient/exercises/",
        ];
        if own.iter().any(|root| before.starts_with(root)) {
            return None;
        }
        Some(match (name, before.trim_end_matches('/').rsplit('/').next()?) {
            ("id", "patients") | ("user_id" | "patient_id" | "patient", _) => self.patient.id,
            ("id", "contacts") => self.contact.id,
            ("id", "appointments" | "appointment-details") | ("appointment" | "appointment_id" | "appoint_id", _) => {
                self.appointment
            }
            ("id", "records") if after.starts_with("/fulfil") => self.requirement,
            ("id", "records") => self.diagnosis,
            ("id", "sessions") => self.session,
            ("id", "people") => self.identity,
            ("id", "series") => self.series,
            ("id", "services") | ("service", _) => self.offers.service,
            ("id", "exceptions") | ("exception", _) => self.offers.exception,
            ("id", "closures") | ("closure", _) => self.offers.closure,
            ("id", "sms") | ("message", _) => self.message,
            ("id" | "entry", "waitlist") => self.waiting,
            ("id" | "entry", "history") => self.medication,
            ("id", "assessments") | ("assessment", _) => self.assessment,
            ("id", "plans") | ("plan", _) => self.care.plan,
            ("id", "goals") | ("item", _) => self.care.goal,
            ("score", _) => self.care.score,
            ("id", "interventions") => self.care.intervention,
            ("id", "exercises") => self.care.exercise,
            ("id", "reassessments") => self.care.reassessment,
            ("id", "progress-notes") => self.care.progress_note,
            ("id" | "package", "packages") => self.care.package,
            ("id", "encounters") if after.starts_with("/start") => self.written.planned,
            ("id", "encounters") | ("encounter", _) => self.written.encounter,
            ("id", "note-templates") | ("template", _) => self.written.template,
            ("id", "notes") | ("note", _) => self.written.note,
            ("id" | "document", "documents") => self.document,
            ("id", "devices") | ("device", _) => self.noticed.device,
            ("id", "thresholds") => self.noticed.threshold,
            ("id", "alerts") | ("alert", _) => self.noticed.alert,
            ("id", "merges") | ("merge", _) => self.twice.merge,
            ("staff", _) => self.staff.id,
            ("id", "calendar" | "update-status" | "revert" | "reschedule" | "cancel") => self.appointment,
            _ => return None,
        })
    }

    /// A request that ought to work, by somebody who may.
    pub fn request(&self, client: &Client, operation: &Operation) -> Option<Call> {
        let path = self.path(&operation.path)? + &self.query(operation);
        let call = client.call(operation.method.clone(), &path);
        if operation.id == "upload_document" {
            return Some(call.body("application/octet-stream", "Be quiet after ten"));
        }
        Some(match self.body(operation) {
            Some(body) => call.json(&body),
            None => call,
        })
    }

    /// What a question has to say.
    fn query(&self, operation: &Operation) -> String {
        match operation.id.as_str() {
            "count_visits" | "list_thresholds" => format!("?patient={}", self.patient.id),
            "preview_merge" => format!("?other={}", self.twice.double.id),
            "view_reading_series" => format!("?patient={}&sensor_type=heart_rate", self.patient.id),
            "explain_slot" => format!("?provider={}&starts_at=2030-01-07T10:00", self.staff.id),
            _ => String::new(),
        }
    }

    /// What is sent where an example could not know the ids.
    fn body(&self, operation: &Operation) -> Option<Value> {
        let at = |starts_at: &str| json!({ "patient": self.patient.id, "kind": "consultation", "starts_at": starts_at, "provider": self.staff.id });
        Some(match operation.id.as_str() {
            "sign_in" => json!({ "username": self.staff.username, "password": PASSWORD }),
            "refresh_session" | "sign_out" => json!({ "refresh": self.refresh }),
            "delete_contacts" => json!({ "ids": [self.contact.id] }),
            "book_appointment" | "create_business_appointment" => at("2030-01-07T15:00:00+02:00"),
            "update_appointment" | "update_business_appointment" => json!({ "kind": "procedure" }),
            "hold_slot" => at("2030-01-07T16:00:00+02:00"),
            "book_series" | "preview_series" => {
                json!({ "appointment": at("2030-04-01T09:00:00+02:00"), "rule": "FREQ=WEEKLY;COUNT=2" })
            }
            "change_series" => json!({ "days": 1 }),
            "add_waitlist_entry" => json!({ "patient": self.patient.id }),
            "merge_patients" => {
                json!({ "other": self.twice.double.id, "version": 1, "other_version": 1, "reason": "Registered twice" })
            }
            "write_history" => {
                json!({ "patient": self.patient.id, "kind": "condition", "name": "Type 2 diabetes" })
            }
            "revise_history" => json!({ "name": "Metformin", "dose": "500 mg" }),
            "write_assessment" => json!({ "patient": self.patient.id, "instrument": "phq-9", "answers": { "1": 1 } }),
            "write_plan" => json!({ "patient": self.patient.id, "title": "Shoulder" }),
            "write_goal" => json!({ "plan": self.care.plan, "text": "Reaches the shelf" }),
            "write_intervention" => json!({ "plan": self.care.plan, "text": "Heat" }),
            "write_exercise" => json!({ "plan": self.care.plan, "name": "Pendulum", "times_per_week": 3 }),
            "write_reassessment" => json!({ "plan": self.care.plan, "instrument": "gad-7", "every_weeks": 2 }),
            "write_progress_note" => json!({ "plan": self.care.plan, "text": "Sleeps through" }),
            "write_package" => json!({ "patient": self.patient.id, "label": "Six sessions", "visits": 6 }),
            "create_encounter" => json!({ "appointment": self.appointment }),
            "amend_note" => {
                json!({ "subjective": "Sore", "objective": "Swollen", "assessment": "A sprain", "plan": "Rest",
                    "reason": "Dictated later" })
            }
            "write_note" => json!({ "encounter": self.written.encounter, "plan": "Rest" }),
            "record_reading" => self.reading(),
            "record_readings" => json!({ "readings": [self.reading()] }),
            "strike_reading" => {
                let mut struck = self.noticed_reading();
                struck["reason"] = json!("Typed a nought too many");
                struck
            }
            "unstrike_reading" => self.noticed_reading(),
            "register_device" => json!({ "name": "Watch", "kind": "watch", "patients": [self.patient.id] }),
            "set_threshold" => json!({ "patient": self.patient.id, "sensor_type": "spo2", "low": "90" }),
            "change_waitlist_entry" => json!({ "note": "Any time" }),
            "offer_slot" | "book_waitlist_entry" => {
                json!({ "provider": self.staff.id, "starts_at": "2030-01-09T09:00" })
            }
            "cancel_series" => json!({ "reason": "Moves away" }),
            "backfill_visit" => at("2030-01-07T07:00:00+02:00"),
            "reschedule_appointment" => json!({ "starts_at": "2030-01-08T15:00:00+02:00" }),
            "create_document" => json!({ "title": "Letter", "kind": "report", "contact": self.patient.id }),
            "write_record" => json!({ "appointment": self.appointment, "kind": "prescription", "text": "Water" }),
            "change_password" => json!({ "current": PASSWORD, "password": "seven other quiet words" }),
            "reauthenticate" => json!({ "password": PASSWORD }),
            "link_identity" => json!({ "staff": self.staff.id, "subject": "somebody" }),
            "create_staff" => json!({ "username": "mona", "password": PASSWORD, "roles": ["reception"] }),
            _ => return operation.sample(),
        })
    }

    fn reading(&self) -> Value {
        json!({ "patient": self.patient.id, "sensor_type": "glucometer", "value": "100.5", "unit": "mg/dL",
            "measured_at": "2030-01-07T05:00:00Z" })
    }

    /// The one that lay beyond the limits.
    fn noticed_reading(&self) -> Value {
        json!({ "patient": self.patient.id, "sensor_type": "heart_rate", "measured_at": "2030-01-07T06:00:00Z",
            "device": self.staff.id })
    }

    async fn finish_encounter(&self, by: &Client) {
        let path = format!("/api/encounters/{}/finish/", self.written.encounter);
        by.post(&path, &json!({})).await.expect(200);
    }

    async fn complete_assessment(&self, by: &Client) {
        let path = format!("/api/assessments/{}/complete/", self.assessment);
        by.post(&path, &json!({ "without_score": true })).await.expect(200);
    }

    async fn sign_note(&self, by: &Client) {
        let path = format!("/api/notes/{}/sign/", self.written.note);
        by.post(&path, &json!({ "incomplete": true })).await.expect(200);
    }

    /// Brings the visit to where the request makes sense.
    pub async fn make_ready(&self, clinic: &TestClinic, chief: &Client, operation: &Operation) {
        let steps: &[&str] = match operation.id.as_str() {
            "start_visit" | "revert_status" => &["check-in"],
            "complete_appointment" => &["check-in", "start"],
            _ => &[],
        };
        for step in steps {
            let path = format!("/api/appointments/{}/{step}/", self.appointment);
            chief.post(&path, &json!({})).await.expect(200);
        }
        match operation.id.as_str() {
            // Nobody is at two visits of one patient.
            "start_encounter" => self.finish_encounter(chief).await,
            "amend_assessment" | "release_assessment" | "withdraw_assessment" => self.complete_assessment(chief).await,
            "amend_note" | "strike_note" => self.sign_note(chief).await,
            "unstrike_reading" => {
                let mut struck = self.noticed_reading();
                struck["reason"] = json!("Typed a nought too many");
                chief.post("/api/readings/strike/", &struck).await.expect(200);
            }
            "co_sign_note" => {
                self.sign_note(chief).await;
                // As if somebody else had, who answers for nothing.
                let other = clinic.hire(&[Role::Assistant]).await.id;
                let sql = format!("update {{room}}.note set waits_for_co_sign = true, signed_by = '{other}'");
                clinic.sql_as_superuser(&sql).await;
            }
            "co_sign_assessment" => self.complete_assessment(&clinic.sign_in(Role::Assistant).await).await,
            _ => {}
        }
        if operation.id == "delete_patient" {
            // Who is expected stays.
            chief.post(&format!("/api/appointments/{}/cancel/", self.appointment), &json!({})).await.expect(200);
        }
        if operation.id == "release_document" {
            chief.post(&format!("/business/documents/{}/approve", self.document), &json!({})).await.expect(200);
        }
        if operation.id == "submit_document" {
            upload(chief, self.document).await.expect(200);
        }
        if operation.id == "confirm_appointment" {
            clinic.sql_as_superuser("update {room}.appointment set status = 'proposed' where series_id is null").await;
        }
        if operation.id == "mark_no_show" {
            clinic.advance(SignedDuration::from_hours(2));
        }
    }
}

/// What can be booked, and when not.
struct Offers {
    service: Uuid,
    exception: Uuid,
    closure: Uuid,
}

impl Offers {
    async fn by(chief: &Client) -> Self {
        let make = async |path: &str, input: &Value| chief.post(path, input).await.expect(201).id();
        Self {
            service: make("/api/services/", &json!({ "name": "Massage" })).await,
            exception: make("/api/schedule/exceptions/", &json!({ "date": "2030-05-01" })).await,
            closure: make("/api/schedule/closures/", &json!({ "name": "Works", "from": "2030-06-01" })).await,
        }
    }
}

/// Who was registered twice.
struct Twice {
    /// Not merged yet.
    double: Person,
    /// Of two others; it can be taken back.
    merge: Uuid,
}

impl Twice {
    async fn by(clinic: &TestClinic, chief: &Client) -> Self {
        let (one, other) = (clinic.patient().create().await, clinic.patient().create().await);
        let merge = json!({ "other": other.id, "version": 1, "other_version": 1, "reason": "Registered twice" });
        let merge = chief.post(&format!("/api/patients/{}/merge/", one.id), &merge).await.expect(200).id();
        Self { double: clinic.patient().create().await, merge }
    }
}

/// Visits, a note and a template.
struct Written {
    /// Under way, without a note.
    encounter: Uuid,
    planned: Uuid,
    /// A draft.
    note: Uuid,
    /// The clinic's.
    template: Uuid,
}

impl Written {
    async fn by(chief: &Client, patient: &Person, regular: &Person) -> Self {
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
struct Care {
    plan: Uuid,
    /// With levels.
    goal: Uuid,
    score: Uuid,
    intervention: Uuid,
    exercise: Uuid,
    reassessment: Uuid,
    progress_note: Uuid,
    package: Uuid,
}

impl Care {
    async fn by(chief: &Client, patient: &Person) -> Self {
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
async fn own_instrument(chief: &Client, patient: &Person) -> String {
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
async fn known(chief: &Client, patient: &Person) -> (Uuid, Uuid) {
    let assessment = json!({ "patient": patient.id, "instrument": "phq-9", "answers": { "1": 1 } });
    let medication = json!({ "patient": patient.id, "kind": "medication", "name": "Metformin" });
    let assessment = chief.post("/api/assessments/", &assessment).await.expect(201).id();
    (assessment, chief.post("/api/history/", &medication).await.expect(201).id())
}

async fn in_review(chief: &Client, patient: &Person) -> Uuid {
    let about = json!({ "title": "House rules", "kind": "other", "privacy": "public", "contact": patient.id });
    let document = chief.post("/business/documents", &about).await.expect(201).id();
    upload(chief, document).await.expect(200);
    chief.post(&format!("/business/documents/{document}/submit"), &json!({})).await.expect(200);
    document
}

fn upload(chief: &Client, document: Uuid) -> Call {
    let path = format!("/business/documents/{document}/upload");
    chief.call(http::Method::POST, &path).body("application/octet-stream", "Be quiet after nine")
}

/// A device, limits, and that a reading lay beyond them.
struct Noticed {
    device: Uuid,
    threshold: Uuid,
    /// That nobody has taken on.
    alert: Uuid,
}

impl Noticed {
    async fn by(clinic: &TestClinic, chief: &Client, patient: &Person) -> Self {
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

/// A message that nobody tries to send any more.
async fn given_up(clinic: &TestClinic, patient: &Person) -> Uuid {
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
