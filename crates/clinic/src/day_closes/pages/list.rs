//! Days that are closed, and those that are not yet.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use money::Money;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::{Caller, Html, Query, WebResult};

use crate::accounts;
use crate::appointments::input::Reading;
use crate::day_closes::model::{DayClose, DayState, OpenDay};
use crate::day_closes::operations;
use crate::day_closes::query::DayCloseQuery;
use crate::shell::{Moment, Page};

/// A closed day in a list.
struct Row {
    id: Uuid,
    day: Date,
    state: DayState,
    closed: Moment,
    by: String,
    differences: Vec<Money>,
}

#[derive(Template)]
#[template(path = "day_closes/list.html")]
struct ListPage {
    page: Page,
    open: Vec<OpenDay>,
    rows: Vec<Row>,
    count: i64,
    previous: String,
    next: String,
}

pub async fn list(caller: Caller, Query(query): Query<DayCloseQuery>) -> WebResult<Response> {
    let action = Action::ListDayCloses;
    caller.require(action)?;
    let filter = query.filter(&Reading::of(&caller))?;
    let page = query.page()?;
    let mut tx = caller.read().await?;
    let open = operations::open_days(&mut tx).await?;
    let listing = operations::list(&mut tx, filter, page).await?;
    let names = accounts::operations::names(&mut tx, action).await?;
    tx.commit().await?;
    let link = |number: i64| format!("/day-closes?page={number}");
    let shown = ListPage {
        page: Page::new(&caller),
        open,
        count: listing.count,
        previous: if page.number > 1 { link(page.number - 1) } else { String::new() },
        next: if page.number * page.size < listing.count { link(page.number + 1) } else { String::new() },
        rows: listing.rows.iter().map(|close| row(&caller, close, &names)).collect(),
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

fn row(caller: &Caller, close: &DayClose, names: &HashMap<Uuid, String>) -> Row {
    Row {
        id: close.id.uuid(),
        day: close.day,
        state: close.state(),
        closed: Moment::new(caller, close.closed_at),
        by: close.closed_by.and_then(|by| names.get(&by)).cloned().unwrap_or_default(),
        differences: close.differences(),
    }
}
