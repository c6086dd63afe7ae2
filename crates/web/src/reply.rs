//! Answers: JSON with an `ETag`, creations with a `Location`, pages, redirects.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use tenancy::{Error, Result, TenantTx};
use utoipa::ToSchema;

use crate::caller::Guest;
use crate::failure::Replay;
use crate::listing::Listing;

/// A rendered page or part of one.
pub struct Html(pub String);

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        let mut response = axum::response::Html(self.0).into_response();
        // Pages show people: nothing of them may stay in a shared computer's cache.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// An answer that is known before the commit, so that it can be stored beside the effect.
pub struct Answer {
    status: StatusCode,
    location: Option<String>,
    content_type: Option<&'static str>,
    body: String,
    version: Option<i64>,
    link: Option<String>,
}

impl Answer {
    pub fn json<T: Serialize>(value: &T) -> Result<Self> {
        let body = serde_json::to_string(value).map_err(Error::internal)?;
        Ok(Self { status: StatusCode::OK, content_type: Some("application/json"), body, ..Self::no_content() })
    }

    /// A page of a list in the shape under `/api`.
    pub fn linked<T: Serialize + ToSchema>(listing: Listing<T>, caller: &Guest) -> Result<Self> {
        Self::json(&listing.linked(caller.path(), caller.query()))
    }

    /// A page of a list in the shape under `/business`.
    pub fn numbered<T: Serialize + ToSchema>(listing: Listing<T>, caller: &Guest) -> Result<Self> {
        let (page, link) = listing.numbered(caller.path(), caller.query());
        Ok(Self { link, ..Self::json(&page)? })
    }

    pub fn created<T: Serialize>(value: &T, location: String) -> Result<Self> {
        Ok(Self { status: StatusCode::CREATED, location: Some(location), ..Self::json(value)? })
    }

    pub fn no_content() -> Self {
        let (status, body) = (StatusCode::NO_CONTENT, String::new());
        Self { status, location: None, content_type: None, body, version: None, link: None }
    }

    /// After a form: the browser goes on to a page it can reload.
    pub fn see_other(location: impl Into<String>) -> Self {
        Self { status: StatusCode::SEE_OTHER, location: Some(location.into()), ..Self::no_content() }
    }

    #[must_use]
    pub fn version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    /// Commits the change and this answer to it, then lets the answer go.
    pub async fn commit(self, caller: &Guest, mut tx: TenantTx) -> Result<Response> {
        if let Some(claim) = caller.claim() {
            let replay = Replay {
                status: self.status.as_u16(),
                content_type: self.content_type.map(str::to_owned),
                location: self.location.clone(),
                etag: self.version.map(etag),
                body: self.body.clone().into_bytes(),
                patients: tx.patients(),
            };
            claim.keep(&mut tx, &replay).await?;
        }
        tx.commit().await?;
        Ok(self.into_response())
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(kind) = self.content_type {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        }
        if let Some(location) = self.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
            headers.insert(header::LOCATION, location);
        }
        if let Some(link) = self.link.and_then(|link| HeaderValue::from_str(&link).ok()) {
            headers.insert(header::LINK, link);
        }
        if let Some(tag) = self.version.and_then(|version| HeaderValue::from_str(&etag(version)).ok()) {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}

pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// Whether the client already holds this version.
pub fn is_known(headers: &HeaderMap, version: i64) -> bool {
    let held = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Compared weakly: a proxy that compresses marks the tag as weak.
    let same = |tag: &str| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag(version);
    held.split(',').any(|tag| same(tag.trim()))
}

pub fn not_modified(version: i64) -> Response {
    tagged(StatusCode::NOT_MODIFIED.into_response(), version)
}

/// The answer with its version, by which a client asks whether it changed.
pub fn tagged(mut response: Response, version: i64) -> Response {
    if let Ok(tag) = HeaderValue::from_str(&etag(version)) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// A redirect target inside this site: a plain path, perhaps with a query. Whatever one reader takes for a path and
/// another for a host is neither.
pub fn local_path(text: &str) -> Option<&str> {
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.strip_prefix('/')?.split('/').peekable();
    let odd = |c: char| !c.is_ascii_graphic() || c == '\\';
    if text.contains(odd) {
        return None;
    }
    while let Some(part) = parts.next() {
        let plain = part.to_ascii_lowercase().replace("%2e", ".");
        let hides_a_slash = plain.contains("%2f") || plain.contains("%5c") || plain.contains("%00");
        // Only the last part may be empty: where the path ends in a slash.
        let hole = part.is_empty() && parts.peek().is_some();
        if hole || plain == "." || plain == ".." || hides_a_slash {
            return None;
        }
    }
    Some(text)
}

/// A value as it stands in a query.
pub fn query_value(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn a_redirect_stays_on_this_site() {
        for path in
            ["/", "/patients/", "/patients/new?q=a%2Fb&next=//x", "/x#y", "/a:b@c", "/day?on=2030-01-07", "/?a=/../b"]
        {
            assert_eq!(local_path(path), Some(path));
        }
        for text in [
            "",
            "patients",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/%5cevil.example",
            "/%5Cevil.example",
            "/%2fevil.example",
            "/%2F%2fevil.example",
            "/x/%5c%5cevil.example",
            "/..//evil.example",
            "/../evil",
            "/./evil",
            "/%2e%2e//evil.example",
            "/.%2E/evil.example",
            "/x//evil.example",
            "/\tevil.example",
            "/\n/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/\u{0}",
            "/%00//evil.example",
            "/\r\nset-cookie: a=b",
            "/x?\r\nset-cookie: a=b",
            "https://evil.example",
            "https:/evil.example",
            "https:evil.example",
            "//user:password@evil.example",
            "http://nile.localhost@evil.example/",
            "javascript:alert(1)",
            "data:text/html,x",
            "/\u{ff0f}evil.example",
            "?next=/x",
            "#x",
        ] {
            assert_eq!(local_path(text), None, "{text:?}");
        }
    }
}
