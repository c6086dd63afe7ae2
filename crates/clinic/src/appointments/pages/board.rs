//! The desk's board: everybody who comes on one day, by how far they have come.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Error, Subject};
use uuid::Uuid;
use web::{Caller, Guest, Html, Query, WebResult, query_pairs};

use super::done::{self, Done};
use super::row::Row;
use crate::appointments::Days;
use crate::appointments::day::{Day, Entry};
use crate::appointments::input::Reading;
use crate::appointments::model::Status;
use crate::shell::{Flash, Page};

/// How far somebody has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Expected,
    Arrived,
    Done,
    Cancelled,
    All,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Expected, Self::Arrived, Self::Done, Self::Cancelled, Self::All];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Arrived => "arrived",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::All => "all",
        }
    }

    fn holds(self, status: Status) -> bool {
        match self {
            Self::Expected => status.is_open(),
            Self::Arrived => matches!(status, Status::Arrived | Status::CheckedIn),
            Self::Done => status == Status::Fulfilled,
            Self::Cancelled => matches!(status, Status::Cancelled | Status::Noshow),
            Self::All => true,
        }
    }

    pub fn title(self) -> String {
        format!("appointments-tab-{}", self.as_str())
    }

    /// Where the words for an empty tab stand.
    fn empty(self) -> &'static str {
        match self {
            Self::Expected => "appointments-empty-expected",
            Self::Arrived => "appointments-empty-arrived",
            Self::Done => "appointments-empty-done",
            Self::Cancelled => "appointments-empty-cancelled",
            Self::All => "appointments-empty",
        }
    }

    pub fn empty_title(self) -> String {
        format!("{}-title", self.empty())
    }

    pub fn empty_text(self) -> String {
        format!("{}-text", self.empty())
    }

    pub fn icon(self) -> &'static str {
        match self {
            Self::Arrived => "wait",
            Self::Done => "check-circle",
            Self::Cancelled => "ban",
            Self::Expected | Self::All => "calendar",
        }
    }

    /// What comes first: whoever is urgent, then whoever has waited longest.
    fn order(self, entry: &Entry) -> (bool, Timestamp) {
        match self {
            Self::Expected => (!entry.is_priority, entry.slot.starts_at),
            Self::Arrived => (!entry.is_priority, entry.arrived_at.unwrap_or(entry.slot.starts_at)),
            Self::Done | Self::Cancelled | Self::All => (false, entry.slot.starts_at),
        }
    }
}

