//! The form for what somebody waits for, flat as browsers send it: the desk's and the patients' own.

use calendar::Opening;
use jiff::civil::Date;

use super::input::EntryInput;
use super::model::{EVERY_DAY, Entry};
use crate::appointments::model::Kind;
use crate::confirm::Pairs;
use crate::schedule::model::clock;

#[derive(Default)]
pub struct EntryForm {
    pairs: Pairs,
}

impl From<Pairs> for EntryForm {
    fn from(pairs: Pairs) -> Self {
        Self { pairs }
    }
}

impl EntryForm {
    /// What is proposed: any weekday, for a month.
    pub fn new(today: Date, last: Date, chosen: &[(&str, &str)]) -> Self {
        let mut form = Self::default();
        for (name, value) in chosen {
            form.put(name, (*value).to_owned());
        }
        form.put("earliest_on", today.to_string());
        form.put("latest_on", last.to_string());
        for day in EVERY_DAY {
            form.put("weekdays", day.to_string());
        }
        form
    }

    /// What is in force, to be changed.
    pub fn of(entry: &Entry) -> Self {
        let (mut form, wishes) = (Self::default(), &entry.wishes);
        let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        form.put("service", id(wishes.service));
        form.put("kind", wishes.kind.as_str().to_owned());
        form.put("minutes", wishes.minutes.to_string());
        form.put("provider", id(wishes.provider));
        form.put("earliest_on", wishes.earliest_on.to_string());
        form.put("latest_on", wishes.latest_on.to_string());
        for day in &wishes.weekdays {
            form.put("weekdays", day.to_string());
        }
        if wishes.hours != Opening::WHOLE_DAY {
            form.put("from_time", clock(wishes.hours.from_minute()));
            form.put("to_time", clock(wishes.hours.to_minute()));
        }
        if entry.is_priority {
            form.put("is_priority", "true".to_owned());
        }
        form.put("note", entry.note.as_ref().map(|note| note.reveal().clone()).unwrap_or_default());
        form.put("version", entry.version.to_string());
        form
    }

    fn put(&mut self, name: &str, value: String) {
        self.pairs.push((name.to_owned(), value));
    }

    pub fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    pub fn holds(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(found, held)| found == name && held == value)
    }

    /// The days of the week, each with whether it is ticked.
    pub fn weekdays(&self) -> [(i16, bool); 7] {
        EVERY_DAY.map(|day| (day, self.holds("weekdays", &day.to_string())))
    }

    pub fn version(&self) -> Option<i64> {
        self.get("version").parse().ok()
    }

    pub fn input(&self) -> EntryInput {
        let some = |name: &str| Some(self.get(name).to_owned()).filter(|text| !text.is_empty());
        let weekdays = self.pairs.iter().filter(|(name, _)| name == "weekdays");
        EntryInput {
            patient: some("patient"),
            service: self.get("service").parse().ok(),
            kind: Kind::parse(self.get("kind")),
            // What is no number cannot be a length either.
            minutes: some("minutes").map(|text| people::text::ascii_digits(&text).parse().unwrap_or(0)),
            provider: self.get("provider").parse().ok(),
            earliest_on: some("earliest_on"),
            latest_on: some("latest_on"),
            weekdays: weekdays.map(|(_, day)| day.parse().unwrap_or(0)).collect(),
            from_time: some("from_time"),
            to_time: some("to_time"),
            is_priority: !self.get("is_priority").is_empty(),
            note: some("note"),
        }
    }
}
