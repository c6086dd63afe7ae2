//! The medical history as pages show it.

use std::collections::HashMap;

use tenancy::Action;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{Details, Entry, HistoryKind, HistoryState, RoughDate, Severity};
use crate::records::model::RecordStatus;
use crate::shell::{Moment, Page};

/// One version, ready to be shown.
#[derive(Clone)]
pub struct EntryView {
    pub id: Uuid,
    pub kind: HistoryKind,
    pub version: i32,
    pub status: RecordStatus,
    pub state: HistoryState,
    pub severity: Option<Severity>,
    pub code: Option<String>,
    pub name: String,
    /// Dose, route and frequency, or what happened.
    pub details: String,
    /// From when to when, as far as known.
    pub when: String,
    pub note: Option<String>,
    pub reason: Option<String>,
    pub author: String,
    pub at: Moment,
}

impl EntryView {
    pub fn new(entry: Entry, page: &Page, names: &HashMap<Uuid, String>) -> Self {
        let details = entry.details.into_inner();
        Self {
            id: entry.id.uuid(),
            kind: entry.kind,
            version: entry.version,
            status: entry.status,
            state: entry.state,
            severity: entry.severity,
            code: entry.code,
            details: in_short(&details),
            when: span(page, details.since, details.until),
            name: details.name,
            note: details.note,
            reason: entry.reason.map(Phi::into_inner),
            author: names.get(&entry.author).cloned().unwrap_or_default(),
            at: Moment::new(page.guest(), entry.created_at),
        }
    }

    pub fn is_active(&self) -> bool {
        self.status == RecordStatus::Current && self.state == HistoryState::Active
    }

    pub fn is_struck(&self) -> bool {
        self.status == RecordStatus::EnteredInError
    }

    pub fn is_severe(&self) -> bool {
        self.severity == Some(Severity::Severe)
    }
}

fn in_short(details: &Details) -> String {
    let parts = [&details.dose, &details.route, &details.frequency, &details.reaction];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// As exact as it is known.
fn span(page: &Page, since: Option<RoughDate>, until: Option<RoughDate>) -> String {
    let shown = |date: RoughDate| date.exact().map_or_else(|| date.to_string(), |day| page.day(&day));
    match (since.map(shown), until.map(shown)) {
        (None, None) => String::new(),
        (Some(since), None) => page.ta("history-since", "day", since),
        (None, Some(until)) => page.ta("history-until", "day", until),
        (Some(since), Some(until)) => format!("{since} – {until}"),
    }
}

/// What holds today, by kind; for the chart and the banner.
#[derive(Clone, Default)]
pub struct Summary {
    pub allergies: Vec<EntryView>,
    pub conditions: Vec<EntryView>,
    pub medications: Vec<EntryView>,
    /// Somebody asked, and there are none.
    pub no_known_allergies: bool,
}

impl Summary {
    pub fn new(entries: Vec<Entry>, page: &Page, names: &HashMap<Uuid, String>) -> Self {
        let mut summary = Self::default();
        for entry in entries {
            let view = EntryView::new(entry, page, names);
            match view.kind {
                _ if !view.is_active() => {}
                HistoryKind::Allergy => summary.allergies.push(view),
                HistoryKind::Condition => summary.conditions.push(view),
                HistoryKind::Medication => summary.medications.push(view),
                HistoryKind::NoKnownAllergies => summary.no_known_allergies = true,
            }
        }
        summary.allergies.sort_by_key(|allergy| !allergy.is_severe());
        summary
    }
}

/// What the reader may do with the history; templates ask by these names.
#[derive(Clone, Copy)]
pub struct Rights {
    pub write: bool,
    pub revise: bool,
    pub strike: bool,
}

impl Rights {
    pub fn of(guest: &Guest) -> Self {
        Self {
            write: guest.may(Action::WriteHistory),
            revise: guest.may(Action::ReviseHistory),
            strike: guest.may(Action::StrikeHistory),
        }
    }
}

/// The words and the drawing of each kind.
impl HistoryKind {
    pub fn icon(self) -> &'static str {
        match self {
            Self::Allergy => "alert",
            Self::Condition => "diagnosis",
            Self::Medication => "prescription",
            Self::NoKnownAllergies => "check-circle",
        }
    }

    pub fn title(self) -> String {
        format!("history-{}", self.as_str())
    }

    pub fn plural(self) -> String {
        format!("history-{}-many", self.as_str())
    }

    pub fn add_title(self) -> String {
        format!("history-add-{}", self.as_str())
    }

    pub fn none_title(self) -> String {
        format!("history-no-{}", self.as_str())
    }

    pub fn end_title(self) -> String {
        format!("history-end-{}", self.as_str())
    }
}

impl HistoryState {
    pub fn title(self) -> String {
        format!("history-state-{}", self.as_str())
    }
}

impl Severity {
    pub fn title(self) -> String {
        format!("history-severity-{}", self.as_str())
    }

    pub fn chip(self) -> &'static str {
        match self {
            Self::Severe => "chip-bad",
            Self::Moderate => "chip-warn",
            Self::Mild => "chip-info",
        }
    }
}
