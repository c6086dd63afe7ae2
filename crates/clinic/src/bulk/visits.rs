//! The appointments of a day, to choose several of them: the board itself redraws its rows under whoever looks at it.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Error, Subject};
use uuid::Uuid;
use web::{Caller, Html, Query, WebResult};

use super::model::MOST;
use crate::appointments::Days;
use crate::appointments::day::{Day, Entry};
use crate::appointments::input::Reading;
use crate::shell::Page;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DayQuery {
    date: String,
    provider: String,
}

#[derive(Template)]
#[template(path = "bulk/visits.html")]
struct VisitsPage<'a> {
    page: Page,
    date: Date,
    entries: Vec<&'a Entry>,
    here: String,
}

impl VisitsPage<'_> {
    fn chooses(&self) -> bool {
        let moves =
            [Action::CheckInAppointment, Action::CompleteAppointment, Action::MarkNoShow, Action::CancelAppointment];
        moves.iter().any(|action| self.page.may(*action))
    }
}

pub async fn choose(
    caller: Caller,
    Extension(days): Extension<Days>,
    Query(query): Query<DayQuery>,
) -> WebResult<Html> {
    let action = Action::ViewDayBoard;
    caller.require(action)?;
    // An address typed by hand may hold anything; what cannot be read was not said.
    let date = Reading::of(&caller).wall.date(&query.date).unwrap_or_else(|_| caller.today());
    let provider: Option<Uuid> = query.provider.parse().ok();
    let mut tx = caller.read().await?;
    let day: Arc<Day> = days.get(&mut tx, date).await?;
    let entries = day.entries.iter().filter(|entry| provider.is_none_or(|id| id == entry.provider));
    let entries: Vec<&Entry> = entries.take(MOST).collect();
    tx.record(action, Subject::list("day_board", entries.iter().map(|entry| entry.patient)));
    tx.commit().await?;
    let of_provider = provider.map(|id| format!("&provider={id}")).unwrap_or_default();
    let here = format!("/reception/bulk?date={date}{of_provider}");
    let html = VisitsPage { page: Page::new(&caller), date, entries, here }.render();
    Ok(Html(html.map_err(Error::internal)?))
}
