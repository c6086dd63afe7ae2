//! Imports as pages show them.

use uuid::Uuid;
use web::Guest;

use super::model::{IGNORE, Import, ImportKind, ImportStatus, ImportedRow, Problem};
use super::output::problem_text;
use crate::shell::Moment;

/// An import, ready to be shown.
pub struct ImportView {
    pub id: Uuid,
    pub import: Import,
    pub file_name: String,
    pub progress: i64,
    pub uploaded: Moment,
    pub may_be_undone: bool,
}

impl ImportView {
    pub fn new(import: Import, guest: &Guest) -> Self {
        Self {
            id: import.id.uuid(),
            file_name: import.file_name.reveal().clone(),
            progress: import.progress(),
            uploaded: Moment::new(guest, import.uploaded_at),
            may_be_undone: import.may_be_undone(guest.now()),
            import,
        }
    }

    /// How the sign beside its state is called.
    pub fn icon(&self) -> &'static str {
        match self.import.status {
            ImportStatus::Uploading | ImportStatus::Waiting => "clock",
            ImportStatus::Committing | ImportStatus::Undoing => "wait",
            ImportStatus::Checked => "eye",
            ImportStatus::Done => "check-circle",
            ImportStatus::Unreadable => "alert",
            ImportStatus::Undone => "undo",
            ImportStatus::Discarded => "ban",
        }
    }

    /// How its state is coloured.
    pub fn colour(&self) -> &'static str {
        match self.import.status {
            ImportStatus::Done => "chip-ok",
            ImportStatus::Unreadable => "chip-bad",
            _ => "",
        }
    }

    /// How the sign beside what a line became is called.
    pub fn icon_of_rows(&self) -> &'static str {
        match self.import.kind {
            ImportKind::Patients | ImportKind::Contacts => "user",
            ImportKind::Appointments => "calendar",
            ImportKind::Transactions => "money",
        }
    }

    pub fn is_checked(&self) -> bool {
        self.import.status == ImportStatus::Checked
    }

    pub fn is_under_way(&self) -> bool {
        self.import.status.is_under_way()
    }
}

/// A column, and what may be chosen for it.
pub struct ColumnView {
    pub heading: String,
    /// The code of what it holds; [`IGNORE`] where nothing is taken from it.
    pub held: String,
}

impl ColumnView {
    pub fn of(import: &Import) -> Vec<Self> {
        let found = import.found.iter().flat_map(|found| &found.columns);
        let view = |column: &super::model::FoundColumn| Self {
            heading: column.heading.clone(),
            held: column.target.clone().unwrap_or_else(|| IGNORE.to_owned()),
        };
        found.map(view).collect()
    }

    pub fn is_held(&self, target: &str) -> bool {
        self.held == target
    }
}

/// The key of what a column may hold.
pub fn target_title(target: &str) -> String {
    format!("imports-target-{}", target.replace('_', "-"))
}

/// A line that stayed when its import was taken back, and where it is.
pub struct KeptView {
    pub line: i64,
    pub page: String,
}

impl KeptView {
    pub fn new(row: ImportedRow, kind: ImportKind) -> Self {
        Self { line: row.line, page: kind.page_of(row.subject) }
    }
}

/// A problem, ready to be shown.
pub struct ProblemView {
    pub line: i64,
    pub column: String,
    pub text: String,
    pub is_warning: bool,
}

impl ProblemView {
    pub fn new(problem: &Problem, headings: &[ColumnView], guest: &Guest) -> Self {
        let at = problem.column.and_then(|at| usize::try_from(at).ok()?.checked_sub(1));
        let column = at.and_then(|at| headings.get(at)).map(|column| column.heading.clone()).unwrap_or_default();
        Self { line: problem.line, column, text: problem_text(&problem.code, guest), is_warning: problem.is_warning }
    }
}
