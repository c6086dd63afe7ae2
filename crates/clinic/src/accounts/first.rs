//! The first administrator of a clinic, whom those who host it invite. Once somebody works there, nobody is invited from
//! outside any more.

use tenancy::{Action, Conflict, Error, Result, Role, Subject, TenantTx};

use super::links::{self, Purpose};
use super::operations::{NewStaff, create, username_index};

/// Makes the link by which the first administrator chooses a password; returns its path.
pub async fn invite(tx: &mut TenantTx, username: &str) -> Result<String> {
    let new = NewStaff {
        username: username.to_owned(),
        display_name: username.to_owned(),
        phone: None,
        roles: vec![Role::Admin],
        password: None,
        locale: None,
    };
    let problems = new.problems(0);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let index = username_index(&tx.keys(), username);
    let db = tx.authorize(Action::CreateStaff)?;
    let works = sqlx::query_scalar!(r#"select exists (select from staff where password_hash is not null) as "works!""#);
    if works.fetch_one(&mut *db).await? {
        return Err(Error::Conflict(Conflict::ClinicInUse));
    }
    // Whoever lost the link before following it is invited again.
    let invited =
        sqlx::query_scalar!("select id from staff where username_index = $1", index).fetch_optional(db).await?;
    let id = match invited {
        Some(id) => id,
        None => create(tx, &new, None).await?.uuid(),
    };
    tx.record(Action::CreateStaff, Subject::new("staff", id));
    links::make(tx, Action::CreateStaff, id, Purpose::Invitation).await
}
