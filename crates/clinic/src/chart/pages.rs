//! The chart's pages.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Error, TenantTx};
use uuid::Uuid;
use web::routing::{Router, get};
use web::{Caller, Html, Path, Query, Seek, WebResult};

use super::banner::Banner;
use super::operations::{self, patient_id};
use super::telling::{Asked, Happening, Timeline};
use super::timeline::{LineKind, Narrow};
use super::view::{Chart, VisitView};
use crate::accounts;
use crate::audit::view::EntryView;
use crate::forms::reading;
use crate::notes;
use crate::parties::operations::{self as parties, Book};
use crate::records::view::Rights;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/patients/{id}", get(chart))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ChartQuery {
    tab: String,
    kind: String,
    author: String,
    from: String,
    to: String,
    before: String,
    after: String,
}

impl ChartQuery {
    /// What cannot be read was not said.
    fn narrow(&self, caller: &Caller) -> Narrow {
        let reading = reading(caller);
        // Visits to come are there too, so no day is too late.
        let day =
            |text: &str| text.parse().ok().or_else(|| people::date::parse(text, reading.order, reading.today).ok());
        Narrow {
            kind: LineKind::parse(&self.kind),
            author: self.author.parse().ok(),
            from: day(&self.from),
            to: day(&self.to),
        }
    }

    fn seek(&self) -> Seek {
        let (before, after) = (self.before.parse().ok().map(Seek::Before), self.after.parse().ok().map(Seek::After));
        before.or(after).unwrap_or_default()
    }
}

/// What the templates ask about what the reader may do.
struct Offers {
    edit: bool,
    book: bool,
    visit: bool,
    records: bool,
    readings: bool,
}

impl Offers {
    fn of(caller: &Caller) -> Self {
        Self {
            edit: caller.may(Action::UpdatePatient),
            book: caller.may(Action::BookAppointment),
            visit: notes::view::Rights::of(caller).start,
            records: caller.may(Action::ViewRecords),
            readings: caller.may(Action::ViewReadings),
        }
    }
}

#[derive(Template)]
#[template(path = "chart/chart.html")]
struct ChartPage {
    page: Page,
    banner: Banner,
    chart: Chart,
    timeline: Timeline,
    narrow: Narrow,
    kinds: Vec<LineKind>,
    authors: Vec<(Uuid, String)>,
    offers: Offers,
    rights: Rights,
}

async fn chart(caller: Caller, Path(key): Path<String>, Query(query): Query<ChartQuery>) -> WebResult<Response> {
    if query.tab == "access" {
        return access_log(&caller, &key, query.before.parse().ok()).await;
    }
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, Action::ViewPatient, &key).await?;
    let names = accounts::operations::names(&mut tx, Action::ViewPatient).await?;
    let chart = Chart::load(&caller, &mut tx, id, &names).await?;
    let narrow = query.narrow(&caller);
    let asked = Asked { patient: id.uuid(), wish: &narrow, seek: query.seek() };
    let timeline = Timeline::load(&caller, &mut tx, &asked, &names).await?;
    let authors = operations::authors(&mut tx, id.uuid()).await?;
    let kinds = operations::kinds(&tx).collect();
    tx.commit().await?;
    let mut authors: Vec<_> = authors.into_iter().filter_map(|id| Some((id, names.get(&id)?.clone()))).collect();
    authors.sort_by(|(one, name), (other, another)| (name, one).cmp(&(another, other)));
    let (page, offers, rights) = (Page::new(&caller), Offers::of(&caller), Rights::of(&caller));
    let banner = chart.banner.clone();
    let page = ChartPage { page, banner, chart, timeline, narrow, kinds, authors, offers, rights };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

#[derive(Template)]
#[template(path = "chart/access.html")]
struct AccessPage {
    page: Page,
    id: Uuid,
    /// Auditors see who looked, not at whom.
    banner: Option<Banner>,
    entries: Vec<EntryView>,
    newest: bool,
    after: String,
}

async fn access_log(caller: &Caller, key: &str, before: Option<i64>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, Action::ViewAccessLog, key).await?.uuid();
    let found = crate::audit::operations::access_log(&mut tx, id, before).await?;
    let names = accounts::operations::names(&mut tx, Action::ViewAccessLog).await?;
    let banner = banner(caller, &mut tx, id).await?;
    tx.commit().await?;
    let after = found.next.map(|seq| format!("/patients/{id}?tab=access&before={seq}")).unwrap_or_default();
    let entries = found.entries.into_iter().map(|entry| EntryView::new(entry, caller, &names)).collect();
    let (page, newest) = (Page::new(caller), before.is_none());
    let page = AccessPage { page, id, banner, entries, newest, after };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

async fn banner(caller: &Caller, tx: &mut TenantTx, id: Uuid) -> tenancy::Result<Option<Banner>> {
    match tx.may(Action::ViewPatient) {
        true => Ok(Some(Banner::load(caller, tx, Action::ViewAccessLog, id).await?)),
        false => Ok(None),
    }
}

#[derive(Template)]
#[template(path = "chart/profile.html")]
struct ProfilePage {
    page: Page,
    banner: Banner,
    visits: Vec<VisitView>,
    offers: Offers,
}

/// A patient's appointments, each leading to its details.
pub async fn profile(caller: Caller, Path(key): Path<String>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, Action::ViewPatient, &key).await?;
    let party = parties::find(&mut tx, Book::Patients, id).await?;
    let visits = operations::visits(&mut tx, id.uuid()).await?;
    let names = accounts::operations::names(&mut tx, Action::ViewPatient).await?;
    tx.commit().await?;
    let visits = visits.into_iter().map(|visit| VisitView::new(visit, &caller, &names)).collect();
    let (banner, offers) = (Banner::new(&caller, &party), Offers::of(&caller));
    let page = ProfilePage { page: Page::new(&caller), banner, visits, offers };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}
