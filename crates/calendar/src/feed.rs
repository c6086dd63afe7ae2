//! A calendar as other programs subscribe to it (RFC 5545).
//!
//! Times are written in the clinic's own zone, with that zone's rules beside them as they stand in the zone database that
//! this program uses: whoever reads the feed shows the hour that the clinic meant, whatever their own database says.

use std::fmt::{self, Display, Formatter, Write as _};

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _};

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Tentative,
    Confirmed,
    Cancelled,
}

/// Something in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same for ever, and nobody else's.
    pub uid: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub summary: String,
    pub location: Option<String>,
    pub standing: Standing,
    /// Counts the changes.
    pub sequence: u32,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}

/// A calendar; as text it is what is served.
#[derive(Debug, Clone)]
pub struct Feed {
    pub name: String,
    pub zone: TimeZone,
    pub events: Vec<Event>,
}

impl Feed {
    fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// Every change of the clocks that the events may meet, and the one before them all.
    fn changes(&self) -> Vec<Change> {
        let Some(first) = self.events.iter().map(|event| event.starts_at).min() else { return Vec::new() };
        let last = self.events.iter().map(|event| event.ends_at).max().unwrap_or(first);
        let before: Vec<Change> = self.zone.preceding(first).take(1).map(|change| self.change(&change)).collect();
        let after = self.zone.following(first).map(|change| (change.timestamp(), self.change(&change)));
        before.into_iter().chain(after.take_while(|(at, _)| *at <= last).map(|(_, change)| change)).collect()
    }

    fn change(&self, change: &jiff::tz::TimeZoneTransition<'_>) -> Change {
        let at = change.timestamp();
        let from = at.checked_sub(1.second()).map_or(Offset::UTC, |before| self.zone.to_offset(before));
        Change {
            at,
            from,
            to: change.offset(),
            name: change.abbreviation().to_owned(),
            is_summer: change.dst().is_dst(),
        }
    }

    fn write_zone(&self, out: &mut Lines<'_, '_>) -> fmt::Result {
        out.line(format_args!("BEGIN:VTIMEZONE"))?;
        out.line(format_args!("TZID:{}", self.zone_name()))?;
        let mut changes = self.changes();
        if changes.is_empty() {
            // A zone that never changes, or a calendar without anything in it.
            let offset = self.zone.to_offset(Timestamp::UNIX_EPOCH);
            let name = self.zone_name().to_owned();
            changes.push(Change { at: Timestamp::UNIX_EPOCH, from: offset, to: offset, name, is_summer: false });
        }
        for change in changes {
            let kind = if change.is_summer { "DAYLIGHT" } else { "STANDARD" };
            out.line(format_args!("BEGIN:{kind}"))?;
            // As the clock showed that was put forward or back.
            let at = change.from.to_datetime(change.at);
            out.line(format_args!("DTSTART:{}", at.strftime("%Y%m%dT%H%M%S")))?;
            out.line(format_args!("TZOFFSETFROM:{}", Signed(change.from)))?;
            out.line(format_args!("TZOFFSETTO:{}", Signed(change.to)))?;
            out.line(format_args!("TZNAME:{}", Text(&change.name)))?;
            out.line(format_args!("END:{kind}"))?;
        }
        out.line(format_args!("END:VTIMEZONE"))
    }

    fn write_event(&self, out: &mut Lines<'_, '_>, event: &Event) -> fmt::Result {
        let local = |at: Timestamp| self.zone.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string();
        let zone = self.zone_name();
        out.line(format_args!("BEGIN:VEVENT"))?;
        out.line(format_args!("UID:{}", Text(&event.uid)))?;
        out.line(format_args!("DTSTAMP:{}", Utc(event.changed_at)))?;
        out.line(format_args!("DTSTART;TZID={zone}:{}", local(event.starts_at)))?;
        out.line(format_args!("DTEND;TZID={zone}:{}", local(event.ends_at)))?;
        out.line(format_args!("SUMMARY:{}", Text(&event.summary)))?;
        if let Some(location) = &event.location {
            out.line(format_args!("LOCATION:{}", Text(location)))?;
        }
        let standing = match event.standing {
            Standing::Tentative => "TENTATIVE",
            Standing::Confirmed => "CONFIRMED",
            Standing::Cancelled => "CANCELLED",
        };
        out.line(format_args!("STATUS:{standing}"))?;
        let is_free = event.standing == Standing::Cancelled;
        out.line(format_args!("TRANSP:{}", if is_free { "TRANSPARENT" } else { "OPAQUE" }))?;
        out.line(format_args!("SEQUENCE:{}", event.sequence))?;
        out.line(format_args!("CREATED:{}", Utc(event.created_at)))?;
        out.line(format_args!("LAST-MODIFIED:{}", Utc(event.changed_at)))?;
        out.line(format_args!("CLASS:PRIVATE"))?;
        out.line(format_args!("END:VEVENT"))
    }
}

