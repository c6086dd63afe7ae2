//! Sessions found a moment ago.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use moka::future::Cache;
use tenancy::{Error, Result};
use uuid::Uuid;

use super::{Session, SessionKey};

/// Whose session is sought, and whether finding it is a sign of life: what was found for a screen that refreshes
/// itself must not answer for the person before it, whose request has to be noted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Sought {
    pub tenant: Uuid,
    pub key: SessionKey,
    pub active: bool,
}

/// What was found, and when.
type Found = (Timestamp, Option<Arc<Session>>);

pub(crate) struct SessionCache(Cache<Sought, Found>);

/// How long a session is believed without asking again.
const BELIEVED: Duration = Duration::from_secs(1);

impl SessionCache {
    pub fn new() -> Self {
        Self(Cache::builder().max_capacity(50_000).time_to_live(BELIEVED).build())
    }

    /// The age of an entry is judged by the house's clock too: a session ends with its last minute, not a second later.
    pub async fn get_or_load(
        &self,
        sought: Sought,
        now: Timestamp,
        load: impl Future<Output = Result<Option<Session>>>,
    ) -> Result<Option<Arc<Session>>> {
        if let Some((at, _)) = self.0.get(&sought).await
            && now.duration_since(at).unsigned_abs() >= BELIEVED
        {
            self.0.invalidate(&sought).await;
        }
        let load = async { load.await.map(|found| (now, found.map(Arc::new))) };
        let found = self.0.try_get_with(sought, load).await.map_err(|error| match *error {
            Error::Busy => Error::Busy,
            ref other => Error::internal(other.to_string()),
        })?;
        Ok(found.1)
    }

    pub fn forget(&self) {
        self.0.invalidate_all();
    }
}
