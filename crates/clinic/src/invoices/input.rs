//! What clients send about invoices: the same for the API and the forms.

use money::{Currency, Quantity, TaxRate};
use serde::{Deserialize, Serialize};
use tenancy::{Error, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{NewCredit, NewInvoice, NewLine, NewPart, What};
use crate::amounts::MoneyInput;
use crate::appointments::input::Reading;
use crate::checking::Check;

const NOTE: usize = 500;
const DESCRIPTION: usize = 200;
const AUTHORIZATION: usize = 80;
/// More lines than anybody reads.
pub const MOST_LINES: usize = 100;

/// An invoice as sent by a client: a draft until it is issued.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct InvoiceInput {
    /// Whom it is for. It cannot be changed later.
    #[schema(example = "0198c0de-0000-7000-8000-000000000001")]
    pub contact: Option<Uuid>,
    /// Begin with all that stands on no invoice yet: what was charged, and completed visits that nothing was charged for.
    pub collect: bool,
    #[schema(max_items = 100)]
    pub lines: Vec<InvoiceLineInput>,
    /// ISO 4217; that of the first line when left out.
    #[schema(example = "EGP", max_length = 3)]
    pub currency: Option<String>,
    /// What is taken off the whole, before tax is worked out: divided among the lines.
    pub discount: Option<PartInput>,
    /// Who bears a part of it, such as an insurer: another contact.
    pub payer: Option<Uuid>,
    /// What the payer bears of it.
    pub payer_share: Option<PartInput>,
    /// Under which number the payer agreed to it.
    #[schema(max_length = 80)]
    pub authorization_number: Option<String>,
    /// By the clinic's terms when left out.
    #[schema(example = "2030-02-07")]
    pub due_on: Option<String>,
    #[schema(max_length = 500)]
    pub note: Option<String>,
}

/// A line as sent by a client. Its price follows from a `charge`, an `appointment` or a `service`, unless it says one.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct InvoiceLineInput {
    /// What was charged already and stands on no invoice. Its price and its tax are the charge's.
    pub charge: Option<Uuid>,
    /// A visit. Alone: what it costs, where nothing was charged for it yet.
    pub appointment: Option<Uuid>,
    /// By the price list, of the day of the visit or of today.
    pub service: Option<Uuid>,
    #[schema(example = "Splint", max_length = 200)]
    pub description: Option<String>,
    /// More than nothing, at most 100000, with up to three decimal places; 1 when left out.
    #[schema(example = "1", max_length = 12)]
    pub quantity: Option<String>,
    /// Of one of them, with the tax in it.
    #[schema(example = json!({ "amount": "120.00", "currency": "EGP" }))]
    pub price: Option<MoneyInput>,
    /// A percentage; only beside a price, and none when left out.
    #[schema(example = "14", max_length = 12)]
    pub tax_rate: Option<String>,
    /// What is taken off the line, before tax is worked out.
    pub discount: Option<PartInput>,
}

/// How much of something: a percentage, or an amount.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PartInput {
    /// At most 100, with up to two decimal places.
    #[schema(example = "10", max_length = 12)]
    pub percent: Option<String>,
    pub amount: Option<MoneyInput>,
}

/// What is taken back of an invoice, as sent by a client.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CreditInput {
    /// All that is left of the invoice when empty.
    #[schema(max_items = 100)]
    pub lines: Vec<CreditLineInput>,
    #[schema(example = "Billed twice", max_length = 500)]
    pub note: Option<String>,
}

#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CreditLineInput {
    /// A line of the invoice.
    #[schema(example = "0198c0de-0000-7000-8000-000000000001")]
    pub line: Option<Uuid>,
    /// With the tax in it; all that is left of the line when left out.
    pub amount: Option<MoneyInput>,
}

