//! Why a time is not free.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use uuid::Uuid;

use crate::hours::{Closure, Opening, Owner};
use crate::slots::{Present, Search};
use crate::span::{Span, is_within};
use crate::wall::instant;

/// One thing that stands in the way of a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The clocks go forward over this time.
    NoSuchTime,
    /// It can be booked from then on at the earliest.
    TooSoon {
        earliest: Timestamp,
    },
    /// It can be booked up to this day.
    TooFar {
        latest: Date,
    },
    Closed(Closure),
    /// Somebody or something is not there for all of it, and when they are there that day.
    OutsideHours {
        owner: Owner,
        hours: Vec<Opening>,
    },
    Busy {
        owner: Owner,
        bookings: Vec<Uuid>,
    },
    /// The session has no seat left.
    Full {
        capacity: u32,
    },
    /// There must be a room, and none can be booked for this.
    NoRoom,
}

impl Search<'_> {
    /// Everything that stands in the way of a slot that begins when the wall shows this, which must be one of the days
    /// that are searched; nothing does when it can be booked.
    pub fn why_not(&self, at: DateTime) -> Vec<Reason> {
        let date = at.date();
        let mut reasons: Vec<Reason> = self.plan.closures_on(date).cloned().map(Reason::Closed).collect();
        let is_closed = !reasons.is_empty();
        let begins = instant(&self.plan.zone, at);
        let Some((starts_at, span)) = begins.and_then(|at| Some((at, self.terms.span_at(at)?))) else {
            reasons.push(Reason::NoSuchTime);
            return reasons;
        };
        reasons.extend(self.untimely(starts_at, date));
        let joined = self.joined(starts_at);
        if joined.is_some_and(|(_, taken)| taken >= self.terms.capacity) {
            reasons.push(Reason::Full { capacity: self.terms.capacity });
        }
        let wanted = Wanted { date, span, session: joined.map(|(session, _)| session), is_closed };
        reasons.extend(self.absences(&self.provider, &wanted));
        reasons.extend(self.equipment.iter().flat_map(|item| self.absences(item, &wanted)));
        reasons.extend(self.rooms_in_the_way(&wanted));
        reasons
    }

    fn untimely(&self, starts_at: Timestamp, date: Date) -> Option<Reason> {
        let earliest = self.terms.earliest(self.now);
        if starts_at < earliest {
            return Some(Reason::TooSoon { earliest });
        }
        let latest = self.terms.last_day(self.plan.zone.to_datetime(self.now).date())?;
        (date > latest).then_some(Reason::TooFar { latest })
    }

    fn absences(&self, present: &Present<'_>, wanted: &Wanted) -> Vec<Reason> {
        let agenda = present.agenda;
        let mut reasons = Vec::new();
        // A closure says it already.
        if !wanted.is_closed && !is_within(&present.open, wanted.span) {
            let hours = self.plan.openings(&agenda.owner, &agenda.hours, wanted.date);
            reasons.push(Reason::OutsideHours { owner: agenda.owner.clone(), hours });
        }
        let joins = |id: Uuid| wanted.session == Some(id);
        let others = agenda
            .overlapping(self.terms.kept_free(wanted.span))
            .filter(|booking| !booking.session.is_some_and(|session| joins(session.id)));
        let bookings: Vec<Uuid> = others.map(|booking| booking.id).collect();
        if !bookings.is_empty() {
            reasons.push(Reason::Busy { owner: agenda.owner.clone(), bookings });
        }
        reasons
    }

    /// Why none of the rooms will do; nothing when one will.
    fn rooms_in_the_way(&self, wanted: &Wanted) -> Vec<Reason> {
        let Some(rooms) = &self.rooms else { return Vec::new() };
        if rooms.is_empty() {
            return vec![Reason::NoRoom];
        }
        let each: Vec<Vec<Reason>> = rooms.iter().map(|room| self.absences(room, wanted)).collect();
        if each.iter().any(Vec::is_empty) { Vec::new() } else { each.into_iter().flatten().collect() }
    }
}

/// The slot that is asked about.
struct Wanted {
    date: Date,
    span: Span,
    session: Option<Uuid>,
    is_closed: bool,
}
