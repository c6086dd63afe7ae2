//! Patients who come in by themselves: their accounts, signing up and in by a code, codes on paper.
//!
//! Phone and user name say who somebody is, and a code sent to the phone proves it. Whether a pair is known shows
//! nowhere: not in an answer, not in how long it takes.

pub mod accounts;
pub mod activation;
pub mod challenges;
pub mod model;
pub mod pages;
pub mod sealing;
pub mod sign_in;
pub mod sign_up;
