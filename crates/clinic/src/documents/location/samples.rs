//! Small pictures that say where they were taken.

use super::Cleaner;
use crate::documents::file_type::MediaType;

/// 30° 2' 38.4": what must not be found again.
pub const LATITUDE: &[u8] =
    b"\x1e\xa1\xa2\x1e\xb1\xb2\xb3\xb4\x02\xa3\xa4\x02\xb5\xb6\xb7\xb8\x26\xa5\xa6\x26\xb9\xba\xbb\xbc";

/// Exif that says which side is up and where that was: 92 bytes, with the directory about GPS before or behind the first.
pub fn tiff(big: bool, gps_first: bool) -> Vec<u8> {
    let short = |number: u16| if big { number.to_be_bytes() } else { number.to_le_bytes() };
    let long = |number: u32| if big { number.to_be_bytes() } else { number.to_le_bytes() };
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [short(tag).as_slice(), &short(kind), &long(count), &value].concat()
    };
    let (first_at, gps_at) = if gps_first { (62, 8) } else { (8, 38) };
    let [high, low] = short(6);
    let (side, gps) = (entry(0x0112, 3, 1, [high, low, 0, 0]), entry(0x8825, 4, 1, long(gps_at)));
    let first = [short(2).as_slice(), &side, &gps, &long(0)].concat();
    let (north, latitude) = (entry(1, 2, 2, *b"N\0\0\0"), entry(2, 5, 3, long(gps_at + 30)));
    let place = [short(2).as_slice(), &north, &latitude, &long(0), LATITUDE].concat();
    let head = [if big { b"MM\0*" } else { b"II*\0" }.as_slice(), &long(first_at)].concat();
    if gps_first { [head, place, first].concat() } else { [head, first, place].concat() }
}

pub fn app1(content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a segment").to_be_bytes();
    [b"\xff\xe1".as_slice(), &length, content].concat()
}

/// As far as a cleaner knows, a picture: start, tables, a scan with what scans may hold, end.
pub fn plain_jpeg() -> Vec<u8> {
    let segments = b"\xff\xd8\xff\xe0\0\x06JFIF\xff\xdb\0\x05abc\xff\xda\0\x03x";
    let scan = b"\x12\xff\0\x34\xff\xd0Exif\0\0\x56\xff\xff\xc4\0\x02\xff\xda\0\x02\x78";
    [segments.as_slice(), scan, b"\xff\xd9"].concat()
}

pub fn jpeg(exif: &[u8]) -> Vec<u8> {
    let mut picture = plain_jpeg();
    picture.splice(2..2, app1(&[b"Exif\0\0".as_slice(), exif].concat()));
    picture
}

/// With checksums of nought: nobody looks at those before something changes.
pub fn png(exif: &[u8]) -> Vec<u8> {
    let length = u32::try_from(exif.len()).expect("a chunk").to_be_bytes();
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55";
    [head.as_slice(), &length, b"eXIf", exif, &[0; 4], b"\0\0\0\0IEND\xae\x42\x60\x82"].concat()
}

pub fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut picture = b"RIFF\0\0\0\0WEBP".to_vec();
    for (kind, content) in chunks {
        picture.extend_from_slice(*kind);
        picture.extend_from_slice(&u32::try_from(content.len()).expect("a chunk").to_le_bytes());
        picture.extend_from_slice(content);
        picture.resize(picture.len().next_multiple_of(2), 0);
    }
    picture
}

pub fn webp(exif: &[u8]) -> Vec<u8> {
    riff(&[(b"VP8X", &[8, 0, 0, 0, 0, 0, 0, 0, 0, 0]), (b"VP8 ", b"pixels."), (b"EXIF", exif)])
}

/// A file as it comes out, sent in one piece.
pub fn cleaned(kind: MediaType, picture: &[u8]) -> Vec<u8> {
    let mut cleaner = Cleaner::of(kind).expect("a cleaner");
    [cleaner.take(picture), cleaner.finish()].concat()
}

pub fn holds(picture: &[u8], what: &[u8]) -> bool {
    picture.windows(what.len()).any(|window| window == what)
}

/// Bytes that nowhere repeat themselves.
pub fn noise(seed: u64, size: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed);
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    };
    std::iter::repeat_with(&mut next).take(size).collect()
}
