//! Bringing in a spreadsheet of patients: read it, say what is wrong row by row, then all of it or nothing.

use people::Region;
use people::import::{
    Choices, Context, FileProblem, Format, ImportedPerson, Mapping, RowProblem, RowWarning, Sex as ReadSex, rows, sniff,
};
use tenancy::{Action, Error, Result, Tenant, TenantTx};

use super::model::{Address, NewParty, PartyKind, Sex};
use super::operations;

/// A file that was read: who is in it, and what could not be read.
pub struct Reading {
    pub format: Format,
    /// Each column of the file and what it was taken for.
    pub columns: Vec<(String, Option<&'static str>)>,
    pub people: Vec<NewParty>,
    lines: Vec<u64>,
    pub problems: Vec<RowProblem>,
    pub warnings: Vec<RowWarning>,
}

/// Somebody in the file who is in the clinic already.
pub struct Clash {
    pub line: u64,
    pub code: &'static str,
}

pub fn read(
    bytes: &[u8],
    choices: &Choices,
    tenant: &Tenant,
    today: jiff::civil::Date,
) -> Result<Reading, FileProblem> {
    let region = Region::parse(&tenant.region).or_else(|| Region::parse("US")).ok_or(FileProblem::Empty)?;
    let format = sniff(bytes, choices)?;
    let mapping = Mapping::new(&format, &choices.columns)?;
    let columns =
        mapping.columns().map(|(name, target)| (name.to_owned(), target.map(people::import::Target::as_str))).collect();
    let mut reading = Reading {
        columns,
        people: Vec::new(),
        lines: Vec::new(),
        problems: Vec::new(),
        warnings: Vec::new(),
        format: format.clone(),
    };
    for row in rows(bytes, &format, &mapping, &Context { region, today }) {
        reading.warnings.extend(row.warnings);
        match row.person {
            Ok(person) => {
                reading.people.push(NewParty::from(person));
                reading.lines.push(row.line);
            }
            Err(problems) => reading.problems.extend(problems),
        }
    }
    Ok(reading)
}

impl Reading {
    /// Those who are here already, by record number or e-mail.
    pub async fn clashes(&self, tx: &mut TenantTx) -> Result<Vec<Clash>> {
        let found = operations::clashes(tx, Action::ImportPatients, &self.people).await?;
        let line = |position: usize| self.lines.get(position).copied().unwrap_or_default();
        Ok(found
            .into_iter()
            .map(|(position, conflict)| Clash { line: line(position), code: conflict.code() })
            .collect())
    }

    /// Stores everybody. Refused while anything in the file could not be read.
    pub async fn store(&self, tx: &mut TenantTx, done: impl FnMut(usize)) -> Result<()> {
        if !self.problems.is_empty() {
            return Err(Error::invalid("file", "malformed"));
        }
        operations::import(tx, &self.people, done).await?;
        Ok(())
    }
}

impl From<ImportedPerson> for NewParty {
    fn from(person: ImportedPerson) -> Self {
        let mut lines = person.address_lines.into_iter();
        let address = Address {
            line1: lines.next(),
            line2: lines.next(),
            city: person.city,
            region: person.region,
            postal_code: person.postal_code,
            country: person.country,
        };
        // Somebody who has died is kept and found, but no longer booked.
        let died = person.deceased_on.map(|date| format!("† {date}"));
        let notes = [died, person.notes].into_iter().flatten().collect::<Vec<_>>().join("\n");
        let mrn = person.mrn.or_else(|| person.external_id.as_deref().and_then(|id| people::Mrn::parse(id).ok()));
        Self {
            kind: PartyKind::Patient,
            given_name: person.given_name,
            family_name: person.family_name,
            date_of_birth: person.date_of_birth,
            sex: match person.sex {
                ReadSex::Female => Sex::Female,
                ReadSex::Male => Sex::Male,
                ReadSex::Other => Sex::Other,
                ReadSex::Unknown => Sex::Unknown,
            },
            mrn,
            phone: person.phone,
            email: person.email,
            address: (address != Address::default()).then_some(address),
            language: person.language,
            preferred_channel: None,
            emergency_contacts: Vec::new(),
            insurance: None,
            consents: Vec::new(),
            notes: (!notes.is_empty()).then_some(notes),
            active: person.deceased_on.is_none(),
        }
    }
}
