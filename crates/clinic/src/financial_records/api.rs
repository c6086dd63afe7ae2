//! Financial records as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Query, WebResult};

use super::input::RecordsQuery;
use super::operations;
use super::output::RecordsOutput;
use crate::api::{Problems, routes};
use crate::appointments::input::Reading;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(view_financial_records))
}

/// View what visits were charged with, what was received for them, and what is outstanding: by day or month, by service, by
/// how it was paid, and by whom. Whoever sees patients sees what came of their own visits.
#[utoipa::path(get, path = "/business/financial-records", tag = "transactions", params(RecordsQuery),
    responses((status = 200, body = RecordsOutput), Problems))]
async fn view_financial_records(caller: Caller, Query(query): Query<RecordsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewFinancialRecords)?;
    let (asked, page) = (query.question(&Reading::of(&caller))?, query.page()?);
    let mut tx = caller.read().await?;
    let (records, listing) = operations::view(&mut tx, asked, page).await?;
    tx.commit().await?;
    Ok(Answer::json(&RecordsOutput::new(asked, &records, listing))?.into_response())
}
