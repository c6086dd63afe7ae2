//! Signs messages, one JSON object a line: so that a library of others can be held against our signatures.

use std::io::{self, BufRead as _, Write as _};

use carrier::{HookMessage, HookSecret};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

/// Something to sign, with one secret or with two.
#[derive(Deserialize)]
struct Case {
    secrets: Vec<String>,
    id: String,
    at: i64,
    body: String,
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let case: Case = serde_json::from_str(&line?)?;
        let at = Timestamp::from_second(case.at).map_err(io::Error::other)?;
        let message = HookMessage { id: &case.id, at, body: &case.body };
        let secrets: Option<Vec<HookSecret>> = case.secrets.iter().map(|text| HookSecret::parse(text)).collect();
        let signatures = secrets.map(|all| all.iter().map(|it| it.sign(&message)).collect::<Vec<_>>().join(" "));
        writeln!(out, "{}", json!({ "signature": signatures }))?;
    }
    Ok(())
}
