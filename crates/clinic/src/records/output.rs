//! A record as the API shows it.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{Record, RecordKind, RecordStatus, RequirementState};

/// A diagnosis, prescription or requirement, in its latest version.
#[derive(Serialize, ToSchema)]
#[schema(as = Record)]
pub struct RecordOutput {
    pub id: Uuid,
    pub appointment: Uuid,
    pub patient: Uuid,
    pub kind: RecordKind,
    pub status: RecordStatus,
    #[schema(example = "Type 2 diabetes mellitus without complications")]
    pub text: String,
    /// ICD-10, of a diagnosis.
    #[schema(example = "E11.9")]
    pub code: Option<String>,
    /// Of a requirement.
    pub state: Option<RequirementState>,
    /// Why this version took the place of the one before.
    pub reason: Option<String>,
    #[schema(example = 1)]
    pub version: i32,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: jiff::Timestamp,
    pub created_by: Uuid,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub updated_at: jiff::Timestamp,
    pub updated_by: Uuid,
    /// When and by whom it was marked as entered in error.
    pub deleted_at: Option<jiff::Timestamp>,
    pub deleted_by: Option<Uuid>,
    pub organization_id: Uuid,
}

impl RecordOutput {
    pub fn new(record: Record, guest: &Guest) -> Self {
        let struck = record.status == RecordStatus::EnteredInError;
        Self {
            id: record.id.uuid(),
            appointment: record.appointment,
            patient: record.patient,
            kind: record.kind,
            status: record.status,
            text: record.text.into_inner(),
            code: record.code,
            state: record.state,
            reason: record.reason.map(Phi::into_inner),
            version: record.version,
            created_at: record.written_at,
            created_by: record.written_by,
            updated_at: record.created_at,
            updated_by: record.author,
            deleted_at: struck.then_some(record.created_at),
            deleted_by: struck.then_some(record.author),
            organization_id: guest.tenant().id,
        }
    }
}
