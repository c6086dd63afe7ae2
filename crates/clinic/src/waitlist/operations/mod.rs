//! Everything one can do to the waiting list. The only folder here with SQL.
//!
//! Whoever needs several of these waits for them in this order, so that nobody waits in a circle: the patient, the entry,
//! the appointment that holds the time, the offer.

mod answers;
mod entries;
mod offers;
mod own;
mod row;
mod settling;

pub use answers::{Answered, accept, accept_own, decline, decline_own, open};
pub use entries::{Filter, add, change, find, list, withdraw, withdraw_all};
pub use offers::{Choice, Made, book, free, offer};
pub use own::{OwnOffer, join, leave, own_entries, own_offers};
pub use settling::{Candidate, candidates, next_expiry, offered_before, settle};

use tenancy::Subject;

use super::model::Entry;

/// The entry and whom it is about, as the record names them.
fn subject(entry: &Entry) -> Subject {
    Subject::new("waitlist_entry", entry.id.uuid()).about(entry.patient.uuid())
}
