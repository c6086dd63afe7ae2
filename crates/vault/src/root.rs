//! [`RootKey`]: the one key of the installation, under which all clinic keys are wrapped.

use std::fmt;

use zeroize::Zeroizing;

use crate::mac::Mac;
use crate::random;

/// The root key; wiped from memory when dropped, never shown.
pub struct RootKey(Zeroizing<[u8; 32]>);

impl RootKey {
    /// A new random root key.
    #[must_use]
    pub fn generate() -> Self {
        Self(random::secret())
    }

    /// The root key with these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A secret of the installation for one purpose, unrelated to that of any other purpose.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        self.sum(b"praxis derive", purpose.as_bytes())
    }

    /// A fingerprint to store beside the data, so that a wrong key is noticed before it is used.
    #[must_use]
    pub fn check(&self) -> [u8; 16] {
        self.sum(b"praxis check", b"")
    }

    pub(crate) fn wrapping_key(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.sum(b"praxis wrap", b""))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn sum<const N: usize>(&self, label: &[u8], message: &[u8]) -> [u8; N] {
        Mac::new(&self.0).sum(label, message)
    }
}

impl fmt::Debug for RootKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RootKey(redacted)")
    }
}
