//! Sealing people into their row and opening them again, and the blind indexes they are found by.

use std::collections::BTreeSet;

use jiff::civil::Date;
use tenancy::{Actor, Error, Id, Result};
use uuid::Uuid;
use vault::{ClinicKeys, Field, Json, PartySecret, Phi, Sealed, Sealer};

use super::model::{Address, Channel, Consent, EmergencyContact, Insurance, NewParty, Party, PartyKind, Person, Sex};

pub const SECRET: Field = Field::clinic("party", "secret");
pub const GIVEN_NAME: Field = Field::party("party", "given_name");
pub const FAMILY_NAME: Field = Field::party("party", "family_name");
pub const DATE_OF_BIRTH: Field = Field::party("party", "date_of_birth");
pub const MRN: Field = Field::party("party", "mrn");
pub const PHONE: Field = Field::party("party", "phone");
pub const EMAIL: Field = Field::party("party", "email");
pub const ADDRESS: Field = Field::party("party", "address");
pub const EMERGENCY_CONTACTS: Field = Field::party("party", "emergency_contacts");
pub const INSURANCE: Field = Field::party("party", "insurance");
pub const CONSENTS: Field = Field::party("party", "consents");
pub const NOTES: Field = Field::party("party", "notes");

/// The sealed columns of one party.
pub struct SealedPerson {
    pub given_name: Option<Sealed<String>>,
    pub family_name: Option<Sealed<String>>,
    pub date_of_birth: Option<Sealed<Date>>,
    pub mrn: Option<Sealed<String>>,
    pub phone: Option<Sealed<String>>,
    pub email: Option<Sealed<String>>,
    pub address: Option<Sealed<Json<Address>>>,
    pub emergency_contacts: Option<Sealed<Json<Vec<EmergencyContact>>>>,
    pub insurance: Option<Sealed<Json<Insurance>>>,
    pub consents: Option<Sealed<Json<Vec<Consent>>>>,
    pub notes: Option<Sealed<String>>,
}

impl SealedPerson {
    pub fn seal(sealer: &Sealer<'_>, id: Uuid, new: &NewParty) -> Self {
        let text = |field, value: Option<&str>| value.map(|value| sealer.seal(field, id, &value.to_owned()));
        let some = |value: &str| (!value.is_empty()).then_some(value.to_owned());
        Self {
            given_name: text(GIVEN_NAME, some(&new.given_name).as_deref()),
            family_name: text(FAMILY_NAME, some(&new.family_name).as_deref()),
            date_of_birth: sealer.seal_opt(DATE_OF_BIRTH, id, new.date_of_birth.as_ref()),
            mrn: text(MRN, new.mrn.as_ref().map(people::Mrn::as_str)),
            phone: text(PHONE, new.phone.as_ref().map(people::Phone::as_e164)),
            email: text(EMAIL, new.email.as_ref().map(people::Email::as_str)),
            address: new.address.clone().map(|value| sealer.seal(ADDRESS, id, &Json(value))),
            emergency_contacts: (!new.emergency_contacts.is_empty())
                .then(|| sealer.seal(EMERGENCY_CONTACTS, id, &Json(new.emergency_contacts.clone()))),
            insurance: new.insurance.clone().map(|value| sealer.seal(INSURANCE, id, &Json(value))),
            consents: (!new.consents.is_empty()).then(|| sealer.seal(CONSENTS, id, &Json(new.consents.clone()))),
            notes: text(NOTES, new.notes.as_deref()),
        }
    }

    fn open(&self, sealer: &Sealer<'_>, id: Uuid) -> Result<Person> {
        let text = |field, value: &Option<Sealed<String>>| -> Result<Option<String>> {
            Ok(sealer.open_opt(field, id, value.as_ref())?.map(Phi::into_inner))
        };
        Ok(Person {
            given_name: text(GIVEN_NAME, &self.given_name)?.unwrap_or_default(),
            family_name: text(FAMILY_NAME, &self.family_name)?.unwrap_or_default(),
            date_of_birth: sealer.open_opt(DATE_OF_BIRTH, id, self.date_of_birth.as_ref())?.map(Phi::into_inner),
            mrn: text(MRN, &self.mrn)?,
            phone: text(PHONE, &self.phone)?,
            email: text(EMAIL, &self.email)?,
            address: sealer.open_opt(ADDRESS, id, self.address.as_ref())?.map(|value| value.into_inner().0),
            emergency_contacts: sealer
                .open_opt(EMERGENCY_CONTACTS, id, self.emergency_contacts.as_ref())?
                .map(|value| value.into_inner().0)
                .unwrap_or_default(),
            insurance: sealer.open_opt(INSURANCE, id, self.insurance.as_ref())?.map(|value| value.into_inner().0),
            consents: sealer
                .open_opt(CONSENTS, id, self.consents.as_ref())?
                .map(|value| value.into_inner().0)
                .unwrap_or_default(),
            notes: text(NOTES, &self.notes)?,
        })
    }
}

