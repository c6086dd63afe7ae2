//! An entry of the medical history as the API shows it.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{Entry, HistoryKind, HistoryState, Severity};
use crate::records::model::RecordStatus;

/// A condition, a medication or an allergy, in one of its versions.
#[derive(Serialize, ToSchema)]
#[schema(as = HistoryEntry)]
pub struct HistoryOutput {
    pub id: Uuid,
    pub patient: Uuid,
    pub kind: HistoryKind,
    pub status: RecordStatus,
    pub state: HistoryState,
    #[schema(example = "Penicillin")]
    pub name: String,
    /// ICD-10, of a condition.
    pub code: Option<String>,
    pub severity: Option<Severity>,
    pub reaction: Option<String>,
    pub dose: Option<String>,
    pub route: Option<String>,
    pub frequency: Option<String>,
    /// A year, a month or a day.
    #[schema(example = "2019-03")]
    pub since: Option<String>,
    /// A year, a month or a day.
    pub until: Option<String>,
    pub note: Option<String>,
    /// Why this version took the place of the one before.
    pub reason: Option<String>,
    #[schema(example = 1)]
    pub version: i32,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
    pub created_by: Uuid,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub updated_at: Timestamp,
    pub updated_by: Uuid,
    /// When and by whom it was marked as entered in error.
    pub deleted_at: Option<Timestamp>,
    pub deleted_by: Option<Uuid>,
    pub organization_id: Uuid,
}

impl HistoryOutput {
    pub fn new(entry: Entry, guest: &Guest) -> Self {
        let struck = entry.status == RecordStatus::EnteredInError;
        let details = entry.details.into_inner();
        Self {
            id: entry.id.uuid(),
            patient: entry.patient,
            kind: entry.kind,
            status: entry.status,
            state: entry.state,
            name: details.name,
            code: entry.code,
            severity: entry.severity,
            reaction: details.reaction,
            dose: details.dose,
            route: details.route,
            frequency: details.frequency,
            since: details.since.map(|date| date.to_string()),
            until: details.until.map(|date| date.to_string()),
            note: details.note,
            reason: entry.reason.map(Phi::into_inner),
            version: entry.version,
            created_at: entry.written_at,
            created_by: entry.written_by,
            updated_at: entry.created_at,
            updated_by: entry.author,
            deleted_at: struck.then_some(entry.created_at),
            deleted_by: struck.then_some(entry.author),
            organization_id: guest.tenant().id,
        }
    }
}
