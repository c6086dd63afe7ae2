//! The medical history: what a patient has, takes and must not be given, beyond single visits.
//!
//! An entry is never overwritten: whoever changes it adds a version. What is over is ended, what was never true is taken
//! back. That a patient has no known allergies is an entry too, so that "none" and "nobody asked" are two things; it ends
//! by itself with the first allergy. A prescription that a severe allergy speaks against is written only by somebody who
//! says that they know.

pub mod against;
pub mod api;
pub mod input;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
pub mod sealing;
pub(crate) mod view;
