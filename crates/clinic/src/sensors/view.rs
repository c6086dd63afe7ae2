//! Readings as pages show them.

use std::collections::HashMap;

use jiff::Timestamp;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use web::Guest;

use super::model::{Alert, Limits, Reading, Rule, Struck, Threshold, standing};
use super::operations::{self, names_of};
use super::types::{Type, decimal, shown_unit};
use crate::accounts::operations::names;
use crate::shell::{Moment, Page};

/// What a type is called; one that nobody knows by its code.
pub fn title(guest: &Guest, code: &str) -> String {
    let key = format!("readings-type-{}", code.replace('_', "-"));
    if Type::named(code).is_some() { guest.text(&key) } else { code.to_owned() }
}

/// A number of a type in the type's own unit.
pub fn amount(code: &str, number: f64) -> String {
    let kind = Type::named(code);
    let unit = kind.map_or("", |kind| shown_unit(kind.own_unit()));
    format!("{} {unit}", decimal(number, kind.map_or(3, |kind| kind.decimals + 1))).trim_end().to_owned()
}

/// Limits in words: `50–100 /min`.
pub fn span(code: &str, low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) => format!("{}–{}", decimal(low, 2), amount(code, high)),
        (Some(low), None) => format!("≥ {}", amount(code, low)),
        (None, Some(high)) => format!("≤ {}", amount(code, high)),
        (None, None) => String::new(),
    }
}

/// Who sent what: people by their name, devices by theirs.
pub struct Sources {
    staff: HashMap<Uuid, String>,
    devices: HashMap<Uuid, String>,
}

impl Sources {
    pub async fn of(tx: &mut TenantTx, action: Action, readings: &[Reading]) -> Result<Self> {
        let mut ids: Vec<Uuid> = readings.iter().map(|reading| reading.source).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Self { staff: names(tx, action).await?, devices: names_of(tx, action, &ids).await? })
    }

    /// What has no name here came from a program with a token of the clinic's.
    fn name(&self, guest: &Guest, source: Uuid) -> String {
        let known = self.staff.get(&source).or_else(|| self.devices.get(&source));
        known.cloned().unwrap_or_else(|| guest.text("readings-source-program"))
    }

    fn struck(&self, guest: &Guest, struck: &Struck) -> StruckView {
        StruckView {
            by: self.staff.get(&struck.by).cloned().unwrap_or_default(),
            at: Moment::new(guest, struck.at),
            reason: struck.reason.as_ref().map(|reason| reason.reveal().clone()).unwrap_or_default(),
            is_own: guest.actor().id() == Some(struck.by),
        }
    }
}

/// A reading in a table.
pub struct Line {
    pub code: String,
    pub title: String,
    /// As it was sent.
    pub value: String,
    pub unit: String,
    pub at: Moment,
    pub received: Moment,
    /// Hours between the two, where they lie far apart.
    pub is_late: bool,
    pub source: String,
    pub by_hand: bool,
    /// The key of the words for a value that lies beyond the limits.
    pub standing: &'static str,
    /// The key of the words for how it stands against the one before, and a sign for it; nothing where there is none.
    pub trend: &'static str,
    pub sign: &'static str,
    pub normal: String,
    pub note: Option<String>,
    pub struck: Option<StruckView>,
    /// What makes it the same reading: for the forms that strike it and take that back.
    pub measured_at: Timestamp,
    pub source_id: Uuid,
}

/// That a reading was struck, as a page shows it.
pub struct StruckView {
    pub by: String,
    pub at: Moment,
    pub reason: String,
    /// Whether the reader struck it.
    pub is_own: bool,
}

/// What lies further apart came late.
const LATE_MINUTES: i64 = 15;

impl Line {
    pub fn new(guest: &Guest, reading: &Reading, limits: Option<&Limits>, sources: &Sources) -> Self {
        let (measure, code) = (&reading.measure, &reading.measure.sensor_type);
        let usual = Type::named(code).and_then(|kind| kind.usual);
        let watched = limits.filter(|limits| limits.low.is_some() || limits.high.is_some());
        let (low, high) = watched.map_or((usual.map(|it| it.0), usual.map(|it| it.1)), |it| (it.low, it.high));
        let late = reading.received_at.duration_since(reading.measured_at).as_mins();
        Self {
            title: title(guest, code),
            value: measure.value.clone(),
            unit: shown_unit(&measure.unit).to_owned(),
            at: Moment::new(guest, reading.measured_at),
            received: Moment::new(guest, reading.received_at),
            is_late: late >= LATE_MINUTES,
            source: sources.name(guest, reading.source),
            by_hand: sources.staff.contains_key(&reading.source),
            standing: match standing(code, limits, measure.amount).filter(|_| reading.struck.is_none()) {
                Some(Rule::High) => "readings-high",
                Some(Rule::Low) => "readings-low",
                _ => "",
            },
            trend: "",
            sign: "",
            normal: span(code, low, high),
            note: reading.note.as_ref().map(|note| note.reveal().clone()),
            struck: reading.struck.as_ref().map(|struck| sources.struck(guest, struck)),
            measured_at: reading.measured_at,
            source_id: reading.source,
            code: code.clone(),
        }
    }
}

