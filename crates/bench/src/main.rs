//! `./bench`: the program under load beside the bare SQL of the same work, on the same server, in the same run.
//!
//! Absolute figures of a shared machine say little; the ratio to pgbench in one run says what the program costs.

#![forbid(unsafe_code)]

mod analytics;
mod chart;
mod clinics;
mod documents;
mod ground;
mod outbox;
mod readings;
mod report;
mod scenario;
mod server;
mod sign_in;
mod slots;
mod startup;
mod wire;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::ground::Ground;
use crate::report::Report;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Drives Praxis with wrk and the same SQL with pgbench.
#[derive(Clone, Parser)]
struct Options {
    /// One scenario alone, `startup`, `sign-in`, `slots`, `outbox`, `readings`, `chart`, `documents` or `analytics`; all without a name.
    scenario: Option<String>,
    #[arg(long, default_value_t = 20)]
    clinics: usize,
    #[arg(long, default_value_t = 2000)]
    patients: usize,
    /// Appointments of each patient.
    #[arg(long, default_value_t = 5)]
    appointments: usize,
    /// Of each scenario, in three rounds.
    #[arg(long, default_value_t = 12)]
    seconds: u32,
    /// How many patients the one clinic has in which `search-box` looks for some.
    #[arg(long, default_value_t = 100_000)]
    crowd: usize,
    /// How many clinics `startup` migrates.
    #[arg(long, default_value_t = 1000)]
    many: usize,
    /// A server that already runs, instead of one with generated clinics; there is no bare SQL beside it.
    #[arg(long, requires_all = ["host", "username", "password_file"])]
    url: Option<String>,
    /// The clinic there; several for a rotation.
    #[arg(long)]
    host: Vec<String>,
    /// Somebody who may read and book, in each of these clinics.
    #[arg(long)]
    username: Option<String>,
    #[arg(long)]
    password_file: Option<PathBuf>,
    /// The built program.
    #[arg(long)]
    praxis: PathBuf,
    /// Where the table of a whole run is written.
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
    let mut report = Report::default();
    let scenarios = scenario::chosen(options.scenario.as_deref())?;
    let searches = scenarios.iter().any(|scenario| scenario.name == scenario::SEARCH_BOX);
    if !scenarios.is_empty() {
        let mut ground = Ground::prepare(&options).await?;
        for scenario in scenarios {
            for connections in scenario.connections {
                tell(&format!("{} at {connections} connections", scenario.name));
                report.rows.push(scenario.measure(&mut ground, *connections, options.seconds)?);
            }
        }
        report.memory = ground.memory();
        ground.close()?;
    }
    let asked = |name| options.url.is_none() && options.scenario.as_deref().is_none_or(|one| one == name);
    if options.url.is_none() && searches {
        let one = Options { clinics: 1, patients: options.crowd, appointments: 0, scenario: None, ..options.clone() };
        let mut ground = Ground::prepare(&one).await?;
        report.search = Some((one.patients, scenario::search_box()?.measure(&mut ground, 1, one.seconds)?));
        ground.close()?;
    }
    if asked(startup::NAME) {
        report.startup = Some(startup::measure(&options).await?);
    }
    if asked(sign_in::NAME) {
        report.sign_in = Some(sign_in::measure(&options).await?);
    }
    if asked(slots::NAME) {
        report.slots = Some(slots::measure(&options).await?.text());
    }
    if asked(outbox::NAME) {
        report.outbox = Some(outbox::measure(&options).await?.text());
    }
    if asked(readings::NAME) {
        report.readings = Some(readings::measure(&options).await?.text());
    }
    if asked(chart::NAME) {
        report.chart = Some(chart::measure(&options).await?.text());
    }
    if asked(documents::NAME) {
        report.documents = Some(documents::measure(&options).await?.text());
    }
    if asked(analytics::NAME) {
        report.analytics = Some(analytics::measure(&options).await?.text());
    }
    let text = report.text();
    tell(&text);
    match &options.write {
        Some(path) if options.scenario.is_none() && options.url.is_none() => report::write(path, &text, &options),
        _ => Ok(()),
    }
}

/// Prints a line of progress or result.
fn tell(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
