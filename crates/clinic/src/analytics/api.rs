//! A clinic's numbers as JSON.

use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Query, WebResult};

use super::counts::FEWEST;
use super::money_output::{CurrencyOutput, ReceivablesOfCurrency, ReceivablesOutput, TakingsOutput};
use super::operations;
use super::output::{
    ActivityOutput, InstrumentOutput, NewcomersReport, OutcomesOutput, PeriodOutput, RemindingOutput, UseOutput,
    UtilizationOutput,
};
use super::query::AnalyticsQuery;
use crate::api::{Problems, routes};
use crate::appointments::Days;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(view_activity))
        .routes(routes!(view_utilization))
        .routes(routes!(view_newcomers))
        .routes(routes!(view_reminders))
        .routes(routes!(view_earnings))
        .routes(routes!(view_receivables))
        .routes(routes!(view_outcomes))
}

/// Count appointments by where they stand, kind, provider, weekday and hour.
#[utoipa::path(get, path = "/api/analytics/appointments", tag = "analytics", params(AnalyticsQuery),
    responses((status = 200, body = ActivityOutput), Problems))]
async fn view_activity(caller: Caller, Query(query): Query<AnalyticsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewActivity)?;
    let asked = query.asked(&caller)?;
    let mut tx = caller.read().await?;
    let activity = operations::activity(&mut tx, &asked).await?;
    tx.commit().await?;
    Ok(Answer::json(&ActivityOutput::new(PeriodOutput::new(&asked, &caller), &activity))?.into_response())
}

/// Say how full the days of those who see patients are, and when they have time next.
#[utoipa::path(get, path = "/api/analytics/utilization", tag = "analytics", params(AnalyticsQuery),
    responses((status = 200, body = UtilizationOutput), Problems))]
async fn view_utilization(
    caller: Caller,
    Extension(days): Extension<Days>,
    Query(query): Query<AnalyticsQuery>,
) -> WebResult<Response> {
    caller.require(Action::ViewActivity)?;
    let asked = query.asked(&caller)?;
    let mut tx = caller.read().await?;
    let used = operations::used(&mut tx, &asked, &days).await?;
    tx.commit().await?;
    let (period, providers) = (PeriodOutput::new(&asked, &caller), used.iter().map(UseOutput::from).collect());
    Ok(Answer::json(&UtilizationOutput { period, providers })?.into_response())
}

/// Count who came for the first time, and visits of those who had come before.
#[utoipa::path(get, path = "/api/analytics/patients", tag = "analytics", params(AnalyticsQuery),
    responses((status = 200, body = NewcomersReport), Problems))]
async fn view_newcomers(caller: Caller, Query(query): Query<AnalyticsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewActivity)?;
    let asked = query.asked(&caller)?;
    let mut tx = caller.read().await?;
    let course = operations::newcomers(&mut tx, &asked).await?;
    tx.commit().await?;
    Ok(Answer::json(&NewcomersReport::new(PeriodOutput::new(&asked, &caller), &course))?.into_response())
}

/// Count what became of the reminders of appointments.
#[utoipa::path(get, path = "/api/analytics/reminders", tag = "analytics", params(AnalyticsQuery),
    responses((status = 200, body = RemindingOutput), Problems))]
async fn view_reminders(caller: Caller, Query(query): Query<AnalyticsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewActivity)?;
    let asked = query.asked(&caller)?;
    let mut tx = caller.read().await?;
    let reminding = operations::reminding(&mut tx, &asked).await?;
    tx.commit().await?;
    Ok(Answer::json(&RemindingOutput::new(PeriodOutput::new(&asked, &caller), &reminding))?.into_response())
}

/// Sum what was charged, paid and given back, for each currency.
#[utoipa::path(get, path = "/api/analytics/money", tag = "analytics", params(AnalyticsQuery),
    responses((status = 200, body = TakingsOutput), Problems))]
async fn view_earnings(caller: Caller, Query(query): Query<AnalyticsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewEarnings)?;
    let asked = query.asked(&caller)?;
    let mut tx = caller.read().await?;
    let takings = operations::takings(&mut tx, &asked).await?;
    tx.commit().await?;
    let (period, currencies) = (PeriodOutput::new(&asked, &caller), takings.iter().map(CurrencyOutput::from).collect());
    Ok(Answer::json(&TakingsOutput { period, currencies })?.into_response())
}

/// Sum what is still to be paid today, by how long it has been due. Of the days asked for nothing depends on this.
#[utoipa::path(get, path = "/api/analytics/receivables", tag = "analytics", params(AnalyticsQuery),
    responses((status = 200, body = ReceivablesOutput), Problems))]
async fn view_receivables(caller: Caller, Query(query): Query<AnalyticsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewEarnings)?;
    let asked = query.asked(&caller)?;
    let mut tx = caller.read().await?;
    let receivables = operations::receivables(&mut tx, &asked).await?;
    tx.commit().await?;
    let currencies = receivables.iter().map(ReceivablesOfCurrency::from).collect();
    Ok(Answer::json(&ReceivablesOutput { on: caller.today(), currencies })?.into_response())
}

/// Average what instruments said in whole months that are over, never of fewer than five people. Providers and kinds of
/// visits are not told apart.
#[utoipa::path(get, path = "/api/analytics/outcomes", tag = "analytics", params(AnalyticsQuery),
    responses((status = 200, body = OutcomesOutput), Problems))]
async fn view_outcomes(caller: Caller, Query(query): Query<AnalyticsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewOutcomes)?;
    let asked = query.asked(&caller)?;
    let mut tx = caller.read().await?;
    let outcomes = operations::outcomes(&mut tx, &asked.period).await?;
    tx.commit().await?;
    let instruments = outcomes.into_iter().map(InstrumentOutput::from).collect();
    let period = PeriodOutput::new(&asked, &caller);
    Ok(Answer::json(&OutcomesOutput { period, fewest: FEWEST, instruments })?.into_response())
}
