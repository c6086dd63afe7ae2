//! Where in an object what is: the header, and which bytes hold which chunk.

use std::ops::Range;

use aws_lc_rs::rand;
use vault::{CHUNK_OVERHEAD, Chunk, ChunkCipher, ContentKey};

use crate::Name;

/// How much content a chunk holds.
pub const CHUNK: usize = 64 * 1024;
pub const SEALED_CHUNK: usize = CHUNK + CHUNK_OVERHEAD;
pub const HEADER: usize = 40;

/// What every object begins with, and how its chunks are cut: version 1, chunks of 2^16 bytes.
const MARK: [u8; 8] = *b"PRXO\x01\x10\x00\x00";

/// `mark | salt`.
#[derive(Clone, Copy)]
pub struct Header([u8; HEADER]);

impl Header {
    /// The header of an object that is about to be written: a salt that no other has.
    pub fn fresh() -> Self {
        let mut header = [0; HEADER];
        let (mark, salt) = header.split_at_mut(MARK.len());
        mark.copy_from_slice(&MARK);
        if rand::fill(salt).is_err() {
            // Going on would seal two objects alike.
            unreachable!("the system has random bytes");
        }
        Self(header)
    }

    /// None when the bytes are no header of ours.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let header: [u8; HEADER] = bytes.try_into().ok()?;
        header.starts_with(&MARK).then_some(Self(header))
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The cipher of the object with this name and header.
    pub fn cipher(&self, key: &ContentKey, name: Name) -> ChunkCipher {
        key.under(&[&self.0, name.shelf.as_bytes().as_slice(), name.id.as_bytes()].concat())
    }
}

/// The parts of an object whose content has so many bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    pub size: u64,
}

impl Layout {
    /// An object without content has a chunk all the same: the last one, which says so.
    pub fn chunks(self) -> u64 {
        self.size.div_ceil(CHUNK as u64).max(1)
    }

    pub fn sealed_size(self) -> u64 {
        HEADER as u64 + self.size + self.chunks() * CHUNK_OVERHEAD as u64
    }

    pub fn chunk(self, number: u64) -> Chunk {
        Chunk { number, is_last: number + 1 == self.chunks() }
    }

    /// The chunks that hold these bytes of the content, of which there is at least one.
    pub fn chunks_of(self, bytes: &Range<u64>) -> Range<u64> {
        let chunk = CHUNK as u64;
        let first = (bytes.start / chunk).min(self.chunks() - 1);
        first..bytes.end.div_ceil(chunk).clamp(first + 1, self.chunks())
    }

    /// Where these chunks lie.
    pub fn span(self, chunks: &Range<u64>) -> Range<u64> {
        let at = |chunk: u64| (HEADER as u64 + chunk * SEALED_CHUNK as u64).min(self.sealed_size());
        at(chunks.start)..at(chunks.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const C: u64 = CHUNK as u64;

    #[test]
    fn chunks_cover_the_content_and_nothing_else() {
        for (size, chunks) in [(0, 1), (1, 1), (C - 1, 1), (C, 1), (C + 1, 2), (2 * C, 2), (10 * C + 7, 11)] {
            let layout = Layout { size };
            assert_eq!(layout.chunks(), chunks, "{size}");
            assert_eq!(layout.span(&(0..chunks)), 40..layout.sealed_size(), "{size}");
            let last: Vec<u64> = (0..chunks).filter(|number| layout.chunk(*number).is_last).collect();
            assert_eq!(last, [chunks - 1], "{size}");
        }
    }

    #[test]
    fn a_range_is_found_in_the_fewest_chunks() {
        let layout = Layout { size: 3 * C };
        for (bytes, chunks) in [
            (0..1, 0..1),
            (0..C, 0..1),
            (C - 1..C + 1, 0..2),
            (C..2 * C, 1..2),
            (3 * C - 1..3 * C, 2..3),
            (0..3 * C, 0..3),
            (0..0, 0..1),
        ] {
            assert_eq!(layout.chunks_of(&bytes), chunks, "{bytes:?}");
        }
        assert_eq!(Layout { size: 0 }.chunks_of(&(0..0)), 0..1);
    }
}
