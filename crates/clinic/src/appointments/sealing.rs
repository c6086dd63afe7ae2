//! What of an appointment is sealed, under the key of the patient it is for.

use vault::Field;

pub const REASON: Field = Field::party("appointment", "reason");
pub const PREPARATION_NOTES: Field = Field::party("appointment", "preparation_notes");
pub const INSURANCE_AUTHORIZATION: Field = Field::party("appointment", "insurance_authorization");
pub const OVERRIDE_REASON: Field = Field::party("appointment", "override_reason");
pub const CANCEL_REASON: Field = Field::party("appointment", "cancel_reason");
