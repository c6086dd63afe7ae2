//! Two charts of one person: made one, followed, and made two again.

mod following;
mod going_over;
mod pages;
mod races;
mod readings;
mod refusals;
mod reversing;
mod sign_in;
mod tables;

use serde_json::{Value, json};
use testkit::{Call, Client, Desk, Person, Role};
use uuid::Uuid;

/// What is listed by patient.
const LISTS: [&str; 12] = [
    "appointments",
    "records",
    "history",
    "assessments",
    "plans",
    "goals",
    "exercises",
    "packages",
    "encounters",
    "notes",
    "waitlist",
    "readings",
];

/// A clinic in which somebody was registered twice.
pub struct Twice {
    pub desk: Desk,
    pub doctor: Client,
    /// Who is registered a second time.
    pub double: Person,
}

impl Twice {
    pub async fn open() -> Self {
        let desk = Desk::open().await;
        let doctor = desk.clinic.sign_in_as(&desk.doctor).await;
        let double = desk.clinic.patient().create().await;
        Self { desk, doctor, double }
    }

    /// The chart that is to remain.
    pub fn kept(&self) -> &Person {
        &self.desk.patient
    }

    /// A merge of these two, as they are now.
    pub async fn wanted(&self, kept: &Person, other: &Person) -> Value {
        let version = async |person: &Person| {
            let seen = self.desk.reception.get(&person.path()).await.expect(200).json();
            seen["version"].clone()
        };
        json!({ "other": other.id, "version": version(kept).await, "other_version": version(other).await,
            "reason": "Registered twice" })
    }

    pub fn try_to_merge(&self, kept: &Person, wanted: &Value) -> Call {
        self.desk.reception.post(&format!("{}merge/", kept.path()), wanted)
    }

    /// Merges the double into the chart that is to remain, and says which merge it is.
    pub async fn merge(&self) -> Uuid {
        self.merge_two(self.kept(), &self.double).await
    }

    pub async fn merge_two(&self, kept: &Person, other: &Person) -> Uuid {
        let wanted = self.wanted(kept, other).await;
        self.try_to_merge(kept, &wanted).await.expect(200).id()
    }

    pub fn try_to_reverse(&self, merge: Uuid) -> Call {
        let reason = json!({ "reason": "Two people after all" });
        self.desk.reception.post(&format!("/api/merges/{merge}/reverse/"), &reason)
    }

    pub async fn reverse(&self, merge: Uuid) {
        self.try_to_reverse(merge).await.expect(200);
    }

    /// Time passes, and whoever was at work still is.
    pub async fn later(&mut self, by: jiff::SignedDuration) {
        self.desk.later(by).await;
        self.doctor = self.desk.clinic.sign_in_as(&self.desk.doctor).await;
    }

    /// What the clinic's people see of a chart, list by list.
    pub async fn seen(&self, person: &Person) -> Value {
        let mut seen = json!({});
        for list in LISTS {
            let path = format!("/api/{list}/?patient={}", person.id);
            let found = self.doctor.get(&path).await.expect(200).json();
            seen[list] = found["results"].clone();
        }
        for list in ["thresholds", "alerts", "devices"] {
            let path = format!("/api/{list}/?patient={}", person.id);
            let found = self.doctor.get(&path).await.expect(200).json();
            seen[list] = if found["results"].is_array() { found["results"].clone() } else { found };
        }
        let path = format!("/business/documents?contact={}", person.id);
        seen["documents"] = self.doctor.get(&path).await.expect(200).json()["items"].clone();
        seen
    }

    /// The person as reception sees them, without what every change changes.
    pub async fn person(&self, person: &Person) -> Value {
        let mut seen = self.desk.reception.get(&person.contact_path()).await.expect(200).json();
        for field in ["version", "updated_at", "updated_by"] {
            seen[field] = Value::Null;
        }
        seen
    }

