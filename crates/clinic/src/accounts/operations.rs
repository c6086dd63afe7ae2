//! Everything one can do to staff accounts. The only file here with SQL.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, FieldError, Id, OnConstraint as _, Result, Rights, Role, Subject, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, Sealed};
use web::sessions::STAFF_DISPLAY_NAME;

use super::passwords;
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
    /// Without one somebody is invited to choose their own.
    pub password: Option<String>,
    pub locale: Option<String>,
}

impl NewStaff {
    pub fn problems(&self, min_length: u16) -> Vec<FieldError> {
        let mut problems = Vec::new();
        if people::text::one_line(&self.username, 150).map_or(true, |name| name.is_empty()) {
            problems.push(FieldError::new("username", "required"));
        }
        if self.roles.is_empty() {
            problems.push(FieldError::new("roles", "required"));
        }
        let words = [self.username.as_str(), self.display_name.as_str()];
        problems.extend(self.password.as_ref().and_then(|password| passwords::problem(password, min_length, &words)));
        problems
    }
}

/// What an account is found by, without anybody reading whose it is.
pub fn username_index(keys: &ClinicKeys, username: &str) -> Vec<u8> {
    keys.index("staff.username").exact(&canonical(username)).to_vec()
}

/// Usernames may hold spaces; case and outer space do not matter.
fn canonical(username: &str) -> String {
    username.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Adds somebody to the staff, with a password hashed before or none. What was typed has been judged by then.
pub async fn create(tx: &mut TenantTx, new: &NewStaff, password_hash: Option<&str>) -> Result<Id<Staff>> {
    let (keys, now) = (tx.keys(), tx.now().to_sqlx());
    tx.authorize_giving(Action::CreateStaff, Rights::of_roles(&new.roles))?;
    let id = tx.new_id::<Staff>();
    let clinic = keys.clinic();
    let username = clinic.seal(USERNAME, id.uuid(), &new.username.trim().to_owned());
    let display_name = clinic.seal(STAFF_DISPLAY_NAME, id.uuid(), &new.display_name.trim().to_owned());
    let phone = clinic.seal_opt(PHONE, id.uuid(), new.phone.as_ref());
    let index = username_index(&keys, &new.username);
    let roles: Vec<String> = new.roles.iter().map(|role| role.as_str().to_owned()).collect();
    let db = tx.authorize(Action::CreateStaff)?;
    sqlx::query!(
        "insert into staff (id, username, username_index, display_name, phone, password_hash, password_changed_at, roles,
             locale, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, case when $6::text is null then null else $7::timestamptz end, $8,
             $9, $7, $7)",
        id.uuid(),
        username.as_bytes(),
        index,
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

/// Everybody who works or worked here, for those who may do something in which staff are named.
pub async fn list_for(tx: &mut TenantTx, action: Action) -> Result<Vec<StaffName>> {
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

/// What somebody may do just now, for what is done in their name while they are not there; nothing for those who may not
/// get in any more.
pub async fn rights_now(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Option<Rights>> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select roles,
               array(select distinct unnest(c.actions) from staff_custom_role s join custom_role c on c.id = s.role_id
                     where s.staff_id = $1) as "further!"
           from staff where id = $1 and status = 'active'"#,
        id
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(None) };
    let roles: Vec<Role> = row.roles.iter().filter_map(|role| Role::parse(role)).collect();
    let further: Rights = row.further.iter().filter_map(|code| Action::parse(code)).collect();
    Ok(Some(Rights::of_roles(&roles).and(further)))
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

/// Who sees patients, for those who may do something that takes one of them.
pub async fn provider_ids(tx: &mut TenantTx, action: Action) -> Result<Vec<Uuid>> {
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select id from staff where status = 'active' and roles && array['doctor', 'therapist', 'assistant'] order by id"
    );
    Ok(ids.fetch_all(db).await?)
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

/// Sets the password of somebody by hand, as the host does who has no way to send a link.
pub async fn reset_password(tx: &mut TenantTx, username: &str, password_hash: &str) -> Result<()> {
    let index = username_index(&tx.keys(), username);
    let db = tx.authorize(Action::ResetPassword)?;
    let id = sqlx::query_scalar!("select id from staff where username_index = $1", index).fetch_optional(db).await?;
    passwords::set(tx, Action::ResetPassword, id.ok_or(Error::NotFound)?, password_hash, None).await
}
