//! What was just done, told on the page that follows: a cookie that the next page takes away again.

use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, header};
use jiff::Timestamp;
use tenancy::{Action, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, WebResult, cookie, local_path};

use super::{HOME, board, worklist};
use crate::appointments::Days;
use crate::appointments::day::{Day, Entry};
use crate::appointments::model::{Appointment, undo};
use crate::shell::{Flash, Page, Undo};

const COOKIE: &str = "done";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Moved,
    Reverted,
    Booked,
    Rescheduled,
}

impl Deed {
    const ALL: [Self; 4] = [Self::Moved, Self::Reverted, Self::Booked, Self::Rescheduled];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Reverted => "reverted",
            Self::Booked => "booked",
            Self::Rescheduled => "rescheduled",
        }
    }
}

/// What was done to which appointment. It names nobody.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    deed: Deed,
    id: Uuid,
    starts_at: Timestamp,
}

impl Done {
    pub fn new(deed: Deed, appointment: &Appointment) -> Self {
        Self { deed, id: appointment.id.uuid(), starts_at: appointment.slot.starts_at }
    }

    pub fn read(headers: &HeaderMap) -> Option<Self> {
        let mut parts = cookie(headers, COOKIE)?.split('.');
        let (deed, id, second) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            deed: Deed::ALL.into_iter().find(|known| known.as_str() == deed)?,
            id: id.parse().ok()?,
            starts_at: Timestamp::from_second(second.parse().ok()?).ok()?,
        })
    }

    /// The appointment, where it stands on the day that is shown.
    pub fn entry<'a>(&self, day: &'a Day) -> Option<&'a Entry> {
        day.entries.iter().find(|entry| entry.id == self.id)
    }

    /// The message, with a way back where there is one; `here` is where that leads.
    pub fn flash(&self, page: &Page, day: &Day, here: &str) -> Option<Flash> {
        let (texts, locale) = (page.guest().app().texts(), page.guest().locale());
        let (text, undo) = match self.deed {
            Deed::Booked => (page.ta("appointments-booked", "time", page.day_time(self.starts_at)), None),
            Deed::Rescheduled => (page.ta("appointments-rescheduled", "time", page.day_time(self.starts_at)), None),
            Deed::Moved | Deed::Reverted => {
                let entry = self.entry(day)?;
                let status = page.t(&format!("status-{}", entry.status.as_str()));
                let values = [("name", entry.name.as_str()), ("status", &status)];
                (texts.with(locale, "appointments-status-changed", &values), self.way_back(page, entry, here))
            }
        };
        Some(Flash { kind: "good", text, undo })
    }

    fn way_back(&self, page: &Page, entry: &Entry, here: &str) -> Option<Undo> {
        let back = undo(entry.status, entry.previous, entry.moved_at, page.guest().now());
        (self.deed == Deed::Moved && back.is_some() && page.may(Action::RevertStatus)).then(|| Undo {
            action: format!("/reception/revert/{}/?next={}", entry.id, escape(here)),
            label: page.t("appointments-undo"),
        })
    }

    fn set(&self, response: &mut Response) {
        let value = format!("{}.{}.{}", self.deed.as_str(), self.id, self.starts_at.as_second());
        put_cookie(response, &value, 60);
    }
}

/// The next page has told it; a reload does not tell it again.
pub fn forget(response: &mut Response) {
    put_cookie(response, "", 0);
}

fn put_cookie(response: &mut Response, value: &str, age: u32) {
    let cookie = format!("{COOKIE}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// A path as a value in a query.
pub fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// Commits a change and goes on: to the part of the page that asked for it, or to the page that comes next.
pub async fn go_on(caller: &Caller, days: &Days, tx: TenantTx, done: Done, next: &str) -> WebResult<Response> {
    let target = local_path(next).unwrap_or(HOME);
    if !caller.is_fragment() {
        let mut response = Answer::see_other(target).commit(caller, tx).await?;
        done.set(&mut response);
        return Ok(response);
    }
    tx.commit().await?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    match path.trim_end_matches('/') {
        "/doctor/appointments-dash" => worklist::fragment(caller, days, query, done).await,
        "/reception/dashboard" => board::fragment(caller, days, query, done).await,
        // No part of that page can be drawn here: the browser goes there.
        _ => Ok(([("hx-redirect", target)], "").into_response()),
    }
}
