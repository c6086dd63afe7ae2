//! The HTTP kit: who calls, in which clinic, in which language; and how answers and failures leave.
//!
//! Knows nothing of what a clinic does.

#![forbid(unsafe_code)]

mod app;
mod body;
mod caller;
mod cors;
mod device;
mod edge;
mod extract;
mod failure;
mod forgery;
mod headers;
mod host;
mod idempotency;
mod identify;
pub mod identity_service;
mod in_flight;
pub mod limits;
pub mod listen;
mod listing;
mod machines;
mod metrics;
pub mod operators;
mod passwords;
pub mod policy;
mod precondition;
mod render;
mod reply;
pub mod routing;
mod serve;
pub mod sessions;
mod shared;
mod texts;
pub mod tokens;

pub use app::{App, ErrorPage, Settings};
pub use body::fault_of;
pub use caller::{Caller, Edge, Guest, Halfway, Operator};
pub use device::device_name;
pub use edge::{OriginalPath, RequestId};
pub use extract::{Form, Json, Path, Query, parse_json, parse_json_if_any, query_pairs};
pub use failure::{Failure, Fault, WebResult, is_for_strangers};
pub use idempotency::IDEMPOTENT_RESPONSE;
pub use identify::{cookie, operator_cookie, session_cookie};
pub use in_flight::InFlightLimits;
pub use listing::{Linked, Listing, Numbered, PageOf, PageQuery, PageWords, Place, Seek};
pub use metrics::metrics;
pub use passwords::{Passwords, hash_password};
pub use precondition::Expected;
pub use render::{FieldProblem, Problem, detail, field_text, place_of, title};
pub use reply::{Answer, Html, etag, is_known, local_path, not_modified, query_value, tagged};
pub use serve::assemble;
pub use shared::{Shared, SharedSettings};
pub use texts::{Locale, Texts};
