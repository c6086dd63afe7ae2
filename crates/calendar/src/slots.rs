//! Free slots: where the grid, everybody's hours and everybody's bookings leave room.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use uuid::Uuid;

use crate::hours::{Owner, Plan, Timetable, each_day, widened};
use crate::span::{Span, is_clear, is_within, union};
use crate::wall::{at_minute, instant};

/// What a visit of some kind takes, and when it may be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub duration_minutes: u16,
    /// Kept free of other bookings before and after.
    pub buffer_before_minutes: u16,
    pub buffer_after_minutes: u16,
    /// How many may come to the same session.
    pub capacity: u32,
    /// How long before its start a slot may be booked at the latest.
    pub lead_minutes: u32,
    /// How many days ahead it may be booked; any number when absent.
    pub horizon_days: Option<u32>,
    /// From one start to the next one on the grid, which begins anew with each opening.
    pub step_minutes: u16,
}

impl Terms {
    /// For a visit of which only the length is known.
    pub fn lasting(duration_minutes: u16, step_minutes: u16) -> Self {
        Self {
            duration_minutes,
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            capacity: 1,
            lead_minutes: 0,
            horizon_days: None,
            step_minutes,
        }
    }

    pub(crate) fn span_at(&self, starts_at: Timestamp) -> Option<Span> {
        Some(Span::new(starts_at, shifted(starts_at, i64::from(self.duration_minutes))?))
    }

    /// A slot with its buffers: what must be free of others.
    pub(crate) fn kept_free(&self, span: Span) -> Span {
        let before = shifted(span.starts_at, -i64::from(self.buffer_before_minutes));
        let after = shifted(span.ends_at, i64::from(self.buffer_after_minutes));
        Span::new(before.unwrap_or(span.starts_at), after.unwrap_or(span.ends_at))
    }

    pub(crate) fn earliest(&self, now: Timestamp) -> Timestamp {
        shifted(now, i64::from(self.lead_minutes)).unwrap_or(Timestamp::MAX)
    }

    pub(crate) fn last_day(&self, today: Date) -> Option<Date> {
        today.checked_add(i64::from(self.horizon_days?).days()).ok()
    }
}

fn shifted(at: Timestamp, minutes: i64) -> Option<Timestamp> {
    at.checked_add(SignedDuration::from_mins(minutes)).ok()
}

/// A session that others may join, until its seats are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// The same for all who come to it.
    pub id: Uuid,
    pub starts_at: Timestamp,
}

/// What somebody or something is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking {
    pub id: Uuid,
    /// With its own buffers, where it has some.
    pub span: Span,
    /// When it is of the kind that is sought, and not for one alone.
    pub session: Option<Session>,
}

/// The hours and the bookings of one owner.
#[derive(Debug, Clone)]
pub struct Agenda {
    pub owner: Owner,
    pub hours: Timetable,
    bookings: Vec<Booking>,
    taken: Vec<Span>,
}

impl Agenda {
    pub fn new(owner: Owner, hours: Timetable, mut bookings: Vec<Booking>) -> Self {
        bookings.sort_unstable_by_key(|booking| (booking.span, booking.id));
        let taken = union(bookings.iter().map(|booking| booking.span).collect());
        Self { owner, hours, bookings, taken }
    }

    /// In order of their beginnings.
    pub fn bookings(&self) -> &[Booking] {
        &self.bookings
    }

    pub(crate) fn overlapping(&self, wanted: Span) -> impl Iterator<Item = &Booking> {
        let begun = self.bookings.partition_point(|booking| booking.span.starts_at < wanted.ends_at);
        self.bookings.iter().take(begun).filter(move |booking| booking.span.overlaps(wanted))
    }

    /// The session that begins then, and how many have a seat in it.
    pub(crate) fn session_at(&self, starts_at: Timestamp) -> Option<(Uuid, u32)> {
        let begins = |booking: &&Booking| booking.session.is_some_and(|session| session.starts_at == starts_at);
        let id = self.bookings.iter().find(begins)?.session?.id;
        let seats = self.bookings.iter().filter(|booking| booking.session.is_some_and(|session| session.id == id));
        Some((id, u32::try_from(seats.count()).unwrap_or(u32::MAX)))
    }

    /// Whether nothing is in the way but those who come to this session.
    fn is_clear(&self, wanted: Span, session: Option<Uuid>) -> bool {
        if is_clear(&self.taken, wanted) {
            return true;
        }
        let Some(id) = session else { return false };
        self.overlapping(wanted).all(|booking| booking.session.is_some_and(|session| session.id == id))
    }
}