/// A whole row as it stands in the database.
pub struct PartyRow {
    pub id: Uuid,
    pub kind: String,
    pub number: Option<i64>,
    pub secret: Option<Sealed<PartySecret>>,
    pub sealed: SealedPerson,
    pub sex: String,
    pub language: Option<String>,
    pub preferred_channel: Option<String>,
    pub active: bool,
    pub version: i32,
    pub created_at: jiff_sqlx::Timestamp,
    pub created_by: Option<Uuid>,
    pub updated_at: jiff_sqlx::Timestamp,
    pub updated_by: Option<Uuid>,
    pub deleted_at: Option<jiff_sqlx::Timestamp>,
    pub deleted_by: Option<Uuid>,
}

/// Opens the party's own secret; a party whose secret was thrown away is erased.
pub fn open_secret(keys: &ClinicKeys, id: Uuid, secret: Option<&Sealed<PartySecret>>) -> Result<PartySecret> {
    let secret = secret.ok_or(Error::NotFound)?;
    Ok(keys.clinic().open(SECRET, id, secret)?.into_inner())
}

impl PartyRow {
    /// Support sees who somebody is, and not what was noted about them.
    #[must_use]
    pub fn for_actor(mut self, actor: &Actor) -> Self {
        if actor.is_support() {
            self.sealed.notes = None;
        }
        self
    }

    pub fn open(self, keys: &ClinicKeys) -> Result<Party> {
        let secret = open_secret(keys, self.id, self.secret.as_ref())?;
        let person = self.sealed.open(&keys.party(&secret), self.id)?;
        Ok(Party {
            id: Id::new(self.id),
            kind: PartyKind::parse(&self.kind).unwrap_or(PartyKind::Other),
            number: self.number,
            person: Phi::new(person),
            sex: Sex::parse(&self.sex).unwrap_or(Sex::Unknown),
            language: self.language,
            preferred_channel: self.preferred_channel.as_deref().and_then(Channel::parse),
            active: self.active,
            version: self.version,
            created_at: self.created_at.to_jiff(),
            created_by: self.created_by,
            updated_at: self.updated_at.to_jiff(),
            updated_by: self.updated_by,
            deleted_at: self.deleted_at.map(jiff_sqlx::Timestamp::to_jiff),
            deleted_by: self.deleted_by,
        })
    }
}

/// What a party is found by.
pub struct Indexes {
    pub name_tokens: Vec<i64>,
    pub phone: Option<Vec<u8>>,
    pub email: Option<Vec<u8>>,
    pub mrn: Option<Vec<u8>>,
    pub birth: Option<Vec<u8>>,
}

impl Indexes {
    pub fn of(keys: &ClinicKeys, new: &NewParty) -> Self {
        let prefixes = people::names::prefixes(&format!("{} {}", new.given_name, new.family_name));
        Self {
            name_tokens: name_tokens(keys, prefixes.iter().map(String::as_str)),
            phone: new.phone.as_ref().map(|phone| exact(keys, "party.phone", phone.as_e164())),
            email: new.email.as_ref().map(|email| exact(keys, "party.email", &email.canonical())),
            mrn: new.mrn.as_ref().map(|mrn| exact(keys, "party.mrn", &mrn.canonical())),
            birth: new.date_of_birth.map(|date| exact(keys, "party.birth", &date.to_string())),
        }
    }
}

pub fn exact(keys: &ClinicKeys, column: &str, canonical: &str) -> Vec<u8> {
    keys.index(column).exact(canonical).to_vec()
}

pub fn name_tokens<'a>(keys: &ClinicKeys, prefixes: impl Iterator<Item = &'a str>) -> Vec<i64> {
    let index = keys.index("party.name");
    prefixes.map(|prefix| index.token(prefix)).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Every day of a span as it stands in the index: the index knows only "equal", and a life has few days.
pub fn birth_range(keys: &ClinicKeys, from: Date, to: Date) -> Vec<Vec<u8>> {
    let index = keys.index("party.birth");
    from.series(jiff::Span::new().days(1))
        .take_while(|day| *day <= to)
        .map(|day| index.exact(&day.to_string()).to_vec())
        .collect()
}
