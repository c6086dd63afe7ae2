//! What it knows: one account, and every message it was given.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use carrier::{Segments, Signature, Token};
use jiff::Timestamp;
use serde::Serialize;

use crate::behaviour::{Behaviour, Dice};
use crate::callbacks;
use crate::mail::FakeMail;

/// What time it is.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Its one account, and where clinics are found.
pub struct Settings {
    pub account: String,
    pub token: String,
    /// What it sends as, where a Messaging Service was named.
    pub number: String,
    /// Where callbacks are brought whatever host they are for: clinics of a development machine have no address that
    /// others find. The host they are for stands in their head.
    pub bring_to: Option<String>,
    pub now: Clock,
}

/// A message it was given.
#[derive(Debug, Clone, Serialize)]
pub struct Stored {
    pub sid: String,
    pub to: String,
    pub from: String,
    pub body: String,
    pub callback: Option<String>,
    pub status: &'static str,
    pub segments: u16,
    pub created_at: Timestamp,
}

#[derive(Clone)]
pub struct FakeCarrier(Arc<Inner>);

struct Inner {
    settings: Settings,
    dice: Mutex<Dice>,
    messages: Mutex<Vec<Stored>>,
    count: AtomicU64,
    /// Different each time it is started, so that its names are.
    run: u64,
    client: reqwest::Client,
    mail: FakeMail,
}

impl FakeCarrier {
    pub fn new(settings: Settings) -> Self {
        let dice = Mutex::new(Dice::new(Behaviour::default()));
        let (messages, count, client) = (Mutex::default(), AtomicU64::new(0), reqwest::Client::new());
        Self(Arc::new(Inner {
            settings,
            dice,
            messages,
            count,
            run: rand::random(),
            client,
            mail: FakeMail::default(),
        }))
    }

    /// From now on it behaves like that.
    pub fn behave(&self, behaviour: Behaviour) {
        *self.dice() = Dice::new(behaviour);
    }

    /// Every message it has accepted, the oldest first.
    pub fn messages(&self) -> Vec<Stored> {
        self.stored().clone()
    }

    /// Tells the clinic that a message got that far; says what the clinic answered.
    pub async fn tell(&self, sid: &str, state: &'static str) -> Option<u16> {
        let message = self.messages().into_iter().find(|message| message.sid == sid)?;
        callbacks::tell_one(self, &message, state).await
    }

    /// Lets somebody send a message to its number; says what the clinic at that address answered.
    pub async fn reply(&self, address: &str, from: &str, body: &str) -> Option<u16> {
        callbacks::reply(self, (address, from, body), &self.new_sid()).await
    }

    /// The mail server beside it.
    pub fn mail(&self) -> &FakeMail {
        &self.0.mail
    }

    pub fn signature(&self) -> Signature {
        Signature::new(&Token::new(self.0.settings.token.clone()))
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn client(&self) -> &reqwest::Client {
        &self.0.client
    }

    pub(crate) fn dice(&self) -> MutexGuard<'_, Dice> {
        self.0.dice.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn stored(&self) -> MutexGuard<'_, Vec<Stored>> {
        self.0.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn new_sid(&self) -> String {
        format!("SM{:016x}{:016x}", self.0.run, self.0.count.fetch_add(1, Ordering::Relaxed) + 1)
    }

    pub(crate) fn store(&self, to: String, from: String, body: String, callback: Option<String>) -> Stored {
        let stored = Stored {
            sid: self.new_sid(),
            segments: Segments::of(&body).count,
            to,
            from,
            body,
            callback,
            status: "queued",
            created_at: (self.settings().now)(),
        };
        self.stored().push(stored.clone());
        stored
    }

    pub(crate) fn moved(&self, sid: &str, status: &'static str) {
        if let Some(message) = self.stored().iter_mut().find(|message| message.sid == sid) {
            message.status = status;
        }
    }
}
