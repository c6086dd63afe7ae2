//! [`WrappedKey`]: a clinic key as it is stored, encrypted under the root key.

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::cipher::{CIPHER_OVERHEAD, Cipher};
use crate::{KeyError, RootKey};

const FORMAT: u8 = 1;
/// A data key and an index key.
pub type KeyBytes = Zeroizing<[u8; 64]>;

/// One version of a clinic's key, encrypted under the root key and bound to the clinic and the version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedKey {
    /// Counts from 1; the key id in every value sealed under it.
    pub version: u32,
    /// What to store.
    pub bytes: Vec<u8>,
}

impl WrappedKey {
    /// The same clinic key under another root key: changing the root key touches no value.
    ///
    /// # Errors
    /// [`KeyError::Unwrap`] when the old root key does not open it.
    pub fn rewrap(&self, old: &RootKey, new: &RootKey, tenant: Uuid) -> Result<Self, KeyError> {
        Ok(wrap(new, tenant, self.version, &unwrap(old, tenant, self.version, &self.bytes)?))
    }
}

pub fn wrap(root: &RootKey, tenant: Uuid, version: u32, key: &KeyBytes) -> WrappedKey {
    let mut bytes = Vec::with_capacity(1 + CIPHER_OVERHEAD + key.len());
    bytes.push(FORMAT);
    Cipher::new(&root.wrapping_key()).seal_onto(&mut bytes, &context(tenant, version), key.as_slice());
    WrappedKey { version, bytes }
}

pub fn unwrap(root: &RootKey, tenant: Uuid, version: u32, wrapped: &[u8]) -> Result<KeyBytes, KeyError> {
    wrapped
        .split_first()
        .filter(|(format, _)| **format == FORMAT)
        .and_then(|(_, body)| Cipher::new(&root.wrapping_key()).open(&context(tenant, version), body))
        .and_then(|key| key.as_slice().try_into().ok().map(Zeroizing::new))
        .ok_or(KeyError::Unwrap(version))
}

fn context(tenant: Uuid, version: u32) -> Vec<u8> {
    [tenant.as_bytes().as_slice(), &version.to_be_bytes()].concat()
}
