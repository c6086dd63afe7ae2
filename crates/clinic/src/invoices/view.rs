//! Invoices as pages show them.

use std::collections::HashMap;

use money::{Money, Part, TaxRate};
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use vault::Phi;

use super::model::{Addressee, Heading, Invoice, InvoiceStatus, Issue, Line};
use crate::parties::operations::load_many;

/// Who is meant by the ids of invoices.
pub struct Names(HashMap<Uuid, String>);

impl Names {
    pub async fn load<'a>(
        tx: &mut TenantTx,
        action: Action,
        invoices: impl IntoIterator<Item = &'a Invoice>,
    ) -> Result<Self> {
        let named = invoices.into_iter().flat_map(|invoice| [Some(invoice.contact), invoice.payer]);
        let mut ids: Vec<Uuid> = named.flatten().collect();
        ids.sort_unstable();
        ids.dedup();
        let parties = load_many(tx, action, &ids).await?;
        Ok(Self(parties.iter().map(|one| (one.id.uuid(), one.person.reveal().full_name())).collect()))
    }

    fn of(&self, id: Uuid) -> String {
        self.0.get(&id).cloned().unwrap_or_default()
    }
}

/// An invoice, ready to be shown.
pub struct InvoiceView {
    pub invoice: Invoice,
    pub name: String,
    pub payer: Option<String>,
    pub lines: Vec<LineView>,
    pub taxes: Vec<TaxView>,
}

/// A line, ready to be shown.
pub struct LineView {
    pub id: Uuid,
    pub description: Option<String>,
    pub served_on: jiff::civil::Date,
    pub quantity: String,
    pub is_many: bool,
    pub price: Money,
    /// Before anything is taken off.
    pub gross: Money,
    pub discount: Money,
    pub tax_rate: Option<String>,
    pub total: Money,
    /// What may still be credited.
    pub creditable: Money,
}

pub struct TaxView {
    pub rate: Option<String>,
    pub tax: Money,
}

impl LineView {
    fn new(line: &Line, invoice: &Invoice) -> Self {
        let (counted, money) = (line.counted, |minor| invoice.money(minor));
        Self {
            id: line.id,
            description: line.description.as_ref().map(|words| words.reveal().clone()),
            served_on: line.served_on,
            quantity: line.quantity.decimal(),
            is_many: line.quantity != money::Quantity::ONE,
            price: money(line.price),
            gross: money(counted.gross),
            discount: money(counted.discount()),
            tax_rate: line.tax_rate.map(TaxRate::decimal),
            total: money(counted.total),
            creditable: money(line.creditable()),
        }
    }
}

impl InvoiceView {
    pub fn new(invoice: Invoice, names: &Names) -> Self {
        let taxes = invoice
            .taxes()
            .into_iter()
            .filter(|sum| sum.tax != 0)
            .map(|sum| TaxView { rate: sum.rate.map(TaxRate::decimal), tax: invoice.money(sum.tax) });
        Self {
            name: names.of(invoice.contact),
            payer: invoice.payer.map(|payer| names.of(payer)),
            lines: invoice.lines.iter().map(|line| LineView::new(line, &invoice)).collect(),
            taxes: taxes.collect(),
            invoice,
        }
    }

    pub fn id(&self) -> Uuid {
        self.invoice.id.uuid()
    }

    pub fn status(&self) -> InvoiceStatus {
        self.invoice.standing.status
    }

    /// As it stands on paper; empty of a draft.
    pub fn number(&self) -> String {
        self.issue().map(Issue::name).unwrap_or_default()
    }

    pub fn issue(&self) -> Option<&Issue> {
        self.invoice.issue.as_ref()
    }

    pub fn is_patient(&self) -> bool {
        self.invoice.patient.is_some()
    }

    pub fn is_credit_note(&self) -> bool {
        self.invoice.of.is_some()
    }

    pub fn heading(&self) -> Option<&Heading> {
        self.issue().and_then(|issue| issue.heading.as_ref()).map(Phi::reveal)
    }

    pub fn total(&self) -> Money {
        self.invoice.money(self.invoice.standing.total)
    }

    pub fn net(&self) -> Money {
        self.invoice.money(self.invoice.net())
    }

    /// What is taken off all lines; none where nothing is.
    pub fn discount(&self) -> Option<Money> {
        let minor = self.invoice.lines.iter().map(|line| line.counted.discount()).sum();
        Some(self.invoice.money(minor)).filter(|money| money.minor > 0)
    }

    /// What the payer bears; none where that is nothing.
    pub fn share(&self) -> Option<Money> {
        Some(self.invoice.money(self.invoice.standing.share)).filter(|money| money.minor > 0)
    }

    pub fn own_part(&self) -> Money {
        self.invoice.money(self.invoice.standing.total - self.invoice.standing.share)
    }

    pub fn paid(&self) -> Option<Money> {
        Some(self.invoice.money(self.invoice.standing.paid())).filter(|money| money.minor > 0)
    }

    pub fn credited(&self) -> Option<Money> {
        Some(self.invoice.money(self.invoice.standing.credited)).filter(|money| money.minor > 0)
    }

    /// What is still to be paid, where there is something of an invoice that was issued.
    pub fn open(&self) -> Option<Money> {
        let issued = !self.invoice.is_draft() && !self.is_credit_note();
        Some(self.invoice.money(self.invoice.standing.open)).filter(|money| issued && money.minor > 0)
    }

    pub fn own_open(&self) -> Money {
        self.invoice.money(self.invoice.standing.contact_open())
    }

    pub fn payer_open(&self) -> Money {
        self.invoice.money(self.invoice.standing.payer_open)
    }

    pub fn may_be_credited(&self) -> bool {
        let is_invoice = !self.invoice.is_draft() && !self.is_credit_note();
        is_invoice && self.invoice.standing.credited < self.invoice.standing.total
    }

    pub fn authorization(&self) -> Option<&str> {
        self.invoice.authorization.as_ref().map(|words| words.reveal().as_str())
    }

    pub fn note(&self) -> Option<&str> {
        self.invoice.note.as_ref().map(|words| words.reveal().as_str())
    }
}

impl Addressee {
    /// The address line by line, as it is written on letters.
    pub fn address_lines(&self) -> Vec<String> {
        let Some(address) = &self.address else { return Vec::new() };
        let town = [&address.postal_code, &address.city].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let lines =
            [address.line1.clone(), address.line2.clone(), Some(town), address.region.clone(), address.country.clone()];
        lines.into_iter().flatten().filter(|line| !line.is_empty()).collect()
    }
}

/// A part as it stands in a field of a form: `10 %`, or an amount.
pub fn typed_part(invoice: &Invoice, part: Part) -> String {
    match part {
        Part::Amount(0) => String::new(),
        Part::Amount(minor) => invoice.money(minor).decimal(),
        Part::Percent(percent) => format!("{} %", percent.decimal()),
    }
}
