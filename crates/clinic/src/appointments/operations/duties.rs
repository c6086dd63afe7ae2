//! What happens to appointments by itself: a hold ends, somebody did not come.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, TenantTx, Topic};

use super::moves::mark_no_show;
use crate::appointments::policy::BookingPolicy;

/// Takes away what was held and not confirmed in time; says when the next hold ends.
pub async fn release_holds(tx: &mut TenantTx) -> Result<Option<Timestamp>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::TidyUp)?;
    // Whoever is about to confirm or to delete one is at it.
    let released = sqlx::query!(
        "delete from appointment where id in
             (select id from appointment where hold_expires_at <= $1 for update skip locked)",
        now
    );
    let released = released.execute(&mut *db).await?.rows_affected();
    let next = sqlx::query_scalar!("select min(hold_expires_at) from appointment where hold_expires_at > $1", now);
    let next = next.fetch_one(db).await?;
    if released > 0 {
        tx.announce(Topic::Day);
        tx.announce(Topic::Waitlist);
    }
    Ok(next.map(jiff_sqlx::Timestamp::to_jiff))
}

/// So many at a time: each is a change with a record of its own.
const MOST: i64 = 100;

/// Writes down who did not come: still booked when the visit and the clinic's patience are over. Says whether there may
/// be more of them.
pub async fn note_no_shows(tx: &mut TenantTx, policy: &BookingPolicy) -> Result<bool> {
    let Some(grace) = policy.no_show_grace() else { return Ok(false) };
    let before = tx.now().checked_sub(grace).map_err(Error::internal)?.to_sqlx();
    let db = tx.authorize(Action::TidyUp)?;
    let missed = sqlx::query_scalar!(
        "select id from appointment where status = 'booked' and ends_at <= $1 and deleted_at is null
         order by ends_at, id limit $2 for update skip locked",
        before,
        MOST
    );
    let missed = missed.fetch_all(db).await?;
    for id in &missed {
        mark_no_show(tx, Id::new(*id), None).await?;
    }
    Ok(i64::try_from(missed.len()).is_ok_and(|count| count == MOST))
}
