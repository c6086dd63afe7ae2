//! What clients send about encounters, notes and templates: the same for the API and the forms.

use people::text;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{NewTemplate, Occasion, SECTIONS, Sections, Signing, unknown_placeholder};

const SECTION: usize = 8_000;
const REASON: usize = 200;
const NAME: usize = 60;

/// A visit as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct EncounterInput {
    /// The appointment it belongs to. Without one, `patient` is needed.
    pub appointment: Option<Uuid>,
    /// Needed for a visit that nobody booked.
    pub patient: Option<Uuid>,
    /// Whether it is only planned, and begins later.
    #[schema(example = false)]
    pub planned: bool,
}

impl EncounterInput {
    pub fn occasion(&self) -> Result<Occasion> {
        match (self.appointment, self.patient) {
            (Some(appointment), _) => Ok(Occasion::Appointment(appointment)),
            (None, Some(patient)) => Ok(Occasion::Patient(patient)),
            (None, None) => Err(Error::invalid("patient", "required")),
        }
    }
}

/// A new note as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct NewNoteInput {
    /// The visit at which it is written.
    pub encounter: Option<Uuid>,
    #[serde(flatten)]
    pub sections: Sections,
}

impl NewNoteInput {
    pub fn parse(&self) -> Result<(Uuid, Sections)> {
        let sections = cleaned(&self.sections);
        match (self.encounter, sections) {
            (Some(encounter), Ok(sections)) => Ok((encounter, sections)),
            (encounter, sections) => {
                let missing = encounter.is_none().then(|| FieldError::new("encounter", "required"));
                Err(Error::Invalid(missing.into_iter().chain(sections.err().into_iter().flatten()).collect()))
            }
        }
    }
}

/// What is to stand in a draft.
pub fn parse_sections(sections: &Sections) -> Result<Sections> {
    cleaned(sections).map_err(Error::Invalid)
}

/// Whether a note is complete as it stands.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SigningInput {
    /// Signs it although nothing stands in some of its sections.
    #[schema(example = true)]
    pub incomplete: bool,
}

impl From<SigningInput> for Signing {
    fn from(input: SigningInput) -> Self {
        Self { incomplete: input.incomplete }
    }
}

/// What shall stand in a signed note from now on, and why.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(example = json!({ "subjective": "Pain in the left elbow.", "objective": "Elbow 0/120.", "assessment": "Improving.",
    "plan": "Again in two weeks.", "reason": "Wrong side: it was the left elbow" }))]
pub struct AmendmentInput {
    #[serde(flatten)]
    pub sections: Sections,
    #[schema(example = "Wrong side: it was the left elbow", max_length = 200)]
    pub reason: Option<String>,
}

impl AmendmentInput {
    pub fn parse(&self) -> Result<(Sections, String)> {
        match (cleaned(&self.sections), line("reason", self.reason.as_deref(), REASON)) {
            (Ok(sections), Ok(reason)) => Ok((sections, reason)),
            (sections, reason) => {
                Err(Error::Invalid(sections.err().into_iter().flatten().chain(reason.err()).collect()))
            }
        }
    }
}

/// A template as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(example = json!({ "name": "Hand, follow-up", "shared": false, "subjective": "{{patient}}, {{age}}:",
    "objective": "Last result: {{last_result}}." }))]
pub struct TemplateInput {
    #[schema(example = "Hand, follow-up", max_length = 60)]
    pub name: Option<String>,
    /// Whether everybody who writes notes gets it; else it is one's own. A replacement cannot change it.
    #[schema(example = false)]
    pub shared: bool,
    #[serde(flatten)]
    pub sections: Sections,
}

impl TemplateInput {
    pub fn parse(&self) -> Result<NewTemplate> {
        let mut problems = Vec::new();
        let name = line("name", self.name.as_deref(), NAME).unwrap_or_else(|problem| {
            problems.push(problem);
            String::new()
        });
        let sections = cleaned(&self.sections).unwrap_or_else(|found| {
            problems.extend(found);
            Sections::default()
        });
        let unknown = |(name, text): (&'static str, &str)| {
            unknown_placeholder(text).map(|_| FieldError::new(name, "unknown_placeholder"))
        };
        problems.extend(sections.each().into_iter().filter_map(unknown));
        if sections.is_empty() && problems.is_empty() {
            problems.push(FieldError::new("subjective", "required"));
        }
        if problems.is_empty() { Ok(NewTemplate { name, sections }) } else { Err(Error::Invalid(problems)) }
    }
}

/// The sections that nothing stands in, as fields of what was sent.
pub fn missing(sections: &Sections) -> Error {
    Error::Invalid(sections.missing().into_iter().map(|name| FieldError::new(name, "required")).collect())
}

fn cleaned(sections: &Sections) -> Result<Sections, Vec<FieldError>> {
    let mut problems = Vec::new();
    let checked = Sections::from_each(|name| match text::clean(sections.get(name), SECTION) {
        Ok(text) => text,
        Err(error) => {
            problems.push(refused(name, &error, SECTION));
            String::new()
        }
    });
    if problems.is_empty() { Ok(checked) } else { Err(problems) }
}

fn line(field: &'static str, given: Option<&str>, max: usize) -> Result<String, FieldError> {
    match text::clean(given.unwrap_or_default(), max) {
        Ok(text) if text.is_empty() => Err(FieldError::new(field, "required")),
        Ok(text) => Ok(text),
        Err(error) => Err(refused(field, &error, max)),
    }
}

fn refused(field: &'static str, error: &people::TextError, max: usize) -> FieldError {
    FieldError::new(field, crate::forms::text_code(error)).limit(i64::try_from(max).unwrap_or(i64::MAX))
}

/// What of these fields belongs to a note's sections.
pub fn sections_of(pairs: &[(String, String)]) -> Sections {
    let get = |name: &str| pairs.iter().rev().find(|(found, _)| found == name).map(|(_, text)| text.clone());
    Sections::from_each(|name| get(name).unwrap_or_default())
}

/// Whether there is a section of this name.
pub fn is_section(name: &str) -> bool {
    SECTIONS.contains(&name)
}
