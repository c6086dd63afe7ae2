//! Finding, registering and correcting patients.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Id};
use web::routing::{Router, get};
use web::{Answer, Caller, Form, Html, Path, Query, WebResult, local_path};

use super::finding::{self, Filter};
use super::form::PartyForm;
use super::model::{Channel, Party, Sex};
use super::operations::{self, Book};
use super::query::search_filter;
use super::view::Found;
use crate::accounts;
use crate::forms::{FormErrors, new_key, reading};
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/search", get(search))
        .route("/patients/new", get(register_form).post(register))
        .route("/patients/{id}/edit", get(edit_form).post(edit))
}

#[derive(Template)]
#[template(path = "parties/search.html")]
struct SearchPage {
    page: Page,
    q: String,
    results: Vec<Found>,
}

#[derive(Template)]
#[template(path = "parties/results.html")]
struct ResultList {
    page: Page,
    q: String,
    results: Vec<Found>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SearchQuery {
    q: String,
}

const MOST: usize = 10;

/// What one must be allowed to do to be offered registration.
pub const REGISTER: Action = Action::RegisterPatient;

async fn search(caller: Caller, Query(query): Query<SearchQuery>) -> WebResult<Response> {
    let q = query.q.trim().chars().take(100).collect::<String>();
    let filter = if q.is_empty() { Filter::default() } else { search_filter(&q, &caller) };
    // Nothing typed yet: whoever was registered last is looked for most.
    let filter = Filter { newest_first: true, ..filter };
    let mut results = Vec::new();
    if q.is_empty() || !filter.is_empty() {
        let mut tx = caller.read().await?;
        let found = finding::search(&mut tx, &filter, MOST).await?;
        tx.commit().await?;
        results = found.into_iter().map(|party| Found::new(party, &caller)).collect();
    }
    let page = Page::new(&caller);
    let html = match caller.is_fragment() {
        true => ResultList { page, q, results }.render(),
        false => SearchPage { page, q, results }.render(),
    };
    Ok(Html(html.map_err(Error::internal)?).into_response())
}

#[derive(Template)]
#[template(path = "parties/form.html")]
struct FormPage {
    page: Page,
    /// Whose form this is; nobody's yet when registering.
    name: Option<String>,
    form: PartyForm,
    errors: FormErrors,
    duplicates: Vec<Found>,
    sexes: &'static [Sex],
    channels: &'static [Channel],
}

impl FormPage {
    fn new(caller: &Caller, name: Option<String>, form: PartyForm) -> Self {
        let mut form = form;
        if form.idempotency_key.is_empty() {
            form.idempotency_key = new_key(caller);
        }
        Self {
            page: Page::new(caller),
            name,
            form,
            errors: FormErrors::default(),
            duplicates: Vec::new(),
            sexes: Sex::ALL,
            channels: Channel::ALL,
        }
    }

    /// Where whoever changes their mind came from.
    fn back(&self) -> &str {
        local_path(&self.form.next).unwrap_or("/doctor/patients-dash/")
    }

