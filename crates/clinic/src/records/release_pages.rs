//! Showing a patient what was written, and hiding it again: a button with the visit, and a form that asks why.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, Id};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use super::input::ReasonInput;
use super::model::Record;
use super::pages::{Sheet, details};
use super::view::RecordView;
use super::{operations, releases};
use crate::forms::{FormErrors, new_key};
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/visits/{appointment}/release", post(release))
        .route("/records/{id}/withdraw", get(form).post(withdraw))
}

async fn release(caller: Caller, Path(appointment): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let visit = releases::release_visit(&mut tx, caller.app().texts(), appointment).await?;
    let target = format!("{}#records", details(visit.id, visit.patient));
    Ok(notice::leave(Answer::see_other(target).commit(&caller, tx).await?, "records-released"))
}

#[derive(Template)]
#[template(path = "records/withdraw.html")]
struct WithdrawPage {
    page: Page,
    sheet: Sheet,
    record: RecordView,
    reason: String,
    key: String,
    errors: FormErrors,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct WithdrawForm {
    reason: String,
}

async fn show(caller: &Caller, id: Id<Record>, reason: String, problems: &[FieldError]) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let record = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let sheet = Sheet::load(caller, record.appointment, record.kind).await?;
    let record = sheet.current().filter(|current| current.id == id.uuid()).cloned().ok_or(Error::NotFound)?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let errors = FormErrors::new(caller, problems);
    let shown = WithdrawPage { page: Page::new(caller), sheet, record, reason, key: new_key(caller), errors };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn form(caller: Caller, Path(id): Path<Id<Record>>) -> WebResult<Response> {
    caller.require(Action::WithdrawRecord)?;
    show(&caller, id, String::new(), &[]).await
}

async fn withdraw(caller: Caller, Path(id): Path<Id<Record>>, Form(form): Form<WithdrawForm>) -> WebResult<Response> {
    let input = ReasonInput { reason: Some(form.reason.clone()) };
    let mut tx = caller.begin().await?;
    match releases::withdraw(&mut tx, id, &input).await {
        Ok(record) => {
            let target = format!("{}#records", details(record.appointment, record.patient));
            Ok(notice::leave(Answer::see_other(target).commit(&caller, tx).await?, "records-withdrawn"))
        }
        Err(Error::Invalid(problems)) => {
            drop(tx);
            show(&caller, id, form.reason, &problems).await
        }
        Err(other) => Err(other.into()),
    }
}
