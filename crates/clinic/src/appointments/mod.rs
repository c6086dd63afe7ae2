//! Appointments: who comes when to whom, and what became of it.

pub mod sealing;
