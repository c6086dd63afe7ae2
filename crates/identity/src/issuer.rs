//! One issuer's document and keys: fetched when somebody needs them, kept for five minutes, asked for by one at a time.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Mutex, Semaphore, SemaphorePermit};

use crate::fetch::Http;
use crate::keys::KeySet;
use crate::{Metadata, Trouble};

/// How long keys are believed without asking.
const FRESH: SignedDuration = SignedDuration::from_mins(5);
/// How long good keys outlive bad answers: longer than a restart, shorter than it pays to keep a withdrawn key alive
/// by holding up the service.
const OLDEST: SignedDuration = SignedDuration::from_mins(10);
/// A name of a key that nobody knows leads to one question in this time, however many such names arrive.
const UNKNOWN_KEY: SignedDuration = SignedDuration::from_secs(30);
/// After a bad answer nobody asks for so long.
const AFTER_TROUBLE: SignedDuration = SignedDuration::from_secs(5);
/// How many questions about tokens are under way at once.
const PLACES: usize = 32;

/// What is known of an issuer.
pub(crate) struct Known {
    pub metadata: Metadata,
    pub keys: KeySet,
    pub fetched_at: Timestamp,
}

impl Known {
    fn age(&self, now: Timestamp) -> SignedDuration {
        // A clock that was set back makes nothing young.
        now.duration_since(self.fetched_at).abs()
    }
}

pub(crate) struct Issuer {
    url: String,
    known: RwLock<Option<Arc<Known>>>,
    /// Held by the one who asks.
    asking: Mutex<Asked>,
    /// Of questions about tokens.
    places: Semaphore,
    token_trouble: RwLock<Option<(Timestamp, Trouble)>>,
}

#[derive(Default)]
struct Asked {
    trouble: Option<(Timestamp, Trouble)>,
    for_unknown_key_at: Option<Timestamp>,
}

impl Asked {
    /// What went wrong a moment ago.
    fn trouble(&self, now: Timestamp) -> Option<Trouble> {
        self.trouble.filter(|(at, _)| within(AFTER_TROUBLE, *at, now)).map(|(_, trouble)| trouble)
    }
}

fn within(span: SignedDuration, at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at).abs() < span
}

impl Issuer {
    pub fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            known: RwLock::new(None),
            asking: Mutex::default(),
            places: Semaphore::new(PLACES),
            token_trouble: RwLock::new(None),
        }
    }

    /// The document and the keys, not older than ten minutes, and than five when the service answers.
    pub async fn known(&self, http: &Http, now: Timestamp) -> Result<Arc<Known>, Trouble> {
        let kept = self.kept();
        if let Some(known) = kept.clone().filter(|known| known.age(now) < FRESH) {
            return Ok(known);
        }
        let old = kept.filter(|known| known.age(now) < OLDEST);
        let mut asking = match (self.asking.try_lock(), &old) {
            (Ok(asking), _) => asking,
            // Somebody is asking already; what is good enough need not wait for them.
            (Err(_), Some(old)) => return Ok(old.clone()),
            (Err(_), None) => self.asking.lock().await,
        };
        if let Some(known) = self.kept().filter(|known| known.age(now) < FRESH) {
            return Ok(known);
        }
        if let Some(trouble) = asking.trouble(now) {
            return old.ok_or(trouble);
        }
        self.ask(&mut asking, http, now).await.or_else(|trouble| old.ok_or(trouble))
    }

    /// Looks for keys newer than those seen, because a token names one that is not among them.
    pub async fn newer_than(&self, seen: &Arc<Known>, http: &Http, now: Timestamp) -> Option<Arc<Known>> {
        let mut asking = self.asking.lock().await;
        if let Some(newer) = self.kept().filter(|known| !Arc::ptr_eq(known, seen)) {
            return Some(newer);
        }
        if asking.for_unknown_key_at.is_some_and(|at| within(UNKNOWN_KEY, at, now)) || asking.trouble(now).is_some() {
            return None;
        }
        asking.for_unknown_key_at = Some(now);
        self.ask(&mut asking, http, now).await.ok()
    }

    /// Asks now, for somebody who wants to see whether it works.
    pub async fn try_now(&self, http: &Http, now: Timestamp) -> Result<Arc<Known>, Trouble> {
        self.ask(&mut *self.asking.lock().await, http, now).await
    }

    /// A place among those who ask about tokens: one service cannot hold up more of us than there are places.
    pub async fn place_to_ask(&self) -> Option<SemaphorePermit<'_>> {
        self.places.acquire().await.ok()
    }

    /// Why there was no answer about a token a moment ago; nobody asks again so soon.
    pub fn recent_trouble(&self, now: Timestamp) -> Option<Trouble> {
        let noted = *self.token_trouble.read().unwrap_or_else(PoisonError::into_inner);
        noted.filter(|(at, _)| within(AFTER_TROUBLE, *at, now)).map(|(_, trouble)| trouble)
    }

    /// Notes what all clinics with this issuer would meet; a wrong secret is one clinic's own affair.
    pub fn note_trouble(&self, trouble: Trouble, now: Timestamp) {
        if matches!(trouble, Trouble::Unreachable | Trouble::TimedOut | Trouble::Status(500..)) {
            *self.token_trouble.write().unwrap_or_else(PoisonError::into_inner) = Some((now, trouble));
        }
    }

    fn kept(&self) -> Option<Arc<Known>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn ask(&self, asked: &mut Asked, http: &Http, now: Timestamp) -> Result<Arc<Known>, Trouble> {
        let fetched = fetch(http, &self.url).await;
        asked.trouble = fetched.as_ref().err().map(|trouble| (now, *trouble));
        let (metadata, keys) = fetched.inspect_err(|trouble| {
            tracing::warn!(issuer = self.url, %trouble, "the Identity Service did not give its keys");
        })?;
        let known = Arc::new(Known { metadata, keys, fetched_at: now });
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(known.clone());
        Ok(known)
    }
}

async fn fetch(http: &Http, issuer: &str) -> Result<(Metadata, KeySet), Trouble> {
    let metadata = Metadata::fetch(http, issuer).await?;
    let keys = KeySet::parse(&http.get(&metadata.jwks_uri, None).await?)?;
    Ok((metadata, keys))
}
