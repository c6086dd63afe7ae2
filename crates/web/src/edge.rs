//! The edge: what happens to every request before its handler and to every answer after it.
//!
//! Host to clinic, proof to caller, forgery check, idempotency key; then the handler, on a task of its own so that a
//! client who hangs up cannot cut a transaction in half; then one rendering of whatever failed.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use subtle::ConstantTimeEq as _;
use tenancy::{Actor, Error, Origin, Outcome, Subject, TenantRef, TenantStatus, Ticket};
use uuid::Uuid;

use crate::app::App;
use crate::caller::{Edge, Guest, Visit};
use crate::extract::content_type;
use crate::failure::{Failure, Fault, Refusal};
use crate::host::{client_ip, host_of};
use crate::idempotency::Claim;
use crate::identify::{Identity, Proof, cookie, identify};
use crate::render;
use crate::sessions::hash_secret;
use crate::texts::Locale;

/// The id of the request, made before anything else.
#[derive(Debug, Clone, Copy)]
pub struct RequestId(pub Uuid);

pub async fn edge(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(host) = host_of(&request) else {
        return (StatusCode::BAD_REQUEST, "One well-formed Host header is needed.\n").into_response();
    };
    match app.house().tenant_at(&host).await {
        Ok(Some(tenant)) if tenant.status == TenantStatus::Suspended => {
            (StatusCode::FORBIDDEN, "This clinic is suspended.\n").into_response()
        }
        // Better not at all than half: the code and the tables would disagree.
        Ok(Some(tenant)) => match !app.house().serves(tenant.schema_version) {
            true => render::busy(&app, &request),
            false => at_clinic(app, tenant, request, next).await,
        },
        Ok(None) if app.settings().platform_hosts.contains(&host) => next.run(request).await,
        Ok(None) => (StatusCode::NOT_FOUND, "There is no clinic at this address.\n").into_response(),
        Err(_) => render::busy(&app, &request),
    }
}

async fn at_clinic(app: App, tenant: TenantRef, request: Request, next: Next) -> Response {
    let origin = Arc::new(Origin {
        request_id: request.extensions().get::<RequestId>().map_or_else(Uuid::nil, |id| id.0),
        ip: Some(client_ip(&request, app.settings())),
        user_agent: header_text(request.headers(), header::USER_AGENT).map(|text| text.chars().take(300).collect()),
    });
    let arrival = Arrival { app, tenant, origin };
    let Arrival { app, tenant, origin } = &arrival;
    let (mut parts, body) = request.into_parts();
    // What a page does by itself is no sign of life from the person before it.
    let active = !parts.headers.contains_key("x-background") && !waits_for_news(&parts.headers);
    let identity = identify(app, tenant, origin, &parts.headers, active).await;
    let (identity, refused) = match identity {
        Ok(identity) => (identity, None),
        Err(error) => {
            (Identity { actor: Actor::Visitor, session: None, proof: Proof::None }, Some(Failure::from(error)))
        }
    };
    let body = match read_body(app, &parts.method, parts.uri.path(), body).await {
        Ok(body) => body,
        Err(fault) => {
            let guest = visit(&arrival, identity, &parts, None);
            return finish(&guest, &Method::GET, Failure::from(fault).into_response()).await;
        }
    };
    let forged = is_forged(&identity, &parts, body.as_ref());
    let claim = body.as_ref().and_then(|body| claim(&identity.actor, &parts, body));
    let guest = visit(&arrival, identity, &parts, claim);
    let failure = refused.or_else(|| forged.then(|| Fault::Csrf.into()));
    let method = parts.method.clone();
    let response = match failure {
        Some(failure) => failure.into_response(),
        None => {
            parts.extensions.insert(guest.clone());
            let request = Request::from_parts(parts, body.map_or_else(Body::empty, Body::from));
            // A panic is caught by the layer outside, once it surfaces here.
            tokio::spawn(next.run(request)).await.unwrap_or_else(|panic| render::panicked(&panic))
        }
    };
    finish(&guest, &method, response).await
}

/// A browser reopens its line for news by itself.
fn waits_for_news(headers: &HeaderMap) -> bool {
    header_text(headers, header::ACCEPT).is_some_and(|kinds| kinds.starts_with("text/event-stream"))
}

/// Where a request arrived, before it is known who sent it.
struct Arrival {
    app: App,
    tenant: TenantRef,
    origin: Arc<Origin>,
}

fn visit(arrival: &Arrival, identity: Identity, parts: &http::request::Parts, claim: Option<Claim>) -> Guest {
    let Arrival { app, tenant, origin } = arrival;
    let path =
        parts.extensions.get::<OriginalPath>().map_or_else(|| parts.uri.path().to_owned(), |path| path.0.clone());
    let api = is_api(parts.uri.path());
    Guest(Arc::new(Visit {
        app: app.clone(),
        locale: locale(&parts.headers, identity.session.as_ref().and_then(|s| s.locale.as_deref()), tenant, api),
        ticket: Ticket { tenant: tenant.clone(), actor: Arc::new(identity.actor), origin: origin.clone() },
        session: identity.session,
        edge: if api { Edge::Api } else { Edge::Page },
        path,
        query: parts.uri.query().map(str::to_owned),
        theme: match cookie(&parts.headers, "theme") {
            Some("light") => "light",
            Some("dark") => "dark",
            _ => "auto",
        },
        notice: cookie(&parts.headers, "notice").filter(|code| !code.is_empty()).map(str::to_owned),
        fragment: parts.headers.contains_key("hx-request"),
        claim,
    }))
}

