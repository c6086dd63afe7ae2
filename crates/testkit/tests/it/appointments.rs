//! Appointments: booking, the whole of their life, and what becomes of them when people go.

mod attendance;
mod booking;
mod crowds;
mod doors;
mod gone;
mod holds;
mod life;
mod races;
mod walk_in;
