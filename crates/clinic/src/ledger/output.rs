//! Money as the API shows it.

use jiff::Timestamp;
use jiff::civil::Date;
use money::Money;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{
    Balance, Cause, Method, Receipt, Refund, Statement, Transaction, TransactionKind, TransactionStatus,
};
use crate::amounts::MoneyOutput;
use crate::fees::model::Occasion;

/// A charge, a payment, a refund or an adjustment. None is ever changed: what is wrong is put right by a further one.
#[derive(Serialize, ToSchema)]
#[schema(as = Transaction)]
pub struct TransactionOutput {
    pub id: Uuid,
    pub kind: TransactionKind,
    pub method: Option<Method>,
    /// Of an adjustment.
    pub cause: Option<Cause>,
    /// With the tax in it; of an adjustment perhaps less than nothing.
    pub amount: MoneyOutput,
    /// How much of it is tax.
    pub tax: MoneyOutput,
    /// The percentage, where the tax followed from one.
    #[schema(example = "14")]
    pub tax_rate: Option<String>,
    pub status: TransactionStatus,
    /// Of a charge or a payment: what it comes to with what puts it right, and without what was given back.
    pub net: Option<MoneyOutput>,
    /// Of a charge what is still to be paid, of a payment what pays for nothing yet.
    pub left: Option<MoneyOutput>,
    pub contact: Uuid,
    pub appointment: Option<Uuid>,
    /// Of a refund the payment that is given back, of an adjustment the charge or payment that it puts right.
    pub of: Option<Uuid>,
    /// Of a charge: what it is for.
    pub service: Option<Uuid>,
    /// Of a charge that is a fee: what for.
    pub fee: Option<Occasion>,
    pub billing_code: Option<String>,
    pub invoice_number: Option<String>,
    #[schema(example = "2030-01")]
    pub billing_period: Option<String>,
    pub due_on: Option<Date>,
    pub receipt_required: bool,
    pub receipt_number: Option<i64>,
    pub receipt_issued_at: Option<Timestamp>,
    /// Of a payment, the oldest first.
    pub refunds: Vec<RefundOutput>,
    pub note: Option<String>,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    pub organization_id: Uuid,
}

/// A part of a payment that was given back.
#[derive(Serialize, ToSchema)]
#[schema(as = Refund)]
pub struct RefundOutput {
    pub id: Uuid,
    pub amount: MoneyOutput,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
}

impl TransactionOutput {
    pub fn new(transaction: Transaction, guest: &Guest) -> Self {
        let receipt = transaction.receipt;
        Self {
            id: transaction.id.uuid(),
            kind: transaction.kind,
            method: transaction.method,
            cause: transaction.cause,
            amount: transaction.amount.into(),
            tax: transaction.tax.into(),
            tax_rate: transaction.tax_rate.map(money::TaxRate::decimal),
            status: transaction.status,
            net: transaction.worth.map(|worth| worth.net.into()),
            left: transaction.worth.map(|worth| worth.left().into()),
            contact: transaction.contact,
            appointment: transaction.appointment,
            of: transaction.of,
            service: transaction.service,
            fee: transaction.fee.map(|fee| fee.occasion),
            billing_code: transaction.codes.billing_code,
            invoice_number: transaction.codes.invoice_number,
            billing_period: transaction.codes.billing_period,
            due_on: transaction.due_on,
            receipt_required: transaction.receipt_required,
            receipt_number: receipt.map(|receipt| receipt.number),
            receipt_issued_at: receipt.map(|receipt| receipt.issued_at),
            refunds: transaction.refunds.into_iter().map(RefundOutput::from).collect(),
            note: transaction.note.map(Phi::into_inner),
            created_at: transaction.created_at,
            created_by: transaction.created_by,
            organization_id: guest.tenant().id,
        }
    }
}

impl From<Refund> for RefundOutput {
    fn from(refund: Refund) -> Self {
        Self { id: refund.id, amount: refund.amount.into(), created_at: refund.at }
    }
}

