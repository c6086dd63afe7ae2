//! Rules about people that need no database: names and how they are found, phones, e-mails, dates of birth,
//! record numbers, what somebody typed into the search box, and reading people from a spreadsheet's export.
//!
//! Everything here is a pure function of its arguments: today's date and the region are handed in.
//! Types that hold something about a person print nothing of it by `Debug`.
#![forbid(unsafe_code)]

pub mod date;
pub mod email;
pub mod import;
pub mod mrn;
pub mod names;
pub mod phone;
pub mod query;
pub mod text;

pub use date::{DateError, DateOrder};
pub use email::{Email, EmailError};
pub use mrn::{Mrn, MrnError};
pub use phone::{Phone, PhoneError, Region};
pub use query::{SearchContext, SearchTerm};
pub use text::TextError;
