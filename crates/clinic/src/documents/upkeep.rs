//! What the program does for documents by itself: it looks whether their bytes are still those that were kept, and cleans
//! up what was left by halves or need not be kept any longer.

use futures::StreamExt as _;
use jiff::{SignedDuration, Timestamp};
use objects::Found;
use tenancy::{Actor, Error, House, Result, TenantRef, TenantTx};
use uuid::Uuid;

use super::archive::{Archive, name};
use super::operations::keeping::{self, Unverified};

const LOOK_EVERY: SignedDuration = SignedDuration::from_hours(1);
const SWEEP_EVERY: SignedDuration = SignedDuration::from_hours(24);
/// How many bytes are looked at before others have a turn.
const AT_ONCE: u64 = 256 * 1024 * 1024;
/// Names on a shelf are asked for so many at a time.
const NAMES: usize = 1000;
/// How long what nobody knows of stays: as long as somebody may need to notice that a database was put back too far.
const STAYS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// One clinic's documents, and where they lie.
pub struct Upkeep {
    pub house: House,
    pub archive: Archive,
    pub tenant: TenantRef,
}

impl Upkeep {
    /// Reads what nobody has looked at for long, and tells when it is not what was kept.
    pub async fn verify(self) -> Result<Timestamp> {
        let mut looked_at = 0;
        while looked_at < AT_ONCE {
            let mut tx = self.begin("verify_documents").await?;
            let found = keeping::next_unverified(&mut tx).await?;
            tx.commit().await?;
            let Some(found) = found else { return self.after(LOOK_EVERY) };
            looked_at += found.kept.size.max(1);
            let is_sound = self.look_at(&found).await?;
            let mut tx = self.begin("verify_documents").await?;
            keeping::note(&mut tx, found.id, is_sound).await?;
            tx.commit().await?;
        }
        Ok(self.house.clock().now())
    }

    /// A store that does not answer says nothing about what it holds.
    async fn look_at(&self, found: &Unverified) -> Result<bool> {
        let (clinic, name) = (&self.tenant.slug, name(self.tenant.id, found.id));
        match self.archive.store.verify(name, &found.key, &found.kept).await {
            Ok(()) => Ok(true),
            Err(error) if error.is_lasting() => {
                tracing::error!(clinic, version = %found.id, %error, "a document is not what was kept");
                Ok(false)
            }
            Err(error) => {
                tracing::warn!(clinic, %error, "documents are verified later");
                Err(Error::Busy)
            }
        }
    }

    /// Takes away what uploads left by halves, and what was deleted and has been kept long enough.
    pub async fn tidy(self) -> Result<Timestamp> {
        loop {
            let mut tx = self.begin("tidy_documents").await?;
            let versions = keeping::abandon(&mut tx).await?;
            tx.commit().await?;
            for version in &versions {
                self.remove(*version).await?;
            }
            // The row goes last: as long as it is there, somebody knows what is left.
            let mut tx = self.begin("tidy_documents").await?;
            keeping::forget(&mut tx, &versions).await?;
            tx.commit().await?;
            if versions.is_empty() {
                return self.after(LOOK_EVERY);
            }
        }
    }

    /// Takes away what has lain in the store for long and no row knows of: as after a database was put back to an earlier
    /// state. A row is always there before its bytes are.
    pub async fn sweep(self) -> Result<Timestamp> {
        let before = self.house.clock().now().checked_sub(STAYS).map_err(Error::internal)?;
        let mut shelf = self.archive.store.list(self.tenant.id).chunks(NAMES);
        while let Some(found) = shelf.next().await {
            let found: Result<Vec<Found>, _> = found.into_iter().collect();
            let old = found.map_err(Error::internal)?.into_iter().filter(|object| object.written_at < before);
            let ids: Vec<Uuid> = old.map(|object| object.id).collect();
            let mut tx = self.begin("sweep_documents").await?;
            let unknown = keeping::unknown(&mut tx, &ids).await?;
            tx.commit().await?;
            for id in &unknown {
                tracing::warn!(clinic = self.tenant.slug, object = %id, "an object that nobody knows of is taken away");
                self.remove(*id).await?;
            }
            self.note(unknown.len(), false).await?;
        }
        self.note(0, true).await?;
        self.after(SWEEP_EVERY)
    }

    async fn note(&self, removed: usize, is_done: bool) -> Result<()> {
        if removed == 0 && !is_done {
            return Ok(());
        }
        let mut tx = self.begin("sweep_documents").await?;
        keeping::note_sweep(&mut tx, removed, is_done).await?;
        tx.commit().await
    }

    async fn remove(&self, version: Uuid) -> Result<()> {
        self.archive.store.remove(name(self.tenant.id, version)).await.map_err(|error| {
            tracing::warn!(clinic = self.tenant.slug, %error, "objects are taken away later");
            Error::Busy
        })
    }

    async fn begin(&self, name: &'static str) -> Result<TenantTx> {
        self.house.begin(self.house.ticket(TenantRef::clone(&self.tenant), Actor::Job { name })).await
    }

    fn after(&self, wait: SignedDuration) -> Result<Timestamp> {
        self.house.clock().now().checked_add(wait).map_err(Error::internal)
    }
}
