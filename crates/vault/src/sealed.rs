//! [`Sealed`]: a ciphertext column that remembers which type it opens to.

use std::fmt;
use std::marker::PhantomData;

use crate::format;

/// A ciphertext bound to its tenant, table, column and row; only a [`Sealer`](crate::Sealer) opens it.
pub struct Sealed<T> {
    bytes: Vec<u8>,
    // A function pointer, so that a `Sealed<T>` is Send and Sync whatever `T` is.
    opens_to: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    /// Takes stored bytes as they are; what is wrong with them shows when they are opened.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes, opens_to: PhantomData }
    }

    /// The bytes to store.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes to store, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The clinic key version this value names, which tells a rotation what is still to do; none when malformed.
    #[must_use]
    pub fn key_id(&self) -> Option<u32> {
        format::split(&self.bytes).map(|(key_id, _)| key_id)
    }
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self::from_bytes(self.bytes.clone())
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T> Eq for Sealed<T> {}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key_id() {
            Some(key_id) => write!(out, "Sealed(key {key_id}, {} bytes)", self.bytes.len()),
            None => write!(out, "Sealed(malformed, {} bytes)", self.bytes.len()),
        }
    }
}
