//! Encounters, notes and templates as programs read them.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::compare::Difference;
use super::model::{Encounter, EncounterStatus, Note, Sections, Status, Template, Verdict, Version};

/// A visit as it takes place.
#[derive(Serialize, ToSchema)]
#[schema(as = Encounter)]
pub struct EncounterOutput {
    id: Uuid,
    patient: Uuid,
    /// None when nobody had booked it.
    appointment: Option<Uuid>,
    practitioner: Uuid,
    status: EncounterStatus,
    #[schema(example = "2030-01-07T09:30:00Z")]
    started_at: Option<Timestamp>,
    finished_at: Option<Timestamp>,
    #[schema(example = 1)]
    version: i32,
    #[schema(example = "2030-01-07T09:30:00Z")]
    created_at: Timestamp,
    created_by: Uuid,
    #[schema(example = "2030-01-07T09:30:00Z")]
    updated_at: Timestamp,
    updated_by: Uuid,
    organization_id: Uuid,
}

impl EncounterOutput {
    pub fn new(encounter: &Encounter, guest: &Guest) -> Self {
        Self {
            id: encounter.id.uuid(),
            patient: encounter.patient,
            appointment: encounter.appointment,
            practitioner: encounter.practitioner,
            status: encounter.status,
            started_at: encounter.started_at,
            finished_at: encounter.finished_at,
            version: encounter.version,
            created_at: encounter.created_at,
            created_by: encounter.created_by,
            updated_at: encounter.updated_at,
            updated_by: encounter.updated_by,
            organization_id: guest.tenant().id,
        }
    }
}

/// A note as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Note)]
pub struct NoteOutput {
    id: Uuid,
    encounter: Uuid,
    appointment: Option<Uuid>,
    patient: Uuid,
    /// Whose draft it is or was.
    author: Uuid,
    status: Status,
    /// Signed by somebody whose work a doctor or therapist answers for.
    waits_for_co_sign: bool,
    #[serde(flatten)]
    sections: Sections,
    /// Why it was amended or taken back.
    reason: Option<String>,
    /// SHA-256 of what was signed and of the version before, in hexadecimal.
    sha256: Option<String>,
    #[schema(example = 1)]
    version: i32,
    #[schema(example = "2030-01-07T09:30:00Z")]
    created_at: Timestamp,
    created_by: Uuid,
    #[schema(example = "2030-01-07T09:30:00Z")]
    updated_at: Timestamp,
    updated_by: Uuid,
    signed_at: Option<Timestamp>,
    signed_by: Option<Uuid>,
    co_signed_at: Option<Timestamp>,
    co_signed_by: Option<Uuid>,
    /// When and by whom it was marked as entered in error.
    deleted_at: Option<Timestamp>,
    deleted_by: Option<Uuid>,
    organization_id: Uuid,
}

impl NoteOutput {
    pub fn new(note: Note, guest: &Guest) -> Self {
        let struck = note.is_struck();
        let content = note.content;
        Self {
            id: note.id.uuid(),
            encounter: note.encounter,
            appointment: note.appointment,
            patient: note.patient,
            author: note.author,
            status: note.status,
            waits_for_co_sign: note.waits_for_co_sign,
            sections: content.sections.into_inner(),
            reason: content.reason.map(Phi::into_inner),
            sha256: content.digest.map(|digest| hex::encode(digest.reveal())),
            version: note.version,
            created_at: note.created_at,
            created_by: note.author,
            updated_at: content.at,
            updated_by: content.by,
            signed_at: note.signed.map(|signed| signed.at),
            signed_by: note.signed.map(|signed| signed.by),
            co_signed_at: note.co_signed.map(|signed| signed.at),
            co_signed_by: note.co_signed.map(|signed| signed.by),
            deleted_at: struck.then_some(content.at),
            deleted_by: struck.then_some(content.by),
            organization_id: guest.tenant().id,
        }
    }
}

/// A version of a note.
#[derive(Serialize, ToSchema)]
#[schema(as = NoteVersion)]
pub struct VersionOutput {
    #[schema(example = 2)]
    version: i32,
    status: Status,
    #[serde(flatten)]
    sections: Sections,
    /// Why it was amended or taken back.
    reason: Option<String>,
    /// SHA-256 of what was signed and of the version before, in hexadecimal.
    sha256: Option<String>,
    #[schema(example = "2030-01-07T09:30:00Z")]
    created_at: Timestamp,
    created_by: Uuid,
}

impl VersionOutput {
    pub fn new(version: Version) -> Self {
        let content = version.content;
        Self {
            version: version.number,
            status: version.status,
            sections: content.sections.into_inner(),
            reason: content.reason.map(Phi::into_inner),
            sha256: content.digest.map(|digest| hex::encode(digest.reveal())),
            created_at: content.at,
            created_by: content.by,
        }
    }
}

/// Every version of a note, the newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = NoteVersions)]
pub struct VersionsOutput {
    pub results: Vec<VersionOutput>,
}

/// How two versions of a note differ, word by word.
#[derive(Serialize, ToSchema)]
#[schema(as = NoteComparison)]
pub struct ComparisonOutput {
    #[schema(example = 2)]
    pub from: i32,
    #[schema(example = 3)]
    pub to: i32,
    pub sections: Vec<Difference>,
}

/// Whether a note still is what was signed.
#[derive(Serialize, ToSchema)]
#[schema(as = NoteVerification)]
pub struct VerificationOutput {
    /// Whether all of its versions are.
    is_intact: bool,
    /// The signed versions, the oldest first.
    versions: Vec<VerdictOutput>,
}

/// Whether one version still is what was signed.
#[derive(Serialize, ToSchema)]
#[schema(as = NoteVerdict)]
pub struct VerdictOutput {
    #[schema(example = 2)]
    version: i32,
    is_intact: bool,
}

impl VerificationOutput {
    pub fn new(verdicts: &[Verdict]) -> Self {
        let told = |verdict: &Verdict| VerdictOutput { version: verdict.number, is_intact: verdict.is_intact };
        Self {
            is_intact: verdicts.iter().all(|verdict| verdict.is_intact),
            versions: verdicts.iter().map(told).collect(),
        }
    }
}

/// Words to begin a note with.
#[derive(Serialize, ToSchema)]
#[schema(as = NoteTemplate)]
pub struct TemplateOutput {
    id: Uuid,
    #[schema(example = "Hand, follow-up")]
    name: String,
    /// Whether everybody who writes notes gets it; else it is one's own.
    shared: bool,
    #[serde(flatten)]
    sections: Sections,
    #[schema(example = 1)]
    version: i32,
    #[schema(example = "2030-01-07T09:30:00Z")]
    updated_at: Timestamp,
    updated_by: Uuid,
}

impl TemplateOutput {
    pub fn new(template: Template) -> Self {
        Self {
            id: template.id.uuid(),
            name: template.name.into_inner(),
            shared: template.owner.is_none(),
            sections: template.sections.into_inner(),
            version: template.version,
            updated_at: template.updated_at,
            updated_by: template.updated_by,
        }
    }
}

/// The templates that one may use.
#[derive(Serialize, ToSchema)]
#[schema(as = NoteTemplates)]
pub struct TemplatesOutput {
    pub results: Vec<TemplateOutput>,
}
