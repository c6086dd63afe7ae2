//! Handing a file out: all of it or a part, opened as it goes, and under a name that no header can be broken with.

use std::ops::Range;

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::TryStreamExt as _;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use objects::ReadError;
use tenancy::{Conflict, Error, Result};
use uuid::Uuid;

use super::archive::{Archive, name};
use super::model::{Handout, Version};
use crate::forms::escape;

/// What a browser does with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Save,
    /// Shows it, where it is of a kind that browsers only show and never run.
    Show,
}

/// Answers with a version, whose record is durable by now.
pub async fn deliver(
    tenant: Uuid,
    archive: &Archive,
    headers: &HeaderMap,
    handout: Handout,
    manner: Manner,
) -> Result<Response> {
    let Handout { version, key } = handout;
    let tag = format!("\"{}\"", version.id);
    if said(headers, header::IF_NONE_MATCH).is_some_and(|held| names(held, &tag)) {
        return Ok(with(StatusCode::NOT_MODIFIED.into_response(), &[(header::ETAG, tag)]));
    }
    let whole = 0..version.size;
    let range = match wanted(headers, &tag, version.size) {
        Wanted::Whole => whole.clone(),
        Wanted::Part(range) => range,
        Wanted::Nothing => {
            let size = format!("bytes */{}", version.size);
            return Ok(with(StatusCode::RANGE_NOT_SATISFIABLE.into_response(), &[(header::CONTENT_RANGE, size)]));
        }
    };
    let content = archive.store.read(name(tenant, version.id), &key, version.size, range.clone()).await;
    let content = content.map_err(|error| refusal(&version, error))?;
    let id = version.id;
    let content = content.inspect_err(move |error| tracing::error!(version = %id, %error, "a document broke off"));
    let mut response = Body::from_stream(content).into_response();
    if range != whole {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let part = format!("bytes {}-{}/{}", range.start, range.end - 1, version.size);
        response = with(response, &[(header::CONTENT_RANGE, part)]);
    }
    Ok(with(response, &described(&version, &range, tag, manner)))
}

fn described(version: &Version, range: &Range<u64>, tag: String, manner: Manner) -> [(HeaderName, String); 6] {
    let shown = manner == Manner::Show && version.media_type.is_shown();
    let sum = STANDARD.encode(hex::decode(&version.sha256).unwrap_or_default());
    [
        (header::CONTENT_TYPE, version.media_type.content_type().to_owned()),
        (header::CONTENT_LENGTH, (range.end - range.start).to_string()),
        (header::CONTENT_DISPOSITION, disposition(version.file_name.reveal(), shown)),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::ETAG, tag),
        // RFC 9530: of the whole, whatever part of it this is.
        (HeaderName::from_static("repr-digest"), format!("sha-256=:{sum}:")),
    ]
}

fn with(mut response: Response, headers: &[(HeaderName, String)]) -> Response {
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name.clone(), value);
        }
    }
    response
}

fn refusal(version: &Version, error: ReadError) -> Error {
    tracing::error!(version = %version.id, %error, "a document cannot be read");
    if error.is_lasting() { Error::Conflict(Conflict::Damaged) } else { Error::Busy }
}

/// How much of a file somebody wants.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Whole,
    Part(Range<u64>),
    /// A part that is not there.
    Nothing,
}

/// What asks for several parts, or cannot be read, or goes on with another version, gets the whole.
fn wanted(headers: &HeaderMap, tag: &str, size: u64) -> Wanted {
    let goes_on = said(headers, header::IF_RANGE).is_none_or(|held| held == tag);
    let asked = said(headers, header::RANGE).filter(|_| goes_on).and_then(|text| text.strip_prefix("bytes="));
    let Some((first, last)) = asked.and_then(|text| text.trim().split_once('-')) else { return Wanted::Whole };
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Some(first), None) if last.is_empty() => first..size,
        (None, Some(count)) if first.is_empty() => size.saturating_sub(count)..size,
        _ => return Wanted::Whole,
    };
    if range.is_empty() { Wanted::Nothing } else { Wanted::Part(range) }
}