/// What somebody wants to see of a day; absent is today, everybody, and the tab where something waits.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    pub date: Date,
    pub provider: Option<Uuid>,
    tab: Option<Tab>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BoardQuery {
    pub date: String,
    pub provider: String,
    pub tab: String,
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
    pub date: Date,
    pub is_today: bool,
    pub tab: Tab,
    pub tabs: Vec<TabLink>,
    pub rows: Vec<Row<'a>>,
    /// Who is expected next, below those who are here: the desk checks them in without leaving the tab.
    pub soon: Vec<Row<'a>>,
    pub provider: Option<Uuid>,
    pub providers: Vec<(Uuid, &'a str)>,
    /// Whether the reader's place on the page is lost, so that it must be given to them.
    pub focus: bool,
}

/// As many as fit below the others without drowning them.
const SOON: usize = 8;

impl<'a> Board<'a> {
    pub fn new(guest: &Guest, day: &'a Day, choice: Choice) -> Self {
        let now = guest.now();
        let mut providers: Vec<_> =
            day.entries.iter().map(|entry| (entry.provider, entry.provider_name.as_str())).collect();
        providers.sort_by_key(|(id, name)| (*name, *id));
        providers.dedup();
        let shown: Vec<&Entry> =
            day.entries.iter().filter(|entry| choice.provider.is_none_or(|id| id == entry.provider)).collect();
        let count = |tab: Tab| shown.iter().filter(|entry| tab.holds(entry.status)).count();
        let tab = choice.tab.unwrap_or(if count(Tab::Arrived) > 0 { Tab::Arrived } else { Tab::Expected });
        let rows = |tab: Tab| {
            let mut found: Vec<&Entry> = shown.iter().copied().filter(|entry| tab.holds(entry.status)).collect();
            found.sort_by_key(|entry| (tab.order(entry), entry.id));
            found.into_iter().map(|entry| Row::new(guest, entry, now))
        };
        let is_today = choice.date == guest.today();
        let soon = if tab == Tab::Arrived && is_today { rows(Tab::Expected).take(SOON).collect() } else { Vec::new() };
        let link = |tab: Tab| TabLink { tab, count: count(tab), href: address(choice, is_today, tab) };
        Self {
            date: choice.date,
            is_today,
            tab,
            tabs: Tab::ALL.into_iter().map(link).collect(),
            rows: rows(tab).collect(),
            soon,
            provider: choice.provider,
            providers,
            focus: false,
        }
    }

    /// The address of what is shown.
    pub fn here(&self) -> String {
        self.on(Some(self.date))
    }

    pub fn previous(&self) -> String {
        self.on(self.date.yesterday().ok())
    }

    pub fn following(&self) -> String {
        self.on(self.date.tomorrow().ok())
    }

    fn on(&self, date: Option<Date>) -> String {
        let date = date.unwrap_or(self.date);
        let choice = Choice { date, provider: self.provider, tab: Some(self.tab) };
        address(choice, self.is_today && date == self.date, self.tab)
    }

    fn patients(&self) -> impl Iterator<Item = Uuid> {
        self.rows.iter().chain(&self.soon).map(|row| row.entry.patient)
    }
}

fn address(choice: Choice, is_today: bool, tab: Tab) -> String {
    let date = if is_today { String::new() } else { format!("&date={}", choice.date) };
    let provider = choice.provider.map(|id| format!("&provider={id}")).unwrap_or_default();
    format!("/reception/dashboard/?tab={}{date}{provider}", tab.as_str())
}

#[derive(Template)]
#[template(path = "appointments/board.html")]
struct BoardPage<'a> {
    page: Page,
    board: Board<'a>,
}

#[derive(Template)]
#[template(path = "appointments/board_fragment.html")]
struct BoardFragment<'a> {
    page: Page,
    board: Board<'a>,
    flash: Option<Flash>,
}

pub async fn board(
    caller: Caller,
    Extension(days): Extension<Days>,
    Query(query): Query<BoardQuery>,
    headers: HeaderMap,
) -> WebResult<Response> {
    let done = Done::read(&headers).filter(|_| !caller.is_fragment());
    let mut response = Html(draw(&caller, &days, &query, done, false).await?).into_response();
    if done.is_some() {
        done::forget(&mut response);
    }
    Ok(response)
}

/// The board after something was done on it.
pub async fn fragment(caller: &Caller, days: &Days, query: &str, done: Done) -> WebResult<Response> {
    Ok(Html(draw(caller, days, &BoardQuery::of(query), Some(done), true).await?).into_response())
}

async fn draw(caller: &Caller, days: &Days, query: &BoardQuery, done: Option<Done>, focus: bool) -> WebResult<String> {
    let choice = query.choice(caller);
    let mut tx = caller.read().await?;
    let day = days.get(&mut tx, choice.date).await?;
    let board = Board { focus, ..Board::new(caller, &day, choice) };
    let page = Page::new(caller);
    let flash = done.and_then(|done| done.flash(&page, &day, &board.here()));
    let told = done.and_then(|done| done.entry(&day)).map(|entry| entry.patient);
    tx.record(Action::ViewDayBoard, Subject::list("day_board", board.patients().chain(told)));
    tx.commit().await?;
    let html = match caller.is_fragment() {
        true => BoardFragment { page, board, flash }.render(),
        false => BoardPage { page: page.with_flash(flash), board }.render(),
    };
    Ok(html.map_err(Error::internal)?)
}
