//! Receives a body: not larger than it may be, not slower than it may be, and only while there is room for it.

use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http_body_util::BodyExt as _;
use tokio::sync::OwnedSemaphorePermit;

use crate::app::{App, Settings};
use crate::failure::{Failure, Fault};

/// A whole body, and the room it takes until it is dropped.
pub(crate) struct Received {
    pub bytes: Bytes,
    _room: Option<OwnedSemaphorePermit>,
}

/// How large and how slow a body may be. A file of patients is larger than what a form holds.
fn allowance(settings: &Settings, path: &str) -> (usize, Duration) {
    match path.ends_with("/import") {
        true => (32 * 1024 * 1024, settings.body_timeout * LARGE_TAKES),
        false => (settings.max_body, settings.body_timeout),
    }
}

const LARGE_TAKES: u32 = 4;

/// The longest that a request may take from its head to its answer.
pub(crate) fn longest(settings: &Settings) -> Duration {
    settings.body_timeout * LARGE_TAKES + settings.request_timeout
}

/// `None` where a request has no body that anybody reads.
pub(crate) async fn receive(app: &App, parts: &Parts, body: Body) -> Result<Option<Received>, Failure> {
    if parts.method.is_safe() {
        return Ok(None);
    }
    let (largest, slowest) = allowance(app.settings(), parts.uri.path());
    let declared = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > largest) {
        return Err(Fault::TooLarge.into());
    }
    let _leave = app.in_flight().receive()?;
    // On the heap: most requests have no body to wait for, and need not carry the room for it.
    let reading: Pin<Box<_>> = Box::pin(read(app, body, largest));
    tokio::time::timeout(slowest, reading).await.map_err(|_| Fault::SlowBody)?.map(Some)
}

async fn read(app: &App, mut body: Body, largest: usize) -> Result<Received, Failure> {
    let (mut whole, mut gathered) = (Bytes::new(), BytesMut::new());
    let mut room: Option<OwnedSemaphorePermit> = None;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Fault::Malformed("the body broke off".to_owned()))?;
        let Ok(data) = frame.into_data() else { continue };
        let so_far = whole.len() + gathered.len() + data.len();
        if so_far > largest {
            return Err(Fault::TooLarge.into());
        }
        let taken = room.as_ref().map_or(0, |room| room.num_permits() * 1024);
        if so_far > taken {
            let more = app.in_flight().room(so_far - taken).await?;
            match &mut room {
                Some(room) => room.merge(more),
                None => room = Some(more),
            }
        }
        // Nearly every body comes in one piece, and need not be copied.
        if whole.is_empty() && gathered.is_empty() {
            whole = data;
        } else {
            gathered.extend_from_slice(&std::mem::take(&mut whole));
            gathered.extend_from_slice(&data);
        }
    }
    let bytes = if gathered.is_empty() { whole } else { gathered.freeze() };
    Ok(Received { bytes, _room: room })
}
