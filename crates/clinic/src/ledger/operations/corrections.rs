//! Giving money back, and putting right what is wrong. What no longer stands pays no longer.

use money::Money;
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;

use super::rows::Line;
use super::settling::{Preferred, free, settle};
use super::{hold, insert, written};
use crate::ledger::model::{Cause, Method, NewAdjustment, NewRefund, Root, Taken, Transaction, TransactionKind};
use crate::parties::operations::Held;

/// Gives a payment back, or a part of it; never more than is left of it, however many do so at once.
pub async fn refund(tx: &mut TenantTx, id: Id<Transaction>, new: &NewRefund) -> Result<Transaction> {
    let (root, held) = hold(tx, Action::RefundTransaction, id.uuid()).await?;
    if root.kind != TransactionKind::Payment {
        return Err(Error::Conflict(Conflict::NotCorrectable));
    }
    let amount = new.amount.unwrap_or(Money::new(root.net, root.currency));
    has_currency(&root, amount)?;
    if amount.minor > root.net || root.net == 0 {
        return Err(Error::Conflict(Conflict::MoreThanPaid));
    }
    let method = new.method.or(root.method).unwrap_or(Method::Cash);
    let line = Line::giving_back(&root, amount, method);
    let line = Line { receipt_required: new.receipt_required, note: new.note.as_ref(), ..line };
    take_away(tx, Action::RefundTransaction, (&root, &held), (amount.minor, &line)).await
}

/// Puts a charge or a payment right; neither ever comes to less than nothing.
pub async fn adjust(tx: &mut TenantTx, id: Id<Transaction>, new: &NewAdjustment) -> Result<Transaction> {
    let (root, held) = hold(tx, Action::AdjustTransaction, id.uuid()).await?;
    has_currency(&root, new.amount)?;
    let taken = -new.amount.minor;
    if taken > root.net {
        let is_payment = root.kind == TransactionKind::Payment;
        return Err(Error::Conflict(if is_payment { Conflict::MoreThanPaid } else { Conflict::MoreThanCharged }));
    }
    let line = Line::putting_right(&root, new.amount, -root.tax_of(taken), new.cause);
    let line = Line { note: new.note.as_ref(), ..line };
    take_away(tx, Action::AdjustTransaction, (&root, &held), (taken, &line)).await
}

/// Lets a charge come to less, for another feature that answers for it; never to less than nothing.
pub async fn take_off(tx: &mut TenantTx, action: Action, id: Uuid, taken: Taken) -> Result<Transaction> {
    let (root, held) = hold(tx, action, id).await?;
    if taken.minor > root.net {
        return Err(Error::Conflict(Conflict::MoreThanCharged));
    }
    let tax = taken.tax.unwrap_or_else(|| root.tax_of(taken.minor));
    let line = Line::putting_right(&root, Money::new(-taken.minor, root.currency), -tax, taken.cause);
    take_away(tx, action, (&root, &held), (taken.minor, &line)).await
}

/// Takes back all that is left of a charge, for whoever charged it and has a right of their own to that.
pub async fn take_back(
    tx: &mut TenantTx,
    action: Action,
    charge: Uuid,
    (cause, note): (Cause, Option<&String>),
) -> Result<()> {
    let (root, held) = hold(tx, action, charge).await?;
    if root.net > 0 {
        let amount = Money::new(-root.net, root.currency);
        let line = Line { note, ..Line::putting_right(&root, amount, -root.net_tax, cause) };
        take_away(tx, action, (&root, &held), (root.net, &line)).await?;
    }
    Ok(())
}

fn has_currency(root: &Root, amount: Money) -> Result<()> {
    if amount.currency == root.currency { Ok(()) } else { Err(Error::invalid("amount", "other_currency")) }
}

/// Writes a line that takes so much away from a charge or a payment: what it was matched with beyond what is left of it is
/// free again, and whatever else there is takes its place.
async fn take_away(
    tx: &mut TenantTx,
    action: Action,
    (root, held): (&Root, &Held),
    (taken, line): (i64, &Line<'_>),
) -> Result<Transaction> {
    free(tx, action, root.id, root.allocated - (root.net - taken)).await?;
    let id = insert(tx, action, &held.secret, line).await?;
    settle(tx, action, (root.contact, root.currency), Preferred::default()).await?;
    written(tx, action, id, held).await
}
