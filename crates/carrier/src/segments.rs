//! How many messages of the mobile network one text takes, which is what carriers charge for.

/// How a text travels. One character outside the small alphabet makes the whole text the dearer kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// The default alphabet of GSM 03.38: 160 characters, or 153 in each of several.
    Gsm7,
    /// Anything else: 70 units of UTF-16, or 67 in each of several.
    Ucs2,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segments {
    pub encoding: Encoding,
    /// Units used in all: septets, or units of UTF-16.
    pub units: usize,
    pub count: u16,
}

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                     ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Each takes an escape besides itself.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

impl Segments {
    pub fn of(text: &str) -> Self {
        let (encoding, widths): (_, Vec<usize>) = match text.chars().map(septets).collect::<Option<Vec<_>>>() {
            Some(widths) => (Encoding::Gsm7, widths),
            None => (Encoding::Ucs2, text.chars().map(char::len_utf16).collect()),
        };
        let (alone, joined) = match encoding {
            Encoding::Gsm7 => (160, 153),
            Encoding::Ucs2 => (70, 67),
        };
        let units = widths.iter().sum();
        let count = match units {
            0 => 0,
            few if few <= alone => 1,
            _ => parts(&widths, joined),
        };
        Self { encoding, units, count }
    }
}

fn septets(letter: char) -> Option<usize> {
    match letter {
        letter if BASIC.contains(letter) => Some(1),
        letter if EXTENSION.contains(letter) => Some(2),
        _ => None,
    }
}

/// A character of two units is never cut in half, so a part may end one unit early.
fn parts(widths: &[usize], room: usize) -> u16 {
    let (mut parts, mut used) = (1_u16, 0);
    for width in widths {
        if used + width > room {
            parts = parts.saturating_add(1);
            used = 0;
        }
        used += width;
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Encoding, Segments};

    fn counted(text: &str) -> (Encoding, usize, u16) {
        let Segments { encoding, units, count } = Segments::of(text);
        (encoding, units, count)
    }

    #[test]
    fn latin_takes_160_alone_and_153_in_each_of_several() {
        assert_eq!(counted(""), (Encoding::Gsm7, 0, 0));
        assert_eq!(counted(&"a".repeat(160)), (Encoding::Gsm7, 160, 1));
        assert_eq!(counted(&"a".repeat(161)), (Encoding::Gsm7, 161, 2));
        assert_eq!(counted(&"a".repeat(306)), (Encoding::Gsm7, 306, 2));
        assert_eq!(counted(&"a".repeat(307)), (Encoding::Gsm7, 307, 3));
    }

    #[test]
    fn brackets_and_the_euro_count_twice() {
        assert_eq!(counted(&"€".repeat(80)), (Encoding::Gsm7, 160, 1));
        assert_eq!(counted(&"{".repeat(81)), (Encoding::Gsm7, 162, 2));
        // 76 pairs fill 152 of 153: the 77th does not fit into the last septet.
        assert_eq!(counted(&"]".repeat(153)), (Encoding::Gsm7, 306, 3));
    }

    #[test]
    fn one_foreign_letter_makes_the_whole_text_ucs2() {
        assert_eq!(counted("ç"), (Encoding::Ucs2, 1, 1));
        assert_eq!(counted(&"م".repeat(70)), (Encoding::Ucs2, 70, 1));
        assert_eq!(counted(&"ש".repeat(71)), (Encoding::Ucs2, 71, 2));
        assert_eq!(counted(&"م".repeat(135)), (Encoding::Ucs2, 135, 3));
        assert_eq!(counted(&"😀".repeat(35)), (Encoding::Ucs2, 70, 1));
        assert_eq!(counted(&"😀".repeat(67)), (Encoding::Ucs2, 134, 3));
    }

    proptest! {
        #[test]
        fn there_is_always_room_for_all_units(text in ".{0,400}") {
            let Segments { encoding, units, count } = Segments::of(&text);
            let room = if encoding == Encoding::Gsm7 { 160 } else { 70 };
            prop_assert!(units <= usize::from(count) * room);
            prop_assert_eq!(count == 0, text.is_empty());
        }
    }
}
