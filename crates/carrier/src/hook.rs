//! Webhooks as Standard Webhooks has them: signed calls that tell a program of somebody else's what happened.
//!
//! HMAC-SHA-256 under a secret that both know, over the message's name, the moment of the call and the body. While a
//! secret is being replaced, both sign, and either signature will do.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use reqwest::Client;
use reqwest::dns::Resolve;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use url::Url;

use crate::http::builder;

/// Whoever is told has so long to say that it heard.
pub const LONGEST_HOOK: Duration = Duration::from_secs(15);
const PREFIX: &str = "whsec_";
/// What the specification allows, in bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 24..=64;

/// What both sides know, and nobody else. Shown nowhere but to whom it is for.
#[derive(Clone, PartialEq, Eq)]
pub struct HookSecret(Vec<u8>);

impl fmt::Debug for HookSecret {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("HookSecret(..)")
    }
}

impl HookSecret {
    /// Of these random bytes.
    pub fn new(random: [u8; 32]) -> Self {
        Self(random.to_vec())
    }

    /// Reads what [`reveal`](Self::reveal) wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text.strip_prefix(PREFIX)?).ok()?;
        LENGTHS.contains(&bytes.len()).then_some(Self(bytes))
    }

    /// As the other side's library takes it.
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// The signature under a message that is sent at this moment.
    pub fn sign(&self, message: &HookMessage<'_>) -> String {
        let signed = format!("{}.{}.{}", message.id, message.at.as_second(), message.body);
        let tag = sign(&Key::new(HMAC_SHA256, &self.0), signed.as_bytes());
        format!("v1,{}", STANDARD.encode(tag))
    }
}

/// Something that is told.
#[derive(Debug, Clone, Copy)]
pub struct HookMessage<'a> {
    /// The same at every try: what somebody hears twice is told by it.
    pub id: &'a str,
    /// When it is sent, this time.
    pub at: Timestamp,
    /// JSON.
    pub body: &'a str,
}

/// What was answered: its status, and whether another try is wanted, and when. Nobody reads the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HookAnswer {
    pub status: u16,
    pub retry_after: Option<Duration>,
}

/// Nothing was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HookTrouble {
    /// No such name, nobody there, no certificate that is worth anything, or an address that may not be called.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// Whoever was there hung up before they had answered.
    BrokenOff,
}

/// The way out to those who are told, shared by all clinics.
#[derive(Clone)]
pub struct Hooks {
    resolver: Arc<dyn Resolve>,
    answered: Duration,
    /// Made when it is first needed: it wants the system's certificates, which an installation without webhooks may lack.
    client: Arc<OnceLock<Option<Client>>>,
}

impl fmt::Debug for Hooks {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Hooks(..)")
    }
}

impl Hooks {
    /// Clinics name whom to tell themselves: `resolver` finds no address that they may not have called. One that is given
    /// as a number is not asked of it; callers judge it.
    pub fn new(resolver: Arc<dyn Resolve>, answered: Duration) -> Self {
        Self { resolver, answered, client: Arc::default() }
    }

    /// Tells it once, signed with each of these secrets.
    pub async fn tell(
        &self,
        address: &Url,
        message: &HookMessage<'_>,
        secrets: &[HookSecret],
    ) -> Result<HookAnswer, HookTrouble> {
        let signatures: Vec<String> = secrets.iter().map(|secret| secret.sign(message)).collect();
        let request = self
            .client()?
            .post(address.clone())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.at.as_second())
            .header("webhook-signature", signatures.join(" "))
            .body(message.body.to_owned());
        let response = request.send().await.map_err(|error| match (error.is_timeout(), error.is_connect()) {
            (true, _) => HookTrouble::TimedOut,
            (false, true) => HookTrouble::Unreachable,
            (false, false) => HookTrouble::BrokenOff,
        })?;
        Ok(HookAnswer { status: response.status().as_u16(), retry_after: wanted_wait(response.headers()) })
    }

    fn client(&self) -> Result<&Client, HookTrouble> {
        let make = || {
            let built =
                builder(self.answered).pool_max_idle_per_host(2).dns_resolver(Arc::clone(&self.resolver)).build();
            built.inspect_err(|error| tracing::error!(%error, "no webhook can be called")).ok()
        };
        self.client.get_or_init(make).as_ref().ok_or(HookTrouble::Unreachable)
    }
}

fn wanted_wait(headers: &HeaderMap) -> Option<Duration> {
    Some(Duration::from_secs(headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{HookMessage, HookSecret};

    /// The example of the specification's own documentation.
    #[test]
    fn the_documented_example_is_signed_as_documented() {
        let secret = HookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let at = jiff::Timestamp::from_second(1_614_265_330).unwrap();
        let message = HookMessage { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at, body: r#"{"test": 2432232314}"# };
        assert_eq!(secret.sign(&message), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_is_read_as_it_was_shown_and_nothing_else_is_one() {
        let secret = HookSecret::new([7; 32]);
        assert_eq!(HookSecret::parse(&secret.reveal()), Some(secret));
        for wrong in ["", "whsec_", "whsec_c2hvcnQ=", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0", "whsec_not base64 at all!!"] {
            assert_eq!(HookSecret::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_not_printed() {
        assert_eq!(format!("{:?}", HookSecret::new([7; 32])), "HookSecret(..)");
    }
}
