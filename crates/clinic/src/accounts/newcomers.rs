//! Staff whom somebody else vouches for: found by what they are called, or added without a password.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Role, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::Sealed;

use super::operations::{NewStaff, create, username_index};
use super::sealing::EMAIL;

/// Somebody who works here, under this user name.
pub async fn find_by_username(tx: &mut TenantTx, username: &str) -> Result<Option<Uuid>> {
    let index = username_index(&tx.keys(), username);
    let db = tx.authorize(Action::ResolveSession)?;
    let id = sqlx::query_scalar!("select id from staff where username_index = $1 and status = 'active'", index);
    Ok(id.fetch_optional(db).await?)
}

/// The only one who works here with this address; none when there are two. A clinic has few staff, and this is asked
/// once in a person's life.
pub async fn find_by_email(tx: &mut TenantTx, email: &str) -> Result<Option<Uuid>> {
    let keys = tx.keys();
    let db = tx.authorize(Action::ResolveSession)?;
    let rows = sqlx::query!(
        r#"select id, email as "email!: Sealed<String>" from staff where email is not null and status = 'active'"#
    )
    .fetch_all(db)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        if keys.clinic().open(EMAIL, row.id, &row.email)?.reveal().trim().eq_ignore_ascii_case(email) {
            found.push(row.id);
        }
    }
    Ok(match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

/// Adds somebody who has no password here.
pub async fn provision(tx: &mut TenantTx, username: &str, display_name: &str, roles: &[Role]) -> Result<Uuid> {
    let line = |text: &str, most: usize| people::text::one_line(text, most).ok().filter(|line| !line.is_empty());
    let username = line(username, 150).ok_or_else(|| Error::invalid("username", "required"))?;
    let display_name = line(display_name, 100).unwrap_or_else(|| username.chars().take(100).collect());
    let (phone, password, locale) = (None, None, None);
    let new = NewStaff { username, display_name, phone, roles: roles.to_vec(), password, locale };
    Ok(create(tx, &new, None).await?.uuid())
}

/// Gives and takes roles as whoever vouches for somebody gave and took them; what the clinic itself gave stays.
pub async fn follow_roles(tx: &mut TenantTx, staff: Uuid, before: &[Role], after: &[Role]) -> Result<()> {
    let codes = |roles: &[Role], but: &[Role]| -> Vec<String> {
        roles.iter().filter(|role| !but.contains(role)).map(|role| role.as_str().to_owned()).collect()
    };
    let (given, taken, all) = (codes(after, before), codes(before, after), codes(after, &[]));
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ChangeStaff)?;
    // Nobody is left without any role: then what is said now is all there is.
    sqlx::query!(
        "update staff set updated_at = $5, version = version + 1, roles = coalesce(nullif(array(
             select distinct role from unnest(roles || $2::text[]) as role where role <> all ($3) order by role
         ), '{}'), $4)
         where id = $1",
        staff,
        &given,
        &taken,
        &all,
        now
    )
    .execute(db)
    .await?;
    tx.record(Action::ChangeStaff, Subject::new("staff", staff));
    tx.announce(Topic::Access);
    Ok(())
}
