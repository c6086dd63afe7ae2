//! The patient's pages.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, Id, TenantTx};
use uuid::Uuid;
use web::routing::{Router, get};
use web::{Answer, Caller, Failure, Form, Guest, Html, Path, WebResult};

use super::HOME;
use super::operations::{self, OwnVisit};
use super::reading::unread;
use super::waiting::{Waiting, waiting};
use crate::accounts;
use crate::forms::FormErrors;
use crate::parties::operations::load_living;
use crate::plans::operations::own_waiting;
use crate::records::icd;
use crate::records::view::RecordView;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/patient", get(to_home))
        .route("/patient/home", get(home))
        .route("/patient/appointments/{id}/cancel", get(cancel_form).post(cancel))
        .merge(super::access::routes())
        .merge(super::account::routes())
        .merge(super::book::routes())
        .merge(super::consents::routes())
        .merge(super::documents::routes())
        .merge(super::exercises::routes())
        .merge(super::results::routes())
        .merge(super::waiting::routes())
}

/// An appointment as its patient reads it.
pub struct VisitRow {
    pub id: Uuid,
    pub kind_key: String,
    pub status: &'static str,
    pub starts_at: jiff::Timestamp,
    pub provider: String,
    pub can_be_cancelled: bool,
    /// Of what patients book by themselves.
    pub can_be_moved: bool,
    /// Not booked yet: kept for a while.
    pub is_held: bool,
    is_coming: bool,
}

/// Whoever proved nothing sees when, and not with whom or for what.
pub(super) fn row(guest: &Guest, names: &HashMap<Uuid, String>, visit: OwnVisit) -> VisitRow {
    let (now, proved) = (guest.now(), guest.may(Action::ViewOwnAccount));
    VisitRow {
        id: visit.id,
        kind_key: if proved { format!("kind-{}", visit.kind.as_str()) } else { "portal-appointment".to_owned() },
        status: visit.status.as_str(),
        starts_at: visit.slot.starts_at,
        can_be_cancelled: visit.can_be_cancelled(now),
        can_be_moved: visit.can_be_cancelled(now) && visit.service.is_some(),
        is_held: visit.hold_expires_at.is_some(),
        is_coming: visit.is_coming(now),
        provider: names.get(&visit.provider).filter(|_| proved).cloned().unwrap_or_default(),
    }
}

async fn rows(guest: &Guest, tx: &mut TenantTx, visits: Vec<OwnVisit>) -> tenancy::Result<Vec<VisitRow>> {
    let names = accounts::operations::names(tx, Action::ViewOwnAppointments).await?;
    let (now, proved) = (guest.now(), guest.may(Action::ViewOwnAccount));
    let shown = visits.into_iter().filter(|visit| proved || visit.is_coming(now));
    Ok(shown.map(|visit| row(guest, &names, visit)).collect())
}

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    page: Page,
    /// Unknown while nobody has proved anything.
    name: String,
    me: Uuid,
    next: Option<VisitRow>,
    coming: Vec<VisitRow>,
    past: Vec<VisitRow>,
    waiting: Waiting,
    /// Whether to say that a passkey saves the code next time.
    offers_passkey: bool,
    /// How much was written that they have not read.
    unread: usize,
    /// Exercises of today, and how many are not done yet.
    exercises: (i64, i64),
}

async fn to_home() -> Response {
    Answer::see_other(HOME).into_response()
}

