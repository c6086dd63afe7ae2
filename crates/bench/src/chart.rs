//! What opening a chart costs: ten years of one patient, who came twice a month.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::clinics::{self, Clinic, PASSWORD, USERNAME};
use crate::server::Server;
use crate::sign_in::{NO_LIMITS, ms, percentile};
use crate::wire::Line;
use crate::{Options, Outcome, ground};

pub const NAME: &str = "chart";

const VISITS: usize = 240;
/// At every sixth visit.
const ASSESSED: usize = 6;
const DOCUMENTS: usize = 60;
const LOOKS: usize = 300;

pub struct Charts {
    first: Pages,
    /// From page to page to the oldest.
    walk: Pages,
    narrowed: Pages,
}

struct Pages {
    took: Vec<Duration>,
    largest: usize,
}

pub async fn measure(options: &Options) -> Outcome<Charts> {
    let folder = ground::folder()?;
    let (house, cluster) = ground::house(folder.path()).await?;
    let clinic = clinics::furnish(&house, 0, 100).await?;
    house.close().await;
    let superuser = cluster.superuser_url("praxis");
    visit(&superuser, &clinic)?;
    let server = Server::start(&options.praxis, folder.path(), NO_LIMITS)?;
    let mut desk = Desk::open(&server.url, &clinic)?;
    desk.write_ten_years(&superuser, &clinic)?;
    let home = format!("/patients/{}", clinic.patient(0));
    let charts = Charts {
        first: desk.look(|_| home.clone())?,
        walk: desk.look(|body| body.and_then(older).unwrap_or_else(|| home.clone()))?,
        narrowed: desk.look(|_| format!("{home}?kind=assessment"))?,
    };
    server.stop()?;
    cluster.close().await?;
    Ok(charts)
}

/// An appointment holds nothing sealed, so plain SQL can make those of years that are over.
fn visit(url: &str, clinic: &Clinic) -> Outcome {
    let sql = format!(
        "set search_path = {schema}, extensions;
         insert into appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, busy_from, busy_until,
             group_id, currency, overbooked, created_at, updated_at, moved_at)
         select id, '{patient}', '{doctor}', 'consultation', 'checked-in', at, at + interval '30 minutes', at,
             at + interval '30 minutes', id, 'EGP', false, at, at, at
         from (select gen_random_uuid() as id, date_trunc('hour', now()) - n * interval '365 hours' as at
               from generate_series(1, {VISITS}) as n) as visit;
         insert into appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, busy_from, busy_until,
             group_id, currency, overbooked, created_at, updated_at, moved_at)
         select visit.id, p.id, '{doctor}', 'consultation', 'fulfilled', at, at + interval '10 minutes', at,
             at + interval '10 minutes', visit.id, 'EGP', true, at, at, at
         from (select id, row_number() over () as number from party where id <> '{patient}') as p
         cross join lateral (select gen_random_uuid() as id, now() - (p.number * 200 + n) * interval '1 hour' as at
                             from generate_series(1, 200) as n) as visit",
        schema = clinic.schema,
        patient = clinic.patient(0),
        doctor = clinic.doctor
    );
    psql(url, &sql).map(|_| ())
}

fn psql(url: &str, sql: &str) -> Outcome<String> {
    let done = Command::new("psql").args(["-XAt", "--quiet", "--set", "ON_ERROR_STOP=1", url, "-c", sql]).output()?;
    match done.status.success() {
        true => Ok(String::from_utf8_lossy(&done.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&done.stderr).into_owned().into()),
    }
}

/// The doctor at work.
struct Desk {
    line: Line,
    headers: String,
}

impl Desk {
    fn open(url: &str, clinic: &Clinic) -> Outcome<Self> {
        let mut line = Line::open(url, &clinic.host)?;
        let tokens: Value = serde_json::from_str(&line.sign_in(USERNAME, PASSWORD)?.body)?;
        let access = tokens.get("access").and_then(Value::as_str).ok_or("no access token")?;
        Ok(Self { line, headers: format!("authorization: Bearer {access}\r\ncontent-type: application/json\r\n") })
    }

    fn post(&mut self, path: &str, body: &Value) -> Outcome<String> {
        let answer = self.line.ask(&format!("POST {path}"), &self.headers, &body.to_string())?;
        if !matches!(answer.status, 200 | 201) {
            return Err(format!("POST {path}: {} {}", answer.status, answer.body).into());
        }
        let made: Value = serde_json::from_str(&answer.body)?;
        Ok(made.get("id").and_then(Value::as_str).unwrap_or_default().to_owned())
    }

