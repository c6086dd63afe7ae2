//! Money as pages show it.

use std::collections::HashMap;

use money::{Money, TaxRate};
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{
    Balance, Cause, Codes, Matched, Method, Receipt, Transaction, TransactionKind, TransactionStatus, Worth,
};
use crate::accounts;
use crate::fees::model::FeeOf;
use crate::parties::operations::load_many;
use crate::shell::Moment;

/// Who is meant by the ids of transactions.
pub struct Names {
    contacts: HashMap<Uuid, String>,
    staff: HashMap<Uuid, String>,
}

impl Names {
    pub async fn load<'a>(
        tx: &mut TenantTx,
        action: Action,
        transactions: impl IntoIterator<Item = &'a Transaction>,
    ) -> Result<Self> {
        Self::of(tx, action, transactions.into_iter().map(|transaction| transaction.contact).collect()).await
    }

    /// Those of these contacts.
    pub async fn of(tx: &mut TenantTx, action: Action, mut ids: Vec<Uuid>) -> Result<Self> {
        ids.sort_unstable();
        ids.dedup();
        let contacts = load_many(tx, action, &ids).await?;
        Ok(Self {
            contacts: contacts.iter().map(|one| (one.id.uuid(), one.person.reveal().full_name())).collect(),
            staff: accounts::operations::names(tx, action).await?,
        })
    }

    /// Empty where nobody is known by it any more.
    pub fn contact(&self, id: Uuid) -> String {
        self.contacts.get(&id).cloned().unwrap_or_default()
    }
}

/// A transaction, ready to be shown.
pub struct TransactionView {
    pub id: Uuid,
    pub kind: TransactionKind,
    pub method: Option<Method>,
    pub cause: Option<Cause>,
    /// Of a charge: that it is a fee.
    pub fee: Option<FeeOf>,
    pub status: TransactionStatus,
    pub amount: Money,
    pub tax: Money,
    pub tax_rate: Option<String>,
    worth: Option<Worth>,
    pub contact: Uuid,
    pub name: String,
    pub is_patient: bool,
    pub appointment: Option<Uuid>,
    pub of: Option<Uuid>,
    pub codes: Codes,
    pub due_on: Option<jiff::civil::Date>,
    pub receipt: Option<Receipt>,
    pub note: Option<String>,
    pub at: Moment,
    pub by: String,
}

impl TransactionView {
    pub fn new(transaction: Transaction, guest: &Guest, names: &Names) -> Self {
        let name = |names: &HashMap<Uuid, String>, id: Option<Uuid>| {
            id.and_then(|id| names.get(&id)).cloned().unwrap_or_default()
        };
        Self {
            id: transaction.id.uuid(),
            kind: transaction.kind,
            method: transaction.method,
            cause: transaction.cause,
            fee: transaction.fee,
            status: transaction.status,
            amount: transaction.amount,
            tax: transaction.tax,
            tax_rate: transaction.tax_rate.map(TaxRate::decimal),
            worth: transaction.worth,
            contact: transaction.contact,
            name: name(&names.contacts, Some(transaction.contact)),
            is_patient: transaction.patient.is_some(),
            appointment: transaction.appointment,
            of: transaction.of,
            codes: transaction.codes,
            due_on: transaction.due_on,
            receipt: transaction.receipt,
            note: transaction.note.map(Phi::into_inner),
            at: Moment::new(guest, transaction.created_at),
            by: name(&names.staff, transaction.created_by),
        }
    }

    /// What a charge or a payment comes to by now, where that is another amount.
    pub fn net(&self) -> Option<Money> {
        self.worth.map(|worth| worth.net).filter(|net| *net != self.amount)
    }

    /// What is still to be paid, or pays for nothing yet.
    pub fn left(&self) -> Option<Money> {
        self.worth.map(Worth::left).filter(|left| left.minor > 0)
    }

    fn is_worth_something(&self) -> bool {
        self.worth.is_some_and(|worth| worth.net.minor > 0)
    }

    pub fn may_be_refunded(&self) -> bool {
        self.kind == TransactionKind::Payment && self.is_worth_something()
    }

    /// What would be given back of it.
    pub fn refundable(&self) -> Money {
        self.worth.map_or(self.amount, |worth| worth.net)
    }

    pub fn may_be_adjusted(&self) -> bool {
        self.worth.is_some()
    }

    pub fn is_owed(&self) -> bool {
        self.kind == TransactionKind::Charge
    }

    pub fn is_overdue(&self, today: jiff::civil::Date) -> bool {
        self.left().is_some() && self.due_on.is_some_and(|due| due < today)
    }

    /// Where its sign is to be seen: of what is not simply paid or owed.
    pub fn shown_amount(&self) -> Money {
        if self.kind == TransactionKind::Refund { -self.amount } else { self.amount }
    }
}

/// A charge with what was paid of it, or a payment with what it paid of something.
pub struct MatchedView {
    pub other: TransactionView,
    pub amount: Money,
    pub rounding: Money,
}

impl MatchedView {
    pub fn new(matched: Matched, guest: &Guest, names: &Names) -> Self {
        let Matched { other, amount, rounding } = matched;
        Self { other: TransactionView::new(other, guest, names), amount, rounding }
    }

    /// Without what was rounded.
    pub fn exact(&self) -> Money {
        Money::new(self.amount.minor - self.rounding.minor, self.amount.currency)
    }
}

/// What somebody owes, ready to be shown.
pub struct BalanceView {
    /// What is owed, or what the clinic owes where that is `is_credit`.
    pub amount: Money,
    pub is_credit: bool,
    pub open: Money,
    pub unused: Money,
}

impl From<Balance> for BalanceView {
    fn from(balance: Balance) -> Self {
        let (owed, money) = (balance.owed(), |minor| Money::new(minor, balance.currency));
        Self {
            amount: money(owed.abs()),
            is_credit: owed < 0,
            open: money(balance.open),
            unused: money(balance.unused),
        }
    }
}
