//! Treatment plans: what is to be reached and how, how far it was reached, what the patient does at home, and how many
//! visits were authorised.
//!
//! A plan, its goals, interventions, exercises, reassessments and progress notes, and a package of authorised visits are
//! items of one kind each. All are written, revised and taken back alike: an item stands as its latest version says, and
//! none of its versions is ever changed. What lists ask for (days, states) stands in the open; every word is sealed.

pub mod adherence;
pub mod allowance;
pub mod api;
pub mod attainment;
pub(crate) mod due_view;
mod fields;
pub mod input;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
pub mod reassessment_input;
pub mod scores_api;
pub mod sealing;
pub mod section;
pub(crate) mod view;
