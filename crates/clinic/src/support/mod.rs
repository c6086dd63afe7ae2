//! Support: an operator of the platform looks at a clinic, by leave of its administrator, for a while, and on record.
//!
//! The administrator grants it, says why, for how long and how much; the operator asks for a ticket at the platform's
//! host and shows it at the clinic's. What holds stands here; the platform knows only that there is an offer.

pub mod operations;
pub mod pages;

use vault::Field;

pub const GRANT_REASON: Field = Field::clinic("support_grant", "reason");
pub const ENTRY_REASON: Field = Field::clinic("support_entry", "reason");
