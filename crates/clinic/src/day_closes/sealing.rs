//! What of a closed day is sealed: words, which may be about anybody. Amounts stand in the open.

use vault::Field;

pub const COUNT_REASON: Field = Field::clinic("day_count", "reason");
pub const REOPEN_REASON: Field = Field::clinic("day_close", "reopen_reason");
