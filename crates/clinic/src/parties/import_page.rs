//! The import page: a file goes up, is read and checked, and is stored whole or not at all.

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use http::StatusCode;
use people::DateOrder;
use people::import::{Choices, DateEvidence, FileProblem};
use tenancy::{Action, Error};
use web::{Answer, Caller, Fault, Html, WebResult};

use super::import::{Reading, read};
use crate::shell::Page;

const LARGEST: usize = 32 * 1024 * 1024;
/// More problems than this are not shown on the page; nobody corrects a file from such a list.
const SHOWN: usize = 200;

pub fn routes() -> Router {
    Router::new().route("/patients/import", get(import_form).post(import)).layer(DefaultBodyLimit::max(LARGEST))
}

#[derive(Template)]
#[template(path = "parties/import.html")]
struct ImportPage {
    page: Page,
    error: String,
    outcome: Option<Checked>,
}

/// What a file turned out to be.
struct Checked {
    encoding: &'static str,
    separator: char,
    date_order: String,
    columns: Vec<(String, Option<&'static str>)>,
    readable: usize,
    problems: Vec<Problem>,
    warnings: Vec<(String, usize)>,
}

struct Problem {
    line: u64,
    column: String,
    text: String,
}

async fn import_form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ImportPatients)?;
    answer(&caller, StatusCode::OK, String::new(), None)
}

fn answer(caller: &Caller, status: StatusCode, error: String, outcome: Option<Checked>) -> WebResult<Response> {
    let page = ImportPage { page: Page::new(caller), error, outcome };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

#[derive(Default)]
struct Upload {
    file: bytes::Bytes,
    choices: Choices,
    commit: bool,
}

async fn import(caller: Caller, form: Multipart) -> WebResult<Response> {
    caller.require(Action::ImportPatients)?;
    let upload = receive(form).await?;
    let reading = match read(&upload.file, &upload.choices, caller.tenant(), caller.today()) {
        Ok(reading) => reading,
        Err(problem) => {
            let text = file_problem(&caller, &problem);
            return answer(&caller, StatusCode::UNPROCESSABLE_ENTITY, text, None);
        }
    };
    let mut tx = caller.begin().await?;
    let clashes = reading.clashes(&mut tx).await?;
    let checked = check(&caller, &reading, &clashes);
    if upload.commit && checked.problems.is_empty() {
        reading.store(&mut tx, |_| ()).await?;
        return Ok(Answer::see_other("/doctor/patients-dash/").commit(&caller, tx).await?);
    }
    let status = if checked.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    answer(&caller, status, String::new(), Some(checked))
}

async fn receive(mut form: Multipart) -> WebResult<Upload> {
    let broken = |_| Fault::Malformed("the upload cannot be read".to_owned());
    let mut upload = Upload::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            upload.file = field.bytes().await.map_err(broken)?;
            continue;
        }
        let text = field.text().await.map_err(broken)?;
        match name.as_str() {
            "encoding" if !text.is_empty() => upload.choices.encoding = Some(text),
            "separator" => upload.choices.separator = text.chars().next(),
            "date_order" => upload.choices.date_order = DateOrder::parse(&text),
            "commit" => upload.commit = true,
            _ => {}
        }
    }
    Ok(upload)
}

fn file_problem(caller: &Caller, problem: &FileProblem) -> String {
    format!("{} {problem}", caller.text("parties-import-unreadable"))
}

fn check(caller: &Caller, reading: &Reading, clashes: &[super::import::Clash]) -> Checked {
    let text = |code: &str| caller.text(&format!("import-{}", code.replace('_', "-")));
    let unread = reading.problems.iter().map(|problem| Problem {
        line: problem.line,
        column: problem.column.clone().unwrap_or_default(),
        text: text(problem.code.as_str()),
    });
    let here = clashes.iter().map(|clash| Problem { line: clash.line, column: String::new(), text: text(clash.code) });
    let mut warnings: Vec<(String, usize)> = Vec::new();
    for warning in &reading.warnings {
        let text = text(warning.code.as_str());
        match warnings.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => warnings.push((text, 1)),
        }
    }
    Checked {
        encoding: reading.format.encoding.name(),
        separator: reading.format.separator,
        date_order: order(caller, &reading.format.date_order),
        columns: reading.columns.clone(),
        readable: reading.people.len(),
        problems: unread.chain(here).take(SHOWN).collect(),
        warnings,
    }
}

fn order(caller: &Caller, evidence: &DateEvidence) -> String {
    let key = evidence.order().map_or("none", |order| order.as_str());
    caller.text(&format!("parties-import-order-{key}"))
}
