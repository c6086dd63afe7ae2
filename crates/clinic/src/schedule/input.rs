//! What clients send about the schedule: the same for JSON and the forms.

use calendar::{Exception, Opening, Weekly};
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use tenancy::FieldError;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{BookableBy, NewClosure, NewException, NewService, minute_of};
use crate::amounts::MoneyInput;
use crate::appointments::input::Reading;
use crate::appointments::model::Kind;
use crate::forms::text_code;

const NAME: usize = 100;
const NOTE: usize = 200;
const MANY: usize = 50;
/// Hours of a week have few lines; more are a slip of some program.
const LINES: usize = 200;
pub const DEFAULT_DURATION: i64 = 30;

/// A service as sent by a client. What is left out is as usual.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ServiceInput {
    #[schema(example = "First visit", max_length = 100)]
    pub name: String,
    pub kind: Option<Kind>,
    #[schema(minimum = 5, maximum = 1440, example = 30)]
    pub duration_minutes: Option<i64>,
    /// Kept free of other bookings before.
    #[schema(minimum = 0, maximum = 240, example = 0)]
    pub buffer_before_minutes: Option<i64>,
    #[schema(minimum = 0, maximum = 240, example = 10)]
    pub buffer_after_minutes: Option<i64>,
    /// How many may come to one session.
    #[schema(minimum = 1, maximum = 200, example = 1)]
    pub capacity: Option<i64>,
    /// How long before its start it may be booked at the latest.
    #[schema(minimum = 0, maximum = 43_200, example = 120)]
    pub lead_minutes: Option<i64>,
    /// How many days ahead it may be booked; any number when left out.
    #[schema(minimum = 1, maximum = 730, example = 90)]
    pub horizon_days: Option<i64>,
    /// From one start to the next; the duration when left out.
    #[schema(minimum = 5, maximum = 1440, example = 30)]
    pub step_minutes: Option<i64>,
    pub bookable_by: Option<BookableBy>,
    /// In the clinic's currency.
    pub price: Option<MoneyInput>,
    pub needs_room: Option<bool>,
    /// All of these are needed.
    #[schema(max_items = 50)]
    pub equipment: Vec<String>,
    /// Who offers it; everybody who sees patients when empty.
    #[schema(max_items = 50)]
    pub providers: Vec<Uuid>,
    /// Where it takes place, when it needs a room; any when empty.
    #[schema(max_items = 50)]
    pub rooms: Vec<Uuid>,
    /// Where it stands in lists.
    #[schema(minimum = 0, maximum = 10_000, example = 1)]
    pub position: Option<i64>,
}

impl ServiceInput {
    pub fn parse(self, reading: &Reading) -> Result<NewService, Vec<FieldError>> {
        let mut check = Check::default();
        let new = NewService {
            name: check.name(&self.name),
            kind: self.kind.unwrap_or(Kind::Consultation),
            duration_minutes: check.number("duration_minutes", self.duration_minutes, (5, 1440), DEFAULT_DURATION),
            buffer_before_minutes: check.number("buffer_before_minutes", self.buffer_before_minutes, (0, 240), 0),
            buffer_after_minutes: check.number("buffer_after_minutes", self.buffer_after_minutes, (0, 240), 0),
            capacity: check.number("capacity", self.capacity, (1, 200), 1),
            lead_minutes: check.number("lead_minutes", self.lead_minutes, (0, 43_200), 0),
            horizon_days: self.horizon_days.map(|days| check.number("horizon_days", Some(days), (1, 730), 0)),
            step_minutes: self.step_minutes.map(|step| check.number("step_minutes", Some(step), (5, 1440), 0)),
            bookable_by: self.bookable_by.unwrap_or(BookableBy::Staff),
            price_minor: self.price.and_then(|price| check.price(&price, reading)),
            needs_room: self.needs_room.unwrap_or(false),
            equipment: check.equipment(self.equipment),
            providers: check.few("providers", self.providers),
            rooms: check.few("rooms", self.rooms),
            position: check.number("position", self.position, (0, 10_000), 0),
        };
        check.done(new)
    }
}

