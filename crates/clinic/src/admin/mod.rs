//! Running the clinic: who works here and as what.

pub mod api;
mod input;
pub mod pages;

pub use input::RoleName;
