//! PNG: chunks with a checksum each, of which `eXIf` holds Exif and texts of certain names XMP, or Exif in older files.

use super::cleaner::{Format, LARGEST, Step};
use super::{exif, xmp};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const XMP: &[u8] = b"XML:com.adobe.xmp\0";
/// What some programs write Exif and XMP under, in letters and squeezed, so that nothing can be changed in place.
const RAW: [&[u8]; 3] = [b"Raw profile type exif\0", b"Raw profile type APP1\0", b"Raw profile type xmp\0"];
const LONGEST_NAME: usize = 22;
/// A kind of chunk that nobody knows, so everybody leaves it out.
const EMPTIED: &[u8; 4] = b"goNe";
/// How much of a chunk is emptied at once.
const AT_ONCE: u64 = 64 * 1024;

#[derive(Default)]
pub struct Png {
    at: At,
}

#[derive(Clone, Copy, Default)]
enum At {
    #[default]
    Signature,
    Chunk,
    /// At a chunk that is emptied, however large: its head, what is left of it, its checksum.
    Head(u32),
    Emptying(u64, Crc),
    Sum(Crc),
}

impl Png {
    fn chunk(&mut self, ahead: &[u8]) -> Step {
        let Some((head, content)) = ahead.split_at_checked(8) else { return Step::Need(8) };
        let (Some(length), Some(kind)) = (number(head), head.get(4..)) else { return Step::Need(8) };
        let named = match kind {
            b"IEND" => return Step::Rest,
            b"eXIf" => false,
            b"iTXt" | b"tEXt" | b"zTXt" => true,
            _ => return Step::Pass(12 + u64::from(length)),
        };
        let whole = usize::try_from(length).unwrap_or(usize::MAX);
        let name = whole.min(LONGEST_NAME);
        if named && content.len() < name {
            return Step::Need(8 + name);
        }
        if named && !content.starts_with(XMP) && !RAW.iter().any(|raw| content.starts_with(raw)) {
            return Step::Pass(12 + u64::from(length));
        }
        if whole > LARGEST || (named && !(content.starts_with(XMP) && kind == b"iTXt")) {
            self.at = At::Head(length);
            return Step::Look(8);
        }
        Step::Look(12 + whole)
    }
}

impl Format for Png {
    fn next(&mut self, ahead: &[u8]) -> Step {
        match self.at {
            At::Signature if ahead.len() < SIGNATURE.len() => Step::Need(SIGNATURE.len()),
            At::Signature if ahead.starts_with(SIGNATURE) => {
                self.at = At::Chunk;
                Step::Pass(SIGNATURE.len() as u64)
            }
            At::Signature => Step::Rest,
            At::Chunk => self.chunk(ahead),
            At::Emptying(0, crc) => {
                self.at = At::Sum(crc);
                Step::Look(4)
            }
            At::Emptying(left, _) => Step::Look(usize::try_from(left.min(AT_ONCE)).unwrap_or(1)),
            At::Head(_) => Step::Look(8),
            At::Sum(_) => Step::Look(4),
        }
    }

    fn look(&mut self, piece: &mut [u8]) {
        match self.at {
            At::Head(length) => {
                if let Some(kind) = piece.get_mut(4..8) {
                    kind.copy_from_slice(EMPTIED);
                }
                self.at = At::Emptying(length.into(), Crc::NONE.and(EMPTIED));
            }
            At::Emptying(left, crc) => {
                piece.fill(0);
                self.at = At::Emptying(left.saturating_sub(piece.len() as u64), crc.and(piece));
            }
            At::Sum(crc) => {
                put(piece, crc);
                self.at = At::Chunk;
            }
            At::Signature | At::Chunk => clean(piece),
        }
    }
}

/// Takes the place out of a chunk; its checksum is made anew where that changed anything.
fn clean(chunk: &mut [u8]) {
    let Some(length) = number(chunk).and_then(|length| usize::try_from(length).ok()) else { return };
    let Some((head, rest)) = chunk.split_at_mut_checked(8) else { return };
    let (content, sum) = rest.split_at_mut(length.min(rest.len()));
    let Some(kind) = head.get_mut(4..) else { return };
    let is_changed = if kind == b"eXIf" {
        exif::blank(content)
    } else if content.get(XMP.len()) == Some(&0) {
        xmp::blank(content)
    } else {
        // Squeezed, nothing of it can be changed in place.
        kind.copy_from_slice(EMPTIED);
        content.fill(0);
        true
    };
    if is_changed {
        put(sum, Crc::NONE.and(kind).and(content));
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?))
}

/// Writes a checksum, as far as there is room.
fn put(place: &mut [u8], crc: Crc) {
    for (byte, new) in place.iter_mut().zip((!crc.0).to_be_bytes()) {
        *byte = new;
    }
}

/// The checksum of a chunk, so far (ISO 3309).
#[derive(Clone, Copy)]
struct Crc(u32);

impl Crc {
    const NONE: Self = Self(u32::MAX);

