//! What was just done with an appointment, told on the page that follows.

use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use tenancy::{Action, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Guest, WebResult, local_path};

use super::HOME;
use super::board::{BoardQuery, Side};
use super::calendar::{self, CalendarQuery};
use super::draw;
use crate::appointments::Days;
use crate::appointments::day::{Day, Entry};
use crate::appointments::model::{Appointment, Slot, Status, undo};
use crate::forms::escape;
use crate::shell::{Flash, Page, Undo, notice};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Moved,
    Reverted,
    Booked,
    Rescheduled,
}

/// What was done to which appointment. It names nobody.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    deed: Deed,
    id: Uuid,
    starts_at: Timestamp,
    /// Where a rescheduled one stood.
    before: Option<Before>,
}

/// Where an appointment stood before it was put elsewhere.
#[derive(Debug, Clone, Copy)]
struct Before {
    slot: Slot,
    provider: Uuid,
}

impl Done {
    pub fn new(deed: Deed, appointment: &Appointment) -> Self {
        Self { deed, id: appointment.id.uuid(), starts_at: appointment.slot.starts_at, before: None }
    }

    /// As [`new`](Self::new), for one that stood elsewhere.
    pub fn rescheduled(before: &Appointment, after: &Appointment) -> Self {
        let before = Before { slot: before.slot, provider: before.provider.uuid() };
        Self { before: Some(before), ..Self::new(Deed::Rescheduled, after) }
    }

    /// What the page before left to be told. What needs no name any page tells by itself.
    pub fn told_to(guest: &Guest) -> Option<Self> {
        let code = guest.notice().filter(|_| !guest.is_fragment())?;
        let (deed, id) = code.split_once('.')?;
        let deed = match deed {
            "moved" => Deed::Moved,
            "reverted" => Deed::Reverted,
            "appointments-rescheduled" => return Self::read_rescheduled(id),
            _ => return None,
        };
        Some(Self { deed, id: id.parse().ok()?, starts_at: Timestamp::UNIX_EPOCH, before: None })
    }

    /// Reads `START.ID.START-BEFORE.END-BEFORE.PROVIDER-BEFORE`.
    fn read_rescheduled(code: &str) -> Option<Self> {
        let mut parts = code.split('.');
        let second = |text: Option<&str>| Timestamp::from_second(text?.parse().ok()?).ok();
        let starts_at = second(parts.next())?;
        let id = parts.next()?.parse().ok()?;
        let slot = Slot { starts_at: second(parts.next())?, ends_at: second(parts.next())? };
        let provider = parts.next()?.parse().ok()?;
        Some(Self { deed: Deed::Rescheduled, id, starts_at, before: Some(Before { slot, provider }) })
    }

    /// As a notice for the next page.
    fn code(&self) -> String {
        match self.deed {
            Deed::Moved => format!("moved.{}", self.id),
            Deed::Reverted => format!("reverted.{}", self.id),
            Deed::Booked => format!("appointments-booked.{}", self.starts_at.as_second()),
            Deed::Rescheduled => {
                let code = format!("appointments-rescheduled.{}", self.starts_at.as_second());
                let Some(Before { slot, provider }) = self.before else { return code };
                let (from, to) = (slot.starts_at.as_second(), slot.ends_at.as_second());
                format!("{code}.{}.{from}.{to}.{provider}", self.id)
            }
        }
    }

    /// The appointment, where it stands on the day that is shown.
    pub fn entry<'a>(&self, day: &'a Day) -> Option<&'a Entry> {
        day.entries.iter().find(|entry| entry.id == self.id)
    }

    /// The message, with a way back where there is one; `here` is where that leads.
    pub fn flash(&self, page: &Page, day: &Day, here: &str) -> Option<Flash> {
        match self.deed {
            Deed::Booked => notice::flash(page, &self.code()),
            Deed::Rescheduled => Some(Flash { undo: self.way_back(page, here), ..notice::flash(page, &self.code())? }),
            Deed::Moved | Deed::Reverted => {
                let entry = self.entry(day)?;
                let back = undo(entry.status, entry.previous, entry.moved_at, page.guest().now());
                Some(self.now(page, &entry.name, entry.status, back.is_some().then_some(here)))
            }
        }
    }

    /// Puts it back where it stood; nobody is put into the past.
    fn way_back(&self, page: &Page, here: &str) -> Option<Undo> {
        let Before { slot, provider } = self.before.filter(|before| before.slot.starts_at > page.guest().now())?;
        let (date, time, next) = (page.day_of(slot.starts_at), page.time(slot.starts_at), escape(here));
        let minutes = slot.minutes();
        page.may(Action::RescheduleAppointment).then(|| Undo {
            action: format!(
                "/reception/reschedule/{}/?date={date}&time={time}&duration={minutes}&provider={provider}&next={next}",
                self.id
            ),
            label: page.t("appointments-undo"),
        })
    }

    /// The same for the page of one appointment.
    pub fn flash_of(&self, page: &Page, name: &str, appointment: &Appointment, here: &str) -> Option<Flash> {
        if self.deed == Deed::Rescheduled {
            return Some(Flash { undo: self.way_back(page, here), ..notice::flash(page, &self.code())? });
        }
        let back = undo(appointment.status, appointment.previous_status, appointment.moved_at, page.guest().now());
        let is_it = self.id == appointment.id.uuid();
        is_it.then(|| self.now(page, name, appointment.status, back.is_some().then_some(here)))
    }

    /// How it stands now, and the way back to `here`.
    fn now(&self, page: &Page, name: &str, status: Status, here: Option<&str>) -> Flash {
        let (texts, locale) = (page.guest().app().texts(), page.guest().locale());
        let status = page.t(&format!("status-{}", status.as_str()));
        let undo = here.filter(|_| self.deed == Deed::Moved && page.may(Action::RevertStatus)).map(|here| Undo {
            action: format!("/reception/revert/{}/?next={}", self.id, escape(here)),
            label: page.t("appointments-undo"),
        });
        let text = texts.with(locale, "appointments-status-changed", &[("name", name), ("status", &status)]);
        Flash { kind: "good", text, undo }
    }
}

/// Commits a change and goes on: to the part of the page that asked for it, or to the page that comes next.
pub async fn go_on(caller: &Caller, days: &Days, tx: TenantTx, done: Done, next: &str) -> WebResult<Response> {
    let target = local_path(next).unwrap_or(HOME);
    if !caller.is_fragment() {
        return Ok(notice::leave(Answer::see_other(target).commit(caller, tx).await?, &done.code()));
    }
    tx.commit().await?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = format!("{}/", path.trim_end_matches('/'));
    if path == calendar::PATH {
        let drawn = calendar::draw(caller, days, &CalendarQuery::of(query), Some(done)).await?;
        return Ok(drawn.into_response());
    }
    match Side::ALL.into_iter().find(|side| side.path() == path) {
        Some(side) => Ok(draw::draw(caller, days, side, &BoardQuery::of(query), Some(done)).await?.into_response()),
        // No part of that page can be drawn here: the browser goes there, and is told there.
        None => Ok(notice::leave(([("hx-redirect", target)], "").into_response(), &done.code())),
    }
}
