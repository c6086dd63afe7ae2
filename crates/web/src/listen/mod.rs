//! Takes connections, with TLS or without, and speaks HTTP/1.1 or HTTP/2 on them, within limits that a peer cannot
//! stretch by being slow or long-winded.

mod tls;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

pub use self::tls::{Looked, Tls, TlsError, TlsFiles};

/// What a connection may cost us before it has said anything that we understand.
#[derive(Debug, Clone, Copy)]
pub struct WireLimits {
    /// How long a handshake may take, and the head of a request, and how long an idle connection is kept.
    pub head: Duration,
    pub head_bytes: usize,
    pub head_fields: usize,
    /// Requests at once on one connection of HTTP/2.
    pub streams: u32,
    pub connections: usize,
}

impl Default for WireLimits {
    fn default() -> Self {
        Self { head: Duration::from_secs(10), head_bytes: 32 * 1024, head_fields: 100, streams: 64, connections: 8192 }
    }
}

/// A large body is read in pieces of this size at most.
const READ_AHEAD: usize = 64 * 1024;
/// A peer of HTTP/2 that vanished without a word is noticed by these.
const PING_EVERY: Duration = Duration::from_secs(20);
const PONG_WITHIN: Duration = Duration::from_secs(10);
/// When there are no more file handles, some may be free after this.
const BREATHER: Duration = Duration::from_millis(50);

/// Serves until `stop`, then lets the requests under way end.
pub async fn listen(
    listener: TcpListener,
    tls: Option<Tls>,
    router: Router,
    limits: WireLimits,
    stop: impl Future<Output = ()>,
) {
    let (graceful, stopping) = (GracefulShutdown::new(), watch::Sender::new(false));
    let room = Arc::new(Semaphore::new(limits.connections));
    let (router, tls) = (router.with_state(()), tls.map(|tls| tls.acceptor()));
    let mut stop = pin!(stop);
    loop {
        let (socket, peer, place) = tokio::select! {
            taken = take(&listener, &room) => taken,
            () = &mut stop => break,
        };
        let line = Line { peer, tls: tls.clone(), router: router.clone(), limits, stopping: stopping.subscribe() };
        let watcher = graceful.watcher();
        tokio::spawn(async move {
            let _place = place;
            line.serve(socket, watcher).await;
        });
    }
    drop(listener);
    stopping.send_replace(true);
    graceful.shutdown().await;
}

/// The next connection, once there is a place for it.
async fn take(listener: &TcpListener, room: &Arc<Semaphore>) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
    // Never closed, so never refused.
    let place = Arc::clone(room).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((socket, peer)) => return (socket, peer, place),
            // Somebody hung up before we answered, or we are out of handles. Either passes.
            Err(error) => {
                tracing::debug!(%error, "a connection could not be taken");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
}

/// One connection.
struct Line {
    peer: SocketAddr,
    tls: Option<TlsAcceptor>,
    router: Router,
    limits: WireLimits,
    stopping: watch::Receiver<bool>,
}

impl Line {
    async fn serve(mut self, socket: TcpStream, watcher: Watcher) {
        // Answers are written whole; waiting for more would only delay them.
        let _ = socket.set_nodelay(true);
        let mut stopping = self.stopping.clone();
        match self.tls.take() {
            Some(tls) => {
                let Some(stream) = within(self.limits.head, &mut stopping, tls.accept(socket)).await else { return };
                let chosen = stream.get_ref().1.alpn_protocol() == Some(b"h2");
                self.speak(stream, chosen, watcher).await;
            }
            None => {
                let begun = within(self.limits.head, &mut stopping, begins_http2(&socket)).await;
                let Some(chosen) = begun else { return };
                self.speak(socket, chosen, watcher).await;
            }
        }
    }

    /// How a connection ends is the peer's affair, and seldom worth a word.
    async fn speak(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, http2: bool, watcher: Watcher) {
        let Self { peer, router, limits, .. } = self;
        let io = TokioIo::new(stream);
        let service = service_fn(move |request: Request<Incoming>| answer(router.clone(), peer, request));
        let ended = if http2 {
            let connection = http2::Builder::new(TokioExecutor::new())
                .timer(TokioTimer::new())
                .max_concurrent_streams(limits.streams)
                .max_header_list_size(u32::try_from(limits.head_bytes).unwrap_or(u32::MAX))
                .keep_alive_interval(PING_EVERY)
                .keep_alive_timeout(PONG_WITHIN)
                .serve_connection(io, service);
            watcher.watch(connection).await
        } else {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(limits.head)
                .max_headers(limits.head_fields)
                .max_header_size(limits.head_bytes)
                .max_buf_size(READ_AHEAD)
                .serve_connection(io, service);
            watcher.watch(connection).await
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection broke off");
        }
    }
}

async fn answer(router: Router, peer: SocketAddr, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}

/// `None` when it failed, took too long, or nobody is served any more.
async fn within<T>(
    limit: Duration,
    stopping: &mut watch::Receiver<bool>,
    step: impl Future<Output = io::Result<T>>,
) -> Option<T> {
    tokio::select! {
        // What has come already is served.
        biased;
        done = tokio::time::timeout(limit, step) => done.ok()?.ok(),
        _ = stopping.wait_for(|stopping| *stopping) => None,
    }
}

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Without TLS, HTTP/2 begins with words of its own. They are looked at, and left for the one who speaks it.
async fn begins_http2(socket: &TcpStream) -> io::Result<bool> {
    let mut room = [0; PREFACE.len()];
    loop {
        let seen = socket.peek(&mut room).await?;
        let seen = room.get(..seen).unwrap_or_default();
        if seen.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if !PREFACE.starts_with(seen) {
            return Ok(false);
        }
        if seen.len() == PREFACE.len() {
            return Ok(true);
        }
        // Rare: the words came in pieces.
        tokio::time::sleep(BREATHER).await;
    }
}
