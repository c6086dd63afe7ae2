//! What plans are made of. No database here.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tenancy::{Action, Id};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::appointments::model::Kind;
use crate::parties::model::codes;

codes! {
    /// A plan, what it is made of, and visits that were authorised.
    CareKind {
        Plan = "plan",
        Goal = "goal",
        Intervention = "intervention",
        Exercise = "exercise",
        Reassessment = "reassessment",
        ProgressNote = "progress-note",
        Package = "package",
    }
}

codes! {
    /// Where an item stands, in the words of FHIR; `revoked` is given up before its end.
    CareStatus {
        Draft = "draft",
        Active = "active",
        Completed = "completed",
        Revoked = "revoked",
        Achieved = "achieved",
        NotAchieved = "not-achieved",
        Cancelled = "cancelled",
        EnteredInError = "entered-in-error",
    }
}

impl CareKind {
    /// What a plan is made of.
    pub const PARTS: [Self; 5] =
        [Self::Goal, Self::Intervention, Self::Exercise, Self::Reassessment, Self::ProgressNote];

    /// What somebody can say of one of this kind; the first is what it is when nobody does.
    pub const fn statuses(self) -> &'static [CareStatus] {
        use CareStatus::{Achieved, Active, Cancelled, Completed, Draft, NotAchieved, Revoked};
        match self {
            Self::Plan => &[Active, Draft, Completed, Revoked],
            Self::Goal => &[Active, Achieved, NotAchieved, Cancelled],
            Self::Intervention | Self::Exercise | Self::Reassessment => &[Active, Completed, Revoked],
            Self::ProgressNote => &[Completed],
            Self::Package => &[Active],
        }
    }

    /// Whether it can be said anew. A progress note is written once.
    pub const fn is_revisable(self) -> bool {
        !matches!(self, Self::ProgressNote)
    }

    pub const fn view(self) -> Action {
        if matches!(self, Self::Package) { Action::ViewPackages } else { Action::ViewPlans }
    }

    pub const fn write(self) -> Action {
        if matches!(self, Self::Package) { Action::ManagePackages } else { Action::WritePlan }
    }

    pub const fn revise(self) -> Action {
        if matches!(self, Self::Package) { Action::ManagePackages } else { Action::RevisePlan }
    }

    pub const fn strike(self) -> Action {
        if matches!(self, Self::Package) { Action::ManagePackages } else { Action::StrikePlan }
    }

    /// As the record calls it.
    pub const fn subject(self) -> &'static str {
        match self {
            Self::ProgressNote => "progress_note",
            kind => kind.as_str(),
        }
    }
}

/// A treatment plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanContent)]
pub struct Plan {
    #[schema(example = "Hand therapy after fracture")]
    pub title: String,
    pub summary: Option<String>,
    /// When somebody is to look whether it still fits.
    #[schema(value_type = Option<String>, format = Date, example = "2030-02-18")]
    pub review_on: Option<Date>,
}

/// What is to be reached. Its five levels make it one that is scored by goal attainment scaling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = GoalContent)]
pub struct Goal {
    #[schema(example = "Opens jars without help")]
    pub text: String,
    pub baseline: Option<String>,
    pub target: Option<String>,
    #[schema(value_type = Option<String>, format = Date, example = "2030-02-18")]
    pub target_on: Option<Date>,
    /// The instrument whose scores tell of its progress.
    pub instrument: Option<String>,
    /// What would be seen at level -2.
    pub much_less: Option<String>,
    /// At -1.
    pub less: Option<String>,
    /// At 0: the outcome that is expected.
    pub expected: Option<String>,
    /// At +1.
    pub more: Option<String>,
    /// At +2.
    pub much_more: Option<String>,
    /// The level at the start.
    #[schema(example = json!(-2))]
    pub baseline_level: Option<i32>,
    /// How much it matters beside the others.
    #[schema(example = 1)]
    pub weight: u32,
}

/// The levels of goal attainment scaling, the lowest first, with the field that describes each.
pub const LEVELS: [(i32, &str); 5] = [(-2, "much_less"), (-1, "less"), (0, "expected"), (1, "more"), (2, "much_more")];

impl Goal {
    /// What would be seen at each level, the lowest first.
    pub fn scale(&self) -> [Option<&str>; 5] {
        [&self.much_less, &self.less, &self.expected, &self.more, &self.much_more].map(Option::as_deref)
    }

