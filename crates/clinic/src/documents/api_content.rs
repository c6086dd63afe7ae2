//! The bytes of documents, in and out.

use axum::Extension;
use axum::extract::{DefaultBodyLimit, Request};
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;
use tenancy::{Action, Id};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Path, Query, WebResult};

use super::archive::Archive;
use super::delivery::{Manner, deliver};
use super::intake::Intake;
use super::model::Document;
use super::operations::{self, Target};
use super::output::DocumentOutput;
use crate::api::{Problems, Unchanged, routes};

pub fn routes() -> OpenApiRouter {
    // It has a limit of its own, and counts as it goes.
    let upload = OpenApiRouter::new().routes(routes!(upload_document)).layer(DefaultBodyLimit::disable());
    OpenApiRouter::new().routes(routes!(download_document)).merge(upload)
}

/// A form with a file in it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described: it is read as it comes")]
struct FileForm {
    #[schema(format = Binary)]
    file: String,
}

/// Upload the bytes of a document: its first version, or the next one. Send them as they are, with their name in
/// `Content-Disposition`, or as the first file of a form. What they are is told by the bytes themselves.
#[utoipa::path(post, path = "/business/documents/{id}/upload", tag = "documents", params(("id" = Uuid, Path)),
    request_body(content((String = "application/octet-stream"), (FileForm = "multipart/form-data"))),
    responses((status = 200, body = DocumentOutput), Problems))]
async fn upload_document(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Path(id): Path<Id<Document>>,
    expected: Expected,
    request: Request,
) -> WebResult<Response> {
    caller.require(Action::UploadDocument)?;
    let intake = Intake { caller: &caller, archive: &archive, target: Target::Document(id), expected: &expected };
    let (tx, document) = intake.take_request(request).await?;
    let revision = document.revision.into();
    Ok(Answer::json(&DocumentOutput::new(document, &caller))?.version(revision).commit(&caller, tx).await?)
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct DownloadQuery {
    /// The number of a version; left out, the one that stands.
    #[param(minimum = 1, example = 1)]
    version: Option<i32>,
}

/// Download a version of a document, or a part of it.
#[utoipa::path(get, path = "/business/documents/{id}/download", tag = "documents",
    params(("id" = Uuid, Path), DownloadQuery,
        ("Range" = Option<String>, Header, description = "One part, such as `bytes=0-1023`"),
        ("If-Range" = Option<String>, Header, description = "The version that the part belongs to, by its ETag")),
    responses((status = 200, description = "All of it.", content_type = "*/*", body = String),
        (status = 206, description = "The part.", content_type = "*/*", body = String),
        (status = 416, description = "There is no such part."), Unchanged, Problems))]
async fn download_document(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Path(id): Path<Id<Document>>,
    Query(query): Query<DownloadQuery>,
    headers: HeaderMap,
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let handout = operations::handout(&mut tx, id, query.version).await?;
    tx.commit().await?;
    Ok(deliver(caller.tenant().id, &archive, &headers, handout, Manner::Save).await?)
}
