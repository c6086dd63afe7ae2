//! What clients send about a person: the same for create, replace and the form.

use jiff::civil::Date;
use people::{DateOrder, Email, Mrn, Phone, Region, text};
use serde::Deserialize;
use tenancy::FieldError;
use utoipa::ToSchema;

use super::model::{Address, Channel, Consent, ConsentBy, EmergencyContact, Insurance, NewParty, PartyKind, Sex};

/// A person as sent by a client. Read-only fields that come back with a replacement are ignored.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PartyInput {
    /// A new one is a `patient` unless said otherwise, and always so under `/api/patients/`. In a replacement what is not
    /// said stays; a patient remains one.
    pub kind: Option<PartyKind>,
    #[schema(example = "José", max_length = 100)]
    pub given_name: Option<String>,
    #[schema(example = "Gómez", max_length = 100)]
    pub family_name: Option<String>,
    /// ISO 8601, or as people write dates in the clinic's country.
    #[schema(example = "1985-03-12")]
    pub date_of_birth: Option<String>,
    pub sex: Option<Sex>,
    #[serde(alias = "medical_record_number")]
    #[schema(example = "MRN-0042", max_length = 40)]
    pub mrn: Option<String>,
    /// Any spelling; a number without prefix is read in the clinic's region.
    #[schema(example = "+33612345678")]
    pub phone: Option<String>,
    #[schema(example = "jose.gomez@example.org")]
    pub email: Option<String>,
    pub address: Option<Address>,
    /// BCP 47.
    #[schema(example = "fr")]
    pub language: Option<String>,
    pub preferred_channel: Option<Channel>,
    pub emergency_contacts: Vec<EmergencyContact>,
    pub insurance: Option<Insurance>,
    pub consents: Vec<Consent>,
    #[schema(max_length = 5000)]
    pub notes: Option<String>,
    pub active: Option<bool>,
}

/// What reading depends on: where the clinic is, and what day it is there.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub region: Option<Region>,
    pub order: DateOrder,
    pub today: Date,
}

const NAME: usize = 100;
const LINE: usize = 200;
const FORM: usize = 40;
const NOTES: usize = 5000;
const MANY: usize = 20;
/// A little more than anybody gives and withdraws by themselves.
const CONSENTS: usize = 300;

impl PartyInput {
    pub fn parse(self, reading: Reading) -> Result<NewParty, Vec<FieldError>> {
        let mut check = Check { problems: Vec::new(), reading };
        let new = NewParty {
            kind: self.kind.unwrap_or(PartyKind::Patient),
            given_name: check.line("given_name", self.given_name, NAME).unwrap_or_default(),
            family_name: check.line("family_name", self.family_name, NAME).unwrap_or_default(),
            date_of_birth: check.date_of_birth(self.date_of_birth),
            sex: self.sex.unwrap_or(Sex::Unknown),
            mrn: check.parsed("mrn", self.mrn, |text| Mrn::parse(text).map_err(|_| "malformed")),
            phone: check.phone("phone", self.phone),
            email: check.parsed("email", self.email, |text| Email::parse(text).map_err(|_| "not_an_email")),
            address: check.address(self.address),
            language: check.parsed("language", self.language, language),
            preferred_channel: self.preferred_channel,
            emergency_contacts: check.emergency_contacts(self.emergency_contacts),
            insurance: check.insurance(self.insurance),
            consents: check.consents(self.consents),
            notes: check.text("notes", self.notes, NOTES),
            active: self.active.unwrap_or(true),
        };
        if new.given_name.is_empty() && new.family_name.is_empty() && check.none_at(&["given_name", "family_name"]) {
            check.problems.push(FieldError::new("family_name", "required"));
        }
        if check.problems.is_empty() { Ok(new) } else { Err(check.problems) }
    }
}

struct Check {
    problems: Vec<FieldError>,
    reading: Reading,
}

impl Check {
    fn none_at(&self, fields: &[&str]) -> bool {
        !self.problems.iter().any(|problem| fields.contains(&problem.field.as_ref()))
    }

    fn fail(&mut self, field: impl Into<std::borrow::Cow<'static, str>>, code: &'static str, limit: Option<usize>) {
        let mut error = FieldError::new(field, code);
        error.limit = limit.and_then(|limit| i64::try_from(limit).ok());
        self.problems.push(error);
    }

    /// An absent and an empty value are the same: forms send every field.
    fn parsed<T>(
        &mut self,
        field: &'static str,
        value: Option<String>,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let value = value.filter(|value| !value.trim().is_empty())?;
        parse(&value).map_err(|code| self.fail(field, code, None)).ok()
    }

