//! The rows of a file as people, one at a time.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use sheets::{Record, RecordFault};

use super::Context;
use super::cells::Cells;
use super::mapping::Mapping;
use super::person::{self, ImportedPerson};
use super::problem::{ProblemCode, RowProblem, RowWarning, WarningCode};
use super::sniff::Format;
use super::target::Target;
use crate::date::DateOrder;
use crate::mrn::Mrn;
use crate::names;

/// What one row came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowResult {
    /// The line on which the row begins, counted from 1 with the header.
    pub line: u64,
    pub person: Result<ImportedPerson, Vec<RowProblem>>,
    /// Also for rows that are refused: the next attempt should know.
    pub warnings: Vec<RowWarning>,
}

/// Reads the people of a file, row by row. Of what has passed it remembers only fingerprints, to find duplicates.
pub fn rows<'a>(
    bytes: &'a [u8],
    format: &Format,
    mapping: &'a Mapping,
    context: &Context,
) -> impl Iterator<Item = RowResult> + Send + use<'a> {
    let mut reader = Reader { mapping, order: format.date_order.order(), context: *context, seen: Seen::default() };
    format.rows(bytes).map(move |record| reader.read(record))
}

struct Reader<'a> {
    mapping: &'a Mapping,
    order: Option<DateOrder>,
    context: Context,
    seen: Seen,
}

impl Reader<'_> {
    fn read(&mut self, record: Record) -> RowResult {
        let line = record.line;
        let refused = |code| RowResult {
            line,
            person: Err(vec![RowProblem { line, column: None, code, first_line: None }]),
            warnings: Vec::new(),
        };
        let fields = match fields_of(record, self.mapping.len()) {
            Ok(fields) => fields,
            Err(code) => return refused(code),
        };

        let mut cells = Cells::new(line, &fields, self.mapping);
        let mut person = person::read(&mut cells, self.order, self.context);
        if self.mapping.takes_external_id_as_mrn() {
            take_external_id_as_mrn(&mut cells, &mut person);
        }
        self.compare(&mut cells, &mut person, line);

        let Cells { problems, warnings, .. } = cells;
        RowResult { line, person: if problems.is_empty() { Ok(person) } else { Err(problems) }, warnings }
    }

    /// Compares with the rows before.
    fn compare(&mut self, cells: &mut Cells<'_>, person: &mut ImportedPerson, line: u64) {
        if let Some(id) = &person.external_id
            && let Some(first) = self.seen.before("external_id", id, line)
        {
            cells.refuse_because_of(Target::ExternalId, ProblemCode::DuplicateExternalId, Some(first));
        } else if let Some(mrn) = &person.mrn
            && let Some(first) = self.seen.before("mrn", &mrn.canonical(), line)
        {
            let target = if self.mapping.has(Target::Mrn) { Target::Mrn } else { Target::ExternalId };
            cells.refuse_because_of(target, ProblemCode::DuplicateMrn, Some(first));
        }

        if person.deceased_on.is_none()
            && let Some(email) = person.email.as_ref().map(crate::Email::canonical)
            && let Some(first) = self.seen.before("email", &email, line)
        {
            person.email = None;
            cells.warn_because_of(Target::Email, WarningCode::EmailAlreadyUsed, Some(first));
        }

        if let Some(birth) = person.date_of_birth {
            let mut words = names::words(&format!("{} {}", person.given_name, person.family_name));
            words.sort_unstable();
            if let Some(first) = self.seen.before("person", &format!("{birth} {}", words.join(" ")), line) {
                cells.warn_because_of(Target::FamilyName, WarningCode::PossibleDuplicate, Some(first));
            }
        }
    }
}

/// The fields of a row in a table of so many columns. Separators too many at the end hold nothing; a field too few may be
/// any.
///
/// # Errors
/// [`ProblemCode`], where they cannot be told apart.
pub fn fields_of(record: Record, width: usize) -> Result<Vec<String>, ProblemCode> {
    let fields = record.fields.map_err(|fault| match fault {
        RecordFault::TooLong => ProblemCode::RowTooLong,
        RecordFault::QuoteNotClosed => ProblemCode::QuoteNotClosed,
        RecordFault::Damaged => ProblemCode::FileDamaged,
    })?;
    let surplus = fields.get(width..).unwrap_or_default();
    if fields.len() < width || surplus.iter().any(|field| !field.trim().is_empty()) {
        return Err(ProblemCode::WrongNumberOfFields);
    }
    Ok(fields)
}

fn take_external_id_as_mrn(cells: &mut Cells<'_>, person: &mut ImportedPerson) {
    let Some(id) = &person.external_id else { return };
    person.mrn = Mrn::parse(id).ok();
    if person.mrn.is_none() {
        cells.warn(Target::ExternalId, WarningCode::ExternalIdNotUsedAsMrn);
    }
}

/// Keyed 64-bit fingerprints of values and the lines where they came first: 200,000 rows take some 20 MB.
#[derive(Default)]
struct Seen {
    keys: RandomState,
    lines: HashMap<u64, u64>,
}

impl Seen {
    /// The earlier line with this value, or nothing and remembers this one.
    fn before(&mut self, kind: &str, value: &str, line: u64) -> Option<u64> {
        let first = *self.lines.entry(self.keys.hash_one((kind, value))).or_insert(line);
        (first != line).then_some(first)
    }
}
