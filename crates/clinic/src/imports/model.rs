//! What an import is. No database here.

use jiff::{SignedDuration, Timestamp};
use people::import::{Choices as FileChoices, Target};
use people::{DateOrder, Region};
use serde::{Deserialize, Serialize};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::{ContentKey, Phi};

use crate::parties::model::codes;

codes! {
    /// What is brought in.
    ImportKind {
        Patients = "patients",
        Contacts = "contacts",
        Appointments = "appointments",
        Transactions = "transactions",
    }
}

codes! {
    /// Where an import stands. What was looked at is brought in or discarded; what was brought in can be taken back.
    ImportStatus {
        Uploading = "uploading",
        Waiting = "waiting",
        Unreadable = "unreadable",
        Checked = "checked",
        Committing = "committing",
        Done = "done",
        Undoing = "undoing",
        Undone = "undone",
        Discarded = "discarded",
    }
}

codes! {
    /// What became of a line when its import was taken back.
    RowOutcome { TakenBack = "taken_back", Kept = "kept" }
}

/// No file is larger.
pub const LARGEST: u64 = 32 * 1024 * 1024;
/// More of what is wrong is counted, not kept: nobody corrects a file from a longer list.
pub const MOST_PROBLEMS: i64 = 10_000;
/// How long a file that nobody goes on with is kept, and how long an import can be taken back.
pub const KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);

impl ImportKind {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("imports-kind-{}", self.as_str())
    }
}

impl ImportStatus {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("imports-status-{}", self.as_str())
    }

    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Committing | Self::Undoing)
    }
}

/// What somebody knows better than the file shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    pub encoding: Option<String>,
    pub separator: Option<char>,
    /// `dmy` or `mdy`.
    pub date_order: Option<String>,
    /// What each column holds: the code of a target, `ignore`, or nothing where it is guessed.
    pub columns: Vec<Option<String>>,
}

/// What is said of a column that nothing is taken from.
pub const IGNORE: &str = "ignore";

impl Choices {
    /// In the words of the reader, which names columns by their place.
    pub fn for_file(&self, region: Option<Region>) -> FileChoices {
        let mut columns = Vec::new();
        let chosen: Vec<_> = self.columns.iter().enumerate().collect();
        // A target that was moved is forgotten where it was guessed.
        for target in Target::ALL {
            let places = chosen.iter().filter(|(_, held)| held.as_deref() == Some(target.as_str()));
            let places: Vec<String> = places.map(|(at, _)| format!("{target}={}", at + 1)).collect();
            let is_said = chosen.iter().all(|(_, held)| held.is_some()) && !chosen.is_empty();
            match places.is_empty() {
                true if is_said => columns.push(format!("{target}=")),
                true => {}
                false => columns.extend(places),
            }
        }
        FileChoices {
            encoding: self.encoding.clone(),
            separator: self.separator,
            date_order: self.date_order.as_deref().and_then(DateOrder::parse),
            columns,
            region,
            ..FileChoices::default()
        }
    }
}

/// How a file turned out to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub is_spreadsheet: bool,
    pub encoding: String,
    pub separator: char,
    pub date_order: Option<String>,
    pub columns: Vec<FoundColumn>,
}

impl Found {
    /// The place of the column that holds this, counted from 1.
    pub fn place_of(&self, target: &str) -> Option<i32> {
        let at = self.columns.iter().position(|column| column.target.as_deref() == Some(target))?;
        i32::try_from(at + 1).ok()
    }
}

/// A column of a file, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundColumn {
    #[schema(example = "Date of birth")]
    pub heading: String,
    /// Left out where nothing is taken from it.
    #[schema(example = "date_of_birth")]
    pub target: Option<String>,
}

/// An import.
#[derive(Clone)]
pub struct Import {
    pub id: Id<Import>,
    pub kind: ImportKind,
    pub status: ImportStatus,
    pub file_name: Phi<String>,
    pub size: i64,
    pub choices: Choices,
    pub found: Option<Found>,
    /// Why it cannot be read at all.
    pub problem: Option<String>,
    pub counts: Counts,
    pub skips_problems: bool,
    pub version: i32,
    pub uploaded_at: Timestamp,
    pub uploaded_by: Uuid,
    pub ended_at: Option<Timestamp>,
}

/// How many lines there are of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub rows: i64,
    pub readable: i64,
    pub problems: i64,
    pub warnings: i64,
    pub committed: i64,
    pub left_out: i64,
    pub taken_back: i64,
    pub kept: i64,
}

impl Import {
    /// In hundredths.
    pub fn progress(&self) -> i64 {
        let Counts { rows, committed, left_out, taken_back, kept, .. } = self.counts;
        let (done, all) = match self.status {
            ImportStatus::Committing => (committed + left_out, rows),
            ImportStatus::Undoing => (taken_back + kept, committed),
            ImportStatus::Done | ImportStatus::Undone | ImportStatus::Checked => return 100,
            _ => return 0,
        };
        if all > 0 { (done * 100 / all).clamp(0, 99) } else { 0 }
    }

    /// Whether it can be taken back.
    pub fn may_be_undone(&self, now: Timestamp) -> bool {
        let since = self.ended_at.map(|at| now.duration_since(at));
        self.status == ImportStatus::Done && self.counts.committed > 0 && since.is_some_and(|since| since < KEPT)
    }

    /// Whether somebody may still choose its columns, or have it brought in.
    pub fn is_open(&self) -> bool {
        matches!(self.status, ImportStatus::Checked | ImportStatus::Unreadable)
    }
}

/// What is wrong with a line, or was changed on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub line: i64,
    /// Counted from 1.
    pub column: Option<i32>,
    pub code: String,
    pub is_warning: bool,
}

/// A line that was brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportedRow {
    pub line: i64,
    pub subject: Uuid,
    pub outcome: Option<RowOutcome>,
}

/// A file on its way in.
pub struct Upload {
    pub id: Id<Import>,
    pub key: ContentKey,
}

/// Something that the program has to do for an import.
pub struct Job {
    pub import: Import,
    /// Of its bytes, as long as they are there.
    pub key: Option<ContentKey>,
    pub at_line: i64,
    pub asked_by: Option<Uuid>,
    pub session: Option<Uuid>,
}

#[cfg(test)]
mod tests {
    use super::Choices;

    #[test]
    fn choices_say_what_each_column_holds_and_what_none_does() {
        let some = |text: &str| Some(text.to_owned());
        let partly = Choices { columns: vec![some("phone"), None, some("phone")], ..Choices::default() };
        let wholly = Choices { columns: vec![some("given_name"), some("ignore")], ..Choices::default() };

        assert_eq!(partly.for_file(None).columns, ["phone=1", "phone=3"]);
        let said = wholly.for_file(None).columns;
        assert!(said.contains(&"given_name=1".to_owned()) && said.contains(&"notes=".to_owned()), "{said:?}");
    }
}
