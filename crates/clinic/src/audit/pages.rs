//! The audit page.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::routing::{Router, get};
use web::{Caller, Html, Listing, Query, WebResult};

use super::api::kept;
use super::model::{ACTOR_KINDS, Entry, Filter, Found, OUTCOMES, RISKS};
use super::operations;
use super::query::AuditQuery;
use super::view::{EntryView, word};
use crate::accounts;
use crate::forms::FormErrors;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/audit", get(audit))
}

/// A choice in a filter.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "audit/audit.html")]
struct AuditPage {
    page: Page,
    query: AuditQuery,
    errors: FormErrors,
    actors: Vec<Choice>,
    actions: Vec<Choice>,
    outcomes: Vec<Choice>,
    risks: Vec<Choice>,
    entries: Vec<EntryView>,
    numbers: HashMap<Uuid, i64>,
    count: i64,
    before: String,
    after: String,
}

async fn audit(caller: Caller, Query(query): Query<AuditQuery>) -> WebResult<Response> {
    caller.require(Action::ViewAudit)?;
    let read = query.filter(&caller).and_then(|filter| Ok((filter, query.page()?)));
    let (filter, page) = match read {
        Ok(read) => read,
        Err(Error::Invalid(fields)) => return unreadable(&caller, query, &fields).await,
        Err(other) => return Err(other.into()),
    };
    let look = look(&caller, &query, filter, query.stretch(page)?).await;
    let (found, look) = match look {
        Ok(look) => look,
        Err(Error::Invalid(fields)) => return unreadable(&caller, query, &fields).await,
        Err(other) => return Err(other.into()),
    };
    let last = found.entries.last().map(|entry| entry.seq);
    let kept = kept(caller.query().unwrap_or_default(), found.as_of);
    let listing = Listing::new(Vec::<()>::new(), found.count, page);
    let link = |number: i64| format!("/audit/?{kept}&page={number}");
    let before = if page.number > 1 { link(page.number - 1) } else { String::new() };
    let after = last.filter(|_| listing.has_next()).map(|seq| format!("{}&before={seq}", link(page.number + 1)));
    let count = found.count;
    let page = AuditPage::new(&caller, query, look, found.entries);
    let page = AuditPage { before, after: after.unwrap_or_default(), count, ..page };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

/// What is needed to show entries.
#[derive(Default)]
struct Look {
    names: HashMap<Uuid, String>,
    numbers: HashMap<Uuid, i64>,
    changes: HashMap<Uuid, serde_json::Value>,
}

async fn look(
    caller: &Caller,
    query: &AuditQuery,
    filter: Filter,
    stretch: super::model::Stretch,
) -> tenancy::Result<(Found, Look)> {
    let mut tx = caller.read().await?;
    let filter = query.resolve(&mut tx, filter).await?;
    let found = operations::list(&mut tx, &filter, stretch).await?;
    let names = accounts::operations::names(&mut tx, Action::ViewAudit).await?;
    let people: Vec<Uuid> = found.entries.iter().flat_map(Entry::everybody).collect();
    let numbers = operations::numbers(&mut tx, &people).await?;
    let changes = operations::changes(&mut tx, &found.entries).await?;
    tx.commit().await?;
    Ok((found, Look { names, numbers, changes }))
}

/// The filters again, with what is wrong with them.
async fn unreadable(caller: &Caller, query: AuditQuery, fields: &[tenancy::FieldError]) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let names = accounts::operations::names(&mut tx, Action::ViewAudit).await?;
    tx.record(Action::ViewAudit, tenancy::Subject::new("audit", None));
    tx.commit().await?;
    let mut page = AuditPage::new(caller, query, Look { names, ..Look::default() }, Vec::new());
    page.errors = FormErrors::new(caller, fields);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render().map_err(Error::internal)?)).into_response())
}

impl AuditPage {
    fn new(caller: &Caller, query: AuditQuery, look: Look, entries: Vec<Entry>) -> Self {
        let choice = |chosen: &Option<String>, topic: &str, code: &str| Choice {
            value: code.to_owned(),
            label: word(caller, topic, code),
            chosen: chosen.as_deref() == Some(code),
        };
        let person = |(id, name): (&Uuid, &String)| {
            let value = id.to_string();
            Choice { chosen: query.actor.as_ref() == Some(&value), value, label: name.clone() }
        };
        let by_label = |mut choices: Vec<Choice>| {
            choices.sort_by(|a, b| a.label.cmp(&b.label));
            choices
        };
        let mut actors = by_label(look.names.iter().map(person).collect());
        actors.extend(ACTOR_KINDS.iter().map(|kind| choice(&query.actor, "audit-actor", kind)));
        let codes = Action::ALL.iter().filter(|action| action.trace() == tenancy::Trace::Audited);
        let show = |entry: Entry| {
            let detail = look.changes.get(&entry.id);
            EntryView::new(entry, caller, &look.names).with_changes(caller, detail)
        };
        Self {
            page: Page::new(caller),
            errors: FormErrors::default(),
            actors,
            actions: by_label(codes.map(|action| choice(&query.action, "action", action.code())).collect()),
            outcomes: OUTCOMES.iter().map(|known| choice(&query.outcome, "audit-outcome", known.as_str())).collect(),
            risks: RISKS.iter().map(|known| choice(&query.risk, "audit-risk", known.as_str())).collect(),
            entries: entries.into_iter().map(show).collect(),
            numbers: look.numbers,
            count: 0,
            before: String::new(),
            after: String::new(),
            query,
        }
    }

    fn number(&self, patient: &Uuid) -> String {
        self.numbers.get(patient).map_or_else(|| patient.to_string(), |number| format!("#{number}"))
    }

    #[expect(clippy::unused_self, reason = "the template asks its page")]
    fn value<'a>(&self, given: &'a Option<String>) -> &'a str {
        given.as_deref().unwrap_or_default()
    }
}
