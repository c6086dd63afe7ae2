//! Drafts: begun, changed, thrown away.

use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;
use web::Expected;

use super::pricing::{About, Drawn, draw};
use super::rows::Head;
use super::writing::{add_lines, insert, replace};
use super::{hold, subject, written};
use crate::invoices::model::{Invoice, InvoiceKind, NewInvoice};
use crate::parties::operations::{hold_party, kind_of};

/// Begins an invoice. Nothing is charged and no number is taken before it is issued.
pub async fn draft(tx: &mut TenantTx, new: &NewInvoice) -> Result<Invoice> {
    let action = Action::DraftInvoice;
    let contact = new.contact.ok_or_else(|| Error::invalid("contact", "required"))?;
    let held = match hold_party(tx, action, contact).await {
        Err(Error::NotFound) => return Err(Error::invalid("contact", "unknown_choice")),
        held => held?,
    };
    if !held.is_living {
        return Err(Error::invalid("contact", "unknown_choice"));
    }
    has_payer(tx, action, new).await?;
    let drawn = draw(tx, About { action, contact, invoice: None }, new).await?;
    let id = insert(tx, action, &held.secret, &head(contact, new, &drawn)).await?;
    add_lines(tx, action, &held.secret, (id, &drawn.rows)).await?;
    written(tx, action, (id, &held), None).await
}

/// Puts another draft into the place of one, at one of the versions that the client expects.
pub async fn change(tx: &mut TenantTx, id: Id<Invoice>, new: &NewInvoice, expected: &Expected) -> Result<Invoice> {
    let action = Action::ChangeInvoice;
    let (before, held) = hold(tx, action, id).await?;
    is_draft(&before)?;
    expected.check(before.version)?;
    if new.contact.is_some_and(|contact| contact != before.contact) {
        return Err(Error::invalid("contact", "fixed"));
    }
    if new.payer == Some(before.contact) {
        return Err(Error::invalid("payer", "unknown_choice"));
    }
    if new.payer != before.payer {
        has_payer(tx, action, new).await?;
    }
    let drawn = draw(tx, About { action, contact: before.contact, invoice: Some(id.uuid()) }, new).await?;
    replace(tx, action, &held.secret, (id, &head(before.contact, new, &drawn))).await?;
    add_lines(tx, action, &held.secret, (id.uuid(), &drawn.rows)).await?;
    written(tx, action, (id.uuid(), &held), Some(&before)).await
}

/// Throws a draft away; what was charged before stands on no invoice again.
pub async fn discard(tx: &mut TenantTx, id: Id<Invoice>, expected: &Expected) -> Result<Invoice> {
    let action = Action::DiscardInvoice;
    let (before, _) = hold(tx, action, id).await?;
    is_draft(&before)?;
    expected.check(before.version)?;
    let db = tx.authorize(action)?;
    sqlx::query!("delete from invoice where id = $1", id.uuid()).execute(db).await?;
    tx.record(action, subject(&before));
    Ok(before)
}

pub(super) fn is_draft(invoice: &Invoice) -> Result<()> {
    if invoice.is_draft() { Ok(()) } else { Err(Error::Conflict(Conflict::InvoiceIssued)) }
}

/// Refuses a payer whom the clinic does not know.
async fn has_payer(tx: &mut TenantTx, action: Action, new: &NewInvoice) -> Result<()> {
    let Some(payer) = new.payer else { return Ok(()) };
    match kind_of(tx, action, payer).await {
        Err(Error::NotFound) => Err(Error::invalid("payer", "unknown_choice")),
        kind => kind.map(|_| ()),
    }
}

fn head<'a>(contact: Uuid, new: &'a NewInvoice, drawn: &Drawn) -> Head<'a> {
    Head {
        kind: InvoiceKind::Invoice,
        of: None,
        contact,
        payer: new.payer,
        currency: drawn.currency,
        discount: drawn.discount,
        share: drawn.share,
        authorization: new.authorization.as_ref(),
        note: new.note.as_ref(),
        due_on: new.due_on,
    }
}
