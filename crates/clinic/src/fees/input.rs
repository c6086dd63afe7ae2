//! What clients send about fees: the same for the API and the forms.

use money::TaxRate;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{NewFeeRule, Occasion};
use crate::amounts::MoneyInput;
use crate::appointments::input::Reading;
use crate::appointments::model::Kind;
use crate::forms::required_text;

const REASON: usize = 500;
/// Two weeks.
const MOST_NOTICE_HOURS: u16 = 336;
const USUAL_NOTICE_HOURS: u16 = 24;

/// A rule as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct FeeRuleInput {
    #[schema(example = "no_show")]
    pub occasion: Option<Occasion>,
    /// Of visits of this kind; of all when left out.
    pub kind: Option<Kind>,
    /// Of visits for this service; for all when left out.
    pub service: Option<Uuid>,
    /// Of a late cancellation: less than so many hours before the visit; 24 when left out.
    #[schema(minimum = 1, maximum = 336)]
    pub notice_hours: Option<u16>,
    /// Of a late cancellation: only where patients cancel by themselves.
    pub own_only: bool,
    /// With the tax in it.
    #[schema(example = json!({ "amount": "100.00", "currency": "EGP" }))]
    pub amount: Option<MoneyInput>,
    /// A percentage; none when left out.
    #[schema(example = "14", max_length = 12)]
    pub tax_rate: Option<String>,
}

/// Why a patient is let off, as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct WaiverInput {
    #[schema(example = "Was in hospital", max_length = 500)]
    pub reason: Option<String>,
}

impl FeeRuleInput {
    pub fn parse(&self, reading: &Reading) -> Result<NewFeeRule> {
        let mut problems = Vec::new();
        let mut fail = |field: &'static str, code| problems.push(FieldError::new(field, code));
        let occasion = self.occasion.ok_or("required").map_err(|code| fail("occasion", code)).ok();
        let amount = self.amount.as_ref().ok_or("required").and_then(|amount| amount.parse(reading.currency));
        let amount = amount.and_then(|amount| if amount.minor == 0 { Err("out_of_range") } else { Ok(amount) });
        let amount = amount.map_err(|code| fail("amount", code)).ok();
        let rate = self.tax_rate.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let rate = TaxRate::parse(rate.unwrap_or("0")).map_err(|code| fail("tax_rate", code)).ok();
        let is_late = occasion != Some(Occasion::NoShow);
        if !is_late && self.notice_hours.is_some() {
            fail("notice_hours", "out_of_place");
        }
        if !is_late && self.own_only {
            fail("own_only", "out_of_place");
        }
        let notice = self.notice_hours.unwrap_or(USUAL_NOTICE_HOURS);
        if !(1..=MOST_NOTICE_HOURS).contains(&notice) {
            fail("notice_hours", "out_of_range");
        }
        match (occasion, amount, rate) {
            (Some(occasion), Some(amount), Some(tax_rate)) if problems.is_empty() => Ok(NewFeeRule {
                occasion,
                kind: self.kind,
                service: self.service,
                notice_minutes: is_late.then(|| i32::from(notice) * 60),
                own_only: self.own_only,
                amount,
                tax_rate,
            }),
            _ => Err(Error::Invalid(problems)),
        }
    }
}

impl WaiverInput {
    pub fn parse(&self) -> Result<String> {
        required_text("reason", self.reason.as_deref(), REASON).map_err(|problem| Error::Invalid(vec![problem]))
    }
}
