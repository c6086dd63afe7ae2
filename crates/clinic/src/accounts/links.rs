//! Links that let somebody set a password of their own: invitations and resets. Whoever makes one never learns the
//! password; whoever opens one has to press a button, as programs that look into mails open every link.

use std::time::Duration;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Actor, Error, Result, Rights, TenantTx};
use uuid::Uuid;
use web::Guest;
use web::sessions::{hash_secret, new_secret};

use super::passwords::{self, Account};
use super::{lockout, operations};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Invitation,
    Reset,
}

impl Purpose {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }

    /// Somebody invited may be on holiday; somebody who forgot a password is waiting.
    pub const fn lasts(self) -> Duration {
        match self {
            Self::Invitation => Duration::from_secs(72 * 3600),
            Self::Reset => Duration::from_secs(3600),
        }
    }
}

/// Makes a link in the place of any made before; returns its path. The caller records what it is for.
pub async fn make(tx: &mut TenantTx, action: Action, staff: Uuid, purpose: Purpose) -> Result<String> {
    let (now, by) = (tx.now(), tx.actor_id());
    let secret = new_secret();
    let expires_at = now.saturating_add(purpose.lasts()).map_err(Error::internal)?;
    let db = tx.authorize(action)?;
    sqlx::query!("delete from password_link where staff_id = $1", staff).execute(&mut *db).await?;
    sqlx::query!(
        "insert into password_link (hash, staff_id, purpose, created_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
        &hash_secret(&secret)[..],
        staff,
        purpose.as_str(),
        by,
        now.to_sqlx(),
        expires_at.to_sqlx()
    )
    .execute(db)
    .await?;
    Ok(format!("/welcome/{secret}/"))
}

/// Whose link it is, while it is good.
pub async fn find(tx: &mut TenantTx, secret: &str) -> Result<Account> {
    let (hash, now) = (hash_secret(secret), tx.now().to_sqlx());
    let db = tx.authorize(Action::ResolveSession)?;
    let staff = sqlx::query_scalar!(
        "select staff_id from password_link where hash = $1 and used_at is null and expires_at > $2",
        &hash[..],
        now
    )
    .fetch_optional(db)
    .await?
    .ok_or(Error::NotFound)?;
    Account::load(tx, staff, Action::ResolveSession).await
}

/// Sets the password of whoever holds the link. Of two who try at once, one succeeds.
pub async fn redeem(guest: &Guest, secret: &str, password: &str) -> Result<Uuid> {
    let mut tx = guest.read().await?;
    let account = find(&mut tx, secret).await?;
    tx.commit().await?;
    let hash = account.new_hash(guest, password).await?;
    let rights = Rights::from_iter([Action::ResolveSession, Action::ChangePassword]);
    let actor = Actor::Staff { id: account.id, session: Uuid::nil(), rights, emergency: false };
    let mut tx = guest.acting_as(actor).change().await?;
    let (link, now) = (hash_secret(secret), tx.now().to_sqlx());
    let db = tx.authorize(Action::ResolveSession)?;
    let used = sqlx::query!(
        "update password_link set used_at = $2 where hash = $1 and used_at is null and expires_at > $2",
        &link[..],
        now
    );
    if used.execute(db).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    // Who was locked out by guesses at the old password has a new one now.
    let index = operations::username_index(&tx.keys(), &account.username);
    lockout::forget(&mut tx, account.id, &index).await?;
    passwords::set(&mut tx, Action::ChangePassword, account.id, &hash, None).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(account.id)
}
