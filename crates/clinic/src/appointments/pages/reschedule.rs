//! Another time for an appointment.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Id};
use uuid::Uuid;
use web::{Caller, Failure, Form, Html, Path, Query, WebResult, local_path};

use super::HOME;
use super::done::{Deed, Done, go_on};
use super::form::{Choices, conflict, free_times_text};
use super::status::Next;
use crate::appointments::Days;
use crate::appointments::input::{REASON, Reading, When, free_text};
use crate::appointments::model::Appointment;
use crate::appointments::operations::{self, Resched};
use crate::forms::{FormErrors, new_key};
use crate::parties::operations::load_many;
use crate::shell::Page;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RescheduleForm {
    date: String,
    time: String,
    duration: String,
    provider: String,
    override_reason: String,
    next: String,
    idempotency_key: String,
}

#[derive(Template)]
#[template(path = "appointments/reschedule.html")]
struct ReschedulePage {
    page: Page,
    name: String,
    appointment: Appointment,
    form: RescheduleForm,
    choices: Choices,
    free: Vec<String>,
    errors: FormErrors,
    conflict: Vec<String>,
    may_override: bool,
}

impl ReschedulePage {
    fn back(&self) -> &str {
        local_path(&self.form.next).unwrap_or(HOME)
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

pub async fn form(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<Id<Appointment>>,
    Query(query): Query<Next>,
) -> WebResult<Response> {
    caller.require(Action::RescheduleAppointment)?;
    let form = RescheduleForm { next: query.next.unwrap_or_default(), ..RescheduleForm::default() };
    show(&caller, &days, id, form, (Vec::new(), Vec::new())).await?.answer(StatusCode::OK)
}

/// The form; what was not filled in is as it stands.
async fn show(
    caller: &Caller,
    days: &Days,
    id: Id<Appointment>,
    mut form: RescheduleForm,
    (fields, blocked_by): (Vec<FieldError>, Vec<Uuid>),
) -> WebResult<ReschedulePage> {
    let (page, wall) = (Page::new(caller), Reading::of(caller).wall);
    let mut tx = caller.read().await?;
    let appointment = operations::find(&mut tx, id).await?;
    let party = load_many(&mut tx, Action::ViewAppointment, &[appointment.patient.uuid()]).await?.pop();
    let name = party.map(|party| party.person.reveal().full_name()).unwrap_or_default();
    let starts = wall.shown(appointment.slot.starts_at);
    let date = wall.date(&form.date).unwrap_or_else(|_| starts.date());
    let choices = Choices::load(caller, &mut tx, Some(date)).await?;
    let conflict = match blocked_by.is_empty() {
        true => Vec::new(),
        false => conflict(&page, days, &mut tx, date, &blocked_by).await?,
    };
    tx.commit().await?;
    let minutes = appointment.slot.minutes();
    let fill = |field: &mut String, value: String| {
        if field.is_empty() {
            *field = value;
        }
    };
    fill(&mut form.date, date.to_string());
    fill(&mut form.time, starts.strftime("%H:%M").to_string());
    fill(&mut form.duration, minutes.to_string());
    fill(&mut form.provider, appointment.provider.to_string());
    form.idempotency_key = new_key(caller);
    let free = choices.free(form.provider.parse().unwrap_or_default(), minutes, caller.now());
    let may_override = !blocked_by.is_empty() && caller.may(Action::OverrideSlot);
    let errors = FormErrors::new(caller, &fields);
    Ok(ReschedulePage { page, name, appointment, form, choices, free, errors, conflict, may_override })
}

pub async fn reschedule(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<Id<Appointment>>,
    Query(query): Query<Next>,
    Form(mut form): Form<RescheduleForm>,
) -> WebResult<Response> {
    if local_path(&form.next).is_none() {
        form.next = query.next.unwrap_or_default();
    }
    let error = match try_reschedule(&caller, &days, id, &form).await {
        Err(Failure::Operation(error)) => error,
        answered => return answered,
    };
    let time = |code| vec![FieldError::new("time", code)];
    let (status, refusal) = match error {
        Error::Invalid(fields) => (StatusCode::UNPROCESSABLE_ENTITY, (fields, Vec::new())),
        Error::Conflict(Conflict::SlotTaken { blocked_by }) => (StatusCode::CONFLICT, (time("taken"), blocked_by)),
        Error::Conflict(Conflict::InThePast) => (StatusCode::CONFLICT, (time("in_past"), Vec::new())),
        other => return Err(other.into()),
    };
    show(&caller, &days, id, form, refusal).await?.answer(status)
}

async fn try_reschedule(
    caller: &Caller,
    days: &Days,
    id: Id<Appointment>,
    form: &RescheduleForm,
) -> WebResult<Response> {
    let to = read(caller, form)?;
    let mut tx = caller.begin().await?;
    let appointment = operations::reschedule(&mut tx, id, &to, None).await?;
    go_on(caller, days, tx, Done::new(Deed::Rescheduled, &appointment), &form.next).await
}

fn read(caller: &Caller, form: &RescheduleForm) -> tenancy::Result<Resched> {
    let minutes = people::text::ascii_digits(form.duration.trim());
    let keeps_length = minutes.is_empty();
    let when = When {
        starts_at: None,
        date: Some(&form.date),
        time: Some(&form.time),
        ends_at: None,
        minutes: (!keeps_length).then(|| minutes.parse().unwrap_or(0)),
    };
    let invalid = |problem| Error::Invalid(vec![problem]);
    let slot = when.parse(&Reading::of(caller).wall).map_err(invalid)?;
    Ok(Resched {
        slot: slot.ok_or_else(|| Error::invalid("time", "required"))?,
        keeps_length,
        provider: form.provider.parse().ok(),
        override_reason: free_text("override_reason", Some(&form.override_reason), REASON).map_err(invalid)?,
    })
}
