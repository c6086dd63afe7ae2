//! The page behind the bell, and what the newest one says when it comes.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Actor, Error};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Html, Path, WebResult};

use super::model::{Kind, Notification};
use super::operations::{self, MOST};
use crate::accounts::operations::names;
use crate::shell::{Flash, Page};

pub const HOME: &str = "/notifications/";

pub fn routes() -> Router {
    Router::new()
        .route("/notifications", get(list))
        .route("/notifications/newest", get(newest))
        .route("/notifications/read", post(read_all))
        .route("/notifications/{notification}/open", post(open))
}

/// Whose they are: a person of the clinic.
pub fn owner(caller: &Caller) -> WebResult<Uuid> {
    caller.require(Action::ReadNotifications)?;
    match caller.actor() {
        Actor::Staff { id, .. } => Ok(*id),
        _ => Err(Error::Forbidden(Action::ReadNotifications).into()),
    }
}

struct Entry {
    id: Uuid,
    icon: &'static str,
    text: String,
    at: jiff::Timestamp,
    is_read: bool,
}

impl Entry {
    fn new(page: &Page, names: &HashMap<Uuid, String>, one: &Notification) -> Self {
        Self {
            id: one.id,
            icon: icon(one.kind),
            text: text(page, names, one),
            at: one.created_at,
            is_read: one.is_read,
        }
    }
}

fn icon(kind: Kind) -> &'static str {
    match kind {
        Kind::PatientArrived => "arrived",
        Kind::BookedOnline => "book",
        Kind::MovedOnline => "calendar",
        Kind::CancelledOnline => "ban",
        Kind::MessageReceived => "message",
        Kind::MessageFailed
        | Kind::CriticalAnswer
        | Kind::DocumentDamaged
        | Kind::ReadingAlert
        | Kind::WebhookStopped
        | Kind::ExportFailed => "alert",
        Kind::ExportReady => "download",
        Kind::EmergencyOpened => "lock",
        Kind::NoteToCoSign | Kind::AssessmentToCoSign => "wait",
    }
}

fn text(page: &Page, names: &HashMap<Uuid, String>, one: &Notification) -> String {
    let when = one.at.map(|at| page.day_time(at)).unwrap_or_default();
    match one.kind {
        Kind::PatientArrived => {
            let time = one.at.map(|at| page.time(at)).unwrap_or_default();
            page.ta("notifications-patient-arrived", "time", time)
        }
        Kind::BookedOnline => page.ta("notifications-booked-online", "when", when),
        Kind::MovedOnline => page.ta("notifications-moved-online", "when", when),
        Kind::CancelledOnline => page.ta("notifications-cancelled-online", "when", when),
        Kind::MessageReceived => page.tn("notifications-message-received", i64::from(one.times)),
        Kind::MessageFailed => page.tn("notifications-message-failed", i64::from(one.times)),
        Kind::DocumentDamaged => page.tn("notifications-document-damaged", i64::from(one.times)),
        Kind::EmergencyOpened => {
            let name = one.subject.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
            page.ta("notifications-emergency-opened", "name", name)
        }
        Kind::CriticalAnswer => page.t("notifications-critical-answer"),
        Kind::ReadingAlert => page.t("notifications-reading-alert"),
        Kind::NoteToCoSign => page.t("notifications-note-to-co-sign"),
        Kind::AssessmentToCoSign => page.t("notifications-assessment-to-co-sign"),
        Kind::WebhookStopped => page.t("notifications-webhook-stopped"),
        Kind::ExportReady => page.t("notifications-export-ready"),
        Kind::ExportFailed => page.t("notifications-export-failed"),
    }
}

#[derive(Template)]
#[template(path = "notifications/notifications.html")]
struct NotificationsPage {
    page: Page,
    entries: Vec<Entry>,
}

impl NotificationsPage {
    fn has_unread(&self) -> bool {
        self.entries.iter().any(|entry| !entry.is_read)
    }
}

async fn list(caller: Caller) -> WebResult<Response> {
    let me = owner(&caller)?;
    let mut tx = caller.read().await?;
    let found = operations::latest(&mut tx, me, MOST).await?;
    let names = names(&mut tx, Action::ReadNotifications).await?;
    tx.commit().await?;
    let page = Page::new(&caller);
    let entries = found.iter().map(|one| Entry::new(&page, &names, one)).collect();
    Ok(Html(NotificationsPage { page, entries }.render().map_err(Error::internal)?).into_response())
}

#[derive(Template)]
#[template(path = "partials/toast.html")]
struct Toast {
    page: Page,
    flash: Flash,
}

/// The newest that was not looked at, as a page shows it that is open at the moment.
async fn newest(caller: Caller) -> WebResult<Response> {
    let me = owner(&caller)?;
    if !caller.is_fragment() {
        return Ok(Answer::see_other(HOME).into_response());
    }
    let mut tx = caller.read().await?;
    let found = operations::latest(&mut tx, me, 1).await?;
    let names = names(&mut tx, Action::ReadNotifications).await?;
    tx.commit().await?;
    let Some(one) = found.first().filter(|one| !one.is_read) else {
        return Ok(Html(String::new()).into_response());
    };
    let page = Page::new(&caller);
    let flash = Flash { kind: "info", text: text(&page, &names, one), undo: None };
    Ok(Html(Toast { page, flash }.render().map_err(Error::internal)?).into_response())
}

async fn read_all(caller: Caller) -> WebResult<Response> {
    let me = owner(&caller)?;
    let mut tx = caller.change().await?;
    operations::read_all(&mut tx, me).await?;
    tx.commit().await?;
    Ok(Answer::see_other(HOME).into_response())
}

/// Looks at one: on to what it is about.
async fn open(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let me = owner(&caller)?;
    let mut tx = caller.change().await?;
    let one = operations::read(&mut tx, me, id).await?;
    tx.commit().await?;
    Ok(Answer::see_other(target(&caller, &one)).into_response())
}

fn target(caller: &Caller, one: &Notification) -> String {
    match one.kind {
        Kind::PatientArrived if caller.may(Action::ViewRecords) => "/doctor/appointments-dash/".to_owned(),
        Kind::PatientArrived => "/reception/dashboard/".to_owned(),
        Kind::BookedOnline | Kind::MovedOnline | Kind::CancelledOnline => {
            let date = one.at.map_or_else(|| caller.today(), |at| caller.tenant().day_of(at));
            format!("/reception/calendar/?date={date}")
        }
        Kind::MessageReceived | Kind::MessageFailed => "/messages/".to_owned(),
        Kind::EmergencyOpened => "/emergency/".to_owned(),
        Kind::ReadingAlert => "/alerts/".to_owned(),
        Kind::NoteToCoSign | Kind::AssessmentToCoSign if caller.may(Action::KeepNote) => "/notes/".to_owned(),
        Kind::CriticalAnswer | Kind::AssessmentToCoSign => {
            one.subject.map_or_else(|| HOME.to_owned(), |id| format!("/assessments/{id}/"))
        }
        Kind::DocumentDamaged => "/admin/".to_owned(),
        Kind::ExportReady | Kind::ExportFailed => "/admin/exports/".to_owned(),
        Kind::NoteToCoSign => one.subject.map_or_else(|| HOME.to_owned(), |id| format!("/notes/{id}/")),
        Kind::WebhookStopped => one.subject.map_or_else(|| HOME.to_owned(), |id| format!("/admin/webhooks/{id}/")),
    }
}
