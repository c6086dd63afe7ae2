//! A provider's calendar in the calendar program of their phone, by an address that nobody can guess and that can be
//! taken back. It says when, initials and what for; never a name.

pub mod operations;
pub mod pages;