/// Whether an evened-out path is one that programs call.
pub(crate) fn is_api(path: &str) -> bool {
    let below = |root: &str| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    below("/api") || below("/business")
}

/// The path as the client wrote it, before aliases and slashes were evened out.
#[derive(Debug, Clone)]
pub struct OriginalPath(pub String);

/// A program says what it wants in each request. A person chooses once; until then the clinic's language holds, not the
/// one that somebody's browser was installed in.
fn locale(headers: &HeaderMap, own: Option<&str>, tenant: &TenantRef, api: bool) -> Locale {
    let asked = || header_text(headers, header::ACCEPT_LANGUAGE).and_then(|text| Locale::negotiate(&text));
    let chosen = || cookie(headers, "locale").and_then(Locale::parse).or_else(|| own.and_then(Locale::parse));
    let found = if api { asked().or_else(chosen) } else { chosen() };
    found.or_else(|| Locale::parse(&tenant.locale)).unwrap_or(Locale::En)
}

async fn read_body(app: &App, method: &Method, path: &str, body: Body) -> Result<Option<Bytes>, Fault> {
    if method.is_safe() {
        return Ok(None);
    }
    let limit = if path.ends_with("/import") { 32 * 1024 * 1024 } else { app.settings().max_body };
    to_bytes(body, limit).await.map(Some).map_err(|error| {
        let source = std::error::Error::source(&error);
        match source.is_some_and(<dyn std::error::Error>::is::<http_body_util::LengthLimitError>) {
            true => Fault::TooLarge,
            false => Fault::Malformed("the body broke off".to_owned()),
        }
    })
}

/// A cookie travels with whatever page made the browser send it; a change must show that the page was ours.
fn is_forged(identity: &Identity, parts: &http::request::Parts, body: Option<&Bytes>) -> bool {
    if parts.method.is_safe() {
        return false;
    }
    if header_text(&parts.headers, header::HeaderName::from_static("sec-fetch-site"))
        .is_some_and(|site| site == "cross-site")
    {
        return identity.proof != Proof::Token;
    }
    let (Proof::Cookie, Some(session)) = (identity.proof, identity.session.as_ref()) else { return false };
    let shown = header_text(&parts.headers, header::HeaderName::from_static("x-csrf-token"))
        .or_else(|| body.and_then(|body| form_value(&parts.headers, body, "csrf_token")));
    !shown.is_some_and(|shown| bool::from(shown.as_bytes().ct_eq(session.csrf.as_bytes())))
}

/// A field of a form that has not been parsed yet; of a multipart form only short text fields are found.
fn form_value(headers: &HeaderMap, body: &Bytes, name: &str) -> Option<String> {
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

fn claim(actor: &Actor, parts: &http::request::Parts, body: &Bytes) -> Option<Claim> {
    if parts.method != Method::POST {
        return None;
    }
    let key = header_text(&parts.headers, header::HeaderName::from_static("idempotency-key"))
        .or_else(|| form_value(&parts.headers, body, "idempotency_key"))
        .filter(|key| !key.is_empty())?;
    let hash = |bytes: &[u8]| {
        let mut out = [0; 32];
        out.copy_from_slice(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes).as_ref());
        out
    };
    Some(Claim {
        principal: actor.id()?,
        route: parts.uri.path().to_owned(),
        key_hash: hash_secret(&key),
        request_hash: hash(body),
    })
}

/// Renders what failed, in the caller's language, and puts denials on record.
async fn finish(guest: &Guest, method: &Method, mut response: Response) -> Response {
    if let Some(Refusal(failure)) = response.extensions_mut().remove::<Refusal>() {
        if let Failure::Operation(Error::Forbidden(action)) = *failure {
            let recorded = guest.record_refusal(action, Subject::new("route", None), Outcome::Denied).await;
            if recorded.is_err() {
                return render::plain_busy();
            }
        }
        response = render::failure(guest, method, &failure);
    } else if matches!(response.status(), StatusCode::METHOD_NOT_ALLOWED) {
        let allow = response.headers().get(header::ALLOW).cloned();
        response = render::failure(guest, method, &Fault::MethodNotAllowed.into());
        if let Some(allow) = allow {
            response.headers_mut().insert(header::ALLOW, allow);
        }
    }
    let language = HeaderValue::from_static(guest.locale().code());
    response.headers_mut().entry(header::CONTENT_LANGUAGE).or_insert(language);
    response
}

pub(crate) fn header_text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}
