//! Many lines at once, as they stood in other books: written of the days on which they were, and put right again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use money::Money;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;

use super::corrections::take_back;
use super::insert;
use super::rows::Line;
use super::settling::{Preferred, settle};
use crate::ledger::model::{Cause, Codes, Method, TransactionKind};
use crate::parties::model::PartyKind;
use crate::parties::operations::{Held, hold_party};

/// A charge or a payment as it stood in other books.
pub struct Carried {
    pub contact: Uuid,
    pub at: Timestamp,
    pub kind: TransactionKind,
    /// Of a payment.
    pub method: Option<Method>,
    pub amount: Money,
    pub tax: Money,
    pub codes: Codes,
    pub note: Option<String>,
}

/// Writes these of the days on which they were, but for those whose contact is out of sight by now, and lets what was paid pay
/// for what is owed. Nothing is rounded to coins: what was paid was paid.
pub async fn carry_over(tx: &mut TenantTx, action: Action, lines: &[Carried]) -> Result<Vec<Option<Uuid>>> {
    // One order for all who write to several accounts.
    let contacts: BTreeSet<Uuid> = lines.iter().map(|line| line.contact).collect();
    let mut held: BTreeMap<Uuid, Held> = BTreeMap::new();
    for contact in contacts {
        match hold_party(tx, action, contact).await {
            Ok(party) if party.is_living => _ = held.insert(contact, party),
            Ok(_) | Err(Error::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    let (mut written, mut accounts) = (Vec::with_capacity(lines.len()), BTreeSet::new());
    for line in lines {
        written.push(match held.get(&line.contact) {
            Some(party) => Some(insert(tx, action, &party.secret, &Line::carried(line)).await?),
            None => None,
        });
        if held.contains_key(&line.contact) {
            accounts.insert((line.contact, line.amount.currency));
        }
    }
    for account in accounts {
        settle(tx, action, account, Preferred::default()).await?;
    }
    let patients = held.into_iter().filter(|(_, party)| party.kind == PartyKind::Patient).map(|(contact, _)| contact);
    tx.record(action, Subject::list("transaction", patients));
    Ok(written)
}

/// Puts those of these right that are as they were written, each by a line beside it: nothing was given back or put right of
/// them, no receipt was issued, and no invoice names them. Says which, and of which patients; each is on record with all that is
/// said of it.
pub async fn put_back(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select t.id, t.contact_id from transaction t join transaction_worth w on w.transaction_id = t.id
         where t.id = any($1) and w.net_minor = t.amount_minor
           and not exists (select from transaction c where c.of_id = t.id)
           and not exists (select from receipt r where r.transaction_id = t.id)
           and not exists (select from invoice_line l where l.charge_id = t.id or l.payer_charge_id = t.id)
         order by t.contact_id, t.id",
        ids
    );
    let rows = rows.fetch_all(db).await?;
    for row in &rows {
        take_back(tx, action, row.id, (Cause::Correction, None)).await?;
    }
    Ok(rows.into_iter().map(|row| (row.id, row.contact_id)).collect())
}

impl<'a> Line<'a> {
    fn carried(line: &'a Carried) -> Self {
        let effect = if line.kind == TransactionKind::Payment { -line.amount.minor } else { line.amount.minor };
        Self {
            kind: line.kind,
            method: line.method,
            cause: None,
            contact: line.contact,
            appointment: None,
            of: None,
            amount: line.amount,
            tax: line.tax.minor,
            tax_rate: None,
            effect,
            codes: Some(&line.codes),
            service: None,
            due_on: None,
            receipt_required: false,
            note: line.note.as_ref(),
            written_at: Some(line.at),
        }
    }
}
