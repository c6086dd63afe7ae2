//! Appointments as rows.

use std::collections::HashMap;

use jiff::Timestamp;
use money::Money;
use sheets::Cell;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use vault::Phi;

use super::{Columns, PAGE, Page, people_named, shown, span};
use crate::appointments::model::Appointment;
use crate::appointments::operations::{count_all, next_after};
use crate::exports::model::NewExport;
use crate::{accounts, rooms};

pub const COLUMNS: Columns = &[
    ("id", "exports-column-id"),
    ("patient_id", "exports-column-patient-id"),
    ("patient_number", "parties-number"),
    ("patient", "parties-patient"),
    ("provider_id", "exports-column-provider-id"),
    ("provider", "exports-column-provider"),
    ("room", "exports-column-room"),
    ("kind", "common-kind"),
    ("status", "common-status"),
    ("starts_at", "exports-column-starts-at"),
    ("ends_at", "exports-column-ends-at"),
    ("reason", "common-reason"),
    ("preparation_notes", "exports-column-preparation"),
    ("billing_code", "exports-column-billing-code"),
    ("cost", "exports-column-cost"),
    ("estimated_cost", "exports-column-estimated-cost"),
    ("currency", "exports-column-currency"),
    ("is_priority", "exports-column-priority"),
    ("follow_up_needed", "exports-column-follow-up"),
    ("cancel_reason", "exports-column-cancel-reason"),
    ("created_at", "exports-column-created-at"),
    ("updated_at", "exports-column-updated-at"),
];

const ACTION: Action = Action::WriteExport;

pub async fn count(tx: &mut TenantTx, wanted: &NewExport) -> Result<i64> {
    let span = span(tx, wanted)?;
    count_all(tx, ACTION, span).await
}

/// What the rows name by id.
struct Names {
    patients: HashMap<Uuid, (Option<i64>, String)>,
    staff: HashMap<Uuid, String>,
    rooms: HashMap<Uuid, String>,
}

pub async fn page(tx: &mut TenantTx, wanted: &NewExport, after: Option<Uuid>) -> Result<Page> {
    let span = span(tx, wanted)?;
    let visits = next_after(tx, ACTION, span, after, PAGE).await?;
    let patients: Vec<Uuid> = visits.iter().map(|visit| visit.patient.uuid()).collect();
    let names = Names {
        patients: people_named(tx, patients.clone()).await?,
        staff: accounts::operations::names(tx, ACTION).await?,
        rooms: rooms::operations::names(tx, ACTION).await?,
    };
    let last = visits.last().map(|visit| visit.id.uuid());
    let zone = tx.tenant().time_zone.clone();
    let rows = visits.into_iter().map(|visit| row(visit, &names, |at| shown(at, &zone))).collect();
    Ok(Page { rows, patients, last })
}

fn row(visit: Appointment, names: &Names, shown: impl Fn(Timestamp) -> String) -> Vec<Cell> {
    let text = |value: Option<Phi<String>>| Cell::from(value.map(Phi::into_inner));
    let (number, patient) = names.patients.get(&visit.patient.uuid()).cloned().unwrap_or_default();
    let money = [&visit.cost, &visit.estimated_cost];
    let currency = money.into_iter().flatten().next().map(|money| money.currency.as_str().to_owned());
    let amount = |money: &Option<Money>| money.as_ref().map_or(Cell::Nothing, |money| Cell::Number(money.decimal()));
    vec![
        visit.id.to_string().into(),
        visit.patient.to_string().into(),
        number.map(Cell::whole).into(),
        patient.into(),
        visit.provider.to_string().into(),
        names.staff.get(&visit.provider.uuid()).cloned().into(),
        visit.room.and_then(|room| names.rooms.get(&room.uuid()).cloned()).into(),
        visit.kind.as_str().into(),
        visit.status.as_str().into(),
        shown(visit.slot.starts_at).into(),
        shown(visit.slot.ends_at).into(),
        text(visit.reason),
        text(visit.preparation_notes),
        visit.billing_code.into(),
        amount(&visit.cost),
        amount(&visit.estimated_cost),
        currency.into(),
        visit.is_priority.into(),
        visit.follow_up_needed.into(),
        text(visit.cancellation.and_then(|cancelled| cancelled.reason)),
        visit.created_at.to_string().into(),
        visit.updated_at.to_string().into(),
    ]
}
