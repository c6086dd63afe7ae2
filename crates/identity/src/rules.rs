//! What a token has to be: parsed strictly, checked against one clinic's rules, judged for a given instant.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use crate::{Algorithm, Claims, Refusal, strict};

/// How far the issuer's clock and ours may be apart.
pub const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

/// Longer than any token that a header could carry.
const LONGEST: usize = 16 * 1024;

/// Keys come from the issuer's own document: a token that brings one, or says where to get one, is an attack or a
/// misunderstanding. Extensions that must be understood are not.
const REFUSED: [&str; 8] = ["jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"];

/// Which `typ` a token must say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenType {
    /// RFC 9068: `at+jwt`. Cannot be mistaken for anything else that an issuer signs.
    AccessToken,
    /// `JWT`, as many services still write over their access tokens.
    Jwt,
    /// An ID token: `JWT`, or nothing.
    Id,
}

impl TokenType {
    fn accepts(self, typ: Option<&str>) -> bool {
        let typ = typ.map(str::to_ascii_lowercase);
        match (self, typ.as_deref().map(|typ| typ.strip_prefix("application/").unwrap_or(typ))) {
            (Self::AccessToken, Some("at+jwt")) | (Self::Jwt, Some("jwt")) | (Self::Id, None | Some("jwt")) => true,
            (Self::AccessToken | Self::Jwt | Self::Id, _) => false,
        }
    }
}

/// What a clinic asks of an issuer's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub issuer: String,
    pub audience: String,
    pub algorithms: Vec<Algorithm>,
    pub token_type: TokenType,
}

/// A token taken apart; nothing of it is believed yet.
pub(crate) struct Unchecked<'a> {
    pub algorithm: Algorithm,
    pub kid: Option<String>,
    pub message: &'a str,
    pub signature: &'a str,
    pub claims: Claims,
}

impl Rules {
    /// Takes the token apart and checks all that can be without a key.
    pub(crate) fn parse<'a>(&self, token: &'a str, now: Timestamp) -> Result<Unchecked<'a>, Refusal> {
        let unchecked = split(token)?;
        let header = &unchecked.header;
        if REFUSED.iter().any(|name| header.contains_key(*name)) {
            return Err(Refusal::Header);
        }
        let text = |name: &str| match header.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.len() <= 512 => Ok(Some(text.as_str())),
            Some(_) => Err(Refusal::Header),
        };
        let algorithm = text("alg")?.and_then(Algorithm::parse).filter(|it| self.algorithms.contains(it));
        let algorithm = algorithm.ok_or(Refusal::Algorithm)?;
        if !self.token_type.accepts(text("typ")?) || text("cty")?.is_some() {
            return Err(Refusal::Type);
        }
        let kid = text("kid")?.map(str::to_owned);
        self.judge(&unchecked.claims, now)?;
        Ok(Unchecked {
            algorithm,
            kid,
            message: unchecked.message,
            signature: unchecked.signature,
            claims: unchecked.claims,
        })
    }

    /// Whether the claims are for us, and for now.
    fn judge(&self, claims: &Claims, now: Timestamp) -> Result<(), Refusal> {
        if claims.text("iss") != Some(self.issuer.as_str()) {
            return Err(Refusal::Issuer);
        }
        if !claims.is_for(&self.audience) {
            return Err(Refusal::Audience);
        }
        if claims.subject().is_none() {
            return Err(Refusal::Subject);
        }
        judge_times(claims, now)?;
        if claims.0.contains_key("cnf") {
            return Err(Refusal::Bound);
        }
        if self.token_type == TokenType::Jwt {
            refuse_siblings(claims)?;
        }
        Ok(())
    }
}

/// Expired, or not yet valid? Also of an answer that was kept.
pub(crate) fn judge_times(claims: &Claims, now: Timestamp) -> Result<(), Refusal> {
    let instant = |name: &str| claims.instant(name).map_err(|()| Refusal::Claim);
    let apart = |at: Timestamp| at.duration_since(now);
    if apart(instant("exp")?.ok_or(Refusal::Expired)?) <= -LEEWAY {
        return Err(Refusal::Expired);
    }
    let begun = [instant("nbf")?, instant("iat")?].into_iter().flatten().all(|at| apart(at) <= LEEWAY);
    if begun { Ok(()) } else { Err(Refusal::NotYet) }
}

/// What an issuer signs besides access tokens, where `typ` does not tell them apart: ID tokens, logout tokens, and
/// what Keycloak names in a claim of its own.
fn refuse_siblings(claims: &Claims) -> Result<(), Refusal> {
    let of_id_token = ["nonce", "at_hash", "c_hash", "events"].iter().any(|name| claims.0.contains_key(*name));
    let of_keycloak = claims.text("typ").is_some_and(|typ| !typ.eq_ignore_ascii_case("bearer"));
    if of_id_token || of_keycloak { Err(Refusal::Type) } else { Ok(()) }
}

struct Split<'a> {
    header: Map<String, Value>,
    claims: Claims,
    message: &'a str,
    signature: &'a str,
}

fn split(token: &str) -> Result<Split<'_>, Refusal> {
    if token.len() > LONGEST {
        return Err(Refusal::TooLarge);
    }
    let (message, signature) = token.rsplit_once('.').ok_or(Refusal::Malformed)?;
    let (header, payload) = message.split_once('.').ok_or(Refusal::Malformed)?;
    let object = |part: &str| strict::base64(part).and_then(|bytes| strict::object(&bytes)).ok_or(Refusal::Malformed);
    // Signatures of public keys have 64 bytes at least.
    if strict::base64(signature).is_none_or(|bytes| bytes.len() < 64) {
        return Err(Refusal::Signature);
    }
    Ok(Split { header: object(header)?, claims: Claims(object(payload)?), message, signature })
}

/// What an unchecked token says of its issuer: enough to choose whom to ask, and for nothing else.
pub(crate) fn claimed_issuer(token: &str) -> Option<String> {
    split(token).ok()?.claims.text("iss").map(str::to_owned)
}
