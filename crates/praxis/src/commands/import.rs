//! `praxis import`: what a clinic hands over on its first day.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use clinic::parties::import::{Reading, read};
use people::DateOrder;
use people::import::Choices;
use serde_json::json;
use tenancy::{Actor, House};

use super::say;
use crate::ground::Outcome;

#[derive(Subcommand)]
pub enum ImportCommand {
    /// Patients from a CSV file. Separator, encoding and order of dates are found by themselves.
    Patients(Patients),
}

#[derive(Args)]
pub struct Patients {
    file: PathBuf,
    #[arg(long)]
    tenant: String,
    /// Read and check everything, store nothing.
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    separator: Option<char>,
    /// As in the Encoding Standard: utf-8, windows-1256, ...
    #[arg(long)]
    encoding: Option<String>,
    /// dmy or mdy.
    #[arg(long)]
    date_order: Option<String>,
    /// `target=column`, such as `given_name=FIRST`; `target=` leaves it out.
    #[arg(long = "column")]
    columns: Vec<String>,
    #[arg(long)]
    json: bool,
}

pub async fn run(house: &House, command: ImportCommand) -> Outcome<ExitCode> {
    let ImportCommand::Patients(wanted) = command;
    let bytes =
        std::fs::read(&wanted.file).map_err(|error| format!("cannot read {}: {error}", wanted.file.display()))?;
    let tenant = super::user::tenant(house, &wanted.tenant).await?;
    let date_order = match wanted.date_order.as_deref() {
        Some(text) => Some(DateOrder::parse(text).ok_or("the order of dates is dmy or mdy")?),
        None => None,
    };
    let choices = Choices {
        encoding: wanted.encoding.clone(),
        separator: wanted.separator,
        date_order,
        columns: wanted.columns.clone(),
        region: people::Region::parse(&tenant.region),
        ..Choices::default()
    };
    let today = tenant.day_of(house.clock().now());
    let reading = read(&bytes, &choices, &tenant, today)?;
    let mut tx = house.begin(house.ticket(tenant.clone(), Actor::Operator)).await?;
    let clashes = reading.clashes(&mut tx).await?;
    let mut refused = 0;
    for problem in &reading.problems {
        report(&wanted, problem.line, problem.column.as_deref(), problem.code.as_str());
        refused += 1;
    }
    for clash in &clashes {
        report(&wanted, clash.line, None, clash.code);
        refused += 1;
    }
    if refused == 0 && !wanted.dry_run {
        let total = reading.people.len();
        reading.store(&mut tx, |done| progress(done, total)).await?;
        tx.commit().await?;
        house.refresh_statistics(&tenant).await?;
    }
    summarise(&wanted, &reading, refused);
    Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn report(wanted: &Patients, line: u64, column: Option<&str>, code: &str) {
    match wanted.json {
        true => say(&json!({ "line": line, "column": column, "code": code }).to_string()),
        false => say(&format!("line {line}{}: {code}", column.map(|name| format!(", {name}")).unwrap_or_default())),
    }
}

fn progress(done: usize, total: usize) {
    if std::io::stderr().is_terminal() && (done.is_multiple_of(50) || done == total) {
        let _ = write!(std::io::stderr(), "\r{done} of {total}{}", if done == total { "\n" } else { "" });
    }
}

fn summarise(wanted: &Patients, reading: &Reading, refused: usize) {
    let mut warnings: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in &reading.warnings {
        *warnings.entry(warning.code.as_str()).or_default() += 1;
    }
    let imported = if refused == 0 && !wanted.dry_run { reading.people.len() } else { 0 };
    let format = &reading.format;
    if wanted.json {
        let order = format.date_order.order().map(people::DateOrder::as_str);
        say(&json!({
            "imported": imported, "readable": reading.people.len(), "refused": refused, "warnings": warnings,
            "encoding": format.encoding.name(), "separator": format.separator, "date_order": order,
            "columns": reading.columns,
        })
        .to_string());
        return;
    }
    let order = format.date_order.order().map_or("not needed", |order| order.as_str());
    say(&format!("read as {}, separator {:?}, dates {order}", format.encoding.name(), format.separator));
    for (code, count) in warnings {
        say(&format!("{count:>6} rows: {code}"));
    }
    match (refused, wanted.dry_run) {
        (0, false) => say(&format!("{imported} patients imported")),
        (0, true) => say(&format!("{} patients can be imported; nothing was stored", reading.people.len())),
        (_, _) => say(&format!(
            "{refused} problems; nothing was imported. Correct the file or leave the rows out, then try again."
        )),
    }
}
