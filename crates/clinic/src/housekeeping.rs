//! What is swept away: sessions and tokens that are long over, codes and messages that are of no use any more, drafts
//! older than a week, notifications older than two months, what webhooks were told more than a month ago, idempotency keys older than a day, failures that count no more,
//! links and ceremonies whose time is up, browsers that nobody signed in from for a year, and what went over in merges
//! that are not taken back any more.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::operators::{By, Deed, Steward};
use tenancy::{Action, Actor, Error, House, Outcome, Result, TenantRef, TenantTx};
use uuid::Uuid;

use crate::support::operations;

use crate::accounts::lockout;

/// How long an ended session is kept, to be seen in the list of sessions.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
const NOTIFICATIONS_KEPT: SignedDuration = SignedDuration::from_hours(60 * 24);
const TOLD_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
const DRAFTS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
const KEYS_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A browser that nobody has signed in from for so long is a stranger's; an account that was closed by guesses, and that
/// nobody has tried since, is most likely none.
const DEVICES_KEPT: SignedDuration = SignedDuration::from_hours(365 * 24);

/// Sweeps what belongs to those who host the clinics.
pub async fn sweep_platform(house: &House) -> Result<()> {
    let mut platform = house.platform(house.host()).await?;
    platform.sweep().await?;
    platform.commit().await
}

/// Sweeps one clinic. Running it twice at once does no harm.
pub async fn sweep(house: &House, tenant: TenantRef) -> Result<()> {
    let mut tx = house.begin(house.ticket(tenant, Actor::Job { name: "housekeeping" })).await?;
    sweep_one(&mut tx).await?;
    let ended = operations::note_ends(&mut tx).await?;
    note_in_platform(house, tx.tenant().id, &ended).await?;
    tx.commit().await
}

/// What ended by itself stands in the operators' record as well.
async fn note_in_platform(house: &House, tenant: Uuid, ended: &[(Uuid, Uuid)]) -> Result<()> {
    for (operator, grant) in ended {
        let steward = Steward { by: By::Operator(*operator), ..house.host() };
        let mut record = house.platform(steward).await?;
        record.note_support(Deed::LeaveSupport, (tenant, *grant), Outcome::Success).await?;
        record.commit().await?;
    }
    Ok(())
}

async fn sweep_one(tx: &mut TenantTx) -> Result<()> {
    let now = tx.now();
    let before = |kept| now.checked_sub(kept).map(Timestamp::to_sqlx).map_err(Error::internal);
    let (sessions, keys, drafts) = (before(SESSIONS_KEPT)?, before(KEYS_KEPT)?, before(DRAFTS_KEPT)?);
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!("delete from session where expires_at < $1 or ended_at < $1", sessions).execute(&mut *db).await?;
    sqlx::query!("delete from idempotency_key where created_at < $1", keys).execute(&mut *db).await?;
    sqlx::query!("delete from draft where kept_at < $1", drafts).execute(&mut *db).await?;
    let notifications = before(NOTIFICATIONS_KEPT)?;
    sqlx::query!("delete from notification where created_at < $1", notifications).execute(&mut *db).await?;
    sqlx::query!("delete from webhook_event where happened_at < $1", before(TOLD_KEPT)?).execute(&mut *db).await?;
    sqlx::query!("delete from sign_in_challenge where expires_at < $1", keys).execute(&mut *db).await?;
    sqlx::query!("delete from activation_code where expires_at < $1", keys).execute(&mut *db).await?;
    sqlx::query!("delete from allowance where began_at < $1", keys).execute(&mut *db).await?;
    sqlx::query!("delete from message where coalesce(expires_at, created_at) < $1", sessions).execute(db).await?;
    crate::jobs::operations::forget(tx).await?;
    crate::merges::operations::settle(tx).await?;
    sweep_sign_in(tx).await
}

async fn sweep_sign_in(tx: &mut TenantTx) -> Result<()> {
    let now = tx.now();
    let before = |kept| now.checked_sub(kept).map(Timestamp::to_sqlx).map_err(Error::internal);
    let (forgotten, devices) = (before(lockout::FORGOTTEN_AFTER)?, before(DEVICES_KEPT)?);
    let db = tx.authorize(Action::TidyUp)?;
    // What closed an account stays.
    sqlx::query!(
        "delete from attempt where last_at < $1 and (key <> account or failures < $3) or last_at < $2",
        forgotten,
        devices,
        lockout::FAILURES_OF_ACCOUNT
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from known_device where last_seen_at < $1", devices).execute(&mut *db).await?;
    sqlx::query!("delete from password_link where expires_at <= $1", now.to_sqlx()).execute(&mut *db).await?;
    sqlx::query!("delete from passkey_ceremony where expires_at <= $1", now.to_sqlx()).execute(db).await?;
    Ok(())
}
