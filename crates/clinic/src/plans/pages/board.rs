//! A patient's plans on one page: goals and how far they were reached, what is done for them here and at home, how it
//! went, and the visits that were authorised.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::{Caller, Html, Path, WebResult};

use crate::assessments::operations as assessments;
use crate::assessments::view::Entry;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::plans::adherence::{Adherence, since};
use crate::plans::attainment::{Attainment, Standing};
use crate::plans::due_view::AgainView;
use crate::plans::model::{Again, CareKind, CareStatus, Goal, Item, Score};
use crate::plans::operations::{self, Counted};
use crate::plans::view::{ItemView, Names, PackageView, Rights, StandingView};
use crate::shell::Page;

/// A goal, where it stands, and what its instrument found last.
struct GoalView {
    item: ItemView,
    standing: Option<StandingView>,
    found: Option<Entry>,
}

/// An exercise, and how much of it was done.
struct ExerciseView {
    item: ItemView,
    dose: String,
    adherence: Adherence,
}

impl ExerciseView {
    /// Such as `9 of 12`.
    fn done_of_due(&self, page: &Page) -> String {
        let (done, due) = (self.adherence.done.to_string(), self.adherence.due.to_string());
        let words = [("done", done.as_str()), ("due", due.as_str())];
        page.guest().app().texts().with(page.guest().locale(), "plans-done-of-due", &words)
    }
}

/// A plan with all that it is made of.
struct PlanView {
    item: ItemView,
    attainment: Attainment,
    goals: Vec<GoalView>,
    interventions: Vec<ItemView>,
    exercises: Vec<ExerciseView>,
    reassessments: Vec<AgainView>,
    notes: Vec<ItemView>,
}

impl PlanView {
    fn is_open(&self) -> bool {
        matches!(self.item.status, CareStatus::Active | CareStatus::Draft)
    }
}

/// What was found of a patient, from which the views are made.
struct Found {
    items: Vec<Item>,
    scores: Vec<Score>,
    done: HashMap<Uuid, Vec<Date>>,
    again: HashMap<Uuid, Again>,
    counted: Vec<Counted>,
    /// The last assessment with each instrument.
    assessed: Vec<(String, Entry)>,
    names: Names,
}

impl Found {
    async fn load(caller: &Caller, tx: &mut TenantTx, patient: Uuid) -> Result<Self> {
        let action = Action::ViewPlans;
        let items = operations::of_patient(tx, patient).await?;
        let ids = |kind: CareKind| -> Vec<Uuid> {
            items.iter().filter(|item| item.kind() == kind).map(|item| item.id.uuid()).collect()
        };
        let (goals, exercises, repeated) = (ids(CareKind::Goal), ids(CareKind::Exercise), ids(CareKind::Reassessment));
        let scores = operations::scores_of(tx, action, &goals).await?;
        let done = operations::days_done(tx, action, &exercises, since(caller.today())).await?;
        let again = operations::again(tx, action, &repeated).await?;
        let counted = match tx.may(Action::ViewPackages) {
            true => operations::packages(tx, patient).await?,
            false => Vec::new(),
        };
        let names = Names::load(tx, action).await?;
        let assessed = Self::assessed(caller, tx, patient, &names).await?;
        Ok(Self { items, scores, done, again, counted, assessed, names })
    }

    async fn assessed(
        caller: &Caller,
        tx: &mut TenantTx,
        patient: Uuid,
        names: &Names,
    ) -> Result<Vec<(String, Entry)>> {
        if !tx.may(Action::ViewAssessments) {
            return Ok(Vec::new());
        }
        let page = Page::new(caller);
        let mut last: Vec<(String, Entry)> = Vec::new();
        // The latest comes first.
        for one in assessments::of_patient(tx, patient).await?.iter().filter(|one| one.status.is_signed()) {
            if last.iter().all(|(instrument, _)| *instrument != one.definition.id) {
                last.push((one.definition.id.clone(), Entry::new(&page, one, &names.staff)));
            }
        }
        Ok(last)
    }

    fn parts(&self, plan: &Item, kind: CareKind) -> impl Iterator<Item = &Item> {
        let plan = plan.id.uuid();
        self.items.iter().filter(move |item| item.plan == Some(plan) && item.kind() == kind)
    }

