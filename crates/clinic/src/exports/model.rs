//! What an export is. No database here.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tenancy::{Action, Id};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::ContentKey;
use web::Locale;

use crate::parties::model::codes;

codes! {
    /// What is exported.
    ExportKind {
        Patients = "patients",
        Contacts = "contacts",
        Appointments = "appointments",
        Transactions = "transactions",
    }
}

codes! {
    /// As what: CSV (RFC 4180), a spreadsheet, or one JSON object a line.
    ExportFormat { Csv = "csv", Xlsx = "xlsx", JsonLines = "jsonl" }
}

codes! {
    /// How far it is. One that is ready expires after a day.
    ExportStatus {
        Waiting = "waiting",
        Running = "running",
        Ready = "ready",
        Failed = "failed",
        Discarded = "discarded",
        Expired = "expired",
    }
}

codes! {
    /// Why it failed: whoever asked may not do so any more, there is more than one file holds, or several tries broke off.
    ExportFailure { NotAllowed = "not_allowed", TooLarge = "too_large", GaveUp = "gave_up" }
}

/// How long a file is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// So many one person may have that are not over.
pub const MOST: i64 = 10;
/// More than these bytes no file holds.
pub const LARGEST: u64 = 4 * 1024 * 1024 * 1024;

impl ExportKind {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("exports-kind-{}", self.as_str())
    }

    /// Whether it may be narrowed to days.
    pub const fn has_days(self) -> bool {
        matches!(self, Self::Appointments | Self::Transactions)
    }

    /// What whoever wants it must be allowed to look at, besides exporting.
    pub const fn looks(self) -> Option<Action> {
        match self {
            Self::Transactions => Some(Action::ListTransactions),
            Self::Patients | Self::Contacts | Self::Appointments => None,
        }
    }
}

impl ExportFormat {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("exports-format-{}", self.as_str())
    }
}

impl ExportStatus {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("exports-status-{}", self.as_str())
    }

    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

impl ExportFailure {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("exports-failure-{}", self.as_str().replace('_', "-"))
    }
}

impl From<ExportFormat> for sheets::Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Xlsx => Self::Xlsx,
            ExportFormat::JsonLines => Self::JsonLines,
        }
    }
}

/// What somebody asks for.
#[derive(Debug, Clone, Copy)]
pub struct NewExport {
    pub kind: ExportKind,
    pub format: ExportFormat,
    /// Whether a CSV file begins with the mark of UTF-8.
    pub has_mark: bool,
    /// Of appointments and transactions: those of these days.
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Of the headings.
    pub locale: Locale,
}

/// An export.
#[derive(Debug, Clone)]
pub struct Export {
    pub id: Id<Export>,
    pub wanted: NewExport,
    pub status: ExportStatus,
    pub failure: Option<ExportFailure>,
    /// How many records there are, as far as that was counted, and how many are written.
    pub total: Option<i64>,
    pub written: i64,
    pub size: Option<u64>,
    pub requested_at: Timestamp,
    pub ready_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
}

impl Export {
    /// Whether there is a file to be had.
    pub fn is_there(&self, now: Timestamp) -> bool {
        self.status == ExportStatus::Ready && self.expires_at.is_some_and(|at| now < at)
    }

    /// In hundredths.
    pub fn progress(&self) -> i64 {
        match (self.status, self.total) {
            (ExportStatus::Ready | ExportStatus::Expired, _) => 100,
            (_, Some(total)) if total > 0 => (self.written * 100 / total).clamp(0, 99),
            _ => 0,
        }
    }

    /// What the file is called: what it is and of which day, never of whom.
    pub fn file_name(&self) -> String {
        let format = sheets::Format::from(self.wanted.format);
        let day = self.requested_at.strftime("%Y-%m-%d");
        format!("{}-{day}.{}", self.wanted.kind.as_str(), format.ending())
    }
}

/// One try to write an export.
pub struct Try {
    pub export: Export,
    pub requested_by: Uuid,
    pub session: Uuid,
    /// Under which name its bytes go to the store, and with what key.
    pub object: Uuid,
    pub key: ContentKey,
    /// What the try before left.
    pub leftover: Option<Uuid>,
}

/// What it takes to hand out a file.
pub struct Handout {
    pub export: Export,
    pub object: Uuid,
    pub key: ContentKey,
    pub size: u64,
}
