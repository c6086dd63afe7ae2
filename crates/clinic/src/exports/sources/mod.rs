//! What stands in an export: its columns, how many records there are, and the records page by page.

mod people;
mod visits;

use sheets::{Cell, Column};
use tenancy::{Result, TenantTx};
use uuid::Uuid;
use web::{Locale, Texts};

use super::model::{ExportKind, NewExport};
use crate::parties::model::PartyKind;

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
    }
}

/// The records after this one. The record is the caller's to keep.
pub async fn page(tx: &mut TenantTx, wanted: &NewExport, after: Option<Uuid>) -> Result<Page> {
    match wanted.kind {
        ExportKind::Patients => people::page(tx, Some(PartyKind::Patient), after).await,
        ExportKind::Contacts => people::page(tx, None, after).await,
        ExportKind::Appointments => visits::page(tx, wanted, after).await,
    }
}
