//! What a draft is, and what never becomes one.

use serde::{Deserialize, Serialize};
use tenancy::{Error, Result};
use web::local_path;

pub type Pairs = Vec<(String, String)>;

/// The field that says which draft belongs to a form.
pub const PLACE: &str = "draft_place";
/// A long visit's notes fit many times.
const LARGEST: usize = 64 * 1024;
const LONGEST_PLACE: usize = 2_000;
/// What pages put into forms for themselves.
const OWN: &[&str] = &["csrf_token", "idempotency_key", "next", "version", PLACE];
/// Where passwords and codes are typed.
const SECRETIVE: &[&str] = &["/account", "/doctor", "/drafts", "/session", "/sign-in", "/welcome"];

/// A form on a page: `/reception/book?patient=…#/reception/book`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Place(String);

impl Place {
    pub fn parse(text: &str) -> Option<Self> {
        let (page, form) = text.split_once('#')?;
        let is_ours = local_path(page).is_some() && local_path(form).is_some();
        (is_ours && text.len() <= LONGEST_PLACE && !is_secretive(form)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the form is sent to.
    pub fn form(&self) -> &str {
        self.0.split_once('#').map_or("/", |(_, form)| form)
    }
}

fn is_secretive(path: &str) -> bool {
    let below = |root: &&str| path.strip_prefix(*root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    SECRETIVE.iter().any(below)
}

/// What was typed, and where.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    pub place: Place,
    pub fields: Pairs,
}

impl Draft {
    pub fn new(place: Place, pairs: Pairs) -> Result<Self> {
        let secret = |name: &str| name == "csrf_token" || name.contains("password") || name.contains("secret");
        let fields: Pairs = pairs.into_iter().filter(|(name, _)| !secret(name) && name != PLACE).collect();
        match fields.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > LARGEST {
            true => Err(Error::invalid("draft", "too_long")),
            false => Ok(Self { place, fields }),
        }
    }

    /// Whether there is a word in it that a page did not put there by itself.
    pub fn has_words(&self) -> bool {
        self.fields.iter().any(|(name, value)| !OWN.contains(&name.as_str()) && !value.trim().is_empty())
    }

    /// What reads like something written, rather than chosen.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let written = |(_, value): &&(String, String)| value.trim().contains(char::is_whitespace);
        self.fields.iter().filter(written).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Place};

    #[test]
    fn a_place_is_a_page_of_ours_and_one_of_its_forms() {
        for text in ["/patients/new#/patients/new", "/reception/book?on=2030-01-07#/reception/book"] {
            assert!(Place::parse(text).is_some(), "{text}");
        }
        for text in ["/patients/new", "//evil.example#/x", "/x#https://evil.example", "/x#", "/x#/account/password/"] {
            assert!(Place::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn passwords_and_secrets_are_never_kept() {
        let pairs = ["csrf_token", "password", "password_repeat", "client_secret", "note"];
        let pairs = pairs.map(|name| (name.to_owned(), "x".to_owned())).to_vec();
        let draft = Draft::new(Place::parse("/x#/x").unwrap(), pairs).unwrap();
        assert_eq!(draft.fields, [("note".to_owned(), "x".to_owned())]);
    }
}
