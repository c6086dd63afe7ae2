//! Codes that people copy from paper.

use rand::Rng as _;

/// Without those that look alike.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// So many random letters, in groups of four.
pub fn new_code(letters: usize) -> String {
    let mut random = rand::rng();
    let letters = (0..letters).filter_map(|_| ALPHABET.get(random.random_range(0..ALPHABET.len())));
    let letters: Vec<u8> = letters.copied().collect();
    letters.chunks(4).map(|four| four.iter().copied().map(char::from).collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What was meant, however it was typed.
pub fn read_code(typed: &str) -> String {
    let typed = people::text::ascii_digits(typed);
    typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{new_code, read_code};

    #[test]
    fn a_code_is_read_as_it_was_made() {
        let code = new_code(24);
        assert_eq!(code.len(), 29);
        assert_eq!(read_code(&format!(" {} ", code.to_uppercase().replace('-', " "))), code.replace('-', ""));
    }
}
