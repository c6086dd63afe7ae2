//! What clients send about plans: the same for the API and the forms.

use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::fields::Fields;
use super::model::{
    CareKind, CareStatus, Content, Exercise, Goal, Intervention, Item, LEVELS, NewItem, NewScore, Owner, Package, Plan,
    ProgressNote, Revision,
};
use crate::appointments::model::Kind;
use crate::forms::{optional_text, required_text};

const NAME: usize = 200;
const LINE: usize = 500;
const TEXT: usize = 4000;
const REASON: usize = 200;
pub(super) const INSTRUMENT: usize = 40;
/// More would be a slip of the finger.
const WEIGHT: i32 = 100;
const SETS: i32 = 100;
const REPS: i32 = 1000;
const SECONDS: i32 = 3600;
const DAYS_A_WEEK: i32 = 7;
const VISITS: i32 = 1000;

/// What clients send about an item of one kind.
pub trait Sent: Sync {
    fn kind(&self) -> CareKind;
    /// The patient and the plan that it names: one of them is needed when it is new, and neither changes.
    fn owner(&self) -> (Option<Uuid>, Option<Uuid>);
    fn status(&self) -> Option<CareStatus> {
        None
    }
    fn reason(&self) -> Option<&str> {
        None
    }
    fn content(&self, fields: &mut Fields) -> Content;
}

/// A new item, and whose it is.
pub fn first(sent: &dyn Sent, today: Date) -> Result<NewItem> {
    let mut fields = Fields::new(today);
    let owner = match (sent.kind(), sent.owner()) {
        (CareKind::Plan | CareKind::Package, (Some(patient), _)) => Some(Owner::Patient(patient)),
        (CareKind::Plan | CareKind::Package, _) => {
            fields.refuse("patient", "required");
            None
        }
        (_, (_, Some(plan))) => Some(Owner::Plan(plan)),
        _ => {
            fields.refuse("plan", "required");
            None
        }
    };
    let (status, content) = (status(sent, &mut fields), sent.content(&mut fields));
    let problems = fields.problems();
    match owner {
        Some(owner) if problems.is_empty() => Ok(NewItem { owner, status, content }),
        _ => Err(Error::Invalid(problems)),
    }
}

/// What takes the place of what an item says. Authorised visits are corrected with a reason.
pub fn revision(sent: &dyn Sent, before: &Item, today: Date) -> Result<Revision> {
    let mut fields = Fields::new(today);
    let (patient, plan) = sent.owner();
    if patient.is_some_and(|patient| patient != before.patient) {
        fields.refuse("patient", "fixed");
    }
    if plan.is_some() && plan != before.plan {
        fields.refuse("plan", "fixed");
    }
    let (status, content) = (status(sent, &mut fields), sent.content(&mut fields));
    let given = sent.reason();
    let reason = match before.kind() {
        CareKind::Package => required_text("reason", given, REASON).map(Some),
        _ => optional_text("reason", given, REASON),
    };
    let problems = fields.problems();
    match reason {
        Ok(reason) if problems.is_empty() => Ok(Revision { status, content, reason }),
        reason => Err(Error::Invalid(problems.into_iter().chain(reason.err()).collect())),
    }
}

fn status(sent: &dyn Sent, fields: &mut Fields) -> CareStatus {
    let known = sent.kind().statuses();
    let first = known.first().copied().unwrap_or(CareStatus::Active);
    match sent.status() {
        Some(status) if !known.contains(&status) => {
            fields.refuse("status", "unknown_choice");
            first
        }
        status => status.unwrap_or(first),
    }
}

/// A treatment plan as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PlanInput {
    /// Needed for a new one; a revision cannot change it.
    pub patient: Option<Uuid>,
    #[schema(example = "Hand therapy after fracture", max_length = 200)]
    pub title: Option<String>,
    #[schema(example = "Full use of the right hand at home and at work", max_length = 4000)]
    pub summary: Option<String>,
    /// When somebody is to look whether it still fits.
    #[schema(value_type = Option<String>, format = Date, example = "2030-02-18")]
    pub review_on: Option<String>,
    /// `draft`, `active`, `completed` or `revoked`; `active` when left out. Of one title, one is active at a time.
    pub status: Option<CareStatus>,
    /// Why it is revised.
    #[schema(example = "Works half days again", max_length = 200)]
    pub reason: Option<String>,
}

impl Sent for PlanInput {
    fn kind(&self) -> CareKind {
        CareKind::Plan
    }

    fn owner(&self) -> (Option<Uuid>, Option<Uuid>) {
        (self.patient, None)
    }

    fn status(&self) -> Option<CareStatus> {
        self.status
    }

    fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    fn content(&self, fields: &mut Fields) -> Content {
        Content::Plan(Plan {
            title: fields.words("title", &self.title, NAME),
            summary: fields.text("summary", &self.summary, TEXT),
            review_on: fields.day("review_on", &self.review_on),
        })
    }
}