    fn and(self, bytes: &[u8]) -> Self {
        let shift = |crc: u32| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        let take = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| shift(crc));
        Self(bytes.iter().fold(self.0, take))
    }
}

#[cfg(test)]
mod tests {
    use super::{Crc, EMPTIED, LARGEST, put};
    use crate::documents::file_type::MediaType;
    use crate::documents::location::samples::{LATITUDE, cleaned, holds, noise, tiff};

    fn sum(bytes: &[u8]) -> [u8; 4] {
        let mut sum = [0; 4];
        put(&mut sum, Crc::NONE.and(bytes));
        sum
    }

    fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let named = [kind.as_slice(), content].concat();
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [length.as_slice(), &named, &sum(&named)].concat()
    }

    fn picture(chunks: &[Vec<u8>]) -> Vec<u8> {
        let begins = chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
        let ends = [chunk(b"IDAT", &noise(9, 300)), chunk(b"IEND", b"")].concat();
        [b"\x89PNG\r\n\x1a\n".as_slice(), &begins, &chunks.concat(), &ends].concat()
    }

    fn clean(picture: &[u8]) -> Vec<u8> {
        cleaned(MediaType::Png, picture)
    }

    /// Kind and content of each chunk, with checksums that are right.
    fn chunks(picture: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
        let (mut found, mut rest) = (Vec::new(), &picture[8..]);
        while !rest.is_empty() {
            let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
            let (one, after) = rest.split_at(12 + length);
            assert_eq!(one[8 + length..], sum(&one[4..8 + length]), "the checksum of {:?}", &one[4..8]);
            found.push((one[4..8].to_vec(), one[8..8 + length].to_vec()));
            rest = after;
        }
        found
    }

    #[test]
    fn checksums_are_those_of_the_standard() {
        assert_eq!(sum(b"IEND"), [0xAE, 0x42, 0x60, 0x82]);
        assert_eq!(sum(b"123456789"), 0xCBF4_3926_u32.to_be_bytes());
    }

    #[test]
    fn exif_loses_the_place_and_gets_a_checksum_anew() {
        for big in [false, true] {
            let before = picture(&[chunk(b"eXIf", &tiff(big, true))]);
            let after = clean(&before);
            assert!(holds(&before, LATITUDE) && !holds(&after, LATITUDE));
            assert_eq!(after.len(), before.len());
            let kinds = |picture: &[u8]| chunks(picture).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
            assert_eq!(kinds(&after), kinds(&before));
        }
    }

    #[test]
    fn what_says_nothing_of_it_passes_byte_for_byte() {
        let texts = [
            chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0\0\0\0\0"),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<a tiff:Orientation='6'/>"),
            chunk(b"iTXt", b"Comment\0\0\0\0\0exif:GPSLatitude='30'"),
            chunk(b"tEXt", b"GPS\0no"),
            chunk(b"tEXt", b""),
            chunk(b"zTXt", b"Raw profile type icc\0\0squeezed"),
        ];
        let before = picture(&texts);
        assert_eq!(clean(&before), before);
        let mut wrong = before.clone();
        wrong[8 + 25 + 8] ^= 1;
        assert_eq!(clean(&wrong), wrong, "a checksum that was wrong before is nobody's business");
        let behind = [before, chunk(b"eXIf", &tiff(true, true))].concat();
        assert_eq!(clean(&behind), behind, "what lies behind the end is no picture");
    }

    #[test]
    fn xmp_loses_the_place_as_well() {
        let said = b"XML:com.adobe.xmp\0\0\0\0\0<a exif:GPSLatitude='30,2.64N' tiff:Orientation='6'/>";
        let after = clean(&picture(&[chunk(b"iTXt", said)]));
        assert!(!holds(&after, b"30,2.64N") && holds(&after, b"tiff:Orientation='6'"));
        assert_eq!(chunks(&after).len(), 4);
    }

    #[test]
    fn what_cannot_be_looked_into_is_emptied() {
        let large = [b"XML:com.adobe.xmp\0\0\0\0\0<a/>".to_vec(), vec![b' '; LARGEST]].concat();
        for (kind, content) in [
            (b"eXIf", [tiff(true, false), vec![1; LARGEST]].concat()),
            (b"iTXt", large),
            (b"iTXt", b"XML:com.adobe.xmp\0\x01\0\0\0squeezed".to_vec()),
            (b"zTXt", b"Raw profile type exif\0\0squeezed".to_vec()),
            (b"tEXt", b"Raw profile type APP1\0\nexif\n".to_vec()),
            (b"iTXt", b"Raw profile type xmp\0\0\0\0\0".to_vec()),
        ] {
            let before = picture(&[chunk(kind, &content)]);
            let after = clean(&before);
            assert_eq!(after.len(), before.len());
            let emptied = &chunks(&after)[1];
            assert_eq!(emptied.0, EMPTIED);
            assert!(emptied.1.len() == content.len() && emptied.1.iter().all(|byte| *byte == 0));
            assert_eq!(chunks(&after)[2], chunks(&before)[2], "the picture itself");
        }
    }
}
