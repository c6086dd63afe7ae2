//! What is offered and whose hours are kept. No database here.

use calendar::{Closure, Exception, Opening, Owner, Terms, Weekly};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::appointments::model::Kind;
use crate::parties::model::codes;

codes! {
    /// Who may book a service.
    BookableBy { Staff = "staff", Patients = "patients" }
}

/// What the clinic does for people who come, and what that takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewService {
    pub name: String,
    pub kind: Kind,
    pub duration_minutes: u16,
    pub buffer_before_minutes: u16,
    pub buffer_after_minutes: u16,
    /// How many may come to one session.
    pub capacity: u32,
    pub lead_minutes: u32,
    pub horizon_days: Option<u32>,
    /// From one start to the next; the duration unless said.
    pub step_minutes: Option<u16>,
    pub bookable_by: BookableBy,
    /// In the clinic's currency.
    pub price_minor: Option<i64>,
    pub needs_room: bool,
    pub equipment: Vec<String>,
    /// Everybody who sees patients when there is nobody.
    pub providers: Vec<Uuid>,
    /// Any room when there is none.
    pub rooms: Vec<Uuid>,
    /// Where it stands in lists.
    pub position: i32,
}

impl NewService {
    pub fn terms(&self) -> Terms {
        Terms {
            buffer_before_minutes: self.buffer_before_minutes,
            buffer_after_minutes: self.buffer_after_minutes,
            capacity: self.capacity,
            lead_minutes: self.lead_minutes,
            horizon_days: self.horizon_days,
            ..Terms::lasting(self.duration_minutes, self.step_minutes.unwrap_or(self.duration_minutes))
        }
    }
}

/// A service as the clinic keeps it.
#[derive(Debug, Clone)]
pub struct Service {
    pub id: Id<Service>,
    pub offer: NewService,
    /// Whether it is still offered.
    pub active: bool,
    pub version: i32,
}

/// Somebody's week, and how often it was changed.
#[derive(Debug, Clone)]
pub struct Week {
    pub lines: Vec<Weekly>,
    pub version: i32,
}

/// An exception as it is kept.
#[derive(Debug, Clone)]
pub struct KeptException {
    pub id: Uuid,
    pub owner: Owner,
    pub exception: Exception,
    pub note: Option<String>,
}

/// What is to hold on a date in place of the week; closed without an opening.
#[derive(Debug, Clone)]
pub struct NewException {
    pub exception: Exception,
    pub note: Option<String>,
}

/// Days on which nobody is to come.
#[derive(Debug, Clone)]
pub struct NewClosure {
    pub name: String,
    pub from: Date,
    pub to: Date,
}

impl NewClosure {
    pub fn with_id(self, id: Uuid) -> Closure {
        Closure { id, name: self.name, from: self.from, to: self.to }
    }
}

/// How an owner is kept and named in addresses: its kind, and which one of that kind.
pub fn owner_parts(owner: &Owner) -> (&'static str, String) {
    match owner {
        Owner::Clinic => ("clinic", String::new()),
        Owner::Provider(id) => ("provider", id.to_string()),
        Owner::Room(id) => ("room", id.to_string()),
        Owner::Equipment(name) => ("equipment", name.clone()),
    }
}

pub fn owner_of(kind: &str, key: &str) -> Option<Owner> {
    match kind {
        "clinic" if key.is_empty() => Some(Owner::Clinic),
        "provider" => key.parse().ok().map(Owner::Provider),
        "room" => key.parse().ok().map(Owner::Room),
        "equipment" if !key.is_empty() => Some(Owner::Equipment(key.to_owned())),
        _ => None,
    }
}

/// `clinic`, `provider:ID`, `room:ID`, `equipment:NAME`.
pub fn owner_text(owner: &Owner) -> String {
    match owner_parts(owner) {
        (kind, key) if key.is_empty() => kind.to_owned(),
        (kind, key) => format!("{kind}:{key}"),
    }
}

