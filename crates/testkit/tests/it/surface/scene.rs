//! Somebody and something of each kind in one clinic, and what the ids in paths stand for.

mod calls;
mod props;

use serde_json::json;
use testkit::{Person, Role, Staff, TestClinic};
use uuid::Uuid;

use props::{
    Billed, Books, Bulk, Care, Hook, Noticed, Offers, Twice, Written, given_up, in_review, known, own_instrument,
};

/// A patient's own pages are nobody else's; stories of their own visit them.
const OWN: [&str; 6] = [
    "/patient/appointments/",
    "/patient/account/",
    "/patient/waitlist/",
    "/patient/documents/",
    "/patient/results/",
    "/patient/exercises/",
];

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
    books: Books,
    billed: Billed,
    hook: Hook,
    bulk: Bulk,
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
            books: Books::by(clinic, &chief, &patient, staff.id).await,
            billed: Billed::by(&chief, &patient).await,
            care: Care::by(&chief, &patient).await,
            hook: Hook::by(clinic, &chief).await,
            bulk: Bulk::by(clinic, &chief, &contact).await,
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
        if OWN.iter().any(|root| before.starts_with(root)) {
            return None;
        }
        let of = before.trim_end_matches('/').rsplit('/').next()?;
        self.of_charts(name, of, after)
            .or_else(|| self.of_books(name, of, after))
            .or_else(|| self.of_the_rest(name, of, after))
    }

    fn of_the_rest(&self, name: &str, of: &str, after: &str) -> Option<Uuid> {
        Some(match (name, of) {
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
            // The message that was given up is a job, too, and under its own id.
            ("id", "sms" | "failed") | ("message" | "job", _) => self.message,
            ("id" | "entry", "waitlist") => self.waiting,
            ("id" | "entry", "history") => self.medication,
            ("id", "assessments") | ("assessment", _) => self.assessment,
            ("id" | "deleted", "recycle-bin") => self.bulk.deleted,
            ("tag", _) => self.bulk.tag,
            ("id" | "import", "imports") => self.bulk.import,
            ("id" | "export", "exports") => self.bulk.export,
            ("id" | "document", "documents") => self.document,
            ("id", "devices") | ("device", _) => self.noticed.device,
            ("id", "thresholds") => self.noticed.threshold,
            ("id", "alerts") | ("alert", _) => self.noticed.alert,
            ("id", "merges") | ("merge", _) => self.twice.merge,
            ("id", "webhooks") | ("webhook", _) => self.hook.webhook,
            ("event", _) => self.hook.event,
            ("staff", _) => self.staff.id,
            ("id", "calendar" | "update-status" | "revert" | "reschedule" | "cancel") => self.appointment,
            _ => return None,
        })
    }

    /// What was written about patients and is planned for them.
    fn of_charts(&self, name: &str, of: &str, after: &str) -> Option<Uuid> {
        Some(match (name, of) {
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
            _ => return None,
        })
    }

    /// What is owed and paid.
    fn of_books(&self, name: &str, of: &str, after: &str) -> Option<Uuid> {
        Some(match (name, of) {
            ("id", "prices") | ("price", _) => self.offers.price,
            ("id", "transactions") | ("transaction", _) => self.books.payment,
            ("id", "fee-rules") | ("rule", _) => self.books.rule,
            ("id", "fees") | ("fee", _) => self.books.fee,
            ("id", "day-closes") | ("close", _) => self.books.close,
            ("id" | "invoice", "invoices")
                if ["/credit", "/payment", "/print", "/remind"].iter().any(|end| after.starts_with(end)) =>
            {
                self.billed.issued
            }
            ("id" | "invoice", "invoices") => self.billed.draft,
            _ => return None,
        })
    }
}
