//! Taking a file in: sealed and stored as it comes.

use std::error::Error as StdError;

use axum::extract::Request;
use bytes::Bytes;
use futures::Stream;
use http::header;
use people::text;
use tenancy::{Error, TenantTx};
use web::{Caller, Fault, WebResult};

use super::model::{Import, ImportKind, LARGEST};
use super::operations;
use crate::documents::delivery::name_in;
use crate::documents::intake::{multipart, next_field, refusal};
use crate::documents::{Archive, archive_name};

/// Longer names keep their beginning.
const FILE_NAME: usize = 150;

/// Takes in the file of a request: the body itself, or the first file of a form. The answer is the caller's to give and to
/// commit.
pub async fn take_request(
    caller: &Caller,
    archive: &Archive,
    kind: ImportKind,
    request: Request,
) -> WebResult<(TenantTx, Import)> {
    let said = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !said.starts_with("multipart/form-data") {
        let plain = ["application/octet-stream", "text/csv", sheets::Format::Xlsx.media_type()];
        if !plain.contains(&said.split(';').next().unwrap_or_default().trim()) {
            return Err(Fault::UnsupportedMedia.into());
        }
        let name = name_in(request.headers());
        return take(caller, archive, (kind, name), request.into_body().into_data_stream()).await;
    }
    let mut form = multipart(request).await?;
    while let Some(field) = next_field(&mut form).await? {
        if let Some(name) = field.file_name().map(str::to_owned) {
            return take(caller, archive, (kind, Some(name)), field).await;
        }
    }
    Err(Error::invalid("file", "required").into())
}

/// Takes in a file. What fails on the way leaves nothing behind but a row that is cleared away.
pub async fn take<S, E>(
    caller: &Caller,
    archive: &Archive,
    (kind, name): (ImportKind, Option<String>),
    content: S,
) -> WebResult<(TenantTx, Import)>
where
    S: Stream<Item = Result<Bytes, E>> + Send + Unpin,
    E: StdError + Send + 'static,
{
    let most = LARGEST.min(archive.limits.largest);
    let mut tx = caller.change().await?;
    let upload = operations::begin_upload(&mut tx, kind, &called(name.as_deref())).await?;
    tx.commit().await?;
    let kept = archive.store.keep(archive_name(caller.tenant().id, upload.id.uuid()), &upload.key, most, content).await;
    let kept = match kept {
        Ok(kept) => kept,
        Err(error) => {
            let mut tx = caller.change().await?;
            operations::give_up(&mut tx, upload.id).await?;
            tx.commit().await?;
            return Err(refusal(error));
        }
    };
    let mut tx = caller.begin_with(kept.sha256).await?;
    let import = operations::finish_upload(&mut tx, upload.id, kept.size).await?;
    Ok((tx, import))
}

/// What somebody calls a file, without the folders it lay in.
fn called(name: Option<&str>) -> String {
    let name = name.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    let short: String = name.chars().filter(|c| !c.is_control()).take(FILE_NAME).collect();
    text::one_line(&short, FILE_NAME).unwrap_or_default()
}
