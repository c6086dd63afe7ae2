//! [`Call`]: one request, built up and awaited.

use std::future::IntoFuture;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use tower::ServiceExt as _;

use crate::response::Response;
use crate::stream::EventStream;

/// A request that is sent when awaited.
#[derive(Clone)]
pub struct Call {
    router: Router,
    method: Method,
    path: String,
    headers: HeaderMap,
    peer: Option<IpAddr>,
    body: Vec<u8>,
}

impl Call {
    pub fn new(router: Router, method: Method, path: &str) -> Self {
        Self { router, method, path: path.to_owned(), headers: HeaderMap::new(), peer: None, body: Vec::new() }
    }

    /// Sends it from this address.
    #[must_use]
    pub fn from(mut self, address: &str) -> Self {
        self.peer = Some(address.parse().expect("an address"));
        self
    }

    /// Sets a header, in place of what it was.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(header_name(name), HeaderValue::from_bytes(value.as_bytes()).expect("a header"));
        self
    }

    /// Adds a header to those of the same name.
    #[must_use]
    pub fn and_header(mut self, name: &str, value: &str) -> Self {
        self.headers.append(header_name(name), HeaderValue::from_bytes(value.as_bytes()).expect("a header"));
        self
    }

    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    #[must_use]
    pub fn body(mut self, content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = bytes.into();
        self.header("content-type", content_type)
    }

    #[must_use]
    pub fn json(self, value: &serde_json::Value) -> Self {
        self.body("application/json", value.to_string())
    }

    #[must_use]
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.body("application/x-www-form-urlencoded", body)
    }

    /// Sends, and reads the answer as it comes; fails the test unless it is a stream of events.
    pub async fn open(self) -> EventStream {
        let answer = self.answer().await;
        let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        assert!(answer.status() == 200 && kind.starts_with("text/event-stream"), "{} {kind}", answer.status());
        EventStream::new(answer.into_body())
    }

    async fn send(self) -> Response {
        Response::read(self.answer().await).await
    }

    async fn answer(self) -> axum::response::Response {
        let mut request = Request::builder().method(self.method).uri(&self.path).body(Body::from(self.body));
        if let Ok(request) = &mut request {
            *request.headers_mut() = self.headers;
            if let Some(peer) = self.peer {
                request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer, 40_000)));
            }
        }
        let request = request.unwrap_or_else(|error| panic!("{error}: {}", self.path));
        self.router.oneshot(request).await.unwrap_or_else(|never| match never {})
    }
}

fn header_name(name: &str) -> HeaderName {
    HeaderName::from_bytes(name.as_bytes()).expect("a header's name")
}

impl IntoFuture for Call {
    type Output = Response;
    type IntoFuture = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
