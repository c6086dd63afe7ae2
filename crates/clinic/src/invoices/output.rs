//! Invoices as the API shows them.

use jiff::Timestamp;
use jiff::civil::Date;
use money::{Part, TaxRate};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{Invoice, InvoiceKind, InvoiceStatus, Issue, Line, Overdue};
use super::rounds::{Reminded, Round};
use crate::amounts::MoneyOutput;

/// An invoice, or a credit note. A draft is changed as one likes; what was issued is not.
#[derive(Serialize, ToSchema)]
#[schema(as = Invoice)]
pub struct InvoiceOutput {
    pub id: Uuid,
    pub kind: InvoiceKind,
    /// Once it is issued: without a gap from one of its series to the next.
    #[schema(example = "INV-000001")]
    pub number: Option<String>,
    pub status: InvoiceStatus,
    pub contact: Uuid,
    /// Who bears a part of it.
    pub payer: Option<Uuid>,
    pub authorization_number: Option<String>,
    /// Of a credit note: the invoice that it credits.
    pub of: Option<Uuid>,
    #[schema(example = "EGP")]
    pub currency: String,
    pub lines: Vec<InvoiceLineOutput>,
    /// What is taken off the whole, as it was asked for; the lines have their parts of it.
    pub discount: PartOutput,
    /// Without the tax: what the lines come to after discounts.
    pub net: MoneyOutput,
    pub tax: MoneyOutput,
    /// The tax rate by rate.
    pub taxes: Vec<TaxSumOutput>,
    /// Net and tax together.
    pub total: MoneyOutput,
    /// What the payer bears of the total, as it was asked for.
    pub payer_share: PartOutput,
    /// What that comes to.
    pub payer_total: MoneyOutput,
    /// What is left of the total for the contact.
    pub contact_total: MoneyOutput,
    /// What was taken back of it by credit notes.
    pub credited: MoneyOutput,
    /// What was paid of it, by both.
    pub paid: MoneyOutput,
    /// What is still to be paid, by both.
    pub open: MoneyOutput,
    pub payer_open: MoneyOutput,
    pub contact_open: MoneyOutput,
    pub due_on: Option<Date>,
    pub issued_on: Option<Date>,
    pub issued_at: Option<Timestamp>,
    pub issued_by: Option<Uuid>,
    pub note: Option<String>,
    #[schema(example = 1)]
    pub version: i32,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub updated_at: Timestamp,
    pub updated_by: Option<Uuid>,
    pub organization_id: Uuid,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InvoiceLine)]
pub struct InvoiceLineOutput {
    pub id: Uuid,
    pub description: Option<String>,
    /// The day of the visit, else of the charge.
    #[schema(example = "2030-01-07")]
    pub served_on: Date,
    pub appointment: Option<Uuid>,
    pub service: Option<Uuid>,
    /// What it is in the ledger: of a draft where it was charged before.
    pub charge: Option<Uuid>,
    /// The same of what the payer bears.
    pub payer_charge: Option<Uuid>,
    /// Of a credit note: the line of the invoice that it credits.
    pub of: Option<Uuid>,
    #[schema(example = "1")]
    pub quantity: String,
    /// Of one of them, with the tax in it.
    pub price: MoneyOutput,
    /// What is taken off the line, as it was asked for.
    pub discount: PartOutput,
    /// All that is taken off it, with its part of what is taken off the whole.
    pub discounted: MoneyOutput,
    /// A percentage, where the tax follows from one.
    #[schema(example = "14")]
    pub tax_rate: Option<String>,
    /// Without the tax.
    pub net: MoneyOutput,
    pub tax: MoneyOutput,
    /// Net and tax together.
    pub total: MoneyOutput,
    /// What the payer bears of it.
    pub payer_total: MoneyOutput,
    pub credited: MoneyOutput,
}

/// How much of something: a percentage, or an amount.
#[derive(Serialize, ToSchema)]
#[schema(as = Part)]
pub struct PartOutput {
    #[schema(example = "10")]
    pub percent: Option<String>,
    pub amount: Option<MoneyOutput>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TaxSum)]
pub struct TaxSumOutput {
    #[schema(example = "14")]
    pub rate: Option<String>,
    /// Of how much it is the tax.
    pub net: MoneyOutput,
    pub tax: MoneyOutput,
}

fn part(invoice: &Invoice, part: Part) -> PartOutput {
    match part {
        Part::Percent(percent) => PartOutput { percent: Some(percent.decimal()), amount: None },
        Part::Amount(0) => PartOutput { percent: None, amount: None },
        Part::Amount(minor) => PartOutput { percent: None, amount: Some(invoice.money(minor).into()) },
    }
}

impl InvoiceLineOutput {
    fn new(line: &Line, invoice: &Invoice) -> Self {
        let (counted, money) = (line.counted, |minor| invoice.money(minor).into());
        Self {
            id: line.id,
            description: line.description.as_ref().map(|words| words.reveal().clone()),
            served_on: line.served_on,
            appointment: line.appointment,
            service: line.service,
            charge: line.charge,
            payer_charge: line.payer_charge,
            of: line.of,
            quantity: line.quantity.decimal(),
            price: money(line.price),
            discount: part(invoice, line.discount),
            discounted: money(counted.discount()),
            tax_rate: line.tax_rate.map(TaxRate::decimal),
            net: money(counted.net()),
            tax: money(counted.tax),
            total: money(counted.total),
            payer_total: money(counted.share),
            credited: money(line.credited),
        }
    }
}