async fn home(caller: Caller) -> WebResult<Response> {
    let me = operations::own(caller.actor(), Action::ViewOwnAppointments)?;
    let mut tx = caller.read().await?;
    let waiting = waiting(&caller, &mut tx).await?;
    let mut visits = operations::list(&mut tx).await?;
    // What is offered stands on a card of its own.
    visits.retain(|visit| !waiting.holds.contains(&visit.id));
    let rows = rows(&caller, &mut tx, visits).await?;
    let proved = caller.may(Action::ViewOwnAccount);
    let name = match proved {
        true => load_living(&mut tx, Action::ViewOwnAppointments, me).await?.person.reveal().given_name.clone(),
        false => String::new(),
    };
    let offers_passkey =
        proved && caller.require_fresh_proof().is_ok() && super::account::passkeys(&mut tx, me).await?.is_empty();
    let unread = if proved { unread(&mut tx, Action::ViewOwnAccount, me).await? } else { 0 };
    let exercises = if proved { own_waiting(&mut tx, Action::ViewOwnAccount, me).await? } else { (0, 0) };
    tx.commit().await?;
    let (mut coming, past): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_coming);
    // The list is latest first; what is to come reads from the nearest on.
    let next = coming.pop();
    coming.reverse();
    let page = Page::new(&caller);
    let shown = HomePage { page, name, me, next, coming, past, waiting, offers_passkey, unread, exercises };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

/// Home, at the address that names the patient.
pub async fn profile(caller: Caller, named: &str) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let oneself = operations::is_oneself(&mut tx, named).await?;
    tx.commit().await?;
    if oneself { home(caller).await } else { Err(Error::NotFound.into()) }
}

#[derive(Template)]
#[template(path = "portal/visit.html")]
struct VisitPage {
    page: Page,
    visit: VisitRow,
    /// Whether the patient has proved enough to read what was written.
    reads: bool,
    /// None where they want to be shown nothing.
    records: Option<Vec<RecordView>>,
}

impl VisitPage {
    /// What a diagnosis code is about, in plain words; empty where nothing is known.
    fn about(&self, record: &RecordView) -> String {
        record.code.as_deref().and_then(icd::chapter).map(|key| self.page.t(&key)).unwrap_or_default()
    }
}

/// An appointment, at the address that names it and the patient.
pub async fn visit(caller: &Caller, id: Uuid, named: &str) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    if !operations::is_oneself(&mut tx, named).await? {
        return Err(Error::NotFound.into());
    }
    let visit = operations::find(&mut tx, id).await?;
    let visit = rows(caller, &mut tx, vec![visit]).await?.pop().ok_or(Error::NotFound)?;
    let reads = caller.may(Action::ViewOwnRecords);
    let mut records = None;
    if reads {
        let names = accounts::operations::names(&mut tx, Action::ViewOwnAppointments).await?;
        let written = operations::records(&mut tx, id).await?;
        let view = |record| RecordView::new(record, caller, &names);
        records = written.map(|written| written.into_iter().map(view).collect());
    }
    tx.commit().await?;
    let shown = VisitPage { page: Page::new(caller), visit, reads, records };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

#[derive(Template)]
#[template(path = "portal/cancel.html")]
struct CancelPage {
    page: Page,
    visit: VisitRow,
    me: Uuid,
    reason: String,
    errors: FormErrors,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CancelForm {
    reason: String,
}

async fn show_cancel(caller: &Caller, id: Uuid, form: CancelForm, problems: &[FieldError]) -> WebResult<Response> {
    let me = operations::own(caller.actor(), Action::CancelOwnAppointment)?;
    let mut tx = caller.read().await?;
    let visit = operations::find(&mut tx, id).await?;
    let visit = rows(caller, &mut tx, vec![visit]).await?.pop().ok_or(Error::NotFound)?;
    tx.commit().await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let errors = FormErrors::new(caller, problems);
    let shown = CancelPage { page: Page::new(caller), visit, me, reason: form.reason, errors };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn cancel_form(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    show_cancel(&caller, id, CancelForm::default(), &[]).await
}

async fn cancel(caller: Caller, Path(id): Path<Uuid>, Form(form): Form<CancelForm>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    match operations::cancel(&mut tx, Id::new(id), &form.reason).await {
        Ok(_) => {
            let response = Answer::see_other(HOME).commit(&caller, tx).await?;
            Ok(notice::leave(response, "portal-cancelled"))
        }
        Err(Error::Invalid(problems)) => {
            drop(tx);
            show_cancel(&caller, id, form, &problems).await
        }
        Err(other) => Err(Failure::from(other)),
    }
}
