//! What all JSON routes have in common in their description.

use std::collections::BTreeMap;

use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::{ContentBuilder, Ref, RefOr};
use utoipa::{IntoResponses, ToSchema as _};

/// The problems that any route may answer with.
pub struct Problems;

/// The answer of a conditional `GET` to those who hold the version already.
pub struct Unchanged;

impl IntoResponses for Unchanged {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let response = ResponseBuilder::new().description("You hold this version: If-None-Match names it.");
        BTreeMap::from([("304".to_owned(), RefOr::T(response.build()))])
    }
}

/// The answer of a `GET` to those who name a patient whose chart went into another one.
pub struct Moved;

impl IntoResponses for Moved {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let text = "The chart went into another one: Location names it. Not for good, as a merge may be taken back.";
        BTreeMap::from([("307".to_owned(), RefOr::T(ResponseBuilder::new().description(text).build()))])
    }
}

const KNOWN: &[(&str, &str)] = &[
    ("400", "The request cannot be read."),
    ("401", "Not signed in."),
    ("403", "The role does not allow it."),
    ("404", "Not there, or not yours."),
    ("405", "The path knows other methods."),
    ("408", "The body took too long to arrive."),
    ("409", "The present state refuses it."),
    ("412", "Somebody changed it since."),
    ("413", "The body is too large."),
    ("414", "The address is too long."),
    ("415", "The body is of another media type."),
    ("422", "A value was not accepted."),
    ("429", "Too many requests; see Retry-After."),
    ("503", "Busy; see Retry-After."),
];

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let schema = Ref::from_schema_name(web::Problem::name());
        KNOWN
            .iter()
            .map(|(status, text)| {
                let content = ContentBuilder::new().schema(Some(schema.clone())).build();
                let response = ResponseBuilder::new().description(*text).content("application/problem+json", content);
                ((*status).to_owned(), RefOr::T(response.build()))
            })
            .collect()
    }
}

/// Routes by the methods and paths that the descriptions of their handlers name, as that of `utoipa_axum`, but through
/// handlers that have forgotten their types: see `web::routing`.
macro_rules! routes {
    ($($handler:path),+ $(,)?) => {{
        use utoipa_axum::PathItemExt as _;
        let mut paths = utoipa::openapi::path::Paths::new();
        let mut schemas = Vec::new();
        let mut methods = web::routing::Methods::default();
        $(
            let (path, operation, types) = utoipa_axum::routes!(@resolve_types $handler : schemas);
            for method in &types {
                methods = methods.on(method.to_method_filter(), $handler);
            }
            paths.add_path_operation(&path, types, operation);
        )+
        (schemas, paths, methods.into_inner())
    }};
}

pub(crate) use routes;
