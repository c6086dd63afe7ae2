//! When somebody may come: who sees patients, when they are free, and what stands in the way.

use std::collections::HashSet;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Result, Role, TenantTx};
use uuid::Uuid;
use web::{Caller, Html, WebResult};

use crate::accounts::operations::{StaffName, providers};
use crate::appointments::Days;
use crate::appointments::input::{DEFAULT_MINUTES, Reading};
use crate::appointments::model::{Kind, Slot};
use crate::appointments::operations::{Busy, busy};
use crate::appointments::wall::{Wall, minute_of, plus_minutes};
use crate::forms::FormErrors;
use crate::rooms::{self, Room};
use crate::shell::Page;

/// What an address may propose; free times are asked for again with it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Proposal {
    pub next: String,
    pub date: String,
    pub time: String,
    pub duration: String,
    pub provider: String,
}

/// Day and time of a free time that was pressed.
pub fn picked(pick: &str) -> Option<(String, String)> {
    pick.split_once('T').map(|(date, time)| (date.to_owned(), time.to_owned()))
}

/// Why a form comes back.
#[derive(Default)]
pub struct Refusal {
    pub fields: Vec<FieldError>,
    pub blocked_by: Vec<Uuid>,
}

impl Refusal {
    /// What the form can say; anything else is no matter of the form.
    pub fn of(error: Error) -> Result<(StatusCode, Self)> {
        let time = |code| vec![FieldError::new("time", code)];
        match error {
            Error::Invalid(fields) => Ok((StatusCode::UNPROCESSABLE_ENTITY, Self { fields, blocked_by: Vec::new() })),
            Error::Conflict(Conflict::SlotTaken { blocked_by }) => {
                Ok((StatusCode::CONFLICT, Self { fields: time("taken"), blocked_by }))
            }
            Error::Conflict(Conflict::InThePast) => {
                Ok((StatusCode::CONFLICT, Self { fields: time("in_past"), blocked_by: Vec::new() }))
            }
            other => Err(other),
        }
    }
}

/// A free time, one press away.
pub struct Offer {
    /// `2030-01-07T09:00`
    pub value: String,
    pub label: String,
}

/// Everything about time that stands around a form.
pub struct Times {
    pub choices: Choices,
    pub free: Vec<Offer>,
    pub errors: FormErrors,
    /// What is in the way, in words.
    pub conflict: Vec<String>,
    pub may_override: bool,
}

#[derive(Template)]
#[template(path = "appointments/free.html")]
struct FreeTimes {
    page: Page,
    times: Times,
}

impl Times {
    pub async fn load(
        caller: &Caller,
        days: &Days,
        tx: &mut TenantTx,
        date: Option<Date>,
        refusal: &Refusal,
    ) -> Result<Self> {
        let choices = Choices::load(caller, tx, date).await?;
        let is_blocked = !refusal.blocked_by.is_empty();
        let conflict = match is_blocked {
            true => conflict(&Page::new(caller), days, tx, choices.date, &refusal.blocked_by).await?,
            false => Vec::new(),
        };
        Ok(Self {
            choices,
            free: Vec::new(),
            errors: FormErrors::new(caller, &refusal.fields),
            conflict,
            may_override: is_blocked && caller.may(Action::OverrideSlot),
        })
    }

    /// Offers the next times at which a provider is free for so long: on the day, or on the first day that has some.
    pub fn offer(&mut self, caller: &Caller, provider: Uuid, minutes: i64) {
        let (page, wanted) = (Page::new(caller), self.choices.date);
        let days = (0..AHEAD).filter_map(|days| wanted.checked_add(days.days()).ok());
        let mut found = days.map(|date| (date, self.choices.free_on(date, provider, minutes, caller.now())));
        let Some((date, times)) = found.find(|(_, times)| !times.is_empty()) else { return };
        let day = if date == wanted { String::new() } else { format!("{} ", page.short_day(date)) };
        let offer = |time: String| Offer { value: format!("{date}T{time}"), label: format!("{day}{time}") };
        self.free = times.into_iter().map(offer).collect();
    }

    /// The free times alone, after another day or another provider was chosen.
    pub fn alone(self, caller: &Caller) -> WebResult<Response> {
        let part = FreeTimes { page: Page::new(caller), times: self };
        Ok(Html(part.render().map_err(Error::internal)?).into_response())
    }
}

/// How many days ahead a free time is sought.
const AHEAD: i64 = 7;

/// Who sees patients, where, and when they are taken on one day and those after it.
pub struct Choices {
    pub providers: Vec<StaffName>,
    pub rooms: Vec<Room>,
    pub kinds: &'static [Kind],
    busy: Vec<Busy>,
    wall: Wall,
    date: Date,
}

