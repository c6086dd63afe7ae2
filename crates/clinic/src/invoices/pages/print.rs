//! An invoice on paper: a sheet, or a strip of 80 mm.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Error, Id};
use web::{Caller, Html, Path, Query, WebResult};

use crate::invoices::model::{Addressee, Invoice};
use crate::invoices::operations;
use crate::invoices::policy::Letterhead;
use crate::invoices::view::{InvoiceView, Names};
use crate::shell::Page;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    paper: String,
    print: String,
}

#[derive(Template)]
#[template(path = "invoices/print.html")]
struct PrintPage {
    page: Page,
    shown: InvoiceView,
    /// The number of the invoice that a credit note takes back.
    credits: String,
    letterhead: Letterhead,
    to: Addressee,
    payer: Option<Addressee>,
    /// A strip rather than a sheet.
    is_strip: bool,
    /// Asked for on paper.
    prints: bool,
}

pub async fn show(caller: Caller, Path(id): Path<Id<Invoice>>, Query(wish): Query<Wish>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let invoice = operations::find(&mut tx, id).await?;
    let credits = match invoice.of {
        Some(of) => operations::find(&mut tx, Id::new(of)).await?.issue.map(|issue| issue.name()),
        None => None,
    };
    let names = Names::load(&mut tx, Action::ViewInvoice, [&invoice]).await?;
    tx.commit().await?;
    let shown = InvoiceView::new(invoice, &names);
    // A draft is nothing to hand out.
    let heading = shown.heading().cloned().ok_or(Error::NotFound)?;
    let page = PrintPage {
        page: Page::new(&caller),
        shown,
        credits: credits.unwrap_or_default(),
        letterhead: heading.from,
        to: heading.to,
        payer: heading.payer,
        is_strip: wish.paper == "strip",
        prints: !wish.print.is_empty(),
    };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}
