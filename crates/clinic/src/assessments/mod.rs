//! Standardised assessments: an instrument's questions, a patient's answers, and the score that follows from them.
//!
//! What an instrument is and how it is scored stands in the crate `instruments`; here is which of them a clinic uses, and
//! what was found with them. An assessment is a draft until somebody completes it. From then on it is amended, with the
//! reason for it, or taken back, and every version stays. What an assistant completes waits for a doctor or therapist to
//! sign as well. Its patient reads what it came to, in words, from when a clinician releases it and until one withdraws it.

pub mod api;
pub mod catalogue_api;
pub mod input;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
pub mod sealing;
pub mod section;
pub(crate) mod view;
