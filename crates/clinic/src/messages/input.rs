//! What is typed about how the clinic sends.

use jiff::civil::Time;
use people::{Email, Phone, Region};
use serde::Deserialize;
use tenancy::FieldError;

use super::operations::{Secrets, Setup};
use super::settings::{MailSecurity, Messaging, Provider};
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
    pub mail: String,
    pub mail_host: String,
    pub mail_port: String,
    pub mail_security: String,
    pub mail_user: String,
    /// Never shown again; kept when blank.
    pub mail_password: String,
    pub mail_sender: String,
    pub confirmations: bool,
    pub cancellations: bool,
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
            mail: messaging.mail.as_str().to_owned(),
            mail_host: messaging.mail_host.clone(),
            mail_port: messaging.mail_port.to_string(),
            mail_security: messaging.mail_security.as_str().to_owned(),
            mail_user: messaging.mail_user.clone(),
            mail_password: String::new(),
            mail_sender: messaging.mail_sender.clone(),
            confirmations: messaging.confirmations,
            cancellations: messaging.cancellations,
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
                "mail" => input.mail = value,
                "mail_host" => input.mail_host = value,
                "mail_port" => input.mail_port = value,
                "mail_security" => input.mail_security = value,
                "mail_user" => input.mail_user = value,
                "mail_password" => input.mail_password = value,
                "mail_sender" => input.mail_sender = value,
                "confirmations" => input.confirmations = true,
                "cancellations" => input.cancellations = true,
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

    /// Without what must not be sent back.
    #[must_use]
    pub fn without_secrets(self) -> Self {
        Self { auth_token: String::new(), mail_password: String::new(), ..self }
    }

    /// The settings, and the secrets that were given. `known`: what is in force.
    pub fn parse(&self, known: &Setup, region: Option<Region>) -> Result<(Messaging, Secrets), Vec<FieldError>> {
        let mut problems = Vec::new();
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
            provider: provider("provider", &self.provider, Provider::Twilio, &mut problems),
            account_sid: sid("account_sid", &self.account_sid, "AC", &mut problems),
            service_sid: sid("service_sid", &self.service_sid, "MG", &mut problems),
            from_number: sender(&self.from_number, region, &mut problems),
            reminders: self.reminders,
            confirmations: self.confirmations,
            cancellations: self.cancellations,
            offsets: offsets(&self.offsets, &mut problems),
            quiet_from,
            quiet_until,
            cancel_minutes,
            monthly_segments,
            thousand_cost,
            templates: known.messaging.templates.clone(),
            ..self.mail(&mut problems)
        };
        let secrets = Secrets {
            token: secret("auth_token", &self.auth_token, &mut problems),
            mail_password: secret("mail_password", &self.mail_password, &mut problems),
        };
        problems.extend(missing(&messaging, &secrets, known));
        if problems.is_empty() { Ok((messaging, secrets)) } else { Err(problems) }
    }

    /// What concerns letters; the rest is as delivered.
    fn mail(&self, problems: &mut Vec<FieldError>) -> Messaging {
        let mut problem = |field: &'static str, code: &'static str| problems.push(FieldError::new(field, code));
        let (host, user, typed) = (self.mail_host.trim(), self.mail_user.trim(), self.mail_sender.trim());
        if host.len() > 253 || !host.chars().all(|it| it.is_ascii_alphanumeric() || ".-:".contains(it)) {
            problem("mail_host", "malformed");
        }
        if user.len() > LONGEST || user.contains(char::is_control) {
            problem("mail_user", "malformed");
        }
        let port = self.mail_port.trim().parse().ok().filter(|port| *port > 0);
        let security = MailSecurity::parse(&self.mail_security);
        // What stands in the head of every letter, and is said to every server, is plain everywhere.
        let address = Email::parse(typed).ok().filter(|_| typed.is_ascii());
        for (field, code, is_wrong) in [
            ("mail_port", "out_of_range", port.is_none()),
            ("mail_security", "unknown_choice", security.is_none()),
            ("mail_sender", "not_an_email", !typed.is_empty() && address.is_none()),
        ] {
            if is_wrong {
                problem(field, code);
            }
        }
        Messaging {
            mail: provider("mail", &self.mail, Provider::Smtp, problems),
            mail_host: host.to_owned(),
            mail_port: port.unwrap_or_default(),
            mail_security: security.unwrap_or(MailSecurity::Tls),
            mail_user: user.to_owned(),
            mail_sender: address.map(|address| address.as_str().to_owned()).unwrap_or_default(),
            ..Messaging::default()
        }
    }
}

const LONGEST: usize = 200;

/// Nobody, or the one who can carry such messages.
fn provider(field: &'static str, text: &str, other: Provider, problems: &mut Vec<FieldError>) -> Provider {
    match Provider::parse(text) {
        Some(chosen) if chosen == Provider::Console || chosen == other => chosen,
        _ => {
            problems.push(FieldError::new(field, "unknown_choice"));
            Provider::Console
        }
    }
}

fn secret(field: &'static str, text: &str, problems: &mut Vec<FieldError>) -> Option<String> {
    if text.len() > LONGEST || text.contains(char::is_control) {
        problems.push(FieldError::new(field, "malformed"));
    }
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// What it takes to send, and is not there.
fn missing(messaging: &Messaging, given: &Secrets, known: &Setup) -> Vec<FieldError> {
    let (before, kept) = (&known.messaging, &known.secrets);
    let (by_twilio, by_smtp) = (messaging.provider == Provider::Twilio, messaging.mail == Provider::Smtp);
    let has_sender = !messaging.service_sid.is_empty() || !messaging.from_number.is_empty();
    let same_server = messaging.mail_host == before.mail_host && messaging.mail_user == before.mail_user;
    // A password that is kept is never shown to a server that it was not given for.
    let has_password = given.mail_password.is_some() || kept.mail_password.is_some() && same_server;
    let names_itself = !messaging.mail_user.is_empty();
    let is_local = ["localhost", "127.0.0.1", "::1"].contains(&messaging.mail_host.as_str());
    let is_open = messaging.mail_security == MailSecurity::Plain && names_itself && !is_local;
    [
        ("account_sid", "required", by_twilio && messaging.account_sid.is_empty()),
        ("auth_token", "required", by_twilio && given.token.is_none() && kept.token.is_none()),
        ("from_number", "required", by_twilio && !has_sender),
        ("mail_host", "required", by_smtp && messaging.mail_host.is_empty()),
        ("mail_sender", "required", by_smtp && messaging.mail_sender.is_empty()),
        ("mail_password", "required", by_smtp && names_itself && !has_password),
        ("mail_security", "password_needs_tls", by_smtp && is_open),
    ]
    .into_iter()
    .filter(|(.., is_missing)| *is_missing)
    .map(|(field, code, _)| FieldError::new(field, code))
    .collect()
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
