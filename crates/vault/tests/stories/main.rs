//! The vault's promises, told from outside through its public API.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has said its piece")]

mod index;
mod key_file;
mod keys;
mod limits;
#[cfg(feature = "sqlx")]
mod postgres;
mod redaction;
mod rotation;
mod sealing;

use uuid::Uuid;
use vault::{ClinicKeys, Field, KeyState, RootKey};

const NAME: Field = Field::party("party", "given_name");
const USERNAME: Field = Field::clinic("staff", "username");
const TENANT: Uuid = Uuid::from_u128(1);
const ROW: Uuid = Uuid::from_u128(7);

fn root() -> RootKey {
    RootKey::from_bytes([42; 32])
}

/// A new clinic with one active key.
fn clinic() -> ClinicKeys {
    let wrapped = ClinicKeys::generate_wrapped(&root(), TENANT);
    ClinicKeys::open(&root(), TENANT, &[(wrapped.version, KeyState::Active, wrapped.bytes)]).unwrap()
}
