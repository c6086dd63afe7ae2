//! What a person is to the clinic, and what may be typed about them. No database here.

use jiff::civil::Date;
use people::{Email, Mrn, Phone};
use serde::{Deserialize, Serialize};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

/// Anybody the clinic deals with. A patient is a party with a chart, under the same id.
pub struct Party {
    pub id: Id<Party>,
    pub kind: PartyKind,
    /// The integer alias of a patient.
    pub number: Option<i64>,
    pub person: Phi<Person>,
    pub sex: Sex,
    pub language: Option<String>,
    pub preferred_channel: Option<Channel>,
    pub active: bool,
    pub version: i32,
    pub created_at: jiff::Timestamp,
    pub created_by: Option<Uuid>,
    pub updated_at: jiff::Timestamp,
    pub updated_by: Option<Uuid>,
    /// Kept, out of sight.
    pub deleted_at: Option<jiff::Timestamp>,
    pub deleted_by: Option<Uuid>,
}

/// Everything about a party that is sealed.
#[derive(Clone, Default)]
pub struct Person {
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: Option<Date>,
    pub mrn: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Option<Address>,
    pub emergency_contacts: Vec<EmergencyContact>,
    pub insurance: Option<Insurance>,
    pub consents: Vec<Consent>,
    pub notes: Option<String>,
}

impl Person {
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name).trim().to_owned()
    }

    /// What they said last about a purpose.
    pub fn answer(&self, purpose: Purpose) -> Option<&Consent> {
        self.consents.iter().rev().find(|consent| consent.purpose == purpose.as_str())
    }

    pub fn refuses(&self, purpose: Purpose) -> bool {
        self.answer(purpose).is_some_and(|consent| !consent.given)
    }
}

macro_rules! codes {
    // `tt`, not `literal`: the description's derive would not see through the latter, and name the variants instead.
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:tt),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        pub enum $name { $(#[serde(rename = $code)] $variant,)* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// What somebody is to the clinic.
    PartyKind { Patient = "patient", Provider = "provider", Vendor = "vendor", Staff = "staff", Other = "other" }
}

codes! {
    /// As FHIR's administrative gender.
    Sex { Female = "female", Male = "male", Other = "other", Unknown = "unknown" }
}

codes! {
    /// How somebody wants to be reached.
    Channel { Sms = "sms", Email = "email", Phone = "phone", Post = "post", None = "none" }
}

/// A postal address.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Address {
    #[schema(example = "12 rue des Lilas")]
    pub line1: Option<String>,
    pub line2: Option<String>,
    #[schema(example = "Lyon")]
    pub city: Option<String>,
    pub region: Option<String>,
    #[schema(example = "69003")]
    pub postal_code: Option<String>,
    /// ISO 3166 alpha-2.
    #[schema(example = "FR")]
    pub country: Option<String>,
}

/// Whom to call.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EmergencyContact {
    #[schema(example = "Luis Gómez")]
    pub name: String,
    #[schema(example = "+33612345679")]
    pub phone: Option<String>,
    #[schema(example = "brother")]
    pub relationship: Option<String>,
}

/// Who pays.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Insurance {
    #[schema(example = "Mutuelle du Rhône")]
    pub provider: Option<String>,
    #[schema(example = "FR-5512-77")]
    pub policy_number: Option<String>,
    pub group_number: Option<String>,
    #[schema(example = "2031-12-31")]
    pub valid_until: Option<Date>,
}

/// What somebody agreed to, or not. A later one for the same purpose takes the place of an earlier one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Consent {
    #[schema(example = "sms_reminders")]
    pub purpose: String,
    pub given: bool,
    #[schema(example = "2030-01-07")]
    pub on: Option<Date>,
    /// The version of the text that was agreed to.
    #[schema(example = "1")]
    pub form: Option<String>,
    /// Who said so: the person, or the clinic for them. What a client sends here is not believed.
    pub by: Option<ConsentBy>,
}

