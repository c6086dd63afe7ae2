//! A patient's documents, and the form that adds one.

use askama::Template;
use axum::Extension;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, FieldError};
use uuid::Uuid;
use web::{Answer, Caller, Expected, Failure, Fault, Html, PageOf, Path, WebResult};

use super::next_to;
use crate::accounts;
use crate::chart::banner::Banner;
use crate::chart::operations::patient_id;
use crate::documents::archive::Archive;
use crate::documents::input::DocumentInput;
use crate::documents::intake::{File, Intake, declared, multipart, next_field, text_of};
use crate::documents::model::{DocumentKind, NewDocument, Privacy};
use crate::documents::operations::{self, Filter, Target};
use crate::documents::view::DocumentView;
use crate::forms::{FormErrors, new_key};
use crate::shell::{Page, notice};

/// More documents of one patient than anybody looks through; the API has the rest.
const SHOWN: i64 = 500;

#[derive(Template)]
#[template(path = "documents/list.html")]
struct ListPage {
    page: Page,
    banner: Banner,
    documents: Vec<DocumentView>,
    sent: Sent,
    key: String,
    errors: FormErrors,
    largest_mb: u64,
}

/// What stands in the form beside the file.
#[derive(Default)]
struct Sent {
    title: String,
    kind: String,
    privacy: String,
}

impl Sent {
    fn is_kind(&self, kind: &DocumentKind) -> bool {
        self.kind == kind.as_str()
    }

    /// What is chosen where nothing was said.
    fn is_privacy(&self, privacy: &Privacy) -> bool {
        Privacy::parse(&self.privacy).unwrap_or(Privacy::Confidential) == *privacy
    }

    fn parse(&self, patient: Uuid) -> tenancy::Result<NewDocument> {
        let input = DocumentInput {
            title: Some(self.title.clone()),
            kind: DocumentKind::parse(&self.kind),
            privacy: Privacy::parse(&self.privacy),
            contact: Some(patient),
            ..DocumentInput::default()
        };
        input.parse()
    }
}

pub async fn list(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Path(key): Path<String>,
) -> WebResult<Response> {
    show(&caller, &archive, &key, Sent::default(), &[]).await
}

async fn show(
    caller: &Caller,
    archive: &Archive,
    key: &str,
    sent: Sent,
    problems: &[FieldError],
) -> WebResult<Response> {
    let action = Action::ListDocuments;
    let mut tx = caller.read().await?;
    let patient = patient_id(&mut tx, action, key).await?.uuid();
    let banner = Banner::load(caller, &mut tx, action, patient).await?;
    let filter = Filter { party: Some(patient), ..Filter::default() };
    let found = operations::list(&mut tx, filter, PageOf::whole(SHOWN)).await?;
    let names = accounts::operations::names(&mut tx, action).await?;
    tx.commit().await?;
    let documents = found.rows.into_iter().map(|document| DocumentView::new(document, caller, &names)).collect();
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ListPage {
        page: Page::new(caller),
        banner,
        documents,
        sent,
        key: new_key(caller),
        errors: FormErrors::new(caller, problems),
        largest_mb: archive.limits.largest / (1024 * 1024),
    };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

pub async fn upload(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Path(key): Path<String>,
    request: Request,
) -> WebResult<Response> {
    caller.require(Action::UploadDocument)?;
    let mut tx = caller.read().await?;
    let patient = patient_id(&mut tx, Action::BeginUpload, &key).await?.uuid();
    tx.commit().await?;
    let mut sent = Sent::default();
    match take(&caller, &archive, (patient, request), &mut sent).await {
        Ok(answer) => Ok(answer),
        Err(Failure::Operation(Error::Invalid(problems))) => show(&caller, &archive, &key, sent, &problems).await,
        Err(Failure::Request(Fault::TooLarge)) => {
            let limit = i64::try_from(archive.limits.largest / (1024 * 1024)).unwrap_or(i64::MAX);
            let problem = FieldError::new("file", "file_too_large").limit(limit);
            show(&caller, &archive, &key, sent, &[problem]).await
        }
        Err(other) => Err(other),
    }
}

/// The fields come before the file, so all is known of it when it begins.
async fn take(
    caller: &Caller,
    archive: &Archive,
    (patient, request): (Uuid, Request),
    sent: &mut Sent,
) -> WebResult<Response> {
    let size = declared(request.headers());
    let mut form = multipart(request).await?;
    while let Some(field) = next_field(&mut form).await? {
        match field.name().unwrap_or_default() {
            "title" => sent.title = text_of(field).await?,
            "kind" => sent.kind = text_of(field).await?,
            "privacy" => sent.privacy = text_of(field).await?,
            "file" => {
                let new = sent.parse(patient)?;
                let (target, expected) = (Target::New(&new), Expected::Any);
                let intake = Intake { caller, archive, target, expected: &expected };
                let name = field.file_name().map(str::to_owned);
                let (tx, document) = intake.take(File { name, size, content: field }).await?;
                let answer = Answer::see_other(next_to(caller, &document));
                return Ok(notice::leave(answer.commit(caller, tx).await?, "documents-uploaded"));
            }
            _ => {}
        }
    }
    sent.parse(patient)?;
    Err(Error::invalid("file", "required").into())
}
