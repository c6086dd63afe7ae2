//! Assessments and instruments as programs read them.

use std::collections::BTreeMap;

use ::instruments::{Answers, Definition, LicenceClass, Number};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tenancy::{Error, Result};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{Assessment, Instrument, Status};

/// An assessment as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Assessment)]
pub struct AssessmentOutput {
    pub id: Uuid,
    pub patient: Uuid,
    pub appointment: Option<Uuid>,
    #[schema(example = "phq-9")]
    pub instrument: String,
    #[schema(example = 1)]
    pub instrument_version: u32,
    pub status: Status,
    /// Completed by somebody whose work a doctor or therapist answers for.
    pub waits_for_co_sign: bool,
    /// By the ids of the items.
    #[schema(value_type = Object, example = json!({ "1": 0, "2": 1 }))]
    pub answers: Answers,
    /// None while too much is missing.
    #[schema(value_type = Option<f64>, example = 12)]
    pub score: Option<Number>,
    /// A number or null by the id of each subscale.
    #[schema(value_type = Object, example = json!({ "balance": 4 }))]
    pub subscales: BTreeMap<String, Option<Number>>,
    /// The id of the band that the score lies in.
    #[schema(example = "moderate")]
    pub band: Option<String>,
    /// The ids of what single answers say.
    pub flags: Vec<String>,
    /// The ids of the items that count and were not answered.
    pub missing: Vec<String>,
    #[schema(value_type = String, format = Date, example = "2030-01-07")]
    pub administered_on: Date,
    /// Why it was amended or taken back.
    pub reason: Option<String>,
    #[schema(example = 1)]
    pub version: i32,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
    pub created_by: Uuid,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub updated_at: Timestamp,
    pub updated_by: Uuid,
    pub completed_at: Option<Timestamp>,
    pub completed_by: Option<Uuid>,
    pub co_signed_at: Option<Timestamp>,
    pub co_signed_by: Option<Uuid>,
    /// Whether its patient may read the result.
    pub released: bool,
    /// When that was decided; an amendment stays released.
    pub released_at: Option<Timestamp>,
    /// When and by whom it was marked as entered in error.
    pub deleted_at: Option<Timestamp>,
    pub deleted_by: Option<Uuid>,
    pub organization_id: Uuid,
}

impl AssessmentOutput {
    pub fn new(assessment: Assessment, guest: &Guest) -> Self {
        let struck = assessment.status == Status::EnteredInError;
        let (content, definition) = (assessment.content, assessment.definition);
        let outcome = content.outcome.into_inner();
        Self {
            id: assessment.id.uuid(),
            patient: assessment.patient,
            appointment: assessment.appointment,
            instrument: definition.id.clone(),
            instrument_version: definition.version,
            status: assessment.status,
            waits_for_co_sign: assessment.waits_for_co_sign,
            answers: content.answers.into_inner(),
            score: outcome.score,
            subscales: outcome.subscales,
            band: outcome.band,
            flags: outcome.flags,
            missing: outcome.missing,
            administered_on: content.administered_on,
            reason: content.reason.map(Phi::into_inner),
            version: assessment.version,
            created_at: assessment.created_at,
            created_by: assessment.created_by,
            updated_at: content.at,
            updated_by: content.by,
            completed_at: assessment.completed.map(|signed| signed.at),
            completed_by: assessment.completed.map(|signed| signed.by),
            co_signed_at: assessment.co_signed.map(|signed| signed.at),
            co_signed_by: assessment.co_signed.map(|signed| signed.by),
            released: assessment.released_at.is_some(),
            released_at: assessment.released_at,
            deleted_at: struck.then_some(content.at),
            deleted_by: struck.then_some(content.by),
            organization_id: guest.tenant().id,
        }
    }
}

/// An instrument as the clinic has it.
#[derive(Serialize, ToSchema)]
#[schema(as = Instrument)]
pub struct InstrumentOutput {
    #[schema(example = "phq-9")]
    id: String,
    #[schema(example = 1)]
    version: u32,
    /// In the caller's language, or in English.
    #[schema(example = "PHQ-9: depression")]
    title: String,
    about: String,
    /// Whether new assessments can be made with it.
    in_use: bool,
    /// Whether the clinic imported it.
    is_own: bool,
    licence: LicenceOutput,
    /// What the clinic holds of the owner, where one must be asked.
    permission: Option<String>,
    /// The languages of its questions.
    languages: Vec<LanguageOutput>,
}

/// On which terms an instrument may be used.
#[derive(Serialize, ToSchema)]
#[schema(as = Licence)]
struct LicenceOutput {
    /// `open`, or `permission` when the owner must be asked.
    #[schema(example = "open")]
    class: &'static str,
    holder: String,
    citation: String,
    note: Option<String>,
}

/// A language that an instrument's questions are in.
#[derive(Serialize, ToSchema)]
#[schema(as = InstrumentLanguage)]
struct LanguageOutput {
    #[schema(example = "en")]
    language: String,
    /// Whether it is the original, or a translation that was tested with people.
    validated: bool,
}

impl InstrumentOutput {
    pub fn new(instrument: &Instrument, guest: &Guest) -> Self {
        let (definition, language) = (&instrument.definition, guest.locale().code());
        let licence = &definition.licence;
        let languages = definition.languages.iter().map(|(language, standing)| LanguageOutput {
            language: language.clone(),
            validated: standing.is_validated(),
        });
        Self {
            id: definition.id.clone(),
            version: definition.version,
            title: definition.title.in_language(language).0.to_owned(),
            about: definition.about.in_language(language).0.to_owned(),
            in_use: instrument.is_in_use(),
            is_own: instrument.is_own,
            licence: LicenceOutput {
                class: if licence.class == LicenceClass::Open { "open" } else { "permission" },
                holder: licence.holder.clone(),
                citation: licence.citation.clone(),
                note: licence.note.clone(),
            },
            permission: instrument.permission().map(str::to_owned),
            languages: languages.collect(),
        }
    }
}

/// An instrument with everything that it asks and how it is scored.
#[derive(Serialize, ToSchema)]
#[schema(as = InstrumentWithDefinition)]
pub struct DefinedOutput {
    #[serde(flatten)]
    instrument: InstrumentOutput,
    /// As it is imported: items, options, scoring, bands, norms, flags.
    #[schema(value_type = Object)]
    definition: serde_json::Value,
}

impl DefinedOutput {
    pub fn new(instrument: &Instrument, guest: &Guest) -> Result<Self> {
        let definition: &Definition = &instrument.definition;
        let definition = serde_json::to_value(definition).map_err(Error::internal)?;
        Ok(Self { instrument: InstrumentOutput::new(instrument, guest), definition })
    }
}
