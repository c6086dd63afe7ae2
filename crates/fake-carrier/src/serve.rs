//! Listens, and can hang up in the middle of a call.

use std::convert::Infallible;
use std::io;

use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use crate::state::FakeCarrier;
use crate::{api, control, page};

/// An answer that is none: the connection is closed in its place.
#[derive(Debug, Clone, Copy)]
pub struct HangUp;

impl IntoResponse for HangUp {
    fn into_response(self) -> Response {
        let mut response = StatusCode::NO_CONTENT.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Answers whoever comes, for ever.
pub async fn serve(carrier: FakeCarrier, listener: TcpListener) -> io::Result<Infallible> {
    answer(api::routes().merge(control::routes()).merge(page::routes()).with_state(carrier), listener).await
}

pub async fn answer(router: Router, listener: TcpListener) -> io::Result<Infallible> {
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(connection(router.clone(), stream));
    }
}

async fn connection(router: Router, stream: TcpStream) {
    let answer = service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        async move {
            let Ok(response) = router.oneshot(request.map(Body::new)).await;
            match response.extensions().get::<HangUp>() {
                Some(HangUp) => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
                None => Ok(response),
            }
        }
    });
    // Hung up on purpose, or by the other side.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
}