/// That money changed hands.
#[derive(Serialize, ToSchema)]
#[schema(as = Receipt)]
pub struct ReceiptOutput {
    /// Without a gap from one to the next.
    #[schema(example = 1)]
    pub number: i64,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub issued_at: Timestamp,
    pub issued_by: Option<Uuid>,
    /// A payment or a refund.
    pub transaction: Uuid,
    pub kind: TransactionKind,
    pub method: Option<Method>,
    pub amount: MoneyOutput,
    /// How much of it is tax.
    pub tax: MoneyOutput,
    pub contact: Uuid,
}

impl ReceiptOutput {
    /// None where none was issued.
    pub fn new(transaction: &Transaction) -> Option<Self> {
        let Receipt { number, issued_at, issued_by } = transaction.receipt?;
        Some(Self {
            number,
            issued_at,
            issued_by,
            transaction: transaction.id.uuid(),
            kind: transaction.kind,
            method: transaction.method,
            amount: transaction.amount.into(),
            tax: transaction.tax.into(),
            contact: transaction.contact,
        })
    }
}

/// What somebody owes in one currency.
#[derive(Serialize, ToSchema)]
#[schema(as = Balance)]
pub struct BalanceOutput {
    #[schema(example = "EGP")]
    pub currency: String,
    /// More than nothing is owed to the clinic, less than nothing by it.
    pub balance: MoneyOutput,
    pub charged: MoneyOutput,
    pub paid: MoneyOutput,
    pub refunded: MoneyOutput,
    /// What adjustments did to what is owed.
    pub adjusted: MoneyOutput,
    /// Charges that are still to be paid.
    pub open: MoneyOutput,
    /// Payments that pay for nothing yet.
    pub unused: MoneyOutput,
}

impl From<Balance> for BalanceOutput {
    fn from(balance: Balance) -> Self {
        let money = |minor| Money::new(minor, balance.currency).into();
        Self {
            currency: balance.currency.as_str().to_owned(),
            balance: money(balance.owed()),
            charged: money(balance.charged),
            paid: money(balance.paid),
            refunded: money(balance.refunded),
            adjusted: money(balance.adjusted),
            open: money(balance.open),
            unused: money(balance.unused),
        }
    }
}

/// An account over a span of days. More than nothing is owed to the clinic, less than nothing by it.
#[derive(Serialize, ToSchema)]
#[schema(as = Statement)]
pub struct StatementOutput {
    pub contact: Uuid,
    #[schema(example = "2030-01-01")]
    pub from: Date,
    #[schema(example = "2030-03-31")]
    pub to: Date,
    #[schema(example = "EGP")]
    pub currency: String,
    /// What was owed before the first day.
    pub opening: MoneyOutput,
    /// The oldest first.
    pub lines: Vec<StatementLineOutput>,
    /// What is owed after the last.
    pub closing: MoneyOutput,
}

#[derive(Serialize, ToSchema)]
#[schema(as = StatementLine)]
pub struct StatementLineOutput {
    pub transaction: Uuid,
    pub kind: TransactionKind,
    /// What it does to what is owed.
    pub effect: MoneyOutput,
    /// What is owed after it.
    pub balance: MoneyOutput,
    #[schema(example = "2030-01-07T09:30:00Z")]
    pub created_at: Timestamp,
}

impl From<Statement> for StatementOutput {
    fn from(statement: Statement) -> Self {
        let currency = statement.span.currency;
        let money = |minor| MoneyOutput::from(Money::new(minor, currency));
        let lines = statement.lines.iter().map(|line| StatementLineOutput {
            transaction: line.transaction.id.uuid(),
            kind: line.transaction.kind,
            effect: line.transaction.effect.into(),
            balance: money(line.balance),
            created_at: line.transaction.created_at,
        });
        Self {
            contact: statement.contact,
            from: statement.span.from,
            to: statement.span.to,
            currency: currency.as_str().to_owned(),
            opening: money(statement.opening),
            lines: lines.collect(),
            closing: money(statement.closing),
        }
    }
}
