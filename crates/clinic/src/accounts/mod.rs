//! Staff: who works here, and how they sign in and out.

pub mod api;
pub mod operations;
pub mod pages;
pub mod sealing;
