//! Booking for a patient who is known.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError};
use uuid::Uuid;
use web::{Caller, Form, Html, Path, Query, WebResult, local_path};

use super::done::{Deed, Done, go_on};
use super::form::{BookingForm, Choices, conflict, free_times_text, ticked};
use super::{HOME, patient};
use crate::appointments::Days;
use crate::appointments::input::{DEFAULT_MINUTES, Need, Reading};
use crate::appointments::model::NewAppointment;
use crate::appointments::operations;
use crate::forms::{FormErrors, new_key};
use crate::parties::view::Found;
use crate::shell::Page;

#[derive(Template)]
#[template(path = "appointments/booking.html")]
struct BookingPage {
    page: Page,
    patient: Found,
    form: BookingForm,
    choices: Choices,
    free: Vec<String>,
    errors: FormErrors,
    conflict: Vec<String>,
    may_override: bool,
}

impl BookingPage {
    fn is_priority(&self) -> bool {
        ticked(&self.form.is_priority)
    }

    fn follow_up_needed(&self) -> bool {
        ticked(&self.form.follow_up_needed)
    }

    /// Whether something was said in the part of the form that is folded away.
    fn says_more(&self) -> bool {
        let more = [
            &self.form.estimated_cost,
            &self.form.billing_code,
            &self.form.insurance_authorization,
            &self.form.preparation_notes,
            &self.form.follow_up_needed,
        ];
        more.iter().any(|text| !text.is_empty())
    }

    fn back(&self) -> &str {
        local_path(&self.form.next_url).unwrap_or(HOME)
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Prefill {
    next: String,
    date: String,
    time: String,
    provider: String,
}

pub async fn form(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<String>,
    Query(query): Query<Prefill>,
) -> WebResult<Response> {
    caller.require(Action::BookAppointment)?;
    let form = BookingForm {
        date: query.date,
        time: query.time,
        provider: query.provider,
        next_url: query.next,
        ..BookingForm::default()
    };
    show(&caller, &days, &id, form, Refusal::default()).await?.answer(StatusCode::OK)
}

/// Why a form comes back.
#[derive(Default)]
struct Refusal {
    fields: Vec<FieldError>,
    blocked_by: Vec<Uuid>,
}

/// The form with everything around it. What was not filled in is proposed.
async fn show(
    caller: &Caller,
    days: &Days,
    id: &str,
    mut form: BookingForm,
    refusal: Refusal,
) -> WebResult<BookingPage> {
    let page = Page::new(caller);
    let date = Reading::of(caller).wall.date(&form.date).ok();
    let mut tx = caller.read().await?;
    let party = patient(&mut tx, id).await?;
    let choices = Choices::load(caller, &mut tx, date).await?;
    let conflict = match refusal.blocked_by.is_empty() {
        true => Vec::new(),
        false => conflict(&page, days, &mut tx, date.unwrap_or(caller.today()), &refusal.blocked_by).await?,
    };
    tx.commit().await?;
    let provider = form.provider.parse().ok().or_else(|| choices.default_provider(caller)).unwrap_or_default();
    let minutes = form.duration.parse().unwrap_or(DEFAULT_MINUTES);
    let free = choices.free(provider, minutes, caller.now());
    form.provider = provider.to_string();
    form.duration = minutes.to_string();
    if form.date.is_empty() {
        form.date = caller.today().to_string();
    }
    if form.time.is_empty() {
        form.time = free.first().cloned().unwrap_or_default();
    }
    form.idempotency_key = new_key(caller);
    let may_override = !refusal.blocked_by.is_empty() && caller.may(Action::OverrideSlot);
    let errors = FormErrors::new(caller, &refusal.fields);
    Ok(BookingPage { page, patient: Found::new(party, caller), form, choices, free, errors, conflict, may_override })
}

pub async fn book(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<String>,
    Query(query): Query<Prefill>,
    Form(mut form): Form<BookingForm>,
) -> WebResult<Response> {
    if local_path(&form.next_url).is_none() {
        form.next_url = query.next;
    }
    match try_book(&caller, &days, &id, &form).await {
        Ok(response) => Ok(response),
        Err(web::Failure::Operation(error)) => {
            let (status, refusal) = refused(error)?;
            show(&caller, &days, &id, form, refusal).await?.answer(status)
        }
        Err(other) => Err(other),
    }
}

fn refused(error: Error) -> Result<(StatusCode, Refusal), Error> {
    match error {
        Error::Invalid(fields) => Ok((StatusCode::UNPROCESSABLE_ENTITY, Refusal { fields, blocked_by: Vec::new() })),
        Error::Conflict(Conflict::SlotTaken { blocked_by }) => {
            let fields = vec![FieldError::new("time", "taken")];
            Ok((StatusCode::CONFLICT, Refusal { fields, blocked_by }))
        }
        Error::Conflict(Conflict::InThePast) => {
            let fields = vec![FieldError::new("time", "in_past")];
            Ok((StatusCode::CONFLICT, Refusal { fields, blocked_by: Vec::new() }))
        }
        other => Err(other),
    }
}

async fn try_book(caller: &Caller, days: &Days, id: &str, form: &BookingForm) -> WebResult<Response> {
    let new = read(caller, id, form).await?;
    let mut tx = caller.begin().await?;
    let appointment = operations::book(&mut tx, &new).await?;
    go_on(caller, days, tx, Done::new(Deed::Booked, &appointment), &form.next_url).await
}

/// Reads the form. Old clients say only which day: the first free time of the first who sees patients is theirs.
async fn read(caller: &Caller, id: &str, form: &BookingForm) -> WebResult<NewAppointment> {
    let reading = Reading::of(caller);
    let mut tx = caller.read().await?;
    let patient = patient(&mut tx, id).await?.id.uuid();
    let mut input = form.input(patient);
    if input.provider.is_none() || (input.time.is_none() && !form.date.contains('T')) {
        let choices = Choices::load(caller, &mut tx, reading.wall.date(&form.date).ok()).await?;
        input.provider = input.provider.or_else(|| choices.default_provider(caller));
        if input.time.is_none() && !form.date.contains('T') {
            let minutes = input.duration.unwrap_or(DEFAULT_MINUTES);
            let free = choices.free(input.provider.unwrap_or_default(), minutes, caller.now());
            input.time = Some(free.into_iter().next().unwrap_or_else(|| "09:00".to_owned()));
        }
    }
    tx.commit().await?;
    Ok(input.parse(&reading, Need::All).map_err(Error::Invalid)?)
}
