//! Failed attempts of operators, counted before they are judged: a thousand at once get no further than fifteen.

use jiff_sqlx::ToSqlx as _;

use super::PlatformTx;
use crate::lockout::{FAILURES, FORGOTTEN_AFTER, LOCKED_FOR, network};
use crate::{Error, Result};

/// An attempt that has been counted as failed until it succeeds.
#[derive(Debug, Clone)]
pub struct Counted {
    account: [u8; 16],
    pub is_locked: bool,
}

impl PlatformTx {
    /// Counts an attempt at this account from the network it comes from.
    pub async fn count_attempt(&mut self, account: &str) -> Result<Counted> {
        let place = network(self.steward.origin.ip);
        self.count(account, &place).await
    }

    /// Counts one wherever it comes from: of what only somebody gets to who knows the password.
    pub async fn count_attempt_anywhere(&mut self, account: &str) -> Result<Counted> {
        self.count(account, "").await
    }

    /// A lock keeps the end that it began with, whatever comes meanwhile.
    async fn count(&mut self, account: &str, place: &str) -> Result<Counted> {
        let now = self.now();
        let until = now.saturating_add(LOCKED_FOR).map_err(Error::internal)?.to_sqlx();
        let forgotten = now.saturating_sub(FORGOTTEN_AFTER).map_err(Error::internal)?.to_sqlx();
        let index = self.keys().index("operator_attempt");
        let (account, key) = (index.exact(account), index.exact(&format!("{account}\n{place}")));
        let failures = sqlx::query_scalar!(
            "insert into platform.operator_attempt as a (key, account, failures, last_at) values ($1, $2, 1, $3)
             on conflict (key) do update set
                 failures = case when a.locked_until <= $3 or a.last_at < $5 then 1 else a.failures + 1 end,
                 locked_until = case when a.locked_until > $3 then a.locked_until
                                     when a.locked_until <= $3 or a.last_at < $5 then null
                                     when a.failures + 1 >= $6 then $4 end,
                 last_at = $3
             returning failures",
            &key[..],
            &account[..],
            now.to_sqlx(),
            until,
            forgotten,
            FAILURES
        )
        .fetch_one(self.db())
        .await?;
        Ok(Counted { account, is_locked: failures > FAILURES })
    }

    /// It succeeded: what was counted is forgotten.
    pub async fn forget_attempts(&mut self, counted: &Counted) -> Result<()> {
        sqlx::query!("delete from platform.operator_attempt where account = $1", &counted.account[..])
            .execute(self.db())
            .await?;
        Ok(())
    }
}
