//! Rules as RFC 5545 writes them: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=10`.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};

use super::{Ending, Frequency, OrdinalDay, Rule};

/// Why a rule is refused, and which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    #[error("{0} cannot be read")]
    Malformed(&'static str),
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0} stands there twice")]
    Twice(&'static str),
    /// In RFC 5545, but not here.
    #[error("{0} is not supported here")]
    Unsupported(&'static str),
}

use RuleError::{Malformed, Missing, Twice, Unsupported};

const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

const FREQUENCIES: [(&str, Frequency); 4] = [
    ("DAILY", Frequency::Daily),
    ("WEEKLY", Frequency::Weekly),
    ("MONTHLY", Frequency::Monthly),
    ("YEARLY", Frequency::Yearly),
];

/// Every name of a part, and whether it is read here.
const PARTS: [(&str, bool); 14] = [
    ("FREQ", true),
    ("INTERVAL", true),
    ("COUNT", true),
    ("UNTIL", true),
    ("BYDAY", true),
    ("BYMONTHDAY", true),
    ("WKST", true),
    ("BYSECOND", false),
    ("BYMINUTE", false),
    ("BYHOUR", false),
    ("BYYEARDAY", false),
    ("BYWEEKNO", false),
    ("BYMONTH", false),
    ("BYSETPOS", false),
];

/// The parts of a rule, each once.
struct Parts(Vec<(&'static str, String)>);

impl Parts {
    fn read(text: &str) -> Result<Self, RuleError> {
        let mut parts = Vec::new();
        for part in text.split(';') {
            let (name, value) = part.split_once('=').ok_or(Malformed("RRULE"))?;
            let known = PARTS.into_iter().find(|(known, _)| *known == name);
            let (name, is_read) = known.ok_or(Malformed("RRULE"))?;
            if !is_read {
                return Err(Unsupported(name));
            }
            if parts.iter().any(|(known, _)| *known == name) {
                return Err(Twice(name));
            }
            parts.push((name, value.to_owned()));
        }
        Ok(Self(parts))
    }

    fn get(&self, name: &'static str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// A number of at least one; nothing when the part is not there.
    fn count(&self, name: &'static str) -> Result<Option<u16>, RuleError> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let number = text.parse().ok().filter(|number| *number > 0 && is_plain(text));
        number.map(Some).ok_or(Malformed(name))
    }

    fn list<T>(&self, name: &'static str, read: fn(&str) -> Option<T>) -> Result<Vec<T>, RuleError> {
        let items = self.get(name).into_iter().flat_map(|text| text.split(','));
        items.map(|item| read(item).ok_or(Malformed(name))).collect()
    }
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

impl FromStr for Rule {
    type Err = RuleError;

    /// Reads a rule, with or without `RRULE:` before it, in any case.
    fn from_str(text: &str) -> Result<Self, RuleError> {
        let text = text.trim().to_ascii_uppercase();
        let parts = Parts::read(text.strip_prefix("RRULE:").unwrap_or(&text))?;
        let frequency = match parts.get("FREQ").ok_or(Missing("FREQ"))? {
            "SECONDLY" | "MINUTELY" | "HOURLY" => return Err(Unsupported("FREQ")),
            name => named(&FREQUENCIES, name).ok_or(Malformed("FREQ"))?,
        };
        let rule = Self {
            frequency,
            interval: parts.count("INTERVAL")?.unwrap_or(1),
            ending: ending(&parts)?,
            days: parts.list("BYDAY", ordinal_day)?,
            month_days: parts.list("BYMONTHDAY", month_day)?,
            week_starts_on: match parts.get("WKST") {
                Some(day) => named(&DAYS, day).ok_or(Malformed("WKST"))?,
                None => Weekday::Monday,
            },
        };
        rule.checked()
    }
}

impl Rule {
    /// What the standard forbids, or lets mean something that nobody here has thought through.
    fn checked(self) -> Result<Self, RuleError> {
        let is_monthly = self.frequency == Frequency::Monthly;
        let is_yearly = self.frequency == Frequency::Yearly;
        if !self.days.is_empty() && is_yearly || !is_monthly && self.days.iter().any(|day| day.ordinal.is_some()) {
            return Err(Unsupported("BYDAY"));
        }
        if !self.month_days.is_empty() && (is_yearly || self.frequency == Frequency::Weekly) {
            return Err(Unsupported("BYMONTHDAY"));
        }
        Ok(self)
    }
}

fn named<T: Copy>(names: &[(&str, T)], wanted: &str) -> Option<T> {
    names.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value)
}

fn name_of<T: PartialEq>(names: &[(&'static str, T)], wanted: &T) -> &'static str {
    names.iter().find(|(_, value)| value == wanted).map_or("", |(name, _)| name)
}

fn ending(parts: &Parts) -> Result<Ending, RuleError> {
    match (parts.count("COUNT")?, parts.get("UNTIL")) {
        (Some(_), Some(_)) => Err(Twice("COUNT")),
        (Some(count), None) => Ok(Ending::After(count)),
        (None, Some(until)) => until_of(until).ok_or(Malformed("UNTIL")),
        (None, None) => Ok(Ending::Never),
    }
}

/// `20260331`, `20260331T090000`, `20260331T070000Z`.
fn until_of(text: &str) -> Option<Ending> {
    let Some((date, time)) = text.split_once('T') else { return date_of(text).map(Ending::OnDate) };
    let (time, is_utc) = time.strip_suffix('Z').map_or((time, false), |time| (time, true));
    if time.len() != 6 || !is_plain(time) {
        return None;
    }
    let part = |from: usize| time.get(from..from + 2)?.parse().ok();
    let at = date_of(date)?.to_datetime(jiff::civil::Time::new(part(0)?, part(2)?, part(4)?, 0).ok()?);
    match is_utc {
        true => jiff::tz::Offset::UTC.to_timestamp(at).ok().map(Ending::At),
        false => Some(Ending::AtWall(at)),
    }
}

fn date_of(text: &str) -> Option<Date> {
    if text.len() != 8 || !is_plain(text) {
        return None;
    }
    Date::new(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..)?.parse().ok()?).ok()
}

/// `MO`, `2MO`, `-1FR`. There is no sixth Monday in any month.
fn ordinal_day(text: &str) -> Option<OrdinalDay> {
    let (ordinal, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = named(&DAYS, day)?;
    if ordinal.is_empty() {
        return Some(OrdinalDay { ordinal: None, weekday });
    }
    let ordinal = ordinal.parse().ok().filter(|number| (1..=5).contains(&i8::abs(*number)))?;
    Some(OrdinalDay { ordinal: Some(ordinal), weekday })
}

fn month_day(text: &str) -> Option<i8> {
    text.parse().ok().filter(|number| (1..=31).contains(&i8::abs(*number)))
}

impl fmt::Display for OrdinalDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = name_of(&DAYS, &self.weekday);
        match self.ordinal {
            Some(ordinal) => write!(f, "{ordinal}{day}"),
            None => f.write_str(day),
        }
    }
}

impl fmt::Display for Rule {
    /// The rule as it is read; the same rule is always the same text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FREQ={}", name_of(&FREQUENCIES, &self.frequency))?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        list(f, "BYDAY", &self.days)?;
        list(f, "BYMONTHDAY", &self.month_days)?;
        if self.week_starts_on != Weekday::Monday {
            write!(f, ";WKST={}", name_of(&DAYS, &self.week_starts_on))?;
        }
        match self.ending {
            Ending::Never => Ok(()),
            Ending::After(count) => write!(f, ";COUNT={count}"),
            Ending::OnDate(last) => write!(f, ";UNTIL={}", last.strftime("%Y%m%d")),
            Ending::AtWall(last) => write!(f, ";UNTIL={}", basic(last)),
            Ending::At(last) => write!(f, ";UNTIL={}Z", utc(last)),
        }
    }
}

fn basic(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

fn utc(at: Timestamp) -> String {
    basic(jiff::tz::Offset::UTC.to_datetime(at))
}

fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, name: &str, items: &[T]) -> fmt::Result {
    for (number, item) in items.iter().enumerate() {
        if number == 0 {
            write!(f, ";{name}={item}")?;
        } else {
            write!(f, ",{item}")?;
        }
    }
    Ok(())
}
