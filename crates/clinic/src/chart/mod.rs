//! The chart: everything about one patient on one page, and who opened it.

pub mod banner;
pub mod operations;
pub mod pages;
mod telling;
mod timeline;
mod view;
