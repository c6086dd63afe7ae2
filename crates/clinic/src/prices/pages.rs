//! The page on which prices are set.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, Id};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Failure, Form, Html, PageOf, Path, WebResult};

use super::input::{EndInput, PriceInput};
use super::model::Price;
use super::operations::{self, Filter};
use crate::amounts::{Amount, MoneyInput, currency_of};
use crate::appointments::input::Reading;
use crate::confirm::Pairs;
use crate::forms::{FormErrors, Typed, new_key, refusal};
use crate::schedule;
use crate::schedule::model::Service;
use crate::shell::{Page, notice};

const PATH: &str = "/admin/prices";
/// More prices than any clinic has.
const SHOWN: i64 = 1000;

pub fn routes() -> Router {
    Router::new()
        .route("/admin/prices", get(list).post(set))
        .route("/admin/prices/{price}/end", post(end))
        .route("/admin/prices/{price}/remove", post(remove))
}

/// A price with what it is for.
struct Row {
    price: Price,
    service: String,
    is_to_come: bool,
    is_over: bool,
}

#[derive(Template)]
#[template(path = "prices/prices.html")]
struct PricesPage {
    page: Page,
    rows: Vec<Row>,
    services: Vec<Service>,
    typed: Typed,
    errors: FormErrors,
    key: String,
}

impl PricesPage {
    fn is_chosen(&self, id: impl std::fmt::Display) -> bool {
        self.typed.is("service", &id.to_string())
    }
}

pub async fn list(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ManagePrices)?;
    let currency = currency_of(caller.tenant()).as_str().to_owned();
    let typed = Typed::of([("currency", currency), ("valid_from", caller.today().to_string())]);
    show(&caller, typed, (StatusCode::OK, FormErrors::default())).await
}

async fn show(caller: &Caller, typed: Typed, (status, errors): (StatusCode, FormErrors)) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, Filter::default(), PageOf::whole(SHOWN)).await?;
    let all = schedule::operations::list(&mut tx, true).await?;
    tx.commit().await?;
    let names: HashMap<Uuid, &str> =
        all.iter().map(|service| (service.id.uuid(), service.offer.name.as_str())).collect();
    let row = |price: Price| {
        let (is_to_come, is_over) = (price.is_to_come(caller.today()), price.is_over(caller.today()));
        let service = names.get(&price.service).copied().unwrap_or_default().to_owned();
        Row { price, service, is_to_come, is_over }
    };
    let mut rows: Vec<Row> = listing.rows.into_iter().map(row).collect();
    rows.sort_by_key(|row| (row.service.clone(), std::cmp::Reverse(row.price.valid_from)));
    let services = all.iter().filter(|service| service.active).cloned().collect();
    let page = PricesPage { page: Page::new(caller), rows, services, typed, errors, key: new_key(caller) };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn set(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManagePrices)?;
    let typed = Typed::new(pairs);
    match try_set(&caller, &typed).await {
        Ok(response) => Ok(response),
        Err(failure) => again(&caller, typed, failure).await,
    }
}

async fn try_set(caller: &Caller, typed: &Typed) -> WebResult<Response> {
    let amount = typed.some("amount").map(Amount);
    let input = PriceInput {
        service: typed.get("service").parse().ok(),
        amount: amount.map(|amount| MoneyInput::Full { amount, currency: typed.some("currency") }),
        tax_rate: typed.some("tax_rate"),
        valid_from: typed.some("valid_from"),
        valid_to: typed.some("valid_to"),
    };
    let new = input.parse(&Reading::of(caller))?;
    let mut tx = caller.begin().await?;
    operations::set(&mut tx, &new).await?;
    Ok(notice::leave(Answer::see_other(PATH).commit(caller, tx).await?, "common-saved"))
}

pub async fn end(caller: Caller, Path(id): Path<Id<Price>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManagePrices)?;
    let typed = Typed::new(pairs);
    let on = EndInput { on: typed.some("on") }.parse(&Reading::of(&caller))?;
    let mut tx = caller.begin().await?;
    operations::end(&mut tx, id, on).await?;
    Ok(notice::leave(Answer::see_other(PATH).commit(&caller, tx).await?, "prices-ended"))
}

pub async fn remove(caller: Caller, Path(id): Path<Id<Price>>) -> WebResult<Response> {
    caller.require(Action::ManagePrices)?;
    let mut tx = caller.begin().await?;
    operations::remove(&mut tx, id).await?;
    Ok(notice::leave(Answer::see_other(PATH).commit(&caller, tx).await?, "prices-removed"))
}

/// The form once more with what was refused; anything else goes its way.
async fn again(caller: &Caller, typed: Typed, failure: Failure) -> WebResult<Response> {
    let refusal = refusal(caller, failure, "valid_from")?;
    show(caller, typed, refusal).await
}
