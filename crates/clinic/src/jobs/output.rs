//! Jobs as the API shows them.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Caller;

use super::model::{Backlog, Discarded, Duty, DutyName, Job, Queue};

/// Something that the program does for the clinic by itself, and how that went.
#[derive(Serialize, ToSchema)]
#[schema(as = Duty)]
pub struct DutyOutput {
    name: DutyName,
    /// In the language of whoever asks.
    #[schema(example = "Sending messages")]
    title: String,
    /// When it was done last, be it in vain.
    ended_at: Option<Timestamp>,
    #[schema(example = "2030-01-07T09:00:00Z")]
    due_at: Timestamp,
    /// In a row, until it was done again.
    failures: i64,
    /// The code of what was wrong the last time.
    #[schema(example = "busy")]
    failed_with: Option<String>,
}

/// How much there is to do in one line.
#[derive(Serialize, ToSchema)]
#[schema(as = Backlog)]
pub struct BacklogOutput {
    queue: Queue,
    waiting: i64,
    /// Since when what is oldest waits.
    waiting_since: Option<Timestamp>,
    /// Given up.
    failed: i64,
    failed_since: Option<Timestamp>,
}

/// What the program does by itself, and what waits for it.
#[derive(Serialize, ToSchema)]
#[schema(as = Jobs)]
pub struct JobsOutput {
    duties: Vec<DutyOutput>,
    queues: Vec<BacklogOutput>,
}

/// Something that was given up.
#[derive(Serialize, ToSchema)]
#[schema(as = Job)]
pub struct JobOutput {
    id: Uuid,
    queue: Queue,
    /// What kind of message, event, export or import it is.
    #[schema(example = "appointment_reminder")]
    what: String,
    /// The code of what was wrong.
    #[schema(example = "unreachable")]
    why: Option<String>,
    attempts: Option<i32>,
    #[schema(example = "2030-01-07T09:00:00Z")]
    since: Timestamp,
    /// The message, webhook, export or import.
    subject: Uuid,
    /// What the webhook was to be told of.
    event: Option<Uuid>,
}

/// How much is tried again.
#[derive(Serialize, ToSchema)]
#[schema(as = Retried)]
pub struct RetriedOutput {
    pub queue: Queue,
    pub retried: u64,
}

/// Something that somebody decided not to do.
#[derive(Serialize, ToSchema)]
#[schema(as = DiscardedJob)]
pub struct DiscardedOutput {
    id: Uuid,
    queue: Queue,
    #[schema(example = "appointment_reminder")]
    what: String,
    subject: Uuid,
    #[schema(example = "Told by phone")]
    reason: String,
    #[schema(example = "2030-01-07T09:00:00Z")]
    discarded_at: Timestamp,
    discarded_by: Option<Uuid>,
}

impl JobsOutput {
    pub fn new(duties: Vec<Duty>, queues: Vec<Backlog>, caller: &Caller) -> Self {
        let duty = |duty: Duty| DutyOutput {
            name: duty.name,
            title: caller.text(&duty.name.title()),
            ended_at: duty.ended_at,
            due_at: duty.due_at,
            failures: duty.failures,
            failed_with: duty.failed_with,
        };
        let queue = |line: Backlog| BacklogOutput {
            queue: line.queue,
            waiting: line.waiting,
            waiting_since: line.waiting_since,
            failed: line.failed,
            failed_since: line.failed_since,
        };
        Self { duties: duties.into_iter().map(duty).collect(), queues: queues.into_iter().map(queue).collect() }
    }
}

impl From<Job> for JobOutput {
    fn from(job: Job) -> Self {
        let Job { id, queue, what, why, attempts, since, subject, event } = job;
        Self { id, queue, what, why, attempts, since, subject, event }
    }
}

impl From<Discarded> for DiscardedOutput {
    fn from(one: Discarded) -> Self {
        Self {
            id: one.id,
            queue: one.queue,
            what: one.what,
            subject: one.subject,
            reason: one.reason.into_inner(),
            discarded_at: one.at,
            discarded_by: one.by,
        }
    }
}