codes! {
    /// Who answered.
    ConsentBy { Clinic = "clinic", Patient = "patient" }
}

codes! {
    /// What the program asks a consent for before it does it. Who never said anything is taken to agree; a clinic may note
    /// other purposes in its own words.
    Purpose { SmsReminders = "sms_reminders", EmailReminders = "email_reminders", SmsResults = "sms_results", PortalResults = "portal_results" }
}

impl Purpose {
    /// Which version of its text patients read now. It counts on when the text changes.
    pub const fn form(self) -> &'static str {
        match self {
            Self::SmsReminders | Self::EmailReminders | Self::SmsResults | Self::PortalResults => "1",
        }
    }
}

/// A party that may be stored: every value checked and in its canonical form.
#[derive(Clone)]
pub struct NewParty {
    pub kind: PartyKind,
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: Option<Date>,
    pub sex: Sex,
    pub mrn: Option<Mrn>,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub address: Option<Address>,
    pub language: Option<String>,
    pub preferred_channel: Option<Channel>,
    pub emergency_contacts: Vec<EmergencyContact>,
    pub insurance: Option<Insurance>,
    pub consents: Vec<Consent>,
    pub notes: Option<String>,
    pub active: bool,
}

/// What a party is to be from now on.
#[derive(Clone, Copy)]
pub struct Replacement<'a> {
    pub new: &'a NewParty,
    /// Nothing was said of what they are to the clinic: that stays.
    pub keeps_kind: bool,
}

impl<'a> From<&'a NewParty> for Replacement<'a> {
    fn from(new: &'a NewParty) -> Self {
        Self { new, keeps_kind: false }
    }
}

impl NewParty {
    /// Which fields a change touched, with their values before and after, for the sealed part of the record.
    pub fn changes_since(&self, before: Option<&Party>) -> serde_json::Value {
        let after = self.fields();
        let before = before.map(Party::fields).unwrap_or_default();
        let mut changes = serde_json::Map::new();
        for (field, new) in after {
            let old = before.get(&field).cloned().unwrap_or(serde_json::Value::Null);
            if old != new {
                changes.insert(field, serde_json::json!({ "before": old, "after": new }));
            }
        }
        changes.into()
    }

    fn fields(&self) -> serde_json::Map<String, serde_json::Value> {
        to_map(serde_json::json!({
            "kind": self.kind,
            "given_name": self.given_name,
            "family_name": self.family_name,
            "date_of_birth": self.date_of_birth,
            "sex": self.sex,
            "mrn": self.mrn.as_ref().map(Mrn::as_str),
            "phone": self.phone.as_ref().map(Phone::as_e164),
            "email": self.email.as_ref().map(Email::as_str),
            "address": self.address,
            "language": self.language,
            "preferred_channel": self.preferred_channel,
            "emergency_contacts": self.emergency_contacts,
            "insurance": self.insurance,
            "consents": self.consents,
            "notes": self.notes,
            "active": self.active,
        }))
    }
}

impl Party {
    pub(crate) fn fields(&self) -> serde_json::Map<String, serde_json::Value> {
        let person = self.person.reveal();
        to_map(serde_json::json!({
            "kind": self.kind,
            "given_name": person.given_name,
            "family_name": person.family_name,
            "date_of_birth": person.date_of_birth,
            "sex": self.sex,
            "mrn": person.mrn,
            "phone": person.phone,
            "email": person.email,
            "address": person.address,
            "language": self.language,
            "preferred_channel": self.preferred_channel,
            "emergency_contacts": person.emergency_contacts,
            "insurance": person.insurance,
            "consents": person.consents,
            "notes": person.notes,
            "active": self.active,
        }))
    }
}

fn to_map(value: serde_json::Value) -> serde_json::Map<String, serde_json::Value> {
    match value {
        serde_json::Value::Object(map) => map,
        _ => serde_json::Map::new(),
    }
}
