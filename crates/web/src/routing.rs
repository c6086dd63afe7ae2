//! Pages by their paths, through handlers that have forgotten their types.
//!
//! axum builds several floors of generic types over each handler, and for each floor the compiler goes through all that
//! the handler awaits, down to the last statement, to see that it may move between threads. With hundreds of handlers
//! that was half of the time it took to build the program. Of a handler behind a `dyn Fn` it sees that once.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, Route};
use tower::{Layer, Service};

type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// Some handler, whichever.
#[derive(Clone)]
pub struct AnyHandler(Arc<dyn Fn(Request) -> Answering + Send + Sync>);

impl AnyHandler {
    pub fn new<H, T>(handler: H) -> Self
    where
        H: Handler<T, (), Future = Answering>,
    {
        Self(Arc::new(move |request| handler.clone().call(request, ())))
    }
}

impl Handler<Request, ()> for AnyHandler {
    type Future = Answering;

    fn call(self, request: Request, (): ()) -> Answering {
        (self.0)(request)
    }
}

/// What answers at one path, by method.
#[derive(Clone, Default)]
pub struct Methods(MethodRouter);

impl Methods {
    #[must_use]
    pub fn on<H, T>(self, method: MethodFilter, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answering>,
    {
        Self(self.0.on(method, AnyHandler::new(handler)))
    }

    #[must_use]
    pub fn get<H, T>(self, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answering>,
    {
        self.on(MethodFilter::GET, handler)
    }

    #[must_use]
    pub fn post<H, T>(self, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answering>,
    {
        self.on(MethodFilter::POST, handler)
    }

    pub fn into_inner(self) -> MethodRouter {
        self.0
    }
}

pub fn get<H, T>(handler: H) -> Methods
where
    H: Handler<T, (), Future = Answering>,
{
    Methods::default().get(handler)
}

pub fn post<H, T>(handler: H) -> Methods
where
    H: Handler<T, (), Future = Answering>,
{
    Methods::default().post(handler)
}

/// Pages by their paths.
#[derive(Default)]
pub struct Router(axum::Router);

impl Router {
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn route(self, path: &str, methods: Methods) -> Self {
        Self(self.0.route(path, methods.into_inner()))
    }

    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self(self.0.merge(other.0))
    }

    /// Puts something around all routes so far.
    #[must_use]
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self(self.0.layer(layer))
    }

    /// What answers where no route does.
    #[must_use]
    pub fn fallback<H, T>(self, handler: H) -> Self
    where
        H: Handler<T, (), Future = Answering>,
    {
        Self(self.0.fallback(AnyHandler::new(handler)))
    }
}

impl From<Router> for axum::Router {
    fn from(router: Router) -> Self {
        router.0
    }
}
