//! Exif: a TIFF structure whose first directory points at one that says where a picture was taken.

use std::ops::Range;

/// The entry that points at the directory about GPS.
const GPS: u16 = 0x8825;
const ENTRY: usize = 12;
/// More directories follow each other in no picture.
const DIRECTORIES: usize = 8;
const HEADER: Range<usize> = 0..8;

/// Takes the place out of Exif, with or without the mark that stands before it in JPEG, and says whether there was any: the
/// directory about GPS becomes an empty one, and what it points at noughts. What lies beyond the end is not there, and what
/// belongs to other directories stays.
pub fn blank(data: &mut [u8]) -> bool {
    let tiff = if data.starts_with(b"Exif\0") { data.get_mut(6..).unwrap_or_default() } else { data };
    let Some(order) = Order::of(tiff) else { return false };
    let (kept, pointed) = order.directories(tiff);
    let is_own = |at: &usize| kept.iter().all(|range| range.start != *at);
    let mut places: Vec<Range<usize>> =
        pointed.into_iter().filter(is_own).flat_map(|at| order.places(tiff, at)).collect();
    places.sort_unstable_by_key(|place| place.start);
    // Each byte once, however many point at it.
    let (mut from, mut is_changed) = (0, false);
    for place in places {
        let place = place.start.max(from)..place.end.min(tiff.len());
        from = from.max(place.end);
        for (at, byte) in tiff.iter_mut().enumerate().take(place.end).skip(place.start) {
            if !kept.iter().any(|range| range.contains(&at)) {
                is_changed |= *byte != 0;
                *byte = 0;
            }
        }
    }
    is_changed
}

/// Which end of a number comes first.
#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn of(tiff: &[u8]) -> Option<Self> {
        match tiff.get(..4)? {
            b"II*\0" => Some(Self::Little),
            b"MM\0*" => Some(Self::Big),
            _ => None,
        }
    }

    fn short(self, tiff: &[u8], at: usize) -> Option<u16> {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        })
    }

    fn long(self, tiff: &[u8], at: usize) -> Option<usize> {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let number = match self {
            Self::Little => u32::from_le_bytes(bytes),
            Self::Big => u32::from_be_bytes(bytes),
        };
        usize::try_from(number).ok()
    }

    /// Where the entries of a directory begin.
    fn entries(self, tiff: &[u8], at: usize) -> Option<impl Iterator<Item = usize> + use<>> {
        let count = usize::from(self.short(tiff, at)?);
        Some((0..count).map(move |number| at + 2 + number * ENTRY))
    }

    /// The header and the directories that follow each other, and where those about GPS are said to be.
    fn directories(self, tiff: &[u8]) -> (Vec<Range<usize>>, Vec<usize>) {
        let (mut known, mut pointed) = (vec![HEADER], Vec::new());
        let mut next = self.long(tiff, 4);
        while let Some(at) = next.filter(|at| *at != 0 && known.iter().all(|range| range.start != *at)) {
            let Some(entries) = self.entries(tiff, at).filter(|_| known.len() <= DIRECTORIES) else { break };
            let mut end = at + 2;
            for entry in entries {
                if self.short(tiff, entry) == Some(GPS) {
                    pointed.extend(self.long(tiff, entry + 8));
                }
                end = entry + ENTRY;
            }
            next = self.long(tiff, end);
            known.push(at..end);
        }
        (known, pointed)
    }

    /// Where a directory lies, and all the values that it points at.
    fn places(self, tiff: &[u8], at: usize) -> Vec<Range<usize>> {
        let Some(entries) = self.entries(tiff, at) else { return Vec::new() };
        let count = at..at.saturating_add(2);
        let mut places: Vec<Range<usize>> = std::iter::once(count).collect();
        for entry in entries {
            let value = || {
                let (kind, count) = (self.short(tiff, entry + 2)?, self.long(tiff, entry + 4)?);
                let size = count.checked_mul(width(kind)).filter(|size| *size > 4)?;
                let start = self.long(tiff, entry + 8)?;
                Some(start..start.saturating_add(size))
            };
            places.extend(value());
            places.push(entry..entry + ENTRY);
        }
        places
    }
}

