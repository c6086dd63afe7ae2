//! When each clinic's duties are due, and the lock that lets one node at a time do them.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgPool;
use sqlx::pool::PoolConnection;
use sqlx::postgres::Postgres;
use uuid::Uuid;

use crate::{Error, Result};

/// How one clinic's duty stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyState {
    pub tenant: Uuid,
    pub name: String,
    pub due_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// In a row, until it was done again.
    pub failures: i32,
    /// The code of the last one.
    pub failed_with: Option<String>,
}

/// A clinic's duty that this node holds. Letting go of it without [`release`](Self::release) closes the connection, and
/// the lock goes with it.
pub(crate) struct Held {
    db: Option<PoolConnection<Postgres>>,
    key: i64,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(mut db) = self.db.take() {
            db.close_on_drop();
        }
    }
}

impl Held {
    async fn release(mut self) -> Result<()> {
        let Some(mut db) = self.db.take() else { return Ok(()) };
        let released = sqlx::query_scalar!(r#"select pg_advisory_unlock($1) as "was_held!""#, self.key);
        if !released.fetch_one(&mut *db).await? {
            // The lock was gone: so may be whatever else this connection knows.
            db.close_on_drop();
        }
        Ok(())
    }
}

struct Row {
    tenant_id: Uuid,
    name: String,
    due_at: jiff_sqlx::Timestamp,
    ended_at: Option<jiff_sqlx::Timestamp>,
    failures: i32,
    failed_with: Option<String>,
}

impl From<Row> for DutyState {
    fn from(row: Row) -> Self {
        Self {
            tenant: row.tenant_id,
            name: row.name,
            due_at: row.due_at.to_jiff(),
            ended_at: row.ended_at.map(jiff_sqlx::Timestamp::to_jiff),
            failures: row.failures,
            failed_with: row.failed_with,
        }
    }
}

/// The longest that a duty which fails waits for its next try.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);

/// Twice as long after each failure: 5 s, 10 s, 20 s and so on.
fn wait_after(failures: i32) -> SignedDuration {
    let doubled = 5_i64.saturating_mul(1 << failures.clamp(0, 16));
    SignedDuration::from_secs(doubled).min(LONGEST_WAIT)
}

/// The rows of all clinics.
#[derive(Clone)]
pub(crate) struct Ledger(pub PgPool);

impl Ledger {
    /// Gives every clinic that is open a row for each duty; a new one is due at once.
    pub async fn fill(&self, names: &[String], now: Timestamp) -> Result<()> {
        sqlx::query!(
            "insert into platform.duty (tenant_id, name, due_at)
             select t.id, wanted.name, $2 from platform.tenant t cross join unnest($1::text[]) as wanted (name)
             where t.status = 'active'
             on conflict do nothing",
            names,
            now.to_sqlx()
        )
        .execute(&self.0)
        .await?;
        Ok(())
    }

    /// What is due, the longest first.
    pub async fn due(&self, names: &[String], now: Timestamp, most: i64) -> Result<Vec<(Uuid, String)>> {
        let rows = sqlx::query!(
            "select d.tenant_id, d.name from platform.duty d join platform.tenant t on t.id = d.tenant_id
             where d.due_at <= $1 and d.name = any($2) and t.status = 'active' order by d.due_at limit $3",
            now.to_sqlx(),
            names,
            most
        );
        Ok(rows.fetch_all(&self.0).await?.into_iter().map(|row| (row.tenant_id, row.name)).collect())
    }

    /// Takes a clinic's duty for this node; `None` while another one has it, which is then asked to look once more.
    pub async fn hold(&self, tenant: Uuid, name: &str, now: Timestamp) -> Result<Option<Held>> {
        let mut db = self.0.acquire().await?;
        let key = format!("duty {tenant} {name}");
        let taken = sqlx::query!(
            r#"select key as "key!", pg_try_advisory_lock(key) as "held!" from (select hashtextextended($1, 0) as key) k"#,
            key
        );
        let taken = taken.fetch_one(&mut *db).await?;
        if !taken.held {
            sqlx::query!(
                "update platform.duty set asked_at = $3 where tenant_id = $1 and name = $2",
                tenant,
                name,
                now.to_sqlx()
            )
            .execute(&mut *db)
            .await?;
            return Ok(None);
        }
        let mut held = Held { db: Some(db), key: taken.key };
        if let Some(db) = held.db.as_mut() {
            sqlx::query!("update platform.duty set asked_at = null where tenant_id = $1 and name = $2", tenant, name)
                .execute(&mut **db)
                .await?;
        }
        Ok(Some(held))
    }

    /// Writes down how it went, and lets go. If somebody asked meanwhile it is due again at once.
    pub async fn settle(
        &self,
        held: Held,
        (tenant, name): (Uuid, &str),
        outcome: &Result<Timestamp>,
        now: Timestamp,
    ) -> Result<()> {
        let failures =
            sqlx::query_scalar!("select failures from platform.duty where tenant_id = $1 and name = $2", tenant, name);
        let failures = failures.fetch_optional(&self.0).await?.unwrap_or(0);
        let (due_at, failures, code) = match outcome {
            Ok(due_at) => (*due_at, 0, None),
            Err(error) => {
                let due_at = now.checked_add(wait_after(failures)).map_err(Error::internal)?;
                (due_at, failures.saturating_add(1), Some(error.code()))
            }
        };
        sqlx::query!(
            "update platform.duty set ended_at = $3, failures = $5, failed_with = $6,
                 due_at = case when asked_at is null or $5 > 0 then $4::timestamptz else least($3::timestamptz, $4) end
             where tenant_id = $1 and name = $2",
            tenant,
            name,
            now.to_sqlx(),
            due_at.to_sqlx(),
            failures,
            code
        )
        .execute(&self.0)
        .await?;
        held.release().await
    }

    /// How all duties stand, those that fail or are late first.
    pub async fn states(&self, most: i64) -> Result<Vec<DutyState>> {
        let rows = sqlx::query_as!(
            Row,
            "select tenant_id, name, due_at, ended_at, failures, failed_with from platform.duty
             order by failures desc, due_at limit $1",
            most
        );
        Ok(rows.fetch_all(&self.0).await?.into_iter().map(DutyState::from).collect())
    }

    /// How one clinic's duties stand, those that fail or are late first.
    pub async fn states_of(&self, tenant: Uuid) -> Result<Vec<DutyState>> {
        let rows = sqlx::query_as!(
            Row,
            "select tenant_id, name, due_at, ended_at, failures, failed_with from platform.duty
             where tenant_id = $1 order by failures desc, due_at, name",
            tenant
        );
        Ok(rows.fetch_all(&self.0).await?.into_iter().map(DutyState::from).collect())
    }

    /// Has a clinic's duty done as soon as may be; where a node is at it just now, once more when it is done.
    pub async fn ask(&self, tenant: Uuid, name: &str, now: Timestamp) -> Result<()> {
        sqlx::query!(
            "update platform.duty set due_at = least(due_at, $3), asked_at = $3 where tenant_id = $1 and name = $2",
            tenant,
            name,
            now.to_sqlx()
        )
        .execute(&self.0)
        .await?;
        Ok(())
    }
}

/// As many duties at once as one node does, with a connection each to hold their locks.
pub(super) const AT_ONCE: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duty_that_fails_waits_longer_each_time_but_not_for_ever() {
        let waits: Vec<i64> = [0, 1, 2, 7, 8, 1000].map(|failures| wait_after(failures).as_secs()).to_vec();

        assert_eq!(waits, [5, 10, 20, 640, 900, 900]);
    }
}
