//! Everybody's hours and bookings for some days, loaded at once.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use calendar::{
    Agenda, Booking, Closure, Exception, Needs, Opening, Owner, Plan, Search, Session, Span, Terms, Timetable, Weekly,
};
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan as _};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;

use crate::appointments::Days;
use crate::appointments::model::Slot;
use crate::appointments::operations::{Booked, Busy, booked, busy};
use crate::appointments::wall::minute_of;
use crate::schedule::model::owner_of;

/// Whose time is looked at, and on which days.
pub struct Wanted<'a> {
    pub days: RangeInclusive<Date>,
    pub providers: &'a [Uuid],
    /// One of these is needed too, when there must be a room.
    pub rooms: Option<&'a [Uuid]>,
    /// All of these are.
    pub equipment: &'a [String],
    /// The service whose sessions can be joined, when it is one that several come to.
    pub joins: Option<Uuid>,
    /// An appointment whose own time counts as free: it is to be moved.
    pub except: Option<Uuid>,
    /// Where busy times are kept between searches, for those who search often.
    pub kept: Option<&'a Days>,
}

/// When some people, rooms and things are there, and what they are busy with.
pub struct Availability {
    plan: Plan,
    days: RangeInclusive<Date>,
    now: Timestamp,
    providers: HashMap<Uuid, Agenda>,
    rooms: Option<Vec<Agenda>>,
    equipment: Vec<Agenda>,
}

impl Availability {
    pub async fn load(tx: &mut TenantTx, action: Action, wanted: Wanted<'_>) -> Result<Self> {
        let (plan, mut hours) = hours(tx, action, &wanted.days).await?;
        let span = around(&plan, &wanted.days).ok_or_else(|| Error::invalid("from", "out_of_range"))?;
        let alone = wanted.rooms.is_none() && wanted.equipment.is_empty();
        let booked = match alone && wanted.joins.is_none() {
            true => taken(tx, action, span, &wanted).await?,
            false => booked(tx, action, span, alone.then_some(wanted.providers)).await?,
        };
        let others = booked.into_iter().filter(|one| wanted.except != Some(one.id));
        let mut taken = Taken::of(others, wanted.joins);
        let mut agenda = |owner: Owner, bookings: Option<Vec<Booking>>| {
            let own = hours.remove(&owner).unwrap_or_default();
            Agenda::new(owner, own, bookings.unwrap_or_default())
        };
        let providers =
            wanted.providers.iter().map(|id| (*id, agenda(Owner::Provider(*id), taken.providers.remove(id)))).collect();
        let rooms =
            wanted.rooms.map(|rooms| rooms.iter().map(|id| agenda(Owner::Room(*id), taken.rooms.remove(id))).collect());
        let equipment = wanted
            .equipment
            .iter()
            .map(|name| agenda(Owner::Equipment(name.clone()), taken.equipment.remove(name)))
            .collect();
        // The minute that is under way is not past.
        let now = minute_of(tx.now());
        Ok(Self { plan, days: wanted.days, now, providers, rooms, equipment })
    }

    /// A search for slots with one of the providers.
    pub fn search<'a>(&'a self, provider: Uuid, terms: &'a Terms) -> Option<Search<'a>> {
        let needs = Needs {
            provider: self.providers.get(&provider)?,
            rooms: self.rooms.as_deref(),
            equipment: &self.equipment,
        };
        Some(Search::new(&self.plan, terms, needs, self.days.clone(), self.now))
    }

    /// Whether a day is one of those that were loaded.
    pub fn covers(&self, date: Date) -> bool {
        self.days.contains(&date)
    }

    /// The hours of one of the providers on a day, as the wall shows them.
    pub fn openings(&self, provider: Uuid, date: Date) -> Vec<Opening> {
        let agenda = self.providers.get(&provider);
        agenda.map(|agenda| self.plan.openings(&agenda.owner, &agenda.hours, date)).unwrap_or_default()
    }

    /// The hours of the clinic on a day.
    pub fn clinic_openings(&self, date: Date) -> Vec<Opening> {
        self.plan.openings(&Owner::Clinic, &self.plan.clinic, date)
    }

    /// The hours of one of the rooms on a day; those of the clinic for one that has none of its own.
    pub fn room_openings(&self, room: Uuid, date: Date) -> Vec<Opening> {
        let known = self.rooms.iter().flatten().find(|agenda| agenda.owner == Owner::Room(room));
        match known.filter(|agenda| agenda.hours != Timetable::default()) {
            Some(agenda) => self.plan.openings(&agenda.owner, &agenda.hours, date),
            None => self.clinic_openings(date),
        }
    }

    /// What one of the providers is busy with, in order.
    pub fn bookings(&self, provider: Uuid) -> &[Booking] {
        self.providers.get(&provider).map(Agenda::bookings).unwrap_or_default()
    }
}

/// How many minutes each of these providers is there on the days from one to another, by hours, exceptions and closures.
pub async fn offered_minutes(
    tx: &mut TenantTx,
    action: Action,
    days: RangeInclusive<Date>,
    providers: &[Uuid],
) -> Result<HashMap<Uuid, i64>> {
    let (plan, mut tables) = hours(tx, action, &days).await?;
    let mut offered = HashMap::new();
    for id in providers {
        let owner = Owner::Provider(*id);
        let own = tables.remove(&owner).unwrap_or_default();
        let length = |opening: Opening| i64::from(opening.to_minute() - opening.from_minute());
        let of_day = |date: Date| plan.openings(&owner, &own, date).into_iter().map(length);
        let minutes = days.start().series(1.day()).take_while(|date| date <= days.end()).flat_map(of_day).sum();
        offered.insert(*id, minutes);
    }
    Ok(offered)
}

