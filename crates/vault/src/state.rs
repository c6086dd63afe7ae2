//! [`KeyState`]: the life of one version of a clinic's key.

use std::fmt;
use std::str::FromStr;

use crate::KeyError;

/// Where a clinic key version stands in its life; new values are sealed with the newest active one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyState {
    /// Handed out to every instance, used by none yet.
    Pending,
    /// Seals and opens.
    Active,
    /// Opens what it sealed until that is sealed anew.
    DecryptOnly,
    /// Known to others; opens only so that everything can be sealed anew.
    Compromised,
    /// Gone, along with everything still sealed under it.
    Destroyed,
}

impl KeyState {
    /// Every state, in the order of life.
    pub const ALL: [Self; 5] = [Self::Pending, Self::Active, Self::DecryptOnly, Self::Compromised, Self::Destroyed];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::DecryptOnly => "decrypt-only",
            Self::Compromised => "compromised",
            Self::Destroyed => "destroyed",
        }
    }

    /// Whether values sealed under such a version open.
    #[must_use]
    pub const fn opens(self) -> bool {
        matches!(self, Self::Active | Self::DecryptOnly | Self::Compromised)
    }
}

impl fmt::Display for KeyState {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for KeyState {
    type Err = KeyError;

    fn from_str(name: &str) -> Result<Self, KeyError> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == name)
            .ok_or_else(|| KeyError::UnknownState(name.to_owned()))
    }
}
