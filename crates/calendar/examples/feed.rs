//! Feeds with a visit every few days over a year, as lines of JSON beside what foreign readers must find in them.

use calendar::feed::{Event, Feed, Standing};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

const ZONES: &[&str] =
    &["Africa/Cairo", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"];

fn main() {
    for name in ZONES {
        let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
        let events: Vec<Event> = (0..120).map(|n| event(n, &zone)).collect();
        let expected: Vec<String> = events.iter().map(line).collect();
        let feed = Feed { name: "Dr. Nour, مواعيد".to_owned(), zone, events }.to_string();
        let mut out = String::new();
        for letter in feed.chars() {
            out.push_str(&escaped(letter));
        }
        let stdout = std::io::stdout();
        let written = std::io::Write::write_fmt(
            &mut stdout.lock(),
            format_args!("{{\"zone\":\"{name}\",\"feed\":\"{out}\",\"events\":[{}]}}\n", expected.join(",")),
        );
        if written.is_err() {
            return;
        }
    }
}

/// At nine by the wall, so that the instants shift with the clocks.
fn event(n: i64, zone: &TimeZone) -> Event {
    let day = jiff::civil::date(2026, 1, 5).saturating_add((n * 3).days());
    let starts_at = zone.to_ambiguous_timestamp(day.at(9, 0, 0, 0)).compatible().unwrap_or(Timestamp::UNIX_EPOCH);
    Event {
        uid: format!("{n}@nile.praxis"),
        starts_at,
        ends_at: starts_at.checked_add(45.minutes()).unwrap_or(starts_at),
        summary: format!("ل. ع. Consultation; room 2, visit {n} of many, with words enough for a second line"),
        location: (n % 2 == 0).then(|| "Room 2".to_owned()),
        standing: match n % 3 {
            0 => Standing::Confirmed,
            1 => Standing::Tentative,
            _ => Standing::Cancelled,
        },
        sequence: u32::try_from(n).unwrap_or(0),
        created_at: "2025-12-01T08:00:00Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
        changed_at: "2025-12-02T08:00:00Z".parse().unwrap_or(Timestamp::UNIX_EPOCH),
    }
}

fn line(event: &Event) -> String {
    let standing = match event.standing {
        Standing::Tentative => "TENTATIVE",
        Standing::Confirmed => "CONFIRMED",
        Standing::Cancelled => "CANCELLED",
    };
    format!(
        "{{\"uid\":\"{}\",\"starts_at\":\"{}\",\"ends_at\":\"{}\",\"summary\":\"{}\",\"status\":\"{standing}\",\"sequence\":{}}}",
        event.uid, event.starts_at, event.ends_at, event.summary, event.sequence
    )
}

fn escaped(letter: char) -> String {
    match letter {
        '"' | '\\' => format!("\\{letter}"),
        '\r' => "\\r".to_owned(),
        '\n' => "\\n".to_owned(),
        letter => letter.to_string(),
    }
}
