//! The calendar drawn whole, or the part of it that changes.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use jiff::civil::Date;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Caller, Html, Query, WebResult};

use super::choice::{CalendarQuery, Choice, View};
use super::grid::{Calendar, Cast};
use super::hours::Hours;
use crate::accounts::operations as accounts;
use crate::appointments::Days;
use crate::appointments::day::Day;
use crate::appointments::pages::done::Done;
use crate::parties::operations::load_many;
use crate::rooms;
use crate::shell::{Flash, Page};

#[derive(Template)]
#[template(path = "appointments/calendar/page.html")]
struct CalendarPage<'a> {
    page: Page,
    calendar: Calendar<'a>,
}

#[derive(Template)]
#[template(path = "appointments/calendar/fragment.html")]
struct Fragment<'a> {
    page: Page,
    calendar: Calendar<'a>,
    flash: Option<Flash>,
}

pub async fn calendar(
    caller: Caller,
    Extension(days): Extension<Days>,
    Query(query): Query<CalendarQuery>,
) -> WebResult<Html> {
    let done = Done::told_to(&caller);
    draw(&caller, &days, &query, done).await
}

/// The calendar after something was done on it; with `done`, what that was is told.
pub async fn draw(caller: &Caller, days: &Days, query: &CalendarQuery, done: Option<Done>) -> WebResult<Html> {
    let mut choice = query.choice(caller);
    let mut tx = caller.read().await?;
    let mut cast = cast(caller, &mut tx, &mut choice).await?;
    let dates = choice.dates(caller);
    cast.hours = hours(&mut tx, &cast, &dates).await?;
    let shown = load(days, &mut tx, &dates).await?;
    let mut calendar = Calendar::new(caller, choice, &cast, &shown);
    calendar.prints = !query.print.is_empty();
    let page = Page::new(caller);
    let told = done.and_then(|done| shown.iter().find_map(|day| Some((done.entry(day)?.patient, day))));
    let flash = done.and_then(|done| {
        let day = told.map(|(_, day)| day).or(shown.first())?;
        done.flash(&page, day, &calendar.here())
    });
    let others = told.map(|(patient, _)| patient).into_iter().chain(choice.patient);
    tx.record(Action::ViewDayBoard, Subject::list("calendar", calendar.patients().chain(others)));
    tx.commit().await?;
    let html = match caller.is_fragment() {
        true => Fragment { page, calendar, flash }.render(),
        false => CalendarPage { page: page.with_flash(flash), calendar }.render(),
    };
    Ok(Html(html.map_err(Error::internal)?))
}

async fn load(days: &Days, tx: &mut TenantTx, dates: &[Date]) -> Result<Vec<Arc<Day>>> {
    let mut shown = Vec::with_capacity(dates.len());
    for date in dates {
        shown.push(days.get(tx, *date).await?);
    }
    Ok(shown)
}

async fn hours(tx: &mut TenantTx, cast: &Cast, dates: &[Date]) -> Result<Option<Hours>> {
    let providers: Vec<Uuid> = cast.providers.iter().map(|provider| provider.id).collect();
    let rooms: Vec<Uuid> = cast.rooms.iter().map(|room| room.id.uuid()).collect();
    Hours::load(tx, dates, &providers, &rooms).await
}

/// Who there is; a choice of somebody who is not here was not made.
async fn cast(caller: &Caller, tx: &mut TenantTx, choice: &mut Choice) -> Result<Cast> {
    let mut cast = Cast { providers: accounts::providers(tx).await?, rooms: Vec::new(), patient: None, hours: None };
    if let Some(id) = choice.provider.filter(|id| !cast.knows(*id)) {
        // Who saw patients once has weeks to look back on.
        cast.providers.extend(accounts::list(tx).await?.into_iter().find(|staff| staff.id == id));
    }
    match choice.view {
        View::Week => {
            choice.provider = choice.provider.filter(|id| cast.knows(*id)).or_else(|| cast.default_provider(caller));
        }
        View::Rooms => cast.rooms = rooms::operations::list(tx).await?,
        View::Day => {}
    }
    choice.patient = choice.patient.filter(|_| caller.may(Action::BookAppointment));
    if let Some(id) = choice.patient {
        let party = load_many(tx, Action::ViewDayBoard, &[id]).await?.pop();
        cast.patient = party.map(|party| party.person.reveal().full_name());
    }
    choice.patient = choice.patient.filter(|_| cast.patient.is_some());
    Ok(cast)
}
