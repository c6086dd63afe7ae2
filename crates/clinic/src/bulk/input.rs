//! Whom a deed is to be done to, as clients send it, checked.

use std::collections::HashSet;

use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::MOST;
use crate::appointments::input::REASON;
use crate::checking::Check;
use crate::tags::input::name_in;
use crate::tags::model::TagName;

/// Those who are chosen, each once.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Chosen {
    #[schema(min_items = 1, max_items = 500, example = json!(["0198c0de-0000-7000-8000-000000000000"]))]
    pub ids: Vec<Uuid>,
}

/// Those who are chosen, each once, and a tag.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChosenWithTag {
    #[schema(min_items = 1, max_items = 500, example = json!(["0198c0de-0000-7000-8000-000000000000"]))]
    pub ids: Vec<Uuid>,
    #[schema(example = "Recall 2031", min_length = 1, max_length = 40)]
    pub tag: String,
}

impl Chosen {
    pub fn parse(self) -> Result<Vec<Uuid>> {
        with(problem(&self.ids), Ok(()))?;
        Ok(self.ids)
    }
}

/// Appointments that are chosen, each once, and why they will not take place.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChosenWithReason {
    #[schema(min_items = 1, max_items = 500, example = json!(["0198c0de-0000-7000-8000-000000000000"]))]
    pub ids: Vec<Uuid>,
    #[schema(max_length = 500, example = "The doctor is ill")]
    pub reason: Option<String>,
}

/// Those who are chosen, each once, and what is written to them.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChosenWithText {
    #[schema(min_items = 1, max_items = 500, example = json!(["0198c0de-0000-7000-8000-000000000000"]))]
    pub ids: Vec<Uuid>,
    #[schema(example = "We are closed on Monday.", min_length = 1, max_length = 480)]
    pub text: String,
}

/// What fits into a few segments.
const TEXT: usize = 480;

impl ChosenWithText {
    pub fn parse(self) -> Result<(Vec<Uuid>, String)> {
        let mut check = Check::default();
        let text = check.text("text", Some(&self.text), TEXT);
        if text.is_none() && check.is_fine() {
            check.fail("text", "required");
        }
        let text = with(problem(&self.ids), check.finish(text))?;
        Ok((self.ids, text))
    }
}

impl ChosenWithTag {
    pub fn parse(self) -> Result<(Vec<Uuid>, TagName)> {
        let mut check = Check::default();
        let name = name_in(&mut check, "tag", &self.tag);
        let name = with(problem(&self.ids), check.finish(name))?;
        Ok((self.ids, name))
    }
}

impl ChosenWithReason {
    pub fn parse(self) -> Result<(Vec<Uuid>, Option<String>)> {
        let mut check = Check::default();
        let reason = check.text("reason", self.reason.as_deref(), REASON);
        let reason = with(problem(&self.ids), check.finish(Some(reason)))?;
        Ok((self.ids, reason))
    }
}

/// What is wrong with the choice is told together with what is wrong with the rest.
fn with<T>(of_ids: Option<FieldError>, rest: Result<T>) -> Result<T> {
    match (of_ids, rest) {
        (None, rest) => rest,
        (Some(of_ids), Err(Error::Invalid(others))) => {
            Err(Error::Invalid([of_ids].into_iter().chain(others).collect()))
        }
        (Some(of_ids), _) => Err(Error::Invalid(vec![of_ids])),
    }
}

/// Whoever stands there twice was chosen by mistake, so nothing is guessed of what was meant.
fn problem(ids: &[Uuid]) -> Option<FieldError> {
    if ids.is_empty() {
        return Some(FieldError::new("ids", "required"));
    }
    if ids.len() > MOST {
        return Some(FieldError::new("ids", "too_many_chosen").limit(i64::try_from(MOST).unwrap_or(i64::MAX)));
    }
    let mut seen = HashSet::with_capacity(ids.len());
    let twice = ids.iter().position(|id| !seen.insert(*id))?;
    Some(FieldError::new(format!("ids/{twice}"), "duplicate"))
}