/// Whom and what a visit takes.
#[derive(Debug, Clone, Copy)]
pub struct Needs<'a> {
    pub provider: &'a Agenda,
    /// One of these, in order of preference, when there must be a room.
    pub rooms: Option<&'a [Agenda]>,
    /// All of these.
    pub equipment: &'a [Agenda],
}

/// A time that can be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    pub span: Span,
    pub provider: Uuid,
    pub room: Option<Uuid>,
    /// How many can still come.
    pub seats: u32,
    /// The session that whoever books it joins.
    pub session: Option<Uuid>,
}

/// One agenda with its hours in real time.
pub(crate) struct Present<'a> {
    pub agenda: &'a Agenda,
    pub open: Vec<Span>,
}

impl Present<'_> {
    fn takes(&self, span: Span, kept_free: Span, session: Option<Uuid>) -> bool {
        is_within(&self.open, span) && self.agenda.is_clear(kept_free, session)
    }
}

/// A search for slots with one provider, on some days.
pub struct Search<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) terms: &'a Terms,
    pub(crate) now: Timestamp,
    pub(crate) days: RangeInclusive<Date>,
    pub(crate) provider: Present<'a>,
    pub(crate) rooms: Option<Vec<Present<'a>>>,
    pub(crate) equipment: Vec<Present<'a>>,
}

impl<'a> Search<'a> {
    pub fn new(plan: &'a Plan, terms: &'a Terms, needs: Needs<'a>, days: RangeInclusive<Date>, now: Timestamp) -> Self {
        let around = widened(&days);
        let present = |agenda: &'a Agenda| Present { agenda, open: plan.spans(&agenda.owner, &agenda.hours, &around) };
        Self {
            plan,
            terms,
            now,
            provider: present(needs.provider),
            rooms: needs.rooms.map(|rooms| rooms.iter().map(present).collect()),
            equipment: needs.equipment.iter().map(present).collect(),
            days,
        }
    }

    /// The slots that can be booked, in order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        each_day(&self.days).flat_map(|date| self.slots_on(date))
    }

    /// The slots that can be booked on one of the days, in order.
    pub fn slots_on(&self, date: Date) -> impl Iterator<Item = Slot> {
        let earliest = self.terms.earliest(self.now);
        let last = self.terms.last_day(self.plan.zone.to_datetime(self.now).date());
        let is_near = last.is_none_or(|last| date <= last);
        let starts = is_near.then(|| self.starts_on(date)).into_iter().flatten();
        starts.filter(move |starts_at| *starts_at >= earliest).filter_map(|starts_at| self.slot_at(starts_at))
    }

    /// Every start on the grid of a day.
    fn starts_on(&self, date: Date) -> impl Iterator<Item = Timestamp> {
        let step = usize::from(self.terms.step_minutes.max(1));
        let openings = self.plan.openings(&self.provider.agenda.owner, &self.provider.agenda.hours, date);
        let minutes =
            openings.into_iter().flat_map(move |opening| (opening.from_minute()..opening.to_minute()).step_by(step));
        minutes.filter_map(move |minute| instant(&self.plan.zone, at_minute(date, minute)?))
    }

    /// The slot that begins then, if everybody and everything is there and free.
    fn slot_at(&self, starts_at: Timestamp) -> Option<Slot> {
        let span = self.terms.span_at(starts_at)?;
        let kept_free = self.terms.kept_free(span);
        let (session, taken) = match self.joined(starts_at) {
            Some((session, taken)) => (Some(session), taken),
            None => (None, 0),
        };
        let seats = self.terms.capacity.saturating_sub(taken);
        let takes = |present: &Present<'_>| present.takes(span, kept_free, session);
        if seats == 0 || !takes(&self.provider) || !self.equipment.iter().all(takes) {
            return None;
        }
        let room = match &self.rooms {
            Some(rooms) => Some(rooms.iter().find(|room| takes(room))?),
            None => None,
        };
        let (provider, room) = (id_of(self.provider.agenda)?, room.and_then(|room| id_of(room.agenda)));
        Some(Slot { span, provider, room, seats, session })
    }

    /// The session of the provider's that a slot would be part of.
    pub(crate) fn joined(&self, starts_at: Timestamp) -> Option<(Uuid, u32)> {
        if self.terms.capacity > 1 { self.provider.agenda.session_at(starts_at) } else { None }
    }
}

fn id_of(agenda: &Agenda) -> Option<Uuid> {
    match agenda.owner {
        Owner::Provider(id) | Owner::Room(id) => Some(id),
        Owner::Clinic | Owner::Equipment(_) => None,
    }
}
