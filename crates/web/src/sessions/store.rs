//! The table of sessions.

use std::time::Duration;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Role, TenantTx};
use uuid::Uuid;
use vault::{Field, Json, Sealed};

use super::{Holder, Method, Session, StaffRights, Stage, rights_of};

pub const SESSION_ORIGIN: Field = Field::clinic("session", "origin");
pub const STAFF_DISPLAY_NAME: Field = Field::clinic("staff", "display_name");

/// How a caller shows which session is theirs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum SessionKey {
    Secret([u8; 32]),
    Id(Uuid),
}

pub fn hash_secret(secret: &str) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, secret.as_bytes()).as_ref());
    hash
}

/// What is found by the hash of a secret has no id; its sealed values are bound to the first half of the hash.
pub fn row_of_hash(hash: &[u8; 32]) -> Uuid {
    let mut half = [0; 16];
    half.iter_mut().zip(hash).for_each(|(to, from)| *to = *from);
    Uuid::from_bytes(half)
}

/// 256 random bits, as text for a cookie or a token.
pub fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// A session that is to be opened.
#[derive(Debug, Clone, Copy)]
pub struct NewSession {
    pub holder: Holder,
    pub method: Method,
    pub stage: Stage,
    /// However busy its owner is.
    pub lasts: Duration,
    /// While its owner does nothing.
    pub idle: Duration,
    /// With a secret for a browser's cookie; without for clients that hold tokens.
    pub for_browser: bool,
}

/// A session just opened. The secret is known only now.
#[derive(Debug, Clone)]
pub struct Opened {
    pub session_id: Uuid,
    pub secret: Option<String>,
}

pub async fn open(tx: &mut TenantTx, new: NewSession) -> Result<Opened> {
    let (now, keys) = (tx.now(), tx.keys());
    let session_id = tx.new_id::<Session>().uuid();
    let secret = new.for_browser.then(new_secret);
    let secret_hash = secret.as_deref().map(hash_secret);
    let origin = keys.clinic().seal(SESSION_ORIGIN, session_id, &Json(tx.origin().clone()));
    let expires_at = now.saturating_add(new.lasts).map_err(Error::internal)?;
    let (staff, patient) = new.holder.columns();
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!(
        "insert into session (id, secret_hash, staff_id, patient_id, stage, method, csrf, origin, idle_seconds,
             created_at, last_active_at, proved_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $10, $11)",
        session_id,
        secret_hash.as_ref().map(|hash| &hash[..]),
        staff,
        patient,
        new.stage.as_str(),
        new.method.as_str(),
        &rand::random::<[u8; 32]>()[..],
        origin.as_bytes(),
        i32::try_from(new.idle.as_secs()).unwrap_or(i32::MAX),
        now.to_sqlx(),
        expires_at.to_sqlx()
    )
    .execute(db)
    .await?;
    Ok(Opened { session_id, secret })
}

/// Ends a session and opens the one that comes after it, under another id and secret. Of two who try, one succeeds.
pub async fn succeed(tx: &mut TenantTx, old: Uuid, new: NewSession) -> Result<Opened> {
    if !end(tx, old).await? {
        return Err(Error::Unauthenticated);
    }
    open(tx, new).await
}

/// Goes on with a session under another id and secret: same holder, same end, and pages that are open still have their
/// proof. Of two who try, one succeeds. A session that lives by tokens has no cookie to be learned, and stays as it is.
pub async fn renew(tx: &mut TenantTx, old: Uuid) -> Result<Opened> {
    let (now, keys) = (tx.now().to_sqlx(), tx.keys());
    let db = tx.authorize(Action::ResolveSession)?;
    let by_cookie = sqlx::query_scalar!(
        r#"select secret_hash is not null as "by_cookie!" from session where id = $1 and ended_at is null for update"#,
        old
    );
    if !by_cookie.fetch_optional(db).await?.ok_or(Error::Unauthenticated)? {
        return Ok(Opened { session_id: old, secret: None });
    }
    end(tx, old).await?;
    let (session_id, secret) = (tx.new_id::<Session>().uuid(), new_secret());
    let origin = keys.clinic().seal(SESSION_ORIGIN, session_id, &Json(tx.origin().clone()));
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!(
        "insert into session (id, secret_hash, staff_id, patient_id, stage, method, roles, csrf, origin, idle_seconds,
             created_at, last_active_at, proved_at, emergency_until, expires_at)
         select $2, $3, staff_id, patient_id, stage, method, roles, csrf, $4, idle_seconds,
             created_at, $5, proved_at, emergency_until, expires_at
         from session where id = $1",
        old,
        session_id,
        &hash_secret(&secret)[..],
        origin.as_bytes(),
        now
    )
    .execute(db)
    .await?;
    Ok(Opened { session_id, secret: Some(secret) })
}

