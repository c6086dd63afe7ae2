//! What a transaction is. No database here.

use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money, TaxRate, next_share};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tenancy::{Action, Id};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::fees::model::{FeeOf, Occasion};
use crate::parties::model::codes;

codes! {
    /// Charge: somebody owes it. Payment: they paid it. Refund: a payment was given back. Adjustment: a charge or a
    /// payment was put right.
    TransactionKind { Charge = "charge", Payment = "payment", Refund = "refund", Adjustment = "adjustment" }
}

codes! {
    /// How money changes hands.
    Method {
        Cash = "cash",
        Card = "card",
        BankTransfer = "bank_transfer",
        Insurance = "insurance",
        Check = "check",
    }
}

codes! {
    /// Why something is put right. `cash_rounding`: there are no coins for the rest of it. `insurance_share`: somebody else
    /// bears it. `credit_note`: it was invoiced and taken back.
    Cause {
        Correction = "correction",
        Discount = "discount",
        WriteOff = "write_off",
        CashRounding = "cash_rounding",
        InsuranceShare = "insurance_share",
        CreditNote = "credit_note",
    }
}

codes! {
    /// Where a transaction stands. A charge is `open`, `partly_settled`, `settled`; a payment is `completed`,
    /// `partly_refunded`, `refunded`; either is `cancelled` when it was put right to nothing.
    TransactionStatus {
        Open = "open",
        PartlySettled = "partly_settled",
        Settled = "settled",
        Completed = "completed",
        PartlyRefunded = "partly_refunded",
        Refunded = "refunded",
        Cancelled = "cancelled",
    }
}

impl TransactionKind {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("ledger-kind-{}", self.as_str())
    }

    /// What it takes to make one.
    pub const fn action(self) -> Action {
        match self {
            Self::Charge | Self::Payment => Action::CreateTransaction,
            Self::Refund => Action::RefundTransaction,
            Self::Adjustment => Action::AdjustTransaction,
        }
    }

    /// Whether money changes hands, so that there is a receipt for it.
    pub const fn moves_money(self) -> bool {
        matches!(self, Self::Payment | Self::Refund)
    }
}

impl Method {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("ledger-method-{}", self.as_str().replace('_', "-"))
    }
}

impl Cause {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("ledger-cause-{}", self.as_str().replace('_', "-"))
    }
}

impl TransactionStatus {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("ledger-status-{}", self.as_str().replace('_', "-"))
    }
}

/// What whoever takes a payment may do, for links to the form.
pub const TAKE: [Action; 2] = [Action::CreateTransaction, Action::ViewBalance];

/// A transaction.
#[derive(Clone)]
pub struct Transaction {
    pub id: Id<Transaction>,
    pub kind: TransactionKind,
    pub method: Option<Method>,
    pub cause: Option<Cause>,
    pub contact: Uuid,
    /// The same, when that is a patient: whose record of looks this belongs into.
    pub patient: Option<Uuid>,
    pub appointment: Option<Uuid>,
    /// What it gives back or puts right.
    pub of: Option<Uuid>,
    /// With the tax in it.
    pub amount: Money,
    pub tax: Money,
    pub tax_rate: Option<TaxRate>,
    /// What it does to what the contact owes.
    pub effect: Money,
    pub status: TransactionStatus,
    /// Of a charge or a payment.
    pub worth: Option<Worth>,
    pub codes: Codes,
    /// Of a charge: what it is for.
    pub service: Option<Uuid>,
    /// Of a charge: that it is a fee.
    pub fee: Option<FeeOf>,
    pub due_on: Option<Date>,
    pub receipt_required: bool,
    pub receipt: Option<Receipt>,
    /// Of a payment, the oldest first.
    pub refunds: Vec<Refund>,
    /// None where the person was erased.
    pub note: Option<Phi<String>>,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
}

/// What a charge or a payment comes to by now.
#[derive(Debug, Clone, Copy)]
pub struct Worth {
    pub net: Money,
    /// Of a charge what is paid of it, of a payment what it pays for.
    pub allocated: Money,
}

impl Worth {
    /// Of a charge what is still to be paid, of a payment what pays for nothing yet.
    pub fn left(self) -> Money {
        Money::new(self.net.minor - self.allocated.minor, self.net.currency)
    }
}

