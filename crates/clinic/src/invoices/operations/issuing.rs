//! Issuing: what was not charged yet is charged, what somebody else bears becomes theirs, and the number is taken last.

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use money::Money;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, TenantTx};
use uuid::Uuid;
use vault::{Json, PartySecret};
use web::Expected;

use super::drafting::is_draft;
use super::pricing::charged_visits;
use super::{hold, written};
use crate::invoices::model::{Addressee, Heading, Invoice, Line};
use crate::invoices::policy::{Invoicing, Letterhead};
use crate::invoices::sealing::HEADING;
use crate::ledger::model::{Cause, Codes, Entry, NewTransaction, Taken};
use crate::ledger::operations as ledger;
use crate::parties::operations::load_many;

/// Issues a draft: it has a number from then on, and is never changed.
pub async fn issue(tx: &mut TenantTx, id: Id<Invoice>, expected: &Expected) -> Result<Invoice> {
    let action = Action::IssueInvoice;
    let (draft, held) = hold(tx, action, id).await?;
    is_draft(&draft)?;
    expected.check(draft.version)?;
    if !held.is_living {
        return Err(Error::NotFound);
    }
    if draft.lines.is_empty() {
        return Err(Error::invalid("lines", "required"));
    }
    refuse_charged_meanwhile(tx, action, &draft).await?;
    let (invoicing, _) = Invoicing::load(tx, action).await?;
    let due_on = due(tx, &draft, &invoicing)?;
    let heading = heading(tx, action, &draft, invoicing.letterhead).await?;
    for line in &draft.lines {
        let posted = post(tx, (&draft, line), due_on).await?;
        note_charges(tx, action, line.id, posted).await?;
    }
    let numbered = Numbered { series: &invoicing.series, due_on: Some(due_on), heading };
    number(tx, action, (id.uuid(), &held.secret), numbered).await?;
    written(tx, action, (id.uuid(), &held), Some(&draft)).await
}

/// Refuses a draft for a visit that somebody charged for since it was drawn up: it would be charged twice.
async fn refuse_charged_meanwhile(tx: &mut TenantTx, action: Action, draft: &Invoice) -> Result<()> {
    let to_charge = draft.lines.iter().filter(|line| line.charge.is_none());
    let visits: Vec<Uuid> = to_charge.filter_map(|line| line.appointment).collect();
    let charged = charged_visits(tx, (action, draft.contact), &visits, &[]).await?;
    if charged.is_empty() { Ok(()) } else { Err(Error::Conflict(Conflict::ChargeChanged)) }
}

/// The day that the draft says, else by the clinic's terms.
fn due(tx: &TenantTx, draft: &Invoice, invoicing: &Invoicing) -> Result<Date> {
    let today = tx.tenant().day_of(tx.now());
    let by_terms = today.checked_add(i64::from(invoicing.payment_days).days());
    let due_on = draft.due_on.map_or(by_terms, Ok).map_err(Error::internal)?;
    if due_on < today { Err(Error::invalid("due_on", "in_past")) } else { Ok(due_on) }
}

async fn heading(tx: &mut TenantTx, action: Action, draft: &Invoice, from: Letterhead) -> Result<Heading> {
    let ids: Vec<Uuid> = [draft.contact].into_iter().chain(draft.payer).collect();
    let parties = load_many(tx, action, &ids).await?;
    let addressee = |id: Uuid| {
        let party = parties.iter().find(|party| party.id.uuid() == id)?;
        let person = party.person.reveal();
        Some(Addressee { name: person.full_name(), address: person.address.clone() })
    };
    let from = match from.name.as_str() {
        "" => Letterhead { name: tx.tenant().name.clone(), ..from },
        _ => from,
    };
    Ok(Heading { from, to: addressee(draft.contact).unwrap_or_default(), payer: draft.payer.and_then(addressee) })
}

