//! Two whole clinics for one test: an own database, a clock that stands still, and people to sign in as.
//!
//! Nothing of ours is replaced by a stand-in: requests go through the real router to a real PostgreSQL.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that panics has said what it had to say; clippy.toml can allow that in marked tests, and this is none"
)]
mod audit;
mod browser;
mod call;
mod client;
mod clinic;
mod database;
mod people;
mod redis;
mod response;
mod stream;
mod visits;

pub use audit::Audited;
pub use browser::Browser;
pub use call::Call;
pub use client::{Client, PASSWORD, Staff};
pub use clinic::{Frozen, Setup, TestClinic, connections};
pub use database::{Database, MORNING, Rows, root_key, rows_of};
pub use people::{Person, PersonBuilder};
pub use redis::Redis;
pub use response::Response;
pub use stream::EventStream;
pub use tenancy::{Action, Role};
pub use visits::Desk;
