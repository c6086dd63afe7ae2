//! An entry as the API and `praxis audit tail --json` show it.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::Entry;

/// Something that somebody did, tried or looked at.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub struct EntryOutput {
    pub id: Uuid,
    #[schema(example = "2030-01-07T09:00:00Z")]
    pub at: jiff::Timestamp,
    /// Who, where somebody is known: a member of staff or a token.
    pub actor: Option<Uuid>,
    #[schema(example = "staff")]
    pub actor_kind: String,
    #[schema(example = "view_patient")]
    pub action: String,
    pub subject: Option<Uuid>,
    #[schema(example = "patient")]
    pub subject_kind: String,
    pub patient: Option<Uuid>,
    /// Everybody whom a list showed.
    pub patients: Vec<Uuid>,
    #[schema(example = "success")]
    pub outcome: String,
    #[schema(example = "low")]
    pub risk: String,
    #[schema(example = "203.0.113.7")]
    pub ip: Option<String>,
    #[schema(example = "Mozilla/5.0")]
    pub user_agent: Option<String>,
    pub session: Option<Uuid>,
    pub request_id: Uuid,
}

impl From<Entry> for EntryOutput {
    fn from(entry: Entry) -> Self {
        let origin = entry.origin.unwrap_or_default();
        Self {
            id: entry.id,
            at: entry.at,
            actor: entry.actor,
            actor_kind: entry.actor_kind,
            action: entry.action,
            subject: entry.subject,
            subject_kind: entry.subject_kind,
            patient: entry.patient,
            patients: entry.patients,
            outcome: entry.outcome,
            risk: entry.risk,
            ip: origin.ip.map(|ip| ip.to_string()),
            user_agent: origin.user_agent,
            session: entry.session,
            request_id: entry.request_id,
        }
    }
}
