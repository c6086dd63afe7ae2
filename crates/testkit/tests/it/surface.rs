//! Every route there is, taken from the description of the API and from the sources of the pages: who gets in, what
//! is put on record, what leaks. A new route is tested here before anybody writes a test for it.

mod api;
mod canary;
mod describe;
mod forgery;
mod matrix;
mod pages;
mod routes;
mod scene;
mod who;

pub use routes::{files_under, nowhere, operations, pages};
pub use scene::Scene;
