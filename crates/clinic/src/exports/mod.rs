//! Exports: files of many records, written in the background for who asked for them, and for nobody else.
//!
//! Asking leaves a row. A duty writes the file as it reads the records, page by page, in the name of who asked and with
//! what they may do by then; each page is on record before a word of it is written. The file lies sealed in the object
//! store and goes after a day. Whoever dies while writing leaves a row that says so, and the next try writes another file:
//! a second one costs little, and half a file that is gone on with would have to be trusted.
//!
//! To export something else, give it a [`model::ExportKind`] and an arm in each function of [`sources`].

pub mod api;
pub mod delivery;
mod input;
pub mod model;
pub mod operations;
mod output;
pub mod pages;
pub mod sealing;
mod sources;
mod view;
pub mod writing;
