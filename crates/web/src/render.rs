//! How a failure looks: problem JSON for programs, a page for people. One `match` each.

use std::fmt::Display;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};
use serde::Serialize;
use tenancy::{Conflict, Error, FieldError};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::caller::{Edge, Guest};
use crate::edge::{OriginalPath, RequestId, header_text, is_api, is_below};
use crate::failure::{Failure, Fault};
use crate::reply::{Html, query_value};
use crate::sessions::Stage;
use crate::texts::Locale;

/// An error (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    #[serde(rename = "type")]
    #[schema(example = "urn:praxis:problem:not_found")]
    pub kind: String,
    #[schema(example = "Not found")]
    pub title: String,
    #[schema(example = 404)]
    pub status: u16,
    pub detail: String,
    #[schema(example = "/api/patients/0198c0de-0000-7000-8000-000000000000/")]
    pub instance: String,
    /// Stable, for programs.
    #[schema(example = "not_found")]
    pub code: &'static str,
    pub request_id: Uuid,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// What stands in the way of a booking.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked_by: Vec<Uuid>,
    /// How many appointments stand in the way of a deletion.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 2)]
    pub count: Option<usize>,
    /// The state that refuses to be left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'static str>,
    /// The state that cannot be reached from there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<&'static str>,
}

/// One field that was not accepted.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// JSON pointer into the request.
    #[schema(example = "/family_name")]
    pub pointer: String,
    #[schema(example = "required")]
    pub code: &'static str,
    #[schema(example = "Enter a value.")]
    pub detail: String,
}

pub(crate) fn failure(guest: &Guest, method: &Method, failure: &Failure) -> Response {
    if let Failure::Operation(Error::Internal(source)) = failure {
        tracing::error!(request_id = %guest.request_id(), error = %Chain(source.as_ref()), "request failed");
    }
    let mut response = match guest.edge() {
        Edge::Api => problem(guest, failure),
        Edge::Page => page(guest, method, failure),
    };
    let headers = response.headers_mut();
    match failure {
        Failure::Operation(Error::RateLimited { retry_after_seconds }) => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
        }
        Failure::Operation(Error::Busy) | Failure::Request(Fault::TimedOut) => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        Failure::Operation(Error::Unauthenticated) | Failure::Request(Fault::SecondFactorNeeded)
            if guest.edge() == Edge::Api =>
        {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        _ => {}
    }
    response
}

fn problem(guest: &Guest, failure: &Failure) -> Response {
    let (status, code) = (failure.status(), failure.code());
    let (from, to) = match failure {
        Failure::Operation(Error::Conflict(Conflict::IllegalTransition { from, to })) => (Some(*from), Some(*to)),
        _ => (None, None),
    };
    let problem = Problem {
        kind: format!("urn:praxis:problem:{code}"),
        title: title(guest, failure),
        status: status.as_u16(),
        detail: detail(guest, failure),
        instance: guest.path().to_owned(),
        code,
        request_id: guest.request_id(),
        errors: match failure {
            Failure::Operation(Error::Invalid(fields)) => {
                fields.iter().map(|field| field_problem(guest, field)).collect()
            }
            _ => Vec::new(),
        },
        blocked_by: match failure {
            Failure::Operation(Error::Conflict(Conflict::SlotTaken { blocked_by })) => blocked_by.clone(),
            _ => Vec::new(),
        },
        count: match failure {
            Failure::Operation(Error::Conflict(Conflict::HasAppointments { count })) => Some(*count),
            _ => None,
        },
        from,
        to,
    };
    problem.respond(status)
}

