//! What the program does for a clinic by itself, what waits for it, and what was given up: for whoever runs the clinic.
//!
//! How often something is tried is a matter of what it is. When it is given up somebody looks at it here, and has it tried
//! again, or says why it need not be. What is kept of people is not shown: work is named by what it is, its faults by codes.

pub mod api;
mod input;
pub mod model;
pub mod operations;
mod output;
pub mod pages;
mod view;

use vault::Field;

/// Why something need not be done. What somebody types may name anybody.
pub const REASON: Field = Field::clinic("discarded_job", "reason");
