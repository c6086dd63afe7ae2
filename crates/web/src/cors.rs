//! Scripts of other sites that call the API from a browser: those of the origins that the clinic has named, with tokens
//! of their own, and never in the name of whoever is signed in.

use std::sync::Arc;

use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use tenancy::{Actor, Origin, TenantRef, Ticket};

use crate::app::App;
use crate::edge::is_api;
use crate::identify::{Identity, Proof};
use crate::policy;

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE");
const FIELDS: HeaderValue =
    HeaderValue::from_static("authorization, content-type, accept-language, idempotency-key, if-match, if-none-match");
const TOLD: HeaderValue = HeaderValue::from_static(
    "etag, link, location, retry-after, ratelimit, ratelimit-policy, x-request-id, idempotency-replayed",
);
const VARIES: HeaderValue = HeaderValue::from_static("origin");
/// A browser asks again after ten minutes.
const KEPT: HeaderValue = HeaderValue::from_static("600");

/// What is known of the site whose script asks.
pub(crate) enum Cors {
    /// It is no question: a page, or a program that is no browser.
    Unasked,
    Refused,
    Named(HeaderValue),
}

impl Cors {
    /// Asks the clinic's list, where a script of some site calls the API.
    pub async fn of(app: &App, tenant: &TenantRef, by: &Arc<Origin>, parts: &Parts) -> Self {
        let mut origins = parts.headers.get_all(header::ORIGIN).iter();
        let is_asked = is_api(parts.uri.path()) && !tenant.is_platform();
        let (true, Some(origin), None) = (is_asked, origins.next(), origins.next()) else {
            return Self::Unasked;
        };
        let ticket = Ticket { tenant: tenant.clone(), actor: Arc::new(Actor::Visitor), origin: by.clone() };
        let Ok(policy) = policy::in_force(app, ticket).await else { return Self::Refused };
        match policy.cors_origins.iter().any(|named| named.as_bytes() == origin.as_bytes()) {
            true => Self::Named(origin.clone()),
            false => Self::Refused,
        }
    }

    /// Whether a request that carries nothing may come from there: to sign in, with what its user typed.
    pub fn vouches_for(&self, identity: &Identity) -> bool {
        matches!(self, Self::Named(_)) && identity.proof == Proof::None
    }

    /// The answer to a browser that asks before it sends.
    pub fn preflight(&self, parts: &Parts) -> Option<Response> {
        let asks = parts.method == Method::OPTIONS && parts.headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        let (Self::Named(origin), true) = (self, asks) else { return None };
        let mut response = StatusCode::NO_CONTENT.into_response();
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, FIELDS);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, KEPT);
        headers.append(header::VARY, VARIES);
        Some(response)
    }

    /// Lets the script read the answer, unless it was given to whoever is signed in.
    pub fn tell(&self, by_cookie: bool, headers: &mut HeaderMap) {
        match self {
            Self::Unasked => {}
            Self::Named(origin) if !by_cookie => {
                headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
                headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, TOLD);
                headers.append(header::VARY, VARIES);
            }
            Self::Named(_) | Self::Refused => {
                headers.append(header::VARY, VARIES);
            }
        }
    }
}
