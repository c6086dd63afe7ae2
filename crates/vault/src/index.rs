//! [`BlindIndex`]: finds equal values without opening any.

use std::fmt;

use crate::mac::Mac;

/// Keyed fingerprints of one column of one clinic. Callers canonicalise: what is spelled differently is different.
#[derive(Clone)]
pub struct BlindIndex(Mac);

impl BlindIndex {
    pub(crate) fn new(index_key: &Mac, column: &str) -> Self {
        Self(Mac::new(&index_key.sum(b"praxis index", column.as_bytes())))
    }

    /// The fingerprint of a whole value, long enough to be unique.
    #[must_use]
    pub fn exact(&self, canonical: &str) -> [u8; 16] {
        self.0.sum(b"exact", canonical.as_bytes())
    }

    /// The fingerprint of a part of a value, such as a prefix of a name, small enough for arrays of them.
    #[must_use]
    pub fn token(&self, canonical: &str) -> i64 {
        i64::from_be_bytes(self.0.sum(b"token", canonical.as_bytes()))
    }
}

impl fmt::Debug for BlindIndex {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("BlindIndex(redacted)")
    }
}
