//! Putting somebody on the list, changing what they wait for, and taking them off.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::ToSpan as _;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Id, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Expected, Failure, Form, Html, Path, Query, WebResult};

use super::HOME;
use crate::accounts::operations::{StaffName, providers};
use crate::appointments::input::Reading;
use crate::appointments::model::Kind;
use crate::confirm::Pairs;
use crate::forms::FormErrors;
use crate::parties::finding::{self, Filter};
use crate::parties::model::Party;
use crate::parties::operations::load_living;
use crate::parties::query::search_filter;
use crate::parties::view::Found;
use crate::schedule;
use crate::schedule::model::Service;
use crate::shell::{Page, notice};
use crate::waitlist::form::EntryForm;
use crate::waitlist::model::Entry;
use crate::waitlist::operations;

/// How many people a search shows.
const FOUND: usize = 10;
/// For how long somebody waits unless said.
const USUAL_DAYS: i64 = 30;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Whom {
    patient: String,
    q: String,
}

#[derive(Template)]
#[template(path = "waitlist/choose.html")]
struct ChoosePage {
    page: Page,
    q: String,
    results: Vec<Found>,
}

#[derive(Template)]
#[template(path = "waitlist/entry.html")]
struct EntryPage {
    page: Page,
    patient: Found,
    /// None while it is new.
    id: Option<Id<Entry>>,
    form: EntryForm,
    services: Vec<Service>,
    providers: Vec<StaffName>,
    kinds: &'static [Kind],
    errors: FormErrors,
}

impl EntryPage {
    fn is_chosen(&self, name: &str, id: impl std::fmt::Display) -> bool {
        self.form.holds(name, &id.to_string())
    }
}

/// Begins with whom it is for.
pub async fn new_form(caller: Caller, Query(whom): Query<Whom>) -> WebResult<Response> {
    caller.require(Action::ManageWaitlist)?;
    let Ok(patient) = whom.patient.trim().parse::<Uuid>() else { return choose(&caller, whom.q.trim()).await };
    let (today, last) = (caller.today(), caller.today().saturating_add(USUAL_DAYS.days()));
    let form = EntryForm::new(today, last, &[("patient", &patient.to_string()), ("minutes", "30")]);
    show(&caller, (patient, None), form, &[]).await
}

async fn choose(caller: &Caller, q: &str) -> WebResult<Response> {
    let q: String = q.chars().take(100).collect();
    let filter = if q.is_empty() { Filter::default() } else { search_filter(&q, caller) };
    let mut results = Vec::new();
    if q.is_empty() || !filter.is_empty() {
        let mut tx = caller.read().await?;
        let found = finding::search(&mut tx, &Filter { newest_first: true, ..filter }, FOUND).await?;
        tx.commit().await?;
        results.extend(found.into_iter().map(|party| Found::new(party, caller)));
    }
    let page = ChoosePage { page: Page::new(caller), q, results };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

async fn show(
    caller: &Caller,
    (patient, id): (Uuid, Option<Id<Entry>>),
    form: EntryForm,
    problems: &[FieldError],
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let patient = patient_of(&mut tx, patient).await?;
    let services = schedule::operations::list(&mut tx, false).await?;
    let providers = providers(&mut tx).await?;
    tx.commit().await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = EntryPage {
        page: Page::new(caller),
        patient: Found::new(patient, caller),
        id,
        form,
        services,
        providers,
        kinds: Kind::ALL,
        errors: FormErrors::new(caller, problems),
    };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

/// Whom a page is about; that it is shown stands on record.
pub(super) async fn patient_of(tx: &mut TenantTx, patient: Uuid) -> tenancy::Result<Party> {
    let action = Action::ViewWaitlist;
    let party = load_living(tx, action, patient).await?;
    tx.record(action, tenancy::Subject::new("waitlist_entry", None).about(patient));
    Ok(party)
}

pub async fn create(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageWaitlist)?;
    let form = EntryForm::from(pairs);
    match try_add(&caller, &form).await {
        Ok(response) => Ok(notice::leave(response, "waitlist-added")),
        Err(failure) => {
            let patient = form.get("patient").parse().map_err(|_| Error::invalid("patient", "required"))?;
            again(&caller, (patient, None), form, failure).await
        }
    }
}

async fn try_add(caller: &Caller, form: &EntryForm) -> WebResult<Response> {
    let new = form.input().parse(&Reading::of(caller))?;
    let mut tx = caller.begin().await?;
    operations::add(&mut tx, &new).await?;
    Ok(Answer::see_other(HOME).commit(caller, tx).await?)
}

/// The form once more with what was refused; anything else goes its way.
async fn again(
    caller: &Caller,
    about: (Uuid, Option<Id<Entry>>),
    form: EntryForm,
    failure: Failure,
) -> WebResult<Response> {
    let problems = match failure {
        Failure::Operation(Error::Invalid(problems)) => problems,
        Failure::Operation(Error::Conflict(Conflict::AlreadyWaiting)) => {
            vec![FieldError::new("service", "already_waiting")]
        }
        other => return Err(other),
    };
    show(caller, about, form, &problems).await
}

pub async fn form(caller: Caller, Path(id): Path<Id<Entry>>) -> WebResult<Response> {
    caller.require(Action::ManageWaitlist)?;
    let entry = find(&caller, id).await?;
    show(&caller, (entry.patient.uuid(), Some(id)), EntryForm::of(&entry), &[]).await
}

async fn find(caller: &Caller, id: Id<Entry>) -> WebResult<Entry> {
    let mut tx = caller.read().await?;
    let listed = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    Ok(listed.entry)
}

pub async fn save(caller: Caller, Path(id): Path<Id<Entry>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageWaitlist)?;
    let form = EntryForm::from(pairs);
    match try_change(&caller, id, &form).await {
        Ok(response) => Ok(notice::leave(response, "common-saved")),
        Err(failure) => {
            let entry = find(&caller, id).await?;
            again(&caller, (entry.patient.uuid(), Some(id)), form, failure).await
        }
    }
}

async fn try_change(caller: &Caller, id: Id<Entry>, form: &EntryForm) -> WebResult<Response> {
    let new = form.input().parse(&Reading::of(caller))?;
    let mut tx = caller.begin().await?;
    operations::change(&mut tx, id, &new, &Expected::from(form.version())).await?;
    Ok(Answer::see_other(HOME).commit(caller, tx).await?)
}

pub async fn withdraw(caller: Caller, Path(id): Path<Id<Entry>>) -> WebResult<Response> {
    caller.require(Action::ManageWaitlist)?;
    let mut tx = caller.begin().await?;
    operations::withdraw(&mut tx, id, &Expected::Any).await?;
    let response = Answer::see_other(HOME).commit(&caller, tx).await?;
    Ok(notice::leave(response, "waitlist-withdrawn"))
}