/// A goal as sent by a client. With all five levels it is scored by goal attainment scaling.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct GoalInput {
    /// Needed for a new one; a revision cannot change it.
    pub plan: Option<Uuid>,
    #[schema(example = "Opens jars without help", max_length = 500)]
    pub text: Option<String>,
    #[schema(example = "Opens none", max_length = 500)]
    pub baseline: Option<String>,
    #[schema(example = "Opens every jar in the kitchen", max_length = 500)]
    pub target: Option<String>,
    #[schema(value_type = Option<String>, format = Date, example = "2030-02-18")]
    pub target_on: Option<String>,
    /// The instrument whose scores tell of its progress, by its id.
    #[schema(example = "nprs", max_length = 40)]
    pub instrument: Option<String>,
    /// What would be seen at level -2.
    #[schema(example = "Opens none", max_length = 500)]
    pub much_less: Option<String>,
    /// At level -1.
    #[schema(example = "Opens jars that were opened before", max_length = 500)]
    pub less: Option<String>,
    /// At level 0: the outcome that is expected.
    #[schema(example = "Opens new jars with an aid", max_length = 500)]
    pub expected: Option<String>,
    /// At level +1.
    #[schema(example = "Opens most new jars by hand", max_length = 500)]
    pub more: Option<String>,
    /// At level +2.
    #[schema(example = "Opens every jar by hand", max_length = 500)]
    pub much_more: Option<String>,
    /// The level at the start.
    #[schema(example = json!(-2))]
    pub baseline_level: Option<i64>,
    /// How much it matters beside the others; 1 when left out.
    #[schema(example = 1, minimum = 1, maximum = 100)]
    pub weight: Option<i64>,
    /// `active`, `achieved`, `not-achieved` or `cancelled`; `active` when left out.
    pub status: Option<CareStatus>,
    /// Why it is revised.
    #[schema(example = "Reached sooner than expected", max_length = 200)]
    pub reason: Option<String>,
}

impl Sent for GoalInput {
    fn kind(&self) -> CareKind {
        CareKind::Goal
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
        let goal = Goal {
            text: fields.words("text", &self.text, LINE),
            baseline: fields.text("baseline", &self.baseline, LINE),
            target: fields.text("target", &self.target, LINE),
            target_on: fields.day("target_on", &self.target_on),
            instrument: fields.text("instrument", &self.instrument, INSTRUMENT),
            much_less: fields.text("much_less", &self.much_less, LINE),
            less: fields.text("less", &self.less, LINE),
            expected: fields.text("expected", &self.expected, LINE),
            more: fields.text("more", &self.more, LINE),
            much_more: fields.text("much_more", &self.much_more, LINE),
            baseline_level: fields.number("baseline_level", self.baseline_level, -2..=2),
            weight: fields.count("weight", self.weight, WEIGHT).unwrap_or(1),
        };
        // Whoever begins to describe levels describes all of them.
        let given = [&self.much_less, &self.less, &self.expected, &self.more, &self.much_more];
        if !given.into_iter().all(is_blank) {
            for ((_, field), text) in LEVELS.into_iter().zip(given) {
                if is_blank(text) {
                    fields.refuse(field, "required");
                }
            }
        } else if goal.baseline_level.is_some() {
            fields.refuse("baseline_level", "no_levels");
        }
        Content::Goal(goal)
    }
}

pub(super) fn is_blank(given: &Option<String>) -> bool {
    given.as_deref().is_none_or(|text| text.trim().is_empty())
}

/// An intervention as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct InterventionInput {
    /// Needed for a new one; a revision cannot change it.
    pub plan: Option<Uuid>,
    #[schema(example = "Scar massage, active mobilisation", max_length = 500)]
    pub text: Option<String>,
    #[schema(example = "Twice a week", max_length = 200)]
    pub frequency: Option<String>,
    /// `active`, `completed` or `revoked`; `active` when left out.
    pub status: Option<CareStatus>,
    /// Why it is revised.
    #[schema(example = "The scar has closed", max_length = 200)]
    pub reason: Option<String>,
}

impl Sent for InterventionInput {
    fn kind(&self) -> CareKind {
        CareKind::Intervention
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
        Content::Intervention(Intervention {
            text: fields.words("text", &self.text, LINE),
            frequency: fields.text("frequency", &self.frequency, NAME),
        })
    }
}

/// A home exercise as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ExerciseInput {
    /// Needed for a new one; a revision cannot change it.
    pub plan: Option<Uuid>,
    #[schema(example = "Fist and stretch", max_length = 200)]
    pub name: Option<String>,
    #[schema(example = "Close the hand slowly, then stretch all fingers.", max_length = 4000)]
    pub instructions: Option<String>,
    #[schema(example = 3, minimum = 1, maximum = 100)]
    pub sets: Option<i64>,
    #[schema(example = 10, minimum = 1, maximum = 1000)]
    pub reps: Option<i64>,
    #[schema(example = 5, minimum = 1, maximum = 3600)]
    pub hold_seconds: Option<i64>,
    /// On how many days of a week.
    #[schema(example = 5, minimum = 1, maximum = 7)]
    pub times_per_week: Option<i64>,
    /// The first day; today when left out.
    #[schema(value_type = Option<String>, format = Date, example = "2030-01-07")]
    pub begins_on: Option<String>,
    /// The last day.
    #[schema(value_type = Option<String>, format = Date, example = "2030-02-18")]
    pub ends_on: Option<String>,
    /// `active`, `completed` or `revoked`; `active` when left out.
    pub status: Option<CareStatus>,
    /// Why it is revised.
    #[schema(example = "Too easy by now", max_length = 200)]
    pub reason: Option<String>,
}

