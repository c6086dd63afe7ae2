//! Jobs in words: what they are and what was wrong, as those call it whose they are.

use web::Guest;

use super::model::{Job, Queue};
use crate::imports::problem_text;
use crate::shell::Moment;

/// Something that was given up, ready to be shown.
pub struct JobView {
    pub job: Job,
    pub what: String,
    /// Empty where nobody said.
    pub why: String,
    pub since: Moment,
}

impl JobView {
    pub fn new(job: Job, guest: &Guest) -> Self {
        let why = job.why.as_deref().map(|code| why(job.queue, code, guest)).unwrap_or_default();
        Self { what: what(job.queue, &job.what, guest), why, since: Moment::new(guest, job.since), job }
    }

    /// Where it is told in full; empty where nobody but who asked may look.
    pub fn href(&self) -> String {
        match self.job.queue {
            Queue::Messages => "/messages/?status=dead".to_owned(),
            Queue::Webhooks => format!("/admin/webhooks/{}/#deliveries", self.job.subject),
            Queue::Imports => format!("/admin/imports/{}/", self.job.subject),
            Queue::Exports => String::new(),
        }
    }
}

/// What kind of work it is. Events go by the names that programs know them by.
pub fn what(queue: Queue, code: &str, guest: &Guest) -> String {
    let named = |topic: &str| guest.text(&format!("{topic}-{}", code.replace('_', "-")));
    match queue {
        Queue::Messages => named("message-kind"),
        Queue::Webhooks => code.to_owned(),
        Queue::Exports => named("exports-kind"),
        Queue::Imports => named("imports-kind"),
    }
}

/// What was wrong. Carriers have codes of their own, which are shown as they are.
fn why(queue: Queue, code: &str, guest: &Guest) -> String {
    let named = |topic: &str| guest.text(&format!("{topic}-{}", code.replace('_', "-")));
    match queue {
        Queue::Messages => code.to_owned(),
        Queue::Webhooks => named("webhooks-error"),
        Queue::Exports => named("exports-failure"),
        Queue::Imports => problem_text(code, guest),
    }
}
