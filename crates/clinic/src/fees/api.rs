//! Fees and their rules as JSON.

use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Id};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Json, Numbered, PageWords, Path, Query, WebResult};

use super::input::{FeeRuleInput, WaiverInput};
use super::model::{Fee, FeeRule};
use super::operations;
use super::output::{FeeOutput, FeeRuleOutput};
use super::query::FeeQuery;
use crate::api::{Problems, routes};
use crate::appointments::input::Reading;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_fee_rules, set_fee_rule))
        .routes(routes!(end_fee_rule))
        .routes(routes!(list_fees))
        .routes(routes!(view_fee))
        .routes(routes!(waive_fee))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct RuleQuery {
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

/// List rules for fees, those that hold first.
#[utoipa::path(get, path = "/business/fee-rules", tag = "transactions", params(RuleQuery),
    responses((status = 200, body = Numbered<FeeRuleOutput>), Problems))]
async fn list_fee_rules(caller: Caller, Query(query): Query<RuleQuery>) -> WebResult<Response> {
    caller.require(Action::ViewFeeRules)?;
    let (page, page_size) = (query.page.as_deref(), query.page_size.as_deref());
    let page = PageWords { page, page_size, ..PageWords::default() }.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::list_rules(&mut tx, page).await?;
    tx.commit().await?;
    Ok(Answer::numbered(listing.map(FeeRuleOutput::from), &caller)?.into_response())
}

/// Set a rule for visits that are missed, or cancelled late, from now on.
#[utoipa::path(post, path = "/business/fee-rules", tag = "transactions", request_body = FeeRuleInput,
    responses((status = 201, body = FeeRuleOutput), Problems))]
async fn set_fee_rule(caller: Caller, Json(input): Json<FeeRuleInput>) -> WebResult<Response> {
    caller.require(Action::ManageFeeRules)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let rule = operations::set(&mut tx, &new).await?;
    Ok(Answer::created(&FeeRuleOutput::from(rule), "/business/fee-rules".to_owned())?.commit(&caller, tx).await?)
}

/// End a rule. What happened until now still goes by it.
#[utoipa::path(post, path = "/business/fee-rules/{id}/end", tag = "transactions", params(("id" = Uuid, Path)),
    responses((status = 200, body = FeeRuleOutput), Problems))]
async fn end_fee_rule(caller: Caller, Path(id): Path<Id<FeeRule>>) -> WebResult<Response> {
    caller.require(Action::ManageFeeRules)?;
    let mut tx = caller.begin().await?;
    let rule = operations::end(&mut tx, id).await?;
    Ok(Answer::json(&FeeRuleOutput::from(rule))?.commit(&caller, tx).await?)
}

/// List fees that were charged, the newest first.
#[utoipa::path(get, path = "/business/fees", tag = "transactions", params(FeeQuery),
    responses((status = 200, body = Numbered<FeeOutput>), Problems))]
async fn list_fees(caller: Caller, Query(query): Query<FeeQuery>) -> WebResult<Response> {
    caller.require(Action::ListFees)?;
    let (filter, page) = (query.filter(&caller)?, query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, filter, page).await?;
    tx.commit().await?;
    Ok(Answer::numbered(listing.map(FeeOutput::from), &caller)?.into_response())
}

/// View a fee.
#[utoipa::path(get, path = "/business/fees/{id}", tag = "transactions", params(("id" = Uuid, Path)),
    responses((status = 200, body = FeeOutput), Problems))]
async fn view_fee(caller: Caller, Path(id): Path<Id<Fee>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let fee = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::json(&FeeOutput::from(fee))?.into_response())
}

/// Let a patient off a fee. What was paid of it pays for something else, or is given back.
#[utoipa::path(post, path = "/business/fees/{id}/waive", tag = "transactions", params(("id" = Uuid, Path)),
    request_body = WaiverInput, responses((status = 200, body = FeeOutput), Problems))]
async fn waive_fee(caller: Caller, Path(id): Path<Id<Fee>>, Json(input): Json<WaiverInput>) -> WebResult<Response> {
    caller.require(Action::WaiveFee)?;
    let reason = input.parse()?;
    let mut tx = caller.begin().await?;
    let fee = operations::waive(&mut tx, id, &reason).await?;
    Ok(Answer::json(&FeeOutput::from(fee))?.commit(&caller, tx).await?)
}
