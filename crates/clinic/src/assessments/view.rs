//! Assessments as pages show them: in words, with a sign for each.

use std::collections::HashMap;

use ::instruments::{Severity, Text};
use uuid::Uuid;

use super::model::{Assessment, Status};
use crate::shell::Page;

/// Words, and the language they are in where it is not the page's.
#[derive(Clone, Default)]
pub struct Words {
    pub text: String,
    pub lang: String,
}

impl Words {
    /// Words about an instrument.
    pub fn new(page: &Page, text: &Text) -> Self {
        let (words, language) = text.in_language(page.lang());
        let lang = if language == page.lang() { String::new() } else { language.to_owned() };
        Self { text: words.to_owned(), lang }
    }
}

/// How far an assessment is, as a chip says it.
#[derive(Clone, Copy)]
pub struct Standing {
    pub key: &'static str,
    pub icon: &'static str,
    pub chip: &'static str,
}

impl Standing {
    pub fn of(assessment: &Assessment) -> Self {
        match (assessment.status, assessment.waits_for_co_sign) {
            (Status::Completed, true) => Self { key: "assessments-status-waits", icon: "wait", chip: "chip-warn" },
            (status, _) => Self::plain(status),
        }
    }

    pub fn plain(status: Status) -> Self {
        match status {
            Status::Draft => Self { key: "assessments-status-draft", icon: "edit", chip: "chip-info" },
            Status::Completed => Self { key: "assessments-status-completed", icon: "check", chip: "chip-ok" },
            Status::CoSigned => Self { key: "assessments-status-co-signed", icon: "check-circle", chip: "chip-ok" },
            Status::EnteredInError => {
                Self { key: "status-entered-in-error", icon: "close", chip: "chip-entered-in-error" }
            }
        }
    }
}

/// What a score is and means, in words.
#[derive(Clone)]
pub struct Meaning {
    /// Empty while there is none.
    pub score: String,
    pub unit: String,
    /// From the lowest to the highest there can be.
    pub range: String,
    pub band: Option<(Words, &'static str, &'static str)>,
}

impl Meaning {
    pub fn of(page: &Page, assessment: &Assessment) -> Self {
        let (definition, outcome) = (&assessment.definition, assessment.content.outcome.reveal());
        let band = outcome.band.as_ref().and_then(|id| definition.band(id));
        Self {
            score: outcome.score.map(|score| score.to_string()).unwrap_or_default(),
            unit: definition.unit.clone().unwrap_or_default(),
            range: definition.range.map(|(lowest, highest)| format!("{lowest}–{highest}")).unwrap_or_default(),
            band: band.map(|band| {
                let (chip, icon) = severity(band.severity);
                (Words::new(page, &band.text), chip, icon)
            }),
        }
    }
}

pub fn severity(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::None => ("chip-ok", "check"),
        Severity::Mild => ("chip-info", "info"),
        Severity::Moderate => ("chip-warn", "alert"),
        Severity::Severe => ("chip-bad", "alert"),
    }
}

/// An assessment in a list.
#[derive(Clone)]
pub struct Entry {
    pub id: Uuid,
    pub day: jiff::civil::Date,
    pub title: Words,
    pub standing: Standing,
    pub is_struck: bool,
    pub meaning: Meaning,
    pub by: String,
    pub by_id: Uuid,
    /// The visit it was done at, where somebody said so.
    pub appointment: Option<Uuid>,
    pub is_critical: bool,
}

impl Entry {
    pub fn new(page: &Page, one: &Assessment, names: &HashMap<Uuid, String>) -> Self {
        let by = one.completed.map_or(one.created_by, |signed| signed.by);
        Self {
            id: one.id.uuid(),
            day: one.content.administered_on,
            title: Words::new(page, &one.definition.title),
            standing: Standing::of(one),
            is_struck: one.status == Status::EnteredInError,
            meaning: Meaning::of(page, one),
            by: names.get(&by).cloned().unwrap_or_default(),
            by_id: by,
            appointment: one.appointment,
            is_critical: !one.critical_flags().is_empty(),
        }
    }
}
