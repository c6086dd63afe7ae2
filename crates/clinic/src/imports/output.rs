//! Imports as programs read them.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Guest;

use super::model::{FoundColumn, Import, ImportKind, ImportStatus, ImportedRow, Problem, RowOutcome};

/// An import.
#[derive(Serialize, ToSchema)]
#[schema(as = Import)]
pub struct ImportOutput {
    id: Uuid,
    kind: ImportKind,
    status: ImportStatus,
    #[schema(example = "patients.csv")]
    file_name: String,
    /// In bytes.
    #[schema(example = 2048)]
    size: i64,
    /// Why the file cannot be read at all.
    #[schema(example = "no_name_column")]
    problem: Option<String>,
    /// How the file turned out to be written; nothing before it was looked at.
    format: Option<FormatOutput>,
    /// Each column of the file, and what it was taken for.
    columns: Vec<FoundColumn>,
    /// Rows that were looked at.
    #[schema(example = 100)]
    rows: i64,
    /// Of these, rows that can be brought in.
    #[schema(example = 98)]
    readable: i64,
    /// Rows that cannot.
    #[schema(example = 2)]
    problems: i64,
    /// What was changed on the way.
    #[schema(example = 5)]
    warnings: i64,
    /// Rows that were brought in.
    #[schema(example = 0)]
    committed: i64,
    /// Rows that were left out while the others came in.
    #[schema(example = 0)]
    left_out: i64,
    /// Rows that were taken back.
    #[schema(example = 0)]
    taken_back: i64,
    /// Rows that stayed when the import was taken back, as they were changed since.
    #[schema(example = 0)]
    kept: i64,
    /// In hundredths of what is under way.
    #[schema(example = 100, minimum = 0, maximum = 100)]
    progress: i64,
    may_be_undone: bool,
    #[schema(example = "2030-01-07T09:00:00Z")]
    uploaded_at: Timestamp,
    uploaded_by: Uuid,
    ended_at: Option<Timestamp>,
}

/// How a file is written.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportFormat)]
struct FormatOutput {
    is_spreadsheet: bool,
    #[schema(example = "UTF-8")]
    encoding: String,
    #[schema(example = ",")]
    separator: char,
    /// `dmy` or `mdy`, where that matters and is certain.
    #[schema(example = "dmy")]
    date_order: Option<String>,
}

impl ImportOutput {
    pub fn new(import: Import, guest: &Guest) -> Self {
        let (progress, may_be_undone) = (import.progress(), import.may_be_undone(guest.now()));
        let (format, columns) = import.found.map_or((None, Vec::new()), |found| {
            let format = FormatOutput {
                is_spreadsheet: found.is_spreadsheet,
                encoding: found.encoding,
                separator: found.separator,
                date_order: found.date_order,
            };
            (Some(format), found.columns)
        });
        let counts = import.counts;
        Self {
            id: import.id.uuid(),
            kind: import.kind,
            status: import.status,
            file_name: import.file_name.into_inner(),
            size: import.size,
            problem: import.problem,
            format,
            columns,
            rows: counts.rows,
            readable: counts.readable,
            problems: counts.problems,
            warnings: counts.warnings,
            committed: counts.committed,
            left_out: counts.left_out,
            taken_back: counts.taken_back,
            kept: counts.kept,
            progress,
            may_be_undone,
            uploaded_at: import.uploaded_at,
            uploaded_by: import.uploaded_by,
            ended_at: import.ended_at,
        }
    }
}

/// What is wrong with a row, or was changed on the way. Never what stood there.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportProblem)]
pub struct ProblemOutput {
    /// Of the file, from 1, with the header.
    #[schema(example = 7)]
    line: i64,
    /// Of the file, from 1.
    #[schema(example = 3)]
    column: Option<i32>,
    #[schema(example = "birth_date_no_such_day")]
    code: String,
    /// In the caller's language.
    #[schema(example = "The day of birth is not in the calendar")]
    text: String,
    /// The row comes in all the same.
    is_warning: bool,
}

impl ProblemOutput {
    pub fn new(problem: Problem, guest: &Guest) -> Self {
        let text = problem_text(&problem.code, guest);
        Self { line: problem.line, column: problem.column, code: problem.code, text, is_warning: problem.is_warning }
    }
}

/// The words of a code.
pub fn problem_text(code: &str, guest: &Guest) -> String {
    guest.text(&format!("import-{}", code.replace('_', "-")))
}

/// A row that was brought in.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportRow)]
pub struct RowOutput {
    #[schema(example = 7)]
    line: i64,
    /// Who or what it became.
    id: Uuid,
    outcome: Option<RowOutcome>,
}

impl From<ImportedRow> for RowOutput {
    fn from(row: ImportedRow) -> Self {
        Self { line: row.line, id: row.subject, outcome: row.outcome }
    }
}
