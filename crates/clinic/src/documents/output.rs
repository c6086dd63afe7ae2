//! A document as the API shows it.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::file_type::MediaType;
use super::model::{Approval, ApprovalState, Document, DocumentKind, Privacy, RetentionClass, Version};

/// A document, and what is known of the version that stands. Its `ETag` counts every change of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Document)]
pub struct DocumentOutput {
    pub id: Uuid,
    #[schema(example = "Discharge letter")]
    pub title: String,
    pub kind: DocumentKind,
    pub privacy: Privacy,
    /// Told by the bytes. None before something was uploaded, as all that follows about a version.
    pub media_type: Option<MediaType>,
    #[schema(example = "letter.pdf")]
    pub file_name: Option<String>,
    /// In bytes.
    #[schema(example = 48_213)]
    pub size: Option<u64>,
    /// Of the content, in hexadecimal.
    #[schema(example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    pub sha256: Option<String>,
    /// The number of the version that stands; 0 before something was uploaded.
    #[schema(example = 1)]
    pub version: i32,
    /// The version that it follows.
    pub parent: Option<Uuid>,
    /// Whom it is about.
    pub contact: Option<Uuid>,
    pub appointment: Option<Uuid>,
    pub approval: ApprovalOutput,
    /// Since when its patient may read it, while it is approved.
    pub released_at: Option<Timestamp>,
    pub retention_class: RetentionClass,
    /// Always: what is kept is sealed.
    pub encrypted: bool,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub updated_at: Timestamp,
    pub updated_by: Option<Uuid>,
    pub organization_id: Uuid,
}

/// Where the approval of a document stands.
#[derive(Serialize, ToSchema)]
#[schema(as = DocumentApproval)]
pub struct ApprovalOutput {
    pub state: ApprovalState,
    pub by: Option<Uuid>,
    pub at: Option<Timestamp>,
    pub comment: Option<String>,
}

/// One version of a document.
#[derive(Serialize, ToSchema)]
#[schema(as = DocumentVersion)]
pub struct VersionOutput {
    pub id: Uuid,
    #[schema(example = 1)]
    pub version: i32,
    /// The version that it follows.
    pub parent: Option<Uuid>,
    #[schema(example = "letter.pdf")]
    pub file_name: String,
    pub media_type: MediaType,
    #[schema(example = 48_213)]
    pub size: u64,
    #[schema(example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    pub sha256: String,
    /// When its bytes were found to be damaged.
    pub damaged_at: Option<Timestamp>,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
}

impl DocumentOutput {
    pub fn new(document: Document, guest: &Guest) -> Self {
        let Approval { state, at, by, comment } = document.approval;
        let current = document.current.as_ref();
        Self {
            id: document.id.uuid(),
            title: document.title.into_inner(),
            kind: document.kind,
            privacy: document.privacy,
            media_type: current.map(|version| version.media_type),
            file_name: current.map(|version| version.file_name.reveal().clone()),
            size: current.map(|version| version.size),
            sha256: current.map(|version| version.sha256.clone()),
            version: current.map_or(0, |version| version.number),
            parent: current.and_then(|version| version.parent),
            contact: document.party,
            appointment: document.appointment,
            approval: ApprovalOutput { state, by, at, comment: comment.map(Phi::into_inner) },
            released_at: document.released_at,
            retention_class: document.retention,
            encrypted: true,
            created_at: document.created_at,
            created_by: document.created_by,
            updated_at: document.updated_at,
            updated_by: document.updated_by,
            organization_id: guest.tenant().id,
        }
    }
}

impl From<Version> for VersionOutput {
    fn from(version: Version) -> Self {
        Self {
            id: version.id,
            version: version.number,
            parent: version.parent,
            file_name: version.file_name.into_inner(),
            media_type: version.media_type,
            size: version.size,
            sha256: version.sha256,
            damaged_at: version.damaged_at,
            created_at: version.stored_at,
            created_by: version.stored_by,
        }
    }
}
