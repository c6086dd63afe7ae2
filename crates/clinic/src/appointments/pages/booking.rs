//! Booking for a patient who is known.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error};
use web::{Caller, Form, Html, Path, Query, WebResult, local_path};

use super::HOME;
use super::done::{Deed, Done, go_on};
use super::form::{BookingForm, ticked};
use super::times::{Choices, Proposal, Refusal, Times, picked};
use crate::appointments::Days;
use crate::appointments::input::{DEFAULT_MINUTES, Need, Reading};
use crate::appointments::model::{Attendance, NewAppointment};
use crate::appointments::operations;
use crate::forms::new_key;
use crate::parties::view::Found;
use crate::shell::Page;

#[derive(Template)]
#[template(path = "appointments/booking.html")]
struct BookingPage {
    page: Page,
    patient: Found,
    attendance: Attendance,
    form: BookingForm,
    times: Times,
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

    fn action(&self) -> String {
        format!("/reception/create-appointment/{}/", self.patient.id)
    }

    fn back(&self) -> &str {
        local_path(&self.form.next_url).unwrap_or(HOME)
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

pub async fn form(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<String>,
    Query(query): Query<Proposal>,
) -> WebResult<Response> {
    caller.require(Action::BookAppointment)?;
    let (date, time) = query.when();
    let form = BookingForm {
        date,
        time,
        room: query.room,
        duration: query.duration,
        provider: query.provider,
        next_url: query.next,
        ..BookingForm::default()
    };
    let shown = show(&caller, &days, &id, form, Refusal::default()).await?;
    if caller.is_fragment() { shown.times.alone(&caller) } else { shown.answer(StatusCode::OK) }
}

/// The form with everything around it. What was not filled in is proposed.
async fn show(
    caller: &Caller,
    days: &Days,
    id: &str,
    mut form: BookingForm,
    refusal: Refusal,
) -> WebResult<BookingPage> {
    let date = Reading::of(caller).wall.date(&form.date).ok();
    let mut tx = caller.read().await?;
    let party = operations::patient_named(&mut tx, id).await?;
    let attendance = operations::attendance(&mut tx, party.id).await?;
    let mut times = Times::load(caller, days, &mut tx, date, &refusal).await?;
    tx.commit().await?;
    let provider = form.provider.parse().ok().or_else(|| times.choices.default_provider(caller)).unwrap_or_default();
    let minutes = form.duration.parse().unwrap_or(DEFAULT_MINUTES);
    times.offer(caller, provider, minutes);
    form.provider = provider.to_string();
    form.duration = minutes.to_string();
    let first = times.free.first().and_then(|offer| picked(&offer.value));
    let (day, time) = first.unwrap_or_else(|| (caller.today().to_string(), String::new()));
    if form.date.is_empty() {
        form.date = day;
    }
    if form.time.is_empty() {
        form.time = time;
    }
    times.judge(caller, provider, minutes, (&form.date, &form.time));
    form.idempotency_key = new_key(caller);
    Ok(BookingPage { page: Page::new(caller), patient: Found::new(party, caller), attendance, form, times })
}

pub async fn book(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<String>,
    Query(query): Query<Proposal>,
    Form(mut form): Form<BookingForm>,
) -> WebResult<Response> {
    caller.require(Action::BookAppointment)?;
    if local_path(&form.next_url).is_none() {
        form.next_url = query.next;
    }
    if let Some(picked) = picked(&form.pick) {
        (form.date, form.time) = picked;
    }
    match try_book(&caller, &days, &id, &form).await {
        Ok(response) => Ok(response),
        Err(web::Failure::Operation(error)) => {
            let (status, refusal) = Refusal::of(error)?;
            show(&caller, &days, &id, form, refusal).await?.answer(status)
        }
        Err(other) => Err(other),
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
    let patient = operations::patient_named(&mut tx, id).await?.id.uuid();
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
