//! An issuer's published keys, and which of them may check which signature.

use jsonwebtoken::DecodingKey;
use serde_json::{Map, Value};

use crate::strict;
use crate::{Algorithm, Refusal, Trouble};

/// More keys than this are no key set.
const MOST_KEYS: usize = 100;

/// The kind of key, which settles what it can check: a key is never tried with the algorithm of another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rsa,
    P256,
    P384,
    Ed25519,
}

impl Kind {
    fn fits(self, algorithm: Algorithm) -> bool {
        match algorithm {
            Algorithm::EdDsa => self == Self::Ed25519,
            Algorithm::Es256 => self == Self::P256,
            Algorithm::Es384 => self == Self::P384,
            Algorithm::Ps256
            | Algorithm::Ps384
            | Algorithm::Ps512
            | Algorithm::Rs256
            | Algorithm::Rs384
            | Algorithm::Rs512 => self == Self::Rsa,
        }
    }
}

struct Key {
    kid: Option<String>,
    /// When the issuer says what the key is for, it is for nothing else.
    algorithm: Option<String>,
    kind: Kind,
    public: DecodingKey,
}

pub(crate) struct KeySet(Vec<Key>);

impl KeySet {
    /// Reads a JWK set; keys of other kinds or uses are left out, as RFC 7517 wants. One without a usable key is bad.
    pub fn parse(document: &Map<String, Value>) -> Result<Self, Trouble> {
        let list = document.get("keys").and_then(Value::as_array).ok_or(Trouble::Missing("keys"))?;
        let keys: Vec<Key> = list.iter().take(MOST_KEYS).filter_map(|it| Key::parse(it.as_object()?)).collect();
        if keys.is_empty() { Err(Trouble::NoKeys) } else { Ok(Self(keys)) }
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the signature is one of this issuer's. The key's name is compared with published names and is nothing
    /// else: no path, no query, no address. A token that names none is checked only where there is nothing to choose.
    pub fn verify(
        &self,
        kid: Option<&str>,
        algorithm: Algorithm,
        message: &str,
        signature: &str,
    ) -> Result<(), Refusal> {
        let fitting = self.0.iter().filter(|key| key.checks(algorithm));
        let candidates: Vec<&Key> = match kid {
            Some(kid) => fitting.filter(|key| key.kid.as_deref() == Some(kid)).collect(),
            None => fitting.collect(),
        };
        if candidates.is_empty() || (kid.is_none() && candidates.len() > 1) {
            return Err(Refusal::UnknownKey);
        }
        let good = |key: &&Key| {
            let checked = jsonwebtoken::crypto::verify(signature, message.as_bytes(), &key.public, algorithm.to_jwt());
            checked.unwrap_or(false)
        };
        if candidates.iter().any(good) { Ok(()) } else { Err(Refusal::Signature) }
    }
}

impl Key {
    fn checks(&self, algorithm: Algorithm) -> bool {
        self.kind.fits(algorithm) && self.algorithm.as_deref().is_none_or(|only| only == algorithm.code())
    }

    fn parse(jwk: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        let part = |name: &str| text(name).and_then(strict::base64);
        if text("use").is_some_and(|it| it != "sig") {
            return None;
        }
        if jwk.get("key_ops").is_some_and(|all| !all.as_array().is_some_and(|all| all.contains(&"verify".into()))) {
            return None;
        }
        let (kind, public) = match (text("kty")?, text("crv")) {
            ("RSA", _) => {
                let (modulus, exponent) = (part("n")?, part("e")?);
                // 2048 to 8192 bits, whatever zeroes are put before them.
                let bytes = modulus.iter().skip_while(|byte| **byte == 0).count();
                if !(256..=1024).contains(&bytes) {
                    return None;
                }
                (Kind::Rsa, DecodingKey::from_rsa_raw_components(&modulus, &exponent))
            }
            ("EC", Some(curve @ ("P-256" | "P-384"))) => {
                let (kind, bytes) = if curve == "P-256" { (Kind::P256, 32) } else { (Kind::P384, 48) };
                if part("x")?.len() != bytes || part("y")?.len() != bytes {
                    return None;
                }
                (kind, DecodingKey::from_ec_components(text("x")?, text("y")?).ok()?)
            }
            ("OKP", Some("Ed25519")) if part("x")?.len() == 32 => {
                (Kind::Ed25519, DecodingKey::from_ed_components(text("x")?).ok()?)
            }
            _ => return None,
        };
        Some(Self { kid: text("kid").map(str::to_owned), algorithm: text("alg").map(str::to_owned), kind, public })
    }
}
