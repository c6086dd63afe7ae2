//! Closed days as the API shows them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use super::model::{Count, DayClose, DayState, OpenDay, Taken};
use crate::amounts::MoneyOutput;
use crate::ledger::model::Method;

/// A day whose money was counted. While it is closed, nothing is written into it.
#[derive(Serialize, ToSchema)]
#[schema(as = DayClose)]
pub struct DayCloseOutput {
    pub id: Uuid,
    #[schema(example = "2030-01-07")]
    pub day: Date,
    pub status: DayState,
    pub counts: Vec<CountOutput>,
    #[schema(example = "2030-01-07T18:30:00Z")]
    pub closed_at: Timestamp,
    pub closed_by: Option<Uuid>,
    pub reopened_at: Option<Timestamp>,
    pub reopened_by: Option<Uuid>,
    pub reopen_reason: Option<String>,
}

/// What was counted, beside what should have been there.
#[derive(Serialize, ToSchema)]
#[schema(as = DayCount)]
pub struct CountOutput {
    pub method: Method,
    /// Who recorded it; none where the program did.
    pub cashier: Option<Uuid>,
    pub expected: MoneyOutput,
    pub counted: MoneyOutput,
    /// Less than nothing where something is missing.
    pub difference: MoneyOutput,
    pub reason: Option<String>,
}

/// What a day should come to.
#[derive(Serialize, ToSchema)]
pub struct DayTakings {
    #[schema(example = "2030-01-07")]
    pub day: Date,
    /// The close that stands; none while the day is open.
    pub close: Option<Uuid>,
    pub takings: Vec<TakenOutput>,
}

/// What one cashier took by one method in one currency, without what was given back.
#[derive(Serialize, ToSchema)]
#[schema(as = Taken)]
pub struct TakenOutput {
    pub method: Method,
    /// Who recorded it; none where the program did.
    pub cashier: Option<Uuid>,
    pub expected: MoneyOutput,
}

/// A day on which money changed hands, and that is not closed.
#[derive(Serialize, ToSchema)]
#[schema(as = OpenDay)]
pub struct OpenDayOutput {
    #[schema(example = "2030-01-07")]
    pub day: Date,
    /// How many payments, refunds and adjustments of payments.
    pub count: i64,
}

impl From<DayClose> for DayCloseOutput {
    fn from(close: DayClose) -> Self {
        let status = close.state();
        let (reopened_at, reopened_by, reopen_reason) = match close.reopening {
            Some(reopening) => (Some(reopening.at), reopening.by, Some(reopening.reason.into_inner())),
            None => (None, None, None),
        };
        Self {
            id: close.id.uuid(),
            day: close.day,
            status,
            counts: close.counts.into_iter().map(CountOutput::from).collect(),
            closed_at: close.closed_at,
            closed_by: close.closed_by,
            reopened_at,
            reopened_by,
            reopen_reason,
        }
    }
}

impl From<Count> for CountOutput {
    fn from(count: Count) -> Self {
        Self {
            method: count.drawer.method,
            cashier: count.drawer.cashier,
            expected: count.expected.into(),
            counted: count.counted.into(),
            difference: count.difference().into(),
            reason: count.reason.map(Phi::into_inner),
        }
    }
}

impl From<Taken> for TakenOutput {
    fn from(taken: Taken) -> Self {
        Self { method: taken.drawer.method, cashier: taken.drawer.cashier, expected: taken.amount().into() }
    }
}

impl From<OpenDay> for OpenDayOutput {
    fn from(open: OpenDay) -> Self {
        Self { day: open.day, count: open.count }
    }
}
