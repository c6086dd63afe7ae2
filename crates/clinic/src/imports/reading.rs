//! Reading an import's file: what is in it, row by row, as people who may be registered. No database here.

use jiff::civil::Date;
use people::Region;
use people::import::{Context, FileProblem, Format, Mapping, RowResult, rows, sniff};
use tenancy::Tenant;

use super::model::{Choices, Found, FoundColumn, ImportKind, Problem};
use crate::parties::model::{NewParty, PartyKind};

/// A file, ready to be read from its beginning.
pub struct Table {
    bytes: Vec<u8>,
    format: Format,
    mapping: Mapping,
    context: Context,
    kind: ImportKind,
}

/// A row, and what is to be said of it.
pub struct Row {
    pub line: i64,
    /// None where it cannot be brought in.
    pub person: Option<NewParty>,
    pub problems: Vec<Problem>,
}

impl Table {
    pub fn open(
        bytes: Vec<u8>,
        choices: &Choices,
        kind: ImportKind,
        (tenant, today): (&Tenant, Date),
    ) -> Result<Self, FileProblem> {
        let region = Region::parse(&tenant.region).or_else(|| Region::parse("US")).ok_or(FileProblem::Empty)?;
        let choices = choices.for_file(Some(region));
        let format = sniff(&bytes, &choices)?;
        let mapping = Mapping::new(&format, &choices.columns)?;
        Ok(Self { bytes, format, mapping, context: Context { region, today }, kind })
    }

    pub fn found(&self) -> Found {
        let column = |(heading, target): (&str, Option<people::import::Target>)| FoundColumn {
            heading: heading.to_owned(),
            target: target.map(|target| target.as_str().to_owned()),
        };
        Found {
            is_spreadsheet: self.format.is_book,
            encoding: self.format.encoding.name().to_owned(),
            separator: self.format.separator,
            date_order: self.format.date_order.order().map(|order| order.as_str().to_owned()),
            columns: self.mapping.columns().map(column).collect(),
        }
    }

    /// The rows, one at a time.
    pub fn rows(&self) -> impl Iterator<Item = Row> + Send + '_ {
        let read = rows(&self.bytes, &self.format, &self.mapping, &self.context);
        read.map(move |row| self.read(row))
    }

    fn read(&self, row: RowResult) -> Row {
        let line = i64::try_from(row.line).unwrap_or(i64::MAX);
        let place = |column: &Option<String>| {
            let name = column.as_ref()?;
            let at = self.mapping.columns().position(|(heading, _)| heading == name)?;
            i32::try_from(at + 1).ok()
        };
        let warnings = row.warnings.iter().map(|warning| Problem {
            line,
            column: place(&warning.column),
            code: warning.code.as_str().to_owned(),
            is_warning: true,
        });
        let mut problems: Vec<Problem> = warnings.collect();
        let person = match row.person {
            Ok(person) => Some(NewParty { kind: self.kind.party(), ..NewParty::from(person) }),
            Err(found) => {
                problems.extend(found.iter().map(|problem| Problem {
                    line,
                    column: place(&problem.column),
                    code: problem.code.as_str().to_owned(),
                    is_warning: false,
                }));
                None
            }
        };
        Row { line, person, problems }
    }
}

impl ImportKind {
    const fn party(self) -> PartyKind {
        match self {
            Self::Patients => PartyKind::Patient,
            Self::Contacts => PartyKind::Other,
        }
    }
}
