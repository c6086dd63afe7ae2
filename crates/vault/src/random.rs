//! Random bytes: many nonces cheaply, few secrets carefully.

use aws_lc_rs::aead::NONCE_LEN;
use rand::RngCore;
use zeroize::Zeroizing;

use crate::cipher::sound;

/// A fresh nonce from the thread's buffered generator: a system call for each would cost more than the sealing.
pub fn nonce() -> [u8; NONCE_LEN] {
    let mut nonce = [0; NONCE_LEN];
    rand::rng().fill_bytes(&mut nonce);
    nonce
}

/// Fresh key material from the cryptographic library's own generator.
pub fn secret<const N: usize>() -> Zeroizing<[u8; N]> {
    let mut secret = Zeroizing::new([0; N]);
    sound(aws_lc_rs::rand::fill(secret.as_mut()), "the system has random bytes");
    secret
}
