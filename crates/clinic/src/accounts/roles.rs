//! Roles of the clinic's own making: named sets of actions.

use std::collections::BTreeSet;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, OnConstraint as _, Result, Rights, Role, Subject, TenantTx, Topic};
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct CustomRole {
    pub id: Uuid,
    pub name: String,
    pub actions: Vec<Action>,
    pub version: i32,
    /// How many people have it.
    pub holders: i64,
}

impl CustomRole {
    pub fn holds(&self, action: &Action) -> bool {
        self.actions.contains(action)
    }
}

/// What a role can be made of: whatever some role of everybody's may do.
pub fn assignable() -> impl Iterator<Item = Action> {
    let every = Rights::of_roles(Role::ALL);
    // Everybody's own account is theirs with any role.
    let basic: Vec<Action> = basic().collect();
    every.actions().filter(move |action| !basic.contains(action))
}

/// What comes with every role: one's own account, one's own session.
fn basic() -> impl Iterator<Item = Action> {
    Rights::of_roles(Role::ALL).actions().filter(|action| Role::ALL.iter().all(|role| role.may(*action)))
}

pub async fn list(tx: &mut TenantTx) -> Result<Vec<CustomRole>> {
    let db = tx.authorize(Action::ListStaff)?;
    let rows = sqlx::query!(
        r#"select r.id, r.name, r.actions, r.version,
                  (select count(*) from staff_custom_role m where m.role_id = r.id) as "holders!"
           from custom_role r order by r.name"#
    );
    let role = |row: Vec<String>| row.iter().filter_map(|code| Action::parse(code)).collect();
    let rows = rows.fetch_all(db).await?.into_iter();
    Ok(rows
        .map(|row| CustomRole {
            id: row.id,
            name: row.name,
            actions: role(row.actions),
            version: row.version,
            holders: row.holders,
        })
        .collect())
}

/// The people of the clinic who may do something, for whoever tells them of it.
pub async fn able(tx: &mut TenantTx, action: Action) -> Result<Vec<Uuid>> {
    let roles: Vec<String> =
        Role::ALL.iter().filter(|role| role.may(action)).map(|role| role.as_str().to_owned()).collect();
    let db = tx.authorize(Action::Notify)?;
    let able = sqlx::query_scalar!(
        "select id from staff s
         where status = 'active' and (roles && $1 or exists (
             select from staff_custom_role m join custom_role r on r.id = m.role_id
             where m.staff_id = s.id and $2 = any(r.actions)))
         order by id",
        &roles,
        action.code()
    );
    Ok(able.fetch_all(db).await?)
}

/// A name and what it stands for, checked.
pub struct NewRole {
    name: String,
    actions: Vec<Action>,
}

impl NewRole {
    pub fn new(name: &str, actions: &[Action]) -> Result<Self> {
        let name = people::text::one_line(name, 60).map_err(|_| Error::invalid("name", "too_long"))?;
        if name.is_empty() {
            return Err(Error::invalid("name", "required"));
        }
        // One word for one thing: a role called as another is would deceive whoever assigns it.
        if Role::parse(&name.to_lowercase()).is_some() {
            return Err(Error::invalid("name", "taken"));
        }
        let known: BTreeSet<Action> = assignable().collect();
        let chosen: BTreeSet<Action> = actions.iter().copied().filter(|action| known.contains(action)).collect();
        if chosen.is_empty() {
            return Err(Error::invalid("actions", "required"));
        }
        Ok(Self { name, actions: chosen.into_iter().chain(basic()).collect() })
    }

    fn codes(&self) -> Vec<String> {
        self.actions.iter().map(|action| action.code().to_owned()).collect()
    }

    fn rights(&self) -> Rights {
        self.actions.iter().copied().collect()
    }
}

pub async fn create(tx: &mut TenantTx, new: &NewRole) -> Result<Uuid> {
    tx.authorize_giving(Action::ManageRoles, new.rights())?;
    let (now, id) = (tx.now().to_sqlx(), tx.new_id::<CustomRole>().uuid());
    let db = tx.authorize(Action::ManageRoles)?;
    sqlx::query!(
        "insert into custom_role (id, name, actions, created_at, updated_at) values ($1, $2, $3, $4, $4)",
        id,
        new.name,
        &new.codes(),
        now
    )
    .execute(db)
    .await
    .on_constraint("custom_role_name_unique", Conflict::DuplicateName)?;
    tx.record(Action::ManageRoles, Subject::new("role", id));
    Ok(id)
}

/// Changes what a role stands for, for everybody who has it. Not by one of them: nobody makes themselves more than they
/// are.
pub async fn replace(tx: &mut TenantTx, id: Uuid, version: i32, new: &NewRole) -> Result<()> {
    let (now, own) = (tx.now().to_sqlx(), tx.actor_id());
    tx.authorize_giving(Action::ManageRoles, new.rights())?;
    let db = tx.authorize(Action::ManageRoles)?;
    let current = sqlx::query_scalar!("select version from custom_role where id = $1 for update", id);
    let current = current.fetch_optional(&mut *db).await?.ok_or(Error::NotFound)?;
    if current != version {
        return Err(Error::Conflict(Conflict::StaleVersion { current: i64::from(current) }));
    }
    let is_own = sqlx::query_scalar!(
        r#"select exists (select from staff_custom_role where role_id = $1 and staff_id = $2) as "own!""#,
        id,
        own
    );
    if is_own.fetch_one(&mut *db).await? {
        return Err(Error::Conflict(Conflict::OwnAccount));
    }
    sqlx::query!(
        "update custom_role set name = $2, actions = $3, updated_at = $4, version = version + 1 where id = $1",
        id,
        new.name,
        &new.codes(),
        now
    )
    .execute(db)
    .await
    .on_constraint("custom_role_name_unique", Conflict::DuplicateName)?;
    tx.record(Action::ManageRoles, Subject::new("role", id));
    tx.announce(Topic::Access);
    Ok(())
}

/// Takes a role away that nobody has.
pub async fn delete(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let db = tx.authorize(Action::ManageRoles)?;
    let done = sqlx::query!("delete from custom_role where id = $1", id);
    let done = done.execute(db).await.on_constraint("staff_custom_role_known", Conflict::RoleInUse)?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.record(Action::ManageRoles, Subject::new("role", id));
    Ok(())
}
