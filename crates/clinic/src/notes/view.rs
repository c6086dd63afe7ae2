//! Notes as pages show them: in words, with a sign for each.

use std::collections::HashMap;

use jiff::civil::Date;
use tenancy::Action;
use uuid::Uuid;
use web::Guest;

use super::model::{Note, Sections, Status};
use crate::assessments::view::Standing;
use crate::shell::Moment;

/// How far a note is, as a chip says it.
pub fn standing(status: Status, waits_for_co_sign: bool) -> Standing {
    match (status, waits_for_co_sign) {
        (Status::Signed, true) => Standing { key: "notes-status-waits", icon: "wait", chip: "chip-warn" },
        (Status::Draft, _) => Standing { key: "notes-status-draft", icon: "edit", chip: "chip-info" },
        (Status::Signed, _) => Standing { key: "notes-status-signed", icon: "check", chip: "chip-ok" },
        (Status::CoSigned, _) => Standing { key: "notes-status-co-signed", icon: "check-circle", chip: "chip-ok" },
        (Status::EnteredInError, _) => {
            Standing { key: "status-entered-in-error", icon: "ban", chip: "chip-entered-in-error" }
        }
    }
}

/// A note in a list.
#[derive(Clone)]
pub struct Line {
    pub id: Uuid,
    pub patient: Uuid,
    pub at: Moment,
    /// The day of its visit.
    pub day: Date,
    pub standing: Standing,
    pub is_draft: bool,
    pub is_struck: bool,
    pub by: String,
    pub by_id: Uuid,
    pub excerpt: String,
    pub appointment: Option<Uuid>,
    /// Since it was begun or signed.
    pub days: i64,
}

/// As much as tells one note from another.
const EXCERPT: usize = 140;

impl Line {
    pub fn new(guest: &Guest, note: &Note, names: &HashMap<Uuid, String>) -> Self {
        let by = note.signed.map_or(note.author, |signed| signed.by);
        let day = guest.tenant().day_of(note.at);
        let since = guest.tenant().day_of(note.signed.map_or(note.created_at, |signed| signed.at));
        Self {
            id: note.id.uuid(),
            patient: note.patient,
            at: Moment::new(guest, note.at),
            day,
            standing: standing(note.status, note.waits_for_co_sign),
            is_draft: note.is_draft(),
            is_struck: note.is_struck(),
            by: names.get(&by).cloned().unwrap_or_default(),
            by_id: by,
            excerpt: excerpt(note.content.sections.reveal()),
            appointment: note.appointment,
            days: guest.today().duration_since(since).as_hours() / 24,
        }
    }

    /// A draft is gone on with; what is signed is read.
    pub fn href(&self) -> String {
        if self.is_draft { format!("/notes/{}/edit", self.id) } else { format!("/notes/{}/", self.id) }
    }
}

/// What a note comes to: its assessment; else the first words there are.
fn excerpt(sections: &Sections) -> String {
    let said = sections.each().into_iter().map(|(_, text)| text).find(|text| !text.is_empty());
    let text = if sections.assessment.is_empty() { said.unwrap_or_default() } else { &sections.assessment };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default().trim_end()),
        None => words,
    }
}

/// One section as it is read.
pub struct Part {
    pub name: &'static str,
    pub text: String,
}

impl Part {
    pub fn all(sections: &Sections) -> Vec<Self> {
        sections.each().map(|(name, text)| Self { name, text: text.to_owned() }).into()
    }

    pub fn title(&self) -> String {
        title(self.name)
    }
}

/// The key of what a section is called.
pub fn title(section: &str) -> String {
    format!("notes-{section}")
}

/// What the reader may do with notes; templates ask by these names.
#[derive(Clone, Copy)]
pub struct Rights {
    pub start: bool,
    pub amend: bool,
    /// One's own; those of others need the right to amend them as well.
    pub strike: bool,
    pub co_sign: bool,
}

impl Rights {
    pub fn of(guest: &Guest) -> Self {
        Self {
            start: guest.may(Action::StartEncounter) && guest.may(Action::WriteNote),
            amend: guest.may(Action::AmendNote),
            strike: guest.may(Action::StrikeNote),
            co_sign: guest.may(Action::CoSignNote),
        }
    }
}
