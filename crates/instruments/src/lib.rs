//! Pure rules about standardised assessments: what an instrument is, and what answers to it come to.
//!
//! An instrument is data: a [`Definition`] with its items, options, rules and licence, read from JSON and checked when it is
//! read. [`score`] is a pure function of a definition, answers and what little of the person the norms ask for; it counts
//! exactly, in fractions, and rounds once at the end. Nothing here knows a database, a request or a clinic.

#![forbid(unsafe_code)]

mod answers;
mod check;
mod definition;
mod goals;
mod number;
mod score;
mod shipped;
mod text;

pub use answers::{Answer, Answers, Reading, UNABLE, Wrong};
pub use check::Flaw;
pub use definition::{
    Band, Better, Change, ChangeKind, Choice, Choices, Definition, Direction, Flag, Goal, Item, Kind, Licence,
    LicenceClass, Measured, Method, Missing, Norm, Points, Scoring, Severity, Sex, Sides, Subscale, Take, Transform,
    Trials, Written,
};
pub use goals::goal_attainment;
pub use number::Number;
pub use score::{Outcome, Subject, score};
pub use shipped::shipped;
pub use text::{Standing, Text};
