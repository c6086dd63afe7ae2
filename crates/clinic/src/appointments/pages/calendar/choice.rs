//! What somebody wants to see of the calendar, as its address says it.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;
use web::{Guest, query_pairs};

use super::week::{days_of, first_day};
use crate::appointments::input::Reading;

pub const PATH: &str = "/reception/calendar/";

/// What the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The days of one who sees patients.
    Week,
    /// One day of everybody who does.
    Day,
    /// One day of every room.
    Rooms,
}

impl View {
    pub const ALL: [Self; 3] = [Self::Week, Self::Day, Self::Rooms];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Day => "day",
            Self::Rooms => "rooms",
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            Self::Week => "calendar-week",
            Self::Day => "calendar-day",
            Self::Rooms => "calendar-rooms",
        }
    }
}

/// How it is drawn; without a word a window with room shows the grid and a phone the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    AsFits,
    Grid,
    List,
}

impl Look {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsFits => "",
            Self::Grid => "grid",
            Self::List => "list",
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Choice {
    pub view: View,
    pub date: Date,
    pub provider: Option<Uuid>,
    pub look: Look,
    /// Days on which nobody works, too.
    pub whole: bool,
    /// Whom a time is sought for.
    pub patient: Option<Uuid>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CalendarQuery {
    pub view: String,
    pub date: String,
    pub provider: String,
    #[serde(rename = "as")]
    pub look: String,
    pub days: String,
    pub patient: String,
    pub print: String,
}

impl CalendarQuery {
    /// From the query of an address that a form brought along.
    pub fn of(query: &str) -> Self {
        let mut found = Self::default();
        for (name, value) in query_pairs(query) {
            match name.as_str() {
                "view" => found.view = value,
                "date" => found.date = value,
                "provider" => found.provider = value,
                "as" => found.look = value,
                "days" => found.days = value,
                "patient" => found.patient = value,
                _ => {}
            }
        }
        found
    }

    /// An address typed by hand may hold anything; what cannot be read was not said.
    pub fn choice(&self, guest: &Guest) -> Choice {
        let look = match self.look.as_str() {
            "grid" => Look::Grid,
            "list" => Look::List,
            _ => Look::AsFits,
        };
        Choice {
            view: View::ALL.into_iter().find(|view| view.as_str() == self.view).unwrap_or(View::Week),
            date: Reading::of(guest).wall.date(&self.date).unwrap_or_else(|_| guest.today()),
            provider: self.provider.parse().ok(),
            look,
            whole: self.days == "all",
            patient: self.patient.parse().ok(),
        }
    }
}

impl Choice {
    /// The days whose appointments are shown.
    pub fn dates(&self, guest: &Guest) -> Vec<Date> {
        match self.view {
            View::Week => days_of(self.date, first_day(guest.locale(), &guest.tenant().region)),
            View::Day | View::Rooms => vec![self.date],
        }
    }

    /// As far on as one look goes.
    pub fn turned(self, pages: i64) -> Self {
        let days = if self.view == View::Week { 7 } else { 1 };
        Self { date: self.date.checked_add((days * pages).days()).unwrap_or(self.date), ..self }
    }

    /// The address of what is shown; what goes without saying is left out.
    pub fn address(&self, today: Date) -> String {
        let look = self.look.as_str();
        let parts = [
            (self.view != View::Week).then(|| format!("view={}", self.view.as_str())),
            (self.date != today).then(|| format!("date={}", self.date)),
            self.provider.map(|id| format!("provider={id}")),
            (!look.is_empty()).then(|| format!("as={look}")),
            self.whole.then(|| "days=all".to_owned()),
            self.patient.map(|id| format!("patient={id}")),
        ];
        let query = parts.into_iter().flatten().collect::<Vec<_>>().join("&");
        format!("{PATH}?{query}").trim_end_matches('?').to_owned()
    }
}