impl Sent for ExerciseInput {
    fn kind(&self) -> CareKind {
        CareKind::Exercise
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
        Content::Exercise(Exercise {
            name: fields.words("name", &self.name, NAME),
            instructions: fields.text("instructions", &self.instructions, TEXT),
            sets: fields.count("sets", self.sets, SETS),
            reps: fields.count("reps", self.reps, REPS),
            hold_seconds: fields.count("hold_seconds", self.hold_seconds, SECONDS),
            times_per_week: fields.amount("times_per_week", self.times_per_week, DAYS_A_WEEK),
            begins_on,
            ends_on: fields.last_day("ends_on", &self.ends_on, begins_on),
        })
    }
}

/// A progress note as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ProgressNoteInput {
    pub plan: Option<Uuid>,
    /// Today when left out.
    #[schema(value_type = Option<String>, format = Date, example = "2030-01-07")]
    pub noted_on: Option<String>,
    #[schema(example = "Grip is stronger, writes for ten minutes.", max_length = 4000)]
    pub text: Option<String>,
}

impl Sent for ProgressNoteInput {
    fn kind(&self) -> CareKind {
        CareKind::ProgressNote
    }

    fn owner(&self) -> (Option<Uuid>, Option<Uuid>) {
        (None, self.plan)
    }

    fn content(&self, fields: &mut Fields) -> Content {
        Content::ProgressNote(ProgressNote {
            noted_on: fields.past_day("noted_on", &self.noted_on),
            text: fields.words("text", &self.text, TEXT),
        })
    }
}

/// Authorised visits as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PackageInput {
    /// Needed for a new one; a revision cannot change it.
    pub patient: Option<Uuid>,
    #[schema(example = "Twelve sessions of hand therapy", max_length = 200)]
    pub label: Option<String>,
    #[schema(example = 12, minimum = 1, maximum = 1000)]
    pub visits: Option<i64>,
    /// The first day; today when left out.
    #[schema(value_type = Option<String>, format = Date, example = "2030-01-07")]
    pub begins_on: Option<String>,
    /// The last day.
    #[schema(value_type = Option<String>, format = Date, example = "2030-03-31")]
    pub ends_on: Option<String>,
    /// As the insurance knows it.
    #[schema(example = "A-77120", max_length = 200)]
    pub authorization: Option<String>,
    /// Only appointments of this kind count.
    pub appointment_kind: Option<Kind>,
    /// Only appointments of this service count.
    pub service: Option<Uuid>,
    /// Why it is corrected; needed for a revision.
    #[schema(example = "The insurance granted two more", max_length = 200)]
    pub reason: Option<String>,
}

impl Sent for PackageInput {
    fn kind(&self) -> CareKind {
        CareKind::Package
    }

    fn owner(&self) -> (Option<Uuid>, Option<Uuid>) {
        (self.patient, None)
    }

    fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    fn content(&self, fields: &mut Fields) -> Content {
        let begins_on = fields.day("begins_on", &self.begins_on).unwrap_or(fields.today);
        Content::Package(Package {
            label: fields.words("label", &self.label, NAME),
            visits: fields.amount("visits", self.visits, VISITS),
            begins_on,
            ends_on: fields.last_day("ends_on", &self.ends_on, begins_on),
            authorization: fields.text("authorization", &self.authorization, NAME),
            appointment_kind: self.appointment_kind,
            service: self.service,
        })
    }
}

/// How far a goal was reached, as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ScoreInput {
    /// From -2, much less than expected, to +2, much more.
    #[schema(example = 1)]
    pub level: Option<i64>,
    /// Today when left out.
    #[schema(value_type = Option<String>, format = Date, example = "2030-01-07")]
    pub scored_on: Option<String>,
    #[schema(example = "Two of three jars", max_length = 500)]
    pub note: Option<String>,
}

impl ScoreInput {
    pub fn parse(&self, today: Date) -> Result<NewScore> {
        let mut fields = Fields::new(today);
        if self.level.is_none() {
            fields.refuse("level", "required");
        }
        let level = fields.number("level", self.level, -2..=2);
        let scored_on = fields.past_day("scored_on", &self.scored_on);
        let note = fields.text("note", &self.note, LINE);
        let problems: Vec<FieldError> = fields.problems();
        match level {
            Some(level) if problems.is_empty() => Ok(NewScore { level, scored_on, note }),
            _ => Err(Error::Invalid(problems)),
        }
    }
}
