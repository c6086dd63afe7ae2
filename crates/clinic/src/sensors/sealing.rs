//! What of sensors and their readings is sealed.

use vault::Field;

/// What people call a device often says whose it is.
pub const NAME: Field = Field::clinic("device", "name");
pub const NOTE: Field = Field::party("reading", "note");
/// Sealed under the id of the reading that was struck.
pub const STRIKE_REASON: Field = Field::party("reading_strike", "reason");
