//! Tags: words of the clinic's own by which people are found together. A tag is made by giving it to somebody, and is no more
//! to be seen once nobody has it.

pub mod api;
pub mod input;
pub mod model;
pub mod operations;
mod output;
pub mod pages;
pub mod sealing;