    /// Writes a plan with a goal that was scored twice, once by mistake, an exercise and authorised visits; says which plan.
    pub async fn plan(&self, person: &Person, word: &str) -> Uuid {
        let write = async |path: &str, input: &Value| self.doctor.post(path, input).await.expect(201).id();
        let plan = write("/api/plans/", &json!({ "patient": person.id, "title": word })).await;
        let goal = json!({ "plan": plan, "text": word, "much_less": "None", "less": "Few", "expected": "Some",
            "more": "Most", "much_more": "All" });
        let scores = format!("/api/goals/{}/scores/", write("/api/goals/", &goal).await);
        write(&scores, &json!({ "level": 1, "note": word })).await;
        let mistaken = write(&scores, &json!({ "level": 2 })).await;
        self.doctor.delete(&format!("{scores}{mistaken}/")).json(&json!({ "reason": word })).await.expect(204);
        write("/api/exercises/", &json!({ "plan": plan, "name": word, "times_per_week": 3 })).await;
        write("/api/packages/", &json!({ "patient": person.id, "label": word, "visits": 3 })).await;
        plan
    }

    /// Writes something of each kind into a chart; says where a document lies.
    pub async fn fill(&self, person: &Person, at: &str, word: &str) -> String {
        let wanted = self.desk.wanted_with(at, &json!({ "patient": person.id, "reason": word }));
        let visit = self.desk.try_to_book(&wanted).await.expect(201).id();
        let write = async |path: &str, input: &Value| self.doctor.post(path, input).await.expect(201).id();
        write("/api/records/", &json!({ "appointment": visit, "kind": "diagnosis", "text": word })).await;
        let condition = json!({ "patient": person.id, "kind": "condition", "name": word, "note": word });
        write("/api/history/", &condition).await;
        let answers = json!({ "goal-1": word, "level-1": 1 });
        let found = json!({ "patient": person.id, "instrument": "gas", "answers": answers, "status": "completed" });
        let assessment = format!("/api/assessments/{}/", write("/api/assessments/", &found).await);
        self.doctor.post(&format!("{assessment}release/"), &json!({})).await.expect(200);
        self.doctor.post(&format!("{assessment}withdraw/"), &json!({ "reason": word })).await.expect(200);
        self.plan(person, word).await;
        let encounter = write("/api/encounters/", &json!({ "appointment": visit })).await;
        let note = write("/api/notes/", &json!({ "encounter": encounter, "plan": word })).await;
        self.doctor.post(&format!("/api/notes/{note}/sign/"), &json!({ "incomplete": true })).await.expect(200);
        // So that two who were filled at different times do not wait for the same.
        let kind = if at == "10:00" { "surgery" } else { "procedure" };
        let waits = json!({ "patient": person.id, "kind": kind, "minutes": 45, "note": word,
            "earliest_on": "2030-03-01", "latest_on": "2030-03-08" });
        self.desk.reception.post("/api/waitlist/", &waits).await.expect(201);
        let reading = json!({ "patient": person.id, "sensor_type": "weight", "value": "70.5", "unit": "kg",
            "measured_at": format!("2030-01-06T{at}:00Z"), "note": word });
        self.doctor.post("/api/v1/readings/", &reading).await.expect(201);
        let limits = json!({ "patient": person.id, "sensor_type": "weight", "high": "90" });
        self.doctor.put("/api/thresholds/", &limits).await.expect(200);
        let about = json!({ "title": word, "kind": "report", "privacy": "confidential", "contact": person.id });
        let document = format!("/business/documents/{}", write("/business/documents", &about).await);
        crate::documents::upload(&self.doctor, &document, word.as_bytes()).await.expect(200);
        document
    }
}

/// What was done to a patient, as the administrator's record has it.
pub async fn record_of(twice: &Twice, person: &Person) -> Vec<String> {
    let admin = twice.desk.clinic.sign_in(Role::Admin).await;
    let entries = admin.get(&format!("/api/audit/?patient={}", person.id)).await.expect(200).json();
    let entries = entries["results"].as_array().expect("a list").clone();
    entries.iter().map(|entry| entry["action"].as_str().unwrap_or_default().to_owned()).collect()
}
