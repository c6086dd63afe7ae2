//! The table of sessions.

use std::time::Duration;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use subtle::ConstantTimeEq as _;
use tenancy::{Action, Error, Result, Rights, Role, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, Field, Json, Sealed};

use super::{Holder, Method, Session, StaffRights, Stage, Supporter, rights_of};

pub const SESSION_ORIGIN: Field = Field::clinic("session", "origin");
pub const SUPPORTER_NAME: Field = Field::clinic("support_entry", "operator_name");
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
    let ((staff, patient), entry) = (new.holder.columns(), new.holder.entry());
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!(
        "insert into session (id, secret_hash, staff_id, patient_id, stage, method, csrf, origin, idle_seconds,
             created_at, last_active_at, proved_at, expires_at, support_entry_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $10, $11, $12)",
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
        expires_at.to_sqlx(),
        entry
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

impl SessionKey {
    fn columns(&self) -> (Option<&[u8]>, Option<Uuid>) {
        match self {
            Self::Secret(hash) => (Some(&hash[..]), None),
            Self::Id(id) => (None, Some(*id)),
        }
    }
}

fn supporter(entry: Option<Uuid>, operator: Option<Uuid>, leave: Option<(Uuid, bool)>) -> Option<Holder> {
    let (grant, sees_patients) = leave?;
    Some(Holder::Support(Supporter { operator: operator?, grant, entry: entry?, sees_patients }))
}

/// What the holder is called: of the staff, or of those who look by leave of the clinic.
fn open_name(
    keys: &ClinicKeys,
    holder: Holder,
    (staff, operator): (Option<&Sealed<String>>, Option<&Sealed<String>>),
) -> Result<String> {
    let opened = match (staff, operator, holder.entry()) {
        (Some(name), _, _) => keys.clinic().open(STAFF_DISPLAY_NAME, holder.id(), name)?,
        (None, Some(name), Some(entry)) => keys.clinic().open(SUPPORTER_NAME, entry, name)?,
        _ => return Ok(String::new()),
    };
    Ok(opened.into_inner())
}

/// Finds a live session and notes that its owner is active.
pub(crate) async fn find(tx: &mut TenantTx, key: &SessionKey, active: bool) -> Result<Option<Session>> {
    let (now, keys) = (tx.now(), tx.keys());
    let (hash, id) = key.columns();
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select s.id, s.staff_id as "staff_id?", s.patient_id, s.stage, s.method, s.csrf, s.last_active_at, s.proved_at,
                  s.emergency_until, s.roles as vouched, u.roles as "roles?", coalesce(u.locale, p.language) as locale,
                  u.display_name as "display_name?: Sealed<String>",
                  array(select unnest(r.actions) from staff_custom_role m join custom_role r on r.id = m.role_id
                        where m.staff_id = s.staff_id) as "further!",
                  e.id as "entry?", e.operator_id as "operator?", e.operator_name as "operator_name?: Sealed<String>",
                  g.id as "grant?", g.sees_patients as "sees_patients?", g.expires_at as "support_until?"
           from session s left join staff u on u.id = s.staff_id left join party p on p.id = s.patient_id
           left join support_entry e on e.id = s.support_entry_id left join support_grant g on g.id = e.grant_id
           where (s.secret_hash = $1 or s.id = $2) and s.ended_at is null and s.expires_at > $3
             and (s.secret_hash is null or s.last_active_at > $3 - s.idle_seconds * interval '1 second')
             and (s.staff_id is null or u.status = 'active')
             and (s.support_entry_id is null or g.revoked_at is null and g.expires_at > $3)"#,
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
    let supporter = supporter(row.entry, row.operator, row.grant.zip(row.sees_patients));
    let known = Holder::of_columns(row.staff_id, row.patient_id).or(supporter);
    let (Some(holder), Some(stage), Some(method)) = (known, Stage::parse(&row.stage), Method::parse(&row.method))
    else {
        return Ok(None);
    };
    let names = (row.display_name.as_ref(), row.operator_name.as_ref());
    let display_name = open_name(&keys, holder, names)?;
    let emergency_until = row.emergency_until.map(jiff_sqlx::Timestamp::to_jiff).filter(|until| *until > now);
    let roles = allowed_roles(&row.roles.unwrap_or_default(), row.vouched.as_deref());
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
        support: row.support_until.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

/// How long after its end a session still says who it was.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Somebody whose session ran out: nobody ended it.
pub struct RanOut {
    pub staff: Uuid,
    pub rights: Rights,
    csrf: String,
}

impl RanOut {
    /// Whether this is what the pages of the session carried.
    pub fn is_proved_by(&self, shown: &str) -> bool {
        bool::from(shown.as_bytes().ct_eq(self.csrf.as_bytes()))
    }
}

/// Whose session this was, if it ran out lately by itself. It opens nothing any more.
pub async fn ran_out(tx: &mut TenantTx, secret: &str) -> Result<Option<RanOut>> {
    let now = tx.now();
    let since = now.saturating_sub(REMEMBERED).map_err(Error::internal)?.to_sqlx();
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select u.id, s.csrf, s.method, s.roles as vouched, u.roles,
                  array(select unnest(r.actions) from staff_custom_role m join custom_role r on r.id = m.role_id
                        where m.staff_id = u.id) as "further!"
           from session s join staff u on u.id = s.staff_id
           where s.secret_hash = $1 and s.ended_at is null and s.stage = 'full' and u.status = 'active'
             and (s.expires_at <= $2 or s.last_active_at <= $2 - s.idle_seconds * interval '1 second')
             and s.last_active_at > $3"#,
        &hash_secret(secret)[..],
        now.to_sqlx(),
        since
    );
    Ok(row.fetch_optional(db).await?.and_then(|row| {
        let staff = StaffRights { roles: allowed_roles(&row.roles, row.vouched.as_deref()), further: row.further };
        let rights = rights_of(Stage::Full, Method::parse(&row.method)?, Holder::Staff(row.id), &staff, false);
        Some(RanOut { staff: row.id, rights, csrf: URL_SAFE_NO_PAD.encode(row.csrf) })
    }))
}

/// What an Identity Service says is bounded by what the clinic has on its list, and the other way round.
fn allowed_roles(own: &[String], vouched: Option<&[String]>) -> Vec<Role> {
    let said = |role: &Role| vouched.is_none_or(|said| said.iter().any(|code| code == role.as_str()));
    own.iter().filter_map(|role| Role::parse(role)).filter(said).collect()
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
