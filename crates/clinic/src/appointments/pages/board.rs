//! A day as a board: the desk sees everybody by how far they have come, whoever sees patients their own by time.

use jiff::civil::Date;
use serde::Deserialize;
use tenancy::Action;
use uuid::Uuid;
use web::{Guest, query_pairs};

use super::row::Row;
use super::tab::Tab;
use crate::appointments::day::{Day, Entry, Generation};
use crate::appointments::input::Reading;
use crate::appointments::model::Status;

/// Whose board it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Desk,
    Doctor,
}

impl Side {
    pub const ALL: [Self; 2] = [Self::Desk, Self::Doctor];

    pub const fn path(self) -> &'static str {
        match self {
            Self::Desk => "/reception/dashboard/",
            Self::Doctor => "/doctor/appointments-dash/",
        }
    }

    /// What the record of looking calls it.
    pub const fn subject(self) -> &'static str {
        match self {
            Self::Desk => "day_board",
            Self::Doctor => "worklist",
        }
    }

    /// Those who see patients look at their own first.
    fn own(self, guest: &Guest) -> Option<Uuid> {
        guest.actor().id().filter(|_| self == Self::Doctor && guest.may(Action::ViewRecords))
    }
}

/// What somebody wants to see of a day; absent is today, everybody, and the tab where something waits.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    pub date: Date,
    provider: Option<Uuid>,
    tab: Option<Tab>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BoardQuery {
    pub date: String,
    pub provider: String,
    pub tab: String,
    pub print: String,
}

impl BoardQuery {
    /// From the query of an address that a form brought along.
    pub fn of(query: &str) -> Self {
        let mut found = Self::default();
        for (name, value) in query_pairs(query) {
            match name.as_str() {
                "date" => found.date = value,
                "provider" => found.provider = value,
                "tab" => found.tab = value,
                _ => {}
            }
        }
        found
    }

    /// An address typed by hand may hold anything; what cannot be read was not said.
    pub fn choice(&self, guest: &Guest) -> Choice {
        Choice {
            date: Reading::of(guest).wall.date(&self.date).unwrap_or_else(|_| guest.today()),
            provider: self.provider.parse().ok(),
            tab: Tab::ALL.into_iter().find(|tab| tab.as_str() == self.tab),
        }
    }
}

/// A tab with how many stand in it.
pub struct TabLink {
    pub tab: Tab,
    pub count: usize,
    pub href: String,
}

pub struct Board<'a> {
    side: Side,
    today: Date,
    pub date: Date,
    pub tab: Tab,
    /// None on a doctor's list, which is one.
    pub tabs: Vec<TabLink>,
    pub rows: Vec<Row<'a>>,
    /// Who is expected next, below those who are here: the desk checks them in without leaving the tab.
    pub soon: Vec<Row<'a>>,
    /// Whom the doctor sees next.
    pub next: Option<Row<'a>>,
    pub provider: Option<Uuid>,
    pub providers: Vec<(Uuid, &'a str)>,
    /// Whether the reader's place on the page is lost, so that it must be given to them.
    pub focus: bool,
    /// Asked for on paper.
    pub prints: bool,
    pub as_of: Generation,
}

/// As many as fit below the others without drowning them.
const SOON: usize = 8;

impl<'a> Board<'a> {
    pub fn new(guest: &Guest, day: &'a Day, choice: Choice, side: Side) -> Self {
        let provider = choice.provider.or_else(|| side.own(guest));
        let shown: Vec<&Entry> =
            day.entries.iter().filter(|entry| provider.is_none_or(|id| id == entry.provider)).collect();
        let count = |tab: Tab| shown.iter().filter(|entry| tab.holds(entry.status)).count();
        let waits = if count(Tab::Arrived) > 0 { Tab::Arrived } else { Tab::Expected };
        let tab = if side == Side::Desk { choice.tab.unwrap_or(waits) } else { Tab::All };
        let mut board = Self {
            side,
            today: guest.today(),
            date: choice.date,
            tab,
            tabs: Vec::new(),
            rows: rows(guest, &shown, tab),
            soon: Vec::new(),
            next: None,
            provider,
            providers: providers(day),
            focus: false,
            prints: false,
            as_of: day.as_of,
        };
        if side == Side::Desk {
            let link = |tab| TabLink { tab, count: count(tab), href: board.address(board.date, tab) };
            board.tabs = Tab::ALL.into_iter().map(link).collect();
            if tab == Tab::Arrived && board.is_today() {
                board.soon = rows(guest, &shown, Tab::Expected);
                board.soon.truncate(SOON);
            }
        } else if board.is_today() {
            board.next = next(&shown).map(|entry| Row::new(guest, entry, guest.now()));
        }
        board
    }

