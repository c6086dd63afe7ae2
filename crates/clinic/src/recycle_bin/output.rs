//! What was deleted, as programs read it.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Deleted, DeletedKind};

/// Something that was deleted and can be brought back.
#[derive(Serialize, ToSchema)]
#[schema(as = Deleted)]
pub struct DeletedOutput {
    id: Uuid,
    kind: DeletedKind,
    /// Whom it is or is about, or what it is called.
    #[schema(example = "José Gómez")]
    title: String,
    /// When an appointment was to begin.
    starts_at: Option<Timestamp>,
    patient: Option<Uuid>,
    #[schema(example = "2030-01-07T09:00:00Z")]
    deleted_at: Timestamp,
    deleted_by: Option<Uuid>,
}

impl From<Deleted> for DeletedOutput {
    fn from(deleted: Deleted) -> Self {
        Self {
            id: deleted.id,
            kind: deleted.kind,
            title: deleted.title.into_inner(),
            starts_at: deleted.starts_at,
            patient: deleted.patient,
            deleted_at: deleted.deleted_at,
            deleted_by: deleted.deleted_by,
        }
    }
}
