//! Checks what a foreign Identity Service says: its keys, its tokens, its answers about tokens, its sign-in of a person.
//!
//! Nothing here knows clinics' tables or HTTP servers, and nothing asks the system's clock: every judgement is made for
//! an instant that the caller names. A token decides nothing about where its key comes from: keys come from the issuer
//! that the clinic trusts, at the address that the issuer's own discovery document names, and from nowhere else.

#![forbid(unsafe_code)]

mod address;
mod algorithm;
mod claims;
mod error;
mod fetch;
mod introspection;
mod issuer;
mod keys;
mod mapping;
mod metadata;
mod rules;
mod sign_in;
mod strict;
mod tokens;
mod trial;
mod verdicts;

#[cfg(test)]
mod tests;

pub use address::Reach;
pub use algorithm::Algorithm;
pub use claims::Claims;
pub use error::{Error, Refusal, Result, Trouble};
pub use introspection::Client;
pub use mapping::{Mapping, Person};
pub use metadata::Metadata;
pub use rules::{LEEWAY, Rules, TokenType};
pub use sign_in::{Pending, Returned, SignIn};
pub use tokens::{Mode, Trust};
pub use trial::{Finding, Step};
pub use verdicts::Shared;

use std::sync::Arc;

use moka::sync::Cache;

use fetch::Http;
use issuer::Issuer;
use verdicts::Verdicts;

/// All that is known of the services that clinics trust. Keys are public, so clinics with the same issuer share them;
/// verdicts on tokens are kept for each clinic by itself.
pub struct Identity {
    http: Http,
    issuers: Cache<String, Arc<Issuer>>,
    verdicts: Verdicts,
}

impl Identity {
    /// `reach` bounds where issuers may live.
    pub fn new(reach: Reach) -> Self {
        Self {
            http: Http::new(reach),
            issuers: Cache::builder().max_capacity(1_000).build(),
            verdicts: Verdicts::new(),
        }
    }

    /// Forgets what was believed of tokens, after a clinic changed whom it trusts.
    pub fn forget(&self) {
        self.verdicts.forget();
    }

    pub(crate) fn issuer(&self, url: &str) -> Arc<Issuer> {
        self.issuers.get_with_by_ref(url, || Arc::new(Issuer::new(url)))
    }
}
