//! How far goals were reached, and how many authorised visits are left, as JSON.

use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Error, Id};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Json, Path, Query, WebResult};

use super::input::ScoreInput;
use super::model::{CareKind, Item, Score};
use super::operations;
use super::output::{CountOutput, CountsOutput, ScoreOutput};
use crate::api::{Problems, routes};
use crate::chart::operations::patient_id;
use crate::records::input::ReasonInput;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_goal_scores, score_goal))
        .routes(routes!(strike_goal_score))
        .routes(routes!(count_visits))
}

/// List how far a goal was reached, the first day at the head.
#[utoipa::path(get, path = "/api/goals/{id}/scores", tag = "plans", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<ScoreOutput>), Problems))]
async fn list_goal_scores(caller: Caller, Path(id): Path<Id<Item>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    operations::find(&mut tx, (CareKind::Goal, id)).await?;
    let scores = operations::scores_of(&mut tx, Action::ViewPlans, &[id.uuid()]).await?;
    tx.commit().await?;
    let scores: Vec<_> = scores.into_iter().map(ScoreOutput::new).collect();
    Ok(Answer::json(&scores)?.into_response())
}

/// Say how far a goal was reached on a day, by its levels.
#[utoipa::path(post, path = "/api/goals/{id}/scores", tag = "plans", params(("id" = Uuid, Path)),
    request_body = ScoreInput, responses((status = 201, body = ScoreOutput), Problems))]
async fn score_goal(caller: Caller, Path(id): Path<Id<Item>>, Json(input): Json<ScoreInput>) -> WebResult<Response> {
    caller.require(Action::ScoreGoal)?;
    let new = input.parse(caller.today())?;
    let mut tx = caller.begin().await?;
    let score = operations::score(&mut tx, id, &new).await?;
    let location = format!("/api/goals/{id}/scores/");
    Ok(Answer::created(&ScoreOutput::new(score), location)?.commit(&caller, tx).await?)
}

/// Mark a score as entered in error. It stays, and counts no more.
#[utoipa::path(delete, path = "/api/goals/{id}/scores/{score}", tag = "plans", request_body = Option<ReasonInput>,
    params(("id" = Uuid, Path), ("score" = Uuid, Path),
        ("reason" = Option<String>, Query, description = "The reason, instead of a body")),
    responses((status = 204), Problems))]
async fn strike_goal_score(
    caller: Caller,
    Path((id, score)): Path<(Id<Item>, Id<Score>)>,
    Query(query): Query<ReasonInput>,
    body: bytes::Bytes,
) -> WebResult<Response> {
    caller.require(Action::ScoreGoal)?;
    let input = web::parse_json_if_any(&body)?.unwrap_or(query);
    let mut tx = caller.begin().await?;
    operations::strike_score(&mut tx, id, score, &input).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct CountQuery {
    /// Id or number.
    #[param(value_type = String, example = "1")]
    patient: Option<String>,
}

/// Count a patient's authorised visits: how many there are, used and left, without what they are for.
#[utoipa::path(get, path = "/api/packages/counts", tag = "plans", params(CountQuery),
    responses((status = 200, body = CountsOutput), Problems))]
async fn count_visits(caller: Caller, Query(query): Query<CountQuery>) -> WebResult<Response> {
    let action = Action::CountVisits;
    caller.require(action)?;
    let patient = query.patient.as_deref().ok_or_else(|| Error::invalid("patient", "required"))?;
    let mut tx = caller.read().await?;
    let patient = patient_id(&mut tx, action, patient).await?.uuid();
    crate::parties::operations::load_living(&mut tx, action, patient).await?;
    let counted = operations::count(&mut tx, patient).await?;
    tx.commit().await?;
    let packages = counted.iter().filter_map(CountOutput::new).collect();
    Ok(Answer::json(&CountsOutput { packages })?.into_response())
}
