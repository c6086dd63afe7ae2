//! Two people changed the same thing: what each wrote, side by side, to choose from field by field. Nothing typed is lost.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::Error;
use web::{Html, WebResult};

use super::{Moment, Page};

/// What stands in a field: as forms send it, and as people read it.
#[derive(Clone, PartialEq, Eq)]
pub struct Value {
    pub raw: String,
    pub shown: String,
}

impl Value {
    pub fn plain(text: &str) -> Self {
        // Browsers end lines with two characters, what is stored has one.
        let raw = text.trim().replace("\r\n", "\n");
        Self { shown: raw.clone(), raw }
    }
}

/// One field that both had a hand in, or only one of them.
pub struct Clash {
    pub name: &'static str,
    pub label: String,
    pub yours: Value,
    pub theirs: Value,
    /// As it stood when the form was opened, where that is known.
    pub base: Option<Value>,
    /// Whether one can stand below the other: of words, not of dates and codes.
    pub may_keep_both: bool,
}

impl Clash {
    /// Whoever left a field as it was does not mean to keep it from the other.
    pub fn takes_theirs(&self) -> bool {
        self.base.as_ref().is_some_and(|base| base.raw == self.yours.raw)
    }

    /// One's own below the other's, where there is something in both.
    pub fn both(&self) -> Option<String> {
        let (yours, theirs) = (&self.yours.raw, &self.theirs.raw);
        (self.may_keep_both && !yours.is_empty() && !theirs.is_empty()).then(|| format!("{theirs}\n\n{yours}"))
    }

    /// Both changed it, each in another way.
    pub fn is_contested(&self) -> bool {
        self.base.as_ref().is_some_and(|base| base.raw != self.yours.raw && base.raw != self.theirs.raw)
    }
}

/// Everything the page needs; the form goes to where the refused one came from.
#[derive(Template)]
#[template(path = "conflict.html")]
pub struct ConflictPage {
    pub page: Page,
    /// What it is about.
    pub title: String,
    pub action: String,
    pub back: String,
    pub who: String,
    pub at: Moment,
    pub clashes: Vec<Clash>,
    /// Fields that go along as they are.
    pub kept: Vec<(&'static str, String)>,
    /// A reason for the change, where one is asked for.
    pub reason: Option<String>,
}

impl ConflictPage {
    fn knows_base(&self) -> bool {
        self.clashes.iter().any(|clash| clash.base.is_some())
    }

    pub fn answer(&self) -> WebResult<Response> {
        Ok((StatusCode::CONFLICT, Html(self.render().map_err(Error::internal)?)).into_response())
    }
}
