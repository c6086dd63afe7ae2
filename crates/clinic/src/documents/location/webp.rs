//! WebP: a RIFF file, whose chunk `EXIF` holds Exif and whose chunk `XMP ` holds XMP.

use super::cleaner::{Format, LARGEST, Step};
use super::{exif, xmp};

const HEAD: usize = 12;
/// How much of a chunk is emptied at once.
const AT_ONCE: u64 = 64 * 1024;

#[derive(Default)]
pub struct Webp {
    has_begun: bool,
    /// How much is left of a chunk that is emptied.
    emptying: u64,
}

impl Format for Webp {
    fn next(&mut self, ahead: &[u8]) -> Step {
        if !self.has_begun {
            self.has_begun = ahead.len() >= HEAD;
            return match ahead.get(..HEAD) {
                None => Step::Need(HEAD),
                Some([b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P']) => Step::Pass(HEAD as u64),
                Some(_) => Step::Rest,
            };
        }
        if self.emptying > 0 {
            return Step::Look(usize::try_from(self.emptying.min(AT_ONCE)).unwrap_or(1));
        }
        let (Some(kind), Some(length)) = (ahead.get(..4), length(ahead)) else { return Step::Need(8) };
        // A chunk ends at an even place.
        let padded = u64::from(length) + u64::from(length % 2);
        match (kind, usize::try_from(padded)) {
            (b"EXIF" | b"XMP ", Ok(whole)) if whole <= LARGEST => Step::Look(8 + whole),
            // Too large to be looked at as a whole.
            (b"EXIF" | b"XMP ", _) => {
                self.emptying = padded;
                Step::Pass(8)
            }
            _ => Step::Pass(8 + padded),
        }
    }

    fn look(&mut self, piece: &mut [u8]) {
        if self.emptying > 0 {
            piece.fill(0);
            self.emptying = self.emptying.saturating_sub(piece.len() as u64);
            return;
        }
        let Some((head, content)) = piece.split_at_mut_checked(8) else { return };
        if head.starts_with(b"EXIF") {
            exif::blank(content);
        } else {
            xmp::blank(content);
        }
    }
}

fn length(chunk: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(chunk.get(4..8)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::LARGEST;
    use crate::documents::file_type::MediaType;
    use crate::documents::location::samples::{LATITUDE, cleaned, holds, riff, tiff, webp};

    fn clean(picture: &[u8]) -> Vec<u8> {
        cleaned(MediaType::Webp, picture)
    }

    #[test]
    fn exif_loses_the_place_in_place() {
        for marked in [b"".as_slice(), b"Exif\0\0"] {
            let before = webp(&[marked, &tiff(true, false)].concat());
            let after = clean(&before);
            assert!(holds(&before, LATITUDE) && !holds(&after, LATITUDE));
            assert_eq!((after.len(), &after[..40]), (before.len(), &before[..40]));
        }
    }

    #[test]
    fn xmp_does_as_well_and_chunks_of_odd_size_are_padded() {
        let said = b"<a exif:GPSLatitude='30,2.64N' tiff:Orientation='6'/> ";
        for length in [said.len() - 1, said.len()] {
            let before = riff(&[(b"XMP ", &said[..length]), (b"EXIF", &tiff(false, false))]);
            let after = clean(&before);
            assert!(!holds(&after, b"30,2.64N") && !holds(&after, LATITUDE) && holds(&after, b"Orientation='6'"));
            assert_eq!(after.len(), before.len());
        }
    }

    #[test]
    fn what_says_nothing_of_it_passes_byte_for_byte() {
        for before in [
            riff(&[(b"VP8 ", b"odd"), (b"EXIF", b"MM\0*\0\0\0\x08\0\0"), (b"ALPH", &tiff(true, true))]),
            riff(&[]),
            b"RIFF\0\0\0\0WAVEEXIF".to_vec(),
        ] {
            assert_eq!(clean(&before), before);
        }
    }

    #[test]
    fn what_is_too_large_to_be_looked_at_is_emptied() {
        let large = [tiff(true, false), vec![1; LARGEST]].concat();
        let before = riff(&[(b"EXIF", &large), (b"VP8 ", b"even")]);
        let after = clean(&before);
        assert_eq!(after.len(), before.len());
        assert!(after[20..20 + large.len()].iter().all(|byte| *byte == 0));
        assert_eq!(after[20 + large.len()..], before[20 + large.len()..]);
    }
}
