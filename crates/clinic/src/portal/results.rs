//! What a patient may read, as a list.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::routing::{Router, get};
use web::{Caller, Html, Query, WebResult};

use super::operations::own;
use super::reading::{self, OwnResult, What};
use super::result;
use crate::accounts;
use crate::assessments::view::Words;
use crate::records::releases::After;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/patient/results", get(list)).route("/patient/results/{assessment}", get(result::view))
}

/// Where the list goes on: the moment in microseconds, and the row.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Place {
    at: Option<i64>,
    row: Option<Uuid>,
}

impl Place {
    /// What cannot be is the beginning.
    fn after(&self) -> Option<After> {
        Timestamp::from_microsecond(self.at?).ok().zip(self.row)
    }
}

/// A line of the list, and where it leads.
struct Row {
    href: String,
    icon: &'static str,
    title: Words,
    day: Date,
    author: String,
    is_new: bool,
}

impl Row {
    fn new(page: &Page, me: Uuid, result: OwnResult, names: &HashMap<Uuid, String>) -> Self {
        let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
        let is_new = result.is_new;
        match result.what {
            What::Written(record) => Self {
                href: format!("/patient/appointment-details/{}/{me}/#{}", record.appointment, record.kind.as_str()),
                icon: record.kind.icon(),
                title: Words { text: page.t(&record.kind.title()), lang: String::new() },
                day: page.day_of(record.visit_at),
                author: name(record.author),
                is_new,
            },
            What::Measured(one) => Self {
                href: format!("/patient/results/{}/", one.id),
                icon: "activity",
                title: Words::new(page, &one.definition.title),
                day: one.content.administered_on,
                author: name(one.completed.map_or(one.created_by, |signed| signed.by)),
                is_new,
            },
        }
    }
}

#[derive(Template)]
#[template(path = "portal/results.html")]
struct ResultsPage {
    page: Page,
    /// None while the patient wants to be shown nothing.
    results: Option<Vec<Row>>,
    newest: bool,
    after: String,
}

async fn list(caller: Caller, Query(place): Query<Place>) -> WebResult<Response> {
    let action = Action::ViewOwnRecords;
    let me = own(caller.actor(), action)?;
    let mut tx = caller.read().await?;
    let found = reading::results(&mut tx, me, place.after()).await?;
    let names = accounts::operations::names(&mut tx, action).await?;
    tx.commit().await?;
    let page = Page::new(&caller);
    let (results, next) = match found {
        Some((found, next)) => (Some(found.into_iter().map(|it| Row::new(&page, me, it, &names)).collect()), next),
        None => (None, None),
    };
    let after =
        next.map(|(at, row)| format!("/patient/results/?at={}&row={row}", at.as_microsecond())).unwrap_or_default();
    let newest = place.after().is_none();
    let shown = ResultsPage { page, results, newest, after };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
