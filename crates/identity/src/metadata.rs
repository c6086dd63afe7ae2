//! The document at `/.well-known/openid-configuration`: where an issuer keeps its keys and answers questions.

use serde_json::{Map, Value};

use crate::Trouble;
use crate::fetch::Http;

/// What an issuer says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    pub issuer: String,
    pub jwks_uri: String,
    pub authorization_endpoint: Option<String>,
    pub token_endpoint: Option<String>,
    pub introspection_endpoint: Option<String>,
    pub userinfo_endpoint: Option<String>,
    /// Whether the token endpoint takes a client's secret only in the form's body.
    pub secret_in_body: bool,
}

impl Metadata {
    pub(crate) async fn fetch(http: &Http, issuer: &str) -> Result<Self, Trouble> {
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let metadata = Self::parse(&http.get(&address, None).await?)?;
        // Character by character: two addresses that lead to one place may still be two issuers.
        if metadata.issuer != issuer {
            return Err(Trouble::WrongIssuer);
        }
        let all = [
            Some(&metadata.jwks_uri),
            metadata.authorization_endpoint.as_ref(),
            metadata.token_endpoint.as_ref(),
            metadata.introspection_endpoint.as_ref(),
            metadata.userinfo_endpoint.as_ref(),
        ];
        for address in all.into_iter().flatten() {
            http.reach().check(address)?;
        }
        Ok(metadata)
    }

    fn parse(document: &Map<String, Value>) -> Result<Self, Trouble> {
        let text = |name: &str| document.get(name).and_then(Value::as_str).map(str::to_owned);
        let methods = document.get("token_endpoint_auth_methods_supported").and_then(Value::as_array);
        let takes = |method: &str| methods.is_some_and(|all| all.iter().any(|it| it.as_str() == Some(method)));
        Ok(Self {
            issuer: text("issuer").ok_or(Trouble::Missing("issuer"))?,
            jwks_uri: text("jwks_uri").ok_or(Trouble::Missing("jwks_uri"))?,
            authorization_endpoint: text("authorization_endpoint"),
            token_endpoint: text("token_endpoint"),
            introspection_endpoint: text("introspection_endpoint"),
            userinfo_endpoint: text("userinfo_endpoint"),
            secret_in_body: takes("client_secret_post") && !takes("client_secret_basic"),
        })
    }
}
