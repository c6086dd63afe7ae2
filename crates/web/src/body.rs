//! Receives a body: not larger than it may be, not slower than it may be, and only while there is room for it. Of an
//! upload only its beginning is received; its handler takes the rest as it comes.

use std::error::Error;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use axum::extract::MatchedPath;
use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt as _, stream};
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http_body_util::BodyExt as _;
use tokio::sync::OwnedSemaphorePermit;

use crate::app::{App, Settings};
use crate::failure::{Failure, Fault};

/// A whole body, or the beginning of one, and the room it takes until it is dropped.
pub(crate) struct Received {
    pub bytes: Bytes,
    rest: Option<Body>,
    _room: Option<OwnedSemaphorePermit>,
}

impl Received {
    /// The body as its handler finds it.
    pub fn take_body(&mut self) -> Body {
        match self.rest.take() {
            Some(rest) => rest,
            None => Body::from(self.bytes.clone()),
        }
    }
}

/// So much of an upload is received before there is a place for it: the proof that a form of ours sends it stands there.
const BEGINNING: usize = 16 * 1024;

/// Whether a request is one whose handler takes its body as it comes.
pub(crate) fn is_upload(settings: &Settings, parts: &Parts) -> bool {
    let route = parts.extensions.get::<MatchedPath>();
    !parts.method.is_safe() && route.is_some_and(|route| settings.upload_routes.contains(&route.as_str()))
}

/// How large and how slow a body may be.
fn allowance(settings: &Settings, parts: &Parts) -> (usize, Duration) {
    if is_upload(settings, parts) {
        // What stands around the file in a form is not counted to it.
        let around = settings.max_body as u64;
        return (usize::try_from(settings.max_upload + around).unwrap_or(usize::MAX), settings.body_timeout);
    }
    (settings.max_body, settings.body_timeout)
}

/// The longest that a request may take from its head to its answer.
pub(crate) fn longest(settings: &Settings) -> Duration {
    settings.upload_timeout.max(settings.body_timeout) + settings.request_timeout
}

/// `None` where a request has no body that anybody reads.
pub(crate) async fn receive(app: &App, parts: &Parts, body: Body) -> Result<Option<Received>, Failure> {
    if parts.method.is_safe() {
        return Ok(None);
    }
    let (largest, slowest) = allowance(app.settings(), parts);
    let declared = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > largest) {
        return Err(Fault::TooLarge.into());
    }
    let _leave = app.in_flight().receive()?;
    // On the heap: most requests have no body to wait for, and need not carry the room for it.
    let enough = if is_upload(app.settings(), parts) { BEGINNING } else { usize::MAX };
    let reading: Pin<Box<_>> = Box::pin(read(app, body, largest, enough));
    let (mut received, rest) = tokio::time::timeout(slowest, reading).await.map_err(|_| Fault::SlowBody)??;
    received.rest = rest.map(|rest| {
        let left = largest.saturating_sub(received.bytes.len());
        let beginning = stream::iter([Ok(received.bytes.clone())]);
        Body::from_stream(beginning.chain(as_it_comes(rest, left, slowest)))
    });
    Ok(Some(received))
}

/// What cut a body off that its handler took as it came.
#[derive(Debug, thiserror::Error)]
#[error("the body was cut off")]
struct Cut(Fault);

/// What is to be answered when a body that is taken as it comes comes no more.
pub fn fault_of(error: &(dyn Error + 'static)) -> Fault {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(Cut(fault)) = error.downcast_ref() {
            return fault.clone();
        }
        cause = error.source();
    }
    Fault::Malformed("the body cannot be read".to_owned())
}

/// The rest of a body: no more of it than is left, and none of its pieces later than the patience.
fn as_it_comes(body: Body, left: usize, patience: Duration) -> impl Stream<Item = Result<Bytes, Cut>> {
    stream::try_unfold((body.into_data_stream(), left), move |(mut body, left)| async move {
        let piece = match tokio::time::timeout(patience, body.next()).await {
            Err(_) => return Err(Cut(Fault::SlowBody)),
            Ok(None) => return Ok(None),
            Ok(Some(Err(_))) => return Err(Cut(Fault::Malformed("the body broke off".to_owned()))),
            Ok(Some(Ok(piece))) => piece,
        };
        let left = left.checked_sub(piece.len()).ok_or(Cut(Fault::TooLarge))?;
        Ok(Some((piece, (body, left))))
    })
}

/// Reads to the end, or until there is enough; says what is left.
async fn read(app: &App, mut body: Body, largest: usize, enough: usize) -> Result<(Received, Option<Body>), Failure> {
    let (mut whole, mut gathered) = (Bytes::new(), BytesMut::new());
    let mut room: Option<OwnedSemaphorePermit> = None;
    let mut is_whole = false;
    while whole.len() + gathered.len() < enough {
        let Some(frame) = body.frame().await else {
            is_whole = true;
            break;
        };
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
    Ok((Received { bytes, rest: None, _room: room }, (!is_whole).then_some(body)))
}
