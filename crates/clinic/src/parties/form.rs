//! The patient form: flat, as browsers send it, and back again as it was typed.

use serde::Deserialize;

use super::input::PartyInput;
use super::model::{Address, Channel, EmergencyContact, Insurance, Party, PartyKind, Sex};

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PartyForm {
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: String,
    pub sex: String,
    pub mrn: String,
    pub phone: String,
    pub email: String,
    pub line1: String,
    pub line2: String,
    pub city: String,
    pub region: String,
    pub postal_code: String,
    pub country: String,
    pub language: String,
    pub preferred_channel: String,
    pub emergency_name: String,
    pub emergency_phone: String,
    pub emergency_relationship: String,
    pub insurance_provider: String,
    pub policy_number: String,
    pub notes: String,
    /// The version that was shown, when this is a change.
    pub version: String,
    /// What it was opened with, when this is a change.
    pub base: String,
    /// After a conflict: the form again, with what was chosen.
    pub again: String,
    /// Somebody looked at the possible duplicates and says this is another person.
    pub anyway: String,
    /// `book`: go on to booking.
    pub then: String,
    pub next: String,
    pub idempotency_key: String,
}

fn some(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

impl PartyForm {
    pub fn input(&self, before: Option<&Party>) -> PartyInput {
        let person = before.map(|party| party.person.reveal());
        let emergency = EmergencyContact {
            name: self.emergency_name.clone(),
            phone: some(&self.emergency_phone),
            relationship: some(&self.emergency_relationship),
        };
        // The form shows the first emergency contact; what came in by other ways must not be lost.
        let others = person.map(|person| person.emergency_contacts.iter().skip(1).cloned()).into_iter().flatten();
        let known = person.and_then(|person| person.insurance.clone()).unwrap_or_default();
        PartyInput {
            kind: Some(before.map_or(PartyKind::Patient, |party| party.kind)),
            given_name: some(&self.given_name),
            family_name: some(&self.family_name),
            date_of_birth: some(&self.date_of_birth),
            sex: Sex::parse(&self.sex),
            mrn: some(&self.mrn),
            phone: some(&self.phone),
            email: some(&self.email),
            address: Some(Address {
                line1: some(&self.line1),
                line2: some(&self.line2),
                city: some(&self.city),
                region: some(&self.region),
                postal_code: some(&self.postal_code),
                country: some(&self.country),
            }),
            language: some(&self.language),
            preferred_channel: Channel::parse(&self.preferred_channel),
            emergency_contacts: some(&self.emergency_name).map(|_| emergency).into_iter().chain(others).collect(),
            insurance: Some(Insurance {
                provider: some(&self.insurance_provider),
                policy_number: some(&self.policy_number),
                ..known
            }),
            consents: person.map(|person| person.consents.clone()).unwrap_or_default(),
            notes: some(&self.notes),
            active: before.map(|party| party.active),
        }
    }

    /// The form for changing somebody.
    pub fn opened(party: &Party) -> Self {
        let form = Self::of(party);
        Self { base: form.opened_with(), ..form }
    }

    pub fn of(party: &Party) -> Self {
        let person = party.person.reveal().clone();
        let address = person.address.unwrap_or_default();
        let insurance = person.insurance.unwrap_or_default();
        let emergency = person.emergency_contacts.into_iter().next();
        let (emergency_name, emergency_phone, emergency_relationship) = emergency
            .map(|contact| (contact.name, contact.phone.unwrap_or_default(), contact.relationship.unwrap_or_default()))
            .unwrap_or_default();
        Self {
            given_name: person.given_name,
            family_name: person.family_name,
            date_of_birth: person.date_of_birth.map(|date| date.to_string()).unwrap_or_default(),
            sex: party.sex.as_str().to_owned(),
            mrn: person.mrn.unwrap_or_default(),
            phone: person.phone.unwrap_or_default(),
            email: person.email.unwrap_or_default(),
            line1: address.line1.unwrap_or_default(),
            line2: address.line2.unwrap_or_default(),
            city: address.city.unwrap_or_default(),
            region: address.region.unwrap_or_default(),
            postal_code: address.postal_code.unwrap_or_default(),
            country: address.country.unwrap_or_default(),
            language: party.language.clone().unwrap_or_default(),
            preferred_channel: party.preferred_channel.map(Channel::as_str).unwrap_or_default().to_owned(),
            emergency_name,
            emergency_phone,
            emergency_relationship,
            insurance_provider: insurance.provider.unwrap_or_default(),
            policy_number: insurance.policy_number.unwrap_or_default(),
            notes: person.notes.unwrap_or_default(),
            version: party.version.to_string(),
            ..Self::default()
        }
    }
}
