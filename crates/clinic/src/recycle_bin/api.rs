//! The recycle bin as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Linked, Path, Query, WebResult};

use super::operations;
use super::output::DeletedOutput;
use super::query::DeletedQuery;
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list_deleted)).routes(routes!(restore_deleted))
}

/// List what was deleted and can be brought back, what was deleted last first.
#[utoipa::path(get, path = "/api/recycle-bin", tag = "recycle bin", params(DeletedQuery),
    responses((status = 200, body = Linked<DeletedOutput>), Problems))]
async fn list_deleted(caller: Caller, Query(query): Query<DeletedQuery>) -> WebResult<Response> {
    let (kind, page) = (query.kind()?, query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, kind, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(DeletedOutput::from), &caller)?.into_response())
}

/// Bring back what was deleted. Refused where somebody else has its record number, e-mail address or time by now, or where
/// its patient is still deleted.
#[utoipa::path(post, path = "/api/recycle-bin/{id}/restore", tag = "recycle bin", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn restore_deleted(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::RestoreDeleted)?;
    let mut tx = caller.begin().await?;
    operations::restore(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}
