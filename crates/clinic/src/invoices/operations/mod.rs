//! Everything one can do to invoices. The only files here with SQL.
//!
//! Whoever writes to an invoice holds the row of whom it is for first, and then its own; the number is taken last. What was
//! issued is kept by the database: see the migration.

mod crediting;
mod drafting;
mod dunning;
mod finding;
mod issuing;
mod pricing;
mod rows;
mod writing;

pub use crediting::credit;
pub use drafting::{change, discard, draft};
pub use dunning::{overdue, remind, remind_daily, remindable};
pub use finding::{Filter, charges_of, contact_of, credit_notes, find, list};
pub use issuing::issue;

use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use self::rows::one;
use super::model::Invoice;
use crate::parties::operations::{Held, hold_party};

fn subject(invoice: &Invoice) -> Subject {
    let subject = Subject::new("invoice", invoice.id.uuid());
    invoice.patient.into_iter().fold(subject, Subject::about)
}

/// An invoice that nobody else writes to until this transaction ends, and whom it is for.
async fn hold(tx: &mut TenantTx, action: Action, id: Id<Invoice>) -> Result<(Invoice, Held)> {
    let before = one(tx, action, id).await?;
    let held = hold_party(tx, action, before.contact).await?;
    let db = tx.authorize(action)?;
    sqlx::query!("select id from invoice where id = $1 for update", id.uuid()).fetch_optional(db).await?;
    let invoice = one(tx, action, id).await?;
    // Two charts became one, or two again, while this one waited.
    if invoice.contact == before.contact { Ok((invoice, held)) } else { Err(Error::Busy) }
}

/// The invoice as it was written, on record with all that is new about it.
async fn written(
    tx: &mut TenantTx,
    action: Action,
    (id, held): (Uuid, &Held),
    before: Option<&Invoice>,
) -> Result<Invoice> {
    let invoice = one(tx, action, Id::new(id)).await?;
    let keys = tx.keys();
    tx.record_change(action, subject(&invoice), &keys.party(&held.secret), &invoice.detail(before));
    Ok(invoice)
}
