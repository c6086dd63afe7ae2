//! Signing up: what a newcomer types, and what becomes of it once the phone is proved.

use jiff::SignedDuration;
use people::DateError;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, Result, Subject, TenantTx};
use uuid::Uuid;
use web::Guest;

use super::accounts;
use super::model::{Identity, Newcomer};
use crate::forms::{date_code, reading, text_code};
use crate::messages::allowance::Allowance;
use crate::parties::finding::same_person;
use crate::parties::model::Sex;
use crate::parties::operations as parties;

const NAME: usize = 100;

/// The form, as typed.
#[derive(Default, Clone, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: String,
    pub sex: String,
    pub phone: String,
    pub username: String,
}

impl SignUpForm {
    pub fn parse(&self, guest: &Guest) -> Result<(Identity, Newcomer), Vec<FieldError>> {
        let mut problems = Vec::new();
        let reading = reading(guest);
        let mut name = |field: &'static str, text: &str| match people::text::one_line(text, NAME) {
            Ok(line) if line.is_empty() => {
                problems.push(FieldError::new(field, "required"));
                String::new()
            }
            Ok(line) => line,
            Err(error) => {
                problems.push(FieldError::new(field, text_code(&error)).limit(100));
                String::new()
            }
        };
        let (given_name, family_name) = (name("given_name", &self.given_name), name("family_name", &self.family_name));
        let born =
            people::date::parse(&self.date_of_birth, reading.order, reading.today).map_err(|error: DateError| {
                let code = if self.date_of_birth.trim().is_empty() { "required" } else { date_code(error) };
                problems.push(FieldError::new("date_of_birth", code));
            });
        let identity = Identity::parse(&self.phone, &self.username, reading.region);
        match (identity, born, problems.is_empty()) {
            (Ok(identity), Ok(date_of_birth), true) => {
                let sex = Sex::parse(&self.sex).unwrap_or(Sex::Unknown);
                let language = guest.locale().code().to_owned();
                Ok((identity, Newcomer { given_name, family_name, date_of_birth, sex, language }))
            }
            (identity, ..) => {
                problems.extend(identity.err().unwrap_or_default());
                Err(problems)
            }
        }
    }
}

/// Whom the newcomer is to be from now on: a patient the clinic knows already, or a new one. Somebody known by the same
/// phone, name and birthday who has an account comes into that, whatever user name they had in mind this time.
pub async fn complete(tx: &mut TenantTx, newcomer: &Newcomer, identity: &Identity) -> Result<Uuid> {
    let action = Action::SignUpPatient;
    // Two who sign up as the same person at the same time are one: the second waits here, and finds what the first made.
    let of = format!("signing up {}", identity.phone.as_e164());
    Allowance { of: &of, most: i32::MAX, within: SignedDuration::from_hours(1) }.take(tx).await?;
    if let Some(found) = accounts::find(tx, identity).await? {
        return Ok(found.patient);
    }
    let new = newcomer.party(&identity.phone);
    let patient = match same_person(tx, action, &new).await? {
        Some(known) => known,
        None => parties::sign_up(tx, &new).await?.uuid(),
    };
    match accounts::load(tx, action, patient).await? {
        None => accounts::create(tx, action, patient, identity).await?,
        // The chart's phone proves nothing about an account that has a phone of its own.
        Some(account) if account.phone != identity.phone => return Err(Error::Unauthenticated),
        Some(_) => {}
    }
    tx.record(action, Subject::patient(patient));
    Ok(patient)
}

/// A suggestion for whoever has none in mind: the name itself.
pub fn suggested_username(full_name: &str) -> String {
    super::model::canonical(full_name)
}

/// Whether the clinic lets patients sign themselves up.
pub async fn is_open(guest: &Guest) -> Result<()> {
    match guest.policy().await?.patients.sign_up {
        true => Ok(()),
        false => Err(Error::Forbidden(Action::SignUpPatient)),
    }
}
