//! What of a clinical record is sealed, under the key of the patient it is about.

use vault::Field;

pub const TEXT: Field = Field::party("clinical_record", "text");
pub const REASON: Field = Field::party("clinical_record", "reason");
pub const WITHDRAWAL_REASON: Field = Field::party("result_release", "reason");
