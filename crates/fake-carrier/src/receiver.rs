//! Somebody who is told by webhooks: remembers what it heard, and answers at each address as it is told to.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::serve::{HangUp, answer};

/// Something that it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The address, as far as it is its own.
    pub path: String,
    pub id: String,
    pub timestamp: String,
    /// One, or two while a secret is being replaced.
    pub signatures: Vec<String>,
    pub content_type: String,
    pub body: String,
}

/// What it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HookFate {
    Status(u16),
    /// Refused, and to be tried again after so many seconds.
    Later(u64),
    RedirectedTo(String),
    /// It heard, and hangs up before it has said so.
    HeardAndDropped,
    /// Nothing, until [`FakeReceiver::let_go`].
    Held,
}

/// A receiver; clones are the same one. Where it was told nothing else, it says that it heard.
#[derive(Clone, Default)]
pub struct FakeReceiver(Arc<Inner>);

#[derive(Default)]
struct Inner {
    fates: Mutex<HashMap<String, HookFate>>,
    heard: watch::Sender<Vec<Heard>>,
    is_let_go: watch::Sender<bool>,
    under_way: Mutex<(usize, usize)>,
}

impl FakeReceiver {
    /// From now on it answers like that at this address.
    pub fn treat(&self, path: &str, fate: HookFate) {
        self.0.fates.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), fate);
    }

    /// Answers whoever was held, and holds nobody any more.
    pub fn let_go(&self) {
        self.0.is_let_go.send_replace(true);
    }

    /// What it was told, the oldest first.
    pub fn heard(&self) -> Vec<Heard> {
        self.0.heard.borrow().clone()
    }

    /// What it was told at one address.
    pub fn heard_at(&self, path: &str) -> Vec<Heard> {
        self.heard().into_iter().filter(|heard| heard.path == path).collect()
    }

    /// Waits until it was told so much at one address.
    pub async fn has_heard(&self, path: &str, times: usize) {
        let of = |heard: &Vec<Heard>| heard.iter().filter(|heard| heard.path == path).count() >= times;
        let _ = self.0.heard.subscribe().wait_for(of).await;
    }

    /// How many told it something at the same time, at most.
    pub fn most_at_once(&self) -> usize {
        self.under_way().1
    }

    fn under_way(&self) -> MutexGuard<'_, (usize, usize)> {
        self.0.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Listens for ever.
pub async fn serve_hooks(receiver: FakeReceiver, listener: TcpListener) -> io::Result<std::convert::Infallible> {
    answer(Router::new().fallback(hear).with_state(receiver), listener).await
}

async fn hear(State(receiver): State<FakeReceiver>, uri: Uri, headers: HeaderMap, body: String) -> Response {
    let of = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let path = uri.path().to_owned();
    {
        let mut under_way = receiver.under_way();
        under_way.0 += 1;
        under_way.1 = under_way.1.max(under_way.0);
    }
    let fate = receiver.0.fates.lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
    let heard = Heard {
        path,
        id: of("webhook-id"),
        timestamp: of("webhook-timestamp"),
        signatures: of("webhook-signature").split(' ').map(str::to_owned).collect(),
        content_type: of("content-type"),
        body,
    };
    receiver.0.heard.send_modify(|all| all.push(heard));
    let said = match fate {
        None => StatusCode::NO_CONTENT.into_response(),
        Some(HookFate::Status(status)) => {
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
        Some(HookFate::Later(seconds)) => {
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())]).into_response()
        }
        Some(HookFate::RedirectedTo(address)) => {
            (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, address)]).into_response()
        }
        Some(HookFate::HeardAndDropped) => HangUp.into_response(),
        Some(HookFate::Held) => {
            let _ = receiver.0.is_let_go.subscribe().wait_for(|it| *it).await;
            StatusCode::OK.into_response()
        }
    };
    receiver.under_way().0 -= 1;
    said
}
