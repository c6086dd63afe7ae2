//! Keeps what is too large for a database: sealed while it comes in, opened while it goes out, in constant memory.
//!
//! An object lies in a folder or in an S3 bucket as `header | chunk | chunk | ...`: 64 KiB of content to a chunk, each
//! sealed with its number and whether it is the last, under a key that header and name are part of. Whatever is changed,
//! swapped, cut off or moved to another name does not open, and nothing of a chunk is given out before all of it opened.
//!
//! Knows neither clinics nor HTTP: objects have names, and keys that somebody else keeps.

#![forbid(unsafe_code)]

mod error;
mod keep;
mod layout;
mod read;
mod store;

pub use error::{KeepError, PlaceError, ReadError};
pub use keep::Kept;
pub use store::{Found, Name, Store};
