//! Everything one can do to staff accounts. The only file here with SQL.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{
    Action, Actor, Conflict, Error, FieldError, Id, OnConstraint as _, Outcome, Result, Rights, Role, Subject,
    TenantTx, Topic,
};
use uuid::Uuid;
use vault::Sealed;
use web::sessions::{self, Holder, Method, NewSession, STAFF_DISPLAY_NAME, Stage};
use web::{Guest, tokens};

use super::sealing::{PHONE, USERNAME};

/// Tag for ids of staff.
pub struct Staff;

/// A member of staff, as lists name them.
#[derive(Debug, Clone)]
pub struct StaffName {
    pub id: Uuid,
    pub display_name: String,
    pub username: String,
    pub roles: Vec<Role>,
    pub active: bool,
}

/// Somebody who is to work here.
pub struct NewStaff {
    pub username: String,
    pub display_name: String,
    pub phone: Option<String>,
    pub roles: Vec<Role>,
    pub password: String,
    pub locale: Option<String>,
}

pub const MIN_PASSWORD: usize = 12;
pub const MAX_PASSWORD: usize = 256;

impl NewStaff {
    pub fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        if people::text::one_line(&self.username, 150).map_or(true, |name| name.is_empty()) {
            problems.push(FieldError::new("username", "required"));
        }
        if self.roles.is_empty() {
            problems.push(FieldError::new("roles", "required"));
        }
        problems.extend(password_problem(&self.password));
        problems
    }
}

pub fn password_problem(password: &str) -> Option<FieldError> {
    let length = password.chars().count();
    if length < MIN_PASSWORD {
        Some(FieldError::new("password", "too_short").limit(12))
    } else if length > MAX_PASSWORD {
        Some(FieldError::new("password", "too_long").limit(256))
    } else {
        None
    }
}

/// Usernames may hold spaces; case and outer space do not matter.
fn canonical(username: &str) -> String {
    username.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Adds somebody to the staff. The hash is made outside the transaction: it takes long.
pub async fn create(tx: &mut TenantTx, new: &NewStaff, password_hash: &str) -> Result<Id<Staff>> {
    let problems = new.problems();
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let (keys, now) = (tx.keys(), tx.now().to_sqlx());
    let id = tx.new_id::<Staff>();
    let clinic = keys.clinic();
    let username = clinic.seal(USERNAME, id.uuid(), &new.username.trim().to_owned());
    let display_name = clinic.seal(STAFF_DISPLAY_NAME, id.uuid(), &new.display_name.trim().to_owned());
    let phone = clinic.seal_opt(PHONE, id.uuid(), new.phone.as_ref());
    let index = keys.index("staff.username").exact(&canonical(&new.username));
    let roles: Vec<String> = new.roles.iter().map(|role| role.as_str().to_owned()).collect();
    let db = tx.authorize(Action::CreateStaff)?;
    sqlx::query!(
        "insert into staff (id, username, username_index, display_name, phone, password_hash, password_changed_at, roles,
             locale, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $7, $7)",
        id.uuid(),
        username.as_bytes(),
        &index[..],
        display_name.as_bytes(),
        phone as _,
        password_hash,
        now,
        &roles,
        new.locale
    )
    .execute(db)
    .await
    .on_constraint("staff_username_unique", Conflict::DuplicateUsername)?;
    tx.record(Action::CreateStaff, Subject::new("staff", id.uuid()));
    Ok(id)
}

pub async fn list(tx: &mut TenantTx) -> Result<Vec<StaffName>> {
    list_for(tx, Action::ListStaff).await
}

/// What everybody is called, for those who may do something in which staff are named.
pub async fn names(tx: &mut TenantTx, action: Action) -> Result<HashMap<Uuid, String>> {
    Ok(list_for(tx, action).await?.into_iter().map(|staff| (staff.id, staff.display_name)).collect())
}

async fn list_for(tx: &mut TenantTx, action: Action) -> Result<Vec<StaffName>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, username as "username: Sealed<String>", display_name as "display_name: Sealed<String>", roles, status
           from staff order by id"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StaffName {
                id: row.id,
                display_name: keys.clinic().open(STAFF_DISPLAY_NAME, row.id, &row.display_name)?.into_inner(),
                username: keys.clinic().open(USERNAME, row.id, &row.username)?.into_inner(),
                roles: row.roles.iter().filter_map(|role| Role::parse(role)).collect(),
                active: row.status == "active",
            })
        })
        .collect()
}

/// When each of them was last active.
pub async fn last_seen(tx: &mut TenantTx) -> Result<HashMap<Uuid, jiff::Timestamp>> {
    let db = tx.authorize(Action::ListStaff)?;
    let rows = sqlx::query!(
        r#"select staff_id as "staff_id!", max(last_active_at) as "at!" from session
           where staff_id is not null group by staff_id"#
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.staff_id, row.at.to_jiff())).collect())
}

/// Those who see patients: the columns of a calendar.
pub async fn providers(tx: &mut TenantTx) -> Result<Vec<StaffName>> {
    let all = list(tx).await?;
    let sees_patients = |role: &Role| matches!(role, Role::Doctor | Role::Therapist | Role::Assistant);
    Ok(all.into_iter().filter(|staff| staff.active && staff.roles.iter().any(sees_patients)).collect())
}

/// Whether somebody works here and sees patients.
pub async fn is_provider(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<bool> {
    let db = tx.authorize(action)?;
    let found = sqlx::query_scalar!(
        r#"select exists (select from staff where id = $1 and status = 'active'
                          and roles && array['doctor', 'therapist', 'assistant']) as "found!""#,
        id
    );
    Ok(found.fetch_one(db).await?)
}

