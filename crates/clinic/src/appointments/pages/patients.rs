//! Patients, and when each of them comes next.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::Error;
use uuid::Uuid;
use web::{Caller, Html, PageQuery, Query, WebResult};

use crate::accounts;
use crate::appointments::operations::{self, Coming};
use crate::forms::escape;
use crate::parties::finding::{self, Filter};
use crate::parties::operations::Book;
use crate::parties::query::search_filter;
use crate::parties::view::Found;
use crate::shell::Page;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PatientsQuery {
    #[serde(alias = "q")]
    search: String,
    page: String,
}

/// A patient with the next appointment, where there is one.
struct Line {
    patient: Found,
    next: Option<Coming>,
    provider: String,
}

#[derive(Template)]
#[template(path = "appointments/patients.html")]
struct PatientsPage {
    page: Page,
    search: String,
    lines: Vec<Line>,
    count: i64,
    before: String,
    after: String,
}

pub async fn patients(caller: Caller, Query(query): Query<PatientsQuery>) -> WebResult<Response> {
    let wanted = PageQuery { page: query.page.trim().parse().ok(), page_size: None }.parse()?;
    let search = query.search.trim().chars().take(100).collect::<String>();
    let filter = if search.is_empty() { Filter::default() } else { search_filter(&search, &caller) };
    let nobody = !search.is_empty() && filter.is_empty();
    let mut tx = caller.read().await?;
    let mut listing = finding::list(&mut tx, Book::Patients, &Filter { newest_first: true, ..filter }, wanted).await?;
    if nobody {
        listing.rows.clear();
        listing.count = 0;
    }
    let ids: Vec<Uuid> = listing.rows.iter().map(|party| party.id.uuid()).collect();
    let mut coming = operations::coming(&mut tx, &ids).await?;
    let staff = accounts::operations::list(&mut tx).await?;
    tx.commit().await?;
    let names: HashMap<Uuid, String> = staff.into_iter().map(|staff| (staff.id, staff.display_name)).collect();
    let link = |number: i64| format!("/doctor/patients-dash/?search={}&page={number}", escape(&search));
    let (count, has_next) = (listing.count, listing.has_next());
    let lines = listing.rows.into_iter().map(|party| {
        let next = coming.remove(&party.id.uuid());
        let provider = next.as_ref().and_then(|next| names.get(&next.provider).cloned()).unwrap_or_default();
        Line { patient: Found::new(party, &caller), next, provider }
    });
    let page = PatientsPage {
        lines: lines.collect(),
        count,
        before: if wanted.number > 1 { link(wanted.number - 1) } else { String::new() },
        after: if has_next { link(wanted.number + 1) } else { String::new() },
        page: Page::new(&caller),
        search,
    };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}
