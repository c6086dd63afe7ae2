//! Credit notes: an invoice, or a part of it, is taken back.

use money::{Counted, Part, Quantity};
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::Phi;

use super::issuing::{Numbered, number};
use super::rows::{Head, NewRow};
use super::writing::{add_lines, insert};
use super::{hold, written};
use crate::invoices::model::{Invoice, InvoiceKind, Line, NewCredit};
use crate::invoices::policy::Invoicing;
use crate::ledger::model::{Cause, Taken};
use crate::ledger::operations as ledger;

/// Takes an invoice back, or a part of it, by a credit note under a number of its own; never more than was invoiced.
pub async fn credit(tx: &mut TenantTx, id: Id<Invoice>, new: &NewCredit) -> Result<Invoice> {
    let action = Action::CreditInvoice;
    let (invoice, held) = hold(tx, action, id).await?;
    let issue = invoice.issue.as_ref().filter(|_| invoice.kind == InvoiceKind::Invoice);
    let issue = issue.ok_or(Error::Conflict(Conflict::NotCreditable))?;
    // Whoever was erased has taken along whom it was for.
    let heading = issue.heading.clone().map(Phi::into_inner).ok_or(Error::NotFound)?;
    let pieces = pieces(&invoice, new)?;
    let rows: Vec<NewRow> = pieces.iter().map(|(line, minor)| row(line, *minor)).collect();
    let head = Head {
        kind: InvoiceKind::CreditNote,
        of: Some(id.uuid()),
        contact: invoice.contact,
        payer: invoice.payer,
        currency: invoice.currency,
        discount: Part::NOTHING,
        share: Part::NOTHING,
        authorization: None,
        note: new.note.as_ref(),
        due_on: None,
    };
    let note = insert(tx, action, &held.secret, &head).await?;
    add_lines(tx, action, &held.secret, (note, &rows)).await?;
    for ((line, minor), row) in pieces.iter().zip(&rows) {
        take_back(tx, line.charge, minor - row.counted.share).await?;
        take_back(tx, line.payer_charge, row.counted.share).await?;
    }
    let (invoicing, _) = Invoicing::load(tx, action).await?;
    let numbered = Numbered { series: &invoicing.credit_series, due_on: None, heading };
    number(tx, action, (note, &held.secret), numbered).await?;
    written(tx, action, (note, &held), None).await
}

/// Which lines are credited, and how much of each.
fn pieces<'a>(invoice: &'a Invoice, new: &NewCredit) -> Result<Vec<(&'a Line, i64)>> {
    let all = || invoice.lines.iter().map(|line| (line, line.creditable())).collect();
    let mut pieces: Vec<(&Line, i64)> = if new.lines.is_empty() { all() } else { Vec::new() };
    for (place, (id, amount)) in new.lines.iter().enumerate() {
        let line = invoice.lines.iter().find(|line| line.id == *id);
        let line = line.ok_or_else(|| Error::invalid(format!("lines/{place}/line"), "unknown_choice"))?;
        if amount.is_some_and(|amount| amount.currency != invoice.currency) {
            return Err(Error::invalid(format!("lines/{place}/amount"), "other_currency"));
        }
        let minor = amount.map_or(line.creditable(), |amount| amount.minor);
        if minor > line.creditable() {
            return Err(Error::Conflict(Conflict::MoreThanInvoiced));
        }
        pieces.push((line, minor));
    }
    pieces.retain(|(_, minor)| *minor > 0);
    if pieces.is_empty() { Err(Error::Conflict(Conflict::MoreThanInvoiced)) } else { Ok(pieces) }
}

/// A line of the credit note.
fn row(line: &Line, minor: i64) -> NewRow {
    let (tax, share) = line.counted.piece(line.credited, minor);
    NewRow {
        description: line.description.as_ref().map(|words| words.reveal().clone()),
        served_on: line.served_on,
        appointment: line.appointment,
        service: line.service,
        charge: None,
        of: Some(line.id),
        quantity: Quantity::ONE,
        price: minor,
        discount: Part::NOTHING,
        tax_rate: line.tax_rate,
        counted: Counted { gross: minor, total: minor, tax, share },
    }
}

/// Lets a charge come to so much less, or to nothing where it came to less already: what was written off is not taken back
/// once more.
async fn take_back(tx: &mut TenantTx, charge: Option<Uuid>, minor: i64) -> Result<()> {
    let (action, Some(charge)) = (Action::CreditInvoice, charge) else { return Ok(()) };
    let minor = minor.min(ledger::root(tx, action, charge).await?.net);
    if minor > 0 {
        ledger::take_off(tx, action, charge, Taken { minor, tax: None, cause: Cause::CreditNote }).await?;
    }
    Ok(())
}
