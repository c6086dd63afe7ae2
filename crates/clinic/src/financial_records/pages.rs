//! The page of financial records: for whoever answers for the books all of them, for whoever sees patients their own.

use std::collections::HashMap;
use web::routing::{Router, get};

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::{Caller, Html, Listing, Query, WebResult};

use super::input::RecordsQuery;
use super::model::{Group, Period, Question, Records};
use super::operations;
use crate::accounts;
use crate::appointments::input::Reading;
use crate::forms::{FormErrors, escape};
use crate::ledger::view::Names;
use crate::schedule;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/financial-records", get(view))
}

#[derive(Template)]
#[template(path = "financial_records/records.html")]
struct RecordsPage {
    page: Page,
    asked: Question,
    periods: &'static [Period],
    records: Records,
    contacts: Listing<Group<Uuid>>,
    names: Names,
    services: HashMap<Uuid, String>,
    /// Whom one may narrow it to; nobody where somebody sees only their own.
    providers: Vec<(Uuid, String)>,
    previous: String,
    next: String,
    errors: FormErrors,
}

impl RecordsPage {
    fn service(&self, id: &Option<Uuid>) -> &str {
        id.and_then(|id| self.services.get(&id)).map_or("", String::as_str)
    }

    fn name(&self, contact: &Uuid) -> String {
        self.names.contact(*contact)
    }

    fn is_provider(&self, id: &Uuid) -> bool {
        self.asked.provider == Some(*id)
    }
}

pub async fn view(caller: Caller, Query(query): Query<RecordsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewFinancialRecords)?;
    let reading = Reading::of(&caller);
    let (asked, errors) = match query.question(&reading) {
        Ok(asked) => (asked, FormErrors::default()),
        // Shown beside what cannot be read: this month.
        Err(Error::Invalid(problems)) => {
            (RecordsQuery::default().question(&reading)?, FormErrors::new(&caller, &problems))
        }
        Err(other) => return Err(other.into()),
    };
    let status = if errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = load(&caller, asked, query.page()?, errors).await?;
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

async fn load(caller: &Caller, asked: Question, page: web::PageOf, errors: FormErrors) -> tenancy::Result<RecordsPage> {
    let action = Action::ViewFinancialRecords;
    let mut tx = caller.read().await?;
    let (records, contacts) = operations::view(&mut tx, asked, page).await?;
    let names = Names::of(&mut tx, action, contacts.rows.iter().map(|group| group.key).collect()).await?;
    let services = schedule::operations::list(&mut tx, true).await?;
    let staff = accounts::operations::list_for(&mut tx, action).await?;
    tx.commit().await?;
    let sees_all = caller.may(Action::SeeAllFinancialRecords);
    let providers = staff.into_iter().filter(|staff| sees_all && staff.active);
    let providers = providers.map(|staff| (staff.id, staff.display_name)).collect();
    let (previous, next) = around(asked, &contacts);
    Ok(RecordsPage {
        page: Page::new(caller),
        asked,
        periods: Period::ALL,
        records,
        contacts,
        names,
        services: services.into_iter().map(|service| (service.id.uuid(), service.offer.name)).collect(),
        providers,
        previous,
        next,
        errors,
    })
}

/// Links to the page before and to the one after; empty where there is none.
fn around(asked: Question, contacts: &Listing<Group<Uuid>>) -> (String, String) {
    let page = contacts.page;
    let provider = asked.provider.map(|id| format!("&provider={}", escape(&id.to_string()))).unwrap_or_default();
    let link = |number: i64| {
        let (from, to, period) = (asked.from, asked.to, asked.period.as_str());
        format!("/financial-records?from={from}&to={to}&period={period}&page={number}{provider}")
    };
    let previous = if page.number > 1 { link(page.number - 1) } else { String::new() };
    let next = if page.number * page.size < contacts.count { link(page.number + 1) } else { String::new() };
    (previous, next)
}
