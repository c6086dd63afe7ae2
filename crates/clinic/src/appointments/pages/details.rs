//! Everything about one appointment.

use std::collections::HashMap;

use askama::Template;
use serde::Deserialize;
use tenancy::{Action, Error, Id, TenantTx};
use uuid::Uuid;
use web::{Caller, Html, Path, Query, WebResult};

use super::done::Done;
use super::row::{begins, payment_of};
use crate::accounts;
use crate::appointments::model::{Appointment, PatientRef, Status, undo};
use crate::appointments::operations;
use crate::chart::banner::Banner;
use crate::fees;
use crate::fees::model::Fee;
use crate::ledger::model::TAKE;
use crate::messages::model::Answered;
use crate::messages::operations::answers;
use crate::parties::model::Party;
use crate::parties::operations::load_many;
use crate::records;
use crate::rooms;
use crate::shell::Page;

/// One thing that happened, and when.
struct Event {
    key: String,
    at: jiff::Timestamp,
}

/// A step that is one press.
struct Press {
    to: &'static str,
    key: &'static str,
    icon: &'static str,
    is_forward: bool,
}

#[derive(Template)]
#[template(path = "appointments/details.html")]
struct DetailsPage {
    page: Page,
    banner: Banner,
    appointment: Appointment,
    provider: String,
    room: String,
    cancelled_by: String,
    /// What the patient answered to a message about it.
    answer: Option<Answered>,
    events: Vec<Event>,
    /// What may be done with it now.
    steps: Vec<Status>,
    can_undo: bool,
    here: String,
    /// What was charged for missing it, or cancelling it late.
    fee: Option<Fee>,
    /// The clinical records of the visit, already drawn.
    records_html: String,
    /// Asked for on paper.
    prints: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    print: String,
}

pub async fn details(
    caller: Caller,
    Path((id, patient)): Path<(Id<Appointment>, String)>,
    Query(wish): Query<Wish>,
) -> WebResult<Html> {
    let mut tx = caller.read().await?;
    let appointment = operations::find(&mut tx, id).await?;
    let party = load_many(&mut tx, Action::ViewAppointment, &[appointment.patient.uuid()]).await?.pop();
    let party = party.filter(|party| is_named(party, &patient)).ok_or(Error::NotFound)?;
    let mut page = DetailsPage::load(&caller, &mut tx, appointment, &party).await?;
    page.records_html = records::section::draw(&caller, &mut tx, id.uuid()).await?;
    page.prints = !wish.print.is_empty();
    if caller.may(Action::ListFees) {
        page.fee = fees::operations::of_visit(&mut tx, id.uuid()).await?;
    }
    tx.commit().await?;
    Ok(Html(page.render().map_err(Error::internal)?))
}

/// Whether the path names the patient whom the appointment is for.
fn is_named(party: &Party, text: &str) -> bool {
    match PatientRef::parse(text) {
        Some(PatientRef::Id(id)) => party.id.uuid() == id,
        Some(PatientRef::Number(number)) => party.number == Some(number),
        None => false,
    }
}

impl DetailsPage {
    async fn load(caller: &Caller, tx: &mut TenantTx, appointment: Appointment, party: &Party) -> WebResult<Self> {
        let staff = accounts::operations::list(tx).await?;
        let names: HashMap<Uuid, String> = staff.into_iter().map(|staff| (staff.id, staff.display_name)).collect();
        let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
        let rooms = rooms::operations::list(tx).await?;
        let room = rooms.into_iter().find(|room| appointment.room == Some(room.id)).map(|room| room.name);
        let id = appointment.id.uuid();
        let answer = answers(tx, Action::ViewAppointment, &[id]).await?.remove(&id);
        let may = |to: &Status| appointment.status.may_become(*to) && caller.may(to.action());
        let back = undo(appointment.status, appointment.previous_status, appointment.moved_at, caller.now());
        let cancelled_by = appointment.cancellation.as_ref().and_then(|cancelled| cancelled.by);
        let page = Page::new(caller);
        let banner = Banner::new(caller, party).with_allergies(tx, Action::ViewAppointment).await?;
        let here = format!("/patient/appointment-details/{}/{}/", appointment.id, appointment.patient);
        let flash = Done::told_to(caller).and_then(|done| done.flash_of(&page, &banner.name, &appointment, &here));
        Ok(Self {
            page: page.with_flash(flash),
            provider: name(appointment.provider.uuid()),
            room: room.unwrap_or_default(),
            cancelled_by: cancelled_by.map(name).unwrap_or_default(),
            answer,
            events: events(&appointment),
            steps: Status::ALL.iter().copied().filter(|to| may(to)).collect(),
            can_undo: back.is_some() && caller.may(Action::RevertStatus),
            here,
            banner,
            appointment,
            fee: None,
            records_html: String::new(),
            prints: false,
        })
    }

    /// The steps that are one press; cancelling asks for a reason first.
    fn presses(&self) -> impl Iterator<Item = Press> {
        // Nobody is missed before they were expected.
        let due = self.appointment.slot.starts_at <= self.page.guest().now();
        self.steps.iter().filter(move |to| due || **to != Status::Noshow).filter_map(|to| {
            let (key, icon, is_forward) = match to {
                Status::Booked => ("appointments-confirm", "check", true),
                Status::Arrived => ("appointments-check-in", "arrived", true),
                Status::CheckedIn => ("appointments-start", "play", true),
                Status::Fulfilled => ("appointments-complete", "check", true),
                Status::Noshow => ("appointments-no-show", "no-show", false),
                Status::EnteredInError => ("appointments-enter-in-error", "close", false),
                _ => return None,
            };
            Some(Press { to: to.as_str(), key, icon, is_forward })
        })
    }

    fn kind_key(&self) -> String {
        format!("kind-{}", self.appointment.kind.as_str())
    }

    fn is_confirmed_by_message(&self) -> bool {
        self.answer == Some(Answered::Confirmed) && self.appointment.status == Status::Booked
    }

    fn is_cancelled_by_message(&self) -> bool {
        self.answer == Some(Answered::Cancelled) && self.appointment.status == Status::Cancelled
    }

    /// Whether the reader may write about it.
    fn begins(&self) -> bool {
        begins(self.page.guest(), self.appointment.status)
    }

    /// Where money is taken for it.
    fn payment(&self) -> Option<String> {
        let may = TAKE.iter().all(|action| self.page.may(*action));
        let appointment = &self.appointment;
        let stands = may && appointment.cancellation.is_none() && appointment.status != Status::EnteredInError;
        stands.then(|| payment_of(appointment.patient.uuid(), appointment.id.uuid()))
    }

    fn can_cancel(&self) -> bool {
        self.steps.contains(&Status::Cancelled)
    }

    fn can_reschedule(&self) -> bool {
        self.appointment.status.is_open() && self.page.may(Action::RescheduleAppointment)
    }
}

/// What happened to it, in order.
fn events(appointment: &Appointment) -> Vec<Event> {
    let moments = appointment.moments;
    let status = |status: Status| format!("status-{}", status.as_str());
    let all = [
        (Some(appointment.created_at), status(Status::Booked)),
        (moments.arrived_at, status(Status::Arrived)),
        (moments.checked_in_at, status(Status::CheckedIn)),
        (moments.finished_at, status(Status::Fulfilled)),
        (moments.closed_at, status(appointment.status)),
    ];
    all.into_iter().filter_map(|(at, key)| Some(Event { key, at: at? })).collect()
}
