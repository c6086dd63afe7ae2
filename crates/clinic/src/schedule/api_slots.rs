//! Free times as JSON, and why another one is not free.

use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Query, WebResult};

use super::operations::{self, Asked};
use super::output::{ExplanationOutput, SlotsOutput};
use super::query::{ExplainQuery, SlotsQuery};
use crate::api::{Problems, routes};
use crate::appointments::Days;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(find_slots)).routes(routes!(explain_slot))
}

/// Find times that can be booked. Says nothing about anybody who comes.
#[utoipa::path(get, path = "/api/slots", tag = "schedule", params(SlotsQuery),
    responses((status = 200, body = SlotsOutput), Problems))]
async fn find_slots(
    caller: Caller,
    Extension(days): Extension<Days>,
    Query(query): Query<SlotsQuery>,
) -> WebResult<Response> {
    caller.require(Action::FindSlots)?;
    let (asked, most) = (Asked { kept: Some(days), ..query.asked(&caller)? }, query.most()?);
    let mut tx = caller.read().await?;
    let slots = operations::find_slots(&mut tx, &asked, most).await?;
    tx.commit().await?;
    Ok(Answer::json(&SlotsOutput::new(&slots, &caller.tenant().time_zone, most))?.into_response())
}

/// Explain why a time is not free: everything that stands in its way.
#[utoipa::path(get, path = "/api/slots/explain", tag = "schedule", params(ExplainQuery),
    responses((status = 200, body = ExplanationOutput), Problems))]
async fn explain_slot(caller: Caller, Query(query): Query<ExplainQuery>) -> WebResult<Response> {
    caller.require(Action::ExplainSlot)?;
    let (asked, at) = query.asked(&caller)?;
    let mut tx = caller.read().await?;
    let explained = operations::explain(&mut tx, &asked, at).await?;
    tx.commit().await?;
    Ok(Answer::json(&ExplanationOutput::new(explained))?.into_response())
}