/// A patient's latest of each type, with how it went since the one before.
pub async fn latest(guest: &Guest, tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Line>> {
    let readings = operations::latest(tx, patient).await?;
    let thresholds = operations::thresholds_of_patient(tx, patient).await?;
    let sources = Sources::of(tx, Action::ViewReadings, &readings).await?;
    Ok(lines(guest, &readings, &thresholds, &sources))
}

/// A patient's readings that were struck, the latest first.
pub async fn struck(guest: &Guest, tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Line>> {
    let readings = operations::struck(tx, patient, None).await?;
    let sources = Sources::of(tx, Action::ViewReadings, &readings).await?;
    Ok(readings.iter().map(|reading| Line::new(guest, reading, None, &sources)).collect())
}

/// In the order in which vitals are taken, then the types that nobody knows.
fn lines(guest: &Guest, readings: &[Reading], thresholds: &[Threshold], sources: &Sources) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (place, reading) in readings.iter().enumerate() {
        let code = &reading.measure.sensor_type;
        if lines.iter().any(|line| line.code == *code) {
            continue;
        }
        let limits = thresholds.iter().find(|threshold| threshold.sensor_type == *code);
        let line = Line::new(guest, reading, limits.map(|threshold| &threshold.limits), sources);
        let before = readings.get(place + 1).filter(|before| before.measure.sensor_type == *code);
        let (trend, sign) = before.map_or(("", ""), |before| trend(before.measure.amount, reading.measure.amount));
        lines.push(Line { trend, sign, ..line });
    }
    let known = |code: &str| super::types::TYPES.iter().position(|kind| kind.code == code).unwrap_or(usize::MAX);
    lines.sort_by_key(|line| known(&line.code));
    lines
}

fn trend(before: f64, now: f64) -> (&'static str, &'static str) {
    match before.total_cmp(&now) {
        std::cmp::Ordering::Less => ("readings-trend-up", "↑"),
        std::cmp::Ordering::Equal => ("readings-trend-same", "="),
        std::cmp::Ordering::Greater => ("readings-trend-down", "↓"),
    }
}

/// An alert as a page shows it.
pub struct AlertView {
    pub id: Uuid,
    pub patient: Uuid,
    /// Empty on a page that is about the patient.
    pub name: String,
    pub code: String,
    pub title: String,
    pub rule: Rule,
    pub value: String,
    pub measured: Option<Moment>,
    pub opened: Moment,
    pub acknowledged: Option<(Moment, String)>,
    pub resolved: Option<(Moment, Option<String>)>,
    pub is_open: bool,
    pub is_resolved: bool,
    /// Over because its reading was entered in error.
    pub is_struck: bool,
}

impl AlertView {
    pub fn new(page: &Page, alert: Alert, patient: &str, names: &HashMap<Uuid, String>) -> Self {
        let guest = page.guest();
        let moment = |at| Moment::new(guest, at);
        let called = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
        Self {
            id: alert.id,
            patient: alert.patient,
            name: patient.to_owned(),
            title: title(guest, &alert.sensor_type),
            rule: alert.rule,
            value: alert.amount.map(|number| amount(&alert.sensor_type, number)).unwrap_or_default(),
            measured: alert.measured_at.map(moment),
            opened: moment(alert.opened_at),
            acknowledged: alert.acknowledged.map(|(at, by)| (moment(at), called(by))),
            resolved: alert.resolved_at.map(|at| (moment(at), alert.resolved_by.map(called))),
            is_open: alert.status == super::model::AlertStatus::Open,
            is_resolved: alert.status == super::model::AlertStatus::Resolved,
            is_struck: alert.is_struck,
            code: alert.sensor_type,
        }
    }

    pub fn rule_key(&self) -> String {
        format!("readings-rule-{}", self.rule.as_str())
    }
}
