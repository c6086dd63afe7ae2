//! One column: a day, somebody's day, or a room's.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::lanes::{Lane, MIDNIGHT, Span, lanes};
use crate::appointments::day::Entry;
use crate::appointments::model::Status;
use crate::appointments::wall::{Wall, minute_of};

/// Minutes between two times that can be pressed or moved to: the least a hand hits without trouble.
pub const STEP: i64 = 15;

/// An appointment where it stands.
pub struct Visit<'a> {
    pub entry: &'a Entry,
    span: Span,
    lane: Lane,
    /// Whether the reader may put it elsewhere.
    pub moves: bool,
}

impl Visit<'_> {
    /// Where it stands, in the words of the style sheet.
    pub fn place(&self) -> String {
        let Lane { number, of } = self.lane;
        let lane = if of > 1 { format!(" l{number} n{of}") } else { String::new() };
        long_place(self.span) + &lane
    }

    /// Too low for a second line.
    pub fn is_short(&self) -> bool {
        self.span.to - self.span.from < 2 * STEP
    }

    /// Nobody is sure of it yet.
    pub fn is_held(&self) -> bool {
        matches!(self.entry.status, Status::Waitlist | Status::Proposed | Status::Pending)
    }

    /// It does not take place.
    pub fn is_off(&self) -> bool {
        matches!(self.entry.status, Status::Cancelled | Status::Noshow)
    }

    pub fn kind_key(&self) -> String {
        format!("kind-{}", self.entry.kind.as_str())
    }

    pub fn status_key(&self) -> String {
        format!("status-{}", self.entry.status.as_str())
    }

    pub fn icon(&self) -> &'static str {
        match self.entry.status {
            Status::Booked => "calendar",
            Status::Arrived => "wait",
            Status::CheckedIn => "diagnosis",
            Status::Fulfilled => "check-circle",
            Status::Cancelled => "ban",
            Status::Noshow => "no-show",
            Status::Proposed => "help",
            Status::Pending => "clock",
            Status::Waitlist => "worklist",
            Status::EnteredInError => "close",
        }
    }
}

/// A time of day in the words of the style sheet, to which nothing said is nothing.
pub fn place(minute: i64) -> String {
    words(minute, 'h', 'm')
}

/// The same for something that takes time.
fn long_place(span: Span) -> String {
    format!("{} {}", place(span.from), words(span.to - span.from, 'x', 'y'))
}

