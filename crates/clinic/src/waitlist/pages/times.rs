//! The next free times that suit somebody who waits: to be offered, or booked at once.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, Id};
use uuid::Uuid;
use web::{Answer, Caller, Expected, Failure, Form, Html, Path, WebResult};

use super::HOME;
use super::entry::patient_of;
use crate::accounts;
use crate::messages::addressing::phone_of;
use crate::parties::view::Found;
use crate::shell::{Page, notice};
use crate::waitlist::letter::Letter;
use crate::waitlist::model::{Entry, Offer};
use crate::waitlist::operations::{self, Choice};

/// How many times are shown.
const SHOWN: usize = 20;

struct Time {
    /// An instant and a provider.
    at: String,
    starts_at: Timestamp,
    provider: String,
}

struct Day {
    date: Date,
    times: Vec<Time>,
}

#[derive(Template)]
#[template(path = "waitlist/times.html")]
struct TimesPage {
    page: Page,
    id: Id<Entry>,
    version: i32,
    patient: Found,
    /// Whether an offer reaches them by itself.
    has_number: bool,
    offer: Option<Offer>,
    days: Vec<Day>,
    /// Why the page is shown again: the code of what was refused.
    refused: Option<&'static str>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    at: String,
    /// `offer` or `book`.
    r#do: String,
    version: String,
}

impl Chosen {
    fn choice(&self) -> tenancy::Result<Choice> {
        let read = || {
            let (at, provider) = self.at.split_once(' ')?;
            Some(Choice { starts_at: at.parse().ok()?, provider: provider.parse::<Uuid>().ok()? })
        };
        read().ok_or_else(|| Error::invalid("at", "required"))
    }
}

pub async fn form(caller: Caller, Path(id): Path<Id<Entry>>) -> WebResult<Response> {
    caller.require(Action::OfferSlot)?;
    show(&caller, id, None).await
}

async fn show(caller: &Caller, id: Id<Entry>, refused: Option<&'static str>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let listed = operations::find(&mut tx, id).await?;
    let patient = patient_of(&mut tx, listed.entry.patient.uuid()).await?;
    let free = operations::free(&mut tx, &listed.entry, SHOWN, |_| true).await?;
    let names = accounts::operations::names(&mut tx, Action::FindSlots).await?;
    tx.commit().await?;
    let mut days: Vec<Day> = Vec::new();
    for slot in free {
        let (starts_at, date) = (slot.span.starts_at, caller.tenant().day_of(slot.span.starts_at));
        let provider = names.get(&slot.provider).cloned().unwrap_or_default();
        let time = Time { at: format!("{starts_at} {}", slot.provider), starts_at, provider };
        match days.last_mut().filter(|day| day.date == date) {
            Some(day) => day.times.push(time),
            None => days.push(Day { date, times: vec![time] }),
        }
    }
    let page = TimesPage {
        page: Page::new(caller),
        id,
        version: listed.entry.version,
        has_number: phone_of(caller.tenant(), &patient).is_some(),
        patient: Found::new(patient, caller),
        offer: listed.offer,
        days,
        refused,
    };
    let status = if refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

/// The code that the page explains; anything else is no matter of the page.
fn refusal(failure: &Failure) -> Option<&'static str> {
    match failure {
        Failure::Operation(Error::Conflict(
            conflict @ (Conflict::NotOffered
            | Conflict::SlotTaken { .. }
            | Conflict::InThePast
            | Conflict::AlreadyOffered),
        )) => Some(conflict.code()),
        _ => None,
    }
}

pub async fn take(caller: Caller, Path(id): Path<Id<Entry>>, Form(chosen): Form<Chosen>) -> WebResult<Response> {
    caller.require(Action::OfferSlot)?;
    let done = match chosen.r#do.as_str() {
        "book" => book(&caller, id, &chosen).await,
        _ => offer(&caller, id, &chosen).await,
    };
    match done {
        Ok(response) => Ok(response),
        Err(failure) => match refusal(&failure) {
            Some(code) => show(&caller, id, Some(code)).await,
            None => Err(failure),
        },
    }
}

async fn offer(caller: &Caller, id: Id<Entry>, chosen: &Chosen) -> WebResult<Response> {
    let choice = chosen.choice()?;
    let letter = Letter::of(caller).await?;
    let mut tx = caller.begin().await?;
    let made = operations::offer(&mut tx, id, choice, &letter).await?;
    let response = Answer::see_other(HOME).commit(caller, tx).await?;
    Ok(notice::leave(response, if made.is_sent { "waitlist-offered" } else { "waitlist-offered-call" }))
}

async fn book(caller: &Caller, id: Id<Entry>, chosen: &Chosen) -> WebResult<Response> {
    let choice = chosen.choice()?;
    let mut tx = caller.begin().await?;
    operations::book(&mut tx, id, choice, &Expected::from(chosen.version.parse::<i64>().ok())).await?;
    let response = Answer::see_other(HOME).commit(caller, tx).await?;
    Ok(notice::leave(response, &format!("appointments-booked.{}", choice.starts_at.as_second())))
}
