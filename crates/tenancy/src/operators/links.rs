//! Links by which an operator chooses a password and sets up the authenticator: short-lived, and good once.

use std::time::Duration;

use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::record::About;
use super::{Deed, Operator, PlatformTx};
use crate::{Error, Result};

/// Whoever makes one stands beside the one who uses it, or is on the telephone with them.
pub const LINK_LASTS: Duration = Duration::from_secs(3600);

impl PlatformTx {
    /// Makes a link, in the place of any made before, for whoever shows the secret with this hash.
    pub async fn make_link(&mut self, operator: Uuid, hash: &[u8; 32]) -> Result<()> {
        let now = self.now();
        let expires_at = now.saturating_add(LINK_LASTS).map_err(Error::internal)?;
        sqlx::query!("delete from platform.operator_link where operator_id = $1", operator).execute(self.db()).await?;
        sqlx::query!(
            "insert into platform.operator_link (hash, operator_id, created_at, expires_at) values ($1, $2, $3, $4)",
            &hash[..],
            operator,
            now.to_sqlx(),
            expires_at.to_sqlx()
        )
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// Whose link it is, while it is good. Looking does not use it up.
    pub async fn find_link(&mut self, hash: &[u8; 32]) -> Result<Operator> {
        let now = self.now().to_sqlx();
        let id = sqlx::query_scalar!(
            "select l.operator_id from platform.operator_link l join platform.operator o on o.id = l.operator_id
             where l.hash = $1 and l.used_at is null and l.expires_at > $2 and o.status = 'active'",
            &hash[..],
            now
        )
        .fetch_optional(self.db())
        .await?;
        self.operator(id.ok_or(Error::NotFound)?).await
    }

    /// Uses the link up and sets the password. Of two who try at once, one succeeds.
    pub async fn redeem_link(&mut self, link: &[u8; 32], password_hash: &str) -> Result<Uuid> {
        let now = self.now().to_sqlx();
        let id = sqlx::query_scalar!(
            "update platform.operator_link set used_at = $2 where hash = $1 and used_at is null and expires_at > $2
             returning operator_id",
            &link[..],
            now
        )
        .fetch_optional(self.db())
        .await?
        .ok_or(Error::NotFound)?;
        self.act_as(id);
        self.set_password(id, password_hash).await?;
        self.end_sessions_of(id, None).await?;
        self.record(Deed::ChoosePassword, About::subject(id)).await?;
        Ok(id)
    }
}
