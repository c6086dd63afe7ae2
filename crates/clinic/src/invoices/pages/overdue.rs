//! The dunning list: what is overdue for how long, what was said about it, and a button that says the next.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error, Id};
use web::{Answer, Caller, Html, Listing, PageQuery, Path, Query, WebResult};

use crate::invoices::model::{Invoice, Overdue};
use crate::invoices::operations;
use crate::invoices::view::{InvoiceView, Names};
use crate::shell::{Moment, Page, notice};

const PATH: &str = "/invoices/overdue";

/// An overdue invoice, ready to be shown.
struct Line {
    row: InvoiceView,
    days: i32,
    /// What was said last.
    last: Option<(i32, Moment)>,
    next: Option<i32>,
}

#[derive(Template)]
#[template(path = "invoices/overdue.html")]
struct OverduePage {
    page: Page,
    lines: Vec<Line>,
    count: i64,
    previous: String,
    next: String,
}

pub async fn list(caller: Caller, Query(query): Query<PageQuery>) -> WebResult<Response> {
    let action = Action::ListOverdue;
    caller.require(action)?;
    let page = query.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::overdue(&mut tx, page).await?;
    let invoices: Vec<&Invoice> = listing.rows.iter().map(|overdue| &overdue.invoice).collect();
    let names = Names::load(&mut tx, action, invoices).await?;
    tx.commit().await?;
    let (previous, next) = around(&listing);
    let line = |overdue: Overdue| Line {
        days: overdue.days,
        last: overdue.reminders.last().map(|last| (last.level, Moment::new(&caller, last.at))),
        next: overdue.next_level,
        row: InvoiceView::new(overdue.invoice, &names),
    };
    let count = listing.count;
    let lines = listing.rows.into_iter().map(line).collect();
    let shown = OverduePage { page: Page::new(&caller), lines, count, previous, next };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

/// Links to the page before and to the one after; empty where there is none.
fn around(listing: &Listing<Overdue>) -> (String, String) {
    let number = listing.page.number;
    let link = |is_there: bool, number: i64| if is_there { format!("{PATH}?page={number}") } else { String::new() };
    (link(number > 1, number - 1), link(listing.has_next(), number + 1))
}

pub async fn remind(caller: Caller, Path(id): Path<Id<Invoice>>) -> WebResult<Response> {
    caller.require(Action::RemindInvoice)?;
    let mut tx = caller.begin().await?;
    operations::remind(&mut tx, id, caller.app().texts()).await?;
    Ok(notice::leave(Answer::see_other(PATH).commit(&caller, tx).await?, "invoices-reminded"))
}
