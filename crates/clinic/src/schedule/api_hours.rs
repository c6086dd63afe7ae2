//! Hours, exceptions and closures as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Expected, Json, Linked, Listing, PageOf, Path, Query, WebResult};

use super::input::{ClosureInput, ExceptionInput, WeekInput};
use super::operations;
use super::output::{ClosureOutput, ExceptionOutput, WeekOutput};
use super::query::{ExceptionsQuery, OwnerQuery, SinceQuery, owner_named};
use crate::api::{Problems, routes};
use crate::appointments::input::Reading;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(view_hours, set_hours))
        .routes(routes!(list_exceptions, add_exception))
        .routes(routes!(remove_exception))
        .routes(routes!(list_closures, add_closure))
        .routes(routes!(remove_closure))
}

fn whole<T: From<S>, S>(rows: Vec<S>) -> Listing<T> {
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Listing::new(rows.into_iter().map(T::from).collect(), count, PageOf::whole(count))
}

/// Show the week that was set for an owner.
#[utoipa::path(get, path = "/api/schedule/hours", tag = "schedule", params(OwnerQuery),
    responses((status = 200, body = WeekOutput), Problems))]
async fn view_hours(caller: Caller, Query(query): Query<OwnerQuery>) -> WebResult<Response> {
    caller.require(Action::ViewSchedule)?;
    let owner = query.owner()?;
    let mut tx = caller.read().await?;
    let week = operations::week(&mut tx, &owner).await?;
    tx.commit().await?;
    Ok(Answer::json(&WeekOutput::new(&owner, &week))?.version(week.version.into()).into_response())
}

/// Set the week of an owner; an empty one gives back the usual hours.
#[utoipa::path(put, path = "/api/schedule/hours", tag = "schedule", params(OwnerQuery), request_body = WeekInput,
    responses((status = 200, body = WeekOutput), Problems))]
async fn set_hours(
    caller: Caller,
    Query(query): Query<OwnerQuery>,
    expected: Expected,
    Json(input): Json<WeekInput>,
) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let owner = query.owner()?;
    let lines = input.parse(&Reading::of(&caller)).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let week = operations::set_week(&mut tx, &owner, &lines, &expected).await?;
    let answer = Answer::json(&WeekOutput::new(&owner, &week))?.version(week.version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// List the exceptions to hours, by date.
#[utoipa::path(get, path = "/api/schedule/exceptions", tag = "schedule", params(ExceptionsQuery),
    responses((status = 200, body = Linked<ExceptionOutput>), Problems))]
async fn list_exceptions(caller: Caller, Query(query): Query<ExceptionsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewSchedule)?;
    let (owner, from) = (owner_named(&query.owner)?, SinceQuery { from: query.from }.from(&caller)?);
    let mut tx = caller.read().await?;
    let exceptions = operations::list_exceptions(&mut tx, owner.as_ref(), from).await?;
    tx.commit().await?;
    Ok(Answer::linked(whole::<ExceptionOutput, _>(exceptions), &caller)?.into_response())
}

/// Put other hours, or none, in place of an owner's week on one date.
#[utoipa::path(post, path = "/api/schedule/exceptions", tag = "schedule", params(OwnerQuery),
    request_body = ExceptionInput, responses((status = 201, body = ExceptionOutput), Problems))]
async fn add_exception(
    caller: Caller,
    Query(query): Query<OwnerQuery>,
    Json(input): Json<ExceptionInput>,
) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let owner = query.owner()?;
    let new = input.parse(&Reading::of(&caller)).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let kept = operations::add_exception(&mut tx, &owner, &new).await?;
    let answer = Answer::created(&ExceptionOutput::from(kept), "/api/schedule/exceptions/".to_owned())?;
    Ok(answer.commit(&caller, tx).await?)
}

/// Take an exception away: the week holds again.
#[utoipa::path(delete, path = "/api/schedule/exceptions/{id}", tag = "schedule", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn remove_exception(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::remove_exception(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// List the days on which the clinic is closed.
#[utoipa::path(get, path = "/api/schedule/closures", tag = "schedule", params(SinceQuery),
    responses((status = 200, body = Linked<ClosureOutput>), Problems))]
async fn list_closures(caller: Caller, Query(query): Query<SinceQuery>) -> WebResult<Response> {
    caller.require(Action::ViewSchedule)?;
    let from = query.from(&caller)?;
    let mut tx = caller.read().await?;
    let closures = operations::list_closures(&mut tx, from).await?;
    tx.commit().await?;
    Ok(Answer::linked(whole::<ClosureOutput, _>(closures), &caller)?.into_response())
}

/// Close the clinic on some days; what is booked then stays booked.
#[utoipa::path(post, path = "/api/schedule/closures", tag = "schedule", request_body = ClosureInput,
    responses((status = 201, body = ClosureOutput), Problems))]
async fn add_closure(caller: Caller, Json(input): Json<ClosureInput>) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let new = input.parse(&Reading::of(&caller)).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let closure = operations::add_closure(&mut tx, new).await?;
    let answer = Answer::created(&ClosureOutput::from(closure), "/api/schedule/closures/".to_owned())?;
    Ok(answer.commit(&caller, tx).await?)
}

/// Open the clinic again on the days of a closure.
#[utoipa::path(delete, path = "/api/schedule/closures/{id}", tag = "schedule", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn remove_closure(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::remove_closure(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}
