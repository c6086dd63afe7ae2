//! The record as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Linked, Listing, Query, WebResult};

use super::operations;
use super::output::EntryOutput;
use super::query::AuditQuery;
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(view_audit))
}

/// View the audit, newest first. At most 100,000 entries are counted; the links go on beyond them.
#[utoipa::path(get, path = "/api/audit", tag = "audit", params(AuditQuery),
    responses((status = 200, body = Linked<EntryOutput>), Problems))]
async fn view_audit(caller: Caller, Query(query): Query<AuditQuery>) -> WebResult<Response> {
    caller.require(Action::ViewAudit)?;
    let (filter, page) = (query.filter(&caller)?, query.page()?);
    let stretch = query.stretch(page)?;
    let mut tx = caller.read().await?;
    let filter = query.resolve(&mut tx, filter).await?;
    let found = operations::list(&mut tx, &filter, stretch).await?;
    tx.commit().await?;
    let last = found.entries.last().map(|entry| entry.seq);
    let listing = Listing::new(found.entries, found.count, page).map(EntryOutput::from);
    Ok(Answer::json(&links(listing, &caller, found.as_of, last))?.into_response())
}

/// The links hold on to what was the newest entry when the list was begun.
pub(super) fn links(
    listing: Listing<EntryOutput>,
    caller: &Caller,
    as_of: i64,
    last: Option<i64>,
) -> Linked<EntryOutput> {
    let query = kept(caller.query().unwrap_or_default(), as_of);
    let mut linked = listing.linked(caller.path(), Some(&query));
    linked.next = linked.next.zip(last).map(|(next, seq)| format!("{next}&before={seq}"));
    linked
}

/// The query of this request for another page of the same list.
pub(super) fn kept(query: &str, as_of: i64) -> String {
    let moved = |pair: &&str| ["as_of=", "before=", "page="].iter().any(|name| pair.starts_with(name));
    let mut pairs: Vec<String> =
        query.split('&').filter(|pair| !pair.is_empty() && !moved(pair)).map(str::to_owned).collect();
    pairs.push(format!("as_of={as_of}"));
    pairs.join("&")
}
