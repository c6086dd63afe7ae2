//! What an encounter and a note are. No database here.

use std::collections::BTreeMap;

use aws_lc_rs::digest::{Context, SHA256};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

pub use crate::assessments::model::Signed;
use crate::parties::model::codes;

codes! {
    /// How far an encounter is.
    EncounterStatus { Planned = "planned", InProgress = "in-progress", Finished = "finished" }
}

codes! {
    /// How far a note is.
    Status { Draft = "draft", Signed = "signed", CoSigned = "co-signed", EnteredInError = "entered-in-error" }
}

/// A visit as it takes place.
#[derive(Debug, Clone)]
pub struct Encounter {
    pub id: Id<Encounter>,
    pub patient: Uuid,
    pub appointment: Option<Uuid>,
    pub practitioner: Uuid,
    pub status: EncounterStatus,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub version: i32,
    pub created_at: Timestamp,
    pub created_by: Uuid,
    pub updated_at: Timestamp,
    pub updated_by: Uuid,
}

impl Encounter {
    /// When it took place; while it is planned, when it was planned.
    pub fn at(&self) -> Timestamp {
        self.started_at.unwrap_or(self.created_at)
    }
}

/// What a new encounter belongs to.
#[derive(Debug, Clone, Copy)]
pub enum Occasion {
    Appointment(Uuid),
    /// Nobody had booked it.
    Patient(Uuid),
}

/// The four parts of a note, in the order in which they are written and read.
pub const SECTIONS: [&str; 4] = ["subjective", "objective", "assessment", "plan"];

/// What a note says.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Sections {
    /// What the patient says.
    #[schema(example = "Sleeps better, less pain in the morning.", max_length = 8000)]
    pub subjective: String,
    /// What was found.
    #[schema(example = "Elbow 0/120, grip 18 kg.", max_length = 8000)]
    pub objective: String,
    /// What it means.
    #[schema(example = "Improving as planned.", max_length = 8000)]
    pub assessment: String,
    /// What is to be done.
    #[schema(example = "Splint at night, again in two weeks.", max_length = 8000)]
    pub plan: String,
}

impl Sections {
    /// Makes each section of what `of` gives for its name.
    pub fn from_each(mut of: impl FnMut(&'static str) -> String) -> Self {
        let [subjective, objective, assessment, plan] = SECTIONS.map(&mut of);
        Self { subjective, objective, assessment, plan }
    }

    pub fn each(&self) -> [(&'static str, &str); 4] {
        let [subjective, objective, assessment, plan] = SECTIONS;
        [
            (subjective, &self.subjective),
            (objective, &self.objective),
            (assessment, &self.assessment),
            (plan, &self.plan),
        ]
    }

    /// One section; nothing where there is none of this name.
    pub fn get(&self, name: &str) -> &str {
        self.each().into_iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
    }

    pub fn is_empty(&self) -> bool {
        self.missing().len() == SECTIONS.len()
    }

    /// The sections in which nothing stands.
    pub fn missing(&self) -> Vec<&'static str> {
        self.each().into_iter().filter(|(_, text)| text.trim().is_empty()).map(|(name, _)| name).collect()
    }

    /// With what another has added below, section by section.
    #[must_use]
    pub fn with(&self, more: &Self) -> Self {
        Self::from_each(|name| match (self.get(name).trim_end(), more.get(name)) {
            (text, "") => text.to_owned(),
            ("", added) => added.to_owned(),
            (text, added) => format!("{text}\n{added}"),
        })
    }
}

/// A note as it stands.
#[derive(Clone)]
pub struct Note {
    pub id: Id<Note>,
    pub encounter: Uuid,
    pub patient: Uuid,
    /// When the encounter took place.
    pub at: Timestamp,
    pub appointment: Option<Uuid>,
    pub status: Status,
    pub waits_for_co_sign: bool,
    pub version: i32,
    pub content: Content,
    pub created_at: Timestamp,
    /// Whose draft it is or was.
    pub author: Uuid,
    pub signed: Option<Signed>,
    pub co_signed: Option<Signed>,
}

/// What one version says, and who wrote it.
#[derive(Clone)]
pub struct Content {
    pub sections: Phi<Sections>,
    pub reason: Option<Phi<String>>,
    /// Of what was signed.
    pub digest: Option<Phi<Vec<u8>>>,
    pub at: Timestamp,
    pub by: Uuid,
}

/// A version in a note's history.
#[derive(Clone)]
pub struct Version {
    pub number: i32,
    pub status: Status,
    pub content: Content,
}

/// Whether a version still is what was signed.
#[derive(Debug, Clone, Copy)]
pub struct Verdict {
    pub number: i32,
    pub is_intact: bool,
}

/// That a note is to be signed with this.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signing {
    /// Although nothing stands in some of its sections.
    pub incomplete: bool,
}

/// What stands in a signed version besides its words.
#[derive(Clone, Copy)]
pub struct Frame {
    pub note: Uuid,
    pub encounter: Uuid,
    pub patient: Uuid,
    pub number: i32,
    pub status: Status,
    pub at: Timestamp,
    pub by: Uuid,
}

impl Frame {
    pub fn of(note: &Note, number: i32, status: Status, signed: Signed) -> Self {
        let (encounter, patient) = (note.encounter, note.patient);
        Self { note: note.id.uuid(), encounter, patient, number, status, at: signed.at, by: signed.by }
    }

