//! What is counted. No database here.

use std::ops::AddAssign;

use jiff::civil::Date;
use money::Currency;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Course, Share};
use crate::appointments::model::Kind;
use crate::ledger::model::Method;
use crate::parties::model::codes;

/// Appointments by where they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Visits {
    pub pending: i64,
    pub booked: i64,
    pub arrived: i64,
    pub checked_in: i64,
    pub fulfilled: i64,
    pub cancelled: i64,
    /// Of the cancelled.
    pub cancelled_late: i64,
    pub noshow: i64,
    /// Of all that were not cancelled.
    pub minutes: i64,
}

impl AddAssign<&Self> for Visits {
    fn add_assign(&mut self, more: &Self) {
        self.pending += more.pending;
        self.booked += more.booked;
        self.arrived += more.arrived;
        self.checked_in += more.checked_in;
        self.fulfilled += more.fulfilled;
        self.cancelled += more.cancelled;
        self.cancelled_late += more.cancelled_late;
        self.noshow += more.noshow;
        self.minutes += more.minutes;
    }
}

impl Visits {
    pub fn all(&self) -> i64 {
        self.pending + self.booked + self.arrived + self.checked_in + self.fulfilled + self.cancelled + self.noshow
    }

    /// Who did not come, of all who came or should have.
    pub fn no_show_rate(&self) -> Option<Share> {
        Share::of(self.noshow, self.noshow + self.arrived + self.checked_in + self.fulfilled)
    }

    pub fn cancellation_rate(&self) -> Option<Share> {
        Share::of(self.cancelled, self.all())
    }
}

/// All that is told of the appointments of a span.
#[derive(Debug, Clone)]
pub struct Activity {
    pub course: Course<Visits>,
    /// Of the span alone, the most first.
    pub kinds: Vec<(Kind, Visits)>,
    pub providers: Vec<(Uuid, Visits)>,
    /// By weekday, from Monday on, and hour: of all that were not cancelled.
    pub week: [[i64; 24]; 7],
}

/// How full somebody's days are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    pub provider: Uuid,
    pub booked_minutes: i64,
    pub offered_minutes: i64,
    pub before_booked_minutes: i64,
    pub before_offered_minutes: i64,
    /// The third time that is free from now on.
    pub third_next: Option<jiff::Timestamp>,
}

impl Use {
    pub fn share(&self) -> Option<Share> {
        Share::of(self.booked_minutes, self.offered_minutes)
    }

    pub fn share_before(&self) -> Option<Share> {
        Share::of(self.before_booked_minutes, self.before_offered_minutes)
    }
}

/// Who came for the first time, and visits of those who had come before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Newcomers {
    pub new: i64,
    pub returning: i64,
}

impl AddAssign<&Self> for Newcomers {
    fn add_assign(&mut self, more: &Self) {
        self.new += more.new;
        self.returning += more.returning;
    }
}

impl Newcomers {
    pub fn share(&self) -> Option<Share> {
        Share::of(self.new, self.new + self.returning)
    }
}

/// What became of reminders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reminders {
    pub waiting: i64,
    /// Handed in, and nothing heard of since.
    pub sent: i64,
    pub delivered: i64,
    pub failed: i64,
    pub withheld: i64,
    pub confirmed: i64,
    pub cancelled: i64,
}

impl AddAssign<&Self> for Reminders {
    fn add_assign(&mut self, more: &Self) {
        self.waiting += more.waiting;
        self.sent += more.sent;
        self.delivered += more.delivered;
        self.failed += more.failed;
        self.withheld += more.withheld;
        self.confirmed += more.confirmed;
        self.cancelled += more.cancelled;
    }
}

impl Reminders {
    pub fn all(&self) -> i64 {
        self.waiting + self.sent + self.delivered + self.failed + self.withheld
    }

    pub fn delivery_rate(&self) -> Option<Share> {
        Share::of(self.delivered, self.sent + self.delivered + self.failed)
    }

    pub fn confirmation_rate(&self) -> Option<Share> {
        Share::of(self.confirmed, self.sent + self.delivered)
    }
}

#[derive(Debug, Clone)]
pub struct Reminding {
    pub course: Course<Reminders>,
    pub channels: Vec<(String, Reminders)>,
}

/// Money of one currency, in its smallest unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Earnings {
    pub charges: i64,
    pub charged: i64,
    pub charged_tax: i64,
    /// What was put right of charges; most often less than nothing.
    pub put_right: i64,
    pub put_right_tax: i64,
    pub payments: i64,
    /// By method, in the order of [`Method::ALL`].
    pub taken: [i64; METHODS],
    pub returned: [i64; METHODS],
}

pub const METHODS: usize = Method::ALL.len();

impl AddAssign<&Self> for Earnings {
    fn add_assign(&mut self, more: &Self) {
        self.charges += more.charges;
        self.charged += more.charged;
        self.charged_tax += more.charged_tax;
        self.put_right += more.put_right;
        self.put_right_tax += more.put_right_tax;
        self.payments += more.payments;
        self.taken.iter_mut().zip(more.taken).for_each(|(sum, more)| *sum += more);
        self.returned.iter_mut().zip(more.returned).for_each(|(sum, more)| *sum += more);
    }
}

impl Earnings {
    /// What was earned, with the tax in it.
    pub fn revenue(&self) -> i64 {
        self.charged + self.put_right
    }

    pub fn tax(&self) -> i64 {
        self.charged_tax + self.put_right_tax
    }

    pub fn all_taken(&self) -> i64 {
        self.taken.iter().sum()
    }

    pub fn all_returned(&self) -> i64 {
        self.returned.iter().sum()
    }
}

/// The money of a span in one currency.
#[derive(Debug, Clone)]
pub struct Takings {
    pub currency: Currency,
    pub course: Course<Earnings>,
    /// Of the span alone; what belongs to no visit has nobody.
    pub providers: Vec<(Option<Uuid>, Earnings)>,
    pub kinds: Vec<(Option<Kind>, Earnings)>,
}

codes! {
    /// How long something has been due, in days.
    Age { NotDue = "not_due", Month = "1-30", TwoMonths = "31-60", ThreeMonths = "61-90", Longer = "over_90" }
}

pub const AGES: usize = Age::ALL.len();

/// What is still to be paid now in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receivables {
    pub currency: Currency,
    /// How many charges and what is open of them, in the order of [`Age::ALL`].
    pub ages: [(i64, i64); AGES],
}

impl Receivables {
    pub fn open(&self) -> i64 {
        self.ages.iter().map(|(_, open)| open).sum()
    }
}

/// Of fewer people nothing is told.
pub const FEWEST: usize = 5;

/// What an instrument said of those who were assessed in a month: always all of them, whoever asks and however.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcomes {
    pub instrument: String,
    /// Scores of two versions are not compared.
    pub version: i32,
    pub months: Vec<(Date, Told)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told {
    pub people: usize,
    pub assessments: usize,
    /// Of everybody's last score of the month.
    pub average: f64,
}
