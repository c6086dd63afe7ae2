//! Tokens of devices and integrations: made by an administrator, shown once, kept as a hash.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use moka::future::Cache;
use tenancy::{Action, Actor, Error, Result, Rights, TenantTx};
use uuid::Uuid;

use crate::sessions::hash_secret;

/// What a machine's token stands for.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    pub id: Uuid,
    rights: Rights,
    last_used_at: Option<Timestamp>,
}

/// How coarse the note of a token's last use is: one write a minute, not one a reading.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

impl Machine {
    pub fn actor(&self) -> Actor {
        Actor::Integration { id: self.id, rights: self.rights }
    }

    pub fn is_due_for_note(&self, now: Timestamp) -> bool {
        self.last_used_at.is_none_or(|at| now.duration_since(at) >= NOTED_EVERY)
    }
}

pub(crate) async fn find(tx: &mut TenantTx, token: &str) -> Result<Option<Machine>> {
    let (hash, now) = (hash_secret(token), tx.now().to_sqlx());
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        "select id, scopes, last_used_at from api_token
         where hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)",
        &hash[..],
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Machine {
        id: row.id,
        rights: Rights::of_scopes(&row.scopes),
        last_used_at: row.last_used_at.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

pub(crate) async fn note_use(tx: &mut TenantTx, token: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!("update api_token set last_used_at = $2 where id = $1", token, now).execute(db).await?;
    Ok(())
}

/// Tokens found a moment ago: a device sends many readings in a row.
pub(crate) struct MachineCache(Cache<(Uuid, [u8; 32]), (Timestamp, Arc<Machine>)>);

/// How long a token is believed without asking again.
const BELIEVED: Duration = Duration::from_secs(1);

impl MachineCache {
    pub fn new() -> Self {
        Self(Cache::builder().max_capacity(50_000).time_to_live(BELIEVED).build())
    }

    /// Only what was found is kept: a stranger's guesses push nobody out.
    pub async fn get_or_load(
        &self,
        (tenant, token): (Uuid, &str),
        now: Timestamp,
        load: impl Future<Output = Result<Option<Machine>>>,
    ) -> Result<Arc<Machine>> {
        let key = (tenant, hash_secret(token));
        if let Some((at, known)) = self.0.get(&key).await
            && now.duration_since(at).unsigned_abs() < BELIEVED
        {
            return Ok(known);
        }
        let found = Arc::new(load.await?.ok_or(Error::Unauthenticated)?);
        self.0.insert(key, (now, Arc::clone(&found))).await;
        Ok(found)
    }

    pub fn forget(&self) {
        self.0.invalidate_all();
    }
}
