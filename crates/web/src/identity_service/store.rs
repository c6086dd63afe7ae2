//! The table of the service that a clinic trusts.

use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{Field, Sealed};

use super::{Decided, Service};
use crate::precondition::Expected;

pub const CLIENT_SECRET: Field = Field::clinic("identity_provider", "client_secret");

/// The clinic's service, switched on or not.
pub async fn load(tx: &mut TenantTx) -> Result<Option<Service>> {
    let keys = tx.keys();
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select id, settings, client_secret as "client_secret: Sealed<String>", version from identity_provider"#
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let decided: Decided = serde_json::from_value(row.settings).map_err(Error::internal)?;
    let secret = keys.clinic().open_opt(CLIENT_SECRET, row.id, row.client_secret.as_ref())?;
    let secret = secret.map(vault::Phi::into_inner);
    let scope = format!("{}/{}/{}", tx.tenant().id, row.id, row.version);
    Ok(Some(Service {
        id: row.id,
        version: row.version,
        has_secret: secret.is_some(),
        trust: decided.trust(scope, secret),
        mapping: decided.mapping(tx.tenant()),
        decided,
    }))
}

/// Puts these settings in the place of the expected version. The secret stays unless another one is given. Whoever
/// came in by another issuer, or by a service that is now switched off, has to come again.
pub async fn save(
    tx: &mut TenantTx,
    decided: &Decided,
    secret: Option<String>,
    expected: &Expected,
) -> Result<(Uuid, i32)> {
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let settings = serde_json::to_value(decided).map_err(Error::internal)?;
    let existing = load(tx).await?;
    let known = existing.as_ref().map_or(0, |it| it.version);
    expected.check(known)?;
    let id = existing.as_ref().map_or_else(|| tx.new_id::<Service>().uuid(), |it| it.id);
    let sealed = keys.clinic().seal_opt(CLIENT_SECRET, id, secret.as_ref());
    let db = tx.authorize(Action::ManageIdentityService)?;
    let version = sqlx::query_scalar!(
        "insert into identity_provider (id, settings, client_secret, updated_at, updated_by) values ($1, $2, $3, $4, $5)
         on conflict ((true)) do update set settings = $2, updated_at = $4, updated_by = $5,
             client_secret = coalesce($3, identity_provider.client_secret), version = identity_provider.version + 1
         where identity_provider.version = $6 and identity_provider.id = $1
         returning version",
        id,
        settings,
        sealed as _,
        now,
        by,
        known
    )
    .fetch_optional(&mut *db)
    .await?
    .ok_or(Error::Conflict(Conflict::StaleVersion { current: i64::from(known) + 1 }))?;
    if existing.is_some_and(|it| it.decided.enabled && (!decided.enabled || it.decided.issuer != decided.issuer)) {
        end_sessions(db, now, None).await?;
    }
    tx.record(Action::ManageIdentityService, Subject::new("identity_service", id));
    tx.announce(Topic::Access);
    Ok((id, version))
}

/// Trusts nobody any more, and ends the sessions of whoever came in that way.
pub async fn remove(tx: &mut TenantTx) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ManageIdentityService)?;
    let id = sqlx::query_scalar!("delete from identity_provider returning id").fetch_optional(&mut *db).await?;
    let id = id.ok_or(Error::NotFound)?;
    end_sessions(db, now, None).await?;
    tx.record(Action::ManageIdentityService, Subject::new("identity_service", id));
    tx.announce(Topic::Access);
    Ok(())
}

/// Ends the sessions of somebody who came in by the service: their link is gone.
pub async fn end_sessions_of(tx: &mut TenantTx, staff: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ManageIdentityService)?;
    end_sessions(db, now, Some(staff)).await?;
    tx.announce(Topic::Access);
    Ok(())
}

async fn end_sessions(db: &mut PgConnection, now: jiff_sqlx::Timestamp, staff: Option<Uuid>) -> Result<()> {
    sqlx::query!(
        "update session set ended_at = $1
         where method = 'identity_service' and ended_at is null and ($2::uuid is null or staff_id = $2)",
        now as _,
        staff
    )
    .execute(db)
    .await?;
    Ok(())
}
