//! Looking at fees.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use money::Money;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Listing, PageOf};

use crate::amounts::stored_currency;
use crate::fees::model::{Fee, FeeStatus, Occasion};

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub patient: Option<Uuid>,
    pub appointment: Option<Uuid>,
    pub status: Option<FeeStatus>,
    /// Charged then or later.
    pub from: Option<Timestamp>,
    /// Charged before.
    pub to: Option<Timestamp>,
}

/// Fees, the newest first.
pub async fn list(tx: &mut TenantTx, filter: Filter, page: PageOf) -> Result<Listing<Fee>> {
    let action = Action::ListFees;
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select f.id, f.charged_at from fee f join transaction t on t.id = f.charge_id
               where ($1::uuid is null or t.contact_id = $1) and ($2::uuid is null or f.appointment_id = $2)
                 and ($3::text is null or coalesce(f.ended_as, 'charged') = $3)
                 and ($6::timestamptz is null or f.charged_at >= $6) and ($7::timestamptz is null or f.charged_at < $7))
           select (select count(*) from found) as "count!",
                  array(select id from found order by charged_at desc, id desc limit $4 offset $5) as "rows!""#,
        filter.patient,
        filter.appointment,
        filter.status.map(FeeStatus::as_str),
        page.size,
        page.offset(),
        filter.from.map(Timestamp::to_sqlx) as _,
        filter.to.map(Timestamp::to_sqlx) as _
    );
    let row = row.fetch_one(db).await?;
    let rows = load(tx, action, &row.rows).await?;
    let mut patients: Vec<Uuid> = rows.iter().map(|fee| fee.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("fee", patients));
    Ok(Listing::new(rows, row.count, page))
}

/// One fee.
pub async fn find(tx: &mut TenantTx, id: Id<Fee>) -> Result<Fee> {
    let fee = one(tx, Action::ListFees, id).await?;
    tx.record(Action::ListFees, Subject::new("fee", id.uuid()).about(fee.patient));
    Ok(fee)
}

/// The fee of a visit, the latest where it had several.
pub async fn of_visit(tx: &mut TenantTx, appointment: Uuid) -> Result<Option<Fee>> {
    let filter = Filter { appointment: Some(appointment), ..Filter::default() };
    Ok(list(tx, filter, PageOf::whole(1)).await?.rows.pop())
}

pub(super) async fn one(tx: &mut TenantTx, action: Action, id: Id<Fee>) -> Result<Fee> {
    load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)
}

/// The fees with these ids, in their order. The record is the caller's to keep.
async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Fee>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select f.id, f.appointment_id, t.contact_id, f.occasion, f.rule_id, f.charge_id, t.amount_minor, t.currency,
               coalesce(f.ended_as, 'charged') as "status!", f.charged_at, f.ended_at, f.ended_by
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join fee f on f.id = wanted.id join transaction t on t.id = f.charge_id
           order by wanted.place"#,
        ids
    );
    let unknown = || Error::internal("a fee has an unknown code");
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        Ok(Fee {
            id: Id::new(row.id),
            appointment: row.appointment_id,
            patient: row.contact_id,
            occasion: Occasion::parse(&row.occasion).ok_or_else(unknown)?,
            rule: row.rule_id,
            charge: row.charge_id,
            amount: Money::new(row.amount_minor, stored_currency(&row.currency)?),
            status: FeeStatus::parse(&row.status).ok_or_else(unknown)?,
            charged_at: row.charged_at.to_jiff(),
            ended_at: row.ended_at.map(jiff_sqlx::Timestamp::to_jiff),
            ended_by: row.ended_by,
        })
    });
    rows.collect()
}
