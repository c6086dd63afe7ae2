//! Staff: who works here, how they get in, and what they may.

pub mod api;
pub mod changes;
pub mod emergency;
pub mod factors;
pub mod first;
pub mod links;
pub mod lockout;
pub mod machines;
pub mod newcomers;
pub mod operations;
pub mod pages;
pub mod passwords;
pub mod roles;
pub mod sealing;
pub mod sign_in;
pub mod view;
