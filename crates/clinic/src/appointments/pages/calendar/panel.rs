//! One appointment of the calendar: what it is, and what can be done with it.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Error, Id, Subject};
use web::{Caller, Html, Path, Query, WebResult, local_path};

use super::PATH;
use crate::appointments::Days;
use crate::appointments::model::Appointment;
use crate::appointments::operations;
use crate::appointments::pages::row::Row;
use crate::appointments::pages::status::Next;
use crate::shell::Page;

#[derive(Template)]
#[template(path = "appointments/calendar/panel_page.html")]
struct PanelPage<'a> {
    page: Page,
    row: Row<'a>,
    here: String,
}

#[derive(Template)]
#[template(path = "appointments/calendar/panel_fragment.html")]
struct Panel<'a> {
    page: Page,
    row: Row<'a>,
    here: String,
}

pub async fn panel(
    caller: Caller,
    Extension(days): Extension<Days>,
    Path(id): Path<Id<Appointment>>,
    Query(query): Query<Next>,
) -> WebResult<Response> {
    let (page, next) = (Page::new(&caller), query.next.unwrap_or_default());
    let here = local_path(&next).unwrap_or(PATH).to_owned();
    let mut tx = caller.read().await?;
    let appointment = operations::find(&mut tx, id).await?;
    let day = days.get(&mut tx, page.day_of(appointment.slot.starts_at)).await?;
    let entry = day.entries.iter().find(|entry| entry.id == id.uuid()).ok_or(Error::NotFound)?;
    tx.record(Action::ViewDayBoard, Subject::list("calendar", [entry.patient]));
    tx.commit().await?;
    let row = Row::new(&caller, entry, caller.now());
    let html = match caller.is_fragment() {
        true => Panel { page, row, here }.render(),
        false => PanelPage { page, row, here }.render(),
    };
    Ok(Html(html.map_err(Error::internal)?).into_response())
}
