//! Rows of the ledger, and what they become.

use jiff::civil::Date;
use jiff_sqlx::Timestamp;
use money::{Money, TaxRate};
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, PartySecret, Sealed};

use crate::amounts::stored_currency;
use crate::fees::model::{FeeOf, Occasion};
use crate::ledger::model::{
    Cause, Codes, Entry, Method, NewTransaction, Receipt, Refund, Root, Transaction, TransactionKind,
    TransactionStatus, Worth,
};
use crate::ledger::sealing::NOTE;
use crate::parties::sealing::open_secret;

/// A row to be.
pub(super) struct Line<'a> {
    pub kind: TransactionKind,
    pub method: Option<Method>,
    pub cause: Option<Cause>,
    pub contact: Uuid,
    pub appointment: Option<Uuid>,
    pub of: Option<Uuid>,
    pub amount: Money,
    pub tax: i64,
    pub tax_rate: Option<TaxRate>,
    pub effect: i64,
    pub codes: Option<&'a Codes>,
    pub service: Option<Uuid>,
    pub due_on: Option<Date>,
    pub receipt_required: bool,
    pub note: Option<&'a String>,
    /// Now, unless it was written elsewhere before.
    pub written_at: Option<jiff::Timestamp>,
}

impl<'a> Line<'a> {
    pub fn of(new: &'a NewTransaction, contact: Uuid) -> Self {
        let (method, receipt_required) = match new.entry {
            Entry::Charge { .. } => (None, false),
            Entry::Payment { method, receipt_required, .. } => (Some(method), receipt_required),
        };
        let (due_on, service) = match new.entry {
            Entry::Charge { due_on, service } => (due_on, service),
            Entry::Payment { .. } => (None, None),
        };
        let effect = match new.entry.kind() {
            TransactionKind::Payment => -new.amount.minor,
            _ => new.amount.minor,
        };
        Self {
            kind: new.entry.kind(),
            method,
            cause: None,
            contact,
            appointment: new.appointment,
            of: None,
            amount: new.amount,
            tax: new.tax.minor,
            tax_rate: new.tax_rate,
            effect,
            codes: Some(&new.codes),
            service,
            due_on,
            receipt_required,
            note: new.note.as_ref(),
            written_at: None,
        }
    }

    /// An adjustment; whatever more there is to say of it is set by whoever asks for it.
    pub fn putting_right(root: &Root, amount: Money, tax: i64, cause: Cause) -> Self {
        let effect = if root.kind == TransactionKind::Charge { amount.minor } else { -amount.minor };
        Self {
            kind: TransactionKind::Adjustment,
            method: None,
            cause: Some(cause),
            contact: root.contact,
            appointment: root.appointment,
            of: Some(root.id),
            amount,
            tax,
            tax_rate: None,
            effect,
            codes: None,
            service: None,
            due_on: None,
            receipt_required: false,
            note: None,
            written_at: None,
        }
    }

    /// A refund.
    pub fn giving_back(root: &Root, amount: Money, method: Method) -> Self {
        let line = Self::putting_right(root, amount, root.tax_of(amount.minor), Cause::Correction);
        Self { kind: TransactionKind::Refund, method: Some(method), cause: None, effect: amount.minor, ..line }
    }
}

/// A transaction's row, with whose secret opens it.
struct TransactionRow {
    id: Uuid,
    kind: String,
    method: Option<String>,
    cause: Option<String>,
    contact_id: Uuid,
    party_kind: String,
    secret: Option<Sealed<PartySecret>>,
    appointment_id: Option<Uuid>,
    of_id: Option<Uuid>,
    currency: String,
    amount_minor: i64,
    tax_minor: i64,
    tax_rate: Option<i32>,
    effect_minor: i64,
    billing_code: Option<String>,
    billing_period: Option<String>,
    invoice_number: Option<String>,
    service_id: Option<Uuid>,
    due_on: Option<jiff_sqlx::Date>,
    receipt_required: bool,
    note: Option<Sealed<String>>,
    created_at: Timestamp,
    created_by: Option<Uuid>,
    net_minor: Option<i64>,
    allocated_minor: Option<i64>,
    status: String,
    receipt_number: Option<i64>,
    issued_at: Option<Timestamp>,
    issued_by: Option<Uuid>,
    fee_id: Option<Uuid>,
    fee_occasion: Option<String>,
}

fn known<T>(what: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::internal(format!("a transaction has an unknown {what}")))
}

