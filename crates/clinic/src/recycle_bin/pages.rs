//! The page of what was deleted, with a way back for each.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Html, Path, Query, WebResult};

use super::model::{Deleted, DeletedKind};
use super::operations;
use super::query::DeletedQuery;
use crate::accounts::operations::names;
use crate::shell::{Moment, Page, notice};

const HOME: &str = "/admin/recycle-bin/";

pub fn routes() -> Router {
    Router::new().route("/admin/recycle-bin", get(list)).route("/admin/recycle-bin/{deleted}/restore", post(restore))
}

/// Something deleted, ready to be shown.
struct Row {
    id: Uuid,
    kind: DeletedKind,
    title: String,
    starts: Option<Moment>,
    deleted: Moment,
    by: String,
}

impl Row {
    fn new(deleted: Deleted, caller: &Caller, names: &HashMap<Uuid, String>) -> Self {
        Self {
            id: deleted.id,
            kind: deleted.kind,
            title: deleted.title.into_inner(),
            starts: deleted.starts_at.map(|at| Moment::new(caller, at)),
            deleted: Moment::new(caller, deleted.deleted_at),
            by: deleted.deleted_by.and_then(|by| names.get(&by)).cloned().unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "recycle_bin/recycle_bin.html")]
struct BinPage {
    page: Page,
    rows: Vec<Row>,
    kind: Option<DeletedKind>,
    count: i64,
    number: i64,
    pages: i64,
    /// Why something could not be brought back.
    refused: String,
}

impl BinPage {
    fn is_kind(&self, kind: &DeletedKind) -> bool {
        self.kind == Some(*kind)
    }

    /// The address of what is shown.
    fn here(&self) -> String {
        self.href(self.number)
    }

    fn href(&self, number: i64) -> String {
        let kind = self.kind.map(|kind| format!("kind={}&", kind.as_str())).unwrap_or_default();
        if (1..=self.pages).contains(&number) { format!("{HOME}?{kind}page={number}") } else { String::new() }
    }
}

async fn list(caller: Caller, Query(query): Query<DeletedQuery>) -> WebResult<Response> {
    caller.require(Action::ListDeleted)?;
    show(&caller, &query, None).await
}

async fn show(caller: &Caller, query: &DeletedQuery, refusal: Option<&Error>) -> WebResult<Response> {
    let (kind, asked) = (query.kind()?, query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, kind, asked).await?;
    let names = names(&mut tx, Action::ListDeleted).await?;
    tx.commit().await?;
    let (count, pages) = (listing.count, listing.pages());
    let rows = listing.rows.into_iter().map(|deleted| Row::new(deleted, caller, &names)).collect();
    let word = |part: &str, error: &Error| caller.text(&format!("error-{}-{part}", error.code().replace('_', "-")));
    let refused = refusal.map(|error| format!("{}. {}", word("title", error), word("detail", error)));
    let (refused, number) = (refused.unwrap_or_default(), asked.number);
    let shown = BinPage { page: Page::new(caller), rows, kind, count, number, pages, refused };
    let status = if refusal.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn restore(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::RestoreDeleted)?;
    let mut tx = caller.change().await?;
    match operations::restore(&mut tx, id).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(notice::leave(Answer::see_other(HOME).into_response(), "recycle-bin-restored"))
        }
        Err(refusal @ Error::Conflict(_)) => {
            drop(tx);
            show(&caller, &DeletedQuery::default(), Some(&refusal)).await
        }
        Err(other) => Err(other.into()),
    }
}
