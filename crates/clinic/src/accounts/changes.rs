//! What an administrator changes about somebody of the staff.

use std::collections::BTreeSet;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Result, Rights, Role, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::Sealed;
use web::sessions::{Holder, STAFF_DISPLAY_NAME, end_all_of};

use super::factors::{self, Factors};
use super::links::{self, Purpose};
use super::lockout;
use super::operations::username_index;
use super::sealing::{PHONE, USERNAME};

/// Somebody of the staff, as the administration sees them.
#[derive(Debug, Clone)]
pub struct StaffDetails {
    pub id: Uuid,
    pub username: String,
    pub display_name: String,
    pub phone: Option<String>,
    pub roles: Vec<Role>,
    pub custom_roles: Vec<Uuid>,
    pub active: bool,
    /// Has never chosen a password.
    pub invited: bool,
    pub locked: bool,
    pub factors: Factors,
    pub version: i32,
}

impl StaffDetails {
    fn has_roles_of(&self, change: &StaffChange) -> bool {
        let known: BTreeSet<Role> = self.roles.iter().copied().collect();
        let own: BTreeSet<Uuid> = self.custom_roles.iter().copied().collect();
        known == change.roles.iter().copied().collect() && own == change.custom_roles.iter().copied().collect()
    }
}

pub async fn find(tx: &mut TenantTx, id: Uuid) -> Result<StaffDetails> {
    let keys = tx.keys();
    let db = tx.authorize(Action::ListStaff)?;
    let row = sqlx::query!(
        r#"select username as "username: Sealed<String>", display_name as "display_name: Sealed<String>",
                  phone as "phone: Sealed<String>", roles, status, password_hash is null as "invited!", version,
                  array(select role_id from staff_custom_role where staff_id = $1) as "custom_roles!"
           from staff where id = $1"#,
        id
    )
    .fetch_optional(db)
    .await?
    .ok_or(Error::NotFound)?;
    let username = keys.clinic().open(USERNAME, id, &row.username)?.into_inner();
    let locked = lockout::is_locked_somewhere(tx, id, &username_index(&keys, &username)).await?;
    let factors = factors::of(tx, id, Action::ResolveSession).await?;
    Ok(StaffDetails {
        id,
        username,
        display_name: keys.clinic().open(STAFF_DISPLAY_NAME, id, &row.display_name)?.into_inner(),
        phone: row.phone.map(|phone| keys.clinic().open(PHONE, id, &phone)).transpose()?.map(vault::Phi::into_inner),
        roles: row.roles.iter().filter_map(|role| Role::parse(role)).collect(),
        custom_roles: row.custom_roles,
        active: row.status == "active",
        invited: row.invited,
        locked,
        factors,
        version: row.version,
    })
}

/// What somebody is to be from now on.
#[derive(Debug, Clone)]
pub struct StaffChange {
    pub display_name: String,
    pub roles: Vec<Role>,
    pub custom_roles: Vec<Uuid>,
    pub active: bool,
    pub version: i32,
}

/// Changes what somebody is. Nobody changes this about themselves, and one administrator always remains: a clinic must
/// neither be taken over from within nor locked out of itself.
pub async fn change(tx: &mut TenantTx, id: Uuid, change: &StaffChange) -> Result<()> {
    let (keys, now, own) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id() == Some(id));
    let name =
        people::text::one_line(&change.display_name, 100).map_err(|_| Error::invalid("display_name", "too_long"))?;
    if name.is_empty() {
        return Err(Error::invalid("display_name", "required"));
    }
    if change.roles.is_empty() && change.custom_roles.is_empty() {
        return Err(Error::invalid("roles", "required"));
    }
    let before = find(tx, id).await?;
    let same_roles = before.has_roles_of(change);
    if own && !(same_roles && before.active == change.active) {
        return Err(Error::Conflict(Conflict::OwnAccount));
    }
    let (had, has) = (
        rights_of(tx, &before.roles, &before.custom_roles).await?,
        rights_of(tx, &change.roles, &change.custom_roles).await?,
    );
    tx.authorize_giving(Action::ChangeStaff, had.and(has))?;
    let roles: Vec<String> = change.roles.iter().map(|role| role.as_str().to_owned()).collect();
    let display_name = keys.clinic().seal(STAFF_DISPLAY_NAME, id, &name);
    let status = if change.active { "active" } else { "suspended" };
    let db = tx.authorize(Action::ChangeStaff)?;
    // Two who take each other's role away at the same time take turns here.
    sqlx::query!("select id from staff where 'admin' = any(roles) order by id for update").fetch_all(&mut *db).await?;
    let done = sqlx::query!(
        "update staff set display_name = $2, roles = $3, status = $4, updated_at = $5, version = version + 1
         where id = $1 and version = $6",
        id,
        display_name.as_bytes(),
        &roles,
        status,
        now,
        change.version
    );
    if done.execute(&mut *db).await?.rows_affected() == 0 {
        return Err(Error::Conflict(Conflict::StaleVersion { current: i64::from(before.version) }));
    }
    assign(tx, id, &change.custom_roles).await?;
    let db = tx.authorize(Action::ChangeStaff)?;
    let admins = sqlx::query_scalar!(
        r#"select exists (select from staff where 'admin' = any(roles) and status = 'active') as "some!""#
    );
    if !admins.fetch_one(&mut *db).await? {
        return Err(Error::Conflict(Conflict::LastAdministrator));
    }
    if !same_roles || !change.active {
        // Whoever is something else now signs in anew: a session has one set of rights from its beginning to its end.
        end_all_of(tx, Holder::Staff(id), None).await?;
    }
    tx.record(Action::ChangeStaff, Subject::new("staff", id));
    tx.announce(Topic::Access);
    Ok(())
}

