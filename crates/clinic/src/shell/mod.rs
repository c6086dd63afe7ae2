//! The shell around every page: language, navigation, clock, messages, and the browser's files.

pub mod assets;
mod moment;
mod page;
pub mod pages;

pub use moment::Moment;
pub use page::{Flash, Page, Undo, error_page};
