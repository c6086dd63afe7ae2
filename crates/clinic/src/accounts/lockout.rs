//! How many wrong passwords are too many, and for whom.
//!
//! Fifteen failures lock an account for fifteen minutes, but only for the network they came from: a stranger cannot
//! lock anybody out. A browser in which the owner has signed in before has a count of its own. Over all networks
//! together attempts on an account become slow, and a hundred in a row close it to unknown browsers until an
//! administrator opens it; a hundred in a row from a known browser make it unknown. User names that do not exist are
//! counted alike, so nothing shows which do.
//!
//! An attempt counts as failed from its beginning until it succeeds: a thousand at once get no further than fifteen.

use std::time::Duration;

use jiff_sqlx::ToSqlx as _;
pub use tenancy::lockout::FORGOTTEN_AFTER;
use tenancy::lockout::{FAILURES, LOCKED_FOR, network};
use tenancy::{Action, Clock, Error, Result, TenantTx};
use uuid::Uuid;
use vault::ClinicKeys;
use web::sessions::new_secret;

/// Over all networks together (NIST SP 800-63B).
pub const FAILURES_OF_ACCOUNT: i32 = 100;
/// What each failure above fifteen adds to the wait for the answer, and the longest wait.
const SLOWER_BY: Duration = Duration::from_millis(250);
const SLOWEST: Duration = Duration::from_secs(5);

/// An attempt at an account, from somewhere.
pub struct Attempt {
    account: Vec<u8>,
    /// Of the network; of the device where that is known.
    source: Vec<u8>,
    of_account: Vec<u8>,
    /// The secret that the device showed.
    device: Option<String>,
    is_locked: bool,
    wait: Duration,
    /// From how many failures on the account stays closed, however long nobody tries.
    closes_at: i32,
}

impl Attempt {
    /// Counts an attempt at the account with this blind index, or at what else somebody could guess of an account.
    pub async fn begin(tx: &mut TenantTx, account: &[u8], device: Option<&str>) -> Result<Self> {
        Self::count_at(tx, account, device, FAILURES_OF_ACCOUNT).await
    }

    /// Counts an attempt at what is nobody's account, such as a whole network: no administrator could open it again, so
    /// it opens by itself after a quiet day.
    pub async fn begin_passing(tx: &mut TenantTx, what: &[u8]) -> Result<Self> {
        Self::count_at(tx, what, None, i32::MAX).await
    }

    async fn count_at(tx: &mut TenantTx, account: &[u8], device: Option<&str>, closes_at: i32) -> Result<Self> {
        let keys = tx.keys();
        // One of ours, or nothing.
        let device = device.filter(|secret| secret.len() == new_secret().len());
        let of_device = device.map(|secret| key(&keys, "device", account, secret)).unwrap_or_default();
        let db = tx.authorize(Action::ResolveSession)?;
        let known = sqlx::query!(
            "update known_device set failures = failures + 1 where key = $1 and failures < $2",
            of_device,
            FAILURES_OF_ACCOUNT
        );
        let known = known.execute(db).await?.rows_affected() == 1;
        let network = key(&keys, "network", account, &network(tx.origin().ip));
        let mut attempt = Self {
            source: if known { of_device } else { network },
            of_account: key(&keys, "account", account, ""),
            account: account.to_vec(),
            device: device.map(str::to_owned),
            is_locked: false,
            wait: Duration::ZERO,
            closes_at,
        };
        attempt.is_locked = attempt.count(tx, &attempt.source, FAILURES).await? > FAILURES;
        // Who is locked out is told nothing by asking on, so need not wait; and those attempts are not checked at all.
        if !known && !attempt.is_locked {
            let failures = attempt.count(tx, &attempt.of_account, i32::MAX).await?;
            attempt.is_locked = failures > FAILURES_OF_ACCOUNT;
            attempt.wait = if attempt.is_locked { Duration::ZERO } else { wait(failures) };
        }
        Ok(attempt)
    }

    pub fn is_locked(&self) -> bool {
        self.is_locked
    }

    /// Holds the answer back, whatever it will be, after many failures.
    pub async fn slow_down(&self, clock: &Clock) {
        if !self.wait.is_zero() {
            clock.pause(self.wait).await;
        }
    }

    /// Forgets the failures, and knows the device from now on by the secret that this returns.
    pub async fn succeeded(self, tx: &mut TenantTx, staff: Uuid) -> Result<String> {
        let (keys, now) = (tx.keys(), tx.now().to_sqlx());
        // A desk's computer is known to everybody who works at it.
        let secret = self.device.clone().unwrap_or_else(new_secret);
        let device = key(&keys, "device", &self.account, &secret);
        self.forget(tx).await?;
        let db = tx.authorize(Action::ResolveSession)?;
        sqlx::query!(
            "insert into known_device (key, staff_id, last_seen_at) values ($1, $2, $3)
             on conflict (key) do update set last_seen_at = $3, failures = 0",
            device,
            staff,
            now
        )
        .execute(db)
        .await?;
        Ok(secret)
    }

