//! How often something may be done in a while. Counted in the database, so by all nodes together, and lost by none.

use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, TenantTx};

/// So often within so long, from the first time on.
pub struct Allowance<'a> {
    pub of: &'a str,
    pub most: i32,
    pub within: SignedDuration,
}

impl Allowance<'_> {
    /// Uses it once; says whether it was there. Those who come at the same time wait for each other.
    pub async fn take(&self, tx: &mut TenantTx) -> Result<bool> {
        let (now, key) = (tx.now(), tx.keys().index("allowance").exact(self.of).to_vec());
        let over = now.checked_sub(self.within).map_err(Error::internal)?;
        let db = tx.authorize(Action::ResolveSession)?;
        let used = sqlx::query_scalar!(
            "insert into allowance as a (key, began_at, used) values ($1, $2, 1)
             on conflict (key) do update set
                 began_at = case when a.began_at <= $3 then $2 else a.began_at end,
                 used = case when a.began_at <= $3 then 1 else least(a.used, 1000000) + 1 end
             returning used",
            key,
            now.to_sqlx(),
            over.to_sqlx()
        );
        Ok(used.fetch_one(db).await? <= self.most)
    }
}
