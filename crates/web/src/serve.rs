//! The outermost layers: request ids, logs without PHI, time limits, compression, security headers, health.

use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, Version, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _};

use crate::app::App;
use crate::body;
use crate::edge::{Doors, OriginalPath, RequestId, edge};
use crate::headers::security_headers;
use crate::metrics::count_request;
use crate::render;

/// For what is made anew each time: a little work makes wide pages a good deal lighter on a slow line.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Wraps the product's routes into the whole server: those of clinics, those of the platform's hosts, and `open` ones
/// that no host is needed for.
pub fn assemble(app: App, clinic: Router, platform: Router, open: Router) -> Router {
    let doors = Doors { app: app.clone(), platform: platform.layer(from_fn(name_route)) };
    let inside = clinic.layer(from_fn_with_state(doors, edge)).layer(from_fn(name_route));
    // Paths must be evened out before the router looks at them.
    let inside = Router::new().fallback_service(inside).layer(from_fn(even_out));
    Router::new()
        .route("/livez", get(|| async { "ok\n" }))
        .route("/readyz", get(readyz))
        .route("/healthz", get(readyz))
        .route("/api/health", get(health))
        .route("/api/health/", get(health))
        .with_state(app.clone())
        .merge(open)
        .fallback_service(inside)
        .layer(from_fn_with_state(app.clone(), security_headers))
        .layer(CompressionLayer::new().quality(COMPRESSION).compress_when(DefaultPredicate::new().and(is_given_whole)))
        .layer(from_fn_with_state(app, observe))
}

/// What can be asked for in parts goes out as it is: its length, its parts and its tag are those of these very bytes.
fn is_given_whole(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::ACCEPT_RANGES)
}

/// With and without a trailing slash, with and without `/api` or `/api/v1` before it: one route each.
async fn even_out(mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let even = canonical_path(&path);
    request.extensions_mut().insert(OriginalPath(path.clone()));
    if even != path {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        // The rest stays: in HTTP/2 the host stands there and nowhere else.
        let mut parts = request.uri().clone().into_parts();
        parts.path_and_query = format!("{even}{query}").parse().ok();
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
    next.run(request).await
}

fn canonical_path(path: &str) -> String {
    let path = if path.len() > 1 { path.strip_suffix('/').unwrap_or(path) } else { path };
    for (alias, canonical) in [("/api/v1/business", "/business"), ("/api/business", "/business"), ("/api/v1", "/api")] {
        if let Some(rest) = path.strip_prefix(alias)
            && (rest.is_empty() || rest.starts_with('/'))
        {
            return format!("{canonical}{rest}");
        }
    }
    path.to_owned()
}

async fn readyz(State(app): State<App>) -> Response {
    if app.house().ready().await { "ok\n".into_response() } else { render::plain_busy() }
}

async fn health(State(app): State<App>) -> Response {
    let ready = app.house().ready().await;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let mut response =
        (status, axum::Json(serde_json::json!({ "status": if ready { "ok" } else { "unavailable" } }))).into_response();
    if !ready {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response
}

/// Gives each request an id and one log line: method, route, status and time; never a path with ids, never a query.
async fn observe(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = app.house().clock().new_uuid();
    request.extensions_mut().insert(RequestId(id));
    let (method, started) = (request.method().clone(), Instant::now());
    // The last resort: bodies and handlers have limits of their own.
    let limit = body::longest(app.settings());
    let answered = tokio::time::timeout(limit, next.run(request)).await;
    let mut response = answered.unwrap_or_else(|_| render::plain_busy());
    let (status, took) = (response.status().as_u16(), started.elapsed());
    let route = response.extensions_mut().remove::<Route>().map_or_else(|| "none".to_owned(), |route| route.0);
    count_request(&method, &route, status, took);
    tracing::info!(request_id = %id, %method, route, status, millis = took.as_millis(), "request");
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// The template of the route that answered, such as `/api/patients/{id}`.
#[derive(Clone)]
struct Route(String);

async fn name_route(matched: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(matched) = matched.filter(|_| response.extensions().get::<Route>().is_none()) {
        response.extensions_mut().insert(Route(matched.as_str().to_owned()));
    }
    response
}