impl Problem {
    fn respond(&self, status: StatusCode) -> Response {
        let body = serde_json::to_string(self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

fn page(guest: &Guest, method: &Method, failure: &Failure) -> Response {
    match failure {
        Failure::Operation(Error::Unauthenticated) => return send_to(door_to(guest), guest, method),
        Failure::Request(Fault::Unfinished(stage)) => return send_to(place_of(*stage), guest, method),
        _ => {}
    }
    let mut response = (failure.status(), Html((guest.app().error_page())(guest, failure))).into_response();
    if guest.is_fragment() {
        // The page stays as it is; what went wrong is said beside it.
        let headers = response.headers_mut();
        headers.insert("hx-retarget", HeaderValue::from_static("#toasts"));
        headers.insert("hx-reswap", HeaderValue::from_static("beforeend"));
    }
    response
}

/// Where one signs in for this page.
fn door_to(guest: &Guest) -> &'static str {
    if guest.is_platform() {
        return "/sign-in/";
    }
    let own = is_below(guest.path(), guest.app().settings().patient_paths);
    if own { "/patient/patient-login/" } else { "/doctor/staff-login/" }
}

/// Where a sign-in that is not finished goes on.
pub fn place_of(stage: Stage) -> &'static str {
    match stage {
        Stage::Full | Stage::SecondFactor => "/sign-in/second-factor/",
        Stage::EnrolFactor => "/sign-in/set-up/",
        Stage::ChangePassword => "/sign-in/password/",
    }
}

/// A person who is not signed in yet is asked to, and comes back to where they were going.
fn send_to(place: &'static str, guest: &Guest, method: &Method) -> Response {
    let mut target = place.to_owned();
    if method.is_safe() && !guest.is_fragment() {
        let query = guest.query().map(|query| format!("?{query}")).unwrap_or_default();
        let next = query_value(&format!("{}{query}", guest.path()));
        target = format!("{target}?next={next}");
    }
    let location = HeaderValue::from_str(&target).unwrap_or(HeaderValue::from_static(place));
    if guest.is_fragment() {
        return (StatusCode::UNAUTHORIZED, [(header::HeaderName::from_static("hx-redirect"), location)])
            .into_response();
    }
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

pub fn title(guest: &Guest, failure: &Failure) -> String {
    guest.text(&format!("error-{}-title", failure.code().replace('_', "-")))
}

pub fn detail(guest: &Guest, failure: &Failure) -> String {
    let key = format!("error-{}-detail", failure.code().replace('_', "-"));
    let (texts, locale) = (guest.app().texts(), guest.locale());
    match failure {
        Failure::Operation(Error::Conflict(Conflict::IllegalTransition { from, to })) => {
            let name = |status: &str| guest.text(&format!("status-{status}"));
            texts.with(locale, &key, &[("from", &name(from)), ("to", &name(to))])
        }
        Failure::Operation(Error::Conflict(Conflict::HasAppointments { count })) => texts.count(locale, &key, *count),
        Failure::Operation(Error::Conflict(Conflict::TooManyReadings { most })) => {
            texts.with(locale, &key, &[("most", &most.to_string())])
        }
        Failure::Request(Fault::Malformed(reason)) => format!("{} ({reason})", texts.get(locale, &key)),
        _ => texts.get(locale, &key),
    }
}

/// The sentence below a field.
pub fn field_text(guest: &Guest, error: &FieldError) -> String {
    let key = format!("field-{}", error.code.replace('_', "-"));
    let limit = error.limit.unwrap_or_default().to_string();
    guest.app().texts().with(guest.locale(), &key, &[("max", &limit), ("min", &limit)])
}

fn field_problem(guest: &Guest, error: &FieldError) -> FieldProblem {
    FieldProblem { pointer: format!("/{}", error.field), code: error.code, detail: field_text(guest, error) }
}

/// Before a clinic is known there is no page and no language but the one asked for. A program gets its problem all the
/// same, a person a sentence.
pub(crate) fn busy(app: &App, request: &Request) -> Response {
    if !is_api(request.uri().path()) {
        return plain_busy();
    }
    let asked = header_text(request.headers(), header::ACCEPT_LANGUAGE);
    let locale = asked.and_then(|text| Locale::negotiate(&text)).unwrap_or(Locale::En);
    let path = request.extensions().get::<OriginalPath>();
    let problem = Problem {
        kind: "urn:praxis:problem:busy".to_owned(),
        title: app.texts().get(locale, "error-busy-title"),
        status: StatusCode::SERVICE_UNAVAILABLE.as_u16(),
        detail: app.texts().get(locale, "error-busy-detail"),
        instance: path.map_or_else(|| request.uri().path().to_owned(), |path| path.0.clone()),
        code: "busy",
        request_id: request.extensions().get::<RequestId>().map_or_else(Uuid::nil, |id| id.0),
        errors: Vec::new(),
        blocked_by: Vec::new(),
        from: None,
        to: None,
        count: None,
    };
    let mut response = problem.respond(StatusCode::SERVICE_UNAVAILABLE);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    response
}

/// Where nothing is known of who asks; a sentence has to do.
pub(crate) fn plain_busy() -> Response {
    let headers = [(header::RETRY_AFTER, HeaderValue::from_static("2"))];
    (StatusCode::SERVICE_UNAVAILABLE, headers, "Busy. Please try again in a moment.\n").into_response()
}

pub(crate) fn panicked(panic: &tokio::task::JoinError) -> Response {
    let error = Error::internal(format!(
        "a handler panicked or was stopped ({})",
        if panic.is_panic() { "panic" } else { "stop" }
    ));
    Failure::from(error).into_response()
}

/// An error with everything that caused it.
struct Chain<'a>(&'a (dyn std::error::Error + 'static));

impl Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}
