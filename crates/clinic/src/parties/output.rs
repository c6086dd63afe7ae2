//! A person as the API shows them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Guest;

use super::model::{Address, Channel, Consent, EmergencyContact, Insurance, Party, PartyKind, Sex};

/// A patient.
#[derive(Serialize, ToSchema)]
#[schema(as = Patient)]
pub struct PatientOutput {
    pub id: Uuid,
    /// Integer alias, for devices and old clients.
    #[schema(example = 1)]
    pub number: Option<i64>,
    #[schema(example = "José")]
    pub given_name: String,
    #[schema(example = "Gómez")]
    pub family_name: String,
    #[schema(example = "1985-03-12")]
    pub date_of_birth: Option<jiff::civil::Date>,
    pub sex: Sex,
    #[schema(example = "MRN-0042")]
    pub mrn: Option<String>,
    /// E.164.
    #[schema(example = "+33612345678")]
    pub phone: Option<String>,
    #[schema(example = "jose.gomez@example.org")]
    pub email: Option<String>,
    pub address: Option<Address>,
    #[schema(example = "fr")]
    pub language: Option<String>,
    pub preferred_channel: Option<Channel>,
    pub emergency_contacts: Vec<EmergencyContact>,
    pub insurance: Option<Insurance>,
    pub notes: Option<String>,
    pub active: bool,
    #[schema(example = 1)]
    pub version: i32,
    #[schema(example = "2030-01-07T09:00:00Z")]
    pub created_at: jiff::Timestamp,
    pub created_by: Option<Uuid>,
    #[schema(example = "2030-01-07T09:00:00Z")]
    pub updated_at: jiff::Timestamp,
    pub updated_by: Option<Uuid>,
    pub deleted_at: Option<jiff::Timestamp>,
    pub deleted_by: Option<Uuid>,
    pub organization_id: Uuid,
}

/// Anybody the clinic deals with.
#[derive(Serialize, ToSchema)]
#[schema(as = Contact)]
pub struct ContactOutput {
    pub kind: PartyKind,
    pub consents: Vec<Consent>,
    #[serde(flatten)]
    pub party: PatientOutput,
}

impl PatientOutput {
    pub fn new(party: Party, guest: &Guest) -> Self {
        let person = party.person.into_inner();
        Self {
            id: party.id.uuid(),
            number: party.number,
            given_name: person.given_name,
            family_name: person.family_name,
            date_of_birth: person.date_of_birth,
            sex: party.sex,
            mrn: person.mrn,
            phone: person.phone,
            email: person.email,
            address: person.address,
            language: party.language,
            preferred_channel: party.preferred_channel,
            emergency_contacts: person.emergency_contacts,
            insurance: person.insurance,
            notes: person.notes,
            active: party.active,
            version: party.version,
            created_at: party.created_at,
            created_by: party.created_by,
            updated_at: party.updated_at,
            updated_by: party.updated_by,
            deleted_at: party.deleted_at,
            deleted_by: party.deleted_by,
            organization_id: guest.tenant().id,
        }
    }
}

impl ContactOutput {
    pub fn new(party: Party, guest: &Guest) -> Self {
        let consents = party.person.reveal().consents.clone();
        Self { kind: party.kind, consents, party: PatientOutput::new(party, guest) }
    }
}
