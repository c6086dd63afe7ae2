//! What is typed about how the clinic sends.

use jiff::civil::Time;
use people::{Phone, Region};
use serde::Deserialize;
use tenancy::FieldError;

use super::settings::{Messaging, Provider};
use crate::appointments::wall::time;

/// The form as it comes in.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct MessagingInput {
    pub provider: String,
    pub account_sid: String,
    /// Never shown again; kept when blank.
    pub auth_token: String,
    pub service_sid: String,
    pub from_number: String,
    pub reminders: bool,
    /// Hours before the appointment, with commas between them.
    pub offsets: String,
    pub quiet_from: String,
    pub quiet_until: String,
    pub cancel_hours: String,
    pub monthly_segments: String,
    pub thousand_cost: String,
}

/// Nobody is reminded earlier than that, or more often.
const EARLIEST_HOURS: i32 = 14 * 24;
const MOST_OFFSETS: usize = 5;

impl MessagingInput {
    /// What is in force, to be changed.
    pub fn of(messaging: &Messaging) -> Self {
        let hour = |time: Time| time.strftime("%H:%M").to_string();
        let offsets: Vec<String> = messaging.offsets.iter().map(|minutes| (minutes / 60).to_string()).collect();
        Self {
            provider: messaging.provider.as_str().to_owned(),
            account_sid: messaging.account_sid.clone(),
            auth_token: String::new(),
            service_sid: messaging.service_sid.clone(),
            from_number: messaging.from_number.clone(),
            reminders: messaging.reminders,
            offsets: offsets.join(", "),
            quiet_from: hour(messaging.quiet_from),
            quiet_until: hour(messaging.quiet_until),
            cancel_hours: (messaging.cancel_minutes / 60).to_string(),
            monthly_segments: messaging.monthly_segments.to_string(),
            thousand_cost: messaging.thousand_cost.to_string(),
        }
    }

    pub fn of_pairs(pairs: Vec<(String, String)>) -> (Self, Option<i64>) {
        let (mut input, mut version) = (Self::default(), None);
        for (name, value) in pairs {
            match name.as_str() {
                "provider" => input.provider = value,
                "account_sid" => input.account_sid = value,
                "auth_token" => input.auth_token = value,
                "service_sid" => input.service_sid = value,
                "from_number" => input.from_number = value,
                "reminders" => input.reminders = true,
                "offsets" => input.offsets = value,
                "quiet_from" => input.quiet_from = value,
                "quiet_until" => input.quiet_until = value,
                "cancel_hours" => input.cancel_hours = value,
                "monthly_segments" => input.monthly_segments = value,
                "thousand_cost" => input.thousand_cost = value,
                "version" => version = value.parse().ok(),
                _ => {}
            }
        }
        (input, version)
    }

    /// The settings and, when one was given, the secret. `known`: what is in force, and whether a secret is kept.
    pub fn parse(
        &self,
        (known, has_token): (&Messaging, bool),
        region: Option<Region>,
    ) -> Result<(Messaging, Option<String>), Vec<FieldError>> {
        let mut problems = Vec::new();
        let token = Some(self.auth_token.trim().to_owned()).filter(|token| !token.is_empty());
        let mut number = |field: &'static str, text: &str, most: i32| {
            text.trim().parse().ok().filter(|number| (0..=most).contains(number)).unwrap_or_else(|| {
                problems.push(FieldError::new(field, "out_of_range"));
                0
            })
        };
        let cancel_minutes = number("cancel_hours", &self.cancel_hours, EARLIEST_HOURS) * 60;
        let monthly_segments = number("monthly_segments", &self.monthly_segments, 10_000_000);
        let thousand_cost = number("thousand_cost", &self.thousand_cost, 100_000_000);
        let mut clock = |field: &'static str, text: &str| {
            time(text).unwrap_or_else(|code| {
                problems.push(FieldError::new(field, code));
                Time::MIN
            })
        };
        let (quiet_from, quiet_until) =
            (clock("quiet_from", &self.quiet_from), clock("quiet_until", &self.quiet_until));
        let messaging = Messaging {
            provider: Provider::parse(&self.provider).unwrap_or_else(|| {
                problems.push(FieldError::new("provider", "unknown_choice"));
                Provider::Console
            }),
            account_sid: sid("account_sid", &self.account_sid, "AC", &mut problems),
            service_sid: sid("service_sid", &self.service_sid, "MG", &mut problems),
            from_number: sender(&self.from_number, region, &mut problems),
            reminders: self.reminders,
            offsets: offsets(&self.offsets, &mut problems),
            quiet_from,
            quiet_until,
            cancel_minutes,
            monthly_segments,
            thousand_cost,
            templates: known.templates.clone(),
        };
        if messaging.provider == Provider::Twilio {
            problems.extend(missing(&messaging, has_token || token.is_some()));
        }
        if self.auth_token.len() > 200 || self.auth_token.contains(char::is_control) {
            problems.push(FieldError::new("auth_token", "malformed"));
        }
        if problems.is_empty() { Ok((messaging, token)) } else { Err(problems) }
    }
}

/// What it takes to send by the carrier.
fn missing(messaging: &Messaging, has_token: bool) -> Vec<FieldError> {
    let mut problems = Vec::new();
    let mut need = |field: &'static str, is_there: bool| {
        if !is_there {
            problems.push(FieldError::new(field, "required"));
        }
    };
    need("account_sid", !messaging.account_sid.is_empty());
    need("auth_token", has_token);
    need("from_number", !messaging.service_sid.is_empty() || !messaging.from_number.is_empty());
    problems
}

/// The carrier's names: two letters and what follows.
fn sid(field: &'static str, text: &str, kind: &str, problems: &mut Vec<FieldError>) -> String {
    let text = text.trim();
    let fine = text.is_empty()
        || text.strip_prefix(kind).is_some_and(|rest| {
            (1..=64).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if !fine {
        problems.push(FieldError::new(field, "malformed"));
    }
    text.to_owned()
}

fn sender(text: &str, region: Option<Region>, problems: &mut Vec<FieldError>) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    match region.and_then(|region| Phone::parse(text, region).ok()) {
        Some(phone) => phone.as_e164().to_owned(),
        None => {
            problems.push(FieldError::new("from_number", "not_a_phone"));
            String::new()
        }
    }
}

fn offsets(text: &str, problems: &mut Vec<FieldError>) -> Vec<i32> {
    let hours = text.split([',', ' ', '،']).map(str::trim).filter(|part| !part.is_empty());
    let hours: Option<Vec<i32>> =
        hours.map(|part| part.parse().ok().filter(|it| (1..=EARLIEST_HOURS).contains(it))).collect();
    match hours {
        Some(mut hours) if hours.len() <= MOST_OFFSETS => {
            hours.sort_unstable();
            hours.dedup();
            hours.into_iter().rev().map(|hours| hours * 60).collect()
        }
        _ => {
            problems.push(FieldError::new("offsets", "out_of_range"));
            Vec::new()
        }
    }
}
