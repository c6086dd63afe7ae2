//! Signs and checks, one JSON object a line: so that the carrier's own library can be held against ours.

use std::io::{self, BufRead as _, Write as _};

use carrier::{Signature, Token};
use serde::Deserialize;
use serde_json::json;

/// Something to sign, and a signature to check.
#[derive(Deserialize)]
struct Case {
    token: String,
    address: String,
    #[serde(default)]
    fields: Vec<(String, String)>,
    /// Of what is no form.
    body: Option<String>,
    shown: String,
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let case: Case = serde_json::from_str(&line?)?;
        let signature = Signature::new(&Token::new(case.token));
        let made = signature.of_form(&case.address, &case.fields);
        let accepted = match &case.body {
            Some(body) => signature.is_of_body(&case.address, body.as_bytes(), &case.shown),
            None => signature.is_of_form(&case.address, &case.fields, &case.shown),
        };
        writeln!(out, "{}", json!({ "made": made, "accepted": accepted }))?;
    }
    Ok(())
}
