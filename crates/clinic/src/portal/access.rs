//! Who opened a patient's record, as the patient reads it: day by day, each person once for each thing they did. One's
//! own looks are left out; where one is signed in stands with the account.

use std::collections::HashMap;

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Action, Error, Risk};
use uuid::Uuid;
use web::routing::{Router, get};
use web::{Caller, Guest, Html, Query, WebResult};

use super::operations::own;
use crate::accounts::operations::{StaffName, list_for};
use crate::audit::model::Entry;
use crate::audit::operations::own_access_log;
use crate::audit::view::word;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/patient/access", get(log))
}

/// What somebody did on a day, however often.
#[derive(PartialEq, Eq)]
struct Look {
    who: String,
    role: String,
    what: String,
    /// Refused: they tried, and saw nothing.
    refused: bool,
    /// By emergency access.
    emergency: bool,
    support: bool,
}

struct Line {
    look: Look,
    /// The last time, and how often on that day.
    at: Timestamp,
    times: usize,
}

struct Day {
    date: Date,
    lines: Vec<Line>,
}

/// What was done, in a patient's words; what has none of its own is called as in the clinic's record.
fn plain(action: Action) -> Option<&'static str> {
    Some(match action {
        Action::ListPatients
        | Action::SearchPatients
        | Action::ListContacts
        | Action::ViewDayBoard
        | Action::ListAppointments
        | Action::ViewWaitlist
        | Action::ExplainSlot => "portal-did-list",
        Action::ViewPatient | Action::ViewContact => "portal-did-details",
        Action::RegisterPatient | Action::ImportPatients => "portal-did-register",
        Action::UpdatePatient | Action::UpdateContact | Action::TagContact | Action::UntagContact => {
            "portal-did-change-details"
        }
        Action::ViewAppointment | Action::ViewSeries | Action::ViewEncounters => "portal-did-appointment",
        Action::BookAppointment
        | Action::ImportAppointments
        | Action::HoldSlot
        | Action::BookSeries
        | Action::ChangeSeries
        | Action::OverrideSlot
        | Action::BackfillVisit
        | Action::UpdateAppointment
        | Action::RescheduleAppointment
        | Action::CheckInAppointment
        | Action::StartVisit
        | Action::CompleteAppointment
        | Action::CancelAppointment
        | Action::MarkNoShow
        | Action::RevertStatus
        | Action::StartEncounter
        | Action::FinishEncounter => "portal-did-change-appointment",
        Action::ViewRecords | Action::ViewAssessments | Action::ViewHistory | Action::ViewPlans | Action::ViewNotes => {
            "portal-did-read"
        }
        _ if is_writing(action) => "portal-did-write",
        Action::ReleaseRecord | Action::ReleaseAssessment => "portal-did-release",
        Action::WithdrawRecord | Action::WithdrawAssessment => "portal-did-withdraw",
        Action::ViewPatientAccount | Action::ChangePatientAccount | Action::IssueActivationCode => "portal-did-account",
        Action::SendMessage | Action::RetryMessage | Action::MessageContact => "portal-did-message",
        Action::ViewMessages => "portal-did-messages",
        Action::ViewAccessLog | Action::ViewAudit => "portal-did-log",
        _ => return None,
    })
}

/// Whether something was put into the record, or taken back.
const fn is_writing(action: Action) -> bool {
    matches!(
        action,
        Action::WriteRecord
            | Action::ReviseRecord
            | Action::StrikeRecord
            | Action::FulfilRequirement
            | Action::WriteAssessment
            | Action::CompleteAssessment
            | Action::CoSignAssessment
            | Action::AmendAssessment
            | Action::StrikeAssessment
            | Action::WriteHistory
            | Action::ReviseHistory
            | Action::StrikeHistory
            | Action::WritePlan
            | Action::RevisePlan
            | Action::StrikePlan
            | Action::ScoreGoal
            | Action::WriteNote
            | Action::DiscardNote
            | Action::SignNote
            | Action::CoSignNote
            | Action::AmendNote
            | Action::StrikeNote
            | Action::StrikeReading
            | Action::UnstrikeReading
    )
}

impl Look {
    fn new(entry: &Entry, guest: &Guest, staff: &HashMap<Uuid, StaffName>) -> Self {
        let action = Action::parse(&entry.action);
        let known = entry.actor.and_then(|id| staff.get(&id));
        let roles = known.map(|staff| staff.roles.iter().map(|role| guest.text(&format!("role-{}", role.as_str()))));
        let what = action.and_then(plain).map(|key| guest.text(key));
        // What is no risk by itself stands out in the record for how it was done.
        let stands_out = entry.risk == Risk::High.as_str() && action.is_some_and(|action| action.risk() != Risk::High);
        Self {
            who: known.map_or_else(|| word(guest, "audit-actor", &entry.actor_kind), |it| it.display_name.clone()),
            role: roles.map(|roles| roles.collect::<Vec<_>>().join(", ")).unwrap_or_default(),
            what: what.unwrap_or_else(|| word(guest, "action", &entry.action)),
            refused: entry.outcome != "success",
            emergency: stands_out && entry.actor_kind == "staff",
            support: entry.actor_kind == "support",
        }
    }
}

/// The entries, newest first, with those of one day that say the same as one.
fn summed_up(entries: &[Entry], guest: &Guest, staff: &HashMap<Uuid, StaffName>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for entry in entries {
        let date = guest.tenant().day_of(entry.at);
        if days.last().is_none_or(|day| day.date != date) {
            days.push(Day { date, lines: Vec::new() });
        }
        let Some(day) = days.last_mut() else { continue };
        let look = Look::new(entry, guest, staff);
        match day.lines.iter_mut().find(|line| line.look == look) {
            Some(line) => line.times += 1,
            None => day.lines.push(Line { look, at: entry.at, times: 1 }),
        }
    }
    days
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Place {
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "portal/access.html")]
struct AccessPage {
    page: Page,
    days: Vec<Day>,
    newest: bool,
    after: String,
}

async fn log(caller: Caller, Query(place): Query<Place>) -> WebResult<Response> {
    let action = Action::ViewOwnAccessLog;
    let me = own(caller.actor(), action)?;
    let mut tx = caller.read().await?;
    let found = own_access_log(&mut tx, me, place.before).await?;
    let staff = list_for(&mut tx, action).await?.into_iter().map(|staff| (staff.id, staff)).collect();
    tx.commit().await?;
    let shown = AccessPage {
        page: Page::new(&caller),
        days: summed_up(&found.entries, &caller, &staff),
        newest: place.before.is_none(),
        after: found.next.map(|seq| format!("/patient/access/?before={seq}")).unwrap_or_default(),
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}