    /// Whether it is scored by levels.
    pub fn has_scale(&self) -> bool {
        self.scale().iter().all(Option::is_some)
    }
}

/// What is done to reach the goals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = InterventionContent)]
pub struct Intervention {
    #[schema(example = "Scar massage, active mobilisation")]
    pub text: String,
    #[schema(example = "Twice a week")]
    pub frequency: Option<String>,
}

/// What the patient does at home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ExerciseContent)]
pub struct Exercise {
    #[schema(example = "Fist and stretch")]
    pub name: String,
    pub instructions: Option<String>,
    #[schema(example = 3)]
    pub sets: Option<u32>,
    #[schema(example = 10)]
    pub reps: Option<u32>,
    #[schema(example = 5)]
    pub hold_seconds: Option<u32>,
    #[schema(example = 5)]
    pub times_per_week: u32,
    /// The first day.
    #[schema(value_type = String, format = Date, example = "2030-01-07")]
    pub begins_on: Date,
    /// The last day.
    #[schema(value_type = Option<String>, format = Date, example = "2030-02-18")]
    pub ends_on: Option<Date>,
}

/// That the patient is to be assessed again with an instrument: every so many weeks, or once on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReassessmentContent)]
pub struct Reassessment {
    #[schema(example = "phq-9")]
    pub instrument: String,
    #[schema(example = 4)]
    pub every_weeks: Option<u32>,
    #[schema(value_type = Option<String>, format = Date)]
    pub once_on: Option<Date>,
    /// Not due before.
    #[schema(value_type = String, format = Date, example = "2030-01-07")]
    pub begins_on: Date,
}

/// How it went, said once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ProgressNoteContent)]
pub struct ProgressNote {
    #[schema(value_type = String, format = Date, example = "2030-01-07")]
    pub noted_on: Date,
    #[schema(example = "Grip is stronger, writes for ten minutes.")]
    pub text: String,
}

/// Visits that somebody authorised. Completed appointments between these days count, those of the kind and of the service
/// where one is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackageContent)]
pub struct Package {
    #[schema(example = "Twelve sessions of hand therapy")]
    pub label: String,
    #[schema(example = 12)]
    pub visits: u32,
    #[schema(value_type = String, format = Date, example = "2030-01-07")]
    pub begins_on: Date,
    #[schema(value_type = Option<String>, format = Date, example = "2030-03-31")]
    pub ends_on: Option<Date>,
    /// As the insurance knows it.
    pub authorization: Option<String>,
    pub appointment_kind: Option<Kind>,
    pub service: Option<Uuid>,
}

/// What an item says; sealed as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Content {
    Plan(Plan),
    Goal(Goal),
    Intervention(Intervention),
    Exercise(Exercise),
    Reassessment(Reassessment),
    ProgressNote(ProgressNote),
    Package(Package),
}

impl Content {
    pub fn kind(&self) -> CareKind {
        match self {
            Self::Plan(_) => CareKind::Plan,
            Self::Goal(_) => CareKind::Goal,
            Self::Intervention(_) => CareKind::Intervention,
            Self::Exercise(_) => CareKind::Exercise,
            Self::Reassessment(_) => CareKind::Reassessment,
            Self::ProgressNote(_) => CareKind::ProgressNote,
            Self::Package(_) => CareKind::Package,
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Plan(plan) => &plan.title,
            Self::Goal(goal) => &goal.text,
            Self::Intervention(intervention) => &intervention.text,
            Self::Exercise(exercise) => &exercise.name,
            Self::Reassessment(again) => &again.instrument,
            Self::ProgressNote(note) => &note.text,
            Self::Package(package) => &package.label,
        }
    }

    /// The first of its days, in the open.
    pub fn begins_on(&self) -> Option<Date> {
        match self {
            Self::Exercise(exercise) => Some(exercise.begins_on),
            Self::Reassessment(again) => Some(again.begins_on),
            Self::ProgressNote(note) => Some(note.noted_on),
            Self::Package(package) => Some(package.begins_on),
            Self::Plan(_) | Self::Goal(_) | Self::Intervention(_) => None,
        }
    }

    /// The day on which somebody has to look at it, in the open.
    pub fn due_on(&self) -> Option<Date> {
        match self {
            Self::Plan(plan) => plan.review_on,
            Self::Goal(goal) => goal.target_on,
            Self::Exercise(exercise) => exercise.ends_on,
            Self::Reassessment(again) => again.once_on,
            Self::Package(package) => package.ends_on,
            Self::Intervention(_) | Self::ProgressNote(_) => None,
        }
    }

