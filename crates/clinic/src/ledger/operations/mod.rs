//! Everything one can do to the ledger. The only files here with SQL.
//!
//! Whoever writes to somebody's account holds that person's row first, so what is open and what is unused stands still
//! while it is matched. Checks of the database judge all the same: see the migration.

mod bulk;
mod corrections;
mod finding;
mod receipts;
mod rows;
mod settling;
mod statement;
mod visits;

pub use bulk::{Carried, carry_over, put_back};
pub use corrections::{adjust, refund, take_back, take_off};
pub use finding::{Filter, account, balance, charged_for, count_all, find, list, next_after, open_at_visit};
pub use receipts::{corrections, issue_receipt, matched_with, receipt};
pub use rows::root;
pub use settling::part_accounts;
pub use statement::statement;
pub use visits::{charge_listed, charge_visit, cost_of_visit};

use jiff_sqlx::ToSqlx as _;
use money::Money;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::PartySecret;

use self::rows::{Line, one};
use self::settling::{Preferred, settle};
use super::model::{Cause, Codes, Entry, Method, NewTransaction, Root, Transaction};
use super::sealing::NOTE;
use crate::invoices::operations as invoices;
use crate::parties::operations::{Held, hold_party};
use crate::records::operations::visit;

/// Writes a charge or a payment, and lets what was paid pay for what is owed.
pub async fn create(tx: &mut TenantTx, new: &NewTransaction) -> Result<Transaction> {
    let action = Action::CreateTransaction;
    let contact = contact_of(tx, action, new).await?;
    let held = hold_party(tx, action, contact).await?;
    if !held.is_living {
        return Err(Error::NotFound);
    }
    let charges = match &new.entry {
        Entry::Charge { .. } => Vec::new(),
        Entry::Payment { method, charges, .. } => {
            let charges = named_charges(tx, action, (contact, new), charges).await?;
            if *method == Method::Cash {
                round_to_coins(tx, new, (contact, &held.secret), &charges).await?;
            }
            charges
        }
    };
    let id = insert(tx, action, &held.secret, &Line::of(new, contact)).await?;
    let first: Vec<Uuid> = charges.into_iter().chain([id]).collect();
    let preferred = Preferred { first: &first, appointment: new.appointment };
    settle(tx, action, (contact, new.amount.currency), preferred).await?;
    written(tx, action, id, &held).await
}

/// Whom a transaction is with; what belongs to a visit is with its patient.
async fn contact_of(tx: &mut TenantTx, action: Action, new: &NewTransaction) -> Result<Uuid> {
    let Some(appointment) = new.appointment else {
        return match (new.contact, new.invoice) {
            (Some(contact), _) => Ok(contact),
            (None, Some(invoice)) => invoices::contact_of(tx, action, invoice).await,
            (None, None) => Err(Error::invalid("contact", "required")),
        };
    };
    let patient = match visit(tx, action, appointment).await {
        Err(Error::NotFound) => return Err(Error::invalid("appointment", "unknown_choice")),
        visit => visit?.patient,
    };
    match new.contact {
        Some(contact) if contact != patient => Err(Error::invalid("appointment", "unknown_choice")),
        _ => Ok(patient),
    }
}

/// What a payment pays for first: the charges that it names, then those of its invoice.
async fn named_charges(
    tx: &mut TenantTx,
    action: Action,
    (contact, new): (Uuid, &NewTransaction),
    charges: &[Uuid],
) -> Result<Vec<Uuid>> {
    let mut named = own_charges(tx, action, (contact, new.amount), charges).await?;
    if named.len() != charges.len() {
        return Err(Error::invalid("charges", "unknown_choice"));
    }
    if let Some(invoice) = new.invoice {
        let invoiced = invoices::charges_of(tx, action, invoice).await?;
        let own = own_charges(tx, action, (contact, new.amount), &invoiced).await?;
        if own.is_empty() {
            return Err(Error::invalid("invoice", "unknown_choice"));
        }
        named.extend(own);
    }
    Ok(named)
}

/// Those of these that are charges of this contact's in the amount's currency, in their order.
async fn own_charges(
    tx: &mut TenantTx,
    action: Action,
    (contact, amount): (Uuid, Money),
    ids: &[Uuid],
) -> Result<Vec<Uuid>> {
    let db = tx.authorize(action)?;
    let own = sqlx::query_scalar!(
        r#"select wanted.id as "id!" from unnest($1::uuid[]) with ordinality as wanted (id, place)
           where exists (select from transaction t where t.id = wanted.id and t.kind = 'charge' and t.contact_id = $2
               and t.currency = $3)
           order by wanted.place"#,
        ids,
        contact,
        amount.currency.as_str()
    );
    Ok(own.fetch_all(db).await?)
}

