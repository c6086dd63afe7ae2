//! Financial records as the API shows them.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{Listing, Numbered};

use super::model::{Group, Period, Question, Records};
use crate::amounts::MoneyOutput;
use crate::ledger::model::Method;

/// What visits of a span came to.
#[derive(Serialize, ToSchema)]
#[schema(as = FinancialRecords)]
pub struct RecordsOutput {
    #[schema(example = "2030-01-01")]
    pub from: Date,
    /// The last day.
    #[schema(example = "2030-01-31")]
    pub to: Date,
    pub period: Period,
    /// One for each currency.
    pub totals: Vec<SumsOutput>,
    pub periods: Vec<PeriodSums>,
    pub services: Vec<ServiceSums>,
    pub methods: Vec<MethodSums>,
    /// Those who were charged or paid, page by page; who owes most first.
    pub contacts: Numbered<ContactSums>,
}

/// Sums in one currency.
#[derive(Serialize, ToSchema)]
#[schema(as = FinancialSums)]
pub struct SumsOutput {
    /// In the span, with what put it right since.
    pub charged: MoneyOutput,
    /// In the span, whenever it was charged; without what was given back.
    pub received: MoneyOutput,
    /// Of what was charged in the span what is still to be paid now.
    pub outstanding: MoneyOutput,
}

/// What a day or a month came to.
#[derive(Serialize, ToSchema)]
pub struct PeriodSums {
    /// Its first day.
    #[schema(example = "2030-01-01")]
    pub starts_on: Date,
    #[serde(flatten)]
    pub sums: SumsOutput,
}

/// What a service came to.
#[derive(Serialize, ToSchema)]
pub struct ServiceSums {
    /// None where nobody said what for.
    pub service: Option<Uuid>,
    #[serde(flatten)]
    pub sums: SumsOutput,
}

/// What was received in one way.
#[derive(Serialize, ToSchema)]
pub struct MethodSums {
    pub method: Method,
    pub received: MoneyOutput,
}

/// What somebody was charged with, and paid.
#[derive(Serialize, ToSchema)]
pub struct ContactSums {
    pub contact: Uuid,
    #[serde(flatten)]
    pub sums: SumsOutput,
}

impl<K> From<&Group<K>> for SumsOutput {
    fn from(group: &Group<K>) -> Self {
        Self {
            charged: group.charged().into(),
            received: group.received().into(),
            outstanding: group.outstanding().into(),
        }
    }
}

impl RecordsOutput {
    pub fn new(asked: Question, records: &Records, listing: Listing<Group<Uuid>>) -> Self {
        let contact = |group: &Group<Uuid>| ContactSums { contact: group.key, sums: group.into() };
        Self {
            from: asked.from,
            to: asked.to,
            period: asked.period,
            totals: records.totals.iter().map(SumsOutput::from).collect(),
            periods: records
                .periods
                .iter()
                .map(|group| PeriodSums { starts_on: group.key, sums: group.into() })
                .collect(),
            services: records
                .services
                .iter()
                .map(|group| ServiceSums { service: group.key, sums: group.into() })
                .collect(),
            methods: records
                .methods
                .iter()
                .map(|group| MethodSums { method: group.key, received: group.received().into() })
                .collect(),
            contacts: Numbered {
                items: listing.rows.iter().map(contact).collect(),
                count: listing.count,
                page: listing.page.number,
                page_size: listing.page.size,
            },
        }
    }
}
