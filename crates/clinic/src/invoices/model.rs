//! What an invoice is. No database here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use money::{Counted, Currency, Money, Part, Quantity, Tax, TaxRate};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use super::policy::{Invoicing, Letterhead};
use crate::parties::model::{Address, codes};

codes! {
    /// Invoice: somebody is asked to pay. Credit note: an invoice, or a part of one, is taken back.
    InvoiceKind { Invoice = "invoice", CreditNote = "credit_note" }
}

codes! {
    /// Where an invoice stands. What is paid of it is told by the ledger; a credit note is `issued` and no more.
    InvoiceStatus {
        Draft = "draft",
        Open = "open",
        PartlyPaid = "partly_paid",
        Overdue = "overdue",
        Paid = "paid",
        Credited = "credited",
        Issued = "issued",
    }
}

impl InvoiceKind {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("invoices-kind-{}", self.as_str().replace('_', "-"))
    }
}

impl InvoiceStatus {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("invoices-status-{}", self.as_str().replace('_', "-"))
    }
}

/// An invoice, or a credit note.
#[derive(Clone)]
pub struct Invoice {
    pub id: Id<Invoice>,
    pub kind: InvoiceKind,
    /// Of a credit note: what it credits.
    pub of: Option<Uuid>,
    pub contact: Uuid,
    /// The same, when that is a patient: whose record of looks this belongs into.
    pub patient: Option<Uuid>,
    pub payer: Option<Uuid>,
    pub currency: Currency,
    /// What is taken off the whole, as it was asked for.
    pub discount: Part,
    /// What the payer bears of it, as it was asked for.
    pub share: Part,
    /// None where the person was erased, as are the other words about them.
    pub authorization: Option<Phi<String>>,
    pub note: Option<Phi<String>>,
    pub lines: Vec<Line>,
    pub standing: Standing,
    pub due_on: Option<Date>,
    pub issue: Option<Issue>,
    pub version: i32,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    pub updated_at: Timestamp,
    pub updated_by: Option<Uuid>,
}

/// That it was issued, under a number of its own.
#[derive(Clone)]
pub struct Issue {
    pub series: String,
    pub number: i64,
    pub on: Date,
    pub at: Timestamp,
    pub by: Option<Uuid>,
    pub heading: Option<Phi<Heading>>,
}

impl Issue {
    /// As it stands on paper; as long for years to come, so that a pile of them is in order.
    pub fn name(&self) -> String {
        format!("{}-{:06}", self.series, self.number)
    }
}

/// From whom and to whom an invoice went, as that was on the day.
#[derive(Clone, Serialize, Deserialize)]
pub struct Heading {
    pub from: Letterhead,
    pub to: Addressee,
    pub payer: Option<Addressee>,
}

/// Whom something is for, and where they live.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Addressee {
    pub name: String,
    pub address: Option<Address>,
}

/// What an invoice comes to and what the ledger says of it.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub status: InvoiceStatus,
    /// With the tax in it.
    pub total: i64,
    pub tax: i64,
    /// What the payer bears of the total.
    pub share: i64,
    pub credited: i64,
    /// What is still to be paid.
    pub open: i64,
    /// How much of that by the payer.
    pub payer_open: i64,
    /// What it comes to in the ledger, with what was put right there.
    pub net: i64,
}

impl Standing {
    pub fn paid(self) -> i64 {
        self.net - self.open
    }

    pub fn contact_open(self) -> i64 {
        self.open - self.payer_open
    }
}

/// A line of an invoice.
#[derive(Clone)]
pub struct Line {
    pub id: Uuid,
    pub description: Option<Phi<String>>,
    pub served_on: Date,
    pub appointment: Option<Uuid>,
    pub service: Option<Uuid>,
    /// What it stands for in the ledger: what is charged to the contact, and to the payer.
    pub charge: Option<Uuid>,
    pub payer_charge: Option<Uuid>,
    /// Of a credit note: the line that is credited.
    pub of: Option<Uuid>,
    pub quantity: Quantity,
    /// With the tax in it.
    pub price: i64,
    /// As it was asked for.
    pub discount: Part,
    pub tax_rate: Option<TaxRate>,
    pub counted: Counted,
    pub credited: i64,
}

impl Line {
    /// What of it is still to be credited.
    pub fn creditable(&self) -> i64 {
        self.counted.total - self.credited
    }
}

/// An invoice to be.
#[derive(Debug, Clone)]
pub struct NewInvoice {
    pub contact: Option<Uuid>,
    pub payer: Option<Uuid>,
    /// That of its lines, else the clinic's, when left out.
    pub currency: Option<Currency>,
    pub discount: NewPart,
    pub share: NewPart,
    pub authorization: Option<String>,
    pub note: Option<String>,
    /// By the clinic's terms when left out.
    pub due_on: Option<Date>,
    pub lines: Vec<NewLine>,
    /// Begins with all that stands on no invoice yet.
    pub collects: bool,
}

/// How much is taken off something or borne by somebody, as a client says it.
#[derive(Debug, Clone, Copy, Default)]
pub enum NewPart {
    #[default]
    Nothing,
    Percent(TaxRate),
    Amount(Money),
}

#[derive(Debug, Clone)]
pub struct NewLine {
    pub what: What,
    pub description: Option<String>,
    pub quantity: Quantity,
    pub discount: NewPart,
}

