//! [`Call`]: one request, built up and awaited.

use std::future::IntoFuture;
use std::pin::Pin;

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use tower::ServiceExt as _;

use crate::response::Response;

/// A request that is sent when awaited.
#[derive(Clone)]
pub struct Call {
    router: Router,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Call {
    pub fn new(router: Router, method: Method, path: &str) -> Self {
        Self { router, method, path: path.to_owned(), headers: HeaderMap::new(), body: Vec::new() }
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

    async fn send(self) -> Response {
        let mut request = Request::builder().method(self.method).uri(&self.path).body(Body::from(self.body));
        if let Ok(request) = &mut request {
            *request.headers_mut() = self.headers;
        }
        let request = request.unwrap_or_else(|error| panic!("{error}: {}", self.path));
        let answer = self.router.oneshot(request).await.unwrap_or_else(|never| match never {});
        Response::read(answer).await
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
