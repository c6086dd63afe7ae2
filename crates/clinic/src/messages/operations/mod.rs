//! Everything one can do to messages. The only files here with SQL but for the allowance.

mod claiming;
mod inbound;
mod outbox;
mod reminding;
mod settling;
mod setup;

pub use claiming::{Claimed, Lost, claim, known_sids, lost, next_due, spent};
pub use inbound::{Received, inbox, receive};
pub use outbox::{Figures, Filter, figures, list, page, queue, retry, retry_dead, withhold, withhold_waiting};
pub use reminding::{Coming, coming, mark, planned_until, remind};
pub use settling::{Settled, report, settle};
pub use setup::{Setup, load, save};
