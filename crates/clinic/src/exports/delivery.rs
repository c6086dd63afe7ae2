//! Handing an export's file to who asked for it, opened as it goes.

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use futures::TryStreamExt as _;
use http::{HeaderValue, header};
use objects::ReadError;
use tenancy::{Conflict, Error, Result};
use uuid::Uuid;

use super::model::Handout;
use crate::documents::Archive;
use crate::documents::archive_name;
use crate::documents::delivery::disposition;

/// Answers with a file, whose record is durable by now.
pub async fn deliver(tenant: Uuid, archive: &Archive, handout: Handout) -> Result<Response> {
    let Handout { export, object, key, size } = handout;
    let content = archive.store.read(archive_name(tenant, object), &key, size, 0..size).await;
    let content = content.map_err(|error| refusal(object, &error))?;
    let content = content.inspect_err(move |error| tracing::error!(%object, %error, "an export broke off"));
    let mut response = Body::from_stream(content).into_response();
    let kind = sheets::Format::from(export.wanted.format).media_type();
    let said = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, disposition(&export.file_name(), false)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    for (name, value) in said {
        response.headers_mut().insert(name, HeaderValue::from_str(&value).map_err(Error::internal)?);
    }
    Ok(response)
}

fn refusal(object: Uuid, error: &ReadError) -> Error {
    tracing::error!(%object, %error, "an export cannot be read");
    if error.is_lasting() { Error::Conflict(Conflict::Damaged) } else { Error::Busy }
}
