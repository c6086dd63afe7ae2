//! What of a merge is sealed, under the key of who remains.

use vault::Field;

pub const REASON: Field = Field::party("patient_merge", "reason");
pub const CHANGES: Field = Field::party("patient_merge", "changes");
pub const REVERSAL_REASON: Field = Field::party("patient_merge", "reversal_reason");
