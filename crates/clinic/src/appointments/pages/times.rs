//! When somebody may come: who sees patients, when they are free, and what stands in the way.

use std::collections::HashSet;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use calendar::{Booking, Reason, Span, Terms};
use http::StatusCode;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Result, Role, TenantTx};
use uuid::Uuid;
use web::{Caller, Html, WebResult};

use crate::accounts::operations::{StaffName, providers};
use crate::appointments::Days;
use crate::appointments::input::{DEFAULT_MINUTES, Reading};
use crate::appointments::model::Kind;
use crate::appointments::wall::{self, Wall, plus_minutes};
use crate::forms::FormErrors;
use crate::forms::escape;
use crate::rooms::{self, Room};
use crate::schedule::model::openings_text;
use crate::schedule::operations::{Availability, Wanted};
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
    pub room: String,
    /// A free time that was pressed; it stands before day and time.
    pub pick: String,
}

impl Proposal {
    /// Day and time of what was pressed, or as they were said.
    pub fn when(&self) -> (String, String) {
        picked(&self.pick).unwrap_or_else(|| (self.date.clone(), self.time.clone()))
    }

    /// What is proposed, field by field.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let (date, time) = self.when();
        let fields = [
            ("date", date),
            ("time", time),
            ("duration", self.duration.clone()),
            ("provider", self.provider.clone()),
            ("room", self.room.clone()),
            ("next", self.next.clone()),
        ];
        fields.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// As the query of an address that passes it on; empty when nothing is proposed.
    pub fn query(&self) -> String {
        let pairs = self.fields().into_iter().map(|(name, value)| format!("{name}={}", escape(&value)));
        let query = pairs.collect::<Vec<_>>().join("&");
        if query.is_empty() { query } else { format!("?{query}") }
    }
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
    /// That nobody works at the time that was typed, where that is so. It can be booked all the same.
    pub outside: Option<String>,
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
            outside: None,
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

    /// Says whether what was typed lies outside the hours of a provider.
    pub fn judge(&mut self, caller: &Caller, provider: Uuid, minutes: i64, (date, time): (&str, &str)) {
        let date = self.choices.wall.date(date).ok().filter(|date| self.choices.availability.covers(*date));
        let at = date.zip(wall::time(time).ok());
        self.outside = at.and_then(|(date, time)| {
            self.choices.outside(&Page::new(caller), provider, minutes, date.to_datetime(time))
        });
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
    availability: Availability,
    wall: Wall,
    date: Date,
}

impl Choices {
    pub async fn load(caller: &Caller, tx: &mut TenantTx, date: Option<Date>) -> Result<Self> {
        let wall = Reading::of(caller).wall;
        let date = date.unwrap_or(wall.today);
        let last = date.checked_add((AHEAD - 1).days()).unwrap_or(date);
        let providers = providers(tx).await?;
        let ids: Vec<Uuid> = providers.iter().map(|provider| provider.id).collect();
        let wanted = Wanted {
            days: date..=last,
            providers: &ids,
            rooms: None,
            equipment: &[],
            joins: None,
            except: None,
            kept: None,
        };
        // Whoever may see who works here may see when they are free.
        let availability = Availability::load(tx, Action::ListStaff, wanted).await?;
        let rooms = rooms::operations::list(tx).await?.into_iter().filter(|room| room.active).collect();
        Ok(Self { providers, rooms, kinds: Kind::ALL, availability, wall, date })
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
        let terms = lasting(minutes);
        let search = self.availability.search(provider, &terms);
        let slots = search.iter().flat_map(|search| search.slots_on(date)).map(|slot| slot.span.starts_at);
        let mut times: Vec<Timestamp> = slots.take(FREE).collect();
        if times.is_empty() && date == self.wall.today && self.is_over(date, provider, now) {
            times.extend(self.soon(now).filter(|starts_at| self.is_free(provider, *starts_at, minutes)));
        }
        times.into_iter().map(shown).collect()
    }

    /// Whether nobody is to come any more on a day.
    fn is_over(&self, date: Date, provider: Uuid, now: Timestamp) -> bool {
        let closes = self.availability.openings(provider, date).last().map(|opening| opening.to_minute());
        let shown = self.wall.shown(now);
        closes.is_none_or(|minute| i32::from(minute) <= i32::from(shown.hour()) * 60 + i32::from(shown.minute()))
    }

    /// The next quarters of an hour today, for somebody who comes after hours.
    fn soon(&self, now: Timestamp) -> impl Iterator<Item = Timestamp> {
        let quarter = 15 * 60;
        let next = now.as_second() + (quarter - now.as_second().rem_euclid(quarter));
        let times = (0..4).filter_map(move |step| Timestamp::from_second(next + step * quarter).ok());
        times.filter(|at| self.wall.shown(*at).date() == self.wall.today)
    }

    fn is_free(&self, provider: Uuid, starts_at: Timestamp, minutes: i64) -> bool {
        let Ok(ends_at) = plus_minutes(starts_at, minutes) else { return false };
        let wanted = Span::new(starts_at, ends_at);
        !self.busy(provider).iter().any(|booking| booking.span.overlaps(wanted))
    }

    fn busy(&self, provider: Uuid) -> &[Booking] {
        self.availability.bookings(provider)
    }

    /// Why a provider does not work then, in words; nothing when they do.
    fn outside(&self, page: &Page, provider: Uuid, minutes: i64, at: jiff::civil::DateTime) -> Option<String> {
        let terms = lasting(minutes);
        let reasons = self.availability.search(provider, &terms)?.why_not(at);
        reasons.into_iter().find_map(|reason| match reason {
            Reason::Closed(closure) => Some(page.ta("schedule-is-closed", "name", closure.name)),
            Reason::OutsideHours { hours, .. } if hours.is_empty() => Some(page.t("schedule-no-hours")),
            Reason::OutsideHours { hours, .. } => {
                Some(page.ta("schedule-outside-hours", "hours", openings_text(&hours)))
            }
            _ => None,
        })
    }

    /// When somebody can see one who walks in: now, or after those between whom nobody fits.
    pub fn free_from(&self, provider: Uuid, now: Timestamp) -> Timestamp {
        self.busy(provider).iter().fold(now, |free, booking| {
            let Span { starts_at, ends_at } = booking.span;
            let is_in_the_way = ends_at > free && starts_at.duration_since(free) < SHORTEST;
            if is_in_the_way { ends_at } else { free }
        })
    }

    /// How long somebody has from then until the next one comes.
    pub fn minutes_left(&self, provider: Uuid, from: Timestamp) -> Option<i64> {
        let next = self.busy(provider).iter().filter(|booking| booking.span.starts_at > from);
        next.map(|booking| booking.span.starts_at.duration_since(from).as_mins()).min()
    }
}

/// What a visit takes that is booked by its length alone: it may begin every half hour.
fn lasting(minutes: i64) -> Terms {
    let step = u16::try_from(DEFAULT_MINUTES).unwrap_or(30);
    Terms::lasting(u16::try_from(minutes).unwrap_or(u16::MAX), step)
}

/// The least time worth beginning a visit in.
pub const SHORTEST: SignedDuration = SignedDuration::from_mins(5);

/// How many free times a form offers.
const FREE: usize = 8;

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
