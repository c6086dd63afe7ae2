//! Plans and what they are made of as JSON: each kind at an address of its own, all read and written alike.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use serde::Deserialize;
use tenancy::{Error, Id, Result};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Expected, Json, Linked, PageWords, Path, Query, WebResult, is_known, not_modified};

use super::input::{
    ExerciseInput, GoalInput, InterventionInput, PackageInput, PlanInput, ProgressNoteInput, Sent, first,
};
use super::model::{CareKind, CareStatus, Item};
use super::operations::{self, Filter};
use super::output::{
    Beside, ExerciseOutput, GoalOutput, InterventionOutput, ItemOutput, PackageOutput, PlanOutput, ProgressNoteOutput,
    ReassessmentOutput,
};
use super::reassessment_input::ReassessmentInput;
use crate::api::{Problems, Unchanged, routes};
use crate::chart::operations::patient_id;
use crate::records::input::ReasonInput;

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct ItemQuery {
    /// Id or number.
    #[param(example = "1")]
    patient: Option<String>,
    /// What is part of this plan.
    plan: Option<Uuid>,
    /// All but those that were entered in error, when left out.
    status: Option<CareStatus>,
    /// Whose review, target or last day is that day or before; of what is to be assessed again, what is due by then.
    #[param(value_type = Option<String>, format = Date, example = "2030-02-18")]
    due_by: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

impl ItemQuery {
    fn filter(&self, kind: CareKind) -> Result<Filter> {
        let due_by = self.due_by.as_deref().map(str::parse).transpose();
        let due_by = due_by.map_err(|_| Error::invalid("due_by", "not_a_date"))?;
        Ok(Filter { kind, patient: None, plan: self.plan, status: self.status, due_by })
    }
}

/// What is the same for every kind; what differs is said by the routes below.
async fn list(caller: Caller, kind: CareKind, query: ItemQuery) -> WebResult<Response> {
    let action = kind.view();
    caller.require(action)?;
    let (page, page_size) = (query.page.as_deref(), query.page_size.as_deref());
    let page = PageWords { page, page_size, after: None, before: None }.parse()?;
    let mut filter = query.filter(kind)?;
    let mut tx = caller.read().await?;
    if let Some(patient) = query.patient.as_deref() {
        filter.patient = Some(patient_id(&mut tx, action, patient).await?.uuid());
    }
    let listing = operations::list(&mut tx, &filter, page).await?;
    let beside = Beside::load(&mut tx, action, kind, &listing.rows).await?;
    tx.commit().await?;
    let listing = listing.map(|item| ItemOutput::new(item, &beside, &caller));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

async fn write(caller: Caller, root: &str, sent: impl Sent) -> WebResult<Response> {
    let kind = sent.kind();
    caller.require(kind.write())?;
    let new = first(&sent, caller.today())?;
    let mut tx = caller.begin().await?;
    let item = operations::write(&mut tx, &new).await?;
    let beside = Beside::load(&mut tx, kind.write(), kind, std::slice::from_ref(&item)).await?;
    let (version, location) = (item.version, format!("{root}/{}/", item.id));
    let answer = Answer::created(&ItemOutput::new(item, &beside, &caller), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

async fn view(caller: Caller, of: (CareKind, Id<Item>), headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let item = operations::find(&mut tx, of).await?;
    let beside = Beside::load(&mut tx, of.0.view(), of.0, std::slice::from_ref(&item)).await?;
    tx.commit().await?;
    let version = item.version.into();
    // What stands beside a plan, a goal, an exercise, a reassessment or a package changes without a version of its own.
    let is_whole = matches!(of.0, CareKind::Intervention | CareKind::ProgressNote);
    if is_whole && is_known(&headers, version) {
        return Ok(not_modified(version));
    }
    Ok(Answer::json(&ItemOutput::new(item, &beside, &caller))?.version(version).into_response())
}

async fn revise(caller: Caller, id: Id<Item>, expected: Expected, sent: impl Sent) -> WebResult<Response> {
    let kind = sent.kind();
    caller.require(kind.revise())?;
    let mut tx = caller.begin().await?;
    let item = operations::revise(&mut tx, (kind, id), &sent, expected).await?;
    let beside = Beside::load(&mut tx, kind.revise(), kind, std::slice::from_ref(&item)).await?;
    let version = item.version.into();
    let answer = Answer::json(&ItemOutput::new(item, &beside, &caller))?.version(version);
    Ok(answer.commit(&caller, tx).await?)
}

async fn strike(
    caller: Caller,
    of: (CareKind, Id<Item>),
    query: ReasonInput,
    (expected, body): (Expected, bytes::Bytes),
) -> WebResult<Response> {
    caller.require(of.0.strike())?;
    let input = web::parse_json_if_any(&body)?.unwrap_or(query);
    let mut tx = caller.begin().await?;
    operations::strike(&mut tx, of, &input, expected).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

async fn versions(caller: Caller, of: (CareKind, Id<Item>)) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let latest = operations::find(&mut tx, of).await?;
    let beside = Beside::load(&mut tx, of.0.view(), of.0, std::slice::from_ref(&latest)).await?;
    let versions = operations::versions(&mut tx, &latest).await?;
    tx.commit().await?;
    let versions: Vec<_> = versions.into_iter().map(|item| ItemOutput::new(item, &beside, &caller)).collect();
    Ok(Answer::json(&versions)?.into_response())
}

/// The routes of one kind: what it is called, where it stands, and what each of its routes is for.
macro_rules! kind {
    ($routes:ident: $kind:ident, $input:ident, $output:ident, $root:tt, $one:tt, $past:tt;
     $list:ident $list_says:tt; $write:ident $write_says:tt; $view:ident $view_says:tt; $strike:ident $strike_says:tt;
     $versions:ident $versions_says:tt; $($revise:ident $revise_says:tt;)?) => {
        #[doc = $list_says]
        #[utoipa::path(get, path = $root, tag = "plans", params(ItemQuery),
            responses((status = 200, body = Linked<$output>), Problems))]
        async fn $list(caller: Caller, Query(query): Query<ItemQuery>) -> WebResult<Response> {
            list(caller, CareKind::$kind, query).await
        }

        #[doc = $write_says]
        #[utoipa::path(post, path = $root, tag = "plans", request_body = $input,
            responses((status = 201, body = $output), Problems))]
        async fn $write(caller: Caller, Json(input): Json<$input>) -> WebResult<Response> {
            write(caller, $root, input).await
        }

        #[doc = $view_says]
        #[utoipa::path(get, path = $one, tag = "plans", params(("id" = Uuid, Path)),
            responses((status = 200, body = $output), Unchanged, Problems))]
        async fn $view(caller: Caller, Path(id): Path<Id<Item>>, headers: HeaderMap) -> WebResult<Response> {
            view(caller, (CareKind::$kind, id), headers).await
        }

        $(
            #[doc = $revise_says]
            #[utoipa::path(put, path = $one, tag = "plans", params(("id" = Uuid, Path)), request_body = $input,
                responses((status = 200, body = $output), Problems))]
            async fn $revise(
                caller: Caller,
                Path(id): Path<Id<Item>>,
                expected: Expected,
                Json(input): Json<$input>,
            ) -> WebResult<Response> {
                revise(caller, id, expected, input).await
            }
        )?

        #[doc = $strike_says]
        #[utoipa::path(delete, path = $one, tag = "plans", request_body = Option<ReasonInput>,
            params(("id" = Uuid, Path),
                ("reason" = Option<String>, Query, description = "The reason, instead of a body")),
            responses((status = 204), Problems))]
        async fn $strike(
            caller: Caller,
            Path(id): Path<Id<Item>>,
            Query(query): Query<ReasonInput>,
            expected: Expected,
            body: bytes::Bytes,
        ) -> WebResult<Response> {
            strike(caller, (CareKind::$kind, id), query, (expected, body)).await
        }

        #[doc = $versions_says]
        #[utoipa::path(get, path = $past, tag = "plans", params(("id" = Uuid, Path)),
            responses((status = 200, body = Vec<$output>), Problems))]
        async fn $versions(caller: Caller, Path(id): Path<Id<Item>>) -> WebResult<Response> {
            versions(caller, (CareKind::$kind, id)).await
        }

        fn $routes() -> OpenApiRouter {
            OpenApiRouter::new()
                .routes(routes!($list, $write))
                .routes(routes!($view, $strike $(, $revise)?))
                .routes(routes!($versions))
        }
    };
}

