//! Imports: a file of many people or visits comes in, is looked at, and is brought in or not; and all of it can be taken back.
//!
//! The file is sealed in the object store when it arrives. A duty looks at it: which column holds what, what cannot be read,
//! what was changed on the way. Somebody looks at that, chooses columns anew or corrects the file, and has it brought in. The
//! duty does so batch by batch, in their name; a batch and how far the import is are one transaction, so each line comes in
//! exactly once, whatever breaks off. Taken back is what is as it came in; what was changed since stays, and is listed.

pub mod api;
pub mod input;
mod intake;
pub mod kinds;
pub mod model;
pub mod operations;
mod output;
pub mod pages;
mod reading;
pub mod sealing;
mod view;
pub mod working;

pub use output::problem_text;
