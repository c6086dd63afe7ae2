//! RFC 7662: asks the issuer whether a token is active, in our own name.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::fetch::Form;
use crate::rules::judge_times;
use crate::tokens::Trust;
use crate::verdicts::Verdict;
use crate::{Claims, Identity, Metadata, Refusal, Result, Trouble};

/// Ourselves at an issuer.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    pub id: String,
    /// A client without a secret can sign people in, by PKCE alone; it cannot ask about tokens.
    pub secret: Option<String>,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Client {
    /// RFC 6749, 2.3.1: both are form-encoded before they become basic credentials.
    pub(crate) fn basic(&self) -> Option<String> {
        let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let secret = self.secret.as_deref()?;
        Some(format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(&self.id), encode(secret)))))
    }

    /// How we say who we are: a header, or further fields of the form.
    pub(crate) fn authenticate<'a>(&'a self, metadata: &Metadata, form: &mut Form<'a>) -> Option<String> {
        match &self.secret {
            Some(_) if !metadata.secret_in_body => self.basic(),
            secret => {
                form.push(("client_id", &self.id));
                if let Some(secret) = secret {
                    form.push(("client_secret", secret));
                }
                None
            }
        }
    }
}

impl Identity {
    pub(crate) async fn introspect(&self, trust: &Trust, token: &str, now: Timestamp) -> Result<Verdict> {
        let issuer = self.issuer(&trust.rules.issuer);
        let known = issuer.known(&self.http, now).await?;
        if let Some(trouble) = issuer.recent_trouble(now) {
            return Err(trouble.into());
        }
        let _place = issuer.place_to_ask().await.ok_or(Trouble::Busy)?;
        // Whoever waited for the place may have waited for a service that does not answer.
        if let Some(trouble) = issuer.recent_trouble(now) {
            return Err(trouble.into());
        }
        let client = trust.client.as_ref().ok_or(Trouble::Client)?;
        let answer = self.ask_about(&known.metadata, client, token).await;
        let answer = answer.inspect_err(|trouble| issuer.note_trouble(*trouble, now))?;
        match answer.get("active").and_then(Value::as_bool) {
            Some(true) => Ok(Verdict::good(judge(trust, Claims(answer), now)?, now)),
            Some(false) => Ok(Verdict::inactive(now)),
            None => Err(Trouble::NotJson.into()),
        }
    }

    pub(crate) async fn ask_about(
        &self,
        metadata: &Metadata,
        client: &Client,
        token: &str,
    ) -> Result<Map<String, Value>, Trouble> {
        let endpoint = metadata.introspection_endpoint.as_deref();
        let endpoint = endpoint.ok_or(Trouble::Missing("introspection_endpoint"))?;
        if client.secret.is_none() {
            return Err(Trouble::Client);
        }
        let mut form = vec![("token", token), ("token_type_hint", "access_token")];
        let authorization = client.authenticate(metadata, &mut form);
        match self.http.post(endpoint, authorization.as_deref(), &form).await? {
            (200, Some(answer)) => Ok(answer),
            (200, None) => Err(Trouble::NotJson),
            // RFC 7009's word, which services use here for tokens that they issue but do not keep.
            (400, Some(answer)) if answer.get("error").is_some_and(|it| it == "unsupported_token_type") => {
                Ok(Map::from_iter([("active".to_owned(), Value::Bool(false))]))
            }
            (400, Some(answer)) if answer.get("error").is_none_or(|it| it != "invalid_client") => {
                Err(Trouble::Status(400))
            }
            (400 | 401 | 403, _) => Err(Trouble::Client),
            (status, _) => Err(Trouble::Status(status)),
        }
    }
}

/// An active token may still be for somebody else, or not be an access token.
fn judge(trust: &Trust, claims: Claims, now: Timestamp) -> Result<Claims> {
    let rules = &trust.rules;
    if claims.0.get("iss").is_some_and(|issuer| issuer.as_str() != Some(rules.issuer.as_str())) {
        return Err(Refusal::Issuer.into());
    }
    if !rules.audience.is_empty() && !claims.is_for(&rules.audience) {
        return Err(Refusal::Audience.into());
    }
    if claims.subject().is_none() {
        return Err(Refusal::Subject.into());
    }
    // Refresh tokens are "active" too; only what calls itself a bearer's token is one.
    let of_bearer = |name: &str| claims.text(name).map(|typ| typ.eq_ignore_ascii_case("bearer"));
    let kinds = [of_bearer("token_type"), of_bearer("typ"), claims.text("token_use").map(|it| it == "access_token")];
    if kinds.contains(&Some(false)) || !kinds.contains(&Some(true)) {
        return Err(Refusal::Type.into());
    }
    if claims.0.contains_key("cnf") {
        return Err(Refusal::Bound.into());
    }
    if claims.0.contains_key("exp") {
        judge_times(&claims, now)?;
    }
    Ok(claims)
}