fn said(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn names(held: &str, tag: &str) -> bool {
    held.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

/// RFC 6266: the name in ASCII for old programs, and as it is (RFC 8187) for all others.
pub fn disposition(file_name: &str, shown: bool) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || " ._-()".contains(c) { c } else { '_' };
    let ascii: String = file_name.chars().map(plain).collect();
    let kind = if shown { "inline" } else { "attachment" };
    format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{}", escape(file_name))
}

/// The name that a request gives its body, in the same words.
pub fn name_in(headers: &HeaderMap) -> Option<String> {
    let text = std::str::from_utf8(headers.get(header::CONTENT_DISPOSITION)?.as_bytes()).ok()?;
    let part = |wanted: &str| {
        text.split(';').find_map(|part| part.trim().strip_prefix(wanted)?.strip_prefix('=').map(str::trim))
    };
    let encoded = part("filename*").and_then(|value| value.splitn(3, '\'').nth(2));
    let decoded = encoded.map(|value| {
        let plus = value.replace('+', "%2B");
        form_urlencoded::parse(plus.as_bytes()).map(|(name, _)| name.into_owned()).collect::<String>()
    });
    decoded.or_else(|| part("filename").map(|value| value.trim_matches('"').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(given: &[(HeaderName, &str)]) -> HeaderMap {
        given.iter().map(|(name, value)| (name.clone(), HeaderValue::from_bytes(value.as_bytes()).unwrap())).collect()
    }

    #[test]
    fn a_part_is_what_rfc_9110_says_it_is() {
        for (asked, found) in [
            ("bytes=0-0", Wanted::Part(0..1)),
            ("bytes=0-9", Wanted::Part(0..10)),
            ("bytes=5-", Wanted::Part(5..10)),
            ("bytes=-3", Wanted::Part(7..10)),
            ("bytes=-300", Wanted::Part(0..10)),
            ("bytes=8-300", Wanted::Part(8..10)),
            ("bytes=8-18446744073709551615", Wanted::Part(8..10)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=10-20", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=9-8", Wanted::Whole),
            ("bytes=0-1,3-4", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=a-b", Wanted::Whole),
            ("lines=0-1", Wanted::Whole),
            ("", Wanted::Whole),
        ] {
            assert_eq!(wanted(&headers(&[(header::RANGE, asked)]), "\"a\"", 10), found, "{asked}");
        }
        let goes_on =
            |tag: &str| wanted(&headers(&[(header::RANGE, "bytes=5-"), (header::IF_RANGE, tag)]), "\"a\"", 10);
        assert_eq!(goes_on("\"a\""), Wanted::Part(5..10));
        for other in ["\"b\"", "W/\"a\"", "Mon, 07 Jan 2030 08:00:00 GMT"] {
            assert_eq!(goes_on(other), Wanted::Whole, "{other}");
        }
    }

    #[test]
    fn no_file_name_breaks_its_header() {
        for (name, said) in [
            ("letter.pdf", "attachment; filename=\"letter.pdf\"; filename*=UTF-8''letter.pdf"),
            ("a\"; x=\".pdf", "attachment; filename=\"a__ x__.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%22.pdf"),
            (
                "بروتين.pdf",
                "attachment; filename=\"______.pdf\"; filename*=UTF-8''%D8%A8%D8%B1%D9%88%D8%AA%D9%8A%D9%86.pdf",
            ),
        ] {
            assert_eq!(disposition(name, false), said);
            assert_eq!(name_in(&headers(&[(header::CONTENT_DISPOSITION, said)])).as_deref(), Some(name));
        }
        let plain = headers(&[(header::CONTENT_DISPOSITION, "attachment; filename=\"old.pdf\"")]);
        assert_eq!(name_in(&plain).as_deref(), Some("old.pdf"));
        assert_eq!(name_in(&headers(&[(header::CONTENT_DISPOSITION, "attachment")])), None);
    }
}
