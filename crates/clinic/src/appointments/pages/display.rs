//! The waiting room's screen: who is called where, who is next. It says nobody's name.

use askama::Template;
use axum::Extension;
use tenancy::{Action, Error, Subject};
use web::{Caller, Html, WebResult};

use crate::appointments::Days;
use crate::appointments::day::{Day, Entry, Generation};
use crate::appointments::model::Status;
use crate::shell::Page;

/// Somebody who knows themselves by these letters.
struct Call {
    id: uuid::Uuid,
    initials: String,
    /// The room; where nobody wrote one down, whose door it is.
    place: String,
}

struct Called {
    as_of: Generation,
    now: Vec<Call>,
    waiting: Vec<Call>,
}

#[derive(Template)]
#[template(path = "appointments/display.html")]
struct DisplayPage {
    page: Page,
    called: Called,
}

#[derive(Template)]
#[template(path = "appointments/display_region.html")]
struct Region {
    page: Page,
    called: Called,
}

/// As many as can be read from the last row of chairs.
const CALLED: usize = 6;
const WAITING: usize = 18;

pub async fn display(caller: Caller, Extension(days): Extension<Days>) -> WebResult<Html> {
    let mut tx = caller.read().await?;
    let day = days.get(&mut tx, caller.today()).await?;
    let (now, waiting) = (stand(&day, Status::CheckedIn, CALLED), stand(&day, Status::Arrived, WAITING));
    let shown = now.iter().chain(&waiting).map(|entry| entry.patient);
    tx.record(Action::ViewDayBoard, Subject::list("waiting_room", shown));
    tx.commit().await?;
    let calls = |entries: Vec<&Entry>| entries.into_iter().map(Call::new).collect();
    let (page, called) = (Page::new(&caller), Called { as_of: day.as_of, now: calls(now), waiting: calls(waiting) });
    let html = match caller.is_fragment() {
        true => Region { page, called }.render(),
        false => DisplayPage { page, called }.render(),
    };
    Ok(Html(html.map_err(Error::internal)?))
}

/// Those in one state: whoever was called last, or whoever has waited longest, comes first.
fn stand(day: &Day, status: Status, most: usize) -> Vec<&Entry> {
    let mut found: Vec<&Entry> = day.entries.iter().filter(|entry| entry.status == status).collect();
    found.sort_by_key(|entry| (entry.arrived_at.unwrap_or(entry.slot.starts_at), entry.id));
    if status == Status::CheckedIn {
        found.sort_by_key(|entry| (std::cmp::Reverse(entry.moved_at), entry.id));
    }
    found.truncate(most);
    found
}

impl Call {
    fn new(entry: &Entry) -> Self {
        let place = entry.room.clone().unwrap_or_else(|| entry.provider_name.clone());
        Self { id: entry.id, initials: people::names::initials(&entry.name), place }
    }
}
