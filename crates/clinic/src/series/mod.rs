//! Visits that come again: a rule in the clinic's wall time, and the appointments that it made.
//!
//! What a rule says is said once: its visits are appointments of their own, with their own lives. So one that was moved,
//! cancelled or deleted stays so, and changing the rest of a series means moving those that are left.

pub mod api;
mod input;
pub mod model;
pub mod operations;
pub mod pages;
