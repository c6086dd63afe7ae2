//! The chart's pages.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Deserialize;
use tenancy::{Action, Error, TenantTx};
use uuid::Uuid;
use web::{Caller, Html, Path, Query, WebResult};

use super::banner::Banner;
use super::operations::{self, patient_id};
use super::view::{Chart, Happening, Narrow, VisitView};
use crate::accounts;
use crate::audit::view::EntryView;
use crate::forms::reading;
use crate::notes;
use crate::parties::operations::{self as parties, Book};
use crate::records::model::RecordKind;
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
    page: String,
    before: Option<i64>,
}

impl ChartQuery {
    /// What cannot be read was not said.
    fn narrow(&self, caller: &Caller) -> Narrow {
        let reading = reading(caller);
        // Visits to come are there too, so no day is too late.
        let day =
            |text: &str| text.parse().ok().or_else(|| people::date::parse(text, reading.order, reading.today).ok());
        Narrow {
            kind: RecordKind::parse(&self.kind),
            author: self.author.parse().ok(),
            from: day(&self.from),
            to: day(&self.to),
        }
    }
}

/// What the templates ask about what the reader may do.
struct Offers {
    edit: bool,
    book: bool,
    visit: bool,
    records: bool,
}

impl Offers {
    fn of(caller: &Caller) -> Self {
        Self {
            edit: caller.may(Action::UpdatePatient),
            book: caller.may(Action::BookAppointment),
            visit: notes::view::Rights::of(caller).start,
            records: caller.may(Action::ViewRecords),
        }
    }
}

#[derive(Template)]
#[template(path = "chart/chart.html")]
struct ChartPage {
    page: Page,
    banner: Banner,
    chart: Chart,
    happenings: Vec<Happening>,
    narrow: Narrow,
    kinds: &'static [RecordKind],
    authors: Vec<(Uuid, String)>,
    offers: Offers,
    rights: Rights,
    total: usize,
    before: String,
    after: String,
}

const VISITS_ON_A_PAGE: usize = 20;

async fn chart(caller: Caller, Path(key): Path<String>, Query(query): Query<ChartQuery>) -> WebResult<Response> {
    if query.tab == "access" {
        return access_log(&caller, &key, query.before).await;
    }
    let mut tx = caller.read().await?;
    let id = patient_id(&mut tx, Action::ViewPatient, &key).await?;
    let mut chart = Chart::load(&caller, &mut tx, id).await?;
    tx.commit().await?;
    let (narrow, authors) = (query.narrow(&caller), chart.authors());
    chart.narrow(&narrow, &caller.tenant().time_zone);
    let number = query.page.parse().unwrap_or(1).max(1);
    let page = ChartPage { authors, ..ChartPage::new(&caller, chart, narrow, number) };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

impl ChartPage {
    fn new(caller: &Caller, mut chart: Chart, narrow: Narrow, number: usize) -> Self {
        let total = chart.visits.len();
        let all = chart.happenings(&caller.tenant().time_zone);
        let (skip, most) = ((number - 1).saturating_mul(VISITS_ON_A_PAGE), all.len());
        let happenings: Vec<_> = all.into_iter().skip(skip).take(VISITS_ON_A_PAGE).collect();
        let link = |number: usize| format!("/patients/{}?{}page={number}#timeline", chart.banner.id, narrow.query());
        Self {
            page: Page::new(caller),
            before: if number > 1 { link(number - 1) } else { String::new() },
            after: if skip.saturating_add(happenings.len()) < most { link(number + 1) } else { String::new() },
            banner: chart.banner.clone(),
            chart,
            happenings,
            narrow,
            kinds: RecordKind::ALL,
            authors: Vec::new(),
            offers: Offers::of(caller),
            rights: Rights::of(caller),
            total,
        }
    }
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
