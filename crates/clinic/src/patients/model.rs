//! Who comes in, and by what. No database here.

use jiff::civil::Date;
use people::{Phone, Region};
use serde::{Deserialize, Serialize};
use tenancy::FieldError;
use uuid::Uuid;

use crate::forms::text_code;
use crate::parties::model::{NewParty, PartyKind, Sex};

pub const USERNAME: usize = 150;

/// What somebody says they are known by here.
#[derive(Clone)]
pub struct Identity {
    pub phone: Phone,
    pub username: String,
}

/// Case, accents of the keyboard's making and outer blanks do not matter in a user name; inner blanks are welcome.
pub fn canonical(username: &str) -> String {
    username.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Identity {
    /// Reads what was typed; a number without prefix is one of the region.
    pub fn parse(phone: &str, username: &str, region: Option<Region>) -> Result<Self, Vec<FieldError>> {
        let mut problems = Vec::new();
        let phone = read_phone(phone, region).map_err(|code| problems.push(FieldError::new("phone", code))).ok();
        let username = match people::text::one_line(username, USERNAME) {
            Ok(name) if name.is_empty() => {
                problems.push(FieldError::new("username", "required"));
                None
            }
            Ok(name) => Some(name),
            Err(error) => {
                problems.push(FieldError::new("username", text_code(&error)).limit(150));
                None
            }
        };
        phone.zip(username).map(|(phone, username)| Self { phone, username }).ok_or(problems)
    }
}

fn read_phone(text: &str, region: Option<Region>) -> Result<Phone, &'static str> {
    if text.trim().is_empty() {
        return Err("required");
    }
    crate::forms::phone(text, region).ok_or("not_a_phone")
}

/// What somebody tells of themselves to be registered.
#[derive(Clone, Serialize, Deserialize)]
pub struct Newcomer {
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: Date,
    pub sex: Sex,
    pub language: String,
}

impl Newcomer {
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name).trim().to_owned()
    }

    /// As the clinic keeps a patient.
    pub fn party(&self, phone: &Phone) -> NewParty {
        NewParty {
            kind: PartyKind::Patient,
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            date_of_birth: Some(self.date_of_birth),
            sex: self.sex,
            mrn: None,
            phone: Some(phone.clone()),
            email: None,
            address: None,
            language: Some(self.language.clone()),
            preferred_channel: None,
            emergency_contacts: Vec::new(),
            insurance: None,
            consents: Vec::new(),
            notes: None,
            active: true,
        }
    }
}

/// Whether an account opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Active,
    Blocked,
}

/// A patient's account, opened.
#[derive(Clone)]
pub struct Account {
    pub patient: Uuid,
    pub username: String,
    pub phone: Phone,
    pub standing: Standing,
    /// Until when the phone is too new to open everything.
    pub held_until: Option<jiff::Timestamp>,
    pub last_sign_in_at: Option<jiff::Timestamp>,
    pub version: i32,
}

/// A number of which the owner recognises the end and nobody learns the rest.
pub fn masked(e164: &str) -> String {
    let hidden = e164.chars().count().saturating_sub(3);
    e164.chars().enumerate().map(|(at, c)| if at < hidden && c.is_ascii_digit() { '•' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{canonical, masked};

    #[test]
    fn a_user_name_is_known_however_it_is_spaced_and_capitalised() {
        assert_eq!(canonical("  Mona \t El  Sayed "), "mona el sayed");
        assert_eq!(canonical("منى السيد"), "منى السيد");
    }

    #[test]
    fn only_the_end_of_a_number_is_shown() {
        assert_eq!(masked("+201001234567"), "+•••••••••567");
        assert_eq!(masked("12"), "12");
    }
}
