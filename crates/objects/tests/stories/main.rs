//! The promises of the store, told from outside. `tests/bucket` tells the same of S3.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has said its piece")]

mod damage;
mod ground;
mod keeping;
mod ranges;
