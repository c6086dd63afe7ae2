//! The end of the day as JSON.

use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use tenancy::{Action, Id};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Json, Numbered, Path, Query, WebResult};

use super::input::{DayCloseInput, ReopenInput, past_day};
use super::model::DayClose;
use super::operations;
use super::output::{DayCloseOutput, DayTakings, OpenDayOutput, TakenOutput};
use super::query::DayCloseQuery;
use crate::api::{Problems, routes};
use crate::appointments::input::Reading;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_day_closes, close_day))
        .routes(routes!(list_open_days))
        .routes(routes!(view_day_takings))
        .routes(routes!(view_day_close))
        .routes(routes!(reopen_day))
}

/// List days that were closed, the latest first, with those that were opened again.
#[utoipa::path(get, path = "/business/day-closes", tag = "transactions", params(DayCloseQuery),
    responses((status = 200, body = Numbered<DayCloseOutput>), Problems))]
async fn list_day_closes(caller: Caller, Query(query): Query<DayCloseQuery>) -> WebResult<Response> {
    caller.require(Action::ListDayCloses)?;
    let filter = query.filter(&Reading::of(&caller))?;
    let page = query.page()?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, filter, page).await?;
    tx.commit().await?;
    Ok(Answer::numbered(listing.map(DayCloseOutput::from), &caller)?.into_response())
}

/// Count a day and close it. From then on nothing is written into it.
#[utoipa::path(post, path = "/business/day-closes", tag = "transactions", request_body = DayCloseInput,
    responses((status = 201, body = DayCloseOutput), Problems))]
async fn close_day(caller: Caller, Json(input): Json<DayCloseInput>) -> WebResult<Response> {
    caller.require(Action::CloseDay)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let close = operations::close(&mut tx, &new).await?;
    let location = format!("/business/day-closes/{}", close.id);
    Ok(Answer::created(&DayCloseOutput::from(close), location)?.commit(&caller, tx).await?)
}

/// Days that nobody closed.
#[derive(Serialize, ToSchema)]
struct OpenDays {
    items: Vec<OpenDayOutput>,
}

/// List days of the last 90 on which money changed hands and that are not closed, the latest first.
#[utoipa::path(get, path = "/business/day-closes/open", tag = "transactions",
    responses((status = 200, body = OpenDays), Problems))]
async fn list_open_days(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ListDayCloses)?;
    let mut tx = caller.read().await?;
    let days = operations::open_days(&mut tx).await?;
    tx.commit().await?;
    Ok(Answer::json(&OpenDays { items: days.into_iter().map(OpenDayOutput::from).collect() })?.into_response())
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct TakingsQuery {
    /// Of the clinic; today when left out.
    #[param(example = "today")]
    day: Option<String>,
}

/// View what a day should come to so far.
#[utoipa::path(get, path = "/business/day-closes/takings", tag = "transactions", params(TakingsQuery),
    responses((status = 200, body = DayTakings), Problems))]
async fn view_day_takings(caller: Caller, Query(query): Query<TakingsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewDayClose)?;
    let (day, span) = past_day(&Reading::of(&caller), "day", query.day.as_deref())?;
    let mut tx = caller.read().await?;
    let (taken, close) = operations::takings(&mut tx, span).await?;
    tx.commit().await?;
    let takings = DayTakings { day, close, takings: taken.into_iter().map(TakenOutput::from).collect() };
    Ok(Answer::json(&takings)?.into_response())
}

/// View a day that was closed.
#[utoipa::path(get, path = "/business/day-closes/{id}", tag = "transactions", params(("id" = Uuid, Path)),
    responses((status = 200, body = DayCloseOutput), Problems))]
async fn view_day_close(caller: Caller, Path(id): Path<Id<DayClose>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let close = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::json(&DayCloseOutput::from(close))?.into_response())
}

/// Open a day again. What was counted stays to be seen; the day is counted anew when it is closed again.
#[utoipa::path(post, path = "/business/day-closes/{id}/reopen", tag = "transactions", params(("id" = Uuid, Path)),
    request_body = ReopenInput, responses((status = 200, body = DayCloseOutput), Problems))]
async fn reopen_day(
    caller: Caller,
    Path(id): Path<Id<DayClose>>,
    Json(input): Json<ReopenInput>,
) -> WebResult<Response> {
    caller.require(Action::ReopenDay)?;
    let reason = input.parse()?;
    let mut tx = caller.begin().await?;
    let close = operations::reopen(&mut tx, id, &reason).await?;
    Ok(Answer::json(&DayCloseOutput::from(close))?.commit(&caller, tx).await?)
}
