//! The ledger, narrowed to what somebody looks for.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error};
use web::{Caller, Html, Query, WebResult};

use crate::forms::FormErrors;
use crate::ledger::model::{Method, TransactionKind, TransactionStatus};
use crate::ledger::operations;
use crate::ledger::query::TransactionQuery;
use crate::ledger::view::{Names, TransactionView};
use crate::links;
use crate::shell::Page;

#[derive(Template)]
#[template(path = "ledger/list.html")]
struct ListPage {
    page: Page,
    query: TransactionQuery,
    rows: Vec<TransactionView>,
    count: i64,
    previous: String,
    next: String,
    kinds: &'static [TransactionKind],
    methods: &'static [Method],
    statuses: &'static [TransactionStatus],
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

fn filters(query: &TransactionQuery) -> String {
    links::filters(&[
        ("kind", &query.kind),
        ("method", &query.method),
        ("status", &query.status),
        ("contact", &query.contact),
        ("appointment", &query.appointment),
        ("currency", &query.currency),
        ("billing_period", &query.billing_period),
        ("from", &query.from),
        ("to", &query.to),
    ])
}

pub async fn list(caller: Caller, Query(query): Query<TransactionQuery>) -> WebResult<Response> {
    caller.require(Action::ListTransactions)?;
    let (filter, errors) = match query.filter(&caller) {
        Ok(filter) => (filter, FormErrors::default()),
        // Shown beside what cannot be read: everything.
        Err(Error::Invalid(problems)) => (operations::Filter::default(), FormErrors::new(&caller, &problems)),
        Err(other) => return Err(other.into()),
    };
    let page = query.page()?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, &filter, page).await?;
    let names = Names::load(&mut tx, Action::ListTransactions, &listing.rows).await?;
    tx.commit().await?;
    let (previous, next) = links::around("/transactions", &listing, &filters(&query));
    let status = if errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ListPage {
        page: Page::new(&caller),
        query,
        count: listing.count,
        rows: listing.rows.into_iter().map(|row| TransactionView::new(row, &caller, &names)).collect(),
        previous,
        next,
        kinds: TransactionKind::ALL,
        methods: Method::ALL,
        statuses: TransactionStatus::ALL,
        errors,
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}
