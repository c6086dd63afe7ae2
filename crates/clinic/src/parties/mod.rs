//! People: everyone the clinic deals with, and among them the patients.

pub mod api;
pub mod bulk;
mod conflict;
pub mod finding;
mod form;
pub mod import;
pub mod input;
pub mod merging;
pub mod model;
pub mod naming;
pub mod operations;
pub mod output;
pub mod own;
pub mod pages;
pub mod query;
pub mod sealing;
pub mod view;
