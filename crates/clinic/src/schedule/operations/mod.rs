//! Everything one can do to the schedule. The only folder here with SQL.

mod closures;
mod exceptions;
mod hours;
mod load;
mod services;
mod slots;

pub use closures::{add as add_closure, list as list_closures, remove as remove_closure};
pub use exceptions::{
    add as add_exception, add_own as add_own_exception, list as list_exceptions, remove as remove_exception,
    remove_own as remove_own_exception,
};
pub use hours::{set_week, week};
pub use load::{Availability, Wanted, offered_minutes};
pub use services::{create, find, find_for, list, list_for, retire, update};
pub use slots::{Asked, Explained, explain, find_slots};
