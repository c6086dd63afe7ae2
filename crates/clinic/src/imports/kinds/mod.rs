//! What may be brought in: what the columns of each kind hold, what its rows say, how they are written and taken back.
//!
//! All else an import does knows nothing of kinds. To bring in something else, give it an [`ImportKind`], a [`Said`] and an
//! arm in each function here; a table with one field a column also needs no more than a [`plain::Layout`].

mod money;
mod named;
mod people;
pub mod plain;
mod visits;

use jiff::Timestamp;
use tenancy::{Action, Result, Tenant, TenantTx};
use uuid::Uuid;

pub use self::money::SaidTransaction;
pub use self::visits::SaidVisit;
use super::model::{Choices, Found, ImportKind, Problem};
use crate::parties::model::NewParty;

/// What a row says, as far as it can be told without looking anything up.
pub enum Said {
    Person(Box<NewParty>),
    Visit(Box<SaidVisit>),
    Transaction(Box<SaidTransaction>),
}

/// Why what a row says cannot be written, and which field says so: the first of these that the file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub fields: &'static [&'static str],
    pub code: &'static str,
}

impl Refusal {
    const fn of(fields: &'static [&'static str], code: &'static str) -> Self {
        Self { fields, code }
    }
}

/// A row, and what is to be said of it.
pub struct Row {
    pub line: i64,
    /// None where it cannot be brought in.
    pub said: Option<Said>,
    pub problems: Vec<Problem>,
}

/// In which clinic and when a file is read.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    pub tenant: &'c Tenant,
    pub now: Timestamp,
}

/// A file that was found to be a table of its kind.
pub enum Reader {
    People(people::Reader),
    Plain(plain::Reader),
}

/// What was taken back, and whom it was about.
#[derive(Default)]
pub struct TakenBack {
    pub subjects: Vec<Uuid>,
    pub patients: Vec<Uuid>,
}

impl ImportKind {
    /// What it takes to bring it in.
    pub const fn action(self) -> Action {
        match self {
            Self::Patients | Self::Contacts => Action::ImportPatients,
            Self::Appointments => Action::ImportAppointments,
            Self::Transactions => Action::ImportTransactions,
        }
    }

    /// What its columns may hold.
    pub fn targets(self) -> Vec<&'static str> {
        match self {
            Self::Patients | Self::Contacts => people::targets(),
            Self::Appointments => visits::LAYOUT.targets(),
            Self::Transactions => money::LAYOUT.targets(),
        }
    }

    /// Where the pages show what a line became.
    pub fn page_of(self, subject: Uuid) -> String {
        match self {
            Self::Patients | Self::Contacts => format!("/patients/{subject}"),
            Self::Appointments => format!("/reception/calendar/{subject}/"),
            Self::Transactions => format!("/transactions/{subject}"),
        }
    }
}

/// Whether a column of anything may hold this.
pub fn is_target(code: &str) -> bool {
    ImportKind::ALL.iter().any(|kind| kind.targets().contains(&code))
}

impl Reader {
    /// Finds out how a file is written; fails with the code of what keeps it from being read at all.
    pub fn open(kind: ImportKind, bytes: &[u8], choices: &Choices, at: Context<'_>) -> Result<Self, &'static str> {
        match kind {
            ImportKind::Patients | ImportKind::Contacts => {
                people::Reader::open(kind, bytes, choices, at).map(Self::People)
            }
            ImportKind::Appointments => plain::Reader::open(&visits::LAYOUT, bytes, choices, at).map(Self::Plain),
            ImportKind::Transactions => plain::Reader::open(&money::LAYOUT, bytes, choices, at).map(Self::Plain),
        }
    }

    pub fn found(&self) -> Found {
        match self {
            Self::People(people) => people.found(),
            Self::Plain(plain) => plain.found(),
        }
    }

    /// The rows, one at a time.
    pub fn rows<'r>(&'r self, bytes: &'r [u8]) -> Box<dyn Iterator<Item = Row> + Send + 'r> {
        match self {
            Self::People(people) => Box::new(people.rows(bytes)),
            Self::Plain(plain) => Box::new(plain.rows(bytes)),
        }
    }
}

/// What of this could not be written, by place. Nothing is written.
pub async fn refusals(
    tx: &mut TenantTx,
    action: Action,
    kind: ImportKind,
    said: &[Said],
) -> Result<Vec<(usize, Refusal)>> {
    match kind {
        ImportKind::Patients | ImportKind::Contacts => people::refusals(tx, action, said).await,
        ImportKind::Appointments => visits::refusals(tx, action, said).await,
        ImportKind::Transactions => money::refusals(tx, action, said).await,
    }
}

/// Writes what can be written of this, each in its place.
pub async fn write(tx: &mut TenantTx, kind: ImportKind, said: &[Said]) -> Result<Vec<Result<Uuid, Refusal>>> {
    match kind {
        ImportKind::Patients | ImportKind::Contacts => people::write(tx, said).await,
        ImportKind::Appointments => visits::write(tx, said).await,
        ImportKind::Transactions => money::write(tx, said).await,
    }
}

/// Takes back those of these that are as they came in. The record is the caller's to keep.
pub async fn take_back(tx: &mut TenantTx, action: Action, kind: ImportKind, subjects: &[Uuid]) -> Result<TakenBack> {
    match kind {
        ImportKind::Patients | ImportKind::Contacts => people::take_back(tx, action, subjects).await,
        ImportKind::Appointments => visits::take_back(tx, action, subjects).await,
        ImportKind::Transactions => money::take_back(tx, action, subjects).await,
    }
}
