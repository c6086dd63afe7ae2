//! What is asked of the schedule, as clients write it.

use calendar::Owner;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use tenancy::{Error, FieldError, Id, Result};
use utoipa::IntoParams;
use web::Guest;

use super::input::DEFAULT_DURATION;
use super::model::owner_of;
use super::operations::Asked;
use crate::appointments::input::Reading;
use crate::appointments::wall::Wall;

/// Whose hours are meant.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct OwnerQuery {
    /// `clinic` (default), `provider:ID`, `room:ID` or `equipment:NAME`.
    #[param(example = "clinic")]
    pub owner: String,
}

impl OwnerQuery {
    pub fn owner(&self) -> Result<Owner> {
        Ok(owner_named(&self.owner)?.unwrap_or(Owner::Clinic))
    }
}

/// The owner of this name; nobody in particular when it is blank.
pub fn owner_named(text: &str) -> Result<Option<Owner>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (kind, key) = text.split_once(':').unwrap_or((text, ""));
    let refused = |code| Error::invalid("owner", code);
    let key = people::text::one_line(key, 100).map_err(|error| refused(crate::forms::text_code(&error)))?;
    owner_of(kind, &key).map(Some).ok_or_else(|| refused("malformed"))
}

/// From which day on something is listed.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SinceQuery {
    /// From this day on; from today when left out.
    #[param(example = "2030-01-01")]
    pub from: String,
}

impl SinceQuery {
    pub fn from(&self, guest: &Guest) -> Result<Date> {
        let wall = Reading::of(guest).wall;
        Ok(day("from", &self.from, &wall)?.unwrap_or(wall.today))
    }
}

/// Whose exceptions are listed, and from which day on.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ExceptionsQuery {
    /// `clinic`, `provider:ID`, `room:ID` or `equipment:NAME`; everybody's when left out.
    #[param(example = "clinic")]
    pub owner: String,
    /// From this day on; from today when left out.
    #[param(example = "2030-01-01")]
    pub from: String,
}

/// What slots are sought.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SlotsQuery {
    /// What is to be done; patients must say it.
    #[param(example = "0198c0de-0000-7000-8000-000000000001")]
    pub service: String,
    /// How long it takes, where no service says so; 30 when left out.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1440, example = 30)]
    pub minutes: String,
    /// One provider; anybody who offers it when left out.
    #[param(example = "0198c0de-0000-7000-8000-000000000001")]
    pub provider: String,
    /// The first day; today when left out.
    #[param(example = "2030-01-07")]
    pub from: String,
    /// The last day, at most 62 days on; a week on when left out.
    #[param(example = "2030-01-13")]
    pub to: String,
    /// How many at most; 200 when left out.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 5000, example = 50)]
    pub limit: String,
}

/// How many days can be asked about at once.
const DAYS: i64 = 62;

impl SlotsQuery {
    pub fn asked(&self, guest: &Guest) -> Result<Asked> {
        let wall = Reading::of(guest).wall;
        let from = day("from", &self.from, &wall)?.unwrap_or(wall.today);
        let to = day("to", &self.to, &wall)?.unwrap_or_else(|| from.checked_add(6.days()).unwrap_or(from));
        let last = from.checked_add(DAYS.days()).unwrap_or(from);
        if to < from || to >= last {
            return Err(Error::invalid("to", "out_of_range"));
        }
        what((&self.service, &self.minutes, &self.provider), from..=to)
    }

    pub fn most(&self) -> Result<usize> {
        let most = number("limit", &self.limit, (1, 5000))?.unwrap_or(200);
        Ok(usize::try_from(most).unwrap_or(1))
    }
}

/// Which time is asked about.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ExplainQuery {
    /// What is to be done.
    #[param(example = "0198c0de-0000-7000-8000-000000000001")]
    pub service: String,
    /// How long it takes, where no service says so; 30 when left out.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1440, example = 30)]
    pub minutes: String,
    #[param(required, example = "0198c0de-0000-7000-8000-000000000001")]
    pub provider: String,
    /// As the wall shows it, or an instant with its offset.
    #[param(required, example = "2030-01-07T09:00")]
    pub starts_at: String,
}

impl ExplainQuery {
    pub fn asked(&self, guest: &Guest) -> Result<(Asked, DateTime)> {
        let wall = Reading::of(guest).wall;
        let at = shown_at(&self.starts_at, &wall).map_err(|code| Error::invalid("starts_at", code))?;
        let asked = what((&self.service, &self.minutes, &self.provider), at.date()..=at.date())?;
        Ok((asked, at))
    }
}

/// What the wall shows: said so, or found for an instant. A time that does not exist can be asked about, too.
fn shown_at(text: &str, wall: &Wall) -> Result<DateTime, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err("required");
    }
    match text.parse::<DateTime>() {
        Ok(at) if text.parse::<jiff::Timestamp>().is_err() && (1900..=2200).contains(&at.year()) => Ok(at),
        _ => wall.moment(text).map(|at| wall.shown(at)),
    }
}

fn what((service, minutes, provider): (&str, &str, &str), days: std::ops::RangeInclusive<Date>) -> Result<Asked> {
    let minutes = number("minutes", minutes, (1, 1440))?.unwrap_or(DEFAULT_DURATION);
    Ok(Asked {
        service: id("service", service)?.map(Id::new),
        minutes: u16::try_from(minutes).unwrap_or(u16::MAX),
        provider: id("provider", provider)?,
        days,
        except: None,
        kept: None,
    })
}

fn id(field: &'static str, text: &str) -> Result<Option<uuid::Uuid>> {
    let given = Some(text.trim()).filter(|text| !text.is_empty());
    given.map(|text| text.parse().map_err(|_| Error::invalid(field, "malformed"))).transpose()
}

fn day(field: &'static str, text: &str, wall: &Wall) -> Result<Option<Date>> {
    let given = Some(text).filter(|text| !text.trim().is_empty());
    given.map(|text| wall.date(text).map_err(|code| Error::invalid(field, code))).transpose()
}

fn number(field: &'static str, text: &str, (least, most): (i64, i64)) -> Result<Option<i64>> {
    let text = people::text::ascii_digits(text.trim());
    if text.is_empty() {
        return Ok(None);
    }
    let number: i64 = text.parse().map_err(|_| Error::invalid(field, "not_a_number"))?;
    let refused = |code, limit| Error::Invalid(vec![FieldError::new(field, code).limit(limit)]);
    match number {
        number if number < least => Err(refused("too_small", least)),
        number if number > most => Err(refused("too_large", most)),
        number => Ok(Some(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_read_or_refused() {
        assert_eq!(owner_named(" ").unwrap(), None);
        assert_eq!(owner_named("equipment: ECG: 2 ").unwrap(), Some(Owner::Equipment("ECG: 2".to_owned())));
        for text in ["house", "provider", "provider:me", "clinic:1", "room:", "equipment:"] {
            assert!(owner_named(text).is_err(), "{text}");
        }
        assert!(owner_named(&format!("equipment:{}", "x".repeat(101))).is_err());
    }
}