/// The lines that hold when these are to hold from a day on: what was set before goes on until then.
pub fn from_day(before: &[Weekly], new: &[Weekly], from: Date) -> Vec<Weekly> {
    let eve = from.checked_sub(1.day()).ok();
    let kept = before.iter().filter(|line| line.valid_from.is_none_or(|first| first < from));
    let ended = kept.map(|line| Weekly { valid_to: line.valid_to.filter(|last| *last < from).or(eve), ..*line });
    ended.chain(new.iter().map(|line| Weekly { valid_from: Some(from), ..*line })).collect()
}

/// Minutes after midnight as a clock shows them; the midnight at the day's end is 24:00.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Reads what [`clock`] writes, and `9`, `9:00`, in any digits.
pub fn minute_of(text: &str) -> Option<u16> {
    let text = people::text::ascii_digits(text.trim());
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((&text, "0"));
    let number = |text: &str| -> Option<u16> {
        let plain = !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= Opening::WHOLE_DAY.to_minute()).then_some(total)
}

/// Hours of one day as somebody types them: `9-12, 13:00–17:00`; nothing is closed.
pub fn openings_of(text: &str) -> Option<Vec<Opening>> {
    let text = text.replace(['–', '—', '‐', '−'], "-").replace('،', ",");
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut openings: Vec<Opening> = parts.map(opening_of).collect::<Option<_>>()?;
    openings.sort_unstable();
    let overlap = openings.iter().zip(openings.iter().skip(1)).any(|(one, next)| next.from_minute() < one.to_minute());
    (!overlap).then_some(openings)
}

fn opening_of(text: &str) -> Option<Opening> {
    let (from, to) = text.split_once('-')?;
    Opening::new(minute_of(from)?, minute_of(to)?)
}

/// What [`openings_of`] reads: `09:00–12:00, 13:00–17:00`.
pub fn openings_text(openings: &[Opening]) -> String {
    let one = |opening: &Opening| format!("{}–{}", clock(opening.from_minute()), clock(opening.to_minute()));
    openings.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Weekday;

    #[test]
    fn hours_are_read_as_people_type_them() {
        let read = |text: &str| openings_of(text).map(|openings| openings_text(&openings));
        let shown = Some("09:00–12:00, 13:00–17:00".to_owned());
        for text in ["9-12, 13-17", "13:00–17:00; 9:00 - 12:00", "٩-١٢، ١٣-١٧", "09.00-12.00,13.00-17.00,"] {
            assert_eq!(read(text), shown, "{text}");
        }
        assert_eq!(read(""), Some(String::new()));
        assert_eq!(read("20-24"), Some("20:00–24:00".to_owned()));
        for text in ["9", "9-", "12-9", "9-9", "9-25", "9-24:01", "9:60-10", "9-12, 11-13", "a-b", "-9-12", "9-+12"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn new_hours_from_a_day_on_leave_those_before_as_they_were() {
        let line = |from: u16, valid: (Option<&str>, Option<&str>)| Weekly {
            weekday: Weekday::Monday,
            opening: Opening::new(from, 1020).unwrap(),
            valid_from: valid.0.map(|text| text.parse().unwrap()),
            valid_to: valid.1.map(|text| text.parse().unwrap()),
        };
        let before = [
            line(480, (None, Some("2029-12-31"))),
            line(540, (Some("2030-01-01"), None)),
            line(600, (Some("2030-06-01"), None)),
        ];
        let found = from_day(&before, &[line(660, (None, None))], "2030-03-01".parse().unwrap());
        assert_eq!(
            found,
            [
                line(480, (None, Some("2029-12-31"))),
                line(540, (Some("2030-01-01"), Some("2030-02-28"))),
                line(660, (Some("2030-03-01"), None)),
            ]
        );
    }

    #[test]
    fn an_owner_is_named_and_read_by_the_same_words() {
        let id = Uuid::from_u128(7);
        for owner in [Owner::Clinic, Owner::Provider(id), Owner::Room(id), Owner::Equipment("ECG: 2".to_owned())] {
            let text = owner_text(&owner);
            let (kind, key) = text.split_once(':').unwrap_or((&text, ""));
            assert_eq!(owner_of(kind, key), Some(owner));
        }
        assert_eq!(owner_of("clinic", "x"), None);
        assert_eq!(owner_of("provider", "x"), None);
        assert_eq!(owner_of("equipment", ""), None);
    }
}
