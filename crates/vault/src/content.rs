//! [`ContentKey`]: the key of one object that is too large for a column, sealed chunk by chunk.
//!
//! A chunk's nonce is its number and whether it is the last one, so that chunks can be neither swapped nor left out nor
//! cut off. A nonce must never serve twice under one cipher; therefore a cipher belongs to one heading, and whoever writes
//! an object puts a random salt into it: writing the same object once more is writing under another cipher.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::cipher::{TAG_LEN, sound};
use crate::mac::Mac;
use crate::random;
use crate::sealable::{Plain, Sealable};

/// What sealing adds to a chunk.
pub const CHUNK_OVERHEAD: usize = TAG_LEN;

/// The random key of one object; kept sealed beside what is known of the object, so that who cannot open it has nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct ContentKey(Zeroizing<[u8; 32]>);

impl ContentKey {
    /// A new random key.
    #[must_use]
    pub fn generate() -> Self {
        Self(random::secret())
    }

    /// The cipher for what is written under this heading. Every bit of the heading is part of it: under another heading
    /// nothing opens.
    #[must_use]
    pub fn under(&self, heading: &[u8]) -> ChunkCipher {
        let key = Zeroizing::new(Mac::new(&self.0).sum::<32>(b"praxis content", heading));
        let key = sound(UnboundKey::new(&AES_256_GCM, key.as_slice()), "AES-256 takes any 32 bytes");
        ChunkCipher(LessSafeKey::new(key))
    }
}

impl Sealable for ContentKey {
    fn to_plain(&self) -> Plain<'_> {
        Plain::Lent(self.0.as_slice())
    }

    fn from_plain(plain: &[u8]) -> Option<Self> {
        plain.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ContentKey(redacted)")
    }
}

/// Where in its object a chunk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// From 0.
    pub number: u64,
    /// Whether nothing comes after it.
    pub is_last: bool,
}

impl Chunk {
    fn nonce(self) -> Nonce {
        let mut nonce = [0; NONCE_LEN];
        let (mark, number) = nonce.split_at_mut(NONCE_LEN - size_of::<u64>());
        mark.iter_mut().take(1).for_each(|byte| *byte = u8::from(self.is_last));
        number.copy_from_slice(&self.number.to_be_bytes());
        Nonce::assume_unique_for_key(nonce)
    }
}

/// Seals and opens the chunks of one object.
pub struct ChunkCipher(LessSafeKey);

impl ChunkCipher {
    /// Seals a chunk in its place; it grows by [`CHUNK_OVERHEAD`]. Each chunk is sealed once.
    pub fn seal(&self, chunk: Chunk, content: &mut Vec<u8>) {
        let sealed = self.0.seal_in_place_append_tag(chunk.nonce(), Aad::empty(), content);
        sound(sealed, "AES-256-GCM seals anything below 64 GiB");
    }

    /// The content of a chunk, in its place, unless anything about it differs from when it was sealed.
    #[must_use]
    pub fn open<'c>(&self, chunk: Chunk, sealed: &'c mut [u8]) -> Option<&'c [u8]> {
        let content = self.0.open_in_place(chunk.nonce(), Aad::empty(), sealed).ok()?;
        Some(content)
    }
}

impl fmt::Debug for ChunkCipher {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ChunkCipher(redacted)")
    }
}
