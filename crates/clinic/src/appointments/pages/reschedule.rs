//! Another time for an appointment.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Error, Id};
use web::{Caller, Failure, Form, Html, Path, Query, WebResult, local_path};

use super::HOME;
use super::done::{Done, go_on};
use super::times::{Proposal, Refusal, Times, picked};
use crate::appointments::Days;
use crate::appointments::input::{REASON, Reading, When, free_text};
use crate::appointments::model::Appointment;
use crate::appointments::operations::{self, Resched};
use crate::forms::new_key;
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
    pick: String,
    next: String,
    idempotency_key: String,
}

impl RescheduleForm {
    /// What the form does not say, its address may.
    fn or(mut self, proposal: Proposal) -> Self {
        let Proposal { next, date, time, duration, provider, .. } = proposal;
        if let Some(picked) = picked(&self.pick) {
            (self.date, self.time) = picked;
        }
        if local_path(&self.next).is_none() {
            self.next = next;
        }
        if self.date.is_empty() && self.time.is_empty() {
            (self.date, self.time) = (date, time);
        }
        for (field, proposed) in [(&mut self.duration, duration), (&mut self.provider, provider)] {
            if field.is_empty() {
                *field = proposed;
            }
        }
        self
    }
}

#[derive(Template)]
#[template(path = "appointments/reschedule.html")]
struct ReschedulePage {
    page: Page,
    name: String,
    appointment: Appointment,
    form: RescheduleForm,
    times: Times,
}

impl ReschedulePage {
    fn action(&self) -> String {
        format!("/reception/reschedule/{}/", self.appointment.id)
    }

    fn back(&self) -> &str {
        local_path(&self.form.next).unwrap_or(HOME)
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }

    /// The same in the panel of the calendar, on which it was moved by hand.
    fn beside(self, status: StatusCode) -> WebResult<Response> {
        let html = RefusedMove { moved: self }.render().map_err(Error::internal)?;
        Ok((status, [("hx-retarget", "#visit-body"), ("hx-reswap", "innerHTML")], Html(html)).into_response())
    }

    /// Where it was to stand, as far as that can be read.
    fn wanted(&self) -> String {
        let wall = Reading::of(self.page.guest()).wall;
        let day = wall.date(&self.form.date).map(|date| self.page.short_day(date)).unwrap_or_default();
        format!("{day} {}", self.form.time)
    }
}

#[derive(Template)]
#[template(path = "appointments/calendar/refused.html")]
struct RefusedMove {
    moved: ReschedulePage,
}

pub async fn form(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<Id<Appointment>>,
    Query(query): Query<Proposal>,
) -> WebResult<Response> {
    caller.require(Action::RescheduleAppointment)?;
    let form = RescheduleForm::default().or(query);
    let shown = show(&caller, &days, id, form, Refusal::default()).await?;
    if caller.is_fragment() { shown.times.alone(&caller) } else { shown.answer(StatusCode::OK) }
}

/// The form; what was not filled in is as it stands.
async fn show(
    caller: &Caller,
    days: &Days,
    id: Id<Appointment>,
    mut form: RescheduleForm,
    refusal: Refusal,
) -> WebResult<ReschedulePage> {
    let wall = Reading::of(caller).wall;
    let mut tx = caller.read().await?;
    let appointment = operations::find(&mut tx, id).await?;
    let party = load_many(&mut tx, Action::ViewAppointment, &[appointment.patient.uuid()]).await?.pop();
    let name = party.map(|party| party.person.reveal().full_name()).unwrap_or_default();
    let starts = wall.shown(appointment.slot.starts_at);
    let date = wall.date(&form.date).unwrap_or_else(|_| starts.date());
    // Nobody is moved into the past: from there on the next days are offered.
    let mut times = Times::load(caller, days, &mut tx, Some(date.max(caller.today())), &refusal).await?;
    tx.commit().await?;
    let fill = |field: &mut String, value: String| {
        if field.is_empty() {
            *field = value;
        }
    };
    fill(&mut form.date, date.to_string());
    fill(&mut form.time, starts.strftime("%H:%M").to_string());
    fill(&mut form.duration, appointment.slot.minutes().to_string());
    fill(&mut form.provider, appointment.provider.to_string());
    form.idempotency_key = new_key(caller);
    let minutes = form.duration.parse().unwrap_or(appointment.slot.minutes());
    let provider = form.provider.parse().unwrap_or_default();
    times.offer(caller, provider, minutes);
    times.judge(caller, provider, minutes, (&form.date, &form.time));
    Ok(ReschedulePage { page: Page::new(caller), name, appointment, form, times })
}

pub async fn reschedule(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<Id<Appointment>>,
    Query(query): Query<Proposal>,
    Form(form): Form<RescheduleForm>,
) -> WebResult<Response> {
    caller.require(Action::RescheduleAppointment)?;
    let form = form.or(query);
    match try_reschedule(&caller, &days, id, &form).await {
        Err(Failure::Operation(error)) => {
            let (status, refusal) = Refusal::of(error)?;
            let shown = show(&caller, &days, id, form, refusal).await?;
            if caller.is_fragment() { shown.beside(status) } else { shown.answer(status) }
        }
        answered => answered,
    }
}

async fn try_reschedule(
    caller: &Caller,
    days: &Days,
    id: Id<Appointment>,
    form: &RescheduleForm,
) -> WebResult<Response> {
    let to = read(caller, form)?;
    let mut tx = caller.begin().await?;
    let before = operations::find(&mut tx, id).await?;
    let after = operations::reschedule(&mut tx, id, &to, None).await?;
    go_on(caller, days, tx, Done::rescheduled(&before, &after), &form.next).await
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
