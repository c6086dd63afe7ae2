//! Patients wait for a time that suits them, and answer what they are offered.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use jiff::{Timestamp, ToSpan as _};
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Id, TenantTx};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Guest, Html, Path, Query, WebResult};

use super::{HOME, booking};
use crate::accounts;
use crate::appointments::input::Reading;
use crate::confirm::Pairs;
use crate::forms::FormErrors;
use crate::schedule::model::Service;
use crate::shell::{Page, notice};
use crate::waitlist::form::EntryForm;
use crate::waitlist::model::{Entry, Offer};
use crate::waitlist::operations;

pub fn routes() -> Router {
    Router::new()
        .route("/patient/waitlist", get(form).post(join))
        .route("/patient/waitlist/{entry}/leave", post(leave))
        .route("/patient/offers/{offer}/accept", post(accept))
        .route("/patient/offers/{offer}/decline", post(decline))
}

/// For how long somebody waits unless said.
const USUAL_DAYS: i64 = 30;

/// A time that the patient is offered.
pub struct OfferCard {
    pub id: Id<Offer>,
    pub starts_at: Timestamp,
    pub until: Timestamp,
    /// Blank while nobody has proved anything.
    pub provider: String,
}

/// Something that the patient waits for.
pub struct WaitLine {
    pub id: Id<Entry>,
    /// Blank while nobody has proved anything.
    pub what: String,
    pub latest_on: jiff::civil::Date,
}

/// What stands on the patient's own page about waiting.
pub struct Waiting {
    pub offers: Vec<OfferCard>,
    pub lines: Vec<WaitLine>,
    /// The appointments that hold what is offered.
    pub holds: Vec<Uuid>,
}

/// What the patient waits for and is offered.
pub async fn waiting(guest: &Guest, tx: &mut TenantTx) -> tenancy::Result<Waiting> {
    let proved = guest.may(Action::ViewOwnAccount);
    let names = accounts::operations::names(tx, Action::ViewOwnAppointments).await?;
    let services = booking::services(tx).await?;
    let offers = operations::own_offers(tx).await?;
    let what = |entry: &Entry| {
        let service = services.iter().find(|service| Some(service.id.uuid()) == entry.wishes.service);
        let kind = || guest.text(&format!("kind-{}", entry.wishes.kind.as_str()));
        if proved { service.map_or_else(kind, |service| service.offer.name.clone()) } else { String::new() }
    };
    let entries = operations::own_entries(tx).await?;
    let lines = entries.iter().map(|entry| {
        let (id, latest_on) = (entry.id, entry.wishes.latest_on);
        WaitLine { id, what: what(entry), latest_on }
    });
    let card = |offer: &Offer| OfferCard {
        id: offer.id,
        starts_at: offer.slot.starts_at,
        until: offer.expires_at,
        provider: names.get(&offer.provider).filter(|_| proved).cloned().unwrap_or_default(),
    };
    Ok(Waiting {
        holds: offers.iter().map(|one| one.hold).collect(),
        offers: offers.iter().map(|one| card(&one.offer)).collect(),
        lines: lines.collect(),
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    service: String,
    provider: String,
}

/// A provider who can be chosen.
struct Choice {
    id: Uuid,
    name: String,
}

#[derive(Template)]
#[template(path = "portal/waitlist.html")]
struct JoinPage {
    page: Page,
    form: EntryForm,
    service: Service,
    providers: Vec<Choice>,
    errors: FormErrors,
}

async fn form(caller: Caller, Query(wanted): Query<Wanted>) -> WebResult<Response> {
    caller.require(Action::JoinWaitlist)?;
    let (today, last) = (caller.today(), caller.today().saturating_add(USUAL_DAYS.days()));
    let chosen = [("service", wanted.service.as_str()), ("provider", wanted.provider.as_str())];
    show(&caller, EntryForm::new(today, last, &chosen), &[]).await
}

async fn show(caller: &Caller, form: EntryForm, problems: &[FieldError]) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let services = booking::services(&mut tx).await?;
    let Some(service) = services.into_iter().find(|service| service.id.to_string() == form.get("service")) else {
        return Ok(Answer::see_other("/patient/book/").into_response());
    };
    let names = accounts::operations::names(&mut tx, Action::FindSlots).await?;
    let mut providers = accounts::operations::provider_ids(&mut tx, Action::FindSlots).await?;
    tx.commit().await?;
    let own = &service.offer.providers;
    providers.retain(|id| own.is_empty() || own.contains(id));
    let mut providers: Vec<Choice> =
        providers.into_iter().filter_map(|id| Some(Choice { id, name: names.get(&id)?.clone() })).collect();
    providers.sort_by(|one, other| one.name.cmp(&other.name));
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let errors = FormErrors::new(caller, problems);
    let page = JoinPage { page: Page::new(caller), form, service, providers, errors };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

async fn join(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::JoinWaitlist)?;
    let form = EntryForm::from(pairs);
    let new = match form.input().parse(&Reading::of(&caller)) {
        Err(Error::Invalid(problems)) => return show(&caller, form, &problems).await,
        new => new?,
    };
    let mut tx = caller.begin().await?;
    match operations::join(&mut tx, &new).await {
        Ok(_) => {
            let response = Answer::see_other(HOME).commit(&caller, tx).await?;
            Ok(notice::leave(response, "portal-waiting-now"))
        }
        Err(Error::Invalid(problems)) => {
            drop(tx);
            show(&caller, form, &problems).await
        }
        Err(Error::Conflict(Conflict::AlreadyWaiting)) => {
            drop(tx);
            show(&caller, form, &[FieldError::new("provider", "already_waiting")]).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn leave(caller: Caller, Path(id): Path<Id<Entry>>) -> WebResult<Response> {
    caller.require(Action::LeaveWaitlist)?;
    let mut tx = caller.begin().await?;
    operations::leave(&mut tx, id).await?;
    let response = Answer::see_other(HOME).commit(&caller, tx).await?;
    Ok(notice::leave(response, "portal-waiting-no-longer"))
}

async fn accept(caller: Caller, Path(id): Path<Id<Offer>>) -> WebResult<Response> {
    caller.require(Action::AcceptOffer)?;
    let mut tx = caller.begin().await?;
    operations::accept_own(&mut tx, id).await?;
    let response = Answer::see_other(HOME).commit(&caller, tx).await?;
    Ok(notice::leave(response, "portal-booked"))
}

async fn decline(caller: Caller, Path(id): Path<Id<Offer>>) -> WebResult<Response> {
    caller.require(Action::DeclineOffer)?;
    let mut tx = caller.begin().await?;
    operations::decline_own(&mut tx, id).await?;
    let response = Answer::see_other(HOME).commit(&caller, tx).await?;
    Ok(notice::leave(response, "portal-offer-declined"))
}
