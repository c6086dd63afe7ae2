//! JPEG: segments with markers, of which APP1 holds Exif or XMP; then the picture, and in some files further pictures.

use super::cleaner::{Format, Step};
use super::{exif, xmp};

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const APP1: u8 = 0xE1;
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// What does not fit into one segment goes on in others of this name.
const MORE_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";

#[derive(Default)]
pub struct Jpeg {
    /// Behind a picture there may be another one, or anything else.
    is_behind: bool,
}

impl Jpeg {
    fn next_picture(&mut self, ahead: &[u8]) -> Step {
        match ahead.windows(3).position(|bytes| matches!(bytes, [0xFF, START, 0xFF])) {
            Some(0) => {
                self.is_behind = false;
                Step::Pass(2)
            }
            Some(bytes) => pass(bytes),
            None if ahead.len() < 3 => Step::Need(3),
            None => pass(ahead.len() - 2),
        }
    }
}

impl Format for Jpeg {
    fn next(&mut self, ahead: &[u8]) -> Step {
        if self.is_behind {
            return self.next_picture(ahead);
        }
        // Among the picture's own bytes a marker is what no such byte can be.
        match ahead.windows(2).position(|bytes| matches!(bytes, [0xFF, marker] if is_marker(*marker))) {
            Some(0) => {}
            Some(bytes) => return pass(bytes),
            None => {
                return match ahead {
                    [0xFF] => Step::Need(2),
                    [passing @ .., 0xFF] => pass(passing.len()),
                    all => pass(all.len()),
                };
            }
        }
        match ahead {
            [_, START | 0x01, ..] => Step::Pass(2),
            [_, END, ..] => {
                self.is_behind = true;
                Step::Pass(2)
            }
            [_, marker, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                match *marker {
                    // It counts itself.
                    _ if length < 2 => Step::Pass(2),
                    APP1 => Step::Look(2 + length),
                    _ => pass(2 + length),
                }
            }
            _ => Step::Need(4),
        }
    }

    fn look(&mut self, piece: &mut [u8]) {
        let content = piece.get_mut(4..).unwrap_or_default();
        if content.starts_with(XMP) || content.starts_with(MORE_XMP) {
            xmp::blank(content);
        } else {
            exif::blank(content);
        }
    }
}

fn pass(bytes: usize) -> Step {
    Step::Pass(bytes as u64)
}

/// Whether a byte behind 0xFF begins something: what is stuffed, restarts or fills does not.
const fn is_marker(byte: u8) -> bool {
    matches!(byte, 0x01 | 0xC0..=0xCF | START..=0xFE)
}

#[cfg(test)]
mod tests {
    use crate::documents::file_type::MediaType;
    use crate::documents::location::samples::{LATITUDE, app1, cleaned, holds, jpeg, noise, plain_jpeg, tiff};

    fn clean(picture: &[u8]) -> Vec<u8> {
        cleaned(MediaType::Jpeg, picture)
    }

    #[test]
    fn only_the_place_changes() {
        let (before, after) = (jpeg(&tiff(true, true)), clean(&jpeg(&tiff(true, true))));
        let changed: Vec<usize> = (0..before.len()).filter(|at| before[*at] != after[*at]).collect();
        assert!(!holds(&after, LATITUDE) && !changed.is_empty());
        let exif = 2 + 4 + 6;
        assert!(changed.iter().all(|at| (exif + 8..exif + 62).contains(at)), "{changed:?}");
    }

    #[test]
    fn a_picture_without_exif_passes_byte_for_byte() {
        let mut picture = plain_jpeg();
        assert_eq!(clean(&picture), picture);
        picture.splice(2..2, app1(&[b"Exif\0\0".as_slice(), &noise(3, 200)].concat()));
        picture.splice(2..2, app1(b"http://ns.adobe.com/xap/1.0/\0<a tiff:Orientation='6'/>"));
        picture.splice(2..2, app1(b""));
        assert_eq!(clean(&picture), picture);
    }

    #[test]
    fn xmp_loses_the_place_as_well_also_where_it_goes_on() {
        let said =
            r#"<rdf:Description exif:GPSLatitude="30,2.64N" exif:GPSLongitude="31,14.14E" tiff:Orientation="6"/>"#;
        let more = [b"http://ns.adobe.com/xmp/extension/\0".as_slice(), &[b'0'; 40], said.as_bytes()].concat();
        let mut picture = plain_jpeg();
        picture.splice(2..2, app1(&more));
        picture.splice(2..2, app1(&[b"http://ns.adobe.com/xap/1.0/\0".as_slice(), said.as_bytes()].concat()));
        let after = clean(&picture);
        assert_eq!(after.len(), picture.len());
        assert!(!holds(&after, b"30,2.64N") && !holds(&after, b"31,14.14E") && !holds(&after, b"GPS"));
        assert!(holds(&after, b"tiff:Orientation=\"6\""));
    }

    #[test]
    fn a_segment_of_the_largest_size_is_looked_at_as_a_whole() {
        let mut data = [b"Exif\0\0".as_slice(), &tiff(false, false)].concat();
        data.resize(usize::from(u16::MAX) - 2, 7);
        let mut picture = plain_jpeg();
        picture.splice(2..2, app1(&data));
        let after = clean(&picture);
        assert!(holds(&picture, LATITUDE) && !holds(&after, LATITUDE));
        assert_eq!(after[200..], picture[200..]);
    }

    #[test]
    fn pictures_that_follow_the_first_lose_it_too() {
        let two = [jpeg(&tiff(false, false)), b"padding \xff\xd8".to_vec(), jpeg(&tiff(true, false))].concat();
        let after = clean(&two);
        assert_eq!(after.len(), two.len());
        assert!(!holds(&after, LATITUDE));
    }

    #[test]
    fn what_looks_like_exif_among_the_pixels_is_none() {
        let mut picture = plain_jpeg();
        let end = picture.len() - 2;
        picture.splice(end..end, [b"Exif\0\0".as_slice(), &tiff(true, false), b"\xff\0\xff\xd0\xff\xff"].concat());
        assert_eq!(clean(&picture), picture);
    }

    #[test]
    fn a_segment_that_counts_wrongly_hides_nothing_behind_it() {
        let mut picture = plain_jpeg();
        picture.splice(2..2, app1(&[b"Exif\0\0".as_slice(), &tiff(false, true)].concat()));
        picture.splice(2..2, *b"\xff\xe2\0\x01");
        assert!(holds(&picture, LATITUDE) && !holds(&clean(&picture), LATITUDE));
    }
}
