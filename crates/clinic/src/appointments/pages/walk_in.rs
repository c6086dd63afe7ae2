//! Somebody stands at the desk without an appointment: found or registered, and seen now.

use askama::Template;
use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, TenantTx};
use uuid::Uuid;
use web::{Caller, Failure, Form, Html, Query, WebResult};

use super::HOME;
use super::choosing::{Choosing, search};
use super::done::{Deed, Done, go_on};
use super::form::ticked;
use super::times::{Choices, SHORTEST, conflict};
use crate::appointments::Days;
use crate::appointments::input::{AppointmentInput, DEFAULT_MINUTES, Need, Reading};
use crate::appointments::model::{Appointment, Slot};
use crate::appointments::operations;
use crate::appointments::wall::{minute_of, plus_minutes};
use crate::forms::{FormErrors, new_key, reading};
use crate::parties;
use crate::parties::input::PartyInput;
use crate::parties::operations::Book;
use crate::parties::view::Found;
use crate::shell::Page;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct WalkInForm {
    /// Who it is, when they are known.
    patient: String,
    /// Says that somebody new is to be registered.
    register: String,
    given_name: String,
    family_name: String,
    phone: String,
    date_of_birth: String,
    /// Somebody looked at the possible duplicates and says this is another person.
    anyway: String,
    provider: String,
    reason: String,
    is_priority: String,
    override_reason: String,
    idempotency_key: String,
}

/// A provider, and when they can see somebody.
struct Free {
    id: Uuid,
    label: String,
}

#[derive(Template)]
#[template(path = "appointments/walk_in.html")]
struct WalkInPage {
    page: Page,
    q: String,
    results: Vec<Found>,
    form: WalkInForm,
    providers: Vec<Free>,
    errors: FormErrors,
    conflict: Vec<String>,
    /// Those found are possible duplicates of whom one wants to register.
    is_duplicate: bool,
}

#[derive(Template)]
#[template(path = "appointments/walk_in_found.html")]
struct WalkInFound {
    page: Page,
    q: String,
    results: Vec<Found>,
    form: WalkInForm,
    errors: FormErrors,
    is_duplicate: bool,
}

fn named(q: &str) -> WalkInForm {
    // What is no name, such as a phone, is not proposed as one.
    let name = if q.chars().any(char::is_numeric) { "" } else { q };
    let (given_name, family_name) = name.split_once(' ').unwrap_or(("", name));
    let phone = if name.is_empty() { q } else { "" };
    WalkInForm {
        given_name: given_name.to_owned(),
        family_name: family_name.to_owned(),
        phone: phone.to_owned(),
        ..WalkInForm::default()
    }
}

pub async fn form(caller: Caller, Query(query): Query<Choosing>) -> WebResult<Response> {
    caller.require(Action::BookAppointment)?;
    let q = query.q.trim().chars().take(100).collect::<String>();
    let results = search(&caller, &q).await?;
    let form = named(&q);
    if caller.is_fragment() {
        let (page, errors) = (Page::new(&caller), FormErrors::default());
        let found = WalkInFound { page, q, results, form, errors, is_duplicate: false };
        return Ok(Html(found.render().map_err(Error::internal)?).into_response());
    }
    let page = WalkInPage { q, results, ..WalkInPage::new(&caller, form, &Refusal::default(), None).await? };
    page.answer(StatusCode::OK)
}

/// Why the form comes back.
#[derive(Default)]
struct Refusal {
    fields: Vec<FieldError>,
    blocked_by: Vec<Uuid>,
    duplicates: Vec<Found>,
}

impl WalkInPage {
    async fn new(caller: &Caller, mut form: WalkInForm, refusal: &Refusal, days: Option<&Days>) -> WebResult<Self> {
        let (page, now) = (Page::new(caller), minute_of(caller.now()));
        let mut tx = caller.read().await?;
        let choices = Choices::load(caller, &mut tx, None).await?;
        let conflict = match days.filter(|_| !refusal.blocked_by.is_empty()) {
            Some(days) => conflict(&page, days, &mut tx, caller.today(), &refusal.blocked_by).await?,
            None => Vec::new(),
        };
        tx.commit().await?;
        let mut free: Vec<_> = choices.providers.iter().map(|one| (choices.free_from(one.id, now), one)).collect();
        // Whoever is free soonest is proposed.
        free.sort_by_key(|(from, one)| (*from, choices.default_provider(caller) != Some(one.id)));
        let label = |from, name: &str| match from > now {
            true => format!("{name} · {}", page.ta("appointments-busy-until", "time", page.time(from))),
            false => format!("{name} · {}", page.t("appointments-free-now")),
        };
        let providers: Vec<_> =
            free.iter().map(|(from, one)| Free { id: one.id, label: label(*from, &one.display_name) }).collect();
        form.idempotency_key = new_key(caller);
        let errors = FormErrors::new(caller, &refusal.fields);
        let (q, results) = (String::new(), Vec::new());
        Ok(Self { page, q, results, form, providers, errors, conflict, is_duplicate: false })
    }

