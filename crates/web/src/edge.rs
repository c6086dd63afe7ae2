//! The edge: what happens to every request before its handler and to every answer after it.
//!
//! Host to clinic, proof to caller, forgery check, idempotency key; then the handler, on a task of its own so that a
//! client who hangs up cannot cut a transaction in half; then one rendering of whatever failed.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, header};
use tenancy::{Actor, Error, Origin, Outcome, Subject, TenantRef, TenantStatus, Ticket};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::app::App;
use crate::body::{self, Received};
use crate::caller::{Edge, Guest, Visit};
use crate::cors::Cors;
use crate::failure::{Failure, Fault, Refusal};
use crate::forgery::{form_value, is_forged};
use crate::headers::policy_for_page;
use crate::host::{client_ip, host_of, port};
use crate::idempotency::Claim;
use crate::identify::{Identity, Proof, cookie, identify};
use crate::in_flight::Admission;
use crate::limits::{Key, Toll};
use crate::render;
use crate::sessions::hash_secret;
use crate::texts::Locale;

/// The id of the request, made before anything else.
#[derive(Debug, Clone, Copy)]
pub struct RequestId(pub Uuid);

/// What lies behind the edge besides the clinics' own routes.
#[derive(Clone)]
pub(crate) struct Doors {
    pub app: App,
    /// What those who host the clinics find at the platform's hosts.
    pub platform: Router,
}

pub(crate) async fn edge(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let Doors { app, platform } = doors;
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
            false => at_place(app, tenant, request, |request| next.run(request)).await,
        },
        Ok(None) if app.settings().platform_hosts.contains(&host) => {
            let place = app.house().platform_place().clone();
            at_place(app, place, request, |request| enter(platform, request)).await
        }
        Ok(None) => (StatusCode::NOT_FOUND, "There is no clinic at this address.\n").into_response(),
        Err(_) => render::busy(&app, &request),
    }
}

