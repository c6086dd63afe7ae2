//! What can go wrong with a value or a key, in words that never quote either.

use std::io;
use std::path::PathBuf;

use crate::Field;

/// Why a sealed value does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The value names a clinic key version that this ring does not hold; reloading the ring may help.
    #[error("sealed with clinic key version {0}, which is not in the key ring")]
    UnknownKey(u32),
    /// The bytes are not a sealed value, or hold no value of the type asked for.
    #[error("not a sealed value of this type")]
    Malformed,
    /// The value was changed, moved from another tenant, table, column or row, or belongs to another person.
    #[error("altered, or sealed for another place or person")]
    Tampered,
    /// A party's sealer was asked for a clinic field or the other way round: a bug in the caller.
    #[error("{}.{} has another owner than this sealer", .0.table, .0.column)]
    WrongOwner(Field),
}

/// Why a key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no file where the root key should be.
    #[error(
        "there is no root key file at {path}: restore it from your key backup and run `chmod 600 {path}`; \
         only a new installation makes a new one",
        path = .0.display()
    )]
    Missing(PathBuf),
    /// Other accounts may read or write the root key file.
    #[error(
        "the root key file {path} is open to other accounts (mode {mode:03o}): run `chmod 600 {path}`, \
         and replace the key if anyone may have read it",
        path = .path.display()
    )]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The root key file holds something else.
    #[error(
        "the root key file {path} is not one line of base64 of 32 bytes: restore it from your key backup \
         and run `chmod 600 {path}`",
        path = .0.display()
    )]
    Malformed(PathBuf),
    /// A new root key would overwrite a file, and with it everything sealed under the old one.
    #[error("{path} exists and is never overwritten: move it away if a new root key is really meant", path = .0.display())]
    Exists(PathBuf),
    /// The operating system refused.
    #[error("cannot use the root key file {path}: {source}", path = .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it answered.
        source: io::Error,
    },
    /// A wrapped clinic key belongs to another root key, clinic or version, or was altered.
    #[error("clinic key version {0} does not unwrap: wrong root key, wrong clinic, or altered")]
    Unwrap(u32),
    /// Nothing could be sealed: no version of the clinic's key is active.
    #[error("no version of the clinic key is active")]
    NoActiveKey,
    /// Two keys claim the same version, so a value could not tell which one sealed it.
    #[error("clinic key version {0} occurs twice")]
    RepeatedVersion(u32),
    /// A stored key state is none of those known.
    #[error("{0:?} is not a key state")]
    UnknownState(String),
}
