//! The operators' record.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::Error;
use tenancy::operators::{Entry, RecordFilter};
use web::routing::{Router, get};
use web::{Html, Operator, Query, WebResult};

use crate::shell::{Moment, Page};

pub fn routes() -> Router {
    Router::new().route("/record", get(record))
}

const PAGE: i64 = 50;

struct Shown {
    at: Moment,
    who: String,
    deed: String,
    device: String,
    ip: String,
    entry: Entry,
}

impl Shown {
    fn new(operator: &Operator, entry: Entry) -> Self {
        let kind = operator.text(&format!("platform-actor-{}", entry.actor_kind));
        let who = entry.operator.clone().filter(|_| entry.actor_kind == "operator").unwrap_or(kind);
        Self {
            at: Moment::new(operator, entry.at),
            who,
            deed: operator.text(&format!("deed-{}", entry.deed.replace('_', "-"))),
            device: web::device_name(entry.origin.user_agent.as_deref().unwrap_or_default()),
            ip: entry.origin.ip.map(|ip| ip.to_string()).unwrap_or_default(),
            entry,
        }
    }

    fn succeeded(&self) -> bool {
        self.entry.outcome == "success"
    }

    fn outcome_title(&self) -> String {
        format!("audit-outcome-{}", self.entry.outcome)
    }

    /// Whom it was tried as, where nobody was signed in.
    fn subject(&self) -> &str {
        self.entry.operator.as_deref().filter(|name| *name != self.who).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "platform/record.html")]
struct RecordPage {
    page: Page,
    entries: Vec<Shown>,
    operators: Vec<String>,
    wanted: Wanted,
    more: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    clinic: String,
    operator: String,
    before: Option<i64>,
}

async fn record(operator: Operator, Query(wanted): Query<Wanted>) -> WebResult<Response> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (clinic, by) = (given(&wanted.clinic), given(&wanted.operator));
    let filter = RecordFilter { clinic, operator: by, before: wanted.before, limit: PAGE + 1 };
    let mut tx = operator.platform().await?;
    let mut entries = tx.record_of(&filter).await?;
    let operators = tx.operators().await?.into_iter().map(|other| other.name).collect();
    tx.commit().await?;
    let page_size = usize::try_from(PAGE).map_err(Error::internal)?;
    let there_is_more = entries.len() > page_size;
    entries.truncate(page_size);
    let more = entries.last().filter(|_| there_is_more).map(|last| {
        let (clinic, by) = (web::query_value(&wanted.clinic), web::query_value(&wanted.operator));
        format!("/record/?clinic={clinic}&operator={by}&before={}", last.seq)
    });
    let entries = entries.into_iter().map(|entry| Shown::new(&operator, entry)).collect();
    let page = RecordPage { page: Page::new(&operator), entries, operators, wanted, more: more.unwrap_or_default() };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}
