//! Clinical records of a visit: diagnosis, prescription, requirement; versions, never overwritten.
//!
//! Of each kind a visit has one current record. Changing it adds a version that says why; taking it back adds a last
//! version marked as entered in error. The chart shows all of them; the patient reads the current one, from when the visit
//! is completed or somebody releases it, and until somebody withdraws it.

pub mod api;
mod conflict;
pub mod icd;
pub mod input;
pub mod model;
pub mod news;
pub mod operations;
pub mod output;
pub mod pages;
mod release_pages;
pub mod releases;
mod rule_page;
pub mod sealing;
pub mod section;
pub(crate) mod view;
