//! Encounters and the session notes that are written at them: what the patient said, what was found, what it means and
//! what is to be done.
//!
//! An encounter is the visit itself; it belongs to an appointment, or stands alone. A note begins as a draft that is
//! kept while its author types and is nobody else's to read. Signing freezes it: from then on there are further
//! versions, each with its reason, and each carries the SHA-256 of its words and of the version before. What an
//! assistant signs waits for a doctor or therapist to sign as well. What was signed by mistake is struck: a last version
//! says so, and the note goes from wherever notes are told but stays to be read.

pub mod api;
pub mod compare;
pub mod encounters_api;
pub mod input;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
pub mod sealing;
pub mod section;
pub mod templates_api;
pub(crate) mod view;