kind! {
    plans: Plan, PlanInput, PlanOutput, "/api/plans", "/api/plans/{id}", "/api/plans/{id}/versions";
    list_plans "List treatment plans, in the order in which they were written.";
    write_plan "Write a treatment plan. Of one title, a patient has one active plan at a time.";
    view_plan "View a treatment plan, and what its goals come to.";
    strike_plan "Mark a treatment plan as entered in error. Its versions stay.";
    list_plan_versions "List every version of a treatment plan, the newest first.";
    revise_plan "Revise a treatment plan: a new version that says all of it anew, or that it is over.";
}

kind! {
    goals: Goal, GoalInput, GoalOutput, "/api/goals", "/api/goals/{id}", "/api/goals/{id}/versions";
    list_goals "List goals, in the order in which they were set.";
    write_goal "Set a goal of a plan.";
    view_goal "View a goal, and how far it was reached.";
    strike_goal "Mark a goal as entered in error. Its versions stay.";
    list_goal_versions "List every version of a goal, the newest first.";
    revise_goal "Revise a goal: a new version that says all of it anew, or what became of it.";
}

kind! {
    interventions: Intervention, InterventionInput, InterventionOutput, "/api/interventions",
        "/api/interventions/{id}", "/api/interventions/{id}/versions";
    list_interventions "List interventions, in the order in which they were written.";
    write_intervention "Write down an intervention of a plan.";
    view_intervention "View an intervention.";
    strike_intervention "Mark an intervention as entered in error. Its versions stay.";
    list_intervention_versions "List every version of an intervention, the newest first.";
    revise_intervention "Revise an intervention: a new version that says all of it anew, or that it is over.";
}

