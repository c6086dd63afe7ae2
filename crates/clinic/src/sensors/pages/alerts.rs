//! The inbox of alerts: what was noticed in everybody's readings, until somebody is done with it.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Error, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Form, Html, PageOf, PageQuery, Path, Query, WebResult, local_path};

use crate::accounts::operations::names;
use crate::parties::operations::load_many;
use crate::sensors::model::Alert;
use crate::sensors::operations::{self, AlertFilter};
use crate::sensors::view::AlertView;
use crate::shell::{Page, notice};

const HOME: &str = "/alerts/";

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AlertsQuery {
    status: String,
    page: Option<i64>,
}

/// The part of the page that follows by itself.
pub struct Inbox {
    pub alerts: Vec<AlertView>,
    pub count: i64,
    /// Those that are over are shown too.
    pub all: bool,
    pub number: i64,
    pub pages: i64,
    pub handles: bool,
}

impl Inbox {
    pub fn href(&self, number: i64) -> String {
        let status = if self.all { "status=all&" } else { "" };
        match (1..=self.pages).contains(&number) {
            true => format!("{HOME}?{status}page={number}"),
            false => String::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "sensors/alerts.html")]
struct AlertsPage {
    page: Page,
    inbox: Inbox,
}

#[derive(Template)]
#[template(path = "sensors/alerts_region.html")]
struct AlertsRegion {
    page: Page,
    inbox: Inbox,
}

pub async fn list(caller: Caller, Query(query): Query<AlertsQuery>) -> WebResult<Response> {
    caller.require(Action::ViewAlerts)?;
    let asked = PageQuery { page: query.page, page_size: None }.parse()?;
    let mut tx = caller.read().await?;
    let page = Page::new(&caller);
    let inbox = inbox(&page, &mut tx, query.status == "all", asked).await?;
    tx.commit().await?;
    let shown = match caller.is_fragment() {
        true => AlertsRegion { page, inbox }.render(),
        false => AlertsPage { page, inbox }.render(),
    };
    Ok(Html(shown.map_err(Error::internal)?).into_response())
}

async fn inbox(page: &Page, tx: &mut TenantTx, all: bool, asked: PageOf) -> tenancy::Result<Inbox> {
    let action = Action::ViewAlerts;
    let filter = AlertFilter { unresolved: !all, ..AlertFilter::default() };
    let listing = operations::list_alerts(tx, &filter, asked).await?;
    let (count, pages) = (listing.count, listing.pages());
    let called = patients_of(tx, action, &listing.rows).await?;
    let staff = names(tx, action).await?;
    let view = |alert: Alert| {
        let name = called.get(&alert.patient).cloned().unwrap_or_default();
        AlertView::new(page, alert, &name, &staff)
    };
    let alerts = listing.rows.into_iter().map(view).collect();
    Ok(Inbox { alerts, count, all, number: asked.number, pages, handles: page.may(Action::HandleAlert) })
}

async fn patients_of(tx: &mut TenantTx, action: Action, alerts: &[Alert]) -> tenancy::Result<HashMap<Uuid, String>> {
    let ids: Vec<Uuid> = alerts.iter().map(|alert| alert.patient).collect();
    let patients = load_many(tx, action, &ids).await?;
    Ok(patients.into_iter().map(|party| (party.id.uuid(), party.person.reveal().full_name())).collect())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NextForm {
    next: String,
}

impl NextForm {
    fn target(&self) -> &str {
        local_path(&self.next).unwrap_or(HOME)
    }
}

pub async fn acknowledge(caller: Caller, Path(id): Path<Uuid>, Form(form): Form<NextForm>) -> WebResult<Response> {
    caller.require(Action::HandleAlert)?;
    let mut tx = caller.begin().await?;
    operations::acknowledge(&mut tx, id).await?;
    let answer = Answer::see_other(form.target()).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "readings-alert-acknowledged"))
}

pub async fn resolve(caller: Caller, Path(id): Path<Uuid>, Form(form): Form<NextForm>) -> WebResult<Response> {
    caller.require(Action::HandleAlert)?;
    let mut tx = caller.begin().await?;
    operations::resolve(&mut tx, id).await?;
    let answer = Answer::see_other(form.target()).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "readings-alert-resolved"))
}