/// Whoever pays in cash what is open, rounded to what there are coins for, has paid: the rest is a line of its own. What is
/// open is what the payment names, else what its visit costs, else all.
async fn round_to_coins(
    tx: &mut TenantTx,
    new: &NewTransaction,
    (contact, secret): (Uuid, &PartySecret),
    charges: &[Uuid],
) -> Result<()> {
    let action = Action::CreateTransaction;
    let open = settling::open(tx, action, (contact, new.amount.currency), (charges, new.appointment)).await?;
    let owed = Money::new(open.iter().map(|(_, minor)| minor).sum(), new.amount.currency);
    let rounding = new.amount.minor - owed.minor;
    let Some(&(largest, minor)) = open.iter().max_by_key(|(_, minor)| *minor) else { return Ok(()) };
    if rounding == 0 || owed.in_coins() != new.amount || minor + rounding <= 0 {
        return Ok(());
    }
    let root = rows::root(tx, action, largest).await?;
    let amount = Money::new(rounding, new.amount.currency);
    let line = Line::putting_right(&root, amount, 0, Cause::CashRounding);
    insert(tx, action, secret, &line).await?;
    Ok(())
}

/// Adds a row; the database weighs it.
async fn insert(tx: &mut TenantTx, action: Action, secret: &PartySecret, line: &Line<'_>) -> Result<Uuid> {
    let (id, keys, by) = (tx.new_id::<Transaction>().uuid(), tx.keys(), tx.actor_id());
    let written_at = line.written_at.unwrap_or(tx.now()).to_sqlx();
    let note = keys.party(secret).seal_opt(NOTE, id, line.note);
    let Codes { billing_code, billing_period, invoice_number } = line.codes.cloned().unwrap_or_default();
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into transaction (id, kind, method, cause, contact_id, appointment_id, of_id, currency, amount_minor,
             tax_minor, tax_rate, effect_minor, billing_code, billing_period, invoice_number, service_id, due_on,
             receipt_required, note, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        id,
        line.kind.as_str(),
        line.method.map(Method::as_str),
        line.cause.map(Cause::as_str),
        line.contact,
        line.appointment,
        line.of,
        line.amount.currency.as_str(),
        line.amount.minor,
        line.tax,
        line.tax_rate.map(money::TaxRate::hundredths),
        line.effect,
        billing_code,
        billing_period,
        invoice_number,
        line.service,
        line.due_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        line.receipt_required,
        note as _,
        written_at as _,
        by
    )
    .execute(db)
    .await
    .on_constraints([
        ("transaction_worth_not_below_nothing", line.excess()),
        ("transaction_day_is_open", Conflict::DayClosed),
    ])?;
    // Boards say which visits are paid; what is written for one may settle another.
    tx.announce(Topic::Day);
    Ok(id)
}

impl Line<'_> {
    /// What it means that nothing would be left.
    fn excess(&self) -> Conflict {
        if self.effect > 0 { Conflict::MoreThanPaid } else { Conflict::MoreThanCharged }
    }
}

/// The transaction as it was written, on record with all that it says.
async fn written(tx: &mut TenantTx, action: Action, id: Uuid, held: &Held) -> Result<Transaction> {
    let transaction = one(tx, action, Id::new(id)).await?;
    let keys = tx.keys();
    tx.record_change(action, subject(&transaction), &keys.party(&held.secret), &transaction.detail());
    Ok(transaction)
}

fn subject(transaction: &Transaction) -> Subject {
    let subject = Subject::new("transaction", transaction.id.uuid());
    transaction.patient.into_iter().fold(subject, Subject::about)
}

/// A charge or a payment whose account nobody else writes to until this transaction ends, and whose that is.
async fn hold(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<(Root, Held)> {
    let before = rows::root(tx, action, id).await?;
    let held = hold_party(tx, action, before.contact).await?;
    let root = rows::root(tx, action, id).await?;
    // Two charts became one, or two again, while this one waited.
    if root.contact == before.contact { Ok((root, held)) } else { Err(Error::Busy) }
}
