//! The booking form: flat, as browsers send it, and what stands around it.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::{Date, time};
use serde::Deserialize;
use tenancy::{Action, Result, Role, TenantTx};
use uuid::Uuid;
use web::Caller;

use crate::accounts::operations::{StaffName, providers};
use crate::appointments::Days;
use crate::appointments::input::{AppointmentInput, DEFAULT_MINUTES, Reading};
use crate::appointments::model::{Kind, Slot};
use crate::appointments::money::{Amount, MoneyInput};
use crate::appointments::operations::{Busy, busy};
use crate::appointments::wall::{Wall, minute_of, plus_minutes};
use crate::rooms::{self, Room};
use crate::shell::Page;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct BookingForm {
    pub provider: String,
    pub date: String,
    pub time: String,
    pub duration: String,
    pub kind: String,
    pub room: String,
    pub reason: String,
    pub cost: String,
    #[serde(alias = "is_prior")]
    pub is_priority: String,
    pub estimated_cost: String,
    pub billing_code: String,
    pub insurance_authorization: String,
    pub preparation_notes: String,
    pub follow_up_needed: String,
    pub override_reason: String,
    #[serde(alias = "next")]
    pub next_url: String,
    pub idempotency_key: String,
}

fn some(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// A box that is ticked sends `on`, `true` or whatever its page gave it.
pub fn ticked(text: &str) -> bool {
    !matches!(text.trim().to_ascii_lowercase().as_str(), "" | "false" | "0" | "off" | "no")
}

impl BookingForm {
    pub fn input(&self, patient: Uuid) -> AppointmentInput {
        let money = |text: &str| some(text).map(|text| MoneyInput::Bare(Amount(text)));
        AppointmentInput {
            patient: Some(patient.to_string()),
            provider: self.provider.trim().parse().ok(),
            room: self.room.trim().parse().ok(),
            kind: Kind::parse(self.kind.trim()),
            date: some(&self.date),
            time: some(&self.time),
            // What is no number cannot be a length either.
            duration: some(&self.duration).map(|text| people::text::ascii_digits(text.trim()).parse().unwrap_or(0)),
            cost: money(&self.cost),
            estimated_cost: money(&self.estimated_cost),
            is_priority: Some(ticked(&self.is_priority)),
            follow_up_needed: Some(ticked(&self.follow_up_needed)),
            billing_code: some(&self.billing_code),
            reason: some(&self.reason),
            preparation_notes: some(&self.preparation_notes),
            insurance_authorization: some(&self.insurance_authorization),
            override_reason: some(&self.override_reason),
            ..AppointmentInput::default()
        }
    }
}

/// Who sees patients, where, and when they are taken on one day.
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
        let span = wall.day(date).map(|(starts_at, ends_at)| Slot { starts_at, ends_at });
        let busy = match span {
            Ok(span) => busy(tx, span).await?,
            Err(_) => Vec::new(),
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
        let shown = |at: Timestamp| self.wall.shown(at).strftime("%H:%M").to_string();
        free_times(&self.wall, self.date, now)
            .into_iter()
            .filter(|starts_at| {
                let Ok(ends_at) = plus_minutes(*starts_at, minutes) else { return false };
                self.is_free(provider, Slot { starts_at: *starts_at, ends_at })
            })
            .map(shown)
            .take(FREE)
            .collect()
    }

    pub fn is_free(&self, provider: Uuid, slot: Slot) -> bool {
        !self.busy.iter().any(|busy| busy.provider == provider && busy.slot.overlaps(slot))
    }

    /// When somebody who is busy now is free again.
    pub fn free_from(&self, provider: Uuid, now: Timestamp) -> Timestamp {
        let own = self.busy.iter().filter(|busy| busy.provider == provider);
        own.fold(
            now,
            |free, busy| {
                if busy.slot.starts_at <= free && busy.slot.ends_at > free { busy.slot.ends_at } else { free }
            },
        )
    }

    /// How long somebody has from now until the next one comes.
    pub fn minutes_left(&self, provider: Uuid, now: Timestamp) -> Option<i64> {
        let own = self.busy.iter().filter(|busy| busy.provider == provider && busy.slot.starts_at > now);
        own.map(|busy| busy.slot.starts_at.duration_since(now).as_mins()).min()
    }
}

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

/// The free times as a hint below the field.
pub fn free_times_text(page: &Page, free: &[String]) -> String {
    match free {
        [] => page.t("appointments-no-free-times"),
        free => format!("{}: {}", page.t("appointments-free-times"), free.join(" · ")),
    }
}
