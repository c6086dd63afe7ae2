//! A name as two letters, for where others can look on.

/// The first letters of the first and the last word of a name, kept apart so that Arabic letters do not join.
pub fn initials(name: &str) -> String {
    let letter = |word: &str| word.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string());
    let letters: Vec<String> = name.split_whitespace().filter_map(letter).collect();
    match letters.as_slice() {
        [] => "–".to_owned(),
        [only] => format!("{only}."),
        [first, .., last] => format!("{first}. {last}."),
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_name_is_two_letters() {
        assert_eq!(initials("Layla Abdelrahman"), "L. A.");
        assert_eq!(initials("Maria del Carmen O’Neill"), "M. O.");
        assert_eq!(initials("عمر عبد الرحمن"), "ع. ا.");
        assert_eq!(initials("  élodie"), "É.");
        assert_eq!(initials(""), "–");
    }
}
