//! A clinic in numbers: its appointments, how full its days are, who is new, what reminders do, its money, and how
//! patients fare as a whole. Never a name of a patient, and nothing that could be told of a few.
//!
//! Numbers are kept by day and month, and counted from the rows where something changed since: see the first of the
//! migrations. What instruments say is sealed, so it is opened whenever somebody asks, and shown of five and more alone.

pub mod api;
pub mod counts;
pub mod duties;
pub mod model;
pub mod money_output;
pub mod operations;
pub mod output;
pub mod pages;
pub mod query;
pub mod view;
