//! The pages on which patients book: what for, with whom, when, and yes.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use calendar::Slot;
use http::StatusCode;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, Id, TenantTx};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Failure, Form, Html, Path, Query, WebResult};

use super::HOME;
use super::booking::{self, Wish};
use super::operations;
use super::pages::{VisitRow, row};
use crate::accounts;
use crate::appointments::input::Reading;
use crate::appointments::model::Appointment;
use crate::schedule::model::Service;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/patient/book", get(choose).post(hold))
        .route("/patient/book/{id}", get(held).post(confirm))
        .route("/patient/book/{id}/release", post(release))
        .route("/patient/appointments/{id}/reschedule", get(choose_another).post(reschedule))
}

/// How many days are looked through at once.
const DAYS: i64 = 14;
/// How many days with free times are shown at once.
const SHOWN: usize = 5;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    service: String,
    provider: String,
    from: String,
    /// An instant and a provider, of the free time that was pressed.
    at: String,
}

/// A provider who can be chosen.
struct Choice {
    id: Uuid,
    name: String,
}

/// A free time, one press away.
struct Offer {
    at: String,
    time: String,
    provider: String,
}

struct Day {
    date: Date,
    offers: Vec<Offer>,
}

/// Free times by day, and where to look further.
struct Times {
    days: Vec<Day>,
    earlier: Option<Date>,
    later: Option<Date>,
    /// Why the page is shown again: the code of what was refused.
    refused: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "portal/book.html")]
struct BookPage {
    page: Page,
    services: Vec<Service>,
    service: Option<Service>,
    providers: Vec<Choice>,
    provider: Option<Uuid>,
    times: Times,
    /// The visit that is to be moved.
    moving: Option<VisitRow>,
}

impl BookPage {
    /// The same page with another first day.
    fn link(&self, from: &Date) -> String {
        let provider = self.provider.map(|id| format!("&provider={id}")).unwrap_or_default();
        match (&self.moving, &self.service) {
            (Some(visit), _) => format!("/patient/appointments/{}/reschedule/?from={from}{provider}", visit.id),
            (None, Some(service)) => format!("/patient/book/?service={}{provider}&from={from}", service.id),
            (None, None) => "/patient/book/".to_owned(),
        }
    }

    fn action(&self) -> String {
        match &self.moving {
            Some(visit) => format!("/patient/appointments/{}/reschedule/", visit.id),
            None => "/patient/book/".to_owned(),
        }
    }
}

/// The code that the page explains; anything else is no matter of the page.
fn refusal(error: &Error) -> Option<&'static str> {
    match error {
        Error::Conflict(
            conflict @ (Conflict::NotOffered
            | Conflict::SlotTaken { .. }
            | Conflict::InThePast
            | Conflict::HoldExpired
            | Conflict::TooManyAhead { .. }),
        ) => Some(conflict.code()),
        _ => None,
    }
}

async fn choose(caller: Caller, Query(chosen): Query<Chosen>) -> WebResult<Response> {
    caller.require(Action::HoldOwnSlot)?;
    show(&caller, &chosen, None, None).await
}

async fn choose_another(
    caller: Caller,
    Path(id): Path<Id<Appointment>>,
    Query(chosen): Query<Chosen>,
) -> WebResult<Response> {
    caller.require(Action::RescheduleOwnAppointment)?;
    show(&caller, &chosen, Some(id), None).await
}

