//! [`Sealable`]: what can be sealed, and its stable plain form.

use std::ops::Deref;

use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

/// A type with a byte form that stays readable for as long as sealed values are kept.
pub trait Sealable: Sized {
    /// The bytes to encrypt.
    fn to_plain(&self) -> Plain<'_>;

    /// The value these bytes stand for, or none when they stand for none.
    fn from_plain(plain: &[u8]) -> Option<Self>;
}

/// Plain bytes on their way into the cipher: lent where the value already is bytes, else a copy wiped after use.
pub enum Plain<'a> {
    /// The bytes of the value itself.
    Lent(&'a [u8]),
    /// Bytes made for sealing.
    Made(Zeroizing<Vec<u8>>),
}

impl Plain<'_> {
    /// Bytes made for sealing.
    #[must_use]
    pub fn made(bytes: Vec<u8>) -> Self {
        Self::Made(Zeroizing::new(bytes))
    }
}

impl Deref for Plain<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Lent(bytes) => bytes,
            Self::Made(bytes) => bytes,
        }
    }
}

impl Sealable for String {
    fn to_plain(&self) -> Plain<'_> {
        Plain::Lent(self.as_bytes())
    }

    fn from_plain(plain: &[u8]) -> Option<Self> {
        std::str::from_utf8(plain).ok().map(Self::from)
    }
}

impl Sealable for Vec<u8> {
    fn to_plain(&self) -> Plain<'_> {
        Plain::Lent(self)
    }

    fn from_plain(plain: &[u8]) -> Option<Self> {
        Some(plain.to_vec())
    }
}

/// ISO 8601 text, `1984-02-29`.
impl Sealable for Date {
    fn to_plain(&self) -> Plain<'_> {
        Plain::made(self.to_string().into_bytes())
    }

    fn from_plain(plain: &[u8]) -> Option<Self> {
        std::str::from_utf8(plain).ok()?.parse().ok()
    }
}

/// Seals any serde type as JSON. It has no `Debug`: what it holds is plain.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: Serialize + DeserializeOwned> Sealable for Json<T> {
    /// # Panics
    /// When `T` has no JSON form, such as a map keyed by anything but strings and numbers.
    fn to_plain(&self) -> Plain<'_> {
        match serde_json::to_vec(&self.0) {
            Ok(bytes) => Plain::made(bytes),
            // Storing anything else would lose the value; the error is withheld, for it may quote it.
            Err(_) => unreachable!("{} has a JSON form", std::any::type_name::<T>()),
        }
    }

    fn from_plain(plain: &[u8]) -> Option<Self> {
        serde_json::from_slice(plain).ok().map(Self)
    }
}
