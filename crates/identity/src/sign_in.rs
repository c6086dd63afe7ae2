//! Signs a person in at the issuer: authorization code with PKCE, as `OpenID` Connect has it.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::issuer::Known;
use crate::rules::{Rules, TokenType};
use crate::tokens::Trust;
use crate::{Claims, Client, Identity, Refusal, Result, Trouble};

/// A sign-in that has begun. The browser keeps it, sealed; who brings another one back is refused.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub state: String,
    nonce: String,
    verifier: String,
    callback: String,
}

/// Where to send the person, and what to keep until they return.
pub struct SignIn {
    pub address: String,
    pub pending: Pending,
}

/// What the issuer sends the person back with.
#[derive(Debug, Default, Deserialize)]
pub struct Returned {
    pub code: Option<String>,
    pub state: Option<String>,
    /// RFC 9207: who answers, against answers of another service.
    pub iss: Option<String>,
    pub error: Option<String>,
}

impl Identity {
    /// Begins a sign-in. `scope` is what is asked for besides `openid`.
    pub async fn begin_sign_in(&self, trust: &Trust, callback: &str, scope: &str, now: Timestamp) -> Result<SignIn> {
        let client = trust.client.as_ref().ok_or(Trouble::Client)?;
        let known = self.issuer(&trust.rules.issuer).known(&self.http, now).await?;
        let endpoint = known.metadata.authorization_endpoint.as_deref();
        let endpoint = endpoint.ok_or(Trouble::Missing("authorization_endpoint"))?;
        let mut address = self.http.reach().check(endpoint)?;
        let pending = Pending { state: random(), nonce: random(), verifier: random(), callback: callback.to_owned() };
        let challenge = digest::digest(&digest::SHA256, pending.verifier.as_bytes());
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &client.id)
            .append_pair("redirect_uri", callback)
            .append_pair("scope", format!("openid {scope}").trim())
            .append_pair("state", &pending.state)
            .append_pair("nonce", &pending.nonce)
            .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(challenge))
            .append_pair("code_challenge_method", "S256");
        Ok(SignIn { address: address.into(), pending })
    }

    /// Ends a sign-in: who came back. What the ID token does not say is asked of the issuer, when `wanted` is missing.
    pub async fn finish_sign_in(
        &self,
        trust: &Trust,
        (pending, returned): (&Pending, &Returned),
        wanted: &[&str],
        now: Timestamp,
    ) -> Result<Claims> {
        let state = returned.state.as_deref().unwrap_or_default();
        verify_slices_are_equal(state.as_bytes(), pending.state.as_bytes()).map_err(|_| Refusal::Nonce)?;
        if returned.iss.as_ref().is_some_and(|issuer| *issuer != trust.rules.issuer) {
            return Err(Refusal::Issuer.into());
        }
        let code = returned.code.as_deref().filter(|_| returned.error.is_none()).ok_or(Refusal::SignInRefused)?;
        let client = trust.client.as_ref().ok_or(Trouble::Client)?;
        let known = self.issuer(&trust.rules.issuer).known(&self.http, now).await?;
        let tokens = self.exchange(&known, client, code, pending).await?;
        let rules = Rules { audience: client.id.clone(), token_type: TokenType::Id, ..trust.rules.clone() };
        let mut claims = self.check_by_keys(&rules, &tokens.id, now).await?;
        answers(&claims, client, pending)?;
        if wanted.iter().any(|path| claims.find(path).is_none()) {
            self.ask_who(&known, &tokens, &mut claims).await?;
        }
        Ok(claims)
    }

    async fn exchange(&self, known: &Known, client: &Client, code: &str, pending: &Pending) -> Result<Tokens> {
        let endpoint = known.metadata.token_endpoint.as_deref().ok_or(Trouble::Missing("token_endpoint"))?;
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &pending.callback),
            ("code_verifier", &pending.verifier),
        ];
        let authorization = client.authenticate(&known.metadata, &mut form);
        let (status, answer) = self.http.post(endpoint, authorization.as_deref(), &form).await?;
        let text = |name: &str| answer.as_ref().and_then(|it| it.get(name)).and_then(Value::as_str).map(str::to_owned);
        match status {
            200 => {
                Ok(Tokens { id: text("id_token").ok_or(Trouble::Missing("id_token"))?, access: text("access_token") })
            }
            // The code is not good: used, too old, or made up.
            400 if text("error").as_deref() == Some("invalid_grant") => Err(Refusal::SignInRefused.into()),
            400 | 401 | 403 => Err(Trouble::Client.into()),
            other => Err(Trouble::Status(other).into()),
        }
    }

    /// Many services say little in ID tokens and the rest at their userinfo endpoint.
    async fn ask_who(&self, known: &Known, tokens: &Tokens, claims: &mut Claims) -> Result<()> {
        let (Some(endpoint), Some(token)) = (&known.metadata.userinfo_endpoint, &tokens.access) else { return Ok(()) };
        let answer = self.http.get(endpoint, Some(token)).await?;
        if answer.get("sub").and_then(Value::as_str) != claims.subject() {
            return Err(Refusal::Subject.into());
        }
        claims.add(answer);
        Ok(())
    }
}

/// Whether an ID token is for us, and for this sign-in.
fn answers(claims: &Claims, client: &Client, pending: &Pending) -> Result<(), Refusal> {
    if claims.text("nonce") != Some(pending.nonce.as_str()) {
        return Err(Refusal::Nonce);
    }
    // Where it is for others too, it must have been given to us.
    let party = claims.0.get("azp").map(|party| party.as_str() == Some(client.id.as_str()));
    let alone = claims.audiences().all(|audience| audience == client.id);
    if party == Some(false) || (party.is_none() && !alone) { Err(Refusal::Audience) } else { Ok(()) }
}

struct Tokens {
    id: String,
    access: Option<String>,
}

/// 256 random bits.
pub(crate) fn random() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}