/// Under what bookkeepers find it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes {
    pub billing_code: Option<String>,
    /// A month: `2030-01`.
    pub billing_period: Option<String>,
    /// Of an invoice that was written elsewhere.
    pub invoice_number: Option<String>,
}

/// That money changed hands, under a number of its own.
#[derive(Debug, Clone, Copy)]
pub struct Receipt {
    pub number: i64,
    pub issued_at: Timestamp,
    pub issued_by: Option<Uuid>,
}

/// A part of a payment that was given back.
#[derive(Debug, Clone, Copy)]
pub struct Refund {
    pub id: Uuid,
    pub amount: Money,
    pub at: Timestamp,
}

/// A charge or a payment to be.
#[derive(Debug, Clone)]
pub struct NewTransaction {
    pub entry: Entry,
    pub amount: Money,
    pub tax: Money,
    pub tax_rate: Option<TaxRate>,
    /// The patient of the appointment when left out.
    pub contact: Option<Uuid>,
    pub appointment: Option<Uuid>,
    /// Of a payment: the invoice that it pays, after the charges that it names.
    pub invoice: Option<Uuid>,
    pub codes: Codes,
    pub note: Option<String>,
}

/// What of a transaction to be is different for charges and for payments.
#[derive(Debug, Clone)]
pub enum Entry {
    Charge {
        due_on: Option<Date>,
        /// What it is for, of what the clinic offers.
        service: Option<Uuid>,
    },
    Payment {
        method: Method,
        /// What it pays for first, in this order.
        charges: Vec<Uuid>,
        receipt_required: bool,
    },
}

impl Entry {
    pub const fn kind(&self) -> TransactionKind {
        match self {
            Self::Charge { .. } => TransactionKind::Charge,
            Self::Payment { .. } => TransactionKind::Payment,
        }
    }
}

/// A charge whose amount follows from the price list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub service: Uuid,
    /// The clinic's when left out.
    pub currency: Option<Currency>,
    pub due_on: Option<Date>,
    pub contact: Option<Uuid>,
    pub appointment: Option<Uuid>,
    pub codes: Codes,
    pub note: Option<String>,
}

/// Money to be given back.
#[derive(Debug, Clone, Default)]
pub struct NewRefund {
    /// All that is left of the payment when left out.
    pub amount: Option<Money>,
    /// As it was paid when left out.
    pub method: Option<Method>,
    pub receipt_required: bool,
    pub note: Option<String>,
}

/// Something to be put right.
#[derive(Debug, Clone)]
pub struct NewAdjustment {
    /// Less than nothing where less was owed, or paid, than stands there.
    pub amount: Money,
    pub cause: Cause,
    pub note: Option<String>,
}

/// What a charge is to come to less.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    pub minor: i64,
    /// How much of that is tax; its share of the charge's when left out.
    pub tax: Option<i64>,
    pub cause: Cause,
}

/// A charge or a payment that is put right, as it stands while nobody else can change it.
#[derive(Debug, Clone, Copy)]
pub struct Root {
    pub id: Uuid,
    pub kind: TransactionKind,
    pub contact: Uuid,
    pub appointment: Option<Uuid>,
    pub method: Option<Method>,
    pub currency: Currency,
    pub amount: i64,
    pub tax: i64,
    pub net: i64,
    /// How much of the net is tax.
    pub net_tax: i64,
    pub allocated: i64,
}

impl Root {
    /// How much of what is taken away from it is tax. Whatever it is taken away in, the parts add up to its tax: the last
    /// takes the rest. What is added (less than nothing is taken away) carries its share, too.
    pub fn tax_of(&self, taken: i64) -> i64 {
        if taken == self.net {
            return self.net_tax;
        }
        let share = next_share(self.tax, self.amount, self.amount - self.net, taken);
        if taken > 0 { share.min(self.net_tax).min(taken) } else { share.max(taken) }
    }
}

/// What somebody owes in one currency, and what it is made of.
#[derive(Debug, Clone, Copy)]
pub struct Balance {
    pub currency: Currency,
    pub charged: i64,
    pub paid: i64,
    pub refunded: i64,
    /// What adjustments did to what is owed.
    pub adjusted: i64,
    /// Charges that are still to be paid.
    pub open: i64,
    /// Payments that pay for nothing yet.
    pub unused: i64,
}