/// One line of a week.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct LineInput {
    /// 1 is Monday.
    #[schema(minimum = 1, maximum = 7, example = 1)]
    pub weekday: Option<i8>,
    /// As the wall shows it.
    #[schema(example = "09:00")]
    pub from: String,
    /// `24:00` is the midnight at the day's end.
    #[schema(example = "17:00")]
    pub to: String,
    #[schema(example = "2030-01-01")]
    pub valid_from: Option<String>,
    #[schema(example = "2030-12-31")]
    pub valid_to: Option<String>,
}

/// A whole week; what is there already is replaced.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct WeekInput {
    #[schema(max_items = 200, example = json!([{ "weekday": 1, "from": "09:00", "to": "17:00" }]))]
    pub weekly: Vec<LineInput>,
}

impl WeekInput {
    pub fn parse(self, reading: &Reading) -> Result<Vec<Weekly>, Vec<FieldError>> {
        let mut check = Check::default();
        if self.weekly.len() > LINES {
            check.problem(FieldError::new("weekly", "too_many"));
        }
        let lines = self.weekly.into_iter().take(LINES).enumerate();
        let read = lines.filter_map(|(number, line)| check.line(&format!("weekly/{number}"), &line, reading)).collect();
        check.done(read)
    }
}

/// What is to hold on one date in place of the week.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ExceptionInput {
    #[schema(example = "2030-04-01")]
    pub date: String,
    /// Other hours; closed when both are left out.
    #[schema(example = "10:00")]
    pub from: Option<String>,
    #[schema(example = "14:00")]
    pub to: Option<String>,
    #[schema(example = "Training", max_length = 200)]
    pub note: Option<String>,
}

impl ExceptionInput {
    pub fn parse(self, reading: &Reading) -> Result<NewException, Vec<FieldError>> {
        let mut check = Check::default();
        let on = check.date("date", Some(&self.date), reading);
        if on.is_none() && check.problems.is_empty() {
            check.problem(FieldError::new("date", "required"));
        }
        let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        let opening = match blank(&self.from) && blank(&self.to) {
            true => None,
            false => check.opening("", &self.from.unwrap_or_default(), &self.to.unwrap_or_default()),
        };
        let note = check.text("note", self.note.as_deref().unwrap_or_default(), NOTE);
        let exception = Exception { on: on.unwrap_or(reading.wall.today), opening };
        check.done(NewException { exception, note: Some(note).filter(|note| !note.is_empty()) })
    }
}

/// Days on which nobody is to come.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ClosureInput {
    #[schema(example = "Summer", max_length = 100)]
    pub name: String,
    #[schema(example = "2030-08-01")]
    pub from: String,
    /// The last day; the first one when left out.
    #[schema(example = "2030-08-15")]
    pub to: Option<String>,
}

impl ClosureInput {
    pub fn parse(self, reading: &Reading) -> Result<NewClosure, Vec<FieldError>> {
        let mut check = Check::default();
        let name = check.name(&self.name);
        let from = check.date("from", Some(&self.from), reading);
        if self.from.trim().is_empty() {
            check.problem(FieldError::new("from", "required"));
        }
        let to = check.date("to", self.to.as_deref(), reading);
        let from = from.unwrap_or(reading.wall.today);
        let to = to.unwrap_or(from);
        if to < from {
            check.problem(FieldError::new("to", "out_of_range"));
        }
        check.done(NewClosure { name, from, to })
    }
}

/// Everything that was wrong so far.
#[derive(Default)]
struct Check {
    problems: Vec<FieldError>,
}

