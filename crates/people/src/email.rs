//! E-mail addresses: enough syntax to catch slips at the desk, not the whole of RFC 5322.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::text::is_direction_mark;

/// The most that fits into an SMTP path.
pub const MAX_BYTES: usize = 254;

/// An address one may send to, with its domain in lower case.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// Why an address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    #[error("empty")]
    Empty,
    #[error("longer than {MAX_BYTES} bytes")]
    TooLong,
    #[error("not of the form name@domain")]
    Malformed,
}

impl EmailError {
    /// Stable code for texts and API answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "email_empty",
            Self::TooLong => "email_too_long",
            Self::Malformed => "email_malformed",
        }
    }
}

impl Email {
    /// Reads an address as typed or pasted.
    ///
    /// # Errors
    /// [`EmailError`], when it is empty, too long or no address.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text: String = text.chars().filter(|c| !is_direction_mark(*c)).nfc().collect();
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }

        let (local, domain) = text.rsplit_once('@').ok_or(EmailError::Malformed)?;
        let domain = domain.to_lowercase();
        if local.len() + 1 + domain.len() > MAX_BYTES {
            return Err(EmailError::TooLong);
        }
        if !is_local_part(local) || !is_domain(&domain) {
            return Err(EmailError::Malformed);
        }
        Ok(Self(format!("{local}@{domain}")))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that is compared and indexed: all in lower case, since no provider in use tells
    /// `Amal@` from `amal@`, and people write both.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(..)")
    }
}

fn is_local_part(local: &str) -> bool {
    let dots_are_inside = !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    (1..=64).contains(&local.len()) && dots_are_inside && local.chars().all(is_atom_or_dot)
}

/// Letters of any script, and the ASCII signs that need no quoting.
fn is_atom_or_dot(c: char) -> bool {
    c.is_alphanumeric()
        || (!c.is_ascii() && !c.is_whitespace() && !c.is_control())
        || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c == '-' || c.is_alphanumeric() || is_mark(c))
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.len() <= 253
        && domain.contains('.')
        && domain.split('.').all(is_label)
        && !top.chars().all(|c| c.is_ascii_digit())
}

/// Vowel signs and accents belong to words in scripts that write them apart.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, EmailError> {
        Email::parse(text).map(|email| email.as_str().to_owned())
    }

    #[test]
    fn the_domain_is_lowered_and_the_name_kept() {
        assert_eq!(read("  Amal.Said+clinic@Example.ORG \n"), Ok("Amal.Said+clinic@example.org".into()));
        assert_eq!(read("\u{200f}o'brien@mail.example.ie"), Ok("o'brien@mail.example.ie".into()));
        assert_eq!(read("user@bücher.example"), Ok("user@bücher.example".into()));
        assert_eq!(read("user@عيادة.example"), Ok("user@عيادة.example".into()));
        assert_eq!(Email::parse("Amal@Example.org").map(|e| e.canonical()), Ok("amal@example.org".into()));
    }

    #[test]
    fn slips_are_refused() {
        for text in [
            "amal",
            "amal@",
            "@example.org",
            "amal@example",
            "amal@@example.org",
            "a b@example.org",
            "amal@exa mple.org",
            "amal@example..org",
            "amal@.org",
            "amal@example.org.",
            ".amal@example.org",
            "amal.@example.org",
            "a..l@example.org",
            "<amal@example.org>",
            "amal@-example.org",
            "amal@example.123",
            "a,b@example.org",
            "amal@example.org, b@example.org",
            "a\0@example.org",
            "a\u{a0}b@example.org",
        ] {
            assert_eq!(read(text), Err(EmailError::Malformed), "{text:?}");
        }
        assert_eq!(read("  "), Err(EmailError::Empty));
        assert!(read(&format!("{}@{}.org", "a".repeat(60), "b".repeat(60))).is_ok());
        assert_eq!(read(&format!("{}@example.org", "a".repeat(65))), Err(EmailError::Malformed));
        assert_eq!(read(&format!("a@{}org", "b.".repeat(130))), Err(EmailError::TooLong));
    }

    #[test]
    fn debug_tells_nothing() {
        assert_eq!(format!("{:?}", Email::parse("amal@example.org")), "Ok(Email(..))");
    }

    proptest::proptest! {
        #[test]
        fn reading_what_was_read_changes_nothing(text in "\\PC{1,12}@\\PC{1,12}\\.[a-z]{2}") {
            if let Ok(email) = Email::parse(&text) {
                proptest::prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
            }
        }
    }
}
