//! Who of the staff is who at the service. The only file here with SQL.

use identity::Finding;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Role, Subject, TenantTx};
use uuid::Uuid;
use vault::Sealed;
use web::Caller;
use web::identity_service::{self, Service, Vouched};

use super::SUBJECT;
use crate::accounts::{newcomers, operations as accounts};

/// A member of staff and who they are at the service.
#[derive(Debug, Clone)]
pub struct Link {
    pub id: Uuid,
    pub staff: Uuid,
    pub display_name: String,
    pub subject: String,
    pub last_seen_at: Option<Timestamp>,
    pub removed: bool,
}

/// Tag for ids of links.
struct LinkId;

struct Known {
    id: Uuid,
    staff: Uuid,
    roles: Vec<Role>,
    welcome: bool,
}

fn index(tx: &TenantTx, issuer: &str, subject: &str) -> [u8; 16] {
    // No issuer has a line break in it, so the two cannot run together.
    tx.keys().index("staff_identity.subject").exact(&format!("{issuer}\n{subject}"))
}

/// Lets in whom the service vouches for: who is known, or may become known by the clinic's settings.
pub async fn admit(tx: &mut TenantTx, service: &Service, vouched: &Vouched) -> Result<Option<Uuid>> {
    let index = index(tx, &service.decided.issuer, &vouched.person.subject);
    let known = match find(tx, &index).await? {
        Some(known) => known,
        None => match newcomer(tx, service, vouched).await? {
            Some((staff, roles)) => {
                let id = insert(tx, (staff, &vouched.person.subject), &index, &roles).await?;
                Known { id, staff, roles, welcome: true }
            }
            None => return Ok(None),
        },
    };
    if !known.welcome {
        return Ok(None);
    }
    if known.roles != vouched.roles {
        newcomers::follow_roles(tx, known.staff, &known.roles, &vouched.roles).await?;
    }
    let (now, roles) = (tx.now().to_sqlx(), codes(&vouched.roles));
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!("update staff_identity set last_seen_at = $2, roles = $3 where id = $1", known.id, now, &roles)
        .execute(db)
        .await?;
    Ok(Some(known.staff))
}

async fn find(tx: &mut TenantTx, index: &[u8]) -> Result<Option<Known>> {
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select i.id, i.staff_id, i.roles, i.removed_at is null and s.status = 'active' as "welcome!"
           from staff_identity i join staff s on s.id = i.staff_id where i.subject_index = $1"#,
        index
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Known {
        id: row.id,
        staff: row.staff_id,
        roles: row.roles.iter().filter_map(|role| Role::parse(role)).collect(),
        welcome: row.welcome,
    }))
}

/// Somebody who comes for the first time: linked to whom the clinic has, or added, as it decided. With the roles that
/// they have by the service already.
async fn newcomer(tx: &mut TenantTx, service: &Service, vouched: &Vouched) -> Result<Option<(Uuid, Vec<Role>)>> {
    let (decided, person) = (&service.decided, &vouched.person);
    let mut found = None;
    if let Some(username) = person.username.as_deref().filter(|_| decided.link_by_username) {
        found = newcomers::find_by_username(tx, username).await?;
    }
    if let (None, Some(email)) = (found, person.email.as_deref().filter(|_| decided.link_by_email)) {
        found = newcomers::find_by_email(tx, email).await?;
    }
    if let Some(staff) = found {
        // Two people there are never one here.
        return Ok((!is_linked(tx, staff).await?).then(|| (staff, Vec::new())));
    }
    if !decided.provision {
        return Ok(None);
    }
    let username = person.username.as_ref().or(person.email.as_ref()).unwrap_or(&person.subject);
    let shown = person.display_name.as_ref().unwrap_or(username);
    let staff = newcomers::provision(tx, username, shown, &vouched.roles).await?;
    Ok(Some((staff, vouched.roles.clone())))
}

