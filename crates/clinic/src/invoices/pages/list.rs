//! Invoices, narrowed to what somebody looks for.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error};
use web::{Caller, Html, Query, WebResult};

use crate::forms::FormErrors;
use crate::invoices::model::{InvoiceKind, InvoiceStatus};
use crate::invoices::operations;
use crate::invoices::query::InvoiceQuery;
use crate::invoices::view::{InvoiceView, Names};
use crate::links;
use crate::shell::Page;

#[derive(Template)]
#[template(path = "invoices/list.html")]
struct ListPage {
    page: Page,
    query: InvoiceQuery,
    rows: Vec<InvoiceView>,
    count: i64,
    previous: String,
    next: String,
    kinds: &'static [InvoiceKind],
    statuses: &'static [InvoiceStatus],
    errors: FormErrors,
}

impl ListPage {
    fn holds(field: &Option<String>, value: &str) -> bool {
        field.as_deref() == Some(value)
    }

    fn value(field: &Option<String>) -> &str {
        field.as_deref().unwrap_or_default()
    }
}

fn filters(query: &InvoiceQuery) -> String {
    links::filters(&[
        ("kind", &query.kind),
        ("status", &query.status),
        ("contact", &query.contact),
        ("payer", &query.payer),
        ("currency", &query.currency),
        ("number", &query.number),
        ("from", &query.from),
        ("to", &query.to),
    ])
}

pub async fn list(caller: Caller, Query(query): Query<InvoiceQuery>) -> WebResult<Response> {
    caller.require(Action::ListInvoices)?;
    let (filter, errors) = match query.filter(&caller) {
        Ok(filter) => (filter, FormErrors::default()),
        // Shown beside what cannot be read: everything.
        Err(Error::Invalid(problems)) => (operations::Filter::default(), FormErrors::new(&caller, &problems)),
        Err(other) => return Err(other.into()),
    };
    let page = query.page()?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, &filter, page).await?;
    let names = Names::load(&mut tx, Action::ListInvoices, &listing.rows).await?;
    tx.commit().await?;
    let (previous, next) = links::around("/invoices", &listing, &filters(&query));
    let status = if errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ListPage {
        page: Page::new(&caller),
        query,
        count: listing.count,
        rows: listing.rows.into_iter().map(|row| InvoiceView::new(row, &names)).collect(),
        previous,
        next,
        kinds: InvoiceKind::ALL,
        statuses: InvoiceStatus::ALL,
        errors,
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}
