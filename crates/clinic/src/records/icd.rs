//! What a diagnosis code is about, in plain words: the chapter of ICD-10 that it stands in.

/// The last category of each chapter, in order. A few letters are shared by two chapters.
const CHAPTERS: &[(&str, u8)] = &[
    ("B99", 1),
    ("D49", 2),
    ("D89", 3),
    ("E90", 4),
    ("F99", 5),
    ("G99", 6),
    ("H59", 7),
    ("H95", 8),
    ("I99", 9),
    ("J99", 10),
    ("K95", 11),
    ("L99", 12),
    ("M99", 13),
    ("N99", 14),
    ("O9A", 15),
    ("P96", 16),
    ("Q99", 17),
    ("R99", 18),
    ("T98", 19),
    ("Y99", 20),
    ("Z99", 21),
];

/// The text key of the chapter that a code stands in. Codes of no chapter have none.
pub fn chapter(code: &str) -> Option<String> {
    let category = code.get(..3)?;
    // Codes for special purposes were given out between two chapters.
    if category.starts_with('U') {
        return None;
    }
    let (_, number) = CHAPTERS.iter().find(|(last, _)| category <= *last)?;
    Some(format!("icd-{number}"))
}

#[cfg(test)]
mod tests {
    use super::chapter;

    #[test]
    fn a_code_stands_in_its_chapter() {
        for (code, number) in [
            ("A00", 1),
            ("B99.9", 1),
            ("C00", 2),
            ("D48", 2),
            ("D50.9", 3),
            ("E11.9", 4),
            ("F32.1", 5),
            ("H10", 7),
            ("H66.9", 8),
            ("I10", 9),
            ("J11.1", 10),
            ("K35", 11),
            ("O80", 15),
            ("S52.521A", 19),
            ("V01", 20),
            ("Z00.0", 21),
        ] {
            assert_eq!(chapter(code), Some(format!("icd-{number}")), "{code}");
        }
        for code in ["U07.1", "", "Z9"] {
            assert_eq!(chapter(code), None, "{code}");
        }
    }
}
