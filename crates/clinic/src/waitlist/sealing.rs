//! What of the waiting list is sealed, under the key of the patient who waits.

use vault::Field;

pub const NOTE: Field = Field::party("waitlist_entry", "note");