/// Whether all of these work here.
pub async fn are_staff(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<bool> {
    if ids.is_empty() {
        return Ok(true);
    }
    let db = tx.authorize(action)?;
    let missing = sqlx::query_scalar!(
        r#"select exists (select from unnest($1::uuid[]) as wanted (id)
                          where not exists (select from staff where staff.id = wanted.id and status = 'active'))
           as "missing!""#,
        ids
    );
    Ok(!missing.fetch_one(db).await?)
}

struct Credentials {
    id: Uuid,
    password_hash: Option<String>,
    roles: Vec<Role>,
}

async fn credentials(tx: &mut TenantTx, username: &str) -> Result<Option<Credentials>> {
    let index = tx.keys().index("staff.username").exact(&canonical(username));
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        "select id, password_hash, roles from staff where username_index = $1 and status = 'active'",
        &index[..]
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Credentials {
        id: row.id,
        password_hash: row.password_hash,
        roles: row.roles.iter().filter_map(|role| Role::parse(role)).collect(),
    }))
}

/// Somebody who has just signed in.
pub struct SignedIn {
    pub staff: Uuid,
    pub session: sessions::Opened,
    /// For clients that hold tokens.
    pub refresh: Option<String>,
    pub roles: Vec<Role>,
}

/// Signs in by username and password. A wrong name and a wrong password look and take the same.
pub async fn sign_in(guest: &Guest, username: &str, password: String, for_browser: bool) -> Result<SignedIn> {
    let mut tx = guest.read().await?;
    let found = credentials(&mut tx, username).await?;
    tx.commit().await?;
    let hash = found.as_ref().and_then(|found| found.password_hash.clone());
    let fits = guest.app().passwords().verify(password, hash).await?;
    let Some(found) = found.filter(|_| fits) else {
        guest.record_refusal(Action::SignIn, Subject::new("staff", None), Outcome::Failure).await?;
        return Err(Error::Unauthenticated);
    };

    let settings = guest.app().settings();
    let rights = Rights::of_roles(&found.roles);
    let actor = Actor::Staff { id: found.id, session: Uuid::nil(), rights, emergency: false };
    let mut tx = guest.acting_as(actor).change().await?;
    let new = NewSession {
        holder: Holder::Staff(found.id),
        method: Method::Password,
        stage: Stage::Full,
        lasts: settings.session_absolute,
        idle: settings.session_idle,
        for_browser,
    };
    let session = sessions::open(&mut tx, new).await?;
    let refresh = match for_browser {
        true => None,
        false => Some(tokens::issue_refresh(&mut tx, session.session_id, settings.session_absolute).await?),
    };
    tx.authorize(Action::SignIn)?;
    tx.record(Action::SignIn, Subject::new("session", session.session_id));
    tx.commit().await?;
    Ok(SignedIn { staff: found.id, session, refresh, roles: found.roles })
}

/// Ends a session; the next request with its cookie or tokens is a stranger's.
pub async fn sign_out(tx: &mut TenantTx, session: Uuid) -> Result<()> {
    sessions::end(tx, session).await?;
    tx.authorize(Action::SignOut)?;
    tx.record(Action::SignOut, Subject::new("session", session));
    tx.announce(Topic::Access);
    Ok(())
}

pub async fn reset_password(tx: &mut TenantTx, username: &str, password_hash: &str) -> Result<()> {
    let index = tx.keys().index("staff.username").exact(&canonical(username));
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ResetPassword)?;
    let id = sqlx::query_scalar!(
        "update staff set password_hash = $2, password_changed_at = $3, updated_at = $3, version = version + 1
         where username_index = $1 returning id",
        &index[..],
        password_hash,
        now
    )
    .fetch_optional(&mut *db)
    .await?
    .ok_or(Error::NotFound)?;
    sqlx::query!("update session set ended_at = $2 where staff_id = $1 and ended_at is null", id, now)
        .execute(db)
        .await?;
    tx.record(Action::ResetPassword, Subject::new("staff", id));
    tx.announce(Topic::Access);
    Ok(())
}

/// A machine's token, shown once.
pub async fn create_token(tx: &mut TenantTx, name: &str, scopes: &[String]) -> Result<(Uuid, String)> {
    if people::text::one_line(name, 100).map_or(true, |name| name.is_empty()) {
        return Err(Error::invalid("name", "required"));
    }
    if scopes.is_empty() || !scopes.iter().all(|scope| tenancy::SCOPES.contains(&scope.as_str())) {
        return Err(Error::invalid("scope", "unknown_choice"));
    }
    let now = tx.now().to_sqlx();
    let id = tx.new_id::<()>().uuid();
    let token = sessions::new_secret();
    let db = tx.authorize(Action::IssueToken)?;
    sqlx::query!(
        "insert into api_token (id, hash, name, scopes, created_at) values ($1, $2, $3, $4, $5)",
        id,
        &sessions::hash_secret(&token)[..],
        name,
        scopes,
        now
    )
    .execute(db)
    .await?;
    tx.record(Action::IssueToken, Subject::new("token", id));
    Ok((id, token))
}

pub async fn revoke_token(tx: &mut TenantTx, name: &str) -> Result<u64> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::RevokeToken)?;
    let done = sqlx::query!("update api_token set revoked_at = $2 where name = $1 and revoked_at is null", name, now);
    let done = done.execute(db).await?.rows_affected();
    if done == 0 {
        return Err(Error::NotFound);
    }
    tx.record(Action::RevokeToken, Subject::new("token", None));
    Ok(done)
}