impl Check {
    fn done<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.problems.is_empty() { Ok(value) } else { Err(self.problems) }
    }

    fn problem(&mut self, problem: FieldError) {
        self.problems.push(problem);
    }

    fn text(&mut self, field: &'static str, value: &str, max: usize) -> String {
        match people::text::one_line(value, max) {
            Ok(text) => text,
            Err(error) => {
                let code = text_code(&error);
                let limit = (code == "too_long").then_some(max).and_then(|max| i64::try_from(max).ok());
                self.problem(FieldError { limit, ..FieldError::new(field, code) });
                String::new()
            }
        }
    }

    fn name(&mut self, value: &str) -> String {
        let before = self.problems.len();
        let name = self.text("name", value, NAME);
        if name.is_empty() && self.problems.len() == before {
            self.problem(FieldError::new("name", "required"));
        }
        name
    }

    fn number<T: TryFrom<i64> + Default>(
        &mut self,
        field: &'static str,
        value: Option<i64>,
        (least, most): (i64, i64),
        usual: i64,
    ) -> T {
        let value = value.unwrap_or(usual);
        if value < least {
            self.problem(FieldError::new(field, "too_small").limit(least));
        } else if value > most {
            self.problem(FieldError::new(field, "too_large").limit(most));
        }
        T::try_from(value).unwrap_or_default()
    }

    fn price(&mut self, price: &MoneyInput, reading: &Reading) -> Option<i64> {
        let money = price.parse(reading.currency).and_then(|money| match money.currency == reading.currency {
            true => Ok(money.minor),
            false => Err("unknown_choice"),
        });
        money.map_err(|code| self.problem(FieldError::new("price", code))).ok()
    }

    fn few<T: Ord>(&mut self, field: &'static str, mut values: Vec<T>) -> Vec<T> {
        if values.len() > MANY {
            self.problem(FieldError::new(field, "too_many"));
            return Vec::new();
        }
        values.sort_unstable();
        values.dedup();
        values
    }

    fn equipment(&mut self, names: Vec<String>) -> Vec<String> {
        let names = self.few("equipment", names);
        let read: Vec<String> = names.iter().map(|name| self.text("equipment", name, NAME)).collect();
        self.few("equipment", read.into_iter().filter(|name| !name.is_empty()).collect())
    }

    /// A day, if one was given.
    fn date(&mut self, field: &str, value: Option<&str>, reading: &Reading) -> Option<Date> {
        let text = value.map(str::trim).filter(|text| !text.is_empty())?;
        reading.wall.date(text).map_err(|code| self.problem(FieldError::new(field.to_owned(), code))).ok()
    }

    fn opening(&mut self, within: &str, from: &str, to: &str) -> Option<Opening> {
        let field = |name: &str| if within.is_empty() { name.to_owned() } else { format!("{within}/{name}") };
        let mut minute = |name: &str, text: &str| {
            let minute = minute_of(text);
            if minute.is_none() {
                self.problem(FieldError::new(field(name), "not_a_time"));
            }
            minute
        };
        let (from, to) = (minute("from", from), minute("to", to));
        let opening = Opening::new(from?, to?);
        if opening.is_none() {
            self.problem(FieldError::new(field("to"), "out_of_range"));
        }
        opening
    }

    fn line(&mut self, within: &str, line: &LineInput, reading: &Reading) -> Option<Weekly> {
        let weekday = Weekday::from_monday_one_offset(line.weekday.unwrap_or_default());
        if weekday.is_err() {
            self.problem(FieldError::new(format!("{within}/weekday"), "out_of_range"));
        }
        let opening = self.opening(within, &line.from, &line.to);
        let valid_from = self.date(&format!("{within}/valid_from"), line.valid_from.as_deref(), reading);
        let valid_to = self.date(&format!("{within}/valid_to"), line.valid_to.as_deref(), reading);
        if valid_from.zip(valid_to).is_some_and(|(first, last)| last < first) {
            self.problem(FieldError::new(format!("{within}/valid_to"), "out_of_range"));
        }
        Some(Weekly { weekday: weekday.ok()?, opening: opening?, valid_from, valid_to })
    }
}
