//! The stored form of a value, `0x01 | key id | nonce | ciphertext | tag`, and the place it is bound to.

use uuid::Uuid;

use crate::Field;
use crate::cipher::{CIPHER_OVERHEAD, Cipher};

const VERSION: u8 = 1;
const HEADER_LEN: usize = 5;
/// How many bytes longer a sealed value is than its plain form.
pub const OVERHEAD: usize = HEADER_LEN + CIPHER_OVERHEAD;

/// Seals `plain` with the cipher of clinic key version `key_id`.
pub fn seal(cipher: &Cipher, key_id: u32, place: &[u8], plain: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(OVERHEAD + plain.len());
    out.push(VERSION);
    out.extend_from_slice(&key_id.to_be_bytes());
    cipher.seal_onto(&mut out, place, plain);
    out
}

/// The key id and what the cipher opens, when the bytes have the form of a sealed value.
pub fn split(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (&version, rest) = bytes.split_first()?;
    let (key_id, body) = rest.split_first_chunk()?;
    (version == VERSION && body.len() >= CIPHER_OVERHEAD).then_some((u32::from_be_bytes(*key_id), body))
}

/// The associated data of a value: a ciphertext copied anywhere else does not open.
pub fn place(tenant: Uuid, field: Field, row: Uuid) -> Vec<u8> {
    let parts = [tenant.as_bytes(), field.table.as_bytes(), field.column.as_bytes(), row.as_bytes().as_slice()];
    let mut place = Vec::with_capacity(128);
    for part in parts {
        // Lengths keep ("ab", "c") apart from ("a", "bc").
        place.extend_from_slice(&(part.len() as u64).to_be_bytes());
        place.extend_from_slice(part);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two clinics never share a key, so only here can the tenant be seen to matter by itself.
    #[test]
    fn every_part_of_a_place_tells_it_from_another() {
        let here = place(Uuid::from_u128(1), Field::clinic("ab", "c"), Uuid::from_u128(3));

        for (tenant, table, column, row) in
            [(2, "ab", "c", 3), (1, "b", "c", 3), (1, "ab", "d", 3), (1, "ab", "c", 4), (1, "a", "bc", 3)]
        {
            assert_ne!(here, place(Uuid::from_u128(tenant), Field::clinic(table, column), Uuid::from_u128(row)));
        }
    }
}
