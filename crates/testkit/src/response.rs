//! [`Response`]: an answer read to its end, with what tests ask of it.

use std::fmt;

use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use uuid::Uuid;

/// An answer.
#[derive(Debug, Clone)]
pub struct Response {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Response {
    pub(crate) async fn read(answer: axum::response::Response) -> Self {
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.expect("a body that ends").to_bytes().to_vec();
        Self { status: parts.status, headers: parts.headers, body }
    }

    /// A header's value, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}: {}", self.text()))
    }

    /// The code of a problem, or nothing.
    pub fn code(&self) -> String {
        serde_json::from_slice::<Value>(&self.body)
            .ok()
            .and_then(|problem| problem["code"].as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    pub fn id(&self) -> Uuid {
        let id = self.json()["id"].as_str().and_then(|id| id.parse().ok());
        id.unwrap_or_else(|| panic!("no id in {self}"))
    }

    /// Fails the test unless the status is this one; says what came instead.
    #[expect(clippy::return_self_not_must_use, reason = "most tests ask for the status and for nothing else")]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert!(self.status == status, "expected {status}, got {self}\n{}", self.text());
        self
    }

    /// The page's proof that a form is ours.
    pub fn csrf(&self) -> String {
        between(&self.text(), "name=\"csrf\" content=\"", "\"").unwrap_or_default()
    }

    /// The value that a cookie is set to.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        set.filter_map(|line| line.split(';').next()?.split_once('='))
            .find_map(|(found, value)| (found == name).then(|| value.to_owned()))
    }

    pub fn is_page(&self) -> bool {
        self.is("text/html")
    }

    fn is(&self, kind: &str) -> bool {
        self.header("content-type").starts_with(kind)
    }
}

fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let start = text.find(before)? + before.len();
    let rest = &text[start..];
    Some(rest[..rest.find(after)?].to_owned())
}

/// The status and what stays the same from run to run.
impl fmt::Display for Response {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.status.as_u16())?;
        if self.is("application/problem+json") {
            let problem = self.json();
            let mut shown = json!({ "code": problem["code"] });
            for field in problem["errors"].as_array().into_iter().flatten() {
                shown["errors"][field["pointer"].as_str().unwrap_or_default()] = field["code"].clone();
            }
            write!(out, " {shown}")
        } else if self.is("application/json") {
            let mut shown = self.json();
            hide_ids(&mut shown);
            write!(out, " {shown}")
        } else if !self.header("location").is_empty() {
            write!(out, " -> {}", self.header("location"))
        } else if self.is("text/html") {
            write!(out, " {}", between(&self.text(), "<title>", "</title>").unwrap_or_default())
        } else if self.is("text/plain") {
            write!(out, " {}", self.text().trim())
        } else {
            Ok(())
        }
    }
}

fn hide_ids(value: &mut Value) {
    match value {
        Value::String(text) if text.parse::<Uuid>().is_ok() => *value = "[id]".into(),
        Value::Array(items) => items.iter_mut().for_each(hide_ids),
        Value::Object(fields) => fields.values_mut().for_each(hide_ids),
        _ => {}
    }
}
