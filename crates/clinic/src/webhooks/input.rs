//! What is sent about a webhook: the same for the API and the form.

use people::text::one_line;
use serde::Deserialize;
use tenancy::FieldError;
use utoipa::ToSchema;
use web::Guest;

use super::model::{EventType, NewWebhook};
use crate::confirm::Pairs;
use crate::forms::text_code;

pub const URL: usize = 2000;
pub const DESCRIPTION: usize = 200;

/// Whom to tell, and of what.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct WebhookInput {
    /// Begins with `https`, and leads to no machine that only this server's own network reaches.
    #[schema(example = "https://hooks.example/praxis", max_length = 2000)]
    pub url: String,
    #[schema(example = "The billing office", max_length = 200)]
    pub description: Option<String>,
    #[schema(example = json!(["appointment.booked", "appointment.cancelled"]), min_items = 1)]
    pub types: Vec<EventType>,
    /// Whether it is told anything; true when left out.
    pub enabled: Option<bool>,
}

impl WebhookInput {
    /// What is in force, to be changed.
    pub fn of(offer: &NewWebhook) -> Self {
        let it = offer.clone();
        Self { url: it.url, description: it.description, types: it.types, enabled: Some(it.enabled) }
    }

    /// What a form has, and the version that it was opened at. What is none of our types was not offered.
    pub fn of_pairs(pairs: &Pairs) -> (Self, Option<i64>) {
        let all = |name: &'static str| pairs.iter().filter(move |(found, _)| found == name).map(|(_, value)| value);
        let one = |name| all(name).next().cloned().unwrap_or_default();
        let input = Self {
            url: one("url"),
            description: Some(one("description")),
            types: all("types").filter_map(|code| EventType::parse(code)).collect(),
            enabled: Some(all("enabled").next().is_some()),
        };
        (input, one("version").parse().ok())
    }

    pub fn parse(&self, guest: &Guest) -> Result<NewWebhook, Vec<FieldError>> {
        let mut problems = Vec::new();
        let mut line = |field: &'static str, given: &str, most: usize| {
            one_line(given, most).unwrap_or_else(|error| {
                let limit = i64::try_from(most).unwrap_or(i64::MAX);
                problems.push(FieldError::new(field, text_code(&error)).limit(limit));
                String::new()
            })
        };
        let url = line("url", &self.url, URL);
        let description = line("description", self.description.as_deref().unwrap_or_default(), DESCRIPTION);
        let reach = guest.app().settings().webhook_reach;
        if url.is_empty() && problems.iter().all(|problem| problem.field != "url") {
            problems.push(FieldError::new("url", "required"));
        } else if !url.is_empty() && !reach.covers(&url) {
            problems.push(FieldError::new("url", "not_an_https_address"));
        }
        if self.types.is_empty() {
            problems.push(FieldError::new("types", "required"));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        // Each once, in our own order.
        let types = EventType::ALL.iter().copied().filter(|code| self.types.contains(code)).collect();
        let description = Some(description).filter(|text| !text.is_empty());
        Ok(NewWebhook { url, description, types, enabled: self.enabled.unwrap_or(true) })
    }
}
