//! What a document is. No database here.

use jiff::Timestamp;
use objects::Kept;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tenancy::{Action, Id};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::{ContentKey, Phi};

use super::file_type::MediaType;
use crate::parties::model::codes;

codes! {
    /// What a document is.
    DocumentKind {
        MedicalRecord = "medical_record",
        Report = "report",
        Contract = "contract",
        Imaging = "imaging",
        Other = "other",
    }
}

codes! {
    /// Who may see a document. Public: everybody who works with patients; its patient, when it is released. Internal:
    /// those who run the clinic, never its patient. Confidential: those who treat; its patient, when it is released.
    /// Restricted: doctors and therapists, never its patient.
    Privacy { Public = "public", Internal = "internal", Confidential = "confidential", Restricted = "restricted" }
}

codes! {
    /// How long a document is kept after its last version: ten years, seven, or one.
    RetentionClass { Clinical = "clinical", Business = "business", Brief = "brief" }
}

codes! {
    /// Whether a document counts. A new version is a draft again.
    ApprovalState { Draft = "draft", InReview = "in-review", Approved = "approved", Rejected = "rejected" }
}

impl Privacy {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("documents-privacy-{}", self.as_str())
    }

    /// What it takes to see such a document; nothing more than to see documents at all.
    pub const fn needs(self) -> Option<Action> {
        match self {
            Self::Public => None,
            Self::Internal => Some(Action::SeeInternalDocuments),
            Self::Confidential => Some(Action::SeeConfidentialDocuments),
            Self::Restricted => Some(Action::SeeRestrictedDocuments),
        }
    }

    /// Whether it may be released to its patient.
    pub const fn is_for_patients(self) -> bool {
        matches!(self, Self::Public | Self::Confidential)
    }
}

impl DocumentKind {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("documents-kind-{}", self.as_str().replace('_', "-"))
    }
}

impl RetentionClass {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("documents-retention-{}", self.as_str())
    }

    pub const fn years(self) -> i64 {
        match self {
            Self::Clinical => 10,
            Self::Business => 7,
            Self::Brief => 1,
        }
    }
}

/// Where the approval of a document stands, and who brought it there.
#[derive(Clone)]
pub struct Approval {
    pub state: ApprovalState,
    pub at: Option<Timestamp>,
    pub by: Option<Uuid>,
    pub comment: Option<Phi<String>>,
}

/// A document.
#[derive(Clone)]
pub struct Document {
    pub id: Id<Document>,
    pub kind: DocumentKind,
    pub privacy: Privacy,
    pub retention: RetentionClass,
    /// Whom it is about.
    pub party: Option<Uuid>,
    /// The same, when that is a patient: whose record of looks this belongs into.
    pub patient: Option<Uuid>,
    pub appointment: Option<Uuid>,
    pub title: Phi<String>,
    /// The version that stands; none before something was uploaded.
    pub current: Option<Version>,
    pub approval: Approval,
    pub released_at: Option<Timestamp>,
    /// Counts every change, for those who change it at the same time.
    pub revision: i32,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    pub updated_at: Timestamp,
    pub updated_by: Option<Uuid>,
}

/// One version of a document, as far as it can be told without its bytes.
#[derive(Clone)]
pub struct Version {
    pub id: Uuid,
    pub number: i32,
    pub parent: Option<Uuid>,
    pub file_name: Phi<String>,
    pub media_type: MediaType,
    pub size: u64,
    /// Of the content, in hexadecimal.
    pub sha256: String,
    pub stored_at: Timestamp,
    pub stored_by: Option<Uuid>,
    pub damaged_at: Option<Timestamp>,
}

/// A document to be.
#[derive(Clone)]
pub struct NewDocument {
    pub kind: DocumentKind,
    pub privacy: Privacy,
    pub retention: RetentionClass,
    pub party: Option<Uuid>,
    pub appointment: Option<Uuid>,
    pub title: String,
}

/// What is corrected of a document; the rest stays.
#[derive(Clone, Default)]
pub struct Correction {
    pub title: Option<String>,
    pub kind: Option<DocumentKind>,
    pub privacy: Option<Privacy>,
}

impl Document {
    /// What was corrected, with the values before and after, for the sealed part of the audit.
    pub fn changes_since(&self, before: &Self) -> serde_json::Value {
        let fields = [
            ("title", before.title.reveal().as_str(), self.title.reveal().as_str()),
            ("kind", before.kind.as_str(), self.kind.as_str()),
            ("privacy", before.privacy.as_str(), self.privacy.as_str()),
        ];
        let changed = fields.into_iter().filter(|(_, old, new)| old != new);
        changed.map(|(field, old, new)| (field.to_owned(), json!({ "before": old, "after": new }))).collect()
    }
}

/// Bytes that are about to be sent, and what they will belong to.
pub struct Upload {
    pub id: Uuid,
    pub key: ContentKey,
    /// What is set aside for them.
    pub reserved: u64,
}

/// Bytes that were sent.
pub struct Uploaded {
    pub upload: Upload,
    pub kept: Kept,
    pub file_name: String,
    pub media_type: MediaType,
}

/// What it takes to hand out a version.
pub struct Handout {
    pub version: Version,
    pub key: ContentKey,
}