impl Balance {
    /// More than nothing is owed to the clinic, less than nothing by it.
    pub fn owed(self) -> i64 {
        self.open - self.unused
    }
}

/// The days and the currency of a statement.
#[derive(Debug, Clone)]
pub struct StatementSpan {
    pub from: Date,
    /// The last day.
    pub to: Date,
    pub begins_at: Timestamp,
    /// After the last day.
    pub ends_at: Timestamp,
    pub currency: Currency,
}

/// An account over a span of days: more than nothing is owed to the clinic.
#[derive(Clone)]
pub struct Statement {
    pub contact: Uuid,
    pub span: StatementSpan,
    pub opening: i64,
    pub lines: Vec<StatementLine>,
    pub closing: i64,
}

/// What was written, and what was owed after it.
#[derive(Clone)]
pub struct StatementLine {
    pub transaction: Transaction,
    pub balance: i64,
}

/// What was charged for a visit, and what of it is still to be paid, in each currency in which something is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Charged {
    pub open: Vec<Money>,
    /// Where that is a fee.
    pub fee: Option<Occasion>,
}

/// A charge that a payment pays for, or a payment that pays for a charge.
#[derive(Clone)]
pub struct Matched {
    pub other: Transaction,
    pub amount: Money,
    /// What was put right of the charge when it was paid, because there are no coins for the rest.
    pub rounding: Money,
}

impl Transaction {
    /// What it says, for the sealed part of the audit.
    pub fn detail(&self) -> Value {
        let fields = [
            ("kind", Some(self.kind.as_str().to_owned())),
            ("method", self.method.map(|method| method.as_str().to_owned())),
            ("cause", self.cause.map(|cause| cause.as_str().to_owned())),
            ("amount", Some(self.amount.to_string())),
            ("tax", Some(self.tax.to_string())),
            ("appointment", self.appointment.map(|id| id.to_string())),
            ("of", self.of.map(|id| id.to_string())),
            ("service", self.service.map(|id| id.to_string())),
            ("billing_code", self.codes.billing_code.clone()),
            ("billing_period", self.codes.billing_period.clone()),
            ("invoice_number", self.codes.invoice_number.clone()),
            ("due_on", self.due_on.map(|day| day.to_string())),
            ("note", self.note.as_ref().map(|note| note.reveal().clone())),
        ];
        let said = fields.into_iter().filter_map(|(field, value)| Some((field.to_owned(), json!({ "after": value? }))));
        said.collect()
    }
}

#[cfg(test)]
mod tests {
    use money::{Currency, split};
    use uuid::Uuid;

    use super::{Root, TransactionKind};

    fn root(amount: i64, tax: i64) -> Root {
        Root {
            id: Uuid::nil(),
            kind: TransactionKind::Payment,
            contact: Uuid::nil(),
            appointment: None,
            method: None,
            currency: Currency::EUR,
            amount,
            tax,
            net: amount,
            net_tax: tax,
            allocated: 0,
        }
    }

    #[test]
    fn whatever_it_is_taken_away_in_all_of_its_tax_goes_with_it() {
        let cuts: [&[i64]; 4] = [&[1], &[1, 1], &[1, 2, 3, 5, 8, 0, 13], &[9, 1, 1, 1, 1, 1, 1, 1, 1, 1]];
        for amount in [1, 2, 3, 7, 99, 100, 333, 11_900, 1_000_001] {
            for (percent, cuts) in (0..=50).flat_map(|percent| cuts.map(|cuts| (percent, cuts))) {
                let mut root = root(amount, amount * percent / 100);
                for piece in split(amount, cuts) {
                    let tax = root.tax_of(piece);
                    assert!((0..=piece).contains(&tax), "{tax} of {piece}, {amount} at {percent} in {cuts:?}");
                    (root.net, root.net_tax) = (root.net - piece, root.net_tax - tax);
                    assert!(root.net_tax <= root.net, "{amount} at {percent} in {cuts:?}");
                }
                assert_eq!((root.net, root.net_tax), (0, 0));
            }
        }
    }

    #[test]
    fn what_is_added_carries_its_share_of_tax() {
        let root = root(11_900, 1_900);
        assert_eq!((root.tax_of(5_950), root.tax_of(-1_190), root.tax_of(11_900)), (950, -190, 1_900));
    }
}