    /// The instrument that is to be used again, in the open.
    pub fn instrument(&self) -> Option<&str> {
        if let Self::Reassessment(again) = self { Some(&again.instrument) } else { None }
    }

    /// How often, in the open.
    pub fn every_weeks(&self) -> Option<i32> {
        let Self::Reassessment(again) = self else { return None };
        again.every_weeks.and_then(|weeks| i32::try_from(weeks).ok())
    }

    /// What it says, by the names that its form and its JSON have for it.
    pub fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(mut fields)) => {
                fields.remove("kind");
                fields
            }
            _ => Map::new(),
        }
    }
}

/// Whose a new item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Patient(Uuid),
    Plan(Uuid),
}

/// An item that may be written: checked, in its canonical form.
#[derive(Clone)]
pub struct NewItem {
    pub owner: Owner,
    pub status: CareStatus,
    pub content: Content,
}

/// What takes the place of what an item says, and why.
#[derive(Clone)]
pub struct Revision {
    pub status: CareStatus,
    pub content: Content,
    pub reason: Option<String>,
}

/// An item in one of its versions.
#[derive(Clone)]
pub struct Item {
    /// The same in all versions.
    pub id: Id<Item>,
    /// Of this version: what its values are sealed to.
    pub row: Uuid,
    pub patient: Uuid,
    pub plan: Option<Uuid>,
    pub version: i32,
    pub status: CareStatus,
    pub content: Phi<Content>,
    pub reason: Option<Phi<String>>,
    pub created_at: Timestamp,
    pub created_by: Uuid,
    pub updated_at: Timestamp,
    pub updated_by: Uuid,
}

impl Item {
    pub fn kind(&self) -> CareKind {
        self.content.reveal().kind()
    }

    pub fn is_struck(&self) -> bool {
        self.status == CareStatus::EnteredInError
    }

    pub fn is_active(&self) -> bool {
        self.status == CareStatus::Active
    }

    pub fn goal(&self) -> Option<&Goal> {
        if let Content::Goal(goal) = self.content.reveal() { Some(goal) } else { None }
    }

    pub fn exercise(&self) -> Option<&Exercise> {
        if let Content::Exercise(exercise) = self.content.reveal() { Some(exercise) } else { None }
    }

    pub fn reassessment(&self) -> Option<&Reassessment> {
        if let Content::Reassessment(again) = self.content.reveal() { Some(again) } else { None }
    }

    pub fn package(&self) -> Option<&Package> {
        if let Content::Package(package) = self.content.reveal() { Some(package) } else { None }
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

    fn fields(&self) -> Map<String, Value> {
        let mut fields = self.content.reveal().fields();
        fields.insert("status".to_owned(), json!(self.status));
        fields.insert("reason".to_owned(), json!(self.reason.as_ref().map(Phi::reveal)));
        fields.insert("version".to_owned(), json!(self.version));
        fields
    }
}

/// When a patient is to be assessed again, as the assessments have it that there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Again {
    /// None once it was made for its day.
    pub due_on: Option<Date>,
    /// The day of the last one that was completed with the instrument.
    pub last_on: Option<Date>,
    /// The draft that somebody began with it.
    pub draft: Option<Uuid>,
}

/// An assessment that is due for a patient.
#[derive(Debug, Clone)]
pub struct Due {
    pub patient: Uuid,
    pub instrument: String,
    pub since: Date,
    /// The draft that somebody began with it.
    pub draft: Option<Uuid>,
}

/// How far a goal was reached on a day.
#[derive(Clone)]
pub struct Score {
    pub id: Id<Score>,
    pub goal: Uuid,
    pub patient: Uuid,
    pub level: i32,
    pub scored_on: Date,
    pub note: Option<Phi<String>>,
    pub at: Timestamp,
    pub by: Uuid,
    pub struck: Option<Struck>,
}

/// That somebody took something back.
#[derive(Clone)]
pub struct Struck {
    pub at: Timestamp,
    pub by: Uuid,
    pub reason: Phi<String>,
}

/// A level to be written down.
#[derive(Clone)]
pub struct NewScore {
    pub level: i32,
    pub scored_on: Date,
    pub note: Option<String>,
}
