//! Rooms: where visits take place.

pub mod api;
pub mod operations;

use tenancy::Id;

/// A room of the clinic.
#[derive(Debug, Clone)]
pub struct Room {
    pub id: Id<Room>,
    pub name: String,
    /// Whether it can be booked.
    pub active: bool,
}
