//! Documents as pages show them.

use std::collections::HashMap;

use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::file_type::MediaType;
use super::model::{ApprovalState, Document, DocumentKind, Privacy, RetentionClass, Version};
use crate::shell::{Moment, Page};

/// A document, ready to be shown.
pub struct DocumentView {
    pub id: Uuid,
    pub title: String,
    pub kind: DocumentKind,
    pub privacy: Privacy,
    pub added: Moment,
    pub retention: RetentionClass,
    pub patient: Option<Uuid>,
    pub current: Option<VersionView>,
    pub state: ApprovalState,
    pub decided: Option<Moment>,
    pub decided_by: String,
    pub comment: Option<String>,
    pub released: Option<Moment>,
    pub revision: i32,
}

/// One version, ready to be shown.
pub struct VersionView {
    pub number: i32,
    pub file_name: String,
    pub media_type: MediaType,
    size: u64,
    pub sha256: String,
    pub at: Moment,
    pub by: String,
    pub is_damaged: bool,
}

impl DocumentView {
    pub fn new(document: Document, guest: &Guest, names: &HashMap<Uuid, String>) -> Self {
        let approval = document.approval;
        Self {
            id: document.id.uuid(),
            title: document.title.into_inner(),
            kind: document.kind,
            privacy: document.privacy,
            added: Moment::new(guest, document.created_at),
            retention: document.retention,
            patient: document.patient,
            current: document.current.map(|version| VersionView::new(version, guest, names)),
            state: approval.state,
            decided: approval.at.map(|at| Moment::new(guest, at)),
            decided_by: name(names, approval.by),
            comment: approval.comment.map(Phi::into_inner),
            released: document.released_at.map(|at| Moment::new(guest, at)),
            revision: document.revision,
        }
    }

    pub fn icon(&self) -> &'static str {
        match self.kind {
            DocumentKind::MedicalRecord => "diagnosis",
            DocumentKind::Report | DocumentKind::Other => "document",
            DocumentKind::Contract => "edit",
            DocumentKind::Imaging => "eye",
        }
    }

    pub fn may_be_submitted(&self) -> bool {
        self.current.is_some() && matches!(self.state, ApprovalState::Draft | ApprovalState::Rejected)
    }

    pub fn is_in_review(&self) -> bool {
        self.state == ApprovalState::InReview
    }

    pub fn may_be_released(&self) -> bool {
        let is_approved = self.state == ApprovalState::Approved;
        self.released.is_none() && is_approved && self.patient.is_some() && self.privacy.is_for_patients()
    }
}

impl VersionView {
    pub fn new(version: Version, guest: &Guest, names: &HashMap<Uuid, String>) -> Self {
        Self {
            number: version.number,
            file_name: version.file_name.into_inner(),
            media_type: version.media_type,
            size: version.size,
            sha256: version.sha256,
            at: Moment::new(guest, version.stored_at),
            by: name(names, version.stored_by),
            is_damaged: version.damaged_at.is_some(),
        }
    }

    /// Enough of the sum to tell two versions apart.
    pub fn short_sum(&self) -> &str {
        self.sha256.get(..12).unwrap_or(&self.sha256)
    }

    /// As people say it.
    pub fn size(&self, page: &Page) -> String {
        page.size(self.size)
    }
}

fn name(names: &HashMap<Uuid, String>, id: Option<Uuid>) -> String {
    id.and_then(|id| names.get(&id)).cloned().unwrap_or_default()
}
