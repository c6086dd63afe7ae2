//! One document: what it is, what it looks like, its versions, and what is decided about it.

use askama::Template;
use axum::Extension;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, Id, TenantTx};
use web::{Answer, Caller, Expected, Failure, Form, Html, Path, Query, WebResult};

use super::correction::CorrectionForm;
use crate::accounts;
use crate::chart::banner::Banner;
use crate::documents::archive::Archive;
use crate::documents::delivery::{Manner, deliver};
use crate::documents::input::CommentInput;
use crate::documents::intake::Intake;
use crate::documents::model::{Document, DocumentKind, Privacy};
use crate::documents::operations::{self, Target};
use crate::documents::view::{DocumentView, VersionView};
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

#[derive(Template)]
#[template(path = "documents/document.html")]
struct DocumentPage {
    page: Page,
    /// None where it is about nobody, or about somebody who is no patient.
    banner: Option<Banner>,
    document: DocumentView,
    versions: Vec<VersionView>,
    typed: Typed,
    errors: FormErrors,
}

/// What was typed into the forms of the page; it stands there again when something was wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    comment: String,
    correction: Option<CorrectionForm>,
}

impl Typed {
    pub(super) fn correction(form: CorrectionForm) -> Self {
        Self { correction: Some(form), ..Self::default() }
    }
}

impl DocumentPage {
    fn title(&self) -> &str {
        self.typed.correction.as_ref().map_or(&self.document.title, |form| &form.title)
    }

    fn is_kind(&self, kind: &DocumentKind) -> bool {
        self.typed.correction.as_ref().map_or(self.document.kind.as_str(), |form| &form.kind) == kind.as_str()
    }

    fn is_privacy(&self, privacy: &Privacy) -> bool {
        self.typed.correction.as_ref().map_or(self.document.privacy.as_str(), |form| &form.privacy) == privacy.as_str()
    }
}

pub async fn view(caller: Caller, Path(id): Path<Id<Document>>) -> WebResult<Response> {
    show(&caller, id, Typed::default(), &[]).await
}

pub(super) async fn show(
    caller: &Caller,
    id: Id<Document>,
    typed: Typed,
    problems: &[FieldError],
) -> WebResult<Response> {
    let action = Action::ViewDocument;
    let mut tx = caller.read().await?;
    let (document, versions) = operations::versions(&mut tx, id).await?;
    let banner = match document.patient {
        Some(patient) => Some(Banner::load(caller, &mut tx, action, patient).await?),
        None => None,
    };
    let names = accounts::operations::names(&mut tx, action).await?;
    tx.commit().await?;
    let versions = versions.into_iter().map(|version| VersionView::new(version, caller, &names)).collect();
    let document = DocumentView::new(document, caller, &names);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let errors = FormErrors::new(caller, problems);
    let shown = DocumentPage { page: Page::new(caller), banner, document, versions, typed, errors };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FileQuery {
    version: Option<i32>,
    save: Option<String>,
}

/// The file itself, to be shown or saved.
pub async fn file(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Path(id): Path<Id<Document>>,
    Query(query): Query<FileQuery>,
    headers: HeaderMap,
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let handout = operations::handout(&mut tx, id, query.version).await?;
    tx.commit().await?;
    let manner = if query.save.is_some() { Manner::Save } else { Manner::Show };
    Ok(deliver(caller.tenant().id, &archive, &headers, handout, manner).await?)
}

pub async fn upload(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Path(id): Path<Id<Document>>,
    request: Request,
) -> WebResult<Response> {
    caller.require(Action::UploadDocument)?;
    let expected = Expected::Any;
    let intake = Intake { caller: &caller, archive: &archive, target: Target::Document(id), expected: &expected };
    match intake.take_request(request).await {
        Ok((tx, document)) => Ok(to_document(&caller, tx, document.id, "documents-uploaded").await?),
        Err(Failure::Operation(Error::Invalid(problems))) => show(&caller, id, Typed::default(), &problems).await,
        Err(other) => Err(other),
    }
}

async fn to_document(caller: &Caller, tx: TenantTx, id: Id<Document>, told: &str) -> tenancy::Result<Response> {
    let answer = Answer::see_other(format!("/documents/{id}"));
    Ok(notice::leave(answer.commit(caller, tx).await?, told))
}

/// The version that a form was opened at, and what was typed into it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    revision: Option<i64>,
    comment: String,
}

impl DecisionForm {
    fn expected(&self) -> Expected {
        self.revision.into()
    }
}

pub async fn submit(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    Form(form): Form<DecisionForm>,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::submit(&mut tx, id, &form.expected()).await?;
    Ok(to_document(&caller, tx, id, "documents-submitted").await?)
}

pub async fn approve(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    Form(form): Form<DecisionForm>,
) -> WebResult<Response> {
    caller.require(Action::ApproveDocument)?;
    let comment = CommentInput { comment: Some(form.comment.clone()) }.parse()?;
    let mut tx = caller.begin().await?;
    operations::approve(&mut tx, id, comment.as_ref(), &form.expected()).await?;
    Ok(to_document(&caller, tx, id, "documents-approved").await?)
}

pub async fn reject(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    Form(form): Form<DecisionForm>,
) -> WebResult<Response> {
    caller.require(Action::RejectDocument)?;
    let comment = match (CommentInput { comment: Some(form.comment.clone()) }).parse_required() {
        Ok(comment) => comment,
        Err(Error::Invalid(problems)) => {
            let typed = Typed { comment: form.comment, ..Typed::default() };
            return show(&caller, id, typed, &problems).await;
        }
        Err(other) => return Err(other.into()),
    };
    let mut tx = caller.begin().await?;
    operations::reject(&mut tx, id, &comment, &form.expected()).await?;
    Ok(to_document(&caller, tx, id, "documents-rejected").await?)
}

pub async fn release(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    Form(form): Form<DecisionForm>,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::release(&mut tx, id, &form.expected()).await?;
    Ok(to_document(&caller, tx, id, "documents-released").await?)
}

pub async fn withdraw(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    Form(form): Form<DecisionForm>,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::withdraw(&mut tx, id, &form.expected()).await?;
    Ok(to_document(&caller, tx, id, "documents-withdrawn").await?)
}

pub async fn delete(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    Form(form): Form<DecisionForm>,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let document = operations::delete(&mut tx, id, &form.expected()).await?;
    let target = document.patient.map_or_else(|| "/".to_owned(), |patient| format!("/patients/{patient}/documents"));
    Ok(notice::leave(Answer::see_other(target).commit(&caller, tx).await?, "documents-deleted"))
}
