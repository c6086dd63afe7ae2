//! What pays for what: payments for charges of the same contact in the same currency, the oldest first.

use jiff_sqlx::ToSqlx as _;
use money::Currency;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

/// What is matched before the rest.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Preferred<'a> {
    /// In this order.
    pub first: &'a [Uuid],
    /// Then what belongs to this visit.
    pub appointment: Option<Uuid>,
}

/// Lets all that pays for nothing yet pay for all that is open. The contact is held.
pub(super) async fn settle(
    tx: &mut TenantTx,
    action: Action,
    (contact, currency): (Uuid, Currency),
    preferred: Preferred<'_>,
) -> Result<()> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select t.id, t.kind = 'charge' as "is_charge!", w.net_minor - w.allocated_minor as "left_minor!"
           from transaction t join transaction_worth w on w.transaction_id = t.id
           where t.contact_id = $1 and t.currency = $2 and w.allocated_minor < w.net_minor
           order by array_position($3::uuid[], t.id),
                    ($4::uuid is not null and t.appointment_id is distinct from $4), t.id"#,
        contact,
        currency.as_str(),
        preferred.first,
        preferred.appointment
    );
    let (mut owed, mut paid) = (Vec::new(), Vec::new());
    for row in rows.fetch_all(db).await? {
        if row.is_charge { &mut owed } else { &mut paid }.push((row.id, row.left_minor));
    }
    let matches = money::settle(&paid, &owed);
    allocate(tx, action, &matches).await
}

/// Charges that are still to be paid, and how much of each: these, else those of a visit, else all of a contact's.
pub(super) async fn open(
    tx: &mut TenantTx,
    action: Action,
    (contact, currency): (Uuid, Currency),
    (charges, appointment): (&[Uuid], Option<Uuid>),
) -> Result<Vec<(Uuid, i64)>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select t.id, w.net_minor - w.allocated_minor as "left_minor!"
           from transaction t join transaction_worth w on w.transaction_id = t.id
           where t.contact_id = $1 and t.currency = $2 and t.kind = 'charge' and w.allocated_minor < w.net_minor
             and case when cardinality($3::uuid[]) > 0 then t.id = any($3)
                      else $4::uuid is null or t.appointment_id = $4 end
           order by t.id"#,
        contact,
        currency.as_str(),
        charges,
        appointment
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id, row.left_minor)).collect())
}

/// Takes back so much of what a payment pays for, or of what pays for a charge: the last first.
pub(super) async fn free(tx: &mut TenantTx, action: Action, id: Uuid, needed: i64) -> Result<()> {
    if needed <= 0 {
        return Ok(());
    }
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select payment_id, charge_id, sum(amount_minor)::bigint as "amount_minor!" from allocation
           where payment_id = $1 or charge_id = $1
           group by payment_id, charge_id having sum(amount_minor) > 0 order by max(seq)"#,
        id
    );
    let settled: Vec<_> =
        rows.fetch_all(db).await?.into_iter().map(|row| ((row.payment_id, row.charge_id), row.amount_minor)).collect();
    let released = money::release(&settled, needed);
    let back: Vec<_> = released.into_iter().map(|((payment, charge), minor)| (payment, charge, -minor)).collect();
    allocate(tx, action, &back).await
}

async fn allocate(tx: &mut TenantTx, action: Action, matches: &[(Uuid, Uuid, i64)]) -> Result<()> {
    let payments: Vec<Uuid> = matches.iter().map(|(payment, ..)| *payment).collect();
    let charges: Vec<Uuid> = matches.iter().map(|(_, charge, _)| *charge).collect();
    let amounts: Vec<i64> = matches.iter().map(|(.., minor)| *minor).collect();
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into allocation (payment_id, charge_id, amount_minor, created_at, created_by)
         select payment_id, charge_id, amount_minor, $4, $5
         from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as new (payment_id, charge_id, amount_minor)",
        &payments,
        &charges,
        &amounts,
        now as _,
        by
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes back what pays across two who are two again: each keeps what they paid and what they owe.
pub async fn part_accounts(tx: &mut TenantTx, action: Action, one: Uuid, other: Uuid) -> Result<()> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select a.payment_id, a.charge_id, sum(a.amount_minor)::bigint as "amount_minor!"
           from allocation a join transaction p on p.id = a.payment_id join transaction c on c.id = a.charge_id
           where (p.contact_id, c.contact_id) in (($1, $2), ($2, $1))
           group by a.payment_id, a.charge_id having sum(a.amount_minor) > 0"#,
        one,
        other
    );
    let across = rows.fetch_all(db).await?;
    let back: Vec<_> = across.iter().map(|row| (row.payment_id, row.charge_id, -row.amount_minor)).collect();
    allocate(tx, action, &back).await
}
