//! What of an appointment is sealed, under the key of the patient it is for.

use tenancy::Result;
use uuid::Uuid;
use vault::{Field, Phi, Sealed, Sealer};

use super::model::NewAppointment;

pub const REASON: Field = Field::party("appointment", "reason");
pub const PREPARATION_NOTES: Field = Field::party("appointment", "preparation_notes");
pub const INSURANCE_AUTHORIZATION: Field = Field::party("appointment", "insurance_authorization");
pub const OVERRIDE_REASON: Field = Field::party("appointment", "override_reason");
pub const CANCEL_REASON: Field = Field::party("appointment", "cancel_reason");

/// The texts of an appointment that a client writes.
pub struct SealedTexts {
    pub reason: Option<Sealed<String>>,
    pub preparation_notes: Option<Sealed<String>>,
    pub insurance_authorization: Option<Sealed<String>>,
    /// Only of one that stands over another.
    pub override_reason: Option<Sealed<String>>,
}

impl SealedTexts {
    pub fn seal(sealer: &Sealer<'_>, id: Uuid, new: &NewAppointment, override_reason: Option<&String>) -> Self {
        Self {
            reason: sealer.seal_opt(REASON, id, new.reason.as_ref()),
            preparation_notes: sealer.seal_opt(PREPARATION_NOTES, id, new.preparation_notes.as_ref()),
            insurance_authorization: sealer.seal_opt(INSURANCE_AUTHORIZATION, id, new.insurance_authorization.as_ref()),
            override_reason: sealer.seal_opt(OVERRIDE_REASON, id, override_reason),
        }
    }
}

/// Opens a text, when there is one and the patient's key still exists.
pub fn open(
    owner: Option<&Sealer<'_>>,
    field: Field,
    id: Uuid,
    text: Option<&Sealed<String>>,
) -> Result<Option<Phi<String>>> {
    match owner {
        Some(owner) => Ok(owner.open_opt(field, id, text)?),
        None => Ok(None),
    }
}
