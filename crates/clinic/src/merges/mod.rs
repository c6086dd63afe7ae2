//! Two charts of one person: finding them, making them one, and for a month making them two again.
//!
//! Rows go over to the survivor and are sealed anew with the survivor's secret, in one transaction; what went is noted row
//! by row, so that going back takes exactly that. This is the one slice that writes into tables of others: what it does
//! to all of them is the same, and [`tables`] names them all.

pub mod api;
pub mod fields;
pub mod finding;
pub mod follow;
mod input;
mod model;
pub mod operations;
mod output;
pub mod pages;
pub mod sealing;
pub mod tables;
