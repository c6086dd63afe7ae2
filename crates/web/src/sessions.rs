//! Sessions of staff: opened at sign-in, found again by cookie or token, ended by sign-out, idleness or age.

use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff_sqlx::ToSqlx as _;
use moka::future::Cache;
use tenancy::{Action, Error, Result, Role, TenantTx};
use uuid::Uuid;
use vault::{Field, Json, Sealed};

pub const SESSION_ORIGIN: Field = Field::clinic("session", "origin");
pub const STAFF_DISPLAY_NAME: Field = Field::clinic("staff", "display_name");

/// A live session, as long as it is not older than a second: a role taken away is gone that fast on every node.
#[derive(Debug, Clone)]
pub struct Session {
    pub id: Uuid,
    pub staff_id: Uuid,
    pub roles: Vec<Role>,
    pub display_name: String,
    pub locale: Option<String>,
    pub csrf: String,
}

/// How a caller shows which session is theirs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum SessionKey {
    Secret([u8; 32]),
    Id(Uuid),
}

/// Whose session is sought, and whether finding it is a sign of life: what was found for a screen that refreshes
/// itself must not answer for the person before it, whose request has to be noted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Sought {
    pub tenant: Uuid,
    pub key: SessionKey,
    pub active: bool,
}

/// What was found, and when.
type Found = (jiff::Timestamp, Option<Arc<Session>>);

pub(crate) struct SessionCache(Cache<Sought, Found>);

/// How long a session is believed without asking again.
const BELIEVED: Duration = Duration::from_secs(1);

impl SessionCache {
    pub fn new() -> Self {
        Self(Cache::builder().max_capacity(50_000).time_to_live(BELIEVED).build())
    }

    /// The age of an entry is judged by the house's clock too: a session ends with its last minute, not a second later.
    pub async fn get_or_load(
        &self,
        sought: Sought,
        now: jiff::Timestamp,
        load: impl Future<Output = Result<Option<Session>>>,
    ) -> Result<Option<Arc<Session>>> {
        if let Some((at, _)) = self.0.get(&sought).await
            && now.duration_since(at).unsigned_abs() >= BELIEVED
        {
            self.0.invalidate(&sought).await;
        }
        let load = async { load.await.map(|found| (now, found.map(Arc::new))) };
        let found = self.0.try_get_with(sought, load).await.map_err(|error| match *error {
            Error::Busy => Error::Busy,
            ref other => Error::internal(other.to_string()),
        })?;
        Ok(found.1)
    }

    pub fn forget(&self) {
        self.0.invalidate_all();
    }
}

pub fn hash_secret(secret: &str) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, secret.as_bytes()).as_ref());
    hash
}

/// 256 random bits, as text for a cookie or a token.
pub fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// A session just opened. The secret is known only now.
pub struct Opened {
    pub session_id: Uuid,
    pub secret: Option<String>,
}

/// Opens a session; with a secret for a browser's cookie, without for clients that hold tokens.
pub async fn open(tx: &mut TenantTx, staff: Uuid, lasts: Duration, for_browser: bool) -> Result<Opened> {
    let (now, keys) = (tx.now(), tx.keys());
    let session_id = tx.new_id::<Session>().uuid();
    let secret = for_browser.then(new_secret);
    let secret_hash = secret.as_deref().map(hash_secret);
    let origin = keys.clinic().seal(SESSION_ORIGIN, session_id, &Json(tx.origin().clone()));
    let expires_at = now.saturating_add(lasts).map_err(Error::internal)?;
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!(
        "insert into session (id, secret_hash, staff_id, csrf, origin, created_at, last_active_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $6, $7)",
        session_id,
        secret_hash.as_ref().map(|hash| &hash[..]),
        staff,
        &rand::random::<[u8; 32]>()[..],
        origin.as_bytes(),
        now.to_sqlx(),
        expires_at.to_sqlx()
    )
    .execute(db)
    .await?;
    Ok(Opened { session_id, secret })
}

/// Finds a live session and notes that its owner is active.
pub(crate) async fn find(tx: &mut TenantTx, key: &SessionKey, idle: Duration, active: bool) -> Result<Option<Session>> {
    let (now, keys) = (tx.now(), tx.keys());
    let idle_since = now.saturating_sub(idle).map_err(Error::internal)?;
    let (hash, id) = match key {
        SessionKey::Secret(hash) => (Some(&hash[..]), None),
        SessionKey::Id(id) => (None, Some(*id)),
    };
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select s.id, s.staff_id, s.csrf, s.last_active_at, u.roles, u.locale,
                  u.display_name as "display_name: Sealed<String>"
           from session s join staff u on u.id = s.staff_id
           where (s.secret_hash = $1 or s.id = $2) and s.ended_at is null and s.expires_at > $3
             and (s.secret_hash is null or s.last_active_at > $4) and u.status = 'active'"#,
        hash,
        id,
        now.to_sqlx(),
        idle_since.to_sqlx()
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    // Half a minute is fine enough for a limit of fifteen, and spares a write a click.
    if active && now.duration_since(row.last_active_at.to_jiff()).as_secs() > 30 {
        sqlx::query!("update session set last_active_at = $2 where id = $1", row.id, now.to_sqlx()).execute(db).await?;
    }
    let display_name = keys.clinic().open(STAFF_DISPLAY_NAME, row.staff_id, &row.display_name)?.into_inner();
    Ok(Some(Session {
        id: row.id,
        staff_id: row.staff_id,
        roles: row.roles.iter().filter_map(|role| Role::parse(role)).collect(),
        display_name,
        locale: row.locale,
        csrf: URL_SAFE_NO_PAD.encode(row.csrf),
    }))
}

/// Ends a session; its tokens end with it.
pub async fn end(tx: &mut TenantTx, session: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!("update session set ended_at = $2 where id = $1 and ended_at is null", session, now)
        .execute(db)
        .await?;
    Ok(())
}

/// What a machine's token stands for.
#[derive(Debug, Clone)]
pub(crate) struct Integration {
    pub id: Uuid,
    pub scopes: Vec<String>,
}

pub(crate) async fn find_token(tx: &mut TenantTx, token: &str) -> Result<Option<Integration>> {
    let hash = hash_secret(token);
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!("select id, scopes from api_token where hash = $1 and revoked_at is null", &hash[..])
        .fetch_optional(db)
        .await?;
    Ok(row.map(|row| Integration { id: row.id, scopes: row.scopes }))
}
