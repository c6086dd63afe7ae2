//! What clients send about an import: the same for the API and the forms.

use people::DateOrder;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::{IntoParams, ToSchema};

use super::kinds::is_target;
use super::model::{Choices, IGNORE, ImportKind};
use crate::forms::optional_text;

const ENCODING: usize = 40;
const MOST_COLUMNS: usize = 1000;

/// What a file holds.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct UploadQuery {
    /// Left out: `patients`.
    pub kind: Option<ImportKind>,
}

/// How a file is to be read. What is left out is found by itself.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChoicesInput {
    /// A label of the Encoding Standard.
    #[schema(example = "utf-8", max_length = 40)]
    pub encoding: Option<String>,
    /// One character.
    #[schema(example = ";", min_length = 1, max_length = 1)]
    pub separator: Option<String>,
    /// `dmy` or `mdy`.
    #[schema(example = "dmy")]
    pub date_order: Option<String>,
    /// What each column holds, in the order of the file: the name of a field such as `date_of_birth`, `ignore`, or null where
    /// it is to be guessed.
    #[schema(max_items = 1000)]
    pub columns: Vec<Option<String>>,
}

impl ChoicesInput {
    pub fn parse(&self) -> Result<Choices> {
        let mut problems = Vec::new();
        let encoding = optional_text("encoding", self.encoding.as_deref(), ENCODING);
        let encoding = encoding.map_err(|problem| problems.push(problem)).unwrap_or_default();
        let mut separator = None;
        if let Some(given) = self.separator.as_deref().filter(|given| !given.is_empty()) {
            let mut chars = given.chars();
            separator = chars.next().filter(|_| chars.next().is_none());
            if separator.is_none_or(|c| !sheets::SEPARATORS.contains(&c)) {
                problems.push(FieldError::new("separator", "unknown_choice"));
            }
        }
        let date_order = self.date_order.clone().filter(|given| !given.is_empty());
        if date_order.as_deref().is_some_and(|given| DateOrder::parse(given).is_none()) {
            problems.push(FieldError::new("date_order", "unknown_choice"));
        }
        if self.columns.len() > MOST_COLUMNS {
            let most = i64::try_from(MOST_COLUMNS).unwrap_or(i64::MAX);
            problems.push(FieldError::new("columns", "too_long").limit(most));
        }
        let columns: Vec<_> = self.columns.iter().map(|held| held.clone().filter(|held| !held.is_empty())).collect();
        for (place, held) in columns.iter().enumerate() {
            if held.as_deref().is_some_and(|held| held != IGNORE && !is_target(held)) {
                problems.push(FieldError::new(format!("columns/{place}"), "unknown_choice"));
            }
        }
        if problems.is_empty() {
            Ok(Choices { encoding, separator, date_order, columns })
        } else {
            Err(Error::Invalid(problems))
        }
    }
}

/// How an import is to be brought in.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CommitInput {
    /// Whether rows with problems are left out. Without it, they keep the others from coming in.
    #[schema(example = true)]
    pub skip_problems: bool,
}
