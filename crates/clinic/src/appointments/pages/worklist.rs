//! The doctor's day: who is next, and everybody else by time.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use jiff::civil::Date;
use tenancy::{Action, Error, Subject};
use uuid::Uuid;
use web::{Caller, Html, Query, WebResult};

use super::board::{BoardQuery, Choice};
use super::done::{self, Done};
use super::row::Row;
use crate::appointments::Days;
use crate::appointments::day::Day;
use crate::appointments::model::Status;
use crate::shell::{Flash, Page};

pub struct Worklist<'a> {
    pub date: Date,
    pub is_today: bool,
    /// Whose day it is; everybody's for those who see no patients.
    pub provider: Option<Uuid>,
    pub next: Option<Row<'a>>,
    pub rows: Vec<Row<'a>>,
    pub focus: bool,
}

impl<'a> Worklist<'a> {
    fn new(caller: &Caller, day: &'a Day, choice: Choice) -> Self {
        let own = caller.actor().id().filter(|_| caller.may(Action::ViewRecords));
        let provider = choice.provider.or(own);
        let shown: Vec<_> = day.entries.iter().filter(|entry| provider.is_none_or(|id| id == entry.provider)).collect();
        // Whoever is in the room comes first; then the urgent, then those who wait longest, then the next to come.
        let rank =
            |status: Status| [Status::CheckedIn, Status::Arrived, Status::Booked].iter().position(|s| *s == status);
        let next = shown.iter().filter_map(|entry| Some((rank(entry.status)?, *entry))).min_by_key(|(rank, entry)| {
            (*rank, !entry.is_priority, entry.arrived_at.unwrap_or(entry.slot.starts_at), entry.id)
        });
        let is_today = choice.date == caller.today();
        Self {
            date: choice.date,
            is_today,
            provider,
            next: next.filter(|_| is_today).map(|(_, entry)| Row::new(caller, entry, caller.now())),
            rows: shown.into_iter().map(|entry| Row::new(caller, entry, caller.now())).collect(),
            focus: false,
        }
    }

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
        let day = if self.is_today && date == self.date { String::new() } else { format!("&date={date}") };
        let provider = self.provider.map(|id| format!("&provider={id}")).unwrap_or_default();
        format!("/doctor/appointments-dash/?{}", format!("{day}{provider}").trim_start_matches('&'))
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn patients(&self) -> impl Iterator<Item = Uuid> {
        self.rows.iter().map(|row| row.entry.patient)
    }
}

#[derive(Template)]
#[template(path = "appointments/worklist.html")]
struct WorklistPage<'a> {
    page: Page,
    board: Worklist<'a>,
}

#[derive(Template)]
#[template(path = "appointments/worklist_fragment.html")]
struct WorklistFragment<'a> {
    page: Page,
    board: Worklist<'a>,
    flash: Option<Flash>,
}

pub async fn worklist(
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

/// The list after something was done on it.
pub async fn fragment(caller: &Caller, days: &Days, query: &str, done: Done) -> WebResult<Response> {
    Ok(Html(draw(caller, days, &BoardQuery::of(query), Some(done), true).await?).into_response())
}

async fn draw(caller: &Caller, days: &Days, query: &BoardQuery, done: Option<Done>, focus: bool) -> WebResult<String> {
    let choice = query.choice(caller);
    let mut tx = caller.read().await?;
    let day = days.get(&mut tx, choice.date).await?;
    let board = Worklist { focus, ..Worklist::new(caller, &day, choice) };
    let page = Page::new(caller);
    let flash = done.and_then(|done| done.flash(&page, &day, &board.here()));
    let told = done.and_then(|done| done.entry(&day)).map(|entry| entry.patient);
    tx.record(Action::ViewDayBoard, Subject::list("worklist", board.patients().chain(told)));
    tx.commit().await?;
    let html = match caller.is_fragment() {
        true => WorklistFragment { page, board, flash }.render(),
        false => WorklistPage { page: page.with_flash(flash), board }.render(),
    };
    Ok(html.map_err(Error::internal)?)
}
