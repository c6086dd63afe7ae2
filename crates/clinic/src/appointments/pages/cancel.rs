//! Taking an appointment back, and saying why.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, Id};
use web::{Caller, Failure, Form, Html, Path, Query, WebResult, local_path};

use super::HOME;
use super::done::{Deed, Done, go_on};
use super::status::Next;
use crate::appointments::Days;
use crate::appointments::model::{Appointment, is_late};
use crate::appointments::operations;
use crate::forms::{FormErrors, new_key};
use crate::parties::operations::load_many;
use crate::shell::Page;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    reason: String,
    next: String,
    idempotency_key: String,
}

#[derive(Template)]
#[template(path = "appointments/cancel.html")]
struct CancelPage {
    page: Page,
    name: String,
    appointment: Appointment,
    is_late: bool,
    back: String,
    form: CancelForm,
    errors: FormErrors,
}

pub async fn form(caller: Caller, Path(id): Path<Id<Appointment>>, Query(query): Query<Next>) -> WebResult<Response> {
    caller.require(Action::CancelAppointment)?;
    let form = CancelForm { next: query.next.unwrap_or_default(), ..CancelForm::default() };
    show(&caller, id, form, &[], StatusCode::OK).await
}

async fn show(
    caller: &Caller,
    id: Id<Appointment>,
    mut form: CancelForm,
    fields: &[FieldError],
    status: StatusCode,
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let appointment = operations::find(&mut tx, id).await?;
    let party = load_many(&mut tx, Action::ViewAppointment, &[appointment.patient.uuid()]).await?.pop();
    tx.commit().await?;
    form.idempotency_key = new_key(caller);
    let page = CancelPage {
        page: Page::new(caller),
        name: party.map(|party| party.person.reveal().full_name()).unwrap_or_default(),
        is_late: is_late(appointment.slot.starts_at, caller.now()),
        back: local_path(&form.next).unwrap_or(HOME).to_owned(),
        appointment,
        form,
        errors: FormErrors::new(caller, fields),
    };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

pub async fn cancel(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<Id<Appointment>>,
    Form(form): Form<CancelForm>,
) -> WebResult<Response> {
    caller.require(Action::CancelAppointment)?;
    match try_cancel(&caller, &days, id, &form).await {
        Err(Failure::Operation(Error::Invalid(fields))) => {
            show(&caller, id, form, &fields, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        answered => answered,
    }
}

async fn try_cancel(caller: &Caller, days: &Days, id: Id<Appointment>, form: &CancelForm) -> WebResult<Response> {
    if form.reason.trim().is_empty() {
        return Err(Error::invalid("reason", "required").into());
    }
    let mut tx = caller.begin().await?;
    let appointment = operations::cancel(&mut tx, id, Some(&form.reason), None).await?;
    go_on(caller, days, tx, Done::new(Deed::Moved, &appointment), &form.next).await
}
