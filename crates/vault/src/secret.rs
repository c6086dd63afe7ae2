//! [`PartySecret`]: the secret of one person, whose deletion erases the person.

use std::fmt;

use zeroize::Zeroizing;

use crate::random;
use crate::sealable::{Plain, Sealable};

/// The random secret of one patient or contact, stored as a clinic field; without it none of the person's values open.
#[derive(Clone, PartialEq, Eq)]
pub struct PartySecret(Zeroizing<[u8; 32]>);

impl PartySecret {
    pub(crate) fn generate() -> Self {
        Self(random::secret())
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Sealable for PartySecret {
    fn to_plain(&self) -> Plain<'_> {
        Plain::Lent(self.0.as_slice())
    }

    fn from_plain(plain: &[u8]) -> Option<Self> {
        plain.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }
}

impl fmt::Debug for PartySecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("PartySecret(redacted)")
    }
}