async fn taken(tx: &mut TenantTx, action: Action, span: Slot, wanted: &Wanted<'_>) -> Result<Vec<Booked>> {
    let now = tx.now();
    let standing = |times: &[Busy]| times.iter().filter_map(|time| time.booked(now)).collect();
    match wanted.kept {
        Some(days) => Ok(standing(&days.busy(tx, action, span, wanted.providers).await?)),
        None => Ok(standing(&busy(tx, action, span, wanted.providers).await?)),
    }
}

/// The days and those beside them: a visit may reach over midnight, and its buffers further.
fn around(plan: &Plan, days: &RangeInclusive<Date>) -> Option<Slot> {
    let (first, last) = (days.start().yesterday().ok()?, days.end().checked_add(2.days()).ok()?);
    let midnight = |date: Date| date.to_zoned(plan.zone.clone()).ok().map(|start| start.timestamp());
    Some(Slot { starts_at: midnight(first)?, ends_at: midnight(last)? })
}

/// Bookings by what they take.
#[derive(Default)]
struct Taken {
    providers: HashMap<Uuid, Vec<Booking>>,
    rooms: HashMap<Uuid, Vec<Booking>>,
    equipment: HashMap<String, Vec<Booking>>,
}

impl Taken {
    fn of(booked: impl Iterator<Item = Booked>, joins: Option<Uuid>) -> Self {
        let mut taken = Self::default();
        for one in booked {
            let group = one.group.filter(|_| one.service == joins);
            let session = group.map(|id| Session { id, starts_at: one.starts_at });
            let booking = Booking { id: one.id, span: Span::new(one.busy.starts_at, one.busy.ends_at), session };
            taken.providers.entry(one.provider).or_default().push(booking);
            if let Some(room) = one.room {
                taken.rooms.entry(room).or_default().push(booking);
            }
            for item in one.equipment {
                taken.equipment.entry(item).or_default().push(booking);
            }
        }
        taken
    }
}

/// The clinic's plan and everybody's own hours, with what is different on these days and those beside them.
async fn hours(
    tx: &mut TenantTx,
    action: Action,
    days: &RangeInclusive<Date>,
) -> Result<(Plan, HashMap<Owner, Timetable>)> {
    let zone = tx.tenant().time_zone.clone();
    let (first, last) =
        (days.start().yesterday().unwrap_or(*days.start()), days.end().tomorrow().unwrap_or(*days.end()));
    let mut tables: HashMap<Owner, Timetable> = HashMap::new();
    let db = tx.authorize(action)?;
    // A week and what stands in its place come in one answer; whatever has no weekday is an exception.
    let rows = sqlx::query!(
        r#"select t.owner_kind as "owner_kind!", t.owner_key as "owner_key!", h.weekday, h.from_minute, h.to_minute,
                  h.valid_from, h.valid_to, null::date as on_date
           from working_hours h join timetable t on t.id = h.timetable_id
           where (h.valid_to is null or h.valid_to >= $1) or not exists
               (select from working_hours o where o.timetable_id = h.timetable_id and (o.valid_to is null or o.valid_to >= $1))
           union all
           select t.owner_kind, t.owner_key, null, e.from_minute, e.to_minute, null, null, e.on_date
           from hours_exception e join timetable t on t.id = e.timetable_id where e.on_date between $1 and $2"#,
        first.to_sqlx(),
        last.to_sqlx()
    );
    for row in rows.fetch_all(&mut *db).await? {
        let Some(owner) = owner_of(&row.owner_kind, &row.owner_key) else { continue };
        let table = tables.entry(owner).or_default();
        let valid = (row.valid_from.map(jiff_sqlx::Date::to_jiff), row.valid_to.map(jiff_sqlx::Date::to_jiff));
        match (row.weekday, row.on_date) {
            (Some(weekday), _) => {
                let minutes = row.from_minute.zip(row.to_minute);
                table.weekly.extend(minutes.and_then(|minutes| line(weekday, minutes, valid)));
            }
            (None, Some(on)) => {
                let opening = opening(row.from_minute, row.to_minute);
                table.exceptions.push(Exception { on: on.to_jiff(), opening });
            }
            (None, None) => {}
        }
    }
    let closures = sqlx::query!(
        "select id, name, from_date, to_date from closure where to_date >= $1 and from_date <= $2 order by from_date, id",
        first.to_sqlx(),
        last.to_sqlx()
    );
    let closures = closures.fetch_all(db).await?.into_iter().map(|row| Closure {
        id: row.id,
        name: row.name,
        from: row.from_date.to_jiff(),
        to: row.to_date.to_jiff(),
    });
    let clinic = tables.remove(&Owner::Clinic).unwrap_or_default();
    Ok((Plan { zone, clinic, closures: closures.collect() }, tables))
}

/// A line of a week as the table keeps it; what its constraints forbid is none.
pub(super) fn line(
    weekday: i32,
    (from, to): (i32, i32),
    (valid_from, valid_to): (Option<Date>, Option<Date>),
) -> Option<Weekly> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    Some(Weekly { weekday, opening: opening(Some(from), Some(to))?, valid_from, valid_to })
}

pub(super) fn opening(from: Option<i32>, to: Option<i32>) -> Option<Opening> {
    Opening::new(u16::try_from(from?).ok()?, u16::try_from(to?).ok()?)
}
