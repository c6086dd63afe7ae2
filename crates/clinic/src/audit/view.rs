//! Entries as pages show them.

use std::collections::HashMap;

use uuid::Uuid;
use web::Guest;

use super::model::Entry;
use crate::shell::Moment;

/// One entry in the reader's language.
pub struct EntryView {
    pub id: Uuid,
    pub at: Moment,
    pub who: String,
    pub action: String,
    pub subject: String,
    pub patient: Option<Uuid>,
    pub patients: Vec<Uuid>,
    pub outcome: String,
    pub risk: String,
    pub ip: String,
    pub user_agent: String,
    pub session: Option<Uuid>,
    pub request_id: Uuid,
    pub changes: Vec<Change>,
}

/// A value before and after.
pub struct Change {
    pub field: String,
    pub before: String,
    pub after: String,
}

impl EntryView {
    pub fn new(entry: Entry, guest: &Guest, names: &HashMap<Uuid, String>) -> Self {
        let origin = entry.origin.unwrap_or_default();
        let name = entry.actor.and_then(|id| names.get(&id)).cloned();
        Self {
            id: entry.id,
            at: Moment::new(guest, entry.at),
            who: name.unwrap_or_else(|| word(guest, "audit-actor", &entry.actor_kind)),
            action: word(guest, "action", &entry.action),
            subject: word(guest, "audit-subject", &entry.subject_kind),
            patient: entry.patient,
            patients: entry.patients,
            outcome: entry.outcome,
            risk: entry.risk,
            ip: origin.ip.map(|ip| ip.to_string()).unwrap_or_default(),
            user_agent: origin.user_agent.unwrap_or_default(),
            session: entry.session,
            request_id: entry.request_id,
            changes: Vec::new(),
        }
    }

    /// With the values before and after, as they were kept.
    #[must_use]
    pub fn with_changes(mut self, guest: &Guest, detail: Option<&serde_json::Value>) -> Self {
        let fields = detail.and_then(serde_json::Value::as_object).into_iter().flatten();
        let change = |(field, value): (&String, &serde_json::Value)| Change {
            field: field_name(guest, field),
            before: plain(value.get("before")),
            after: plain(value.get("after")),
        };
        self.changes = fields.map(change).collect();
        self
    }

    pub fn succeeded(&self) -> bool {
        self.outcome == "success"
    }

    pub fn is_denied(&self) -> bool {
        self.outcome == "denied"
    }

    pub fn is_risky(&self) -> bool {
        self.risk != "low"
    }

    pub fn outcome_title(&self) -> String {
        format!("audit-outcome-{}", self.outcome)
    }

    pub fn risk_title(&self) -> String {
        format!("audit-risk-{}", self.risk)
    }
}

/// The text of a code; a code that has none stands for itself.
pub fn word(guest: &Guest, topic: &str, code: &str) -> String {
    let key = format!("{topic}-{}", code.replace('_', "-"));
    if guest.app().texts().has(guest.locale(), &key) { guest.text(&key) } else { code.to_owned() }
}

/// A field is called in the record as it is in its form.
fn field_name(guest: &Guest, field: &str) -> String {
    let topics = [
        "audit-field-",
        "records-",
        "parties-",
        "parties-group-",
        "appointments-",
        "assessments-",
        "history-",
        "plans-",
        "notes-",
        "common-",
    ];
    let key = topics.iter().map(|topic| format!("{topic}{}", field.replace('_', "-")));
    let key = key.into_iter().find(|key| guest.app().texts().has(guest.locale(), key));
    key.map_or_else(|| field.to_owned(), |key| guest.text(&key))
}

fn plain(value: Option<&serde_json::Value>) -> String {
    match value {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
