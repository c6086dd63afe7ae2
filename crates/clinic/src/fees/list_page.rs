//! Fees, narrowed to what somebody looks for.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error};
use web::{Caller, Html, Query, WebResult};

use super::model::{Fee, FeeStatus};
use super::operations::{self, Filter};
use super::query::FeeQuery;
use crate::forms::FormErrors;
use crate::ledger::view::Names;
use crate::links;
use crate::shell::{Moment, Page};

const PATH: &str = "/fees";

/// A fee, ready to be shown.
struct Row {
    fee: Fee,
    /// Empty where nobody is known by it any more.
    patient: String,
    charged: Moment,
}

#[derive(Template)]
#[template(path = "fees/list.html")]
struct ListPage {
    page: Page,
    query: FeeQuery,
    rows: Vec<Row>,
    count: i64,
    previous: String,
    next: String,
    statuses: &'static [FeeStatus],
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

fn filters(query: &FeeQuery) -> String {
    links::filters(&[
        ("patient", &query.patient),
        ("appointment", &query.appointment),
        ("status", &query.status),
        ("from", &query.from),
        ("to", &query.to),
    ])
}

pub async fn list(caller: Caller, Query(query): Query<FeeQuery>) -> WebResult<Response> {
    let action = Action::ListFees;
    caller.require(action)?;
    let (filter, errors) = match query.filter(&caller) {
        Ok(filter) => (filter, FormErrors::default()),
        // Shown beside what cannot be read: everything.
        Err(Error::Invalid(problems)) => (Filter::default(), FormErrors::new(&caller, &problems)),
        Err(other) => return Err(other.into()),
    };
    let page = query.page()?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, filter, page).await?;
    let names = Names::of(&mut tx, action, listing.rows.iter().map(|fee| fee.patient).collect()).await?;
    tx.commit().await?;
    let (previous, next) = links::numbered(PATH, &listing, &filters(&query));
    let row =
        |fee: Fee| Row { patient: names.contact(fee.patient), charged: Moment::new(&caller, fee.charged_at), fee };
    let status = if errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ListPage {
        page: Page::new(&caller),
        query,
        count: listing.count,
        rows: listing.rows.into_iter().map(row).collect(),
        previous,
        next,
        statuses: FeeStatus::ALL,
        errors,
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}
