//! Where those who host the clinics work: a host of its own, a sign-in of its own, and nothing about any patient.
//!
//! The tables and their SQL are the tenancy crate's; here is what is done with them, and how it looks.

mod confirm;
mod pages;
mod reasons;
mod sign_in;

pub use pages::routes;