    fn is_priority(&self) -> bool {
        ticked(&self.form.is_priority)
    }

    fn answer(&self, status: StatusCode) -> WebResult<Response> {
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}

pub async fn admit(
    caller: Caller,
    Extension(days): Extension<Days>,
    Form(form): Form<WalkInForm>,
) -> WebResult<Response> {
    caller.require(Action::BookAppointment)?;
    let mut duplicates = Vec::new();
    let refusal = match try_admit(&caller, &days, &form, &mut duplicates).await {
        Ok(Some(response)) => return Ok(response),
        Ok(None) => Refusal { duplicates, ..Refusal::default() },
        Err(Failure::Operation(error)) => refused(error)?,
        Err(other) => return Err(other),
    };
    let status = if refusal.fields.is_empty() || !refusal.blocked_by.is_empty() {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut page = WalkInPage::new(&caller, form, &refusal, Some(&days)).await?;
    page.is_duplicate = !refusal.duplicates.is_empty();
    page.results = refusal.duplicates;
    page.answer(status)
}

fn refused(error: Error) -> Result<Refusal, Error> {
    let field = |name, code| vec![FieldError::new(name, code)];
    match error {
        Error::Invalid(fields) => Ok(Refusal { fields, ..Refusal::default() }),
        Error::Conflict(Conflict::SlotTaken { blocked_by }) => {
            Ok(Refusal { fields: field("provider", "taken"), blocked_by, ..Refusal::default() })
        }
        Error::Conflict(Conflict::DuplicateMrn) => Ok(Refusal { fields: field("mrn", "taken"), ..Refusal::default() }),
        other => Err(other),
    }
}

/// `None` when somebody like this is registered already, and nobody has looked.
async fn try_admit(
    caller: &Caller,
    days: &Days,
    form: &WalkInForm,
    duplicates: &mut Vec<Found>,
) -> WebResult<Option<Response>> {
    let mut tx = caller.begin().await?;
    let patient = match form.patient.is_empty() {
        false => form.patient.clone(),
        true => match register(caller, &mut tx, form, duplicates).await? {
            Some(id) => id.to_string(),
            None => {
                tx.commit().await?;
                return Ok(None);
            }
        },
    };
    let appointment = begin(caller, &mut tx, form, patient).await?;
    let next = format!("{HOME}?tab=arrived");
    go_on(caller, days, tx, Done::new(Deed::Moved, &appointment), &next).await.map(Some)
}

async fn register(
    caller: &Caller,
    tx: &mut TenantTx,
    form: &WalkInForm,
    duplicates: &mut Vec<Found>,
) -> WebResult<Option<Uuid>> {
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let input = PartyInput {
        given_name: some(&form.given_name),
        family_name: some(&form.family_name),
        phone: some(&form.phone),
        date_of_birth: some(&form.date_of_birth),
        ..PartyInput::default()
    };
    let new = input.parse(reading(caller)).map_err(Error::Invalid)?;
    if form.anyway.is_empty() {
        let found = parties::finding::duplicates(tx, &new, None).await?;
        duplicates.extend(found.into_iter().map(|party| Found::new(party, caller)));
        if !duplicates.is_empty() {
            return Ok(None);
        }
    }
    Ok(Some(parties::operations::register(tx, Book::Patients, &new).await?.id.uuid()))
}

/// Books from when the provider is free on, for as long as there is until the next one comes, and checks in at once. With a
/// reason for double booking it begins this minute, whoever is there.
async fn begin(caller: &Caller, tx: &mut TenantTx, form: &WalkInForm, patient: String) -> WebResult<Appointment> {
    let now = minute_of(caller.now());
    let choices = Choices::load(caller, tx, None).await?;
    let provider = form.provider.parse().ok().or_else(|| choices.default_provider(caller));
    let insists = !form.override_reason.trim().is_empty();
    let starts_at = provider.filter(|_| !insists).map_or(now, |provider| choices.free_from(provider, now));
    let left = provider.and_then(|provider| choices.minutes_left(provider, starts_at)).unwrap_or(DEFAULT_MINUTES);
    let minutes = if left >= SHORTEST.as_mins() { left.min(DEFAULT_MINUTES) } else { DEFAULT_MINUTES };
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let input = AppointmentInput {
        patient: Some(patient),
        provider,
        reason: some(&form.reason),
        is_priority: Some(ticked(&form.is_priority)),
        override_reason: some(&form.override_reason),
        ..AppointmentInput::default()
    };
    let mut new = input.parse(&Reading::of(caller), Need::Changes).map_err(Error::Invalid)?;
    let ends_at = plus_minutes(starts_at, minutes).map_err(|code| Error::invalid("provider", code))?;
    new.slot = Some(Slot { starts_at, ends_at });
    let booked = operations::book(tx, &new).await?;
    Ok(operations::check_in(tx, booked.id, None).await?)
}