    fn refuse(mut self, caller: &Caller, fields: &[FieldError]) -> WebResult<Response> {
        self.errors = FormErrors::new(caller, fields);
        // The same form sent again is a new request: what it says has changed.
        self.form.idempotency_key = new_key(caller);
        self.answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Prefill {
    q: String,
    next: String,
}

async fn register_form(caller: Caller, Query(prefill): Query<Prefill>) -> WebResult<Response> {
    caller.require(Book::Patients.create())?;
    let (given_name, family_name) = prefill.q.trim().split_once(' ').unwrap_or((prefill.q.trim(), ""));
    let form = PartyForm {
        given_name: given_name.to_owned(),
        family_name: family_name.to_owned(),
        next: prefill.next,
        ..PartyForm::default()
    };
    FormPage::new(&caller, None, form).answer(StatusCode::OK)
}

async fn register(caller: Caller, Form(form): Form<PartyForm>) -> WebResult<Response> {
    caller.require(Book::Patients.create())?;
    let new = match form.input(None).parse(reading(&caller)) {
        Ok(new) => new,
        Err(fields) => return FormPage::new(&caller, None, form).refuse(&caller, &fields),
    };
    let mut tx = caller.begin().await?;
    if form.anyway.is_empty() && !finding::duplicates(&mut tx, &new, None).await?.is_empty() {
        // Nothing is done yet, so the form's key must stay free; who is shown stands on record all the same.
        drop(tx);
        let mut look = caller.read().await?;
        let duplicates = finding::duplicates(&mut look, &new, None).await?;
        look.commit().await?;
        let mut page = FormPage::new(&caller, None, form);
        page.duplicates = duplicates.into_iter().map(|party| Found::new(party, &caller)).collect();
        page.form.idempotency_key = new_key(&caller);
        return page.answer(StatusCode::CONFLICT);
    }
    match operations::register(&mut tx, Book::Patients, &new).await {
        Ok(party) => {
            let answer = Answer::see_other(after_registering(&form, party.id)).commit(&caller, tx).await?;
            Ok(notice::leave(answer, "parties-registered-now"))
        }
        Err(Error::Conflict(conflict)) => {
            drop(tx);
            let fields = taken(&conflict).ok_or(Error::Conflict(conflict))?;
            FormPage::new(&caller, None, form).refuse(&caller, &[fields])
        }
        Err(other) => Err(other.into()),
    }
}

fn after_registering(form: &PartyForm, id: Id<Party>) -> String {
    let chart = format!("/patients/{id}");
    match (form.then.as_str(), local_path(&form.next)) {
        ("book", _) => format!("/reception/create-appointment/{id}/?next={chart}"),
        (_, Some(next)) => next.to_owned(),
        (_, None) => chart,
    }
}

/// A unique value that somebody else has, as a message at its field.
fn taken(conflict: &Conflict) -> Option<FieldError> {
    match conflict {
        Conflict::DuplicateEmail => Some(FieldError::new("email", "taken")),
        Conflict::DuplicateMrn => Some(FieldError::new("mrn", "taken")),
        _ => None,
    }
}

async fn edit_form(caller: Caller, Path(id): Path<Id<Party>>, Query(prefill): Query<Prefill>) -> WebResult<Response> {
    caller.require(Book::Patients.update())?;
    let party = view(&caller, id).await?;
    let form = PartyForm { next: prefill.next, ..PartyForm::opened(&party) };
    FormPage::new(&caller, Some(party.person.reveal().full_name()), form).answer(StatusCode::OK)
}

async fn edit(caller: Caller, Path(id): Path<Id<Party>>, Form(form): Form<PartyForm>) -> WebResult<Response> {
    caller.require(Book::Patients.update())?;
    let before = view(&caller, id).await?;
    let name = Some(before.person.reveal().full_name());
    if !form.again.is_empty() {
        return FormPage::new(&caller, name, form).answer(StatusCode::OK);
    }
    let new = match form.input(Some(&before)).parse(reading(&caller)) {
        Ok(new) => new,
        Err(fields) => return FormPage::new(&caller, name, form).refuse(&caller, &fields),
    };
    let mut tx = caller.begin().await?;
    match operations::update(&mut tx, Book::Patients, id, &new, form.version.parse().ok()).await {
        Ok(_) => Ok(saved(Answer::see_other(after_saving(&form, id)).commit(&caller, tx).await?)),
        Err(Error::Conflict(conflict)) => {
            drop(tx);
            refuse_edit(&caller, id, form, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}

fn after_saving(form: &PartyForm, id: Id<Party>) -> String {
    local_path(&form.next).map_or_else(|| format!("/patients/{id}"), str::to_owned)
}

fn saved(response: Response) -> Response {
    notice::leave(response, "common-saved")
}

/// What was typed stays, whoever else was quicker.
async fn refuse_edit(caller: &Caller, id: Id<Party>, form: PartyForm, conflict: Conflict) -> WebResult<Response> {
    let party = view(caller, id).await?;
    match (taken(&conflict), &conflict) {
        (Some(field), _) => {
            FormPage::new(caller, Some(party.person.reveal().full_name()), form).refuse(caller, &[field])
        }
        (None, Conflict::StaleVersion { .. }) => {
            let mut tx = caller.read().await?;
            let names = accounts::operations::names(&mut tx, Action::ListStaff).await?;
            tx.commit().await?;
            let who = party.updated_by.and_then(|by| names.get(&by).cloned()).unwrap_or_default();
            match super::conflict::conflict(caller, &form, &party, who) {
                Some(page) => page.answer(),
                // Both wrote the same: there is nothing left to save.
                None => Ok(saved(Answer::see_other(after_saving(&form, id)).into_response())),
            }
        }
        (None, _) => Err(Error::Conflict(conflict).into()),
    }
}

async fn view(caller: &Caller, id: Id<Party>) -> WebResult<Party> {
    let mut tx = caller.read().await?;
    let party = operations::find(&mut tx, Book::Patients, id).await?;
    tx.commit().await?;
    Ok(party)
}