impl InvoiceOutput {
    pub fn new(invoice: Invoice, guest: &Guest) -> Self {
        let (standing, money) = (invoice.standing, |minor| MoneyOutput::from(invoice.money(minor)));
        let taxes = invoice.taxes().into_iter().map(|sum| TaxSumOutput {
            rate: sum.rate.map(TaxRate::decimal),
            net: money(sum.net),
            tax: money(sum.tax),
        });
        let issue = invoice.issue.as_ref();
        Self {
            id: invoice.id.uuid(),
            kind: invoice.kind,
            number: issue.map(Issue::name),
            status: standing.status,
            contact: invoice.contact,
            payer: invoice.payer,
            authorization_number: invoice.authorization.clone().map(Phi::into_inner),
            of: invoice.of,
            currency: invoice.currency.as_str().to_owned(),
            lines: invoice.lines.iter().map(|line| InvoiceLineOutput::new(line, &invoice)).collect(),
            discount: part(&invoice, invoice.discount),
            net: money(invoice.net()),
            tax: money(standing.tax),
            taxes: taxes.collect(),
            total: money(standing.total),
            payer_share: part(&invoice, invoice.share),
            payer_total: money(standing.share),
            contact_total: money(standing.total - standing.share),
            credited: money(standing.credited),
            paid: money(standing.paid()),
            open: money(standing.open),
            payer_open: money(standing.payer_open),
            contact_open: money(standing.contact_open()),
            due_on: invoice.due_on,
            issued_on: issue.map(|issue| issue.on),
            issued_at: issue.map(|issue| issue.at),
            issued_by: issue.and_then(|issue| issue.by),
            note: invoice.note.clone().map(Phi::into_inner),
            version: invoice.version,
            created_at: invoice.created_at,
            created_by: invoice.created_by,
            updated_at: invoice.updated_at,
            updated_by: invoice.updated_by,
            organization_id: guest.tenant().id,
        }
    }
}

/// An invoice that is overdue.
#[derive(Serialize, ToSchema)]
#[schema(as = Overdue)]
pub struct OverdueOutput {
    pub invoice: InvoiceOutput,
    /// For how many days.
    #[schema(example = 8)]
    pub days_overdue: i32,
    /// The first at the head.
    pub reminders: Vec<ReminderOutput>,
    /// Which level may be said now; none where all that are due were.
    #[schema(example = 1)]
    pub next_level: Option<i32>,
}

/// That somebody was reminded.
#[derive(Serialize, ToSchema)]
#[schema(as = InvoiceReminder)]
pub struct ReminderOutput {
    #[schema(example = 1)]
    pub level: i32,
    /// In the outbox.
    pub message: Uuid,
    #[schema(example = "2030-01-29T09:30:00Z")]
    pub sent_at: Timestamp,
    pub sent_by: Option<Uuid>,
}

impl OverdueOutput {
    pub fn new(overdue: Overdue, guest: &Guest) -> Self {
        let reminders = overdue.reminders.into_iter().map(|reminder| ReminderOutput {
            level: reminder.level,
            message: reminder.message,
            sent_at: reminder.at,
            sent_by: reminder.by,
        });
        Self {
            invoice: InvoiceOutput::new(overdue.invoice, guest),
            days_overdue: overdue.days,
            reminders: reminders.collect(),
            next_level: overdue.next_level,
        }
    }
}

/// What came of an invoice that is overdue.
#[derive(Serialize, ToSchema)]
#[schema(as = RemindedInvoice)]
pub struct RemindedOutput {
    pub invoice: Uuid,
    #[schema(example = "INV-000001")]
    pub number: Option<String>,
    /// Of the reminder that was sent.
    #[schema(example = 1)]
    pub level: Option<i32>,
    /// In the outbox.
    pub message: Option<Uuid>,
    /// Why there was none.
    #[schema(example = "not_reachable")]
    pub code: Option<String>,
}

/// What came of everything that is overdue.
#[derive(Serialize, ToSchema)]
#[schema(as = DunningRound)]
pub struct RoundOutput {
    pub reminded: usize,
    pub refused: usize,
    /// There are more than were taken on: ask again.
    pub more: bool,
    /// Those first that are overdue for longest.
    pub invoices: Vec<RemindedOutput>,
}

impl From<Reminded> for RemindedOutput {
    fn from(row: Reminded) -> Self {
        let sent = row.outcome.as_ref().ok();
        Self {
            invoice: row.invoice.id.uuid(),
            number: row.invoice.issue.as_ref().map(Issue::name),
            level: sent.map(|reminder| reminder.level),
            message: sent.map(|reminder| reminder.message),
            code: row.outcome.err().map(str::to_owned),
        }
    }
}

impl From<Round> for RoundOutput {
    fn from(round: Round) -> Self {
        Self {
            reminded: round.reminded(),
            refused: round.refused(),
            more: round.more,
            invoices: round.rows.into_iter().map(RemindedOutput::from).collect(),
        }
    }
}
