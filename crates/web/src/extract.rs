//! Extractors that refuse bad input in our own words, never with a framework's plain text.

use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use tenancy::Error;

use crate::failure::{Failure, Fault};

/// A JSON body. Unknown fields are the type's own business; doubled ones are refused.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !content_type(request.headers()).is_some_and(|kind| kind == "application/json" || kind.ends_with("+json")) {
            return Err(Fault::UnsupportedMedia.into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        parse_json(&bytes).map(Self)
    }
}

/// Names the place of a fault and its kind, never the value that was sent.
pub fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::Malformed("the body is not UTF-8".to_owned()))?;
    // A list would pass for a struct, field by field.
    if !text.trim_start().starts_with('{') {
        return Err(Fault::Malformed("the body is not a JSON object".to_owned()).into());
    }
    if depth(bytes) > DEEPEST {
        return Err(Fault::Malformed(format!("the body is nested deeper than {DEEPEST} levels")).into());
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let mut path = error.path().iter().filter_map(part).collect::<Vec<_>>();
        let inner = error.into_inner();
        let (code, field) = data_fault(&inner.to_string());
        path.extend(field);
        match inner.classify() {
            serde_json::error::Category::Data if !path.is_empty() => {
                Failure::from(Error::invalid(path.join("/"), code))
            }
            _ => Fault::Malformed(format!("invalid JSON at line {} column {}", inner.line(), inner.column())).into(),
        }
    })?;
    reader.end().map_err(|_| Fault::Malformed("text after the JSON value".to_owned()))?;
    Ok(value)
}

/// No document of ours comes near it, and no parser below this has to be trusted with more.
const DEEPEST: usize = 64;

/// How deep a JSON text goes; brackets in strings count for nothing.
fn depth(text: &[u8]) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// As [`parse_json`], where the body may be left out or be `null`.
pub fn parse_json_if_any<T: DeserializeOwned>(bytes: &[u8]) -> Result<Option<T>, Failure> {
    match bytes.trim_ascii() {
        b"" | b"null" => Ok(None),
        _ => parse_json(bytes).map(Some),
    }
}

/// A part of a JSON pointer.
fn part(segment: &Segment) -> Option<String> {
    match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

/// The code of a fault, and the field where only the message names it: one that is missing or stands there twice.
/// Such a field is one of ours, never a word that was sent.
fn data_fault(message: &str) -> (&'static str, Option<String>) {
    let named = |rest: &str| rest.split('`').next().map(str::to_owned);
    if let Some(rest) = message.strip_prefix("duplicate field `") {
        ("duplicate", named(rest))
    } else if let Some(rest) = message.strip_prefix("missing field `") {
        ("required", named(rest))
    } else if message.starts_with("unknown variant") {
        ("unknown_choice", None)
    } else {
        ("malformed", None)
    }
}

/// A submitted form.
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if content_type(request.headers()).as_deref() != Some("application/x-www-form-urlencoded") {
            return Err(Fault::UnsupportedMedia.into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        let form = serde_urlencoded::from_bytes(&bytes);
        form.map(Self).map_err(|_| Fault::Malformed("the form cannot be read".to_owned()).into())
    }
}

/// The query string. A field left blank is as good as left out: browsers send every field of a form.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        let text = parts.uri.query().unwrap_or_default();
        let given = form_urlencoded::parse(text.as_bytes()).filter(|(_, value)| !value.is_empty());
        let given = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
        let reader = serde_urlencoded::Deserializer::new(form_urlencoded::parse(given.as_bytes()));
        serde_path_to_error::deserialize(reader).map(Self).map_err(|error| {
            let field = error.path().to_string();
            if field.is_empty() || field == "." {
                Fault::Malformed("the query cannot be read".to_owned()).into()
            } else {
                Error::invalid(field, "malformed").into()
            }
        })
    }
}

/// Parts of the path. What does not even look like an id is not found, like an id that leads nowhere.
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let found: Result<_, PathRejection> = axum::extract::Path::from_request_parts(parts, state).await;
        found.map(|axum::extract::Path(value)| Self(value)).map_err(|_| Error::NotFound.into())
    }
}

pub(crate) fn content_type(headers: &http::HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next()?.trim().to_ascii_lowercase())
}

fn unreadable(rejection: &BytesRejection) -> Failure {
    match rejection.status() {
        http::StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge.into(),
        _ => Fault::Malformed("the body cannot be read".to_owned()).into(),
    }
}

/// The pairs of a query string, decoded.
pub fn query_pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn brackets_count_outside_of_strings_only() {
        for (text, deep) in [
            ("7", 0),
            ("{}", 1),
            (r#"{"a": [[], [{}]]}"#, 4),
            (r#"{"a": "[[[[{{{{"}"#, 1),
            (r#"{"a": "\"[[["}"#, 1),
            (r#"{"a\\": [1]}"#, 2),
            ("]]]][", 1),
        ] {
            assert_eq!(depth(text.as_bytes()), deep, "{text}");
        }
    }
}
