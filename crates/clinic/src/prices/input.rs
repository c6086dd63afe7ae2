//! What clients send about prices: the same for the API and the form.

use jiff::civil::Date;
use money::TaxRate;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::NewPrice;
use crate::amounts::MoneyInput;
use crate::appointments::input::Reading;

/// A price as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PriceInput {
    #[schema(example = "0198c0de-0000-7000-8000-000000000001")]
    pub service: Option<Uuid>,
    /// With the tax in it.
    #[schema(example = json!({ "amount": "350.00", "currency": "EGP" }))]
    pub amount: Option<MoneyInput>,
    /// A percentage; none when left out.
    #[schema(example = "14", max_length = 12)]
    pub tax_rate: Option<String>,
    /// The first day; today when left out.
    #[schema(example = "2030-02-01")]
    pub valid_from: Option<String>,
    /// The last day; for good when left out.
    pub valid_to: Option<String>,
}

/// From when on a price holds no more, as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct EndInput {
    /// The last day on which it holds; today when left out.
    #[schema(example = "2032-06-30")]
    pub on: Option<String>,
}

impl PriceInput {
    pub fn parse(&self, reading: &Reading) -> Result<NewPrice> {
        let mut check = Check { problems: Vec::new(), reading };
        let service = check.given("service", self.service);
        let amount = check.given("amount", self.amount.as_ref());
        let amount = amount.and_then(|amount| check.took("amount", amount.parse(reading.currency)));
        if amount.is_some_and(|amount| amount.minor == 0) {
            check.problems.push(FieldError::new("amount", "out_of_range"));
        }
        let rate = self.tax_rate.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let rate = check.took("tax_rate", TaxRate::parse(rate.unwrap_or("0")));
        let valid_from = check.day("valid_from", self.valid_from.as_deref()).unwrap_or(reading.wall.today);
        let valid_to = check.day("valid_to", self.valid_to.as_deref());
        if valid_to.is_some_and(|last| last < valid_from) {
            check.problems.push(FieldError::new("valid_to", "out_of_range"));
        }
        match (service, amount, rate) {
            (Some(service), Some(amount), Some(tax_rate)) if check.problems.is_empty() => {
                Ok(NewPrice { service, amount, tax_rate, valid_from, valid_to })
            }
            _ => Err(Error::Invalid(check.problems)),
        }
    }
}

impl EndInput {
    pub fn parse(&self, reading: &Reading) -> Result<Date> {
        let text = self.on.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let day = text.map_or(Ok(reading.wall.today), |text| reading.wall.date(text));
        day.map_err(|code| Error::invalid("on", code))
    }
}

/// Everything that was wrong so far.
struct Check<'a> {
    problems: Vec<FieldError>,
    reading: &'a Reading,
}

impl Check<'_> {
    fn took<T>(&mut self, field: &'static str, read: Result<T, &'static str>) -> Option<T> {
        read.map_err(|code| self.problems.push(FieldError::new(field, code))).ok()
    }

    fn given<T>(&mut self, field: &'static str, value: Option<T>) -> Option<T> {
        self.took(field, value.ok_or("required"))
    }

    fn day(&mut self, field: &'static str, text: Option<&str>) -> Option<Date> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        self.took(field, self.reading.wall.date(text))
    }
}