    pub fn is_today(&self) -> bool {
        self.date == self.today
    }

    /// Whether a place is kept for whoever comes next.
    pub fn shows_next(&self) -> bool {
        self.side == Side::Doctor && self.is_today()
    }

    /// The address of what is shown.
    pub fn here(&self) -> String {
        self.address(self.date, self.tab)
    }

    pub fn previous(&self) -> String {
        self.address(self.date.yesterday().unwrap_or(self.date), self.tab)
    }

    pub fn following(&self) -> String {
        self.address(self.date.tomorrow().unwrap_or(self.date), self.tab)
    }

    /// The whole day, on paper.
    pub fn on_paper(&self) -> String {
        let whole = self.address(self.date, Tab::All);
        format!("{whole}{}print=1", if whole.contains('?') { '&' } else { '?' })
    }

    /// Where several of the day are chosen at once.
    pub fn several(&self) -> String {
        let provider = self.provider.map(|id| format!("&provider={id}")).unwrap_or_default();
        format!("/reception/bulk?date={}{provider}", self.date)
    }

    fn address(&self, date: Date, tab: Tab) -> String {
        let tab = (self.side == Side::Desk).then(|| format!("tab={}", tab.as_str()));
        let date = (date != self.today).then(|| format!("date={date}"));
        let provider = self.provider.map(|id| format!("provider={id}"));
        let query = [tab, date, provider].into_iter().flatten().collect::<Vec<_>>().join("&");
        format!("{}?{query}", self.side.path()).trim_end_matches('?').to_owned()
    }

    pub fn title(&self) -> String {
        if self.side == Side::Desk { self.tab.title() } else { "appointments-title".to_owned() }
    }

    /// Where the words for a board without anybody stand.
    fn empty(&self) -> &'static str {
        let is_whole_day = self.provider.is_none() && self.tabs.iter().all(|link| link.count == 0);
        if self.side == Side::Desk && !is_whole_day { self.tab.empty() } else { "appointments-empty-day" }
    }

    pub fn empty_title(&self) -> String {
        format!("{}-title", self.empty())
    }

    pub fn empty_text(&self) -> String {
        format!("{}-text", self.empty())
    }

    pub fn patients(&self) -> impl Iterator<Item = Uuid> {
        self.rows.iter().chain(&self.soon).map(|row| row.entry.patient)
    }
}

fn rows<'a>(guest: &Guest, shown: &[&'a Entry], tab: Tab) -> Vec<Row<'a>> {
    let mut found: Vec<&Entry> = shown.iter().copied().filter(|entry| tab.holds(entry.status)).collect();
    found.sort_by_key(|entry| (tab.order(entry), entry.id));
    found.into_iter().map(|entry| Row::new(guest, entry, guest.now())).collect()
}

/// Whoever is in the room; then the urgent, then those who wait longest, then the next to come.
fn next<'a>(shown: &[&'a Entry]) -> Option<&'a Entry> {
    let steps = [Status::CheckedIn, Status::Arrived, Status::Booked];
    let rank = |entry: &Entry| steps.iter().position(|step| *step == entry.status);
    let waiting = shown.iter().filter_map(|entry| Some((rank(entry)?, *entry)));
    let first = waiting.min_by_key(|(rank, entry)| {
        (*rank, !entry.is_priority, entry.arrived_at.unwrap_or(entry.slot.starts_at), entry.id)
    });
    first.map(|(_, entry)| entry)
}

fn providers(day: &Day) -> Vec<(Uuid, &str)> {
    let mut providers: Vec<_> =
        day.entries.iter().map(|entry| (entry.provider, entry.provider_name.as_str())).collect();
    providers.sort_by_key(|(id, name)| (*name, *id));
    providers.dedup();
    providers
}