    fn write_ten_years(&mut self, url: &str, clinic: &Clinic) -> Outcome {
        let (schema, patient) = (&clinic.schema, clinic.patient(0));
        let visits = psql(
            url,
            &format!("select id from {schema}.appointment where patient_id = '{patient}' order by starts_at"),
        )?;
        for (number, visit) in visits.lines().enumerate() {
            self.write_visit(number, visit)?;
            if number % ASSESSED == 0 {
                let answers: serde_json::Map<_, _> =
                    (1..=9).map(|item| (item.to_string(), json!((number + item) % 4))).collect();
                let body = json!({ "patient": patient, "appointment": visit, "instrument": "phq-9", "answers": answers,
                    "status": "completed" });
                self.post("/api/assessments/", &body)?;
            }
        }
        for number in 0..DOCUMENTS {
            let body = json!({ "title": format!("Letter {number}"), "kind": "report", "contact": patient });
            let id = self.post("/business/documents", &body)?;
            let headers = self.headers.replace("application/json", "text/plain");
            let upload = format!("POST /business/documents/{id}/upload");
            self.line.ask(&upload, &headers, "Dear colleague, thank you for sending this patient to us.")?;
        }
        for number in 0..12 {
            let kind = ["condition", "medication", "allergy"].get(number % 3).copied().unwrap_or_default();
            let body = json!({ "patient": patient, "kind": kind, "name": format!("Entry {number}"), "severity": (kind == "allergy").then_some("mild") });
            self.post("/api/history/", &body)?;
        }
        psql(url, "vacuum analyze").map(|_| ())
    }

    fn write_visit(&mut self, number: usize, visit: &str) -> Outcome {
        for (kind, text) in [
            ("diagnosis", "Essential hypertension, well controlled"),
            ("prescription", "Lisinopril 10 mg, once a day, 30 days"),
            ("requirement", "Creatinine and potassium"),
        ] {
            let made = self.post("/api/records/", &json!({ "appointment": visit, "kind": kind, "text": text }))?;
            // The last ones are still to be done.
            if kind == "requirement" && number < VISITS - 3 {
                self.post(&format!("/api/records/{made}/fulfil/"), &json!({}))?;
            }
        }
        let encounter = self.post("/api/encounters/", &json!({ "appointment": visit }))?;
        let words = "Feels well and takes the tablets each morning. No dizziness, no swelling. ".repeat(4);
        let note = json!({ "encounter": encounter, "subjective": words, "objective": words, "assessment": words,
            "plan": words });
        let note = self.post("/api/notes/", &note)?;
        self.post(&format!("/api/notes/{note}/sign/"), &json!({})).map(|_| ())
    }

    /// Looks at pages, each chosen by what the one before says.
    fn look(&mut self, next: impl Fn(Option<&str>) -> String) -> Outcome<Pages> {
        let (mut pages, mut body) = (Pages { took: Vec::with_capacity(LOOKS), largest: 0 }, None);
        for _ in 0..LOOKS {
            let path = next(body.as_deref());
            let answer = self.line.ask(&format!("GET {path}"), &self.headers, "")?;
            if answer.status != 200 {
                return Err(format!("GET {path}: {}", answer.status).into());
            }
            pages.took.push(answer.took);
            pages.largest = pages.largest.max(answer.body.len());
            body = Some(answer.body);
        }
        Ok(pages)
    }
}

/// Where the next page of a timeline is.
fn older(body: &str) -> Option<String> {
    let (_, rest) = body.split_once("rel=\"next\" href=\"")?;
    let (address, _) = rest.split_once('"')?;
    Some(address.split('#').next()?.replace("&#38;", "&"))
}

impl Charts {
    pub fn text(mut self) -> String {
        let told = |pages: &mut Pages| {
            let (p50, p95) = (ms(percentile(&mut pages.took, 50)), ms(percentile(&mut pages.took, 95)));
            format!("p50 {p50:.1} ms, p95 {p95:.1} ms, {} KB at most", pages.largest.div_ceil(1000))
        };
        format!(
            "The chart of a patient of ten years ({VISITS} visits with three records and a note each, {} assessments, \
             {DOCUMENTS} documents), uncompressed: {}. Walking its timeline to the oldest page: {}. Assessments alone: {}.",
            VISITS.div_ceil(ASSESSED),
            told(&mut self.first),
            told(&mut self.walk),
            told(&mut self.narrowed)
        )
    }
}
