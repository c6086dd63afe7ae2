//! Who waits, in their order.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use calendar::Opening;
use jiff::civil::Date;
use tenancy::{Action, Error, TenantTx};
use uuid::Uuid;
use vault::Phi;
use web::{Caller, Html, Query, WebResult};

use crate::accounts;
use crate::parties::operations::load_many;
use crate::schedule;
use crate::schedule::model::openings_text;
use crate::shell::Page;
use crate::waitlist::model::{EVERY_DAY, EntryStatus, Listed};
use crate::waitlist::operations;
use crate::waitlist::query::WaitlistQuery;

/// An offer that somebody has not answered.
struct OfferLine {
    starts_at: jiff::Timestamp,
    until: jiff::Timestamp,
    provider: String,
}

/// Somebody on the list, as the desk reads it.
struct Row {
    id: Uuid,
    patient: Uuid,
    name: String,
    service: Option<String>,
    kind_key: String,
    minutes: u16,
    provider: Option<String>,
    earliest_on: Date,
    latest_on: Date,
    /// None when any suits.
    weekdays: Vec<i16>,
    hours: Option<String>,
    is_priority: bool,
    note: Option<String>,
    status: EntryStatus,
    since: jiff::Timestamp,
    days_waited: i64,
    offer: Option<OfferLine>,
}

#[derive(Template)]
#[template(path = "waitlist/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    count: i64,
    statuses: &'static [EntryStatus],
    status: EntryStatus,
    /// How many are shown at most; more are on later pages.
    number: i64,
    pages: i64,
}

impl ListPage {
    fn href(&self, number: i64) -> String {
        if number < 1 || number > self.pages {
            return String::new();
        }
        format!("{}?status={}&page={number}", super::HOME, self.status.as_str())
    }

    fn may_change(&self) -> bool {
        self.page.may(Action::ManageWaitlist) && self.status == EntryStatus::Waiting
    }
}

/// Who and what is meant by the ids of a list.
struct Names {
    patients: HashMap<Uuid, String>,
    staff: HashMap<Uuid, String>,
    services: HashMap<Uuid, String>,
}

impl Names {
    async fn load(tx: &mut TenantTx, listed: &[Listed]) -> tenancy::Result<Self> {
        let action = Action::ViewWaitlist;
        let ids: Vec<Uuid> = listed.iter().map(|one| one.entry.patient.uuid()).collect();
        let patients = load_many(tx, action, &ids).await?;
        let services = schedule::operations::list(tx, true).await?;
        Ok(Self {
            patients: patients.iter().map(|one| (one.id.uuid(), one.person.reveal().full_name())).collect(),
            staff: accounts::operations::names(tx, action).await?,
            services: services.into_iter().map(|one| (one.id.uuid(), one.offer.name)).collect(),
        })
    }

    fn row(&self, caller: &Caller, Listed { entry, offer }: Listed) -> Row {
        let (wishes, staff) = (entry.wishes, |id: &Uuid| self.staff.get(id).cloned());
        let waited = caller.now().duration_since(entry.created_at);
        Row {
            id: entry.id.uuid(),
            patient: entry.patient.uuid(),
            name: self.patients.get(&entry.patient.uuid()).cloned().unwrap_or_default(),
            service: wishes.service.and_then(|id| self.services.get(&id).cloned()),
            kind_key: format!("kind-{}", wishes.kind.as_str()),
            minutes: wishes.minutes,
            provider: wishes.provider.as_ref().and_then(staff),
            earliest_on: wishes.earliest_on,
            latest_on: wishes.latest_on,
            weekdays: if wishes.weekdays == EVERY_DAY { Vec::new() } else { wishes.weekdays },
            hours: (wishes.hours != Opening::WHOLE_DAY).then(|| openings_text(&[wishes.hours])),
            is_priority: entry.is_priority,
            note: entry.note.map(Phi::into_inner),
            status: entry.status,
            since: entry.created_at,
            days_waited: waited.as_hours() / 24,
            offer: offer.map(|offer| OfferLine {
                starts_at: offer.slot.starts_at,
                until: offer.expires_at,
                provider: staff(&offer.provider).unwrap_or_default(),
            }),
        }
    }
}

pub async fn list(caller: Caller, Query(query): Query<WaitlistQuery>) -> WebResult<Response> {
    caller.require(Action::ViewWaitlist)?;
    let (filter, page) = (query.filter(), query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, &filter, page).await?;
    let names = Names::load(&mut tx, &listing.rows).await?;
    tx.commit().await?;
    let count = listing.count;
    let rows = listing.rows.into_iter().map(|listed| names.row(&caller, listed)).collect();
    let shown = ListPage {
        page: Page::new(&caller),
        rows,
        count,
        statuses: EntryStatus::ALL,
        status: filter.status.unwrap_or(EntryStatus::Waiting),
        number: page.number,
        pages: (count + page.size - 1) / page.size,
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
