//! Times that are held for somebody who was offered them: what became of them, and letting go of them.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Id, Result, TenantTx, Topic};
use uuid::Uuid;

use crate::appointments::model::{Slot, Status};
use crate::parties::model::Party;

/// What became of a time that was held for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Held,
    /// It is theirs: somebody at the desk, or they themselves, booked it.
    Taken,
    /// Nobody's any more, or somebody else's.
    Gone,
}

/// What became of these appointments; of those that are not there any more nothing is said.
pub async fn kept(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<HashMap<Uuid, Kept>> {
    let now = tx.now();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, status, hold_expires_at from appointment where id = any($1) and deleted_at is null",
        ids
    );
    let kept = rows.fetch_all(db).await?.into_iter().map(|row| {
        let is_held = row.hold_expires_at.map(|at| at.to_jiff() > now);
        let kept = match (Status::parse(&row.status), is_held) {
            (_, Some(true)) => Kept::Held,
            (Some(Status::Waitlist | Status::Cancelled | Status::EnteredInError) | None, _) | (_, Some(false)) => {
                Kept::Gone
            }
            (Some(_), None) => Kept::Taken,
        };
        (row.id, kept)
    });
    Ok(kept.collect())
}

/// Lets go of a time that was held for somebody. One that was booked meanwhile stays.
pub async fn release_offered(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<()> {
    let db = tx.authorize(action)?;
    let released = sqlx::query!("delete from appointment where id = $1 and hold_expires_at is not null", id);
    if released.execute(db).await?.rows_affected() > 0 {
        tx.announce(Topic::Day);
        tx.announce(Topic::Waitlist);
    }
    Ok(())
}

/// When a patient has something to come to already, in a span of time.
pub async fn busy_times(tx: &mut TenantTx, action: Action, patient: Id<Party>, span: Slot) -> Result<Vec<Slot>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select starts_at, ends_at from appointment
         where patient_id = $1 and starts_at < $3 and ends_at > $2 and deleted_at is null
           and status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in')
           and (hold_expires_at is null or hold_expires_at > $4)",
        patient.uuid(),
        span.starts_at.to_sqlx(),
        span.ends_at.to_sqlx(),
        now
    );
    let rows = rows.fetch_all(db).await?;
    Ok(rows
        .into_iter()
        .map(|row| Slot { starts_at: row.starts_at.to_jiff(), ends_at: row.ends_at.to_jiff() })
        .collect())
}
