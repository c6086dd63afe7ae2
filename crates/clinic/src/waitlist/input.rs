//! What clients send about the waiting list: the same for JSON and the forms.

use calendar::Opening;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{EVERY_DAY, NewEntry, Wishes};
use crate::appointments::input::{DEFAULT_MINUTES, REASON, Reading, free_text};
use crate::appointments::model::{Kind, PatientRef};
use crate::schedule::model::minute_of;

/// How long somebody waits who does not say until when.
const USUAL_DAYS: i64 = 30;
/// Nobody waits longer.
const MOST_DAYS: i64 = 366;

/// Somebody who waits, as sent by a client. What is left out is as usual.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct EntryInput {
    /// Id or number; needed for a new one.
    #[schema(example = "0198c0de-0000-7000-8000-000000000001")]
    pub patient: Option<String>,
    /// What is to be done. It says of what kind it is and how long it takes.
    pub service: Option<Uuid>,
    /// Where no service is named.
    pub kind: Option<Kind>,
    #[schema(minimum = 1, maximum = 1440, example = 30)]
    pub minutes: Option<i64>,
    /// Anybody who offers it when left out.
    pub provider: Option<Uuid>,
    /// The first day; today when left out.
    #[schema(example = "2030-01-07")]
    pub earliest_on: Option<String>,
    /// The last day; thirty days after the first when left out.
    #[schema(example = "2030-02-06")]
    pub latest_on: Option<String>,
    /// 1 is Monday; any when empty.
    #[schema(max_items = 7, example = json!([1, 2, 3]))]
    pub weekdays: Vec<i16>,
    /// Not earlier on a day, as the wall shows it.
    #[schema(example = "09:00")]
    pub from_time: Option<String>,
    /// Over by then.
    #[schema(example = "12:00")]
    pub to_time: Option<String>,
    /// Stands before those who are not.
    pub is_priority: bool,
    #[schema(max_length = 500, example = "Can come at an hour's notice")]
    pub note: Option<String>,
}

fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

impl EntryInput {
    pub fn parse(&self, reading: &Reading) -> Result<NewEntry> {
        let mut check = Check { problems: Vec::new(), reading };
        let (earliest_on, latest_on) = check.days(self);
        let patient = given(self.patient.as_ref()).map(|text| PatientRef::parse(text).ok_or("malformed"));
        let new = NewEntry {
            patient: check.took("patient", patient.transpose()).flatten(),
            wishes: Wishes {
                service: self.service,
                kind: self.kind.unwrap_or(Kind::Consultation),
                minutes: check.minutes(self.minutes),
                provider: self.provider,
                earliest_on,
                latest_on,
                weekdays: check.weekdays(&self.weekdays),
                hours: check.hours(self),
            },
            is_priority: self.is_priority,
            note: check.note(self.note.as_deref()),
        };
        if check.problems.is_empty() { Ok(new) } else { Err(Error::Invalid(check.problems)) }
    }
}

/// Everything that was wrong so far.
struct Check<'a> {
    problems: Vec<FieldError>,
    reading: &'a Reading,
}

impl Check<'_> {
    fn took<T>(&mut self, field: &'static str, read: std::result::Result<T, &'static str>) -> Option<T> {
        read.map_err(|code| self.problems.push(FieldError::new(field, code))).ok()
    }

    fn days(&mut self, input: &EntryInput) -> (Date, Date) {
        let today = self.reading.wall.today;
        let mut day = |field, text: Option<&String>| {
            let read = given(text).map(|text| self.reading.wall.date(text)).transpose();
            self.took(field, read).flatten()
        };
        let earliest = day("earliest_on", input.earliest_on.as_ref()).unwrap_or(today);
        let latest = day("latest_on", input.latest_on.as_ref());
        let latest = latest.unwrap_or_else(|| earliest.max(today).saturating_add(USUAL_DAYS.days()));
        let is_too_far = |on: Date| on > today.saturating_add(MOST_DAYS.days());
        if is_too_far(earliest) {
            self.problems.push(FieldError::new("earliest_on", "out_of_range"));
        } else if latest < earliest.max(today) || is_too_far(latest) {
            self.problems.push(FieldError::new("latest_on", "out_of_range"));
        }
        (earliest, latest)
    }

    fn minutes(&mut self, minutes: Option<i64>) -> u16 {
        let minutes = minutes.unwrap_or(DEFAULT_MINUTES);
        let read = u16::try_from(minutes).ok().filter(|minutes| (1..=1440).contains(minutes));
        self.took("minutes", read.ok_or("out_of_range")).unwrap_or_default()
    }

    fn weekdays(&mut self, weekdays: &[i16]) -> Vec<i16> {
        if weekdays.len() > EVERY_DAY.len() || weekdays.iter().any(|day| !EVERY_DAY.contains(day)) {
            self.problems.push(FieldError::new("weekdays", "out_of_range"));
        }
        match weekdays {
            [] => EVERY_DAY.to_vec(),
            _ => EVERY_DAY.into_iter().filter(|day| weekdays.contains(day)).collect(),
        }
    }

    fn hours(&mut self, input: &EntryInput) -> Opening {
        let mut minute = |field, text: Option<&String>, usual: u16| {
            let read = given(text).map_or(Some(usual), minute_of);
            self.took(field, read.ok_or("not_a_time"))
        };
        let from = minute("from_time", input.from_time.as_ref(), Opening::WHOLE_DAY.from_minute());
        let to = minute("to_time", input.to_time.as_ref(), Opening::WHOLE_DAY.to_minute());
        let Some((from, to)) = from.zip(to) else { return Opening::WHOLE_DAY };
        self.took("to_time", Opening::new(from, to).ok_or("out_of_range")).unwrap_or(Opening::WHOLE_DAY)
    }

    fn note(&mut self, note: Option<&str>) -> Option<String> {
        free_text("note", note, REASON).map_err(|problem| self.problems.push(problem)).ok().flatten()
    }
}

/// A time that is to be offered or booked, as sent by a client.
#[derive(Clone, Deserialize, ToSchema)]
pub struct ChosenInput {
    /// Who sees them then.
    pub provider: Uuid,
    /// As the wall shows it, or an instant with its offset.
    #[schema(example = "2030-01-08T09:00")]
    pub starts_at: String,
}

impl ChosenInput {
    pub fn parse(&self, reading: &Reading) -> Result<(Uuid, jiff::Timestamp)> {
        let starts_at = reading.wall.moment(&self.starts_at).map_err(|code| Error::invalid("starts_at", code))?;
        Ok((self.provider, starts_at))
    }
}