async fn show(
    caller: &Caller,
    chosen: &Chosen,
    moving: Option<Id<Appointment>>,
    refused: Option<&'static str>,
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let services = booking::services(&mut tx).await?;
    let visit = match moving {
        Some(id) => Some(operations::find(&mut tx, id.uuid()).await?),
        None => None,
    };
    let wanted = visit.as_ref().map_or_else(|| chosen.service.parse().ok(), |visit| visit.service);
    let service = wanted.and_then(|id: Uuid| services.iter().find(|service| service.id.uuid() == id).cloned());
    if moving.is_some() && service.is_none() {
        return Err(Error::Conflict(Conflict::TooLate).into());
    }
    let names = accounts::operations::names(&mut tx, Action::FindSlots).await?;
    let provider = chosen.provider.parse().ok();
    let (providers, times) = match &service {
        Some(service) => (
            providers(&mut tx, service, &names).await?,
            times(caller, &mut tx, Wish { service: service.id, provider, moving }, &chosen.from).await?,
        ),
        None => (Vec::new(), Times { days: Vec::new(), earlier: None, later: None, refused: None }),
    };
    let moving = visit.map(|visit| row(caller, &names, visit));
    tx.commit().await?;
    let status = if refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let times = Times { refused, ..times };
    let page = BookPage { page: Page::new(caller), services, service, providers, provider, times, moving };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

type Names = std::collections::HashMap<Uuid, String>;

/// Whoever offers it, by name.
async fn providers(tx: &mut TenantTx, service: &Service, names: &Names) -> tenancy::Result<Vec<Choice>> {
    let all = accounts::operations::provider_ids(tx, Action::FindSlots).await?;
    let own = &service.offer.providers;
    let offering = all.into_iter().filter(|id| own.is_empty() || own.contains(id));
    let mut choices: Vec<Choice> =
        offering.filter_map(|id| Some(Choice { id, name: names.get(&id)?.clone() })).collect();
    choices.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(choices)
}

/// The first days from then on that have free times.
async fn times(caller: &Caller, tx: &mut TenantTx, wish: Wish, from: &str) -> tenancy::Result<Times> {
    let today = caller.today();
    let wall = Reading::of(caller).wall;
    let from = wall.date(from).unwrap_or(today).max(today);
    let last = from.checked_add((DAYS - 1).days()).map_err(Error::internal)?;
    let slots = booking::free(tx, wish, from..=last).await?;
    let is_cut = slots.len() >= booking::MOST;
    let names = accounts::operations::names(tx, Action::FindSlots).await?;
    let mut days: Vec<Day> = Vec::new();
    for slot in slots {
        let at = wall.shown(slot.span.starts_at);
        if days.last().is_none_or(|day| day.date != at.date()) {
            days.push(Day { date: at.date(), offers: Vec::new() });
        }
        if let Some(day) = days.last_mut() {
            day.offers.push(offer(&slot, at.strftime("%H:%M").to_string(), &names));
        }
    }
    for day in &mut days {
        // With anybody, one who is free then is enough.
        day.offers.dedup_by(|next, last| next.time == last.time);
    }
    // The last of very many may be a part of its day: the next page shows it whole.
    let cut = (days.len() > 1 && is_cut).then(|| days.pop()).flatten();
    let later = match days.get(SHOWN).or(cut.as_ref()) {
        Some(day) => Some(day.date),
        None => last.tomorrow().ok(),
    };
    days.truncate(SHOWN);
    let earlier = (from > today).then(|| from.checked_sub(DAYS.days()).unwrap_or(today).max(today));
    Ok(Times { days, earlier, later, refused: None })
}

fn offer(slot: &Slot, time: String, names: &Names) -> Offer {
    let provider = names.get(&slot.provider).cloned().unwrap_or_default();
    Offer { at: format!("{} {}", slot.span.starts_at, slot.provider), time, provider }
}

/// The instant and the provider of a free time that was pressed.
fn pressed(at: &str) -> tenancy::Result<(jiff::Timestamp, Uuid)> {
    let malformed = || Error::invalid("at", "malformed");
    let (at, provider) = at.split_once(' ').ok_or_else(malformed)?;
    Ok((at.parse().map_err(|_| malformed())?, provider.parse().map_err(|_| malformed())?))
}

async fn hold(caller: Caller, Form(chosen): Form<Chosen>) -> WebResult<Response> {
    caller.require(Action::HoldOwnSlot)?;
    let service = chosen.service.parse().map_err(|_| Error::invalid("service", "required"))?;
    let (at, provider) = pressed(&chosen.at)?;
    let mut tx = caller.begin().await?;
    match booking::hold(&mut tx, Wish { service, provider: Some(provider), moving: None }, at).await {
        Ok(held) => {
            let answer = Answer::see_other(format!("/patient/book/{}/", held.id));
            Ok(answer.commit(&caller, tx).await?)
        }
        Err(error) => again(&caller, tx, &chosen, None, error).await,
    }
}

/// The page once more, with what was refused; anything else goes its way.
async fn again(
    caller: &Caller,
    tx: TenantTx,
    chosen: &Chosen,
    moving: Option<Id<Appointment>>,
    error: Error,
) -> WebResult<Response> {
    drop(tx);
    match refusal(&error) {
        Some(code) => show(caller, chosen, moving, Some(code)).await,
        None => Err(Failure::from(error)),
    }
}

#[derive(Template)]
#[template(path = "portal/held.html")]
struct HeldPage {
    page: Page,
    visit: VisitRow,
    until: jiff::Timestamp,
}

async fn held(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let visit = operations::find(&mut tx, id).await?;
    let names = accounts::operations::names(&mut tx, Action::ViewOwnAppointments).await?;
    tx.commit().await?;
    let Some(until) = visit.hold_expires_at else {
        // Confirmed already, on another page or by a second press.
        return Ok(Answer::see_other(HOME).into_response());
    };
    let page = HeldPage { page: Page::new(&caller), visit: row(&caller, &names, visit), until };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

async fn confirm(caller: Caller, Path(id): Path<Id<Appointment>>) -> WebResult<Response> {
    caller.require(Action::BookOwnAppointment)?;
    let mut tx = caller.begin().await?;
    match booking::confirm(&mut tx, id).await {
        Ok(_) => {
            let response = Answer::see_other(HOME).commit(&caller, tx).await?;
            Ok(notice::leave(response, "portal-booked"))
        }
        // Swept away meanwhile, or too old: both mean choosing again.
        Err(Error::NotFound) => {
            again(&caller, tx, &Chosen::default(), None, Error::Conflict(Conflict::HoldExpired)).await
        }
        Err(error) => again(&caller, tx, &Chosen::default(), None, error).await,
    }
}

async fn release(caller: Caller, Path(_): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::HoldOwnSlot)?;
    let mut tx = caller.begin().await?;
    booking::release(&mut tx).await?;
    Ok(Answer::see_other("/patient/book/").commit(&caller, tx).await?)
}

async fn reschedule(
    caller: Caller,
    Path(id): Path<Id<Appointment>>,
    Form(chosen): Form<Chosen>,
) -> WebResult<Response> {
    caller.require(Action::RescheduleOwnAppointment)?;
    let (at, provider) = pressed(&chosen.at)?;
    let mut tx = caller.begin().await?;
    match booking::reschedule(&mut tx, id, Some(provider), at).await {
        Ok(_) => {
            let response = Answer::see_other(HOME).commit(&caller, tx).await?;
            Ok(notice::leave(response, "portal-moved"))
        }
        Err(error) => again(&caller, tx, &chosen, Some(id), error).await,
    }
}
