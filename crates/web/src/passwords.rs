//! Argon2id in a bounded pool: a flood of sign-ins waits or is turned away, it does not eat the machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tenancy::{Error, Result};
use tokio::sync::Semaphore;

/// OWASP's first choice: 46 MiB, one pass, one lane.
const MEMORY_KIB: u32 = 47_104;
const AT_ONCE: usize = 2;
const WAITING: usize = 32;

pub struct Passwords {
    slots: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// Verified against when there is no such account, so that the answer takes as long.
    decoy: String,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        // The hash of nothing: whatever is tried against it, the answer is no, after the usual work.
        let decoy = format!("$argon2id$v=19$m={MEMORY_KIB},t=1,p=1${}${}", "A".repeat(22), "A".repeat(43));
        Self { slots: Arc::new(Semaphore::new(AT_ONCE)), waiting: AtomicUsize::new(0), decoy }
    }

    pub async fn hash(&self, password: String) -> Result<String> {
        self.run(move || hash(&password)).await?
    }

    /// Whether the password fits. Without a stored hash the same work is done, and the answer is no.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.clone());
        let fits = self.run(move || {
            let parsed = PasswordHash::new(&stored).ok();
            parsed.is_some_and(|parsed| argon().verify_password(password.as_bytes(), &parsed).is_ok())
        });
        Ok(fits.await? && known)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        if self.waiting.fetch_add(1, Ordering::SeqCst) >= WAITING {
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(Error::Busy);
        }
        let permit = Arc::clone(&self.slots).acquire_owned().await;
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        let permit = permit.map_err(Error::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        done.await.map_err(Error::internal)
    }
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, 1, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes a password on this thread; requests go through [`Passwords`].
pub fn hash_password(password: &str) -> Result<String> {
    hash(password)
}

fn hash(password: &str) -> Result<String> {
    let salt: [u8; 16] = rand::random();
    let hash = argon().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| Error::internal(error.to_string()))
}
