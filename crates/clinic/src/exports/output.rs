//! Exports as programs read them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Guest;

use super::model::{Export, ExportFailure, ExportFormat, ExportKind, ExportStatus};

/// An export.
#[derive(Serialize, ToSchema)]
#[schema(as = Export)]
pub struct ExportOutput {
    id: Uuid,
    kind: ExportKind,
    format: ExportFormat,
    has_mark: bool,
    from: Option<Date>,
    to: Option<Date>,
    status: ExportStatus,
    failure: Option<ExportFailure>,
    /// How many records there are; not known before it runs.
    #[schema(example = 1200)]
    total: Option<i64>,
    #[schema(example = 500)]
    written: i64,
    /// In hundredths.
    #[schema(example = 41, minimum = 0, maximum = 100)]
    progress: i64,
    /// Of the file, in bytes.
    size: Option<u64>,
    /// Where the file is, as long as it is there.
    file: Option<String>,
    #[schema(example = "2030-01-07T09:00:00Z")]
    requested_at: Timestamp,
    ready_at: Option<Timestamp>,
    expires_at: Option<Timestamp>,
}

impl ExportOutput {
    pub fn new(export: Export, guest: &Guest) -> Self {
        let file = export.is_there(guest.now()).then(|| format!("/api/exports/{}/file/", export.id));
        Self {
            id: export.id.uuid(),
            kind: export.wanted.kind,
            format: export.wanted.format,
            has_mark: export.wanted.has_mark,
            from: export.wanted.from,
            to: export.wanted.to,
            status: export.status,
            failure: export.failure,
            total: export.total,
            written: export.written,
            progress: export.progress(),
            size: export.size,
            file,
            requested_at: export.requested_at,
            ready_at: export.ready_at,
            expires_at: export.expires_at,
        }
    }
}
