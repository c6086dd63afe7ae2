//! What clients send about jobs: the same for the API and the forms.

use serde::Deserialize;
use tenancy::{Error, Result};
use utoipa::{IntoParams, ToSchema};
use web::{PageOf, PageWords};

use super::model::{DutyName, Queue};
use crate::checking::Check;
use crate::forms::required_text;

const REASON: usize = 500;

/// What is to be done now.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RunInput {
    #[schema(required = true, example = "send_messages")]
    pub duty: Option<DutyName>,
}

/// What is to be tried again: everything that was given up in one line.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RetryInput {
    #[schema(required = true, example = "messages")]
    pub queue: Option<Queue>,
}

/// Why something need not be done.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DiscardJobInput {
    #[schema(example = "Told by phone", max_length = 500)]
    pub reason: Option<String>,
}

impl RunInput {
    pub fn parse(&self) -> Result<DutyName> {
        self.duty.ok_or_else(|| Error::invalid("duty", "required"))
    }
}

impl RetryInput {
    pub fn parse(&self) -> Result<Queue> {
        self.queue.ok_or_else(|| Error::invalid("queue", "required"))
    }
}

impl DiscardJobInput {
    pub fn parse(&self) -> Result<String> {
        required_text("reason", self.reason.as_deref(), REASON).map_err(|problem| Error::Invalid(vec![problem]))
    }
}

/// What the list is narrowed by.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct JobQuery {
    /// Only what was given up in this line.
    #[param(value_type = Option<Queue>)]
    pub queue: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    pub page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    pub page_size: Option<String>,
}

impl JobQuery {
    pub fn queue(&self) -> Result<Option<Queue>> {
        let mut check = Check::default();
        let queue = check.read("queue", self.queue.as_deref(), |text| Queue::parse(text).ok_or("unknown_choice"));
        check.finish(Some(queue))
    }

    pub fn page(&self) -> Result<PageOf> {
        let (page, page_size) = (self.page.as_deref(), self.page_size.as_deref());
        PageWords { page, page_size, ..PageWords::default() }.parse()
    }
}
