//! Which appointments are to be reminded of, and that each is once.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use people::Phone;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::outbox::insert;
use crate::messages::model::{NewMessage, Withheld};
use crate::messages::sealing::number_index;

/// An appointment that somebody may have to be reminded of.
#[derive(Debug, Clone, Copy)]
pub struct Coming {
    pub id: Uuid,
    pub patient: Uuid,
    pub starts_at: Timestamp,
    pub booked_at: Timestamp,
}

/// What is booked and begins after the one and before the other.
pub async fn coming(tx: &mut TenantTx, from: Timestamp, until: Timestamp) -> Result<Vec<Coming>> {
    let db = tx.authorize(Action::DeliverMessages)?;
    let rows = sqlx::query!(
        "select id, patient_id, starts_at, created_at from appointment
         where starts_at > $1 and starts_at < $2 and status = 'booked' and deleted_at is null order by starts_at, id",
        from.to_sqlx(),
        until.to_sqlx()
    );
    let coming = rows.fetch_all(db).await?.into_iter().map(|row| Coming {
        id: row.id,
        patient: row.patient_id,
        starts_at: row.starts_at.to_jiff(),
        booked_at: row.created_at.to_jiff(),
    });
    Ok(coming.collect())
}

/// Puts a reminder into the outbox, or why there is none. Says whether it was not there yet.
pub async fn remind(tx: &mut TenantTx, new: &NewMessage, why_not: Option<Withheld>) -> Result<bool> {
    Ok(insert(tx, new, why_not).await?.is_some())
}

/// Until when reminders are planned.
pub async fn planned_until(tx: &mut TenantTx) -> Result<Option<Timestamp>> {
    let db = tx.authorize(Action::DeliverMessages)?;
    let mark = sqlx::query_scalar!("select planned_until from reminder_mark").fetch_optional(db).await?;
    Ok(mark.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Notes that reminders are planned until then; never takes it back.
pub async fn mark(tx: &mut TenantTx, until: Timestamp) -> Result<()> {
    let db = tx.authorize(Action::DeliverMessages)?;
    sqlx::query!(
        "insert into reminder_mark (planned_until) values ($1)
         on conflict (single) do update set planned_until = greatest(reminder_mark.planned_until, $1)",
        until.to_sqlx()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether a number wants nothing more from the clinic.
pub async fn has_opted_out(tx: &mut TenantTx, phone: &Phone) -> Result<bool> {
    let index = number_index(&tx.keys(), phone);
    let db = tx.authorize(Action::DeliverMessages)?;
    let found =
        sqlx::query_scalar!(r#"select exists (select from opt_out where recipient_index = $1) as "found!""#, index);
    Ok(found.fetch_one(db).await?)
}
