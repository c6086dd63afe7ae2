//! Plans and what they are made of, as programs read them.

use std::collections::HashMap;

use ::instruments::Number;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tenancy::{Action, Result, TenantTx};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::adherence::{Adherence, since};
use super::allowance::Count;
use super::attainment::Attainment;
use super::model::{
    Again, CareKind, CareStatus, Content, Exercise, Goal, Intervention, Item, Package, Plan, ProgressNote,
    Reassessment, Score,
};
use super::operations::{self, Counted};
use crate::appointments::model::Kind;

/// What every item has.
#[derive(Serialize, ToSchema)]
#[schema(as = CareItem)]
pub struct Head {
    pub id: Uuid,
    pub patient: Uuid,
    pub status: CareStatus,
    /// Why this version took the place of the one before.
    pub reason: Option<String>,
    #[schema(example = 1)]
    pub version: i32,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
    pub created_by: Uuid,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub updated_at: Timestamp,
    pub updated_by: Uuid,
    /// When and by whom it was marked as entered in error.
    pub deleted_at: Option<Timestamp>,
    pub deleted_by: Option<Uuid>,
    pub organization_id: Uuid,
}

impl Head {
    fn new(item: &Item, guest: &Guest) -> Self {
        Self {
            id: item.id.uuid(),
            patient: item.patient,
            status: item.status,
            reason: item.reason.as_ref().map(|reason| reason.reveal().clone()),
            version: item.version,
            created_at: item.created_at,
            created_by: item.created_by,
            updated_at: item.updated_at,
            updated_by: item.updated_by,
            deleted_at: item.is_struck().then_some(item.updated_at),
            deleted_by: item.is_struck().then_some(item.updated_by),
            organization_id: guest.tenant().id,
        }
    }
}

/// A treatment plan.
#[derive(Serialize, ToSchema)]
#[schema(as = TreatmentPlan)]
pub struct PlanOutput {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    content: Plan,
    /// What its goals come to by goal attainment scaling: 50 is what was expected.
    #[schema(value_type = Option<f64>, example = 56.2)]
    attainment: Option<Number>,
    /// What the same goals came to at the start.
    #[schema(value_type = Option<f64>, example = 37.6)]
    attainment_at_start: Option<Number>,
}

/// A goal, and how far it was reached.
#[derive(Serialize, ToSchema)]
#[schema(as = Goal)]
pub struct GoalOutput {
    #[serde(flatten)]
    head: Head,
    plan: Option<Uuid>,
    #[serde(flatten)]
    content: Goal,
    /// The latest score; none while there is none.
    #[schema(example = 1)]
    level: Option<i32>,
}

/// An intervention.
#[derive(Serialize, ToSchema)]
#[schema(as = Intervention)]
pub struct InterventionOutput {
    #[serde(flatten)]
    head: Head,
    plan: Option<Uuid>,
    #[serde(flatten)]
    content: Intervention,
}

/// A home exercise, and how much of it was done in the last four weeks.
#[derive(Serialize, ToSchema)]
#[schema(as = Exercise)]
pub struct ExerciseOutput {
    #[serde(flatten)]
    head: Head,
    plan: Option<Uuid>,
    #[serde(flatten)]
    content: Exercise,
    #[schema(example = 9)]
    done: u32,
    #[schema(example = 12)]
    due: u32,
}

/// That a patient is to be assessed again, and when.
#[derive(Serialize, ToSchema)]
#[schema(as = Reassessment)]
pub struct ReassessmentOutput {
    #[serde(flatten)]
    head: Head,
    plan: Option<Uuid>,
    #[serde(flatten)]
    content: Reassessment,
    /// None once it was made for its day, or when it or its plan is over.
    #[schema(value_type = Option<String>, format = Date, example = "2030-02-04")]
    due_on: Option<Date>,
    /// The day of the last one that was completed; none when it or its plan is over.
    #[schema(value_type = Option<String>, format = Date, example = "2030-01-07")]
    last_on: Option<Date>,
}

/// A progress note.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgressNote)]
pub struct ProgressNoteOutput {
    #[serde(flatten)]
    head: Head,
    plan: Option<Uuid>,
    #[serde(flatten)]
    content: ProgressNote,
}

/// Authorised visits, and how many are used up.
#[derive(Serialize, ToSchema)]
#[schema(as = Package)]
pub struct PackageOutput {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    content: Package,
    #[schema(example = 5)]
    used: u32,
    /// Below nought where there were more visits than authorised.
    #[schema(example = 7)]
    left: i64,
}

/// An item of any kind.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = AnyCareItem)]
pub enum ItemOutput {
    Plan(Box<PlanOutput>),
    Goal(Box<GoalOutput>),
    Intervention(InterventionOutput),
    Exercise(Box<ExerciseOutput>),
    Reassessment(Box<ReassessmentOutput>),
    ProgressNote(ProgressNoteOutput),
    Package(Box<PackageOutput>),
}

/// What is known of items beside what they say.
#[derive(Default)]
pub struct Beside {
    levels: HashMap<Uuid, i32>,
    attainments: HashMap<Uuid, Attainment>,
    done: HashMap<Uuid, Vec<Date>>,
    again: HashMap<Uuid, Again>,
    counts: HashMap<Uuid, Count>,
}

