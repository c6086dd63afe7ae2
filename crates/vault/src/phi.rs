//! [`Phi`]: a plain sensitive value that cannot slip into a log, a page or a response by accident.

use std::fmt;

/// A plain sensitive value: its `Debug` is redacted, it has neither `Display` nor `Serialize`, and reading it takes a
/// greppable [`Phi::reveal`].
#[derive(Clone, PartialEq, Eq)]
pub struct Phi<T>(T);

impl<T> Phi<T> {
    /// Marks a value as sensitive.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Lends the plain value.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// Gives up the protection along with the value.
    pub fn into_inner(self) -> T {
        self.0
    }

    /// Transforms the value without revealing it.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Phi<U> {
        Phi(change(self.0))
    }
}

impl<T> fmt::Debug for Phi<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Phi(redacted)")
    }
}

impl<T> From<T> for Phi<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}
