//! What stands in an export: its columns, how many records there are, and the records page by page.

mod ledger;
mod people;
mod visits;

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sheets::{Cell, Column};
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use web::{Locale, Texts};

use super::model::{ExportKind, NewExport};
use crate::appointments::operations::Span;
use crate::parties::model::PartyKind;
use crate::parties::operations::load_many;

/// So many records are read at a time.
const PAGE: i64 = 500;

/// Columns: what each is called by programs, and the key of its heading.
type Columns = &'static [(&'static str, &'static str)];

/// Some records, as rows.
pub struct Page {
    pub rows: Vec<Vec<Cell>>,
    /// Whom they are about.
    pub patients: Vec<Uuid>,
    /// The last of them; where there is none, there were no more.
    pub last: Option<Uuid>,
}

/// The columns of such an export, with their headings in a language.
pub fn columns(kind: ExportKind, texts: &Texts, locale: Locale) -> Vec<Column> {
    let columns: &[Columns] = match kind {
        ExportKind::Patients => &[people::COLUMNS],
        ExportKind::Contacts => &[people::KIND, people::COLUMNS],
        ExportKind::Appointments => &[visits::COLUMNS],
        ExportKind::Transactions => &[ledger::COLUMNS],
    };
    let named = columns.iter().flat_map(|some| some.iter());
    named.map(|&(name, key)| Column { name, heading: texts.get(locale, key) }).collect()
}

/// How many records there are.
pub async fn count(tx: &mut TenantTx, wanted: &NewExport) -> Result<i64> {
    match wanted.kind {
        ExportKind::Patients => people::count(tx, Some(PartyKind::Patient)).await,
        ExportKind::Contacts => people::count(tx, None).await,
        ExportKind::Appointments => visits::count(tx, wanted).await,
        ExportKind::Transactions => ledger::count(tx, wanted).await,
    }
}

/// The records after this one. The record is the caller's to keep.
pub async fn page(tx: &mut TenantTx, wanted: &NewExport, after: Option<Uuid>) -> Result<Page> {
    match wanted.kind {
        ExportKind::Patients => people::page(tx, Some(PartyKind::Patient), after).await,
        ExportKind::Contacts => people::page(tx, None, after).await,
        ExportKind::Appointments => visits::page(tx, wanted, after).await,
        ExportKind::Transactions => ledger::page(tx, wanted, after).await,
    }
}

/// Days of the clinic's as a span of time.
fn span(tx: &TenantTx, wanted: &NewExport) -> Result<Span> {
    let zone = &tx.tenant().time_zone;
    let midnight = |day: Date| day.to_zoned(zone.clone()).map(|at| at.timestamp()).map_err(Error::internal);
    let after = |day: Date| day.tomorrow().map_err(Error::internal).and_then(midnight);
    Ok(Span { from: wanted.from.map(midnight).transpose()?, until: wanted.to.map(after).transpose()? })
}

/// With the offset of the clinic's wall: what people read, and still an instant.
fn shown(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The numbers and names of these people, as far as they were not erased.
async fn people_named(tx: &mut TenantTx, mut ids: Vec<Uuid>) -> Result<HashMap<Uuid, (Option<i64>, String)>> {
    ids.sort_unstable();
    ids.dedup();
    let people = load_many(tx, Action::WriteExport, &ids).await?;
    Ok(people.into_iter().map(|one| (one.id.uuid(), (one.number, one.person.reveal().full_name()))).collect())
}
