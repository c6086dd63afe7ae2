//! The shell around every page: language, navigation, clock, messages, and the browser's files.

pub mod assets;
pub mod conflict;
mod error;
mod moment;
pub mod notice;
mod page;
pub mod pages;
mod pieces;
mod sections;

pub use error::error_page;
pub use moment::Moment;
pub use page::{Flash, Page, Undo};
