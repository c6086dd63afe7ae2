//! Tenancy: clinics in their walled rooms, who may do what in them, and the record of what was done.
//!
//! The only crate that holds a pool, writes `search_path` or sets a database role.

#![forbid(unsafe_code)]

mod action;
mod actor;
mod audit;
mod bus;
mod clock;
pub mod cluster;
mod connections;
mod directory;
pub mod duties;
mod error;
mod house;
mod id;
pub mod lockout;
mod migrate;
pub mod operators;
mod platform;
mod provision;
mod recorder;
mod rights;
mod role;
mod tenant;
mod tx;

pub use action::{Action, Risk, Trace};
pub use actor::{Actor, SCOPES};
pub use audit::{DETAIL, ORIGIN, Origin, Outcome, Subject};
pub use bus::{Bus, News, Topic};
pub use clock::Clock;
pub use connections::ConnectionLimits;
pub use error::{Conflict, Error, FieldError, OnConstraint, Result};
pub use house::{House, HouseConfig, OpenHouseError};
pub use id::Id;
pub use migrate::{Migration, MigrationReport, Pending};
pub use platform::is_installed;
pub use provision::{LOCALES, is_domain};
pub use rights::Rights;
pub use role::{BREAK_GLASS, Outsider, Role};
pub use tenant::{NewTenant, SchemaName, Tenant, TenantRef, TenantStatus};
pub use tx::{Mark, TenantTx, Ticket};