impl Beside {
    /// For items of one kind that are on their way to somebody; the record is the caller's to keep.
    pub async fn load(tx: &mut TenantTx, action: Action, kind: CareKind, items: &[Item]) -> Result<Self> {
        let ids: Vec<Uuid> = items.iter().map(|item| item.id.uuid()).collect();
        let mut beside = Self::default();
        match kind {
            CareKind::Goal => {
                let scores = operations::scores_of(tx, action, &ids).await?;
                // In the order of their days, so the last one stands.
                let counting = scores.iter().filter(|score| score.struck.is_none());
                beside.levels = counting.map(|score| (score.goal, score.level)).collect();
            }
            CareKind::Plan => beside.attainments = operations::attainments(tx, action, &ids).await?,
            CareKind::Exercise => {
                let today = tx.tenant().day_of(tx.now());
                beside.done = operations::days_done(tx, action, &ids, since(today)).await?;
            }
            CareKind::Reassessment => beside.again = operations::again(tx, action, &ids).await?,
            CareKind::Package => {
                let mut patients: Vec<Uuid> = items.iter().map(|item| item.patient).collect();
                patients.sort_unstable();
                patients.dedup();
                for patient in patients {
                    let counted = operations::counted(tx, action, patient).await?;
                    beside.counts.extend(counted.iter().map(|one| (one.item.id.uuid(), one.count)));
                }
            }
            CareKind::Intervention | CareKind::ProgressNote => {}
        }
        Ok(beside)
    }
}

impl ItemOutput {
    pub fn new(item: Item, beside: &Beside, guest: &Guest) -> Self {
        let (head, plan, id) = (Head::new(&item, guest), item.plan, item.id.uuid());
        let over_on = (!item.is_active()).then(|| guest.tenant().day_of(item.updated_at));
        match item.content.into_inner() {
            Content::Plan(content) => {
                let Attainment { now, at_start } = beside.attainments.get(&id).copied().unwrap_or_default();
                Self::Plan(Box::new(PlanOutput { head, content, attainment: now, attainment_at_start: at_start }))
            }
            Content::Goal(content) => {
                let level = beside.levels.get(&id).copied();
                Self::Goal(Box::new(GoalOutput { head, plan, content, level }))
            }
            Content::Intervention(content) => Self::Intervention(InterventionOutput { head, plan, content }),
            Content::Exercise(content) => {
                let done = beside.done.get(&id).map(Vec::as_slice).unwrap_or_default();
                let Adherence { done, due } = Adherence::of(&content, over_on, done, guest.today());
                Self::Exercise(Box::new(ExerciseOutput { head, plan, content, done, due }))
            }
            Content::Reassessment(content) => {
                let Again { due_on, last_on, .. } = beside.again.get(&id).copied().unwrap_or_default();
                Self::Reassessment(Box::new(ReassessmentOutput { head, plan, content, due_on, last_on }))
            }
            Content::ProgressNote(content) => Self::ProgressNote(ProgressNoteOutput { head, plan, content }),
            Content::Package(content) => {
                let count = beside.counts.get(&id).copied();
                let count = count.unwrap_or_else(|| Count::new(&content, 0, guest.today()));
                Self::Package(Box::new(PackageOutput { head, content, used: count.used, left: count.left }))
            }
        }
    }
}

/// How far a goal was reached on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = GoalScore)]
pub struct ScoreOutput {
    id: Uuid,
    goal: Uuid,
    /// From -2, much less than expected, to +2, much more.
    #[schema(example = 1)]
    level: i32,
    #[schema(value_type = String, format = Date, example = "2030-01-07")]
    scored_on: Date,
    note: Option<String>,
    created_at: Timestamp,
    created_by: Uuid,
    /// When and by whom it was marked as entered in error, and why.
    deleted_at: Option<Timestamp>,
    deleted_by: Option<Uuid>,
    reason: Option<String>,
}

impl ScoreOutput {
    pub fn new(score: Score) -> Self {
        let struck = score.struck.as_ref();
        Self {
            id: score.id.uuid(),
            goal: score.goal,
            level: score.level,
            scored_on: score.scored_on,
            deleted_at: struck.map(|struck| struck.at),
            deleted_by: struck.map(|struck| struck.by),
            reason: struck.map(|struck| struck.reason.reveal().clone()),
            note: score.note.map(Phi::into_inner),
            created_at: score.at,
            created_by: score.by,
        }
    }
}

/// How many authorised visits are left, without what they are for.
#[derive(Serialize, ToSchema)]
#[schema(as = VisitCount)]
pub struct CountOutput {
    package: Uuid,
    #[schema(example = 12)]
    visits: u32,
    #[schema(example = 5)]
    used: u32,
    /// Below nought where there were more visits than authorised.
    #[schema(example = 7)]
    left: i64,
    #[schema(value_type = String, format = Date, example = "2030-01-07")]
    begins_on: Date,
    #[schema(value_type = Option<String>, format = Date, example = "2030-03-31")]
    ends_on: Option<Date>,
    appointment_kind: Option<Kind>,
    service: Option<Uuid>,
}

impl CountOutput {
    pub fn new(counted: &Counted) -> Option<Self> {
        let package = counted.item.package()?;
        Some(Self {
            package: counted.item.id.uuid(),
            visits: package.visits,
            used: counted.count.used,
            left: counted.count.left,
            begins_on: package.begins_on,
            ends_on: package.ends_on,
            appointment_kind: package.appointment_kind,
            service: package.service,
        })
    }
}

/// The counts of a patient's packages, those that run out first at the head.
#[derive(Serialize, ToSchema)]
#[schema(as = VisitCounts)]
pub struct CountsOutput {
    pub packages: Vec<CountOutput>,
}
