//! Seals and opens PHI: plain and sealed values, the keys of a clinic, and blind indexes to search by.
//!
//! Root key -> clinic key (versions) -> party key. A value opens only with the clinic key version it names *and*, when
//! it belongs to a person, that person's secret: deleting the secret erases the person, whatever backups still hold.
//!
//! Pure: nothing here reads or writes anything but [`FileProvider`], and nothing here knows tables, HTTP or clinics.

#![forbid(unsafe_code)]

mod cipher;
mod content;
mod error;
mod field;
mod format;
mod index;
mod mac;
mod phi;
#[cfg(feature = "sqlx")]
mod postgres;
mod provider;
mod random;
mod ring;
mod root;
mod sealable;
mod sealed;
mod sealer;
mod secret;
mod state;
mod wrapped;

pub use content::{CHUNK_OVERHEAD, Chunk, ChunkCipher, ContentKey};
pub use error::{KeyError, OpenError};
pub use field::{Field, Owner};
pub use format::OVERHEAD;
pub use index::BlindIndex;
pub use phi::Phi;
pub use provider::{FileProvider, KeyProvider};
pub use ring::{ClinicKeys, IndexKey};
pub use root::RootKey;
pub use sealable::{Json, Plain, Sealable};
pub use sealed::Sealed;
pub use sealer::Sealer;
pub use secret::PartySecret;
pub use state::KeyState;
pub use wrapped::WrappedKey;
