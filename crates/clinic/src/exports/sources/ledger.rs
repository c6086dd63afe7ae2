//! Transactions as rows: each line of the ledger as it stands in it, what puts another right among them.

use std::collections::HashMap;

use jiff::Timestamp;
use money::Money;
use sheets::Cell;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use vault::Phi;

use super::{Columns, PAGE, Page, people_named, shown, span};
use crate::accounts;
use crate::appointments::operations::starts_of;
use crate::exports::model::NewExport;
use crate::ledger::model::{Cause, Method, Transaction};
use crate::ledger::operations::{count_all, next_after};

pub const COLUMNS: Columns = &[
    ("id", "exports-column-id"),
    ("created_at", "exports-column-created-at"),
    ("kind", "common-kind"),
    ("status", "common-status"),
    ("method", "ledger-method"),
    ("cause", "ledger-cause"),
    ("of", "exports-column-of"),
    ("contact_id", "exports-column-contact-id"),
    ("contact_number", "parties-number"),
    ("contact", "ledger-contact"),
    ("appointment_id", "exports-column-visit-id"),
    ("visit_at", "exports-column-visit-at"),
    ("amount", "ledger-amount"),
    ("tax", "ledger-tax"),
    ("tax_rate", "ledger-tax-rate"),
    ("effect", "exports-column-effect"),
    ("net", "ledger-net"),
    ("left", "exports-column-left"),
    ("currency", "exports-column-currency"),
    ("service_id", "exports-column-service-id"),
    ("fee", "exports-column-fee"),
    ("billing_code", "exports-column-billing-code"),
    ("billing_period", "ledger-billing-period"),
    ("invoice_number", "ledger-invoice-number"),
    ("due_on", "ledger-due-on"),
    ("receipt_required", "exports-column-receipt-required"),
    ("receipt_number", "exports-column-receipt-number"),
    ("receipt_issued_at", "exports-column-receipt-issued-at"),
    ("note", "ledger-note"),
    ("created_by", "exports-column-created-by"),
];

const ACTION: Action = Action::WriteExport;

pub async fn count(tx: &mut TenantTx, wanted: &NewExport) -> Result<i64> {
    let span = span(tx, wanted)?;
    count_all(tx, ACTION, span).await
}

/// What the rows name by id.
struct Names {
    people: HashMap<Uuid, (Option<i64>, String)>,
    staff: HashMap<Uuid, String>,
    visits: HashMap<Uuid, Timestamp>,
}

pub async fn page(tx: &mut TenantTx, wanted: &NewExport, after: Option<Uuid>) -> Result<Page> {
    let span = span(tx, wanted)?;
    let lines = next_after(tx, ACTION, span, after, PAGE).await?;
    let visits: Vec<Uuid> = lines.iter().filter_map(|line| line.appointment).collect();
    let names = Names {
        people: people_named(tx, lines.iter().map(|line| line.contact).collect()).await?,
        staff: accounts::operations::names(tx, ACTION).await?,
        visits: starts_of(tx, ACTION, &visits).await?,
    };
    let zone = tx.tenant().time_zone.clone();
    Ok(Page {
        patients: lines.iter().filter_map(|line| line.patient).collect(),
        last: lines.last().map(|line| line.id.uuid()),
        rows: lines.into_iter().map(|line| row(line, &names, |at| shown(at, &zone))).collect(),
    })
}

fn row(line: Transaction, names: &Names, shown: impl Fn(Timestamp) -> String) -> Vec<Cell> {
    let money = |money: Money| Cell::Number(money.decimal());
    let id = |id: Option<Uuid>| Cell::from(id.map(|id| id.to_string()));
    let (number, contact) = names.people.get(&line.contact).cloned().unwrap_or_default();
    let visit = line.appointment.and_then(|visit| names.visits.get(&visit)).map(|at| shown(*at));
    let staff = line.created_by.and_then(|by| names.staff.get(&by).cloned());
    vec![
        line.id.to_string().into(),
        shown(line.created_at).into(),
        line.kind.as_str().into(),
        line.status.as_str().into(),
        line.method.map(Method::as_str).into(),
        line.cause.map(Cause::as_str).into(),
        id(line.of),
        line.contact.to_string().into(),
        number.map(Cell::whole).into(),
        contact.into(),
        id(line.appointment),
        visit.into(),
        money(line.amount),
        money(line.tax),
        line.tax_rate.map_or(Cell::Nothing, |rate| Cell::Number(rate.decimal())),
        money(line.effect),
        line.worth.map_or(Cell::Nothing, |worth| money(worth.net)),
        line.worth.map_or(Cell::Nothing, |worth| money(worth.left())),
        line.amount.currency.as_str().into(),
        id(line.service),
        line.fee.map(|fee| fee.occasion.as_str()).into(),
        line.codes.billing_code.into(),
        line.codes.billing_period.into(),
        line.codes.invoice_number.into(),
        line.due_on.map(|day| day.to_string()).into(),
        line.receipt_required.into(),
        line.receipt.map(|receipt| Cell::whole(receipt.number)).into(),
        line.receipt.map(|receipt| shown(receipt.issued_at)).into(),
        line.note.map(Phi::into_inner).into(),
        staff.into(),
    ]
}