impl Display for Feed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut out = Lines(f);
        out.line(format_args!("BEGIN:VCALENDAR"))?;
        out.line(format_args!("VERSION:2.0"))?;
        out.line(format_args!("PRODID:-//Praxis//Calendar//EN"))?;
        out.line(format_args!("CALSCALE:GREGORIAN"))?;
        out.line(format_args!("METHOD:PUBLISH"))?;
        out.line(format_args!("NAME:{}", Text(&self.name)))?;
        out.line(format_args!("X-WR-CALNAME:{}", Text(&self.name)))?;
        out.line(format_args!("X-WR-TIMEZONE:{}", self.zone_name()))?;
        out.line(format_args!("REFRESH-INTERVAL;VALUE=DURATION:PT15M"))?;
        self.write_zone(&mut out)?;
        for event in &self.events {
            self.write_event(&mut out, event)?;
        }
        out.line(format_args!("END:VCALENDAR"))
    }
}

/// The clocks are put forward or back.
struct Change {
    at: Timestamp,
    from: Offset,
    to: Offset,
    name: String,
    is_summer: bool,
}

struct Utc(Timestamp);

impl Display for Utc {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y%m%dT%H%M%SZ"))
    }
}

/// `+0200`
struct Signed(Offset);

impl Display for Signed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let seconds = self.0.seconds();
        let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
        write!(f, "{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60)
    }
}

/// A text with what has a meaning of its own made harmless.
struct Text<'a>(&'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '\\' | ';' | ',' => write!(f, "\\{letter}")?,
                '\n' => f.write_str("\\n")?,
                letter if letter.is_control() => {}
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

/// Lines of at most 75 octets, the rest of a longer one on lines that begin with a blank.
struct Lines<'a, 'b>(&'a mut Formatter<'b>);

const LONGEST: usize = 75;

impl Lines<'_, '_> {
    fn line(&mut self, content: fmt::Arguments<'_>) -> fmt::Result {
        let mut used = 0;
        for letter in content.to_string().chars() {
            if used + letter.len_utf8() > LONGEST {
                self.0.write_str("\r\n ")?;
                used = 1;
            }
            self.0.write_char(letter)?;
            used += letter.len_utf8();
        }
        self.0.write_str("\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(starts_at: &str) -> Event {
        let starts_at: Timestamp = starts_at.parse().unwrap();
        Event {
            uid: "1@example.org".into(),
            starts_at,
            ends_at: starts_at.checked_add(30.minutes()).unwrap(),
            summary: "L. A.; consultation, room\\2\nnew line".into(),
            location: None,
            standing: Standing::Confirmed,
            sequence: 3,
            created_at: "2026-01-01T00:00:00Z".parse().unwrap(),
            changed_at: "2026-01-02T00:00:00Z".parse().unwrap(),
        }
    }

    fn feed(zone: &str, events: Vec<Event>) -> String {
        Feed { name: "Dr. Nour".into(), zone: TimeZone::get(zone).unwrap(), events }.to_string()
    }

    #[test]
    fn times_are_the_clinics_with_its_changes_beside_them() {
        let text = feed("Europe/Paris", vec![event("2026-03-27T08:00:00Z"), event("2026-03-30T07:00:00Z")]);

        assert!(text.contains("DTSTART;TZID=Europe/Paris:20260327T090000\r\n"), "{text}");
        assert!(text.contains("DTSTART;TZID=Europe/Paris:20260330T090000\r\n"), "{text}");
        let summer =
            "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n";
        let winter =
            "BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n";
        assert!(text.contains(summer) && text.contains(winter), "{text}");
    }

    #[test]
    fn what_has_a_meaning_is_escaped() {
        let text = feed("UTC", vec![event("2026-03-27T08:00:00Z")]);

        assert!(text.contains(r"SUMMARY:L. A.\; consultation\, room\\2\nnew line"), "{text}");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_letter_is_cut() {
        let long = "مواعيد الطبيب ".repeat(20);
        let text = feed("Africa/Cairo", vec![Event { summary: long.clone(), ..event("2026-03-27T08:00:00Z") }]);

        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST));
        assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:{long}")));
        assert!(!text.replace("\r\n", "").contains('\n'));
    }
}
