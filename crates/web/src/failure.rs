//! How an operation's error leaves a handler. It is rendered once, at the edge, where the caller's language is known.

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use tenancy::{Conflict, Error};

use crate::sessions::Stage;

/// What a handler returns when it does not answer.
#[derive(Debug)]
pub enum Failure {
    /// An operation refused.
    Operation(Error),
    /// The request itself is at fault: a code from the list below.
    Request(Fault),
    /// This request was answered before, under the same idempotency key; the same answer goes out again.
    Replay(Box<Replay>),
}

pub type WebResult<T> = Result<T, Failure>;

/// Faults of a request that never became an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Malformed(String),
    TooLarge,
    SlowBody,
    UriTooLong,
    UnsupportedMedia,
    MethodNotAllowed,
    Csrf,
    PreconditionFailed,
    TimedOut,
    /// Signed in, with something left to do before going on.
    Unfinished(Stage),
    /// What was asked for needs a proof of who asks, not older than a few minutes.
    ProofNeeded,
    /// The password was right; a second factor is needed with it.
    SecondFactorNeeded,
}

#[derive(Debug, Clone)]
pub struct Replay {
    pub status: u16,
    pub content_type: Option<String>,
    pub location: Option<String>,
    pub etag: Option<String>,
    pub body: Vec<u8>,
    /// Whom the answer is about.
    pub patients: Vec<uuid::Uuid>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Operation(error)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Request(fault)
    }
}

/// A failure on its way out: the edge takes it from the response's extensions and renders it.
#[derive(Clone)]
pub(crate) struct Refusal(pub std::sync::Arc<Failure>);

impl Failure {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Operation(error) => status_of(error),
            Self::Request(fault) => match fault {
                Fault::Malformed(_) => StatusCode::BAD_REQUEST,
                Fault::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
                Fault::SlowBody => StatusCode::REQUEST_TIMEOUT,
                Fault::UriTooLong => StatusCode::URI_TOO_LONG,
                Fault::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
                Fault::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
                Fault::Csrf | Fault::Unfinished(_) | Fault::ProofNeeded => StatusCode::FORBIDDEN,
                Fault::SecondFactorNeeded => StatusCode::UNAUTHORIZED,
                Fault::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
                Fault::TimedOut => StatusCode::SERVICE_UNAVAILABLE,
            },
            Self::Replay(replay) => StatusCode::from_u16(replay.status).unwrap_or(StatusCode::OK),
        }
    }

    pub fn code(&self) -> &'static str {
        match self {
            Self::Operation(error) => error.code(),
            Self::Request(fault) => match fault {
                Fault::Malformed(_) => "malformed",
                Fault::TooLarge => "too_large",
                Fault::SlowBody => "slow_body",
                Fault::UriTooLong => "uri_too_long",
                Fault::UnsupportedMedia => "unsupported_media",
                Fault::MethodNotAllowed => "method_not_allowed",
                Fault::Csrf => "csrf",
                Fault::PreconditionFailed => "stale_version",
                Fault::TimedOut => "busy",
                Fault::Unfinished(Stage::EnrolFactor) => "second_factor_missing",
                Fault::Unfinished(Stage::ChangePassword) => "password_expired",
                Fault::Unfinished(Stage::SecondFactor | Stage::Full) | Fault::SecondFactorNeeded => {
                    "second_factor_required"
                }
                Fault::ProofNeeded => "reauthentication_required",
            },
            Self::Replay(_) => "replay",
        }
    }
}

fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::Unauthenticated => StatusCode::UNAUTHORIZED,
        Error::Invalid(_) | Error::Conflict(Conflict::IdempotencyMismatch) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(Conflict::StaleVersion { .. }) => StatusCode::PRECONDITION_FAILED,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if let Self::Replay(replay) = self {
            return replay.into_response();
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Refusal(std::sync::Arc::new(self)));
        response
    }
}

/// Whether an answer on its way out tells somebody to sign in first.
pub fn is_for_strangers(response: &Response) -> bool {
    let refusal = response.extensions().get::<Refusal>();
    refusal.is_some_and(|refusal| matches!(*refusal.0, Failure::Operation(Error::Unauthenticated)))
}

impl IntoResponse for Replay {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = (status, self.body).into_response();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        headers.insert(header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
        for (name, value) in
            [(header::CONTENT_TYPE, self.content_type), (header::LOCATION, self.location), (header::ETAG, self.etag)]
        {
            if let Some(value) = value.and_then(|value| value.parse().ok()) {
                headers.insert(name, value);
            }
        }
        headers.insert("idempotency-replayed", http::HeaderValue::from_static("true"));
        response
    }
}
