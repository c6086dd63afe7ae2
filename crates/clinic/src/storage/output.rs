//! What a clinic keeps, as the API shows it.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Files, RoomLeft, Storage};
use crate::documents::model::DocumentKind;
use crate::documents::operations::{Damaged, Used};

/// What is kept of one kind of document.
#[derive(Serialize, ToSchema)]
#[schema(as = StoredKind)]
pub struct KindOutput {
    kind: DocumentKind,
    documents: i64,
    versions: i64,
    bytes: i64,
    /// Of these, what is deleted and not destroyed yet.
    deleted_bytes: i64,
}

/// Files that are kept for a while.
#[derive(Serialize, ToSchema)]
#[schema(as = StoredFiles)]
pub struct FilesOutput {
    files: i64,
    bytes: i64,
}

/// Whether what is kept was found as it was kept.
#[derive(Serialize, ToSchema)]
#[schema(as = Integrity)]
pub struct IntegrityOutput {
    /// Versions that were last found as they were kept.
    sound: i64,
    /// Versions that were not looked at yet.
    unchecked: i64,
    damaged: i64,
    checked_at: Option<Timestamp>,
}

/// A version that was not found as it was kept.
#[derive(Serialize, ToSchema)]
#[schema(as = DamagedVersion)]
pub struct DamagedOutput {
    document: Uuid,
    version: i32,
    #[schema(example = "2030-01-07T09:00:00Z")]
    found_at: Timestamp,
}

/// What lay in the store and nobody knew of.
#[derive(Serialize, ToSchema)]
#[schema(as = Orphans)]
pub struct OrphansOutput {
    /// How many were taken away, ever.
    removed: i64,
    removed_at: Option<Timestamp>,
    /// When was last looked for them.
    swept_at: Option<Timestamp>,
}

/// What a clinic keeps.
#[derive(Serialize, ToSchema)]
#[schema(as = Storage)]
pub struct StorageOutput {
    /// What weighs most first.
    documents: Vec<KindOutput>,
    /// What counts for the quota: all versions of all documents, with what is set aside.
    used_bytes: u64,
    /// What is set aside for uploads, and what is being destroyed.
    reserved_bytes: i64,
    quota_bytes: u64,
    /// How much of the quota is used.
    percent: u64,
    room: RoomLeft,
    exports: FilesOutput,
    imports: FilesOutput,
    /// What the clinic's tables and indexes are on disk.
    database_bytes: i64,
    integrity: IntegrityOutput,
    /// The latest fifty.
    damaged: Vec<DamagedOutput>,
    orphans: OrphansOutput,
}

impl From<Used> for KindOutput {
    fn from(used: Used) -> Self {
        let Used { kind, documents, versions, bytes, deleted_bytes } = used;
        Self { kind, documents, versions, bytes, deleted_bytes }
    }
}

impl From<Files> for FilesOutput {
    fn from(Files { files, bytes }: Files) -> Self {
        Self { files, bytes }
    }
}

impl From<Damaged> for DamagedOutput {
    fn from(one: Damaged) -> Self {
        Self { document: one.document.uuid(), version: one.number, found_at: one.found_at }
    }
}

impl From<Storage> for StorageOutput {
    fn from(storage: Storage) -> Self {
        let (used_bytes, percent, room) = (storage.used(), storage.percent(), storage.room());
        let found = storage.found;
        Self {
            documents: storage.kinds.into_iter().map(KindOutput::from).collect(),
            used_bytes,
            reserved_bytes: found.reserved_bytes,
            quota_bytes: storage.quota,
            percent,
            room,
            exports: storage.exports.into(),
            imports: storage.imports.into(),
            database_bytes: storage.database_bytes,
            integrity: IntegrityOutput {
                sound: found.sound,
                unchecked: found.unchecked,
                damaged: found.damaged,
                checked_at: found.checked_at,
            },
            damaged: storage.damaged.into_iter().map(DamagedOutput::from).collect(),
            orphans: OrphansOutput { removed: found.removed, removed_at: found.removed_at, swept_at: found.swept_at },
        }
    }
}
