//! Taking a file in: told what it is by its beginning, then sealed and stored as it comes, in constant memory.

use std::error::Error as StdError;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Request};
use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt as _, TryStreamExt as _, stream};
use http::{HeaderMap, header};
use objects::KeepError;
use tenancy::{Action, Error, TenantTx};
use uuid::Uuid;
use web::{Caller, Expected, Failure, Fault, WebResult, fault_of};

use super::archive::{Archive, name};
use super::delivery::name_in;
use super::file_type::{ENOUGH, MediaType};
use super::input::file_name;
use super::location::{self, Cleaner};
use super::model::{Document, Uploaded};
use super::operations::{self, Target};
use super::policy::DocumentPolicy;

/// A file on its way in.
pub struct File<S> {
    /// As its sender calls it.
    pub name: Option<String>,
    /// How large it is at most, as far as its sender said so.
    pub size: Option<u64>,
    pub content: S,
}

/// Where files go that come in, and under which conditions.
#[derive(Clone, Copy)]
pub struct Intake<'a> {
    pub caller: &'a Caller,
    pub archive: &'a Archive,
    pub target: Target<'a>,
    pub expected: &'a Expected,
}

/// Says of a request how much it brings at most.
pub fn declared(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

impl Intake<'_> {
    /// Takes in the file of a request: the body itself, or the first file of a form. The answer is the caller's to give
    /// and to commit; until then nobody sees the file.
    pub async fn take_request(self, request: Request) -> WebResult<(TenantTx, Document)> {
        let size = declared(request.headers());
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            let claimed = kind.split(';').next().unwrap_or_default().trim();
            if claimed != "application/octet-stream" && MediaType::parse(claimed).is_none() {
                return Err(Fault::UnsupportedMedia.into());
            }
            let name = name_in(request.headers());
            return self.take(File { name, size, content: request.into_body().into_data_stream() }).await;
        }
        let mut form = multipart(request).await?;
        while let Some(field) = next_field(&mut form).await? {
            if let Some(name) = field.file_name().map(str::to_owned) {
                return self.take(File { name: Some(name), size, content: field }).await;
            }
        }
        Err(Error::invalid("file", "required").into())
    }

    /// Takes in a file. What fails on the way leaves nothing behind.
    pub async fn take<S, E>(self, file: File<S>) -> WebResult<(TenantTx, Document)>
    where
        S: Stream<Item = Result<Bytes, E>> + Send + Unpin,
        E: StdError + Send + 'static,
    {
        let Self { caller, archive, target, .. } = self;
        let (beginning, rest) = begin(file.content).await.map_err(|error| cut(&error))?;
        let Some(media_type) = MediaType::of(&beginning) else {
            // Whoever is still sending would not hear why.
            let _ = rest.try_for_each(|_| futures::future::ready(Ok(()))).await;
            return Err(Error::invalid("file", "unsupported_type").into());
        };
        let most = file.size.unwrap_or(u64::MAX).min(archive.limits.largest);
        let mut tx = caller.change().await?;
        let upload = operations::begin_upload(&mut tx, target, most, archive.limits.quota).await?;
        let policy = DocumentPolicy::load(&mut tx, Action::BeginUpload).await?;
        tx.commit().await?;
        let id = upload.id;
        let cleaner = Cleaner::of(media_type).filter(|_| policy.removes_location);
        let content = location::cleaned(stream::iter([Ok(beginning)]).chain(rest), cleaner);
        let outcome = async {
            let kept = archive.store.keep(name(caller.tenant().id, id), &upload.key, most, content).await;
            let kept = kept.map_err(refusal)?;
            let file_name = file_name(file.name.as_deref(), media_type);
            self.finish(Uploaded { upload, kept, file_name, media_type }).await
        };
        match outcome.await {
            Ok(taken) => Ok(taken),
            Err(failure) => {
                self.give_up(id).await;
                Err(failure)
            }
        }
    }

    async fn finish(self, uploaded: Uploaded) -> WebResult<(TenantTx, Document)> {
        let mut tx = self.caller.begin_with(uploaded.kept.sha256).await?;
        let document = operations::finish_upload(&mut tx, self.target, &uploaded, self.expected).await?;
        Ok((tx, document))
    }

    /// Cleans up at once; where that fails, a duty does it later.
    async fn give_up(self, upload: Uuid) {
        let Self { caller, archive, .. } = self;
        let done = async {
            let mut tx = caller.change().await?;
            operations::give_up(&mut tx, upload).await?;
            tx.commit().await?;
            archive.store.remove(name(caller.tenant().id, upload)).await.map_err(Error::internal)?;
            let mut tx = caller.change().await?;
            operations::forget_upload(&mut tx, upload).await?;
            tx.commit().await
        };
        if let Err(error) = done.await {
            tracing::warn!(code = error.code(), "what is left of an upload is cleaned up later");
        }
    }
}

/// The form of a request.
pub async fn multipart(request: Request) -> WebResult<Multipart> {
    Multipart::from_request(request, &()).await.map_err(|_| Fault::UnsupportedMedia.into())
}

/// The next field of a form.
pub async fn next_field(form: &mut Multipart) -> WebResult<Option<Field<'_>>> {
    form.next_field().await.map_err(|error| cut(&error))
}

/// A field that is no file.
pub async fn text_of(field: Field<'_>) -> WebResult<String> {
    let text: Result<String, MultipartError> = field.text().await;
    text.map_err(|error| cut(&error))
}

/// As much as it takes to tell what a file is, and the rest.
async fn begin<S, E>(mut content: S) -> Result<(Bytes, S), E>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let mut beginning = BytesMut::new();
    while beginning.len() < ENOUGH {
        let Some(piece) = content.try_next().await? else { break };
        beginning.extend_from_slice(&piece);
    }
    Ok((beginning.freeze(), content))
}

pub fn cut(error: &(dyn StdError + 'static)) -> Failure {
    fault_of(error).into()
}

pub fn refusal<E: StdError + 'static>(error: KeepError<E>) -> Failure {
    match error {
        KeepError::TooLarge => Fault::TooLarge.into(),
        KeepError::Content(error) => cut(&error),
        KeepError::Store(error) => {
            tracing::error!(%error, "the object store does not take a document");
            Error::Busy.into()
        }
    }
}
