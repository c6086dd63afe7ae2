//! Documents: files about people and about the clinic's business, in versions, with an approval.
//!
//! What is known of a document is in the database; its bytes lie in the object store, sealed under a key of their own,
//! which is sealed with the secret of whom the document is about: who is erased takes their documents along. A version's
//! row is committed before its bytes are sent and says when they are there, so neither is ever without the other for long:
//! `upkeep` finds what was left by halves. What is shown to whom is a matter of [`model::Privacy`].

pub mod api;
mod api_content;
mod api_decisions;
mod archive;
pub mod delivery;
pub mod file_type;
pub mod input;
pub mod intake;
mod location;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
pub mod policy;
pub mod query;
pub mod sealing;
pub mod upkeep;
pub(crate) mod view;

pub use archive::{Archive, Limits, name as archive_name};