impl InvoiceInput {
    pub fn parse(&self, reading: &Reading) -> Result<NewInvoice> {
        let mut check = Check::default();
        if self.lines.len() > MOST_LINES {
            return Err(Error::invalid("lines", "too_many"));
        }
        let currency = check.read("currency", self.currency.as_deref(), |code| {
            Currency::parse(&code.to_ascii_uppercase()).ok_or("unknown_choice")
        });
        let default = currency.unwrap_or(reading.currency);
        let lines: Vec<NewLine> =
            self.lines.iter().enumerate().filter_map(|(place, line)| line.parse(&mut check, place, default)).collect();
        let share = part(&mut check, "payer_share", self.payer_share.as_ref(), default);
        if self.payer.is_none() && !matches!(share, NewPart::Nothing) {
            check.fail("payer", "required");
        }
        if self.payer.is_some() && self.payer == self.contact {
            check.fail("payer", "unknown_choice");
        }
        let new = NewInvoice {
            contact: self.contact,
            payer: self.payer,
            currency,
            discount: part(&mut check, "discount", self.discount.as_ref(), default),
            share,
            authorization: check.line("authorization_number", self.authorization_number.as_deref(), AUTHORIZATION),
            note: check.text("note", self.note.as_deref(), NOTE),
            due_on: check.read("due_on", self.due_on.as_deref(), |text| reading.wall.date(text)),
            lines,
            collects: self.collect,
        };
        check.finish(Some(new))
    }
}

impl InvoiceLineInput {
    fn parse(&self, check: &mut Check, place: usize, currency: Currency) -> Option<NewLine> {
        let field = |name: &str| format!("lines/{place}/{name}");
        let quantity = check.read(field("quantity"), self.quantity.as_deref(), Quantity::parse);
        let rate = check.read(field("tax_rate"), self.tax_rate.as_deref(), TaxRate::parse);
        let discount = part(check, &field("discount"), self.discount.as_ref(), currency);
        let description = check.line(field("description"), self.description.as_deref(), DESCRIPTION);
        let what = match (&self.price, self.charge, self.service, self.appointment) {
            (_, Some(charge), ..) => What::Charge(charge),
            (Some(price), None, service, appointment) => {
                let price = check.took(field("price"), price.parse(currency))?;
                let none = || TaxRate::from_hundredths(0);
                What::Priced { price, tax_rate: rate.or_else(none)?, service, appointment }
            }
            (None, None, Some(service), appointment) => What::Service { service, appointment },
            (None, None, None, Some(visit)) => What::Visit(visit),
            (None, None, None, None) => {
                check.fail(field("price"), "required");
                return None;
            }
        };
        let follows = !matches!(what, What::Priced { .. });
        if follows && rate.is_some() {
            check.fail(field("tax_rate"), "out_of_place");
        }
        if self.charge.is_some() && quantity.is_some_and(|quantity| quantity != Quantity::ONE) {
            check.fail(field("quantity"), "out_of_place");
        }
        Some(NewLine { what, description, quantity: quantity.unwrap_or(Quantity::ONE), discount })
    }
}

fn part(check: &mut Check, field: &str, given: Option<&PartInput>, currency: Currency) -> NewPart {
    let Some(given) = given else { return NewPart::Nothing };
    let percent = check.read(format!("{field}/percent"), given.percent.as_deref(), TaxRate::parse);
    let amount = given.amount.as_ref();
    let amount = amount.and_then(|amount| check.took(format!("{field}/amount"), amount.parse(currency)));
    match (percent, amount) {
        (Some(_), Some(_)) => {
            check.fail(format!("{field}/amount"), "one_of_two_parts");
            NewPart::Nothing
        }
        (Some(percent), None) if percent.hundredths() > 0 => NewPart::Percent(percent),
        (None, Some(amount)) if amount.minor > 0 => NewPart::Amount(amount),
        _ => NewPart::Nothing,
    }
}

impl CreditInput {
    pub fn parse(&self, reading: &Reading) -> Result<NewCredit> {
        if self.lines.len() > MOST_LINES {
            return Err(Error::invalid("lines", "too_many"));
        }
        let mut check = Check::default();
        let mut lines: Vec<(Uuid, _)> = Vec::new();
        for (place, given) in self.lines.iter().enumerate() {
            let field = |name: &str| format!("lines/{place}/{name}");
            let Some(line) = check.given(field("line"), given.line) else { continue };
            if lines.iter().any(|(known, _)| *known == line) {
                check.fail(field("line"), "duplicate");
            }
            let amount = given.amount.as_ref();
            let amount = amount.and_then(|amount| check.took(field("amount"), amount.parse(reading.currency)));
            if amount.is_some_and(|amount| amount.minor == 0) {
                check.fail(field("amount"), "out_of_range");
            }
            lines.push((line, amount));
        }
        let note = check.text("note", self.note.as_deref(), NOTE);
        check.finish(Some(NewCredit { lines, note }))
    }
}