impl TransactionRow {
    fn open(self, keys: &ClinicKeys, refunds: Vec<Refund>) -> Result<Transaction> {
        let currency = stored_currency(&self.currency)?;
        let money = |minor| Money::new(minor, currency);
        // Somebody who was erased has taken the words along; the amounts stay.
        let note = match &self.secret {
            Some(secret) => {
                let secret = open_secret(keys, self.contact_id, Some(secret))?;
                keys.party(&secret).open_opt(NOTE, self.id, self.note.as_ref())?
            }
            None => None,
        };
        let worth = self.net_minor.zip(self.allocated_minor);
        let receipt = self.receipt_number.zip(self.issued_at);
        Ok(Transaction {
            id: Id::new(self.id),
            kind: known("kind", TransactionKind::parse(&self.kind))?,
            method: self.method.map(|code| known("method", Method::parse(&code))).transpose()?,
            cause: self.cause.map(|code| known("cause", Cause::parse(&code))).transpose()?,
            contact: self.contact_id,
            patient: Some(self.contact_id).filter(|_| self.party_kind == "patient"),
            appointment: self.appointment_id,
            of: self.of_id,
            amount: money(self.amount_minor),
            tax: money(self.tax_minor),
            tax_rate: self.tax_rate.and_then(|rate| TaxRate::from_hundredths(rate.into())),
            effect: money(self.effect_minor),
            status: known("status", TransactionStatus::parse(&self.status))?,
            worth: worth.map(|(net, allocated)| Worth { net: money(net), allocated: money(allocated) }),
            codes: Codes {
                billing_code: self.billing_code,
                billing_period: self.billing_period,
                invoice_number: self.invoice_number,
            },
            service: self.service_id,
            fee: match self.fee_id.zip(self.fee_occasion) {
                Some((id, occasion)) => Some(FeeOf { id, occasion: known("occasion", Occasion::parse(&occasion))? }),
                None => None,
            },
            due_on: self.due_on.map(jiff_sqlx::Date::to_jiff),
            receipt_required: self.receipt_required,
            receipt: receipt.map(|(number, issued_at)| Receipt {
                number,
                issued_at: issued_at.to_jiff(),
                issued_by: self.issued_by,
            }),
            refunds,
            note,
            created_at: self.created_at.to_jiff(),
            created_by: self.created_by,
        })
    }
}

/// The transactions with these ids, in their order. The record is the caller's to keep.
pub(super) async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Transaction>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        TransactionRow,
        r#"select t.id, t.kind, t.method, t.cause, t.contact_id, p.kind as party_kind,
               p.secret as "secret: Sealed<PartySecret>", t.appointment_id, t.of_id, t.currency, t.amount_minor,
               t.tax_minor, t.tax_rate, t.effect_minor, t.billing_code, t.billing_period, t.invoice_number, t.service_id, t.due_on,
               t.receipt_required, t.note as "note: Sealed<String>", t.created_at, t.created_by,
               s.net_minor as "net_minor?", s.allocated_minor as "allocated_minor?", s.status as "status!",
               r.number as "receipt_number?", r.issued_at as "issued_at?", r.issued_by as "issued_by?",
               f.id as "fee_id?", f.occasion as "fee_occasion?"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join transaction t on t.id = wanted.id join party p on p.id = t.contact_id
           join transaction_state s on s.id = t.id left join receipt r on r.transaction_id = t.id
           left join fee f on f.charge_id = t.id
           order by wanted.place"#,
        ids
    );
    let rows = rows.fetch_all(&mut *db).await?;
    let refunds = sqlx::query!(
        r#"select id, of_id as "of_id!", amount_minor, currency, created_at from transaction
           where of_id = any($1) and kind = 'refund' order by id"#,
        ids
    );
    let refunds = refunds.fetch_all(db).await?;
    let of = |id: Uuid| {
        let own = refunds.iter().filter(move |row| row.of_id == id).map(|row| {
            let amount = Money::new(row.amount_minor, stored_currency(&row.currency)?);
            Ok(Refund { id: row.id, amount, at: row.created_at.to_jiff() })
        });
        own.collect::<Result<Vec<_>>>()
    };
    rows.into_iter()
        .map(|row| {
            let refunds = of(row.id)?;
            row.open(&keys, refunds)
        })
        .collect()
}

pub(super) async fn one(tx: &mut TenantTx, action: Action, id: Id<Transaction>) -> Result<Transaction> {
    load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)
}

/// A charge or a payment, with what it comes to by now; nothing else is put right.
pub async fn root(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Root> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select t.kind, t.contact_id, t.appointment_id, t.method, t.currency, t.amount_minor, t.tax_minor,
               w.net_minor as "net_minor?", w.allocated_minor as "allocated_minor?",
               (t.tax_minor + coalesce((select sum(case c.kind when 'refund' then -c.tax_minor else c.tax_minor end)
                   from transaction c where c.of_id = t.id), 0))::bigint as "net_tax!"
           from transaction t left join transaction_worth w on w.transaction_id = t.id where t.id = $1"#,
        id
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let worth = row.net_minor.zip(row.allocated_minor);
    let (net, allocated) = worth.ok_or(Error::Conflict(Conflict::NotCorrectable))?;
    Ok(Root {
        id,
        kind: known("kind", TransactionKind::parse(&row.kind))?,
        contact: row.contact_id,
        appointment: row.appointment_id,
        method: row.method.as_deref().and_then(Method::parse),
        currency: stored_currency(&row.currency)?,
        amount: row.amount_minor,
        tax: row.tax_minor,
        net,
        net_tax: row.net_tax,
        allocated,
    })
}
