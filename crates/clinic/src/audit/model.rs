//! An entry of the record, and what a list of them is narrowed to. No database here.

use jiff::Timestamp;
use tenancy::{Action, Origin, Outcome, Risk};
use uuid::Uuid;

/// One thing that somebody did, tried or looked at.
#[derive(Debug, Clone)]
pub struct Entry {
    pub seq: i64,
    pub id: Uuid,
    pub at: Timestamp,
    pub actor_kind: String,
    pub actor: Option<Uuid>,
    pub session: Option<Uuid>,
    pub action: String,
    pub subject_kind: String,
    pub subject: Option<Uuid>,
    pub patient: Option<Uuid>,
    pub patients: Vec<Uuid>,
    pub outcome: String,
    pub risk: String,
    pub request_id: Uuid,
    /// Absent when it does not open: one damaged entry must not hide the others. `praxis audit verify` names it.
    pub origin: Option<Origin>,
    /// Whether values before and after were kept.
    pub has_detail: bool,
}

impl Entry {
    /// Everybody this entry is about.
    pub fn everybody(&self) -> impl Iterator<Item = Uuid> {
        self.patient.iter().chain(&self.patients).copied()
    }
}

/// Whose doings are wanted.
#[derive(Debug, Clone)]
pub enum By {
    One(Uuid),
    Kind(&'static str),
}

#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub patient: Option<Uuid>,
    pub by: Option<By>,
    pub action: Option<Action>,
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    pub outcome: Option<Outcome>,
    pub risk: Option<Risk>,
}

/// Which stretch of the record is wanted, newest first.
///
/// New entries arrive all the time, this very look among them. A list therefore stops at the entry that was the
/// newest when it was begun (`as_of`), and goes on below the last one shown (`before`).
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    pub as_of: Option<i64>,
    pub before: Option<i64>,
    pub offset: i64,
    pub limit: i64,
}

/// A stretch of the record.
pub struct Found {
    pub entries: Vec<Entry>,
    /// How many match up to `as_of`; no further than [`COUNTED`] are counted.
    pub count: i64,
    pub as_of: i64,
}

/// Counting more would take longer than anybody pages.
pub const COUNTED: i64 = 100_000;

/// Kinds of actors, as the record names them.
pub const ACTOR_KINDS: &[&str] = &["staff", "integration", "operator", "support", "job", "visitor"];

pub fn action_of(code: &str) -> Option<Action> {
    Action::ALL.iter().copied().find(|action| action.code() == code)
}

pub fn outcome_of(text: &str) -> Option<Outcome> {
    OUTCOMES.iter().copied().find(|outcome| outcome.as_str() == text)
}

pub fn risk_of(text: &str) -> Option<Risk> {
    RISKS.iter().copied().find(|risk| risk.as_str() == text)
}

pub const OUTCOMES: &[Outcome] = &[Outcome::Success, Outcome::Denied, Outcome::Failure];
pub const RISKS: &[Risk] = &[Risk::Low, Risk::Medium, Risk::High];
