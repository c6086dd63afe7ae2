//! Everything one can do with fees. The only files here with SQL.

mod charging;
mod finding;
mod rules;

pub use charging::{Due, charge, due, revert, waive};
pub use finding::{Filter, find, list, of_visit};
pub use rules::{end, list as list_rules, set};