/// What these roles add up to.
async fn rights_of(tx: &mut TenantTx, roles: &[Role], custom_roles: &[Uuid]) -> Result<Rights> {
    let db = tx.authorize(Action::ListStaff)?;
    let further = sqlx::query_scalar!(
        r#"select distinct unnest(actions) as "action!" from custom_role where id = any($1)"#,
        custom_roles
    );
    let further: Rights = further.fetch_all(db).await?.iter().filter_map(|code| Action::parse(code)).collect();
    Ok(Rights::of_roles(roles).and(further))
}

/// Refuses to let somebody take over an account that may more than theirs: whoever sets its password, or takes its second
/// factor away, can be whoever it belongs to.
async fn may_open(tx: &mut TenantTx, action: Action, staff: &StaffDetails) -> Result<()> {
    let rights = rights_of(tx, &staff.roles, &staff.custom_roles).await?;
    tx.authorize_giving(action, rights)
}

/// Gives somebody these roles of the clinic's own making and no others.
async fn assign(tx: &mut TenantTx, id: Uuid, custom_roles: &[Uuid]) -> Result<()> {
    let db = tx.authorize(Action::ChangeStaff)?;
    sqlx::query!("delete from staff_custom_role where staff_id = $1", id).execute(&mut *db).await?;
    let known = sqlx::query!(
        "insert into staff_custom_role (staff_id, role_id) select $1, id from custom_role where id = any($2)",
        id,
        custom_roles
    );
    let known = known.execute(db).await?.rows_affected();
    if usize::try_from(known).map_err(Error::internal)? != custom_roles.len() {
        return Err(Error::invalid("custom_roles", "unknown_choice"));
    }
    Ok(())
}

/// A link with which somebody sets a password of their own. What they had is void until then only if they lost it:
/// sessions go on, as a link that was asked for by mistake must not throw anybody out.
pub async fn make_link(tx: &mut TenantTx, id: Uuid) -> Result<String> {
    let staff = find(tx, id).await?;
    if !staff.active {
        return Err(Error::Conflict(Conflict::Suspended));
    }
    may_open(tx, Action::ResetPassword, &staff).await?;
    let purpose = if staff.invited { Purpose::Invitation } else { Purpose::Reset };
    let link = links::make(tx, Action::ResetPassword, id, purpose).await?;
    tx.record(Action::ResetPassword, Subject::new("staff", id));
    Ok(link)
}

pub async fn unlock(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let staff = find(tx, id).await?;
    let index = username_index(&tx.keys(), &staff.username);
    lockout::forget(tx, id, &index).await?;
    tx.authorize(Action::UnlockAccount)?;
    tx.record(Action::UnlockAccount, Subject::new("staff", id));
    Ok(())
}

pub async fn end_sessions(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    find(tx, id).await?;
    tx.authorize(Action::EndStaffSessions)?;
    end_all_of(tx, Holder::Staff(id), None).await?;
    tx.record(Action::EndStaffSessions, Subject::new("staff", id));
    tx.announce(Topic::Access);
    Ok(())
}

/// For somebody who lost what they had: the next sign-in asks for a new one where the role needs it.
pub async fn remove_factors(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let staff = find(tx, id).await?;
    may_open(tx, Action::ChangeStaff, &staff).await?;
    factors::remove_all(tx, id, Action::RemoveFactor).await?;
    end_all_of(tx, Holder::Staff(id), None).await?;
    tx.announce(Topic::Access);
    Ok(())
}
