//! When somebody is there: what the calendar leaves white.

use jiff::civil::Date;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::column::Whose;
use super::lanes::Span;
use crate::schedule::operations::{Availability, Wanted};

/// Everybody's hours on the days that are shown.
pub struct Hours(Availability);

impl Hours {
    pub async fn load(tx: &mut TenantTx, dates: &[Date], providers: &[Uuid], rooms: &[Uuid]) -> Result<Option<Self>> {
        let (Some(first), Some(last)) = (dates.iter().min(), dates.iter().max()) else { return Ok(None) };
        let wanted = Wanted {
            days: *first..=*last,
            providers,
            rooms: Some(rooms),
            equipment: &[],
            joins: None,
            except: None,
            kept: None,
        };
        Ok(Some(Self(Availability::load(tx, Action::ViewSchedule, wanted).await?)))
    }

    /// Empty on a day off.
    pub fn of(&self, whose: Whose, date: Date) -> Vec<Span> {
        let openings = match whose {
            Whose::Provider(id) => self.0.openings(id, date),
            // A room is there at any hour that was not taken from it; what is open is the house around it.
            Whose::Room(id) => self.0.room_openings(id, date),
            Whose::NoRoom => self.0.clinic_openings(date),
        };
        let span = |opening: calendar::Opening| Span {
            from: i64::from(opening.from_minute()),
            to: i64::from(opening.to_minute()),
        };
        openings.into_iter().map(span).collect()
    }
}
