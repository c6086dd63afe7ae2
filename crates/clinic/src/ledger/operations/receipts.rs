//! Receipts: that money changed hands, under numbers without a gap.

use jiff_sqlx::ToSqlx as _;
use money::Money;
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;

use super::rows::{load, one};
use super::{hold, subject};
use crate::ledger::model::{Matched, Transaction};

/// Issues the receipt of a payment or a refund; whoever asks again gets the same one.
pub async fn issue_receipt(tx: &mut TenantTx, id: Id<Transaction>) -> Result<Transaction> {
    let action = Action::IssueReceipt;
    let before = one(tx, action, id).await?;
    if !before.kind.moves_money() {
        return Err(Error::Conflict(Conflict::NoReceipt));
    }
    // Two who ask for the same one wait here for each other; the counter is the next thing to wait for.
    hold(tx, action, before.of.unwrap_or(id.uuid())).await?;
    let before = one(tx, action, id).await?;
    if before.receipt.is_none() {
        number(tx, action, id).await?;
    }
    let issued = one(tx, action, id).await?;
    tx.record(action, subject(&issued));
    Ok(issued)
}

/// Takes the next number; it goes back when this transaction does not end well.
async fn number(tx: &mut TenantTx, action: Action, id: Id<Transaction>) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "with next as (update receipt_counter set last = last + 1 returning last)
         insert into receipt (number, transaction_id, issued_at, issued_by) select last, $1, $2, $3 from next",
        id.uuid(),
        now as _,
        by
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A transaction whose receipt was issued.
pub async fn receipt(tx: &mut TenantTx, id: Id<Transaction>) -> Result<Transaction> {
    let action = Action::ViewTransaction;
    let found = one(tx, action, id).await?;
    if found.receipt.is_none() {
        return Err(Error::NotFound);
    }
    tx.record(action, subject(&found));
    Ok(found)
}

/// What a payment pays for by now, or what pays for a charge. The record is the caller's to keep.
pub async fn matched_with(tx: &mut TenantTx, transaction: &Transaction) -> Result<Vec<Matched>> {
    let action = Action::ViewTransaction;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select other.id as "id!", sum(a.amount_minor)::bigint as "amount_minor!",
               coalesce((select sum(r.amount_minor) from transaction r join transaction p on p.id = a.payment_id
                   where r.of_id = a.charge_id and r.cause = 'cash_rounding' and r.created_at = p.created_at), 0)::bigint
                   as "rounding_minor!"
           from allocation a
           cross join lateral (select case a.payment_id when $1 then a.charge_id else a.payment_id end as id) other
           where a.payment_id = $1 or a.charge_id = $1
           group by other.id, a.payment_id, a.charge_id having sum(a.amount_minor) > 0 order by other.id"#,
        transaction.id.uuid()
    );
    let rows = rows.fetch_all(db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let others = load(tx, action, &ids).await?;
    let money = |minor| Money::new(minor, transaction.amount.currency);
    let matched = others.into_iter().filter_map(|other| {
        let row = rows.iter().find(|row| row.id == other.id.uuid())?;
        Some(Matched { other, amount: money(row.amount_minor), rounding: money(row.rounding_minor) })
    });
    Ok(matched.collect())
}

/// What gives a payment back or puts a transaction right, the oldest first. The record is the caller's to keep.
pub async fn corrections(tx: &mut TenantTx, id: Id<Transaction>) -> Result<Vec<Transaction>> {
    let action = Action::ViewTransaction;
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!("select id from transaction where of_id = $1 order by id", id.uuid());
    let ids = ids.fetch_all(db).await?;
    load(tx, action, &ids).await
}
