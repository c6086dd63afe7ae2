//! What of the medical history is sealed, under the key of the patient it is about.

use vault::Field;

pub const DETAILS: Field = Field::party("history_entry", "details");
pub const REASON: Field = Field::party("history_entry", "reason");
