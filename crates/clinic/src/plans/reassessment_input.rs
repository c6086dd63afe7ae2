//! What clients send about assessments that a plan asks for again.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::fields::Fields;
use super::input::{INSTRUMENT, Sent, is_blank};
use super::model::{CareKind, CareStatus, Content, Reassessment};

/// Two years.
const WEEKS: i32 = 104;

/// That a patient is to be assessed again, as sent by a client: every so many weeks, or once on a day.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReassessmentInput {
    /// Needed for a new one; a revision cannot change it.
    pub plan: Option<Uuid>,
    /// By its id.
    #[schema(example = "phq-9", max_length = 40)]
    pub instrument: Option<String>,
    /// After the last one that was completed.
    #[schema(example = 4, minimum = 1, maximum = 104)]
    pub every_weeks: Option<i64>,
    /// Instead of that: the one day for which it is to be made.
    #[schema(value_type = Option<String>, format = Date)]
    pub once_on: Option<String>,
    /// Not due before; today when left out.
    #[schema(value_type = Option<String>, format = Date, example = "2030-01-07")]
    pub begins_on: Option<String>,
    /// `active`, `completed` or `revoked`; `active` when left out.
    pub status: Option<CareStatus>,
    /// Why it is revised.
    #[schema(example = "Stable for months", max_length = 200)]
    pub reason: Option<String>,
}

impl Sent for ReassessmentInput {
    fn kind(&self) -> CareKind {
        CareKind::Reassessment
    }

    fn owner(&self) -> (Option<Uuid>, Option<Uuid>) {
        (None, self.plan)
    }

    fn status(&self) -> Option<CareStatus> {
        self.status
    }

    fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    fn content(&self, fields: &mut Fields) -> Content {
        let begins_on = fields.day("begins_on", &self.begins_on).unwrap_or(fields.today);
        match (self.every_weeks.is_some(), !is_blank(&self.once_on)) {
            (true, true) => fields.refuse("once_on", "one_of_two"),
            (false, false) => fields.refuse("every_weeks", "one_of_two"),
            _ => {}
        }
        Content::Reassessment(Reassessment {
            instrument: fields.words("instrument", &self.instrument, INSTRUMENT),
            every_weeks: fields.count("every_weeks", self.every_weeks, WEEKS),
            once_on: fields.last_day("once_on", &self.once_on, begins_on),
            begins_on,
        })
    }
}