    fn line(
        &mut self,
        field: impl Into<std::borrow::Cow<'static, str>>,
        value: Option<String>,
        max: usize,
    ) -> Option<String> {
        self.cleaned(field, value, max, text::one_line)
    }

    fn text(&mut self, field: &'static str, value: Option<String>, max: usize) -> Option<String> {
        self.cleaned(field, value, max, text::clean)
    }

    fn cleaned(
        &mut self,
        field: impl Into<std::borrow::Cow<'static, str>>,
        value: Option<String>,
        max: usize,
        clean: impl FnOnce(&str, usize) -> Result<String, people::TextError>,
    ) -> Option<String> {
        match clean(&value?, max) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(error) => {
                let code = crate::forms::text_code(&error);
                self.fail(field, code, (code == "too_long").then_some(max));
                None
            }
        }
    }

    fn date_of_birth(&mut self, value: Option<String>) -> Option<Date> {
        let Reading { order, today, .. } = self.reading;
        self.parsed("date_of_birth", value, |text| {
            people::date::parse(text, order, today).map_err(crate::forms::date_code)
        })
    }

    fn phone(&mut self, field: &'static str, value: Option<String>) -> Option<Phone> {
        let region = self.reading.region;
        self.parsed(field, value, |text| crate::forms::phone(text, region).ok_or("not_a_phone"))
    }

    fn address(&mut self, value: Option<Address>) -> Option<Address> {
        let given = value?;
        let country =
            given.country.filter(|country| !country.trim().is_empty()).map(|country| country.trim().to_uppercase());
        if country
            .as_ref()
            .is_some_and(|country| country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()))
        {
            self.fail("address/country", "unknown_choice", None);
        }
        let address = Address {
            line1: self.line("address/line1", given.line1, LINE),
            line2: self.line("address/line2", given.line2, LINE),
            city: self.line("address/city", given.city, NAME),
            region: self.line("address/region", given.region, NAME),
            postal_code: self.line("address/postal_code", given.postal_code, 20),
            country,
        };
        (address != Address::default()).then_some(address)
    }

    fn emergency_contacts(&mut self, given: Vec<EmergencyContact>) -> Vec<EmergencyContact> {
        if given.len() > MANY {
            self.fail("emergency_contacts", "too_long", Some(MANY));
            return Vec::new();
        }
        let mut contacts = Vec::with_capacity(given.len());
        for (position, contact) in given.into_iter().enumerate() {
            let at = |field: &str| format!("emergency_contacts/{position}/{field}");
            let name = self.line(at("name"), Some(contact.name), NAME);
            if name.is_none() && !self.problems.iter().any(|problem| problem.field == at("name")) {
                self.fail(at("name"), "required", None);
            }
            contacts.push(EmergencyContact {
                name: name.unwrap_or_default(),
                phone: self.line(at("phone"), contact.phone, 40),
                relationship: self.line(at("relationship"), contact.relationship, NAME),
            });
        }
        contacts
    }

    fn insurance(&mut self, value: Option<Insurance>) -> Option<Insurance> {
        let given = value?;
        let insurance = Insurance {
            provider: self.line("insurance/provider", given.provider, NAME),
            policy_number: self.line("insurance/policy_number", given.policy_number, NAME),
            group_number: self.line("insurance/group_number", given.group_number, NAME),
            valid_until: given.valid_until,
        };
        (insurance != Insurance::default()).then_some(insurance)
    }

    fn consents(&mut self, given: Vec<Consent>) -> Vec<Consent> {
        if given.len() > CONSENTS {
            self.fail("consents", "too_long", Some(CONSENTS));
            return Vec::new();
        }
        let mut consents = Vec::with_capacity(given.len());
        for (position, consent) in given.into_iter().enumerate() {
            let purpose =
                self.line(format!("consents/{position}/purpose"), Some(consent.purpose), NAME).unwrap_or_default();
            let form = self.line(format!("consents/{position}/form"), consent.form, FORM);
            // Through this door it is the clinic that says so; what stands already is recognised later.
            consents.push(Consent { purpose, form, by: Some(ConsentBy::Clinic), ..consent });
        }
        consents
    }
}

/// A language tag: letters, digits and hyphens, as in `ar` or `pt-BR`.
fn language(text: &str) -> Result<String, &'static str> {
    let tag = text.trim();
    let fine = (2..=35).contains(&tag.len())
        && tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if fine { Ok(tag.to_owned()) } else { Err("malformed") }
}