/// Finds a live session and notes that its owner is active.
pub(crate) async fn find(tx: &mut TenantTx, key: &SessionKey, active: bool) -> Result<Option<Session>> {
    let (now, keys) = (tx.now(), tx.keys());
    let (hash, id) = match key {
        SessionKey::Secret(hash) => (Some(&hash[..]), None),
        SessionKey::Id(id) => (None, Some(*id)),
    };
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select s.id, s.staff_id as "staff_id?", s.patient_id, s.stage, s.method, s.csrf, s.last_active_at, s.proved_at,
                  s.emergency_until, s.roles as vouched, u.roles as "roles?", u.locale as "locale?",
                  u.display_name as "display_name?: Sealed<String>",
                  array(select unnest(r.actions) from staff_custom_role m join custom_role r on r.id = m.role_id
                        where m.staff_id = s.staff_id) as "further!"
           from session s left join staff u on u.id = s.staff_id
           where (s.secret_hash = $1 or s.id = $2) and s.ended_at is null and s.expires_at > $3
             and (s.secret_hash is null or s.last_active_at > $3 - s.idle_seconds * interval '1 second')
             and (s.staff_id is null or u.status = 'active')"#,
        hash,
        id,
        now.to_sqlx()
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    // Half a minute is fine enough for a limit of fifteen, and spares a write a click.
    if active && now.duration_since(row.last_active_at.to_jiff()).as_secs() > 30 {
        sqlx::query!("update session set last_active_at = $2 where id = $1", row.id, now.to_sqlx()).execute(db).await?;
    }
    let known = Holder::of_columns(row.staff_id, row.patient_id);
    let (Some(holder), Some(stage), Some(method)) = (known, Stage::parse(&row.stage), Method::parse(&row.method))
    else {
        return Ok(None);
    };
    let display_name = match &row.display_name {
        Some(name) => keys.clinic().open(STAFF_DISPLAY_NAME, holder.id(), name)?.into_inner(),
        None => String::new(),
    };
    let emergency_until = row.emergency_until.map(jiff_sqlx::Timestamp::to_jiff).filter(|until| *until > now);
    let vouched = |role: &Role| row.vouched.as_ref().is_none_or(|said| said.iter().any(|code| code == role.as_str()));
    let own = row.roles.unwrap_or_default();
    // What an Identity Service says is bounded by what the clinic has on its list, and the other way round.
    let roles = own.iter().filter_map(|role| Role::parse(role)).filter(vouched).collect();
    let staff = StaffRights { roles, further: row.further };
    Ok(Some(Session {
        id: row.id,
        holder,
        stage,
        method,
        rights: rights_of(stage, method, holder, &staff, emergency_until.is_some()),
        roles: staff.roles,
        display_name,
        locale: row.locale,
        csrf: URL_SAFE_NO_PAD.encode(row.csrf),
        proved_at: row.proved_at.to_jiff(),
        emergency_until,
    }))
}

/// Ends a session; its tokens end with it. False when it had ended before.
pub async fn end(tx: &mut TenantTx, session: Uuid) -> Result<bool> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ResolveSession)?;
    let done = sqlx::query!("update session set ended_at = $2 where id = $1 and ended_at is null", session, now);
    Ok(done.execute(db).await?.rows_affected() > 0)
}

/// Notes that the holder has just proved again who they are.
pub async fn note_proof(tx: &mut TenantTx, session: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!("update session set proved_at = $2 where id = $1 and ended_at is null", session, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Breaks the glass for a session.
pub async fn begin_emergency(tx: &mut TenantTx, session: Uuid, until: Timestamp) -> Result<()> {
    let db = tx.authorize(Action::BreakGlass)?;
    sqlx::query!("update session set emergency_until = $2 where id = $1", session, until.to_sqlx()).execute(db).await?;
    Ok(())
}

pub async fn end_emergency(tx: &mut TenantTx, session: Uuid) -> Result<()> {
    let db = tx.authorize(Action::BreakGlass)?;
    sqlx::query!("update session set emergency_until = null where id = $1", session).execute(db).await?;
    Ok(())
}
