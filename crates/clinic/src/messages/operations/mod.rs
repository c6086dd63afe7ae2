//! Everything one can do to messages. The only files here with SQL but for the allowance.

mod claiming;
mod inbound;
mod noting;
mod outbox;
mod reminding;
mod settling;
mod setup;
mod writing;

pub use claiming::{Carriers, Claimed, Lost, claim, known_sids, lost, next_due, spent};
pub use inbound::{Received, answers, inbox, receive};
pub use noting::{Notice, due_notices, forget_notices, next_notice, note, note_series};
pub use outbox::{
    Figures, Filter, discard_dead, figures, list, page, queue, retry, retry_dead, withhold, withhold_waiting,
};
pub use reminding::{Coming, coming, has_opted_out, mark, planned_until, remind};
pub use settling::{Settled, report, settle};
pub use setup::{Secrets, Setup, load, save};
pub use writing::write_to;
