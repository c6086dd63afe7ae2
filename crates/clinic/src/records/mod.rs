//! Clinical records of a visit: diagnosis, prescription, requirement; versions, never overwritten.

pub mod sealing;
