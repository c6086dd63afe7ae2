//! Second factors: codes of an authenticator app, codes on paper, passkeys.

pub mod authenticator;
pub mod passkeys;
pub mod recovery;

use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;

use super::lockout::{self, Attempt};

/// What somebody of the staff has set up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Factors {
    pub authenticator: bool,
    pub passkeys: i64,
    /// Unused codes on paper. They stand in for another factor and are none by themselves.
    pub recovery_codes: i64,
}

impl Factors {
    pub fn any(self) -> bool {
        self.authenticator || self.passkeys > 0
    }
}

pub async fn of(tx: &mut TenantTx, staff: Uuid, action: Action) -> Result<Factors> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select exists (select from authenticator where staff_id = $1) as "authenticator!",
                  (select count(*) from passkey where staff_id = $1) as "passkeys!",
                  (select count(*) from recovery_code where staff_id = $1 and used_at is null) as "recovery_codes!""#,
        staff
    )
    .fetch_one(db)
    .await?;
    Ok(Factors { authenticator: row.authenticator, passkeys: row.passkeys, recovery_codes: row.recovery_codes })
}

/// Whether a typed code is one of the authenticator's or one from paper; it is used up by that. Guesses are counted as
/// wrong passwords are, and the caller commits the count whatever comes of it. A browser that showed a right code before
/// is known here too: whoever has the password, and guesses codes elsewhere, does not keep the owner out.
pub async fn check_code(tx: &mut TenantTx, staff: Uuid, typed: &str, device: Option<&str>) -> Result<bool> {
    let attempt = Attempt::begin(tx, &lockout::second_factor(staff), device).await?;
    if attempt.is_locked() {
        return Ok(false);
    }
    let fits = authenticator::check(tx, staff, typed).await? || recovery::spend(tx, staff, typed).await?;
    match (fits, device) {
        (true, Some(_)) => drop(attempt.succeeded(tx, staff).await?),
        (true, None) => attempt.forget(tx).await?,
        (false, _) => {}
    }
    Ok(fits)
}

/// Takes every second factor away, as an administrator does for somebody who lost theirs.
pub async fn remove_all(tx: &mut TenantTx, staff: Uuid, action: Action) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!("delete from authenticator where staff_id = $1", staff).execute(&mut *db).await?;
    sqlx::query!("delete from passkey where staff_id = $1", staff).execute(&mut *db).await?;
    sqlx::query!("delete from recovery_code where staff_id = $1", staff).execute(db).await?;
    tx.record(action, Subject::new("staff", staff));
    Ok(())
}

fn seconds(at: jiff::Timestamp) -> Result<u64> {
    u64::try_from(at.as_second()).map_err(Error::internal)
}