/// The platform's routes instead of the clinics', which have been matched already and left their marks.
async fn enter(platform: Router, mut request: Request) -> Response {
    let found = std::mem::replace(request.extensions_mut(), Extensions::new());
    if let Some(guest) = found.get::<Guest>() {
        request.extensions_mut().insert(guest.clone());
    }
    match platform.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

async fn at_place<F>(app: App, tenant: TenantRef, request: Request, answer: impl FnOnce(Request) -> F) -> Response
where
    F: Future<Output = Response> + Send + 'static,
{
    let origin = Arc::new(Origin {
        request_id: request.extensions().get::<RequestId>().map_or_else(Uuid::nil, |id| id.0),
        ip: Some(client_ip(&request, app.settings())),
        user_agent: header_text(request.headers(), header::USER_AGENT).map(|text| text.chars().take(300).collect()),
    });
    let arrival = Arrival { app, tenant, origin };
    let Arrival { app, tenant, origin } = &arrival;
    let (mut parts, body) = request.into_parts();
    let cors = Cors::of(app, tenant, origin, &parts).await;
    if let Some(answer) = cors.preflight(&parts) {
        return answer;
    }
    let mut toll = Toll::new(app, tenant);
    let (identity, admitted) = admit(&arrival, &mut toll, &cors, &parts, body).await;
    let body = admitted.as_ref().ok().and_then(|admitted| admitted.body.as_ref()).map(|body| body.bytes.clone());
    let claim = body.as_ref().filter(|_| !tenant.is_platform()).and_then(|body| claim(&identity.actor, &parts, body));
    let by_cookie = identity.proof == Proof::Cookie;
    let guest = visit(&arrival, identity, &parts, claim);
    let method = parts.method.clone();
    let response = match admitted {
        Err(failure) => failure.into_response(),
        // What was admitted keeps its place until there is an answer.
        Ok(mut admitted) => {
            let patience = patience(app, &parts);
            parts.extensions.insert(guest.clone());
            let body = admitted.body.as_mut().map_or_else(Body::empty, Received::take_body);
            handle(patience, answer(Request::from_parts(parts, body))).await
        }
    };
    let mut response = finish(&guest, &method, response).await;
    if guest.edge() == Edge::Api {
        toll.tell(response.headers_mut());
        cors.tell(by_cookie, response.headers_mut());
    }
    policy_for_page(&guest, &mut response);
    response
}

/// Longer than anything a browser or a program of ours asks for.
const LONGEST_URI: usize = 8 * 1024;

/// What a request holds while it is worked on.
struct Admitted {
    body: Option<Received>,
    _admission: Admission,
}

/// Everything that is asked before the handler, the cheapest first; and who it is, so that a refusal speaks their
/// language.
async fn admit(
    arrival: &Arrival,
    toll: &mut Toll<'_>,
    cors: &Cors,
    parts: &http::request::Parts,
    body: Body,
) -> (Identity, Result<Admitted, Failure>) {
    let Arrival { app, tenant, origin } = arrival;
    let refuse = |failure: Failure| (nobody(), Err(failure));
    if parts.uri.path_and_query().is_some_and(|asked| asked.as_str().len() > LONGEST_URI) {
        return refuse(Fault::UriTooLong.into());
    }
    let ip = origin.ip.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    if let Err(error) = toll.of_address(ip, shows_credentials(app, parts)) {
        return refuse(error.into());
    }
    // Before there is a place for it: whoever is slow to say what they want keeps nobody else waiting.
    let body = body::receive(app, parts, body).await;
    let place = match app.in_flight().enter().await {
        Ok(place) => place,
        Err(error) => return refuse(error.into()),
    };
    // What a page does by itself is no sign of life from the person before it.
    let active = !parts.headers.contains_key("x-background") && !waits_for_news(&parts.headers);
    let (identity, known) = match identify(app, tenant, origin, &parts.headers, active).await {
        Ok(identity) => (identity, Ok(())),
        Err(error) => (nobody(), Err(Failure::from(error))),
    };
    let body = match (body, known) {
        (Err(failure), _) | (_, Err(failure)) => return (identity, Err(failure)),
        (Ok(body), Ok(())) => body,
    };
    if let Err(error) = toll.of_actor(&identity.actor).await {
        return (identity, Err(error.into()));
    }
    let whose = Key::of(tenant.id, &identity.actor, ip);
    let admission = match body::is_upload(app.settings(), parts) {
        true => app.in_flight().upload(whose, place).await,
        false => app.in_flight().share(whose, place).await,
    };
    let admission = match admission {
        Ok(admission) => admission,
        Err(error) => return (identity, Err(error.into())),
    };
    let shown = body.as_ref().map(|body| &body.bytes);
    if !cors.vouches_for(&identity) && is_forged(&identity, parts, shown, app.settings().https) {
        return (identity, Err(Fault::Csrf.into()));
    }
    (identity, Ok(Admitted { body, _admission: admission }))
}

fn nobody() -> Identity {
    Identity { actor: Actor::Visitor, session: None, proof: Proof::None }
}

/// Sending a form or a document to where one signs in or up.
fn shows_credentials(app: &App, parts: &http::request::Parts) -> bool {
    !parts.method.is_safe() && is_below(parts.uri.path(), app.settings().credential_paths)
}

/// Whether a path is one of these, or leads on from one.
pub(crate) fn is_below(path: &str, roots: &[&str]) -> bool {
    let below = |root: &&str| path.strip_prefix(*root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    roots.iter().any(below)
}

/// How long a handler may take: one that takes in an upload waits for the client as well.
fn patience(app: &App, parts: &http::request::Parts) -> Duration {
    if body::is_upload(app.settings(), parts) { app.settings().upload_timeout } else { app.settings().request_timeout }
}

/// On a task of its own, which goes on when nobody waits for it any more.
async fn handle(patience: Duration, handler: impl Future<Output = Response> + Send + 'static) -> Response {
    match tokio::time::timeout(patience, tokio::spawn(handler)).await {
        // A panic is caught by the layer outside, once it surfaces here.
        Ok(done) => done.unwrap_or_else(|panic| render::panicked(&panic)),
        Err(_) => Failure::from(Fault::TimedOut).into_response(),
    }
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
        keys: match cookie(&parts.headers, "keys") {
            Some("chords") => "chords",
            Some("letters") => "letters",
            _ => "help",
        },
        notice: cookie(&parts.headers, "notice").filter(|code| !code.is_empty()).map(str::to_owned),
        fragment: parts.headers.contains_key("hx-request"),
        claim,
        port: port(parts),
        nonce: OnceLock::new(),
    }))
}

/// Whether an evened-out path is one that programs call.
pub(crate) fn is_api(path: &str) -> bool {
    is_below(path, &["/api", "/business"])
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
            let recorded = Box::pin(guest.record_refusal(action, Subject::new("route", None), Outcome::Denied)).await;
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
