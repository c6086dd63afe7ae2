//! Whether a change was asked for by a page of ours.
//!
//! A cookie travels with whatever page made the browser send it, so a change must come from our own origin, as the
//! browser says, and carry the proof that our page holds. A token travels only where a program puts it.

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderName, header};
use subtle::ConstantTimeEq as _;

use crate::edge::header_text;
use crate::extract::content_type;
use crate::host::authority;
use crate::identify::{Identity, Proof};

const CSRF: HeaderName = HeaderName::from_static("x-csrf-token");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

pub(crate) fn is_forged(identity: &Identity, parts: &Parts, body: Option<&Bytes>, https: bool) -> bool {
    if parts.method.is_safe() || identity.proof == Proof::Token {
        return false;
    }
    // Also where nobody is signed in: a stranger's page must not sign anybody in as somebody else.
    if is_from_elsewhere(parts, https) {
        return true;
    }
    let (Proof::Cookie, Some(session)) = (identity.proof, identity.session.as_ref()) else { return false };
    let shown = header_text(&parts.headers, CSRF)
        .or_else(|| body.and_then(|body| form_value(&parts.headers, body, "csrf_token")));
    !shown.is_some_and(|shown| bool::from(shown.as_bytes().ct_eq(session.csrf.as_bytes())))
}

/// What browsers say of the page that made them ask. Programs, and the oldest browsers, say nothing.
fn is_from_elsewhere(parts: &Parts, https: bool) -> bool {
    let said = |name: HeaderName| parts.headers.get_all(name).iter().map(|value| value.to_str().unwrap_or_default());
    // A neighbour under the same domain is another clinic.
    if said(FETCH_SITE).any(|site| site != "same-origin" && site != "none") {
        return true;
    }
    let own = authority(parts);
    said(header::ORIGIN).any(|origin| !own.as_deref().is_some_and(|own| is_origin(origin, own, https)))
}

/// Whether the origin is that of this host. Behind a proxy that was not declared as HTTPS either scheme is ours.
fn is_origin(origin: &str, own: &str, https: bool) -> bool {
    let Some((scheme, host)) = origin.split_once("://") else { return false };
    let port = match scheme {
        "https" => ":443",
        "http" if !https => ":80",
        _ => return false,
    };
    let bare = |text: &str| text.strip_suffix(port).unwrap_or(text).to_ascii_lowercase();
    !host.is_empty() && bare(host) == bare(own)
}

/// A field of a form that has not been parsed yet; of a multipart form only short text fields are found.
pub(crate) fn form_value(headers: &HeaderMap, body: &Bytes, name: &str) -> Option<String> {
    match content_type(headers)?.as_str() {
        "application/x-www-form-urlencoded" => {
            form_urlencoded::parse(body).find(|(found, _)| found == name).map(|(_, value)| value.into_owned())
        }
        "multipart/form-data" => {
            let mark = format!("name=\"{name}\"\r\n\r\n");
            let start = body.windows(mark.len()).position(|window| window == mark.as_bytes())? + mark.len();
            let rest = body.get(start..)?;
            let end = rest.windows(2).position(|window| window == b"\r\n")?;
            String::from_utf8(rest.get(..end)?.to_vec()).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_origin;

    #[test]
    fn only_the_very_same_host_and_port_are_our_origin() {
        for (origin, own) in [
            ("http://nile.localhost:8000", "nile.localhost:8000"),
            ("http://NILE.localhost:8000", "nile.LOCALHOST:8000"),
            ("http://nile.localhost", "nile.localhost"),
            ("http://nile.localhost", "nile.localhost:80"),
            ("https://nile.localhost", "nile.localhost:443"),
            ("https://nile.localhost:443", "nile.localhost"),
            ("http://[::1]:8000", "[::1]:8000"),
        ] {
            assert!(is_origin(origin, own, false), "{origin} at {own}");
        }
        for (origin, own) in [
            ("null", "nile.localhost"),
            ("", "nile.localhost"),
            ("http://", "nile.localhost"),
            ("nile.localhost", "nile.localhost"),
            ("http://nile.localhost:8001", "nile.localhost:8000"),
            ("http://nile.localhost:443", "nile.localhost"),
            ("http://seine.localhost", "nile.localhost"),
            ("http://nile.localhost.evil.example", "nile.localhost"),
            ("http://evil.example/nile.localhost", "nile.localhost"),
            ("http://nile.localhost@evil.example", "nile.localhost"),
            ("http://nile.localhost/", "nile.localhost"),
            ("ftp://nile.localhost", "nile.localhost"),
            ("HTTP://nile.localhost", "nile.localhost"),
            ("http://nile.localhost http://evil.example", "nile.localhost"),
        ] {
            assert!(!is_origin(origin, own, false), "{origin} at {own}");
        }
        assert!(is_origin("https://nile.localhost", "nile.localhost", true));
        assert!(!is_origin("http://nile.localhost", "nile.localhost", true));
    }
}
