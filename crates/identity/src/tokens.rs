//! Checks a bearer token against what a clinic trusts: by the issuer's keys, or by asking the issuer.

use std::sync::Arc;

use jiff::Timestamp;

use crate::introspection::Client;
use crate::rules::{self, Rules};
use crate::verdicts::{Name, Shared, Verdict, shared};
use crate::{Claims, Identity, Refusal, Result, issuer};

/// How a clinic finds out whether a token is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The token is signed, and the issuer publishes its keys.
    Keys,
    /// RFC 7662: the issuer is asked, once in five minutes for each token.
    Introspection,
}

/// What one clinic trusts.
#[derive(Debug, Clone)]
pub struct Trust {
    /// Names the clinic and the state of its settings: verdicts are kept apart by it.
    pub scope: String,
    pub rules: Rules,
    pub mode: Mode,
    /// Ourselves, as the issuer knows us: for introspection and for people who sign in.
    pub client: Option<Client>,
}

impl Identity {
    /// What the token says of its bearer, if it is good at this instant.
    pub async fn check(
        &self,
        trust: &Trust,
        token: &str,
        now: Timestamp,
        elsewhere: Option<&Shared>,
    ) -> Result<Arc<Claims>> {
        let name = Name::new(&trust.scope, token);
        match trust.mode {
            Mode::Keys => {
                let find = async { Ok(Verdict::good(self.check_by_keys(&trust.rules, token, now).await?, now)) };
                self.verdicts.get_or_find(name, now, find).await
            }
            Mode::Introspection => {
                introspectable(&trust.rules, token)?;
                let find = shared(elsewhere, &name, now, self.introspect(trust, token, now));
                self.verdicts.get_or_find(name.clone(), now, find).await
            }
        }
    }

    /// Whether the token might be one of this issuer's; decides whom to ask and nothing else.
    pub fn concerns(trust: &Trust, token: &str) -> bool {
        match (rules::claimed_issuer(token), trust.mode) {
            (Some(issuer), _) => issuer == trust.rules.issuer,
            // An opaque token says nothing of itself.
            (None, Mode::Introspection) => true,
            (None, Mode::Keys) => false,
        }
    }

    pub(crate) async fn check_by_keys(&self, rules: &Rules, token: &str, now: Timestamp) -> Result<Claims> {
        let unchecked = rules.parse(token, now)?;
        let issuer = self.issuer(&rules.issuer);
        let known = issuer.known(&self.http, now).await?;
        let verify = |known: &issuer::Known| {
            let kid = unchecked.kid.as_deref();
            known.keys.verify(kid, unchecked.algorithm, unchecked.message, unchecked.signature)
        };
        match verify(&known) {
            Err(Refusal::UnknownKey) if unchecked.kid.is_some() => {
                let newer = issuer.newer_than(&known, &self.http, now).await.ok_or(Refusal::UnknownKey)?;
                verify(&newer)?;
            }
            judged => judged?,
        }
        Ok(unchecked.claims)
    }
}

/// Spares the service questions about what cannot be one of its tokens.
fn introspectable(rules: &Rules, token: &str) -> Result<()> {
    // RFC 6750's b64token.
    let plausible = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    if token.len() > 16 * 1024 {
        return Err(Refusal::TooLarge.into());
    }
    if token.len() < 16 || !token.bytes().all(plausible) {
        return Err(Refusal::Malformed.into());
    }
    match rules::claimed_issuer(token) {
        Some(other) if other != rules.issuer => Err(Refusal::Issuer.into()),
        _ => Ok(()),
    }
}
