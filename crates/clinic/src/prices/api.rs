//! The price list as JSON.

use axum::response::{IntoResponse as _, Response};
use money::Currency;
use serde::Deserialize;
use tenancy::{Action, Id, Result};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Json, Numbered, PageWords, Path, Query, WebResult};

use super::input::{EndInput, PriceInput};
use super::model::Price;
use super::operations::{self, Filter};
use super::output::PriceOutput;
use crate::api::{Problems, routes};
use crate::appointments::input::Reading;
use crate::checking::Check;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_prices, set_price))
        .routes(routes!(end_price))
        .routes(routes!(remove_price))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct PriceQuery {
    #[param(value_type = Option<Uuid>)]
    service: Option<String>,
    /// A code of ISO 4217.
    #[param(example = "EGP")]
    currency: Option<String>,
    /// Those that hold on this day, or `today`.
    #[param(example = "today")]
    on: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

impl PriceQuery {
    fn filter(&self, reading: &Reading) -> Result<Filter> {
        let mut check = Check::default();
        let filter = Filter {
            service: check.read("service", self.service.as_deref(), |text| text.parse().map_err(|_| "malformed")),
            currency: check.read("currency", self.currency.as_deref(), |text| {
                Currency::parse(&text.to_ascii_uppercase()).ok_or("unknown_choice")
            }),
            on: check.read("on", self.on.as_deref(), |text| reading.wall.date(text)),
        };
        check.finish(Some(filter))
    }
}

/// List prices, service by service, the latest first.
#[utoipa::path(get, path = "/business/prices", tag = "transactions", params(PriceQuery),
    responses((status = 200, body = Numbered<PriceOutput>), Problems))]
async fn list_prices(caller: Caller, Query(query): Query<PriceQuery>) -> WebResult<Response> {
    caller.require(Action::ViewPrices)?;
    let filter = query.filter(&Reading::of(&caller))?;
    let (page, page_size) = (query.page.as_deref(), query.page_size.as_deref());
    let page = PageWords { page, page_size, ..PageWords::default() }.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, filter, page).await?;
    tx.commit().await?;
    Ok(Answer::numbered(listing.map(PriceOutput::from), &caller)?.into_response())
}

/// Set what a service costs from a day on. The price that held for good until then ends the day before.
#[utoipa::path(post, path = "/business/prices", tag = "transactions", request_body = PriceInput,
    responses((status = 201, body = PriceOutput), Problems))]
async fn set_price(caller: Caller, Json(input): Json<PriceInput>) -> WebResult<Response> {
    caller.require(Action::ManagePrices)?;
    let new = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let price = operations::set(&mut tx, &new).await?;
    let location = format!("/business/prices?service={}", price.service);
    Ok(Answer::created(&PriceOutput::from(price), location)?.commit(&caller, tx).await?)
}

/// Say on which day a price holds last.
#[utoipa::path(post, path = "/business/prices/{id}/end", tag = "transactions", params(("id" = Uuid, Path)),
    request_body = EndInput, responses((status = 200, body = PriceOutput), Problems))]
async fn end_price(caller: Caller, Path(id): Path<Id<Price>>, Json(input): Json<EndInput>) -> WebResult<Response> {
    caller.require(Action::ManagePrices)?;
    let on = input.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    let price = operations::end(&mut tx, id, on).await?;
    Ok(Answer::json(&PriceOutput::from(price))?.commit(&caller, tx).await?)
}

/// Take a price off the list that does not hold yet.
#[utoipa::path(delete, path = "/business/prices/{id}", tag = "transactions", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn remove_price(caller: Caller, Path(id): Path<Id<Price>>) -> WebResult<Response> {
    caller.require(Action::ManagePrices)?;
    let mut tx = caller.begin().await?;
    operations::remove(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}