fn words(minutes: i64, hours: char, rest: char) -> String {
    let some = |number: i64, name: char| (number > 0).then(|| format!("{name}{number}"));
    [some(minutes / 60, hours), some(minutes % 60, rest)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A time of day as the clock shows it.
pub fn shown(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Whose time it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Provider(Uuid),
    Room(Uuid),
    /// Those who come to no room.
    NoRoom,
}

impl Whose {
    fn has(self, entry: &Entry) -> bool {
        match self {
            Self::Provider(id) => entry.provider == id,
            Self::Room(id) => entry.room_id == Some(id),
            Self::NoRoom => entry.room_id.is_none(),
        }
    }
}

pub struct Column<'a> {
    pub date: Date,
    pub whose: Whose,
    pub name: String,
    pub is_today: bool,
    pub visits: Vec<Visit<'a>>,
    open: Vec<Span>,
    /// The minutes at which a booking can begin.
    free: Vec<i64>,
}

impl<'a> Column<'a> {
    /// `open` is when whoever it is is there.
    pub fn new(wall: &Wall, date: Date, whose: Whose, open: Vec<Span>, entries: &'a [Entry]) -> Self {
        let is_there = |entry: &&Entry| whose.has(entry) && entry.status != Status::EnteredInError;
        let shown: Vec<&Entry> = entries.iter().filter(is_there).collect();
        let spans: Vec<Span> = shown.iter().map(|entry| span(wall, date, entry)).collect();
        // What is drawn at all is as high as a step: that is what must not be covered.
        let drawn: Vec<Span> =
            spans.iter().map(|span| Span { from: span.from, to: span.to.max(span.from + STEP) }).collect();
        let visits = shown.into_iter().zip(spans).zip(lanes(&drawn));
        let visits = visits.map(|((entry, span), lane)| Visit { entry, span, lane, moves: false });
        Self {
            date,
            whose,
            name: String::new(),
            is_today: date == wall.today,
            visits: visits.collect(),
            open,
            free: Vec::new(),
        }
    }

    /// As it is called where its day goes without saying.
    pub fn named(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    /// What tells this column from the others of the grid.
    pub fn key(&self) -> String {
        match self.whose {
            Whose::Provider(id) | Whose::Room(id) => format!("{}-{id}", self.date),
            Whose::NoRoom => self.date.to_string(),
        }
    }

    pub fn provider(&self) -> Option<Uuid> {
        if let Whose::Provider(id) = self.whose { Some(id) } else { None }
    }

    pub fn room(&self) -> Option<Uuid> {
        if let Whose::Room(id) = self.whose { Some(id) } else { None }
    }

    /// Nobody works, and nothing stands there.
    pub fn is_idle(&self) -> bool {
        self.open.is_empty() && self.visits.is_empty()
    }

    /// The least that must be seen of the day.
    pub fn reach(&self) -> Option<Span> {
        let spans = self.open.iter().copied().chain(self.visits.iter().map(|visit| visit.span));
        spans.reduce(|one, other| Span { from: one.from.min(other.from), to: one.to.max(other.to) })
    }

    /// What is hatched between these hours.
    pub fn closed(&self, within: &Span) -> Vec<String> {
        within.without(&self.open).into_iter().map(long_place).collect()
    }

    /// Finds the times from now on at which nobody is expected.
    pub fn offer(&mut self, wall: &Wall, within: Span, now: Timestamp) {
        let blocks = |visit: &&Visit<'_>| visit.entry.status.blocks();
        // However short, a visit is drawn a step high: what lies under it cannot be hit.
        let drawn = |span: Span| Span { to: span.to.max(span.from + STEP), ..span };
        let taken: Vec<Span> = self.visits.iter().filter(blocks).map(|visit| drawn(visit.span)).collect();
        let steps = (0..).map(|step| within.from + step * STEP).take_while(|minute| *minute < within.to);
        self.free = steps
            .filter(|minute| !taken.iter().any(|span| span.overlaps(Span { from: *minute, to: minute + STEP })))
            .filter(|minute| at(wall, self.date, *minute).is_some_and(|at| at >= minute_of(now)))
            .collect();
    }

    pub fn has_free(&self) -> bool {
        !self.free.is_empty()
    }

    /// Each with where it stands, and what the clock shows then.
    pub fn free(&self) -> impl Iterator<Item = (String, String)> {
        self.free.iter().map(|minute| (place(*minute), shown(*minute)))
    }
}

/// The instant at which the clock of that day shows so many minutes; none where it skips them.
fn at(wall: &Wall, date: Date, minute: i64) -> Option<Timestamp> {
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    wall.instant(date.at(hour, minute, 0, 0)).ok()
}

/// The minutes of the day that an appointment takes, as the clock shows them.
fn span(wall: &Wall, date: Date, entry: &Entry) -> Span {
    let (starts, ends) = (wall.shown(entry.slot.starts_at), wall.shown(entry.slot.ends_at));
    let minute = |hour: i8, minute: i8| i64::from(hour) * 60 + i64::from(minute);
    let from = minute(starts.hour(), starts.minute());
    let to = if ends.date() > date { MIDNIGHT } else { minute(ends.hour(), ends.minute()) };
    // The hour that comes twice in autumn can end before it began.
    let to = if to > from { to } else { from + entry.slot.minutes().max(1) };
    Span { from, to: to.min(MIDNIGHT) }
}
