//! The table, and where it is kept.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::{Options, Outcome};

pub struct Row {
    scenario: &'static str,
    connections: u32,
    per_second: f64,
    p50: String,
    p95: String,
    p99: String,
    errors: u64,
    bare: f64,
}

impl Row {
    /// Reads wrk's own report.
    pub fn read(scenario: &'static str, connections: u32, text: &str, bare: f64) -> Self {
        let after = |mark: &str| text.lines().find_map(|line| line.trim().strip_prefix(mark)).map(str::trim);
        let errors = after("Non-2xx or 3xx responses:").and_then(|count| count.parse().ok()).unwrap_or(0);
        Self {
            scenario,
            connections,
            per_second: after("Requests/sec:").and_then(|text| text.parse().ok()).unwrap_or(0.0),
            p50: after("50%").unwrap_or("-").to_owned(),
            p95: after("90%").unwrap_or("-").to_owned(),
            p99: after("99%").unwrap_or("-").to_owned(),
            errors,
            bare,
        }
    }
}

pub fn table(rows: &[Row], idle_kib: u64, loaded_kib: u64) -> String {
    let mut out = String::from(
        "| scenario | connections | req/s | p50 | p90 | p99 | errors | pgbench tx/s | ratio |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let ratio = if row.bare > 0.0 { row.per_second / row.bare } else { 0.0 };
        let _ = writeln!(
            out,
            "| {} | {} | {:.0} | {} | {} | {} | {} | {:.0} | {ratio:.2} |",
            row.scenario, row.connections, row.per_second, row.p50, row.p95, row.p99, row.errors, row.bare
        );
    }
    let _ = write!(out, "\nMemory (RSS): {} MB idle, {} MB after the load.\n", idle_kib / 1024, loaded_kib / 1024);
    out
}

const MARK: &str = "<!-- written by ./bench -->";

/// Replaces what an earlier run wrote; what people wrote around it stays.
pub fn write(path: &Path, table: &str, options: &Options) -> Outcome {
    let old = fs::read_to_string(path).unwrap_or_else(|_| format!("# Performance\n\n{MARK}\n{MARK}\n"));
    let mut parts = old.split(MARK);
    let (before, _, after) = (parts.next().unwrap_or_default(), parts.next(), parts.next().unwrap_or_default());
    let date = tenancy::Clock::default().now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let said = format!(
        "{before}{MARK}\n{date}, `./bench --clinics {} --patients {} --appointments {} --seconds {}`:\n\n{table}{MARK}{after}",
        options.clinics, options.patients, options.appointments, options.seconds
    );
    Ok(fs::write(path, said)?)
}
