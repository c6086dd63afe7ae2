//! People: patients, or whoever else the clinic has to do with.

use std::collections::HashMap;

use people::Region;
use people::import::{Context as Where, FileProblem, Format, Mapping, RowResult, Target, rows, sniff};
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::{Context, Refusal, Row, Said, TakenBack};
use crate::imports::model::{Choices, Found, FoundColumn, ImportKind, Problem};
use crate::parties::bulk;
use crate::parties::model::{NewParty, PartyKind};

/// How a table of people is written, and which column holds what.
pub struct Reader {
    format: Format,
    mapping: Mapping,
    place: Where,
    kind: PartyKind,
}

pub fn targets() -> Vec<&'static str> {
    Target::ALL.iter().map(|target| target.as_str()).collect()
}

impl Reader {
    pub fn open(kind: ImportKind, bytes: &[u8], choices: &Choices, at: Context<'_>) -> Result<Self, &'static str> {
        let opened = || -> Result<Self, FileProblem> {
            let region = Region::parse(&at.tenant.region).or_else(|| Region::parse("US")).ok_or(FileProblem::Empty)?;
            let choices = choices.for_file(Some(region));
            let format = sniff(bytes, &choices)?;
            let mapping = Mapping::new(&format, &choices.columns)?;
            let kind = if kind == ImportKind::Patients { PartyKind::Patient } else { PartyKind::Other };
            Ok(Self { format, mapping, place: Where { region, today: at.tenant.day_of(at.now) }, kind })
        };
        opened().map_err(|problem| problem.code())
    }

    pub fn found(&self) -> Found {
        let column = |(heading, target): (&str, Option<Target>)| FoundColumn {
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

    pub fn rows<'r>(&'r self, bytes: &'r [u8]) -> impl Iterator<Item = Row> + Send + 'r {
        rows(bytes, &self.format, &self.mapping, &self.place).map(move |row| self.read(row))
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
        let said = match row.person {
            Ok(person) => Some(Said::Person(Box::new(NewParty { kind: self.kind, ..NewParty::from(person) }))),
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
        Row { line, said, problems }
    }
}

fn people(said: &[Said]) -> Vec<NewParty> {
    let person = |said: &Said| match said {
        Said::Person(person) => Some(NewParty::clone(person)),
        Said::Visit(_) | Said::Transaction(_) => None,
    };
    said.iter().filter_map(person).collect()
}

/// Whoever shares with somebody who is here what nobody shares.
pub async fn refusals(tx: &mut TenantTx, action: Action, said: &[Said]) -> Result<Vec<(usize, Refusal)>> {
    let here = bulk::clashes(tx, action, &people(said)).await?;
    let refusal = |conflict: tenancy::Conflict| Refusal::of(&[], conflict.code());
    Ok(here.into_iter().map(|(place, conflict)| (place, refusal(conflict))).collect())
}

pub async fn write(tx: &mut TenantTx, said: &[Said]) -> Result<Vec<Result<Uuid, Refusal>>> {
    // Whoever has come in by another door since the file was looked at.
    let here: HashMap<usize, Refusal> = refusals(tx, Action::ImportPatients, said).await?.into_iter().collect();
    let new = people(said).into_iter().enumerate().filter(|(place, _)| !here.contains_key(place));
    let new: Vec<NewParty> = new.map(|(_, person)| person).collect();
    let mut ids = bulk::import(tx, &new, |_| ()).await?.into_iter();
    let missing = Refusal::of(&[], "duplicate_mrn");
    let outcome = |place: usize| match here.get(&place) {
        Some(refusal) => Err(*refusal),
        None => ids.next().ok_or(missing),
    };
    Ok((0..said.len()).map(outcome).collect())
}

pub async fn take_back(tx: &mut TenantTx, action: Action, subjects: &[Uuid]) -> Result<TakenBack> {
    let subjects = bulk::take_back(tx, action, subjects).await?;
    Ok(TakenBack { patients: subjects.clone(), subjects })
}