async fn is_linked(tx: &mut TenantTx, staff: Uuid) -> Result<bool> {
    let db = tx.authorize(Action::ResolveSession)?;
    let found = sqlx::query_scalar!(
        r#"select exists (select from staff_identity where staff_id = $1 and removed_at is null) as "found!""#,
        staff
    );
    Ok(found.fetch_one(db).await?)
}

async fn insert(tx: &mut TenantTx, (staff, subject): (Uuid, &str), index: &[u8], roles: &[Role]) -> Result<Uuid> {
    let (keys, now, id) = (tx.keys(), tx.now().to_sqlx(), tx.new_id::<LinkId>().uuid());
    let sealed = keys.clinic().seal(SUBJECT, id, &subject.to_owned());
    let db = tx.authorize(Action::ManageIdentityService)?;
    // Of a subject that was known, the row stays as it is but for whose it is.
    let id = sqlx::query_scalar!(
        "insert into staff_identity (id, staff_id, subject, subject_index, roles, created_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (subject_index) do update set staff_id = $2, removed_at = null returning id",
        id,
        staff,
        sealed.as_bytes(),
        index,
        &codes(roles),
        now
    )
    .fetch_one(db)
    .await?;
    tx.record(Action::ManageIdentityService, Subject::new("staff", staff));
    Ok(id)
}

fn codes(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.as_str().to_owned()).collect()
}

/// Everybody who is or was linked, the latest first.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Link>> {
    let keys = tx.keys();
    let names = accounts::names(tx, Action::ListStaff).await?;
    let db = tx.authorize(Action::ListStaff)?;
    let rows = sqlx::query!(
        r#"select id, staff_id, subject as "subject: Sealed<String>", last_seen_at, removed_at is not null as "removed!"
           from staff_identity order by removed_at nulls first, id desc"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Link {
                id: row.id,
                staff: row.staff_id,
                display_name: names.get(&row.staff_id).cloned().unwrap_or_default(),
                subject: keys.clinic().open(SUBJECT, row.id, &row.subject)?.into_inner(),
                last_seen_at: row.last_seen_at.map(jiff_sqlx::Timestamp::to_jiff),
                removed: row.removed,
            })
        })
        .collect()
}

/// Links somebody by hand; also somebody whose link was taken away.
pub async fn link(tx: &mut TenantTx, staff: Uuid, subject: &str) -> Result<Uuid> {
    let subject = people::text::one_line(subject, 255).map_err(|_| Error::invalid("subject", "malformed"))?;
    if subject.is_empty() {
        return Err(Error::invalid("subject", "required"));
    }
    let service = identity_service::load(tx).await?.ok_or(Error::NotFound)?;
    if !accounts::are_staff(tx, Action::ManageIdentityService, &[staff]).await? {
        return Err(Error::invalid("staff", "unknown_choice"));
    }
    let index = index(tx, &service.decided.issuer, &subject);
    if find(tx, &index).await?.is_some_and(|known| known.welcome && known.staff != staff) {
        return Err(Error::invalid("subject", "taken"));
    }
    insert(tx, (staff, &subject), &index, &[]).await
}

/// Takes a link away: its tokens and sessions end at once, and nobody is linked again by themselves.
pub async fn remove_link(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ManageIdentityService)?;
    let staff = sqlx::query_scalar!(
        "update staff_identity set removed_at = $2 where id = $1 and removed_at is null returning staff_id",
        id,
        now
    );
    let staff = staff.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    identity_service::end_sessions_of(tx, staff).await?;
    tx.record(Action::ManageIdentityService, Subject::new("staff", staff));
    Ok(())
}

/// Tries out what is saved: asks the service what it would be asked, and says what came of it.
pub async fn test(caller: &Caller) -> Result<Vec<Finding>> {
    let mut tx = caller.change().await?;
    let service = identity_service::load(&mut tx).await?.ok_or(Error::NotFound)?;
    tx.authorize(Action::ManageIdentityService)?;
    tx.record(Action::ManageIdentityService, Subject::new("identity_service", service.id));
    tx.commit().await?;
    // Not while a connection waits for somebody else's machine.
    Ok(caller.app().identity().try_out(&service.trust, caller.now()).await)
}
