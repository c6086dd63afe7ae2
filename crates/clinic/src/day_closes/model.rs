//! What a closed day is. No database here.

use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use serde::{Deserialize, Serialize};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::ledger::model::Method;
use crate::parties::model::codes;

codes! {
    /// Where a day that was closed stands.
    DayState { Closed = "closed", Reopened = "reopened" }
}

impl DayState {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("closes-state-{}", self.as_str())
    }
}

/// Where money of a day lies: with whom, as what, in which currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawer {
    pub method: Method,
    pub currency: Currency,
    /// Who recorded it; none where the program did.
    pub cashier: Option<Uuid>,
}

/// What should lie in a drawer.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    pub drawer: Drawer,
    /// Less than nothing where more was given back than taken.
    pub minor: i64,
}

impl Taken {
    pub fn amount(&self) -> Money {
        Money::new(self.minor, self.drawer.currency)
    }
}

/// What was counted, beside what should have been there.
#[derive(Clone)]
pub struct Count {
    pub drawer: Drawer,
    pub expected: Money,
    pub counted: Money,
    pub reason: Option<Phi<String>>,
}

impl Count {
    /// Less than nothing where something is missing.
    pub fn difference(&self) -> Money {
        Money::new(self.counted.minor - self.expected.minor, self.counted.currency)
    }
}

/// A day whose money was counted.
#[derive(Clone)]
pub struct DayClose {
    pub id: Id<DayClose>,
    pub day: Date,
    pub closed_at: Timestamp,
    pub closed_by: Option<Uuid>,
    pub reopening: Option<Reopening>,
    pub counts: Vec<Count>,
}

impl DayClose {
    pub fn state(&self) -> DayState {
        if self.reopening.is_some() { DayState::Reopened } else { DayState::Closed }
    }

    /// What is missing or too much, in each currency in which something is.
    pub fn differences(&self) -> Vec<Money> {
        let mut sums: Vec<Money> = Vec::new();
        for difference in self.counts.iter().map(Count::difference).filter(|difference| difference.minor != 0) {
            match sums.iter_mut().find(|sum| sum.currency == difference.currency) {
                Some(sum) => sum.minor += difference.minor,
                None => sums.push(difference),
            }
        }
        sums
    }
}

/// That a closed day was opened again.
#[derive(Clone)]
pub struct Reopening {
    pub at: Timestamp,
    pub by: Option<Uuid>,
    pub reason: Phi<String>,
}

/// A day on which money changed hands, and that is not closed.
#[derive(Debug, Clone, Copy)]
pub struct OpenDay {
    pub day: Date,
    /// How many payments, refunds and adjustments of payments.
    pub count: i64,
}

/// A day to be closed.
#[derive(Debug, Clone)]
pub struct NewClose {
    pub day: Date,
    pub span: Span,
    pub counts: Vec<NewCount>,
}

/// From where to where a day goes.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub starts_at: Timestamp,
    /// The first instant of the next one.
    pub ends_at: Timestamp,
}

/// What somebody counted.
#[derive(Debug, Clone)]
pub struct NewCount {
    pub drawer: Drawer,
    pub counted: i64,
    pub reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;
    use money::{Currency, Money};
    use tenancy::Id;
    use uuid::Uuid;

    use super::{Count, DayClose, Drawer, Method};

    #[test]
    fn what_is_missing_here_and_too_much_there_is_one_sum_a_currency() {
        let count = |code: &str, expected, counted| {
            let currency = Currency::parse(code).unwrap();
            let money = |minor| Money::new(minor, currency);
            let drawer = Drawer { method: Method::Cash, currency, cashier: None };
            Count { drawer, expected: money(expected), counted: money(counted), reason: None }
        };
        let counts = vec![count("EGP", 100, 90), count("EUR", 5, 5), count("EGP", 10, 12)];
        let closed = DayClose {
            id: Id::new(Uuid::nil()),
            day: date(2030, 1, 7),
            closed_at: Timestamp::UNIX_EPOCH,
            closed_by: None,
            reopening: None,
            counts,
        };
        let sums: Vec<String> = closed.differences().into_iter().map(|sum| sum.to_string()).collect();
        assert_eq!(sums, ["-0.08 EGP"]);
    }
}
