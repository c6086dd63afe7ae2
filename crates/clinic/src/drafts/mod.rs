//! What was typed into a form and not saved yet: kept for its author, sealed, until the form is saved or a week is over.
//!
//! A script keeps it while somebody types. A form that is sent after its session ran out is kept as well, for whom the
//! session belonged to. Nothing of it stays in the browser.

mod model;
mod operations;
pub mod pages;
pub mod sent;

pub const FIELDS: vault::Field = vault::Field::clinic("draft", "fields");
