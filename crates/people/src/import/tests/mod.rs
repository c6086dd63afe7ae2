//! Files as clinics hand them over, small.

mod files;
mod formats;
mod mappings;
mod people;

use jiff::civil::date;

use super::*;

pub(super) const TODAY: Date = date(2026, 3, 2);

pub(super) fn context(region: &str) -> Context {
    Context { region: Region::parse(region).expect("a region"), today: TODAY }
}

/// Reads a file by its own lights.
pub(super) fn read(bytes: impl AsRef<[u8]>) -> Vec<RowResult> {
    read_with(bytes, &Choices::default())
}

pub(super) fn read_with(bytes: impl AsRef<[u8]>, choices: &Choices) -> Vec<RowResult> {
    let format = sniff(bytes.as_ref(), choices).expect("a format");
    let mapping = Mapping::new(&format, &choices.columns).expect("a mapping");
    rows(bytes.as_ref(), &format, &mapping, &context("EG")).collect()
}

/// What one row came to, in a line: the person's name or the problems, then the warnings.
pub(super) fn told(row: &RowResult) -> String {
    let columned = |column: &Option<String>, code: &str, first: Option<u64>| {
        let column = column.as_ref().map(|column| format!("{column}:")).unwrap_or_default();
        let first = first.map(|first| format!("@{first}")).unwrap_or_default();
        format!("{column}{code}{first}")
    };
    let outcome = match &row.person {
        Ok(person) => format!("{}|{}", person.given_name, person.family_name),
        Err(problems) => {
            let problems = problems.iter().map(|p| columned(&p.column, p.code.as_str(), p.first_line));
            format!("! {}", problems.collect::<Vec<_>>().join(" "))
        }
    };
    let warnings = row.warnings.iter().map(|w| columned(&w.column, w.code.as_str(), w.first_line));
    format!("{} {outcome} [{}]", row.line, warnings.collect::<Vec<_>>().join(" "))
}

pub(super) fn all_told(bytes: impl AsRef<[u8]>) -> Vec<String> {
    read(bytes).iter().map(told).collect()
}
