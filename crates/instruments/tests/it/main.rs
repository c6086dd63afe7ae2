//! The engine, and the shipped instruments held against what was published about them.
//!
//! Each is marked as a test, so that the lints know the functions beside the tests for what they are.

#[cfg(test)]
mod engine;
#[cfg(test)]
mod golden;
