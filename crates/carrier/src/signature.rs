//! The carrier's signature under what it tells us (`X-Twilio-Signature`).
//!
//! HMAC-SHA-1 under the account's token, over the address as the carrier knows it, followed by the fields of the form in
//! order; what is no form is hashed into the address instead, as `bodySHA256`.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign, verify};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use crate::Token;

/// Signs and checks under one account's token.
pub struct Signature(Key);

/// Fields of a form, in any order.
pub type Fields = [(String, String)];

const BODY_HASH: &str = "bodySHA256";

impl Signature {
    pub fn new(token: &Token) -> Self {
        Self(Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, token.reveal().as_bytes()))
    }

    /// The signature under a form that is sent to that address.
    pub fn of_form(&self, address: &str, fields: &Fields) -> String {
        STANDARD.encode(sign(&self.0, signed(address, fields).as_bytes()))
    }

    /// Whether a form was signed for that address.
    pub fn is_of_form(&self, address: &str, fields: &Fields, shown: &str) -> bool {
        let Ok(shown) = STANDARD.decode(shown) else { return false };
        // Carriers name the usual port, or leave it out, as they please.
        spellings(address).iter().any(|it| verify(&self.0, signed(it, fields).as_bytes(), &shown).is_ok())
    }

    /// Whether a body that is no form was signed for that address, which carries the body's hash.
    pub fn is_of_body(&self, address: &str, body: &[u8], shown: &str) -> bool {
        let hash = hex::encode(digest(&SHA256, body));
        let named = Url::parse(address).ok().and_then(|url| {
            url.query_pairs().find(|(name, _)| name == BODY_HASH).map(|(_, value)| value.to_ascii_lowercase())
        });
        named.is_some_and(|named| named == hash) && self.is_of_form(address, &[], shown)
    }
}

fn signed(address: &str, fields: &Fields) -> String {
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort();
    fields.dedup();
    fields.iter().fold(address.to_owned(), |text, (name, value)| text + name + value)
}

/// The address with and without the port that its scheme implies.
fn spellings(address: &str) -> Vec<String> {
    let mut spellings = vec![address.to_owned()];
    let Some((scheme, rest)) = address.split_once("://") else { return spellings };
    let usual = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return spellings,
    };
    let (host, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if let Some(bare) = host.strip_suffix(usual) {
        spellings.push(format!("{scheme}://{bare}{tail}"));
    } else if host.rsplit(']').next().is_some_and(|after| !after.contains(':')) {
        spellings.push(format!("{scheme}://{host}{usual}{tail}"));
    }
    spellings
}

#[cfg(test)]
mod tests {
    use super::{BODY_HASH, Signature};
    use crate::Token;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    /// The example of the carrier's own documentation.
    const ADDRESS: &str = "https://mycompany.com/myapp.php?foo=1&bar=2";

    fn documented() -> (Signature, Vec<(String, String)>) {
        let fields = fields(&[
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+14158675309"),
            ("Digits", "1234"),
            ("From", "+14158675309"),
            ("To", "+18005551212"),
        ]);
        (Signature::new(&Token::new("12345".to_owned())), fields)
    }

    #[test]
    fn the_documented_example_is_signed_as_documented() {
        let (signature, fields) = documented();
        assert_eq!(signature.of_form(ADDRESS, &fields), "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        assert!(signature.is_of_form(ADDRESS, &fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    }

    #[test]
    fn whatever_is_changed_is_noticed() {
        let (signature, mut fields) = documented();
        let shown = signature.of_form(ADDRESS, &fields);
        assert!(!signature.is_of_form("https://mycompany.com/myapp.php?foo=1&bar=3", &fields, &shown));
        assert!(!signature.is_of_form("http://mycompany.com/myapp.php?foo=1&bar=2", &fields, &shown));
        assert!(!Signature::new(&Token::new("12346".to_owned())).is_of_form(ADDRESS, &fields, &shown));
        for wrong in ["", "RSOYDt4T1cUTdK1PDd93/VVr8B8", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="] {
            assert!(!signature.is_of_form(ADDRESS, &fields, wrong), "{wrong}");
        }
        fields[2].1 = "1235".to_owned();
        assert!(!signature.is_of_form(ADDRESS, &fields, &shown));
    }

    #[test]
    fn the_usual_port_may_be_named_or_not() {
        let (signature, fields) = documented();
        let named = signature.of_form("https://mycompany.com:443/myapp.php?foo=1&bar=2", &fields);
        assert!(signature.is_of_form(ADDRESS, &fields, &named));
        let bare = signature.of_form("http://[::1]/", &fields);
        assert!(signature.is_of_form("http://[::1]:80/", &fields, &bare));
        assert!(!signature.is_of_form("http://[::1]:8000/", &fields, &bare));
    }

    #[test]
    fn a_body_is_vouched_for_by_its_hash_in_the_address() {
        let (signature, _) = documented();
        let hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        let address = format!("https://nile.example/twilio/webhook/?{BODY_HASH}={hash}");
        let shown = signature.of_form(&address, &[]);
        assert!(signature.is_of_body(&address, b"hello", &shown));
        assert!(!signature.is_of_body(&address, b"hallo", &shown));
        assert!(!signature.is_of_body("https://nile.example/twilio/webhook/", b"hello", &shown));
    }
}
