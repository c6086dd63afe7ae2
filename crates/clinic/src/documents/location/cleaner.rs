//! [`Cleaner`]: walks through a picture as it comes, holding no more of it than it takes to look at one part.

use bytes::{Bytes, BytesMut};

use super::jpeg::Jpeg;
use super::png::Png;
use super::webp::Webp;
use crate::documents::file_type::MediaType;

/// The largest part that is looked at as a whole, where a format knows no bound of its own.
pub const LARGEST: usize = 256 * 1024;

/// What is to be done with what comes next of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It takes so many bytes to tell: more than were shown.
    Need(usize),
    /// So many go on as they are.
    Pass(u64),
    /// So many are looked at as a whole, and may be changed.
    Look(usize),
    /// All that is left goes on as it is.
    Rest,
}

/// How the parts of a file follow each other.
pub trait Format {
    /// Says what is to be done, by the beginning of what comes next, of which there is at least a byte.
    fn next(&mut self, ahead: &[u8]) -> Step;

    /// Changes what was to be looked at; it is shorter where the file ends within it.
    fn look(&mut self, piece: &mut [u8]);
}

/// A picture's way through its format.
pub struct Cleaner {
    format: Box<dyn Format + Send>,
    step: Step,
    held: BytesMut,
}

impl Cleaner {
    /// None for what is not known how to clean.
    pub fn of(media_type: MediaType) -> Option<Self> {
        let format: Box<dyn Format + Send> = match media_type {
            MediaType::Jpeg => Box::new(Jpeg::default()),
            MediaType::Png => Box::new(Png::default()),
            MediaType::Webp => Box::new(Webp::default()),
            _ => return None,
        };
        Some(Self { format, step: Step::Need(1), held: BytesMut::new() })
    }

    /// Takes what comes next; gives what may go on.
    pub fn take(&mut self, piece: &[u8]) -> Bytes {
        self.held.extend_from_slice(piece);
        let mut done = BytesMut::new();
        while self.goes_on(&mut done) {}
        done.freeze()
    }

    /// What was held back, once nothing comes any more.
    pub fn finish(mut self) -> Bytes {
        if let Step::Look(_) = self.step {
            self.format.look(&mut self.held);
        }
        self.held.freeze()
    }

    /// Takes one step, if enough is there.
    fn goes_on(&mut self, done: &mut BytesMut) -> bool {
        let there = self.held.len();
        match self.step {
            Step::Need(bytes) => {
                if there < bytes {
                    return false;
                }
                self.step = self.format.next(&self.held);
            }
            Step::Pass(bytes) => {
                let now = usize::try_from(bytes).unwrap_or(usize::MAX).min(there);
                done.extend_from_slice(&self.held.split_to(now));
                let left = bytes - now as u64;
                self.step = if left == 0 { Step::Need(1) } else { Step::Pass(left) };
                return left == 0;
            }
            Step::Look(bytes) => {
                if there < bytes {
                    return false;
                }
                let mut piece = self.held.split_to(bytes);
                self.format.look(&mut piece);
                done.extend_from_slice(&piece);
                self.step = Step::Need(1);
            }
            Step::Rest => {
                done.extend_from_slice(&self.held.split());
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Cleaner, LARGEST};
    use crate::documents::file_type::MediaType;
    use crate::documents::location::samples::{self, LATITUDE, cleaned, holds, jpeg, png, tiff, webp};

    #[test]
    fn it_makes_no_difference_where_the_pieces_of_a_file_end() {
        for (kind, picture) in [
            (MediaType::Jpeg, jpeg(&tiff(true, false))),
            (MediaType::Png, png(&tiff(false, true))),
            (MediaType::Webp, webp(&tiff(true, true))),
        ] {
            let whole = cleaned(kind, &picture);
            assert!(holds(&picture, LATITUDE) && !holds(&whole, LATITUDE), "{kind:?}");
            assert_eq!(whole.len(), picture.len());
            for cut in 0..=picture.len() {
                let (head, tail) = picture.split_at(cut);
                let mut cleaner = Cleaner::of(kind).unwrap();
                let pieces = [cleaner.take(head), cleaner.take(tail), cleaner.finish()];
                assert_eq!(pieces.concat(), whole, "{kind:?} cut at {cut}");
            }
            let mut cleaner = Cleaner::of(kind).unwrap();
            let mut bytewise: Vec<u8> = picture.iter().flat_map(|byte| cleaner.take(&[*byte])).collect();
            bytewise.extend(cleaner.finish());
            assert_eq!(bytewise, whole, "{kind:?} byte by byte");
        }
    }

    #[test]
    fn what_breaks_off_keeps_its_length_and_says_no_more_than_it_must() {
        for (kind, picture) in [
            (MediaType::Jpeg, jpeg(&tiff(false, false))),
            (MediaType::Png, png(&tiff(false, false))),
            (MediaType::Webp, webp(&tiff(false, false))),
        ] {
            for length in 0..picture.len() {
                let clean = cleaned(kind, &picture[..length]);
                assert_eq!(clean.len(), length, "{kind:?}");
                assert!(!holds(&clean, &LATITUDE[..8]), "{kind:?} broken off at {length}");
            }
        }
    }

    #[test]
    fn nothing_is_held_back_but_the_part_that_is_looked_at() {
        let behind = vec![0; 100_000];
        for (kind, picture) in
            [(MediaType::Jpeg, jpeg(&tiff(false, false))), (MediaType::Png, png(&tiff(false, false)))]
        {
            let mut cleaner = Cleaner::of(kind).unwrap();
            let (mut sent, mut came) = (0, 0);
            for piece in picture.chunks(7).chain(std::iter::repeat_n(behind.as_slice(), 20)) {
                came += piece.len();
                sent += cleaner.take(piece).len();
                assert!(came - sent <= LARGEST + 12, "{kind:?}");
            }
            assert_eq!(came, sent + cleaner.finish().len(), "{kind:?}");
        }
    }

    #[test]
    fn noise_passes_as_it_is() {
        for kind in [MediaType::Jpeg, MediaType::Png, MediaType::Webp] {
            for seed in 1..50 {
                let noise = samples::noise(seed, 5000);
                assert_eq!(cleaned(kind, &noise), noise, "{kind:?} {seed}");
            }
        }
        assert!(Cleaner::of(MediaType::Tiff).is_none() && Cleaner::of(MediaType::Heif).is_none());
    }
}
