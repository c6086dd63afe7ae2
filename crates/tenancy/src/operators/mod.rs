//! Those who host the clinics: their accounts, their sessions, what they do to clinics, and the record of it all.
//!
//! They work in the platform's own tables, where nothing about a patient is. A [`PlatformTx`] is to them what
//! [`TenantTx`](crate::TenantTx) is to a clinic's people; whatever it changes it puts on record by itself.

mod accounts;
mod attempts;
mod clinics;
mod factors;
mod links;
mod record;
mod sessions;
mod support;
mod tx;

pub use accounts::{Operator, is_operator_name};
pub use attempts::Counted;
pub use clinics::{ClinicRow, Clinics};
pub use links::LINK_LASTS;
pub use record::{Deed, Entry, RecordFilter};
pub use sessions::{ListedOperatorSession, NewOperatorSession, OperatorSession, OperatorStage};
pub use support::Offer;
pub use tx::{By, PlatformTx, Steward};
