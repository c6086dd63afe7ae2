//! What a patient may read of what was written at all their visits, as a list.

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use jiff::Timestamp;
use serde::Deserialize;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::{Caller, Html, Query, WebResult};

use super::operations::own;
use crate::accounts;
use crate::records::model::{OwnResult, RecordKind};
use crate::records::releases::{self, After};
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/patient/results", get(list))
}

/// Where the list goes on: the moment in microseconds, and the version.
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

struct Row {
    visit: Uuid,
    kind: RecordKind,
    visit_at: Timestamp,
    author: String,
    is_new: bool,
}

impl Row {
    fn new(result: OwnResult, names: &HashMap<Uuid, String>) -> Self {
        Self {
            visit: result.appointment,
            kind: result.kind,
            visit_at: result.visit_at,
            author: names.get(&result.author).cloned().unwrap_or_default(),
            is_new: result.is_new,
        }
    }
}

#[derive(Template)]
#[template(path = "portal/results.html")]
struct ResultsPage {
    page: Page,
    me: Uuid,
    /// None while the patient wants to be shown nothing.
    results: Option<Vec<Row>>,
    newest: bool,
    after: String,
}

async fn list(caller: Caller, Query(place): Query<Place>) -> WebResult<Response> {
    let action = Action::ViewOwnRecords;
    let me = own(caller.actor(), action)?;
    let mut tx = caller.read().await?;
    let found = releases::own_list(&mut tx, me, place.after()).await?;
    let names = accounts::operations::names(&mut tx, action).await?;
    tx.commit().await?;
    let (results, next) = match found {
        Some((results, next)) => (Some(results.into_iter().map(|it| Row::new(it, &names)).collect()), next),
        None => (None, None),
    };
    let after =
        next.map(|(at, row)| format!("/patient/results/?at={}&row={row}", at.as_microsecond())).unwrap_or_default();
    let newest = place.after().is_none();
    let shown = ResultsPage { page: Page::new(&caller), me, results, newest, after };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
