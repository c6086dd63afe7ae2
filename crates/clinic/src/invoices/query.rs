//! What a list of invoices may be narrowed by, as clients write it.

use money::Currency;
use serde::Deserialize;
use tenancy::Result;
use utoipa::IntoParams;
use uuid::Uuid;
use web::{Guest, PageOf, PageWords};

use super::model::{InvoiceKind, InvoiceStatus};
use super::operations::Filter;
use crate::appointments::input::Reading;
use crate::checking::Check;

#[derive(Clone, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct InvoiceQuery {
    #[param(value_type = Option<InvoiceKind>)]
    pub kind: Option<String>,
    #[param(value_type = Option<InvoiceStatus>)]
    pub status: Option<String>,
    /// Whom they are for.
    #[param(value_type = Option<Uuid>)]
    pub contact: Option<String>,
    /// Who bears a part of them.
    #[param(value_type = Option<Uuid>)]
    pub payer: Option<String>,
    /// A code of ISO 4217.
    #[param(example = "EGP")]
    pub currency: Option<String>,
    /// As it stands on paper.
    #[param(example = "INV-000001", max_length = 30)]
    pub number: Option<String>,
    /// Written on this day of the clinic's or later; of a draft, begun.
    #[param(example = "2030-01-01")]
    pub from: Option<String>,
    /// Written on this day or earlier.
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

impl InvoiceQuery {
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
        let id = |text: &str| text.parse::<Uuid>().map_err(|_| "malformed");
        let filter = Filter {
            kind: check.read("kind", self.kind.as_deref(), |text| InvoiceKind::parse(text).ok_or("unknown_choice")),
            status: check
                .read("status", self.status.as_deref(), |text| InvoiceStatus::parse(text).ok_or("unknown_choice")),
            contact: check.read("contact", self.contact.as_deref(), id),
            payer: check.read("payer", self.payer.as_deref(), id),
            currency: check.read("currency", self.currency.as_deref(), |text| {
                Currency::parse(&text.to_ascii_uppercase()).ok_or("unknown_choice")
            }),
            number: check.read("number", self.number.as_deref(), numbered),
            from: check.read("from", self.from.as_deref(), |text| wall.date(text)),
            to: check.read("to", self.to.as_deref(), |text| wall.date(text)),
        };
        check.finish(Some(filter))
    }
}

/// A number as it stands on paper, or without its series.
fn numbered(text: &str) -> Result<(Option<String>, i64), &'static str> {
    let (series, number) = match text.rsplit_once('-') {
        Some((series, number)) => (Some(series.to_ascii_uppercase()), number),
        None => (None, text),
    };
    let number: i64 = people::text::ascii_digits(number).parse().map_err(|_| "malformed")?;
    let fits = number > 0 && series.as_ref().is_none_or(|series| (1..=10).contains(&series.len()));
    if fits && !text.contains('\0') { Ok((series, number)) } else { Err("malformed") }
}
