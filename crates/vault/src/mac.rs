//! HMAC-SHA-256 under one prepared key, its uses kept apart by labels.

use aws_lc_rs::hmac::{Context, HMAC_SHA256, Key};

/// A prepared HMAC-SHA-256 key: both pads are hashed once, here.
#[derive(Clone)]
pub struct Mac(Key);

impl Mac {
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Key::new(HMAC_SHA256, key))
    }

    /// The first `N` bytes of HMAC(key, label || message). No label may begin another one used with the same key.
    pub fn sum<const N: usize>(&self, label: &[u8], message: &[u8]) -> [u8; N] {
        const { assert!(N <= 32, "SHA-256 has 32 bytes") };
        let mut context = Context::with_key(&self.0);
        context.update(label);
        context.update(message);

        let mut sum = [0; N];
        sum.iter_mut().zip(context.sign().as_ref()).for_each(|(to, from)| *to = *from);
        sum
    }
}
