//! What was found about tokens, kept for five minutes and never beyond a token's own end. Whoever asks about the same
//! token meanwhile waits for the one answer.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest;
use jiff::{SignedDuration, Timestamp};
use moka::future::Cache;
use moka::ops::compute::{CompResult, Op};

use crate::{Claims, Refusal, Result};

/// How long a good token is believed without asking.
const BELIEVED: SignedDuration = SignedDuration::from_mins(5);
/// How long a bad one is not asked about again: it may have been shown before the service knew it everywhere.
const DISBELIEVED: SignedDuration = SignedDuration::from_secs(30);

type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A cache that other nodes see too: two doors to it. Names are hashes already; whoever gives the doors seals what
/// goes through, for the values tell who holds a token.
pub struct Shared {
    pub get: Box<dyn Fn(String) -> Later<Option<Vec<u8>>> + Send + Sync>,
    pub put: Box<dyn Fn(String, Vec<u8>, Duration) -> Later<()> + Send + Sync>,
}

/// What was found, and for how long it holds. Without claims, the service does not know the token.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    at: Timestamp,
    until: Timestamp,
    claims: Option<Arc<Claims>>,
}

impl Verdict {
    pub fn good(claims: Claims, now: Timestamp) -> Self {
        let believed = now.saturating_add(BELIEVED).unwrap_or(now);
        let until = claims.expires_at().map_or(believed, |end| end.min(believed));
        Self { at: now, until, claims: Some(Arc::new(claims)) }
    }

    pub fn inactive(now: Timestamp) -> Self {
        Self { at: now, until: now.saturating_add(DISBELIEVED).unwrap_or(now), claims: None }
    }

    fn holds(&self, now: Timestamp) -> bool {
        // Not one that was found "later" either: the clock was set back, and nobody knows how long ago that is.
        self.at <= now && now < self.until
    }

    fn write(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(&(self.at, self.until, self.claims.as_deref())).ok()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (at, until, claims) = serde_json::from_slice::<(Timestamp, Timestamp, Option<Claims>)>(bytes).ok()?;
        Some(Self { at, until, claims: claims.map(Arc::new) })
    }

    fn claims(&self) -> Result<Arc<Claims>> {
        self.claims.clone().ok_or(Refusal::Inactive.into())
    }
}

/// Tokens are known by their hashes, and apart for each clinic and each state of its settings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Name([u8; 32]);

impl Name {
    pub fn new(scope: &str, token: &str) -> Self {
        let mut context = digest::Context::new(&digest::SHA256);
        // The length keeps the two apart.
        context.update(&scope.len().to_be_bytes());
        context.update(scope.as_bytes());
        context.update(token.as_bytes());
        let mut hash = [0; 32];
        hash.copy_from_slice(context.finish().as_ref());
        Self(hash)
    }

    fn text(&self) -> String {
        self.0.iter().fold("verdict:".to_owned(), |text, byte| text + &format!("{byte:02x}"))
    }
}

pub(crate) struct Verdicts(Cache<Name, Verdict>);

impl Verdicts {
    pub fn new() -> Self {
        Self(Cache::builder().max_capacity(20_000).time_to_live(BELIEVED.unsigned_abs()).build())
    }

    pub fn forget(&self) {
        self.0.invalidate_all();
    }

    /// The verdict that is known, or the one that `find` comes to; asked for once, however many want it.
    pub async fn get_or_find(
        &self,
        name: Name,
        now: Timestamp,
        find: impl Future<Output = Result<Verdict>> + Send,
    ) -> Result<Arc<Claims>> {
        if let Some(known) = self.0.get(&name).await.filter(|verdict| verdict.holds(now)) {
            return known.claims();
        }
        let found = self.0.entry(name).and_try_compute_with(async |known| match known {
            Some(known) if known.value().holds(now) => Ok(Op::Nop),
            _ => find.await.map(Op::Put),
        });
        match found.await? {
            CompResult::Inserted(entry) | CompResult::ReplacedWith(entry) | CompResult::Unchanged(entry) => {
                entry.into_value().claims()
            }
            CompResult::StillNone(_) | CompResult::Removed(_) => Err(Refusal::Inactive.into()),
        }
    }
}

/// Looks into the cache of all nodes before finding out, and tells it what was found.
pub(crate) async fn shared(
    shared: Option<&Shared>,
    name: &Name,
    now: Timestamp,
    find: impl Future<Output = Result<Verdict>> + Send,
) -> Result<Verdict> {
    let Some(shared) = shared else { return find.await };
    let kept = (shared.get)(name.text()).await.and_then(|bytes| Verdict::read(&bytes));
    if let Some(verdict) = kept.filter(|verdict| verdict.holds(now)) {
        return Ok(verdict);
    }
    let verdict = find.await?;
    let lasts = Duration::try_from(verdict.until.duration_since(now)).unwrap_or_default();
    if let Some(bytes) = verdict.write().filter(|_| !lasts.is_zero()) {
        (shared.put)(name.text(), bytes, lasts).await;
    }
    Ok(verdict)
}
