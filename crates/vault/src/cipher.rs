//! AES-256-GCM over `nonce | ciphertext | tag`, for values and for wrapped keys alike.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::error::Unspecified;
use zeroize::Zeroizing;

use crate::random;

pub const TAG_LEN: usize = 16;
/// What encryption adds to a plain text.
pub const CIPHER_OVERHEAD: usize = NONCE_LEN + TAG_LEN;

/// A scheduled AES-256-GCM key.
pub struct Cipher(LessSafeKey);

impl Cipher {
    pub fn new(key: &[u8; 32]) -> Self {
        let key = sound(UnboundKey::new(&AES_256_GCM, key), "AES-256 takes any 32 bytes");
        Self(LessSafeKey::new(key))
    }

    /// Appends the encryption of `plain`, bound to `context`, to `out`.
    pub fn seal_onto(&self, out: &mut Vec<u8>, context: &[u8], plain: &[u8]) {
        let nonce = random::nonce();
        out.extend_from_slice(&nonce);
        let start = out.len();
        out.extend_from_slice(plain);
        let (_, body) = out.split_at_mut(start);

        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = self.0.seal_in_place_separate_tag(nonce, Aad::from(context), body);
        out.extend_from_slice(sound(tag, "AES-256-GCM seals anything below 64 GiB").as_ref());
    }

    /// The plain text, unless anything about `sealed` or `context` differs from when it was sealed.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let (body, tag) = rest.split_last_chunk::<TAG_LEN>()?;
        let nonce = Nonce::assume_unique_for_key(*nonce);

        let mut plain = Zeroizing::new(vec![0; body.len()]);
        self.0.open_separate_gather(nonce, Aad::from(context), body, tag, &mut plain).ok()?;
        Some(plain)
    }
}

/// The result of a library call that fails only through a bug here; going on would store something unreadable.
pub fn sound<T>(result: Result<T, Unspecified>, promise: &str) -> T {
    match result {
        Ok(value) => value,
        Err(Unspecified) => unreachable!("{promise}"),
    }
}
