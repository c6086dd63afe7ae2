//! Money in numbers, as the API shows it.

use jiff::civil::Date;
use money::{Currency, Money};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::counts::{Age, Earnings, Receivables, Takings};
use super::output::PeriodOutput;
use crate::amounts::MoneyOutput;
use crate::appointments::model::Kind;
use crate::ledger::model::Method;

/// Money of one currency.
#[derive(Serialize, ToSchema)]
#[schema(as = EarningCounts)]
pub struct EarningsOutput {
    pub charges: i64,
    /// What was charged and put right since, with the tax in it.
    pub revenue: MoneyOutput,
    pub tax: MoneyOutput,
    /// What was put right of charges; most often less than nothing.
    pub put_right: MoneyOutput,
    pub payments: i64,
    pub paid: MoneyOutput,
    pub refunded: MoneyOutput,
    /// Methods of which there is nothing are left out.
    pub methods: Vec<MethodOutput>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EarningsOfMethod)]
pub struct MethodOutput {
    pub method: Method,
    pub paid: MoneyOutput,
    pub refunded: MoneyOutput,
}

impl EarningsOutput {
    fn new(earnings: &Earnings, currency: Currency) -> Self {
        let money = |minor: i64| MoneyOutput::from(Money::new(minor, currency));
        let methods = Method::ALL.iter().zip(earnings.taken.iter().zip(earnings.returned));
        let methods = methods.filter(|(_, (taken, returned))| **taken != 0 || *returned != 0);
        let methods = methods.map(|(method, (taken, returned))| MethodOutput {
            method: *method,
            paid: money(*taken),
            refunded: money(returned),
        });
        Self {
            charges: earnings.charges,
            revenue: money(earnings.revenue()),
            tax: money(earnings.tax()),
            put_right: money(earnings.put_right),
            payments: earnings.payments,
            paid: money(earnings.all_taken()),
            refunded: money(earnings.all_returned()),
            methods: methods.collect(),
        }
    }
}

/// The money of a span.
#[derive(Serialize, ToSchema)]
#[schema(as = EarningsReport)]
pub struct TakingsOutput {
    pub period: PeriodOutput,
    pub currencies: Vec<CurrencyOutput>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EarningsOfCurrency)]
pub struct CurrencyOutput {
    #[schema(example = "EGP")]
    pub currency: &'static str,
    pub total: EarningsOutput,
    /// Of as many days before.
    pub before: EarningsOutput,
    pub steps: Vec<EarningsStep>,
    /// What belongs to no visit has none.
    pub providers: Vec<EarningsOfProvider>,
    pub kinds: Vec<EarningsOfKind>,
}

#[derive(Serialize, ToSchema)]
pub struct EarningsStep {
    /// The first day of the step.
    pub from: Date,
    #[serde(flatten)]
    pub earnings: EarningsOutput,
}

#[derive(Serialize, ToSchema)]
pub struct EarningsOfProvider {
    pub provider: Option<Uuid>,
    #[serde(flatten)]
    pub earnings: EarningsOutput,
}

#[derive(Serialize, ToSchema)]
pub struct EarningsOfKind {
    pub kind: Option<Kind>,
    #[serde(flatten)]
    pub earnings: EarningsOutput,
}

impl From<&Takings> for CurrencyOutput {
    fn from(takings: &Takings) -> Self {
        let earnings = |earnings: &Earnings| EarningsOutput::new(earnings, takings.currency);
        let course = &takings.course;
        let step = |(from, sum): &(Date, Earnings)| EarningsStep { from: *from, earnings: earnings(sum) };
        let provider = |(provider, sum): &(Option<Uuid>, Earnings)| EarningsOfProvider {
            provider: *provider,
            earnings: earnings(sum),
        };
        Self {
            currency: takings.currency.as_str(),
            total: earnings(&course.total),
            before: earnings(&course.before),
            steps: course.steps.iter().map(step).collect(),
            providers: takings.providers.iter().map(provider).collect(),
            kinds: takings
                .kinds
                .iter()
                .map(|(kind, sum)| EarningsOfKind { kind: *kind, earnings: earnings(sum) })
                .collect(),
        }
    }
}

/// What is still to be paid today.
#[derive(Serialize, ToSchema)]
#[schema(as = ReceivablesReport)]
pub struct ReceivablesOutput {
    /// As of this day.
    pub on: Date,
    pub currencies: Vec<ReceivablesOfCurrency>,
}

#[derive(Serialize, ToSchema)]
pub struct ReceivablesOfCurrency {
    #[schema(example = "EGP")]
    pub currency: &'static str,
    pub open: MoneyOutput,
    pub ages: Vec<AgeOutput>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ReceivablesOfAge)]
pub struct AgeOutput {
    /// For how many days it has been due.
    pub age: Age,
    pub charges: i64,
    pub open: MoneyOutput,
}

impl From<&Receivables> for ReceivablesOfCurrency {
    fn from(receivables: &Receivables) -> Self {
        let money = |minor: i64| MoneyOutput::from(Money::new(minor, receivables.currency));
        let ages = Age::ALL.iter().zip(receivables.ages);
        Self {
            currency: receivables.currency.as_str(),
            open: money(receivables.open()),
            ages: ages.map(|(age, (charges, open))| AgeOutput { age: *age, charges, open: money(open) }).collect(),
        }
    }
}
