//! Tries a service out, for whoever connects it: what works, and what does not.

use jiff::Timestamp;

use crate::tokens::{Mode, Trust};
use crate::{Identity, Trouble};

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The document and the keys.
    Keys,
    /// Whether people can be sent there to sign in.
    SignIn,
    /// Whether the service answers us about a token.
    Introspection,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    pub step: Step,
    pub trouble: Option<Trouble>,
    /// How many keys there are that we can use.
    pub keys: usize,
}

impl Identity {
    /// Goes through all that the clinic has switched on. Asks anew, whatever is kept.
    pub async fn try_out(&self, trust: &Trust, now: Timestamp) -> Vec<Finding> {
        let finding = |step, trouble| Finding { step, trouble, keys: 0 };
        let known = match self.issuer(&trust.rules.issuer).try_now(&self.http, now).await {
            Ok(known) => known,
            Err(trouble) => return vec![finding(Step::Keys, Some(trouble))],
        };
        let mut findings = vec![Finding { keys: known.keys.len(), ..finding(Step::Keys, None) }];
        let Some(client) = &trust.client else { return findings };
        let metadata = &known.metadata;
        let missing = match (&metadata.authorization_endpoint, &metadata.token_endpoint) {
            (None, _) => Some(Trouble::Missing("authorization_endpoint")),
            (_, None) => Some(Trouble::Missing("token_endpoint")),
            (Some(_), Some(_)) => None,
        };
        findings.push(finding(Step::SignIn, missing));
        if trust.mode == Mode::Introspection {
            // Nobody's token: the answer that it is not active shows that we are known and heard.
            let asked = self.ask_about(metadata, client, "praxis-tries-whether-you-answer").await;
            let heard =
                asked.and_then(|it| it.get("active").filter(|it| it.is_boolean()).map(drop).ok_or(Trouble::NotJson));
            findings.push(finding(Step::Introspection, heard.err()));
        }
        findings
    }
}
