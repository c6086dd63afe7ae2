//! `./bench`: the program under load beside the bare SQL of the same work, on the same server, in the same run.
//!
//! Absolute figures of a shared machine say little; the ratio to pgbench in one run says what the program costs.

#![forbid(unsafe_code)]

mod ground;
mod report;
mod scenario;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Drives Praxis with wrk and the same SQL with pgbench.
#[derive(Parser)]
struct Options {
    /// One scenario alone; all without a name.
    scenario: Option<String>,
    #[arg(long, default_value_t = 20)]
    clinics: usize,
    #[arg(long, default_value_t = 2000)]
    patients: usize,
    /// Appointments of each patient.
    #[arg(long, default_value_t = 5)]
    appointments: usize,
    #[arg(long, default_value_t = 8)]
    seconds: u32,
    /// The built program.
    #[arg(long)]
    praxis: PathBuf,
    /// Where the table is written.
    #[arg(long)]
    write: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Outcome {
    let scenarios = scenario::chosen(options.scenario.as_deref())?;
    tell(&format!(
        "{} clinics x {} patients x {} appointments",
        options.clinics, options.patients, options.appointments
    ));
    let ground = ground::Ground::prepare(&options).await?;
    let mut rows = Vec::new();
    for scenario in scenarios {
        for connections in scenario.connections {
            tell(&format!("{} at {connections} connections", scenario.name));
            rows.push(scenario.measure(&ground, *connections, options.seconds)?);
        }
    }
    let idle = ground.idle_kib;
    let loaded = ground.resident_kib();
    ground.close()?;
    let table = report::table(&rows, idle, loaded);
    tell(&table);
    if let Some(path) = &options.write {
        report::write(path, &table, &options)?;
    }
    Ok(())
}

/// Prints a line of progress or result.
fn tell(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
