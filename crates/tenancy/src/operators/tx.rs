//! [`PlatformTx`]: the one door to the platform's tables for those who host the clinics.

use std::sync::Arc;

use jiff::Timestamp;
use sqlx::pool::PoolConnection;
use sqlx::{Executor as _, PgConnection, PgPool, Postgres};
use uuid::Uuid;
use vault::ClinicKeys;

use crate::{House, Origin, Result};

/// In whose name something is done to the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Operator(Uuid),
    /// Whoever has the command line.
    Host,
    /// A clinic's administrator, who is named in the clinic's own record.
    Clinic,
    Visitor,
}

impl By {
    pub(super) fn columns(self) -> (&'static str, Option<Uuid>) {
        match self {
            Self::Operator(id) => ("operator", Some(id)),
            Self::Host => ("host", None),
            Self::Clinic => ("clinic", None),
            Self::Visitor => ("visitor", None),
        }
    }
}

/// Who asks, and from where.
#[derive(Debug, Clone)]
pub struct Steward {
    pub by: By,
    pub origin: Arc<Origin>,
}

/// A transaction on the platform's tables, in somebody's name.
pub struct PlatformTx {
    db: PoolConnection<Postgres>,
    pub(super) house: House,
    pub(super) steward: Steward,
    ended: bool,
}

impl House {
    /// A transaction in which operators' accounts can be changed, and nothing about clinics.
    pub async fn platform(&self, steward: Steward) -> Result<PlatformTx> {
        PlatformTx::begin(self, self.platform_pool(), steward).await
    }

    /// A transaction in which clinics can be suspended and moved: under the owner's login.
    pub async fn platform_as_owner(&self, steward: Steward) -> Result<PlatformTx> {
        PlatformTx::begin(self, &self.admin_pool(1), steward).await
    }

    /// Who acts when nobody sent a request: the command line.
    pub fn host(&self) -> Steward {
        let origin = Origin { request_id: self.clock().new_uuid(), ..Origin::default() };
        Steward { by: By::Host, origin: Arc::new(origin) }
    }
}

impl PlatformTx {
    async fn begin(house: &House, pool: &PgPool, steward: Steward) -> Result<Self> {
        let db = pool.acquire().await?;
        let mut tx = Self { db, house: house.clone(), steward, ended: false };
        tx.db().execute(sqlx::raw_sql("begin")).await?;
        Ok(tx)
    }

    pub async fn commit(mut self) -> Result<()> {
        // A failed transaction answers `commit` with a silent rollback; a statement before it makes it say so.
        self.db().execute(sqlx::raw_sql("select 1; commit")).await?;
        self.ended = true;
        Ok(())
    }

    /// The same transaction, from now on in the name of this operator.
    pub fn act_as(&mut self, operator: Uuid) {
        self.steward.by = By::Operator(operator);
    }

    pub(super) fn db(&mut self) -> &mut PgConnection {
        &mut self.db
    }

    pub fn now(&self) -> Timestamp {
        self.house.clock().now()
    }

    /// Seals and hashes what belongs to no clinic.
    pub fn keys(&self) -> &ClinicKeys {
        self.house.own_keys()
    }
}

impl Drop for PlatformTx {
    /// What did not end by a commit is undone with its connection.
    fn drop(&mut self) {
        if !self.ended {
            self.db.close_on_drop();
        }
    }
}
