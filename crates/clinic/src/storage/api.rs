//! What a clinic keeps, as JSON for administrators.

use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, WebResult};

use super::operations;
use super::output::StorageOutput;
use crate::api::{Problems, routes};
use crate::documents::Archive;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(view_storage))
}

/// View how much the clinic keeps, how much room there is, and whether what is kept is still what it was.
#[utoipa::path(get, path = "/api/storage", tag = "storage", responses((status = 200, body = StorageOutput), Problems))]
async fn view_storage(caller: Caller, Extension(archive): Extension<Archive>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let storage = operations::view(&mut tx, archive.limits.quota).await?;
    tx.commit().await?;
    Ok(Answer::json(&StorageOutput::from(storage))?.into_response())
}