    fn standing(&self, goal: &Item) -> Standing {
        let scores: Vec<Score> = self.scores.iter().filter(|score| score.goal == goal.id.uuid()).cloned().collect();
        goal.goal().map(|goal| Standing::of(goal, &scores)).unwrap_or_default()
    }

    fn goal(&self, page: &Page, item: &Item) -> GoalView {
        let has_scale = item.goal().is_some_and(Goal::has_scale);
        let instrument = item.goal().and_then(|goal| goal.instrument.as_deref());
        let found = self.assessed.iter().find(|(id, _)| Some(id.as_str()) == instrument);
        GoalView {
            item: ItemView::new(page, item, &self.names),
            standing: has_scale.then(|| StandingView::new(page, self.standing(item))),
            found: found.map(|(_, entry)| entry.clone()),
        }
    }

    fn exercise(&self, page: &Page, item: &Item) -> Option<ExerciseView> {
        let exercise = item.exercise()?;
        let over_on = (!item.is_active()).then(|| page.day_of(item.updated_at));
        let done = self.done.get(&item.id.uuid()).map(Vec::as_slice).unwrap_or_default();
        Some(ExerciseView {
            item: ItemView::new(page, item, &self.names),
            dose: exercise.dose(page),
            adherence: Adherence::of(exercise, over_on, done, page.guest().today()),
        })
    }

    fn reassessment(&self, page: &Page, item: &Item) -> Option<AgainView> {
        let again = self.again.get(&item.id.uuid()).copied().unwrap_or_default();
        AgainView::new(page, item, again, &self.names)
    }

    fn plan(&self, page: &Page, plan: &Item) -> PlanView {
        let view = |item: &Item| ItemView::new(page, item, &self.names);
        let goals = || self.parts(plan, CareKind::Goal);
        PlanView {
            item: view(plan),
            attainment: Attainment::of(goals().map(|goal| (goal, self.standing(goal)))),
            // In the order in which they were set; what happens comes the latest first.
            goals: reversed(goals().map(|goal| self.goal(page, goal))),
            interventions: reversed(self.parts(plan, CareKind::Intervention).map(view)),
            exercises: reversed(self.parts(plan, CareKind::Exercise).filter_map(|item| self.exercise(page, item))),
            reassessments: reversed(
                self.parts(plan, CareKind::Reassessment).filter_map(|item| self.reassessment(page, item)),
            ),
            notes: latest_first(self.parts(plan, CareKind::ProgressNote).map(view)),
        }
    }

    /// Every plan, those that are going on before those that are over.
    fn plans(&self, page: &Page) -> Vec<PlanView> {
        let plans = self.items.iter().filter(|item| item.kind() == CareKind::Plan);
        let mut plans: Vec<_> = plans.map(|plan| self.plan(page, plan)).collect();
        plans.sort_by_key(|plan| !plan.is_open());
        plans
    }
}

fn reversed<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<_> = items.collect();
    items.reverse();
    items
}

fn latest_first(notes: impl Iterator<Item = ItemView>) -> Vec<ItemView> {
    let mut notes: Vec<_> = notes.collect();
    notes.sort_by_key(|note| std::cmp::Reverse(note.day));
    notes
}

#[derive(Template)]
#[template(path = "plans/board.html")]
struct BoardPage {
    page: Page,
    banner: Banner,
    plans: Vec<PlanView>,
    packages: Vec<PackageView>,
    assessed: Vec<(String, Entry)>,
    rights: Rights,
}

pub async fn show(caller: Caller, Path(patient): Path<String>) -> WebResult<Response> {
    let action = Action::ViewPlans;
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, action, &patient).await?.uuid();
    let banner = Banner::load(&caller, &mut tx, action, id).await?;
    let found = Found::load(&caller, &mut tx, id).await?;
    tx.commit().await?;
    let page = Page::new(&caller);
    let shown = BoardPage {
        plans: found.plans(&page),
        packages: PackageView::standing(&page, &found.counted, &found.names),
        assessed: found.assessed,
        rights: Rights::of(&caller),
        page,
        banner,
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
