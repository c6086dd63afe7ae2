//! Everything one can do to readings, devices, thresholds and alerts. The only folder of the slice with SQL.

mod alerts;
mod devices;
mod finding;
mod ground;
mod keeping;
mod recording;
mod series;
mod strikes;
mod struck;
mod thresholds;
mod watching;

pub use alerts::{AlertFilter, acknowledge, list as list_alerts, of_patient as alerts_of_patient, resolve};
pub use devices::{all as all_devices, list as list_devices, names_of, register, revoke};
pub use finding::{Filter, latest, list, recent};
pub use keeping::{forget_old, gather_hours, make_months};
pub use recording::{Entry, record};
pub use series::{Wish, series};
pub use strikes::{strike, unstrike};
pub use struck::{beside_struck, find, list_struck, struck};
pub use thresholds::{find as find_threshold, of_patient as thresholds_of_patient, remove, set};
pub use watching::watch;
