//! Which columns of the schedule are sealed. Why somebody is away on a day is about a person of the staff.

use vault::Field;

pub const EXCEPTION_NOTE: Field = Field::clinic("hours_exception", "note");