/// Brings a line into the ledger; says what it is there for the contact and for the payer.
async fn post(
    tx: &mut TenantTx,
    (draft, line): (&Invoice, &Line),
    due_on: Date,
) -> Result<(Option<Uuid>, Option<Uuid>)> {
    let (counted, share_tax) = (line.counted, line.counted.share_tax());
    let charge = match line.charge {
        Some(charge) => {
            part_with_share(tx, (draft, line), charge).await?;
            Some(charge)
        }
        None => {
            let own = (counted.total - counted.share, counted.tax - share_tax);
            charge_of(tx, (draft, line), (draft.contact, line.appointment), (own, due_on)).await?
        }
    };
    let payer_charge = match draft.payer {
        Some(payer) => charge_of(tx, (draft, line), (payer, None), ((counted.share, share_tax), due_on)).await?,
        None => None,
    };
    Ok((charge, payer_charge))
}

/// Lets what was charged before come to what is left of it: without what is taken off, and without what the payer bears.
async fn part_with_share(tx: &mut TenantTx, (draft, line): (&Invoice, &Line), charge: Uuid) -> Result<()> {
    let (action, counted) = (Action::IssueInvoice, line.counted);
    let root = ledger::root(tx, action, charge).await?;
    if root.net != counted.gross || root.contact != draft.contact {
        return Err(Error::Conflict(Conflict::ChargeChanged));
    }
    if counted.discount() > 0 {
        let tax = Some(root.net_tax - counted.tax);
        let taken = Taken { minor: counted.discount(), tax, cause: Cause::Discount };
        // To forgo what was charged takes whoever may forgo it in the ledger.
        ledger::take_off(tx, Action::AdjustTransaction, charge, taken).await?;
    }
    if counted.share > 0 {
        let taken = Taken { minor: counted.share, tax: Some(counted.share_tax()), cause: Cause::InsuranceShare };
        ledger::take_off(tx, action, charge, taken).await?;
    }
    Ok(())
}

/// Charges somebody with a part of a line; nothing is no charge.
async fn charge_of(
    tx: &mut TenantTx,
    (draft, line): (&Invoice, &Line),
    (contact, appointment): (Uuid, Option<Uuid>),
    ((amount, tax), due_on): ((i64, i64), Date),
) -> Result<Option<Uuid>> {
    if amount == 0 {
        return Ok(None);
    }
    let new = NewTransaction {
        entry: Entry::Charge { due_on: Some(due_on), service: line.service },
        amount: Money::new(amount, draft.currency),
        tax: Money::new(tax, draft.currency),
        tax_rate: line.tax_rate,
        contact: Some(contact),
        appointment,
        invoice: None,
        codes: Codes::default(),
        note: None,
    };
    Ok(Some(ledger::create(tx, &new).await?.id.uuid()))
}

async fn note_charges(
    tx: &mut TenantTx,
    action: Action,
    line: Uuid,
    (charge, payer_charge): (Option<Uuid>, Option<Uuid>),
) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update invoice_line set charge_id = $2, payer_charge_id = $3 where id = $1",
        line,
        charge,
        payer_charge
    )
    .execute(db)
    .await
    .on_constraint("invoice_line_charge_once", Conflict::AlreadyInvoiced)?;
    Ok(())
}

/// What is on an invoice from its number on.
pub(super) struct Numbered<'a> {
    pub series: &'a str,
    pub due_on: Option<Date>,
    pub heading: Heading,
}

/// Takes the next number, which the database gives; it goes back when this transaction does not end well.
pub(super) async fn number(
    tx: &mut TenantTx,
    action: Action,
    (id, secret): (Uuid, &PartySecret),
    numbered: Numbered<'_>,
) -> Result<()> {
    let (keys, now, by, today) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id(), tx.tenant().day_of(tx.now()));
    let heading = keys.party(secret).seal(HEADING, id, &Json(numbered.heading));
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update invoice set series = $2, due_on = $3, heading = $4, issued_on = $5, issued_at = $6, issued_by = $7,
             version = version + 1, updated_at = $6, updated_by = $7
         where id = $1",
        id,
        numbered.series,
        numbered.due_on.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        heading as _,
        today.to_sqlx() as _,
        now as _,
        by
    )
    .execute(db)
    .await?;
    Ok(())
}
