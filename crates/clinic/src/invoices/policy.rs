//! How a clinic writes its invoices: under which numbers, payable until when, and what stands at the head and foot of what it
//! prints. Kept as one setting.

use people::text::{clean, one_line};
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, FieldError, Result, TenantTx};
use utoipa::ToSchema;

use crate::forms::text_code;
use crate::settings;

const NAME: &str = "invoicing";
const SERIES: usize = 10;
const LINE: usize = 200;
const BLOCK: usize = 500;
/// No terms are longer.
const MOST_DAYS: u16 = 365;
/// Whoever does not pay then is for a court.
const MOST_LEVELS: usize = 5;

/// How a clinic writes its invoices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Invoicing {
    /// What the numbers of invoices begin with: letters, digits and hyphens. Another series begins with 1.
    #[schema(example = "INV", max_length = 10)]
    pub series: String,
    /// The same of credit notes; not that of the invoices.
    #[schema(example = "CN", max_length = 10)]
    pub credit_series: String,
    /// How many days after its day an invoice is to be paid.
    #[schema(example = 14, maximum = 365)]
    pub payment_days: u16,
    /// How many days after that somebody is reminded for the first time, the second time and so on.
    #[schema(example = json!([7, 21, 42]), max_items = 5)]
    pub reminder_days: Vec<u16>,
    pub letterhead: Letterhead,
}

/// What stands at the head and the foot of what a clinic prints.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Letterhead {
    /// As on paper; the clinic's name when blank.
    #[schema(example = "Clinic of Dr Haddad", max_length = 200)]
    pub name: String,
    /// Line by line.
    #[schema(example = "12 Nile Street", max_length = 500)]
    pub address: String,
    #[schema(example = "123-456", max_length = 200)]
    pub tax_number: String,
    /// Where to pay, whom to ask.
    #[schema(example = "Thank you", max_length = 500)]
    pub footer: String,
}

impl Default for Invoicing {
    fn default() -> Self {
        Self {
            series: "INV".to_owned(),
            credit_series: "CN".to_owned(),
            payment_days: 14,
            reminder_days: vec![7, 21, 42],
            letterhead: Letterhead::default(),
        }
    }
}

impl Invoicing {
    /// How many levels are due so many days after the day of payment.
    pub fn levels_after(&self, days: i32) -> i32 {
        let due = self.reminder_days.iter().filter(|level| i32::from(**level) <= days).count();
        i32::try_from(due).unwrap_or(i32::MAX)
    }

    /// As it is kept, unless something in it is wrong.
    fn checked(self) -> Result<Self> {
        let mut problems = Vec::new();
        let mut text = |field: &'static str, given: &str, most: usize, is_block: bool| {
            let read = if is_block { clean(given, most) } else { one_line(given, most) };
            read.unwrap_or_else(|error| {
                let limit = i64::try_from(most).unwrap_or(i64::MAX);
                problems.push(FieldError::new(field, text_code(&error)).limit(limit));
                String::new()
            })
        };
        let letterhead = Letterhead {
            name: text("letterhead/name", &self.letterhead.name, LINE, false),
            address: text("letterhead/address", &self.letterhead.address, BLOCK, true),
            tax_number: text("letterhead/tax_number", &self.letterhead.tax_number, LINE, false),
            footer: text("letterhead/footer", &self.letterhead.footer, BLOCK, true),
        };
        let (series, credit_series) = (series_of(&self.series), series_of(&self.credit_series));
        for (field, series) in [("series", &series), ("credit_series", &credit_series)] {
            if series.is_none() {
                problems.push(FieldError::new(field, "malformed"));
            }
        }
        // Two that share their numbers would each have gaps.
        if series.is_some() && series == credit_series {
            problems.push(FieldError::new("credit_series", "same_series"));
        }
        if self.payment_days > MOST_DAYS {
            problems.push(FieldError::new("payment_days", "too_large").limit(MOST_DAYS.into()));
        }
        let is_in_order = self.reminder_days.is_sorted_by(|one, next| one < next);
        let fits = self.reminder_days.iter().all(|days| (1..=MOST_DAYS).contains(days));
        if self.reminder_days.len() > MOST_LEVELS || !is_in_order || !fits {
            problems.push(FieldError::new("reminder_days", "not_levels"));
        }
        match (series, credit_series) {
            (Some(series), Some(credit_series)) if problems.is_empty() => {
                Ok(Self { series, credit_series, letterhead, ..self })
            }
            _ => Err(Error::Invalid(problems)),
        }
    }

    /// How it is done now, for somebody who may do something in which it counts.
    pub async fn load(tx: &mut TenantTx, action: Action) -> Result<(Self, i32)> {
        settings::load(tx, action, NAME).await
    }

    /// Makes this hold for what is issued from now on, if nobody has changed it since `version`, where one is named.
    pub async fn save(self, tx: &mut TenantTx, version: Option<i32>) -> Result<i32> {
        let checked = self.checked()?;
        settings::save(tx, Action::ChangeInvoicing, (NAME, &checked), version).await
    }
}

/// A series as it is kept: capitals, digits and hyphens.
fn series_of(text: &str) -> Option<String> {
    let series = text.trim().to_ascii_uppercase();
    let fits = (1..=SERIES).contains(&series.len());
    let known = series.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    (fits && known).then_some(series)
}
