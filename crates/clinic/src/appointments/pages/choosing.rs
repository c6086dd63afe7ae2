//! Booking begins with whom it is for.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Error};
use web::{Caller, Html, Query, WebResult, local_path};

use super::times::Proposal;
use crate::parties::finding::{self, Filter};
use crate::parties::query::search_filter;
use crate::parties::view::Found;
use crate::shell::Page;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Choosing {
    pub q: String,
    #[serde(flatten)]
    proposal: Proposal,
}

#[derive(Template)]
#[template(path = "appointments/choose.html")]
struct ChoosePage {
    page: Page,
    q: String,
    proposal: Proposal,
    results: Vec<Found>,
}

#[derive(Template)]
#[template(path = "appointments/chosen.html")]
struct Chosen {
    page: Page,
    q: String,
    proposal: Proposal,
    results: Vec<Found>,
}

const MOST: usize = 10;

/// Who is meant by these words; whoever was registered last while nothing is typed.
pub async fn search(caller: &Caller, q: &str) -> WebResult<Vec<Found>> {
    let filter = if q.is_empty() { Filter::default() } else { search_filter(q, caller) };
    if !q.is_empty() && filter.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = caller.read().await?;
    let found = finding::search(&mut tx, &Filter { newest_first: true, ..filter }, MOST).await?;
    tx.commit().await?;
    Ok(found.into_iter().map(|party| Found::new(party, caller)).collect())
}

pub async fn choose(caller: Caller, Query(query): Query<Choosing>) -> WebResult<Response> {
    caller.require(Action::BookAppointment)?;
    let q = query.q.trim().chars().take(100).collect::<String>();
    let results = search(&caller, &q).await?;
    let (date, time) = query.proposal.when();
    let next = local_path(&query.proposal.next).unwrap_or_default().to_owned();
    let proposal = Proposal { date, time, next, pick: String::new(), ..query.proposal };
    let page = Page::new(&caller);
    let html = match caller.is_fragment() {
        true => Chosen { page, q, proposal, results }.render(),
        false => ChoosePage { page, q, proposal, results }.render(),
    };
    Ok(Html(html.map_err(Error::internal)?).into_response())
}

/// Where a chosen patient is booked.
fn booking(id: impl std::fmt::Display, proposal: &Proposal) -> String {
    format!("/reception/create-appointment/{id}/{}", proposal.query())
}