    /// It succeeded and counts no more; what else was counted does: others count there, too.
    pub async fn take_back(&self, tx: &mut TenantTx) -> Result<()> {
        let db = tx.authorize(Action::ResolveSession)?;
        for key in [&self.source, &self.of_account] {
            sqlx::query!(
                "update attempt set failures = greatest(failures - 1, 0),
                     locked_until = case when failures <= $2 then null else locked_until end
                 where key = $1",
                key,
                FAILURES
            )
            .execute(&mut *db)
            .await?;
        }
        Ok(())
    }

    /// It succeeded: what was counted is forgotten.
    pub async fn forget(&self, tx: &mut TenantTx) -> Result<()> {
        let db = tx.authorize(Action::ResolveSession)?;
        // In the order in which they are counted, so that nobody waits for somebody who waits for them.
        for key in [&self.source, &self.of_account] {
            sqlx::query!("delete from attempt where key = $1", key).execute(&mut *db).await?;
        }
        Ok(())
    }

    /// Adds one to a count, and returns it. A lock keeps the end that it began with, whatever comes meanwhile.
    async fn count(&self, tx: &mut TenantTx, key: &[u8], limit: i32) -> Result<i32> {
        let now = tx.now();
        let until = now.saturating_add(LOCKED_FOR).map_err(Error::internal)?.to_sqlx();
        let forgotten = now.saturating_sub(FORGOTTEN_AFTER).map_err(Error::internal)?.to_sqlx();
        let db = tx.authorize(Action::ResolveSession)?;
        let failures = sqlx::query_scalar!(
            "insert into attempt as a (key, account, failures, last_at) values ($1, $6, 1, $2)
             on conflict (key) do update set
                 failures = case when a.locked_until <= $2 or (a.last_at < $4 and a.failures < $7) then 1
                                 else a.failures + 1 end,
                 locked_until = case when a.locked_until > $2 then a.locked_until
                                     when a.locked_until <= $2 or (a.last_at < $4 and a.failures < $7) then null
                                     when a.failures + 1 >= $5 then $3 end,
                 last_at = $2
             returning failures",
            key,
            now.to_sqlx(),
            until,
            forgotten,
            limit,
            self.of_account,
            self.closes_at
        )
        .fetch_one(db)
        .await?;
        Ok(failures)
    }
}

/// What is guessed at when somebody signed in shows again who they are.
pub fn reauthentication(staff: Uuid) -> Vec<u8> {
    format!("reauthentication {staff}").into_bytes()
}

/// What is guessed at after the password.
pub fn second_factor(staff: Uuid) -> Vec<u8> {
    format!("second factor {staff}").into_bytes()
}

/// The counts of whatever can be guessed at of somebody, who signs in with the name of this blind index.
fn counts_of(keys: &ClinicKeys, staff: Uuid, username: &[u8]) -> Vec<Vec<u8>> {
    let all = [username, &reauthentication(staff), &second_factor(staff)];
    all.iter().map(|account| key(keys, "account", account, "")).collect()
}

/// Forgets all failures at somebody's account, in every network: its owner may be in any.
pub async fn forget(tx: &mut TenantTx, staff: Uuid, username: &[u8]) -> Result<()> {
    let counts = counts_of(&tx.keys(), staff, username);
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!("delete from attempt where account = any($1)", &counts).execute(&mut *db).await?;
    sqlx::query!("update known_device set failures = 0 where staff_id = $1", staff).execute(db).await?;
    Ok(())
}

/// Whether somebody somewhere is locked out of the account just now.
pub async fn is_locked_somewhere(tx: &mut TenantTx, staff: Uuid, username: &[u8]) -> Result<bool> {
    let (counts, now) = (counts_of(&tx.keys(), staff, username), tx.now().to_sqlx());
    let db = tx.authorize(Action::ResolveSession)?;
    let locked = sqlx::query_scalar!(
        r#"select exists (select from attempt where account = any($1)
                          and (locked_until > $2 or (key = account and failures >= $3))) as "locked!""#,
        &counts,
        now,
        FAILURES_OF_ACCOUNT
    );
    Ok(locked.fetch_one(db).await?)
}

fn wait(failures: i32) -> Duration {
    let above = u32::try_from(failures.saturating_sub(FAILURES)).unwrap_or(0);
    SLOWER_BY.saturating_mul(above).min(SLOWEST)
}

fn key(keys: &ClinicKeys, kind: &str, account: &[u8], source: &str) -> Vec<u8> {
    keys.index("attempt").exact(&format!("{kind} {} {source}", hex::encode(account))).to_vec()
}
