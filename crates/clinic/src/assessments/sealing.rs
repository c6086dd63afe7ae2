//! What of an assessment is sealed, under the key of the patient it is about.

use vault::Field;

pub const ANSWERS: Field = Field::party("assessment_version", "answers");
pub const OUTCOME: Field = Field::party("assessment_version", "outcome");
pub const REASON: Field = Field::party("assessment_version", "reason");
pub const WITHDRAWAL_REASON: Field = Field::party("assessment_release", "reason");
