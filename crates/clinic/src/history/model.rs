//! What an entry of the medical history is. No database here.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::parties::model::codes;
use crate::records::model::RecordStatus;

codes! {
    /// What an entry of the medical history is about.
    HistoryKind {
        Allergy = "allergy",
        Condition = "condition",
        Medication = "medication",
        NoKnownAllergies = "no-known-allergies",
    }
}

codes! {
    /// Whether it still holds: a condition that is there, a drug that is taken.
    HistoryState { Active = "active", Ended = "ended" }
}

codes! {
    /// How bad a reaction was.
    Severity { Mild = "mild", Moderate = "moderate", Severe = "severe" }
}

/// A day as far as somebody remembers it: a year, a month or the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoughDate {
    pub year: i16,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl RoughDate {
    /// Reads `2019`, `2019-03` and `2019-03-14`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?;
        let day = parts.next().map(str::parse).transpose().ok()?;
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// Whether all of it lies after that day.
    pub fn is_after(self, day: Date) -> bool {
        let first = Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        first.is_ok_and(|first| first > day)
    }

    /// The day, where it is known to the day.
    pub fn exact(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

impl From<Date> for RoughDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for RoughDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl From<RoughDate> for String {
    fn from(date: RoughDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for RoughDate {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a year, month or day")
    }
}

/// What an entry says; sealed as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// The condition, the drug, or what somebody is allergic to.
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dose: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<RoughDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<RoughDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An entry that may be written: checked, in its canonical form.
#[derive(Clone)]
pub struct NewEntry {
    pub kind: HistoryKind,
    pub state: HistoryState,
    pub severity: Option<Severity>,
    /// ICD-10, of a condition.
    pub code: Option<String>,
    pub details: Details,
}

/// One version of an entry.
#[derive(Clone)]
pub struct Entry {
    /// The same in all versions.
    pub id: Id<Entry>,
    /// Of this version: what its values are sealed to.
    pub row: Uuid,
    pub patient: Uuid,
    pub kind: HistoryKind,
    pub version: i32,
    pub status: RecordStatus,
    pub state: HistoryState,
    pub severity: Option<Severity>,
    pub code: Option<String>,
    pub details: Phi<Details>,
    pub reason: Option<Phi<String>>,
    pub written_at: Timestamp,
    pub written_by: Uuid,
    pub created_at: Timestamp,
    pub author: Uuid,
}

impl Entry {
    /// Whether it says something that holds today.
    pub fn is_active(&self) -> bool {
        self.status == RecordStatus::Current && self.state == HistoryState::Active
    }

    /// What changed, with the values before and after, for the sealed part of the audit.
    pub fn changes_since(&self, before: Option<&Self>) -> Value {
        let (before, after) = (before.map(Self::fields), self.fields());
        let changed = after.into_iter().filter_map(|(field, new)| {
            let old = before.as_ref().and_then(|before| before.get(&field)).cloned().unwrap_or(Value::Null);
            (old != new).then(|| (field, json!({ "before": old, "after": new })))
        });
        Value::Object(changed.collect())
    }

    fn fields(&self) -> serde_json::Map<String, Value> {
        let details = self.details.reveal();
        let value = json!({
            "name": details.name,
            "dose": details.dose,
            "route": details.route,
            "frequency": details.frequency,
            "reaction": details.reaction,
            "since": details.since,
            "until": details.until,
            "note": details.note,
            "code": self.code,
            "severity": self.severity,
            "state": self.state,
            "status": self.status,
            "reason": self.reason.as_ref().map(Phi::reveal),
            "version": self.version,
        });
        match value {
            Value::Object(map) => map,
            _ => serde_json::Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::RoughDate;

    #[test]
    fn a_rough_date_is_as_exact_as_somebody_remembers() {
        for text in ["2019", "2019-03", "2019-03-14"] {
            assert_eq!(RoughDate::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in ["", "19", "2019-13", "2019-02-30", "2019-03-14-1", "March 2019", "2019-"] {
            assert_eq!(RoughDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_rough_date_is_in_the_future_when_all_of_it_is() {
        let today = date(2030, 1, 7);
        let is_after = |text| RoughDate::parse(text).is_some_and(|date| date.is_after(today));
        assert_eq!(["2030", "2030-01", "2030-01-07"].map(is_after), [false; 3]);
        assert_eq!(["2031", "2030-02", "2030-01-08"].map(is_after), [true; 3]);
    }
}