kind! {
    exercises: Exercise, ExerciseInput, ExerciseOutput, "/api/exercises", "/api/exercises/{id}",
        "/api/exercises/{id}/versions";
    list_exercises "List home exercises, in the order in which they were given.";
    write_exercise "Give a patient an exercise to do at home.";
    view_exercise "View an exercise, and how much of it was done in the last four weeks.";
    strike_exercise "Mark an exercise as entered in error. Its versions stay.";
    list_exercise_versions "List every version of an exercise, the newest first.";
    revise_exercise "Revise an exercise: a new version that says all of it anew, or that it is over.";
}

kind! {
    reassessments: Reassessment, ReassessmentInput, ReassessmentOutput, "/api/reassessments",
        "/api/reassessments/{id}", "/api/reassessments/{id}/versions";
    list_reassessments "List what is to be assessed again, in the order in which it was asked for.";
    write_reassessment "Ask for a patient to be assessed again, every so many weeks or once on a day.";
    view_reassessment "View what is to be assessed again, and when it is due.";
    strike_reassessment "Mark a reassessment as entered in error. Its versions stay.";
    list_reassessment_versions "List every version of a reassessment, the newest first.";
    revise_reassessment "Revise a reassessment: a new version that says all of it anew, or that it is over.";
}

kind! {
    progress_notes: ProgressNote, ProgressNoteInput, ProgressNoteOutput, "/api/progress-notes",
        "/api/progress-notes/{id}", "/api/progress-notes/{id}/versions";
    list_progress_notes "List progress notes, in the order in which they were written.";
    write_progress_note "Note how a plan goes. What was noted is not changed any more.";
    view_progress_note "View a progress note.";
    strike_progress_note "Mark a progress note as entered in error. It stays.";
    list_progress_note_versions "List a progress note as it was written, and that it was taken back.";
}

kind! {
    packages: Package, PackageInput, PackageOutput, "/api/packages", "/api/packages/{id}",
        "/api/packages/{id}/versions";
    list_packages "List authorised visits, in the order in which they were written.";
    write_package "Write down visits that were authorised. Completed appointments count against them by themselves.";
    view_package "View authorised visits, and how many are left.";
    strike_package "Mark authorised visits as entered in error. Their versions stay.";
    list_package_versions "List every version of authorised visits, the newest first.";
    revise_package "Correct authorised visits, with a reason.";
}

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(plans())
        .merge(goals())
        .merge(interventions())
        .merge(exercises())
        .merge(reassessments())
        .merge(progress_notes())
        .merge(packages())
}