/// What a line is for, and what follows for its price.
#[derive(Debug, Clone)]
pub enum What {
    /// What was charged already.
    Charge(Uuid),
    /// What a visit costs that nothing was charged for.
    Visit(Uuid),
    /// By the price list, of the day of the visit or of today.
    Service { service: Uuid, appointment: Option<Uuid> },
    /// At a price that somebody says, with the tax in it.
    Priced { price: Money, tax_rate: TaxRate, service: Option<Uuid>, appointment: Option<Uuid> },
}

/// What is to be taken back of an invoice.
#[derive(Debug, Clone, Default)]
pub struct NewCredit {
    /// All of every line when empty; all that is left of a line without an amount.
    pub lines: Vec<(Uuid, Option<Money>)>,
    pub note: Option<String>,
}

/// A line whose price is known.
#[derive(Debug, Clone)]
pub struct Priced {
    pub description: Option<String>,
    pub served_on: Date,
    pub appointment: Option<Uuid>,
    pub service: Option<Uuid>,
    pub charge: Option<Uuid>,
    pub quantity: Quantity,
    pub price: Money,
    pub discount: NewPart,
    pub tax: Tax,
    pub tax_rate: Option<TaxRate>,
}

/// The tax of one rate: of how much it is, and how much it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxSum {
    pub rate: Option<TaxRate>,
    pub net: i64,
    pub tax: i64,
}

impl Invoice {
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    pub fn is_draft(&self) -> bool {
        self.issue.is_none()
    }

    /// What it comes to without the tax.
    pub fn net(&self) -> i64 {
        self.standing.total - self.standing.tax
    }

    /// The tax rate by rate, the lowest first.
    pub fn taxes(&self) -> Vec<TaxSum> {
        let mut sums: BTreeMap<Option<TaxRate>, (i64, i64)> = BTreeMap::new();
        for line in &self.lines {
            let (net, tax) = sums.entry(line.tax_rate).or_default();
            (*net, *tax) = (*net + line.counted.net(), *tax + line.counted.tax);
        }
        sums.into_iter().map(|(rate, (net, tax))| TaxSum { rate, net, tax }).collect()
    }

    /// What it says, field by field, for the sealed part of the audit; with what it said before, where it did.
    pub fn detail(&self, before: Option<&Self>) -> Value {
        let after = self.said();
        let mut before: BTreeMap<String, String> = before.map(Self::said).unwrap_or_default();
        let mut changes = serde_json::Map::new();
        for (field, after) in after {
            match before.remove(&field) {
                Some(same) if same == after => {}
                Some(before) => _ = changes.insert(field, json!({ "before": before, "after": after })),
                None => _ = changes.insert(field, json!({ "after": after })),
            }
        }
        changes.extend(before.into_iter().map(|(field, before)| (field, json!({ "before": before }))));
        Value::Object(changes)
    }

    fn said(&self) -> BTreeMap<String, String> {
        let part = |part: Part| match part {
            Part::Percent(percent) => format!("{} %", percent.decimal()),
            Part::Amount(minor) => self.money(minor).to_string(),
        };
        let some_part = |given: Part| Some(given).filter(|given| !given.is_nothing()).map(part);
        let words = |words: &Option<Phi<String>>| words.as_ref().map(|words| words.reveal().clone());
        let fields = [
            ("kind", Some(self.kind.as_str().to_owned())),
            ("number", self.issue.as_ref().map(Issue::name)),
            ("of", self.of.map(|id| id.to_string())),
            ("payer", self.payer.map(|id| id.to_string())),
            ("total", Some(self.money(self.standing.total).to_string())),
            ("tax", Some(self.money(self.standing.tax).to_string())),
            ("discount", some_part(self.discount)),
            ("payer_share", some_part(self.share)),
            ("due_on", self.due_on.map(|day| day.to_string())),
            ("authorization_number", words(&self.authorization)),
            ("note", words(&self.note)),
        ];
        let lines = self.lines.iter().enumerate().map(|(place, line)| {
            let name = line.description.as_ref().map(|words| words.reveal().as_str()).unwrap_or_default();
            let (quantity, price) = (line.quantity.decimal(), self.money(line.price));
            let total = self.money(line.counted.total);
            (format!("lines/{place}"), format!("{name} {quantity} × {price} = {total}").trim().to_owned())
        });
        let fields = fields.into_iter().filter_map(|(field, value)| Some((field.to_owned(), value?)));
        fields.chain(lines).collect()
    }
}

/// That somebody was reminded of an invoice.
#[derive(Debug, Clone)]
pub struct Reminder {
    /// The first is 1.
    pub level: i32,
    /// In the outbox.
    pub message: Uuid,
    pub at: Timestamp,
    pub by: Option<Uuid>,
}

/// An invoice that is overdue.
#[derive(Clone)]
pub struct Overdue {
    pub invoice: Invoice,
    /// For how many days.
    pub days: i32,
    /// What was said about it, the first at the head.
    pub reminders: Vec<Reminder>,
    /// Which level may be said now; none where all that are due were.
    pub next_level: Option<i32>,
}

impl Overdue {
    pub fn new(invoice: Invoice, reminders: Vec<Reminder>, (invoicing, today): (&Invoicing, Date)) -> Self {
        let days = invoice.due_on.map_or(0, |due| (today - due).get_days());
        let said = reminders.iter().map(|reminder| reminder.level).max().unwrap_or(0);
        let due = invoicing.levels_after(days);
        // One after the other: whoever was not reminded for long hears the first level first.
        let next_level = Some(said + 1).filter(|next| *next <= due);
        Self { invoice, days, reminders, next_level }
    }
}
