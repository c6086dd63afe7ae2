//! How much is under way at once: a bounded number of requests, and a bounded amount of what they sent.
//!
//! Nobody may take all of it: of the places, each person, machine and unknown address has a share at most, so that one
//! who asks without end holds up nobody but themselves. Who finds no place waits a moment in a short queue and is then
//! sent away, before memory grows. An answer that goes on, such as a stream of news, gives its place back when it begins;
//! a body that trickles in has none yet. An upload, which is worked on while it trickles in, has a place among uploads.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tenancy::{Error, Result};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::limits::Key;

/// How many at once, how many more may wait, and how long.
#[derive(Debug, Clone, Copy)]
pub struct InFlightLimits {
    pub requests: usize,
    /// Of one person or machine, or of the strangers at one address.
    pub share: usize,
    pub waiting: usize,
    pub patience: Duration,
    /// Of all bodies that were received and not yet answered.
    pub body_kib: u32,
    /// Requests whose body is still coming in, and of those who wait for their own share.
    pub receiving: usize,
    /// Uploads that are being taken in, each of which holds a few MiB.
    pub uploads: usize,
    /// Of one person or machine.
    pub upload_share: usize,
}

impl Default for InFlightLimits {
    fn default() -> Self {
        Self {
            requests: 1024,
            share: 64,
            waiting: 1024,
            patience: Duration::from_secs(1),
            body_kib: 256 * 1024,
            receiving: 4096,
            uploads: 32,
            upload_share: 4,
        }
    }
}

pub(crate) struct InFlight {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    shares: Arc<Shares>,
    queued: AtomicUsize,
    bodies: Arc<Semaphore>,
    receiving: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
    uploaders: Arc<Shares>,
    limits: InFlightLimits,
}

impl InFlight {
    pub fn new(limits: InFlightLimits) -> Self {
        Self {
            places: Arc::new(Semaphore::new(limits.requests)),
            waiting: AtomicUsize::new(0),
            shares: Arc::default(),
            queued: AtomicUsize::new(0),
            bodies: Arc::new(Semaphore::new(usize::try_from(limits.body_kib).unwrap_or(usize::MAX))),
            receiving: Arc::new(Semaphore::new(limits.receiving)),
            uploads: Arc::new(Semaphore::new(limits.uploads)),
            uploaders: Arc::default(),
            limits,
        }
    }

    /// A place among those that are worked on, held until it is dropped.
    pub async fn enter(&self) -> Result<OwnedSemaphorePermit> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(place);
        }
        let _queued = Queued::join(&self.waiting, self.limits.waiting).ok_or_else(shed)?;
        self.within_patience(Arc::clone(&self.places).acquire_owned()).await
    }

    /// A place in somebody's own share, held until it is dropped. Whoever waits for their own requests should hold no
    /// place meanwhile that others could use; waiting also keeps one who asks without end from asking all the faster.
    pub async fn share(&self, whose: Key, place: OwnedSemaphorePermit) -> Result<Admission> {
        let own = own_places(&self.shares, whose, self.limits.share);
        let mut share = Share { shares: Arc::clone(&self.shares), whose, place: None };
        if let Ok(found) = Arc::clone(&own).try_acquire_owned() {
            share.place = Some(found);
            return Ok(Admission { _place: place, _share: share });
        }
        drop(place);
        let _queued = Queued::join(&self.queued, self.limits.receiving).ok_or_else(shed)?;
        share.place = Some(self.within_patience(own.acquire_owned()).await?);
        Ok(Admission { _place: self.enter().await?, _share: share })
    }

    /// A place among the uploads in exchange for an ordinary one, which others can use meanwhile: an upload takes as long
    /// as its client's line does.
    pub async fn upload(&self, whose: Key, place: OwnedSemaphorePermit) -> Result<Admission> {
        drop(place);
        let own = own_places(&self.uploaders, whose, self.limits.upload_share);
        let mut share = Share { shares: Arc::clone(&self.uploaders), whose, place: None };
        share.place = Some(self.within_patience(own.acquire_owned()).await?);
        let place = self.within_patience(Arc::clone(&self.uploads).acquire_owned()).await?;
        Ok(Admission { _place: place, _share: share })
    }

    /// Leave to receive a body.
    pub fn receive(&self) -> Result<OwnedSemaphorePermit> {
        Arc::clone(&self.receiving).try_acquire_owned().map_err(|_| shed())
    }

    /// Room for so many bytes more of a body.
    pub async fn room(&self, bytes: usize) -> Result<OwnedSemaphorePermit> {
        let kib = u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
        if let Ok(room) = Arc::clone(&self.bodies).try_acquire_many_owned(kib) {
            return Ok(room);
        }
        self.within_patience(Arc::clone(&self.bodies).acquire_many_owned(kib)).await
    }

    async fn within_patience<E>(
        &self,
        wait: impl Future<Output = Result<OwnedSemaphorePermit, E>>,
    ) -> Result<OwnedSemaphorePermit> {
        match tokio::time::timeout(self.limits.patience, wait).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_)) | Err(_) => Err(shed()),
        }
    }
}

/// What a request holds while it is worked on.
pub(crate) struct Admission {
    _place: OwnedSemaphorePermit,
    _share: Share,
}

type Shares = Mutex<HashMap<Key, Arc<Semaphore>>>;

fn own_places(shares: &Shares, whose: Key, most: usize) -> Arc<Semaphore> {
    let mut shares = shares.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(shares.entry(whose).or_insert_with(|| Arc::new(Semaphore::new(most))))
}

/// One of the requests that somebody has under way.
struct Share {
    shares: Arc<Shares>,
    whose: Key,
    place: Option<OwnedSemaphorePermit>,
}

/// Whoever has no request under way is forgotten.
impl Drop for Share {
    fn drop(&mut self) {
        drop(self.place.take());
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        // Others of theirs, also those who wait, hold it as well; and they take hold of it only under this lock.
        if shares.get(&self.whose).is_some_and(|own| Arc::strong_count(own) == 1) {
            shares.remove(&self.whose);
        }
    }
}

fn shed() -> Error {
    metrics::counter!("praxis_requests_shed_total").increment(1);
    Error::Busy
}

/// Somebody in the queue, and out of it again however the wait ends.
struct Queued<'a>(&'a AtomicUsize);

impl<'a> Queued<'a> {
    fn join(waiting: &'a AtomicUsize, most: usize) -> Option<Self> {
        let queued = Self(waiting);
        (waiting.fetch_add(1, Ordering::SeqCst) < most).then_some(queued)
    }
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