impl Choices {
    pub async fn load(caller: &Caller, tx: &mut TenantTx, date: Option<Date>) -> Result<Self> {
        let wall = Reading::of(caller).wall;
        let date = date.unwrap_or(wall.today);
        let last = date.checked_add((AHEAD - 1).days()).unwrap_or(date);
        let span = match (wall.day(date), wall.day(last)) {
            (Ok((starts_at, _)), Ok((_, ends_at))) => Some(Slot { starts_at, ends_at }),
            _ => None,
        };
        let busy = match span {
            Some(span) => busy(tx, span).await?,
            None => Vec::new(),
        };
        let rooms = rooms::operations::list(tx).await?.into_iter().filter(|room| room.active).collect();
        Ok(Self { providers: providers(tx).await?, rooms, kinds: Kind::ALL, busy, wall, date })
    }

    /// Whom a booking is for when nobody says: whoever books, when they see patients, or the first doctor.
    pub fn default_provider(&self, caller: &Caller) -> Option<Uuid> {
        let own = caller.actor().id().filter(|id| self.providers.iter().any(|provider| provider.id == *id));
        let doctor = || self.providers.iter().find(|provider| provider.roles.contains(&Role::Doctor));
        own.or_else(|| doctor().or(self.providers.first()).map(|provider| provider.id))
    }

    /// The next times of the day at which a provider is free for so long, as the clock shows them.
    pub fn free(&self, provider: Uuid, minutes: i64, now: Timestamp) -> Vec<String> {
        self.free_on(self.date, provider, minutes, now)
    }

    fn free_on(&self, date: Date, provider: Uuid, minutes: i64, now: Timestamp) -> Vec<String> {
        let shown = |at: Timestamp| self.wall.shown(at).strftime("%H:%M").to_string();
        free_times(&self.wall, date, now)
            .into_iter()
            .filter(|starts_at| {
                let Ok(ends_at) = plus_minutes(*starts_at, minutes) else { return false };
                self.is_free(provider, Slot { starts_at: *starts_at, ends_at })
            })
            .map(shown)
            .take(FREE)
            .collect()
    }

    fn is_free(&self, provider: Uuid, slot: Slot) -> bool {
        !self.busy.iter().any(|busy| busy.provider == provider && busy.slot.overlaps(slot))
    }

    /// When somebody can see one who walks in: now, or after those between whom nobody fits.
    pub fn free_from(&self, provider: Uuid, now: Timestamp) -> Timestamp {
        let own = self.busy.iter().filter(|busy| busy.provider == provider);
        own.fold(now, |free, busy| {
            let is_in_the_way = busy.slot.ends_at > free && busy.slot.starts_at.duration_since(free) < SHORTEST;
            if is_in_the_way { busy.slot.ends_at } else { free }
        })
    }

    /// How long somebody has from now until the next one comes.
    pub fn minutes_left(&self, provider: Uuid, now: Timestamp) -> Option<i64> {
        let own = self.busy.iter().filter(|busy| busy.provider == provider && busy.slot.starts_at > now);
        own.map(|busy| busy.slot.starts_at.duration_since(now).as_mins()).min()
    }
}

/// The least time worth beginning a visit in.
pub const SHORTEST: SignedDuration = SignedDuration::from_mins(5);

/// How many free times a form offers.
const FREE: usize = 8;

/// Every half hour of a working day; today those that are left, or what comes next after hours.
fn free_times(wall: &Wall, date: Date, now: Timestamp) -> Vec<Timestamp> {
    let (open, close) = (time(9, 0, 0, 0), time(17, 0, 0, 0));
    let mut times = Vec::new();
    let mut at = wall.instant(date.to_datetime(open)).ok();
    let end = wall.instant(date.to_datetime(close)).unwrap_or(now);
    while let Some(start) = at.filter(|start| *start < end) {
        if start >= minute_of(now) {
            times.push(start);
        }
        at = plus_minutes(start, DEFAULT_MINUTES).ok();
    }
    if date == wall.today {
        let quarter = 15 * 60;
        let next = now.as_second() + (quarter - now.as_second().rem_euclid(quarter));
        let rest = (0..4).filter_map(|step| Timestamp::from_second(next + step * quarter).ok());
        times.extend(rest.filter(|at| times.is_empty() && wall.shown(*at).date() == date).collect::<Vec<_>>());
    }
    times
}

/// What stands in the way of a booking, in words, and whom that names.
pub async fn conflict(
    page: &Page,
    days: &Days,
    tx: &mut TenantTx,
    date: Date,
    blocked_by: &[Uuid],
) -> Result<Vec<String>> {
    let day = days.get(tx, date).await?;
    let blockers: Vec<_> = day.entries.iter().filter(|entry| blocked_by.contains(&entry.id)).collect();
    let people: HashSet<Uuid> = blockers.iter().map(|entry| entry.patient).collect();
    tx.record(Action::ViewDayBoard, tenancy::Subject::list("day_board", people));
    let words = blockers.iter().map(|entry| {
        let (from, to) = (page.time(entry.slot.starts_at), page.time(entry.slot.ends_at));
        let room = entry.room.as_ref().map(|room| format!(", {room}")).unwrap_or_default();
        let what = format!("{from}–{to} {} ({}{room})", entry.name, entry.provider_name);
        page.ta("appointments-conflict-text", "what", what)
    });
    Ok(words.collect())
}