/// How many bytes a value of a type takes.
const fn width(kind: u16) -> usize {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 => 8,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::blank;
    use crate::documents::location::samples::{LATITUDE, holds, tiff};

    fn blanked(data: &[u8]) -> (Vec<u8>, bool) {
        let mut data = data.to_vec();
        let is_changed = blank(&mut data);
        (data, is_changed)
    }

    /// Where the pointer to the directory about GPS stands, of one that was made for tests.
    fn pointer(gps_first: bool) -> usize {
        let first = if gps_first { 62 } else { 8 };
        first + 2 + 12 + 8
    }

    fn pointed_at(big: bool, gps_first: bool, at: u32) -> Vec<u8> {
        let mut tiff = tiff(big, gps_first);
        let place = pointer(gps_first);
        tiff[place..place + 4].copy_from_slice(&if big { at.to_be_bytes() } else { at.to_le_bytes() });
        tiff
    }

    #[test]
    fn the_place_goes_in_both_byte_orders_and_wherever_it_lies_and_the_rest_stays() {
        for (big, gps_first) in [(false, false), (false, true), (true, false), (true, true)] {
            let before = tiff(big, gps_first);
            let (after, is_changed) = blanked(&before);
            assert!(is_changed && holds(&before, LATITUDE) && !holds(&after, LATITUDE));
            let gps = if gps_first { 8..62 } else { 38..92 };
            for (at, (old, new)) in before.iter().zip(&after).enumerate() {
                assert_eq!(*new, if gps.contains(&at) { 0 } else { *old }, "{at} of {big} {gps_first}");
            }
            assert_eq!(blanked(&after), (after.clone(), false), "once is enough");
        }
    }

    #[test]
    fn the_mark_before_it_makes_no_difference() {
        let marked = [b"Exif\0\0".as_slice(), &tiff(true, false)].concat();
        let (after, is_changed) = blanked(&marked);
        assert!(is_changed && after.starts_with(b"Exif\0\0MM") && !holds(&after, LATITUDE));
    }

    #[test]
    fn pointers_that_lead_nowhere_or_in_circles_change_nothing() {
        for (big, gps_first) in [(false, false), (true, true)] {
            let first = if gps_first { 62 } else { 8 };
            for at in [0, first, 91, 92, 0x7fff_ffff, u32::MAX] {
                let before = pointed_at(big, gps_first, at);
                assert_eq!(blanked(&before).0, before, "{at}");
            }
        }
        let mut circle = tiff(false, false);
        circle[34..38].copy_from_slice(&8_u32.to_le_bytes());
        let (after, is_changed) = blanked(&circle);
        assert!(is_changed && !holds(&after, LATITUDE) && after[34..38] == circle[34..38]);
    }

    #[test]
    fn values_that_reach_beyond_the_end_or_over_other_directories_go_as_far_as_they_may() {
        let mut long = tiff(false, false);
        // So many that they reach beyond the end, from the beginning on.
        long[56..60].copy_from_slice(&1_000_000_u32.to_le_bytes());
        long[60..64].copy_from_slice(&0_u32.to_le_bytes());
        let (after, _) = blanked(&long);
        assert_eq!(after[..34], long[..34], "header and first directory stay");
        assert!(after[38..].iter().all(|byte| *byte == 0));
    }

    #[test]
    fn however_much_is_missing_nothing_fails_and_no_more_is_said() {
        for (big, gps_first) in [(false, false), (true, true)] {
            let whole = tiff(big, gps_first);
            for length in 0..whole.len() {
                let (after, _) = blanked(&whole[..length]);
                assert_eq!(after.len(), length);
                // With the directory last, nothing says any more what the rest is about.
                assert!(gps_first || !holds(&after, &LATITUDE[..8]));
            }
        }
    }

    #[test]
    fn a_crowd_of_entries_that_point_at_everything_is_no_more_work_than_one() {
        let mut crowd = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0".to_vec();
        crowd.extend_from_slice(&u16::MAX.to_le_bytes());
        for _ in 0..5000 {
            crowd.extend_from_slice(b"\x02\0\x05\0\xff\xff\0\0\0\0\0\0");
        }
        let (after, is_changed) = blanked(&crowd);
        assert!(is_changed && after[..22] == crowd[..22] && after[26..].iter().all(|byte| *byte == 0));
    }

    #[test]
    fn what_is_no_exif_stays() {
        for data in
            [&b""[..], b"Exif\0", b"Exif\0\0", b"II*\0", b"II*\0\xff\xff\xff\xff", b"JUNK\x08\0\0\0\x01\0\x25\x88"]
        {
            assert_eq!(blanked(data), (data.to_vec(), false));
        }
    }
}
