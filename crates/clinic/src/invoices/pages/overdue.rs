//! The dunning list: what is overdue for how long, what was said about it, and a button that says the next.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error, Id, Subject};
use web::{Answer, Caller, Html, PageQuery, Path, Query, WebResult};

use crate::invoices::model::{Invoice, Overdue};
use crate::invoices::operations;
use crate::invoices::rounds::{self, Reminded};
use crate::invoices::view::{InvoiceView, Names};
use crate::links;
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
    let (previous, next) = links::numbered(PATH, &listing, "");
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

pub async fn remind(caller: Caller, Path(id): Path<Id<Invoice>>) -> WebResult<Response> {
    caller.require(Action::RemindInvoice)?;
    let mut tx = caller.begin().await?;
    operations::remind(&mut tx, id, caller.app().texts()).await?;
    Ok(notice::leave(Answer::see_other(PATH).commit(&caller, tx).await?, "invoices-reminded"))
}

/// What came of an invoice, ready to be shown.
struct RoundRow {
    row: InvoiceView,
    /// The level that was said.
    level: Option<i32>,
    /// Why nothing was; empty where something was.
    why: String,
}

#[derive(Template)]
#[template(path = "invoices/round.html")]
struct RoundPage {
    page: Page,
    rows: Vec<RoundRow>,
    reminded: usize,
    more: bool,
}

pub async fn remind_all(caller: Caller) -> WebResult<Response> {
    let action = Action::RemindInvoice;
    caller.require(action)?;
    let round = rounds::remind_all(&caller).await?;
    let mut tx = caller.read().await?;
    let names = Names::load(&mut tx, action, round.rows.iter().map(|row| &row.invoice)).await?;
    let patients = round.rows.iter().filter_map(|row| row.invoice.patient);
    tx.record(action, Subject::list("invoice", patients));
    tx.commit().await?;
    let (reminded, more) = (round.reminded(), round.more);
    let why = |code: &str| caller.text(&format!("error-{}-title", code.replace('_', "-")));
    let row = |one: Reminded| RoundRow {
        level: one.outcome.as_ref().ok().map(|reminder| reminder.level),
        why: one.outcome.as_ref().err().map(|code| why(code)).unwrap_or_default(),
        row: InvoiceView::new(one.invoice, &names),
    };
    let rows = round.rows.into_iter().map(row).collect();
    let shown = RoundPage { page: Page::new(&caller), rows, reminded, more };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
