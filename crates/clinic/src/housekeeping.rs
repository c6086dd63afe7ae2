//! What is swept away: sessions and tokens that are long over, codes and messages that are of no use any more, drafts
//! older than a week, idempotency keys older than a day.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Actor, Error, House, Result, TenantTx};

/// How long an ended session is kept, to be seen in the list of sessions.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
const DRAFTS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
const KEYS_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Sweeps every clinic; one that cannot be swept now is swept next time. Running it twice at once does no harm.
pub async fn sweep(house: &House) -> Result<()> {
    for tenant in house.tenants().await? {
        let slug = tenant.slug.clone();
        let ticket = house.ticket(tenant, Actor::Job { name: "housekeeping" });
        let swept = async {
            let mut tx = house.begin(ticket).await?;
            sweep_one(&mut tx).await?;
            tx.commit().await
        };
        if let Err(error) = swept.await {
            tracing::warn!(clinic = slug, code = error.code(), "not swept");
        }
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
    sqlx::query!("delete from passkey_ceremony where expires_at < $1", keys).execute(&mut *db).await?;
    sqlx::query!("delete from sign_in_challenge where expires_at < $1", keys).execute(&mut *db).await?;
    sqlx::query!("delete from activation_code where expires_at < $1", keys).execute(&mut *db).await?;
    sqlx::query!("delete from allowance where began_at < $1", keys).execute(&mut *db).await?;
    sqlx::query!("delete from attempt where last_at < $1 and failures < 100", sessions).execute(&mut *db).await?;
    sqlx::query!("delete from password_link where expires_at < $1", sessions).execute(&mut *db).await?;
    sqlx::query!("delete from message where expires_at < $1", sessions).execute(db).await?;
    Ok(())
}
