//! Readings of sensors: what devices send and people measure by hand.
//!
//! A device has a token of its own and speaks for the patients it was given to. A reading is known by its patient, its
//! type, the instant and its source: the same again is the same reading, another value there is refused. Readings of
//! concurrent requests share a transaction ([`gathering`]). What lies beyond a patient's limits, and what is missing, is
//! noticed by a duty and told to those who look after the patient; hours are gathered for charts of long spans, and the
//! single values go when the clinic's rule says so. What was measured or typed wrongly is struck: it stays, and counts
//! nowhere.

pub mod api;
pub mod device_api;
pub mod duties;
pub mod gathering;
pub mod input;
pub mod model;
pub mod naming;
pub mod operations;
pub mod output;
pub mod pages;
pub mod policy;
pub mod sealing;
pub mod strikes_api;
pub mod types;
pub(crate) mod view;
pub mod watch_api;
