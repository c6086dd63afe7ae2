//! The table, and where it is kept.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::sign_in::SignIn;
use crate::startup::Startup;
use crate::{Options, Outcome};

pub struct Row {
    scenario: &'static str,
    connections: u32,
    per_second: f64,
    /// p50, p95 and p99, in milliseconds.
    latency: [f64; 3],
    errors: u64,
    bare: Option<f64>,
}

impl Row {
    /// Reads the line that our script makes wrk print.
    pub fn read(scenario: &'static str, connections: u32, text: &str, bare: Option<f64>) -> Outcome<Self> {
        let line = text.lines().find_map(|line| line.strip_prefix("RESULT ")).ok_or("wrk printed no result")?;
        let figures: Vec<f64> = line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        let [per_second, p50, p95, p99, errors] = figures[..] else { return Err("wrk printed another result".into()) };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let errors = errors as u64;
        Ok(Self { scenario, connections, per_second, latency: [p50, p95, p99], errors, bare })
    }
}

impl Row {
    /// The round whose ratio (or speed, where there is nothing to compare with) is in the middle.
    pub fn median(mut rows: Vec<Self>) -> Option<Self> {
        rows.sort_by(|one, other| one.ratio().total_cmp(&other.ratio()));
        let middle = rows.len() / 2;
        rows.into_iter().nth(middle)
    }

    fn ratio(&self) -> f64 {
        self.per_second / self.bare.filter(|bare| *bare > 0.0).unwrap_or(1.0)
    }
}

#[derive(Default)]
pub struct Report {
    pub rows: Vec<Row>,
    /// KiB when ready, and after the load.
    pub memory: Option<(u64, u64)>,
    /// The search box in one clinic of so many patients.
    pub search: Option<(usize, Row)>,
    pub startup: Option<Startup>,
    pub sign_in: Option<SignIn>,
    pub slots: Option<String>,
    pub outbox: Option<String>,
    pub readings: Option<String>,
    pub chart: Option<String>,
    pub documents: Option<String>,
    pub analytics: Option<String>,
}

impl Report {
    pub fn text(&self) -> String {
        let mut out = String::new();
        if !self.rows.is_empty() {
            out.push_str(
                "| scenario | connections | req/s | p50 ms | p95 ms | p99 ms | errors | pgbench tx/s | ratio |\n",
            );
            out.push_str("|---|---|---|---|---|---|---|---|---|\n");
        }
        for row in &self.rows {
            let [p50, p95, p99] = row.latency;
            let (bare, ratio) = match row.bare {
                Some(bare) if bare > 0.0 => (format!("{bare:.0}"), format!("{:.2}", row.ratio())),
                _ => ("-".to_owned(), "-".to_owned()),
            };
            let Row { scenario, connections, per_second, errors, .. } = row;
            let _ = writeln!(
                out,
                "| {scenario} | {connections} | {per_second:.0} | {p50:.1} | {p95:.1} | {p99:.1} | {errors} | {bare} | {ratio} |",
            );
        }
        if let Some((idle, loaded)) = self.memory {
            let _ =
                writeln!(out, "\nMemory (RSS): {} MB when ready, {} MB after the load.", idle / 1024, loaded / 1024);
        }
        if let Some((patients, row)) = &self.search {
            let ([p50, p95, p99], errors) = (row.latency, row.errors);
            let _ = writeln!(
                out,
                "\nThe search box in one clinic of {patients} patients, somebody typing without a break: p50 {p50:.1} ms, \
                 p95 {p95:.1} ms, p99 {p99:.1} ms, {errors} errors.",
            );
        }
        if let Some(startup) = &self.startup {
            let _ = writeln!(out, "\n{}", startup.text());
        }
        if let Some(sign_in) = &self.sign_in {
            let _ = writeln!(out, "\n{}", sign_in.text());
        }
        let told = [&self.slots, &self.outbox, &self.readings, &self.chart, &self.documents, &self.analytics];
        for text in told.into_iter().flatten() {
            let _ = writeln!(out, "\n{text}");
        }
        out
    }
}

const MARK: &str = "<!-- written by ./bench -->";

/// Replaces what an earlier run wrote; what people wrote around it stays.
pub fn write(path: &Path, text: &str, options: &Options) -> Outcome {
    let old = fs::read_to_string(path).unwrap_or_else(|_| format!("# Performance\n\n{MARK}\n{MARK}\n"));
    let mut parts = old.split(MARK);
    let (before, _, after) = (parts.next().unwrap_or_default(), parts.next(), parts.next().unwrap_or_default());
    let date = tenancy::Clock::default().now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let Options { clinics, patients, appointments, seconds, .. } = options;
    let command =
        format!("./bench --clinics {clinics} --patients {patients} --appointments {appointments} --seconds {seconds}");
    Ok(fs::write(path, format!("{before}{MARK}\n{date}, `{command}`:\n\n{text}{MARK}{after}"))?)
}
