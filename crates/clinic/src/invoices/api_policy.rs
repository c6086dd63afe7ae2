//! How a clinic writes its invoices, as JSON.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, WebResult, is_known, not_modified};

use super::policy::Invoicing;
use crate::api::{Problems, Unchanged, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(view_invoicing, change_invoicing))
}

/// View how the clinic writes its invoices: under which numbers, payable until when, with which letterhead.
#[utoipa::path(get, path = "/business/invoicing", tag = "invoices",
    responses((status = 200, body = Invoicing), Unchanged, Problems))]
async fn view_invoicing(caller: Caller, headers: HeaderMap) -> WebResult<Response> {
    caller.require(Action::ViewSettings)?;
    let mut tx = caller.read().await?;
    let (invoicing, version) = Invoicing::load(&mut tx, Action::ViewSettings).await?;
    tx.commit().await?;
    if is_known(&headers, version.into()) {
        return Ok(not_modified(version.into()));
    }
    Ok(Answer::json(&invoicing)?.version(version.into()).into_response())
}

/// Change how invoices are written from now on. What was issued stays as it is; what is left out is as it is for a new clinic.
#[utoipa::path(put, path = "/business/invoicing", tag = "invoices", request_body = Invoicing,
    responses((status = 200, body = Invoicing), Problems))]
async fn change_invoicing(caller: Caller, expected: Expected, Json(invoicing): Json<Invoicing>) -> WebResult<Response> {
    let action = Action::ChangeInvoicing;
    caller.require(action)?;
    let mut tx = caller.begin().await?;
    let (_, version) = Invoicing::load(&mut tx, action).await?;
    expected.check(version)?;
    let named = match expected {
        Expected::Any => None,
        Expected::OneOf(_) => Some(version),
    };
    invoicing.save(&mut tx, named).await?;
    let (saved, version) = Invoicing::load(&mut tx, action).await?;
    Ok(Answer::json(&saved)?.version(version.into()).commit(&caller, tx).await?)
}
