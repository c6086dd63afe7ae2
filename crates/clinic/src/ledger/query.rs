//! What a list of transactions may be narrowed by, as clients write it.

use jiff::ToSpan as _;
use money::Currency;
use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use web::{Guest, PageOf, PageWords};

use super::input::period;
use super::model::{Method, StatementSpan, TransactionKind, TransactionStatus};
use super::operations::Filter;
use crate::appointments::input::Reading;
use crate::checking::Check;

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct TransactionQuery {
    #[param(value_type = Option<TransactionKind>)]
    pub kind: Option<String>,
    #[param(value_type = Option<Method>)]
    pub method: Option<String>,
    #[param(value_type = Option<TransactionStatus>)]
    pub status: Option<String>,
    /// Whom they are with.
    #[param(value_type = Option<Uuid>)]
    pub contact: Option<String>,
    #[param(value_type = Option<Uuid>)]
    pub appointment: Option<String>,
    /// A code of ISO 4217.
    #[param(example = "EGP")]
    pub currency: Option<String>,
    /// A month.
    #[param(example = "2030-01")]
    pub billing_period: Option<String>,
    /// Written at or after: an instant, or a day in the clinic's zone.
    #[param(example = "2030-01-01")]
    pub from: Option<String>,
    /// Written before an instant, or on a day or earlier.
    #[param(example = "2030-01-31")]
    pub to: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
    /// From the header `Link`: where this page goes on.
    pub after: Option<String>,
    /// From the header `Link`: where this page ends.
    pub before: Option<String>,
}

impl TransactionQuery {
    pub fn page(&self) -> Result<PageOf> {
        PageWords {
            page: self.page.as_deref(),
            page_size: self.page_size.as_deref(),
            after: self.after.as_deref(),
            before: self.before.as_deref(),
        }
        .parse()
    }

    pub fn filter(&self, guest: &Guest) -> Result<Filter> {
        let wall = Reading::of(guest).wall;
        let mut check = Check::default();
        let filter = Filter {
            kind: check.read("kind", self.kind.as_deref(), |text| TransactionKind::parse(text).ok_or("unknown_choice")),
            method: check.read("method", self.method.as_deref(), |text| Method::parse(text).ok_or("unknown_choice")),
            status: check
                .read("status", self.status.as_deref(), |text| TransactionStatus::parse(text).ok_or("unknown_choice")),
            contact: check.read("contact", self.contact.as_deref(), |text| text.parse().map_err(|_| "malformed")),
            appointment: check
                .read("appointment", self.appointment.as_deref(), |text| text.parse().map_err(|_| "malformed")),
            currency: check.read("currency", self.currency.as_deref(), |text| {
                Currency::parse(&text.to_ascii_uppercase()).ok_or("unknown_choice")
            }),
            billing_period: check
                .read("billing_period", self.billing_period.as_deref(), |text| period(text).map(str::to_owned)),
            from: check.read("from", self.from.as_deref(), |text| wall.bound(text, false)),
            to: check.read("to", self.to.as_deref(), |text| wall.bound(text, true)),
        };
        check.finish(Some(filter))
    }
}

/// Which days of an account a statement is about.
#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct StatementQuery {
    /// The first day, in the clinic's zone; three months before the last when left out.
    #[param(example = "2030-01-01")]
    pub from: Option<String>,
    /// The last day; today when left out.
    #[param(example = "2030-03-31")]
    pub to: Option<String>,
    /// A code of ISO 4217; the clinic's currency when left out.
    #[param(example = "EGP")]
    pub currency: Option<String>,
}

impl StatementQuery {
    pub fn span(&self, guest: &Guest) -> Result<StatementSpan> {
        let reading = Reading::of(guest);
        let mut check = Check::default();
        let to = check.read("to", self.to.as_deref(), |text| reading.wall.date(text)).unwrap_or(reading.wall.today);
        let from = check.read("from", self.from.as_deref(), |text| reading.wall.date(text));
        let from = from.or_else(|| to.checked_sub(3.months()).ok()).unwrap_or(to);
        let currency = check.read("currency", self.currency.as_deref(), |text| {
            Currency::parse(&text.to_ascii_uppercase()).ok_or("unknown_choice")
        });
        let bounds = reading.wall.day(from).and_then(|first| Ok((first.0, reading.wall.day(to)?.1)));
        if from > to {
            check.fail("to", "out_of_range");
        }
        let span = check.took("from", bounds).map(|(begins_at, ends_at)| {
            let currency = currency.unwrap_or(reading.currency);
            StatementSpan { from, to, begins_at, ends_at, currency }
        });
        check.finish(span)
    }
}