    /// SHA-256 over everything that was signed, each part with its length before it, and over the digest of the version
    /// before. What is hashed here is hashed so for ever; another way would need another name at its beginning.
    pub fn digest(&self, sections: &Sections, reason: Option<&str>, before: Option<&[u8]>) -> Vec<u8> {
        let mut context = Context::new(&SHA256);
        let mut part = |bytes: &[u8]| {
            context.update(&(bytes.len() as u64).to_be_bytes());
            context.update(bytes);
        };
        part(b"praxis session note 1");
        for id in [self.note, self.encounter, self.patient, self.by] {
            part(id.as_bytes());
        }
        part(&self.number.to_be_bytes());
        part(self.status.as_str().as_bytes());
        part(&self.at.as_microsecond().to_be_bytes());
        for (_, text) in sections.each() {
            part(text.as_bytes());
        }
        part(reason.unwrap_or_default().as_bytes());
        part(before.unwrap_or_default());
        context.finish().as_ref().to_vec()
    }
}

impl Note {
    pub fn is_draft(&self) -> bool {
        self.status == Status::Draft
    }

    /// Whether it was taken back.
    pub fn is_struck(&self) -> bool {
        self.status == Status::EnteredInError
    }

    /// Whether somebody has put their name to it as it stands.
    pub fn is_answered_for_by(&self, person: Uuid) -> bool {
        [self.signed, self.co_signed].into_iter().flatten().any(|signed| signed.by == person)
    }

    /// What changed, with the values before and after, for the sealed part of the audit.
    pub fn changes_since(&self, before: Option<&Self>) -> Value {
        let (before, after) = (before.map(Self::fields).unwrap_or_default(), self.fields());
        let changed = after.into_iter().filter_map(|(field, new)| {
            let old = before.get(&field).cloned().unwrap_or(Value::Null);
            (old != new).then(|| (field, json!({ "before": old, "after": new })))
        });
        Value::Object(changed.collect())
    }

    fn fields(&self) -> BTreeMap<String, Value> {
        let sections = self.content.sections.reveal().each().map(|(name, text)| (name.to_owned(), json!(text)));
        let digest = self.content.digest.as_ref().map(|digest| hex::encode(digest.reveal()));
        let more = [
            ("status", json!(self.status)),
            ("reason", json!(self.content.reason.as_ref().map(Phi::reveal))),
            ("sha256", json!(digest)),
            ("version", json!(self.version)),
        ];
        sections.into_iter().chain(more.map(|(name, value)| (name.to_owned(), value))).collect()
    }
}

/// Words to begin a note with.
#[derive(Clone)]
pub struct Template {
    pub id: Id<Template>,
    /// Whose it is; none when it is the clinic's.
    pub owner: Option<Uuid>,
    pub name: Phi<String>,
    pub sections: Phi<Sections>,
    pub version: i32,
    pub updated_at: Timestamp,
    pub updated_by: Uuid,
}

/// What a template is to say.
#[derive(Clone)]
pub struct NewTemplate {
    pub name: String,
    pub sections: Sections,
}

/// What a template may leave to be filled in, between two pairs of braces.
pub const PLACEHOLDERS: &[&str] = &["patient", "age", "date", "time", "author", "last_result"];

/// The pieces of a text between braces and beside them: `true` for what stands between.
fn pieces(text: &str) -> Vec<(bool, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, later)) = after.split_once("}}") else { break };
        found.push((false, before));
        found.push((true, name.trim()));
        rest = later;
    }
    found.push((false, rest));
    found
}

/// The first name between braces that stands for nothing.
pub fn unknown_placeholder(text: &str) -> Option<&str> {
    pieces(text).into_iter().find(|(is_name, name)| *is_name && !PLACEHOLDERS.contains(name)).map(|(_, name)| name)
}

impl Sections {
    /// With each placeholder filled in; what is not known leaves nothing.
    #[must_use]
    pub fn filled(&self, value: impl Fn(&str) -> String) -> Self {
        Self::from_each(|name| {
            let piece = |(is_name, text): (bool, &str)| if is_name { value(text) } else { text.to_owned() };
            pieces(self.get(name)).into_iter().map(piece).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Sections, Status, unknown_placeholder};
    use jiff::Timestamp;
    use uuid::Uuid;

    fn said(subjective: &str, objective: &str) -> Sections {
        Sections { subjective: subjective.to_owned(), objective: objective.to_owned(), ..Sections::default() }
    }

    #[test]
    fn placeholders_are_filled_in_and_braces_without_an_end_stay() {
        let template = said("{{patient}}, {{ age }}: {{last_result}}.", "{{date");
        let filled = template.filled(|name| if name == "last_result" { String::new() } else { name.to_uppercase() });
        assert_eq!((filled.subjective.as_str(), filled.objective.as_str()), ("PATIENT, AGE: .", "{{date"));
        assert_eq!(unknown_placeholder("{{patient}} {{mrn}}"), Some("mrn"));
        assert_eq!(unknown_placeholder("{{ date }} {{"), None);
    }

    #[test]
    fn words_in_another_section_are_another_note() {
        let frame = Frame {
            note: Uuid::nil(),
            encounter: Uuid::nil(),
            patient: Uuid::nil(),
            number: 1,
            status: Status::Signed,
            at: Timestamp::UNIX_EPOCH,
            by: Uuid::nil(),
        };
        let digest = |sections: &Sections, reason, before| frame.digest(sections, reason, before);
        let one = digest(&said("ab", "c"), None, None);
        assert_eq!(one, digest(&said("ab", "c"), None, None));
        for other in [
            digest(&said("a", "bc"), None, None),
            digest(&said("ab", "c"), Some("x"), None),
            digest(&said("ab", "c"), None, Some(&one)),
            Frame { number: 2, ..frame }.digest(&said("ab", "c"), None, None),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn what_is_added_stands_below_what_is_there() {
        let both = said("One\n", "").with(&said("Two", "Three"));
        assert_eq!((both.subjective.as_str(), both.objective.as_str()), ("One\nTwo", "Three"));
        assert_eq!(both.missing(), ["assessment", "plan"]);
    }
}
