//! The clinic's rules for getting in.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Conflict, Error, FieldError, Role};
use web::policy::{AccessPolicy, PasswordPolicy, Unproved};
use web::routing::{Router, get};
use web::{Answer, Caller, Form, Html, WebResult};

use crate::confirm::{self, Pairs};
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new().route("/admin/policy", get(form).post(change))
}

#[derive(Template)]
#[template(path = "admin/policy.html")]
struct PolicyPage {
    page: Page,
    policy: AccessPolicy,
    version: i32,
    /// Typed, and kept apart from what it stands for.
    origins: String,
    countries: String,
    reason: String,
    roles: &'static [Role],
    errors: FormErrors,
}

impl PolicyPage {
    fn answer(caller: &Caller, read: Read, version: i32, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let Read { policy, origins, countries, reason } = read;
        let (page, errors) = (Page::new(caller), FormErrors::new(caller, problems));
        let page = Self { page, policy, version, origins, countries, reason, roles: Role::ALL, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    fn asks(&self, role: &Role) -> bool {
        self.policy.second_factor.roles.contains(role)
    }

    fn max_age(&self) -> String {
        self.policy.password.max_age_days.map(|days| days.to_string()).unwrap_or_default()
    }
}

/// A policy with what was typed for it.
struct Read {
    policy: AccessPolicy,
    origins: String,
    countries: String,
    reason: String,
}

impl Read {
    fn of(policy: AccessPolicy) -> Self {
        Self {
            origins: policy.cors_origins.join("\n"),
            countries: policy.patients.countries.join(" "),
            reason: policy.patients.unproved.as_ref().map(|unproved| unproved.reason.clone()).unwrap_or_default(),
            policy,
        }
    }
}

async fn load(caller: &Caller) -> WebResult<(AccessPolicy, i32)> {
    let mut tx = caller.read().await?;
    let loaded = AccessPolicy::load(&mut tx).await?;
    tx.commit().await?;
    Ok(loaded)
}

async fn form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ChangeAccessPolicy)?;
    let (policy, version) = load(&caller).await?;
    PolicyPage::answer(&caller, Read::of(policy), version, &[])
}

/// Reads the form field by field, and notes what cannot be.
struct Reader<'a> {
    pairs: &'a Pairs,
    problems: Vec<FieldError>,
}

impl Reader<'_> {
    fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    fn has(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    fn number(&mut self, name: &'static str, least: u16, most: u16) -> u16 {
        match people::text::ascii_digits(self.text(name)).parse::<u16>() {
            Ok(number) if (least..=most).contains(&number) => number,
            Ok(number) if number < least => {
                self.problems.push(FieldError::new(name, "too_small").limit(i64::from(least)));
                number
            }
            Ok(number) => {
                self.problems.push(FieldError::new(name, "too_large").limit(i64::from(most)));
                number
            }
            Err(_) => {
                self.problems.push(FieldError::new(name, "not_a_number"));
                least
            }
        }
    }

    fn password(&mut self) -> PasswordPolicy {
        let min_length = self.number("min_length", 12, 64);
        PasswordPolicy {
            min_length,
            min_length_alone: self.number("min_length_alone", 15, 64).max(min_length),
            max_age_days: if self.has("max_age_days") { Some(self.number("max_age_days", 1, 3650)) } else { None },
            history: self.number("history", 1, 24),
        }
    }

    fn origins(&mut self) -> Vec<String> {
        let typed: Vec<String> = self.text("cors_origins").split_whitespace().map(str::to_owned).collect();
        let is_origin = |origin: &String| {
            url::Url::parse(origin).is_ok_and(|url| {
                matches!(url.scheme(), "https" | "http") && url.origin().ascii_serialization() == *origin
            })
        };
        if !typed.iter().all(is_origin) {
            self.problems.push(FieldError::new("cors_origins", "not_an_origin"));
        }
        typed
    }

    fn countries(&mut self) -> Vec<String> {
        let typed: Vec<String> =
            self.text("countries").split([' ', ',']).filter(|code| !code.is_empty()).map(str::to_uppercase).collect();
        if !typed.iter().all(|code| people::Region::parse(code).is_some()) {
            self.problems.push(FieldError::new("countries", "unknown_choice"));
        }
        typed
    }
}

fn read(caller: &Caller, before: &AccessPolicy, pairs: &Pairs) -> (Read, Vec<FieldError>) {
    let mut reader = Reader { pairs, problems: Vec::new() };
    let mut policy = before.clone();
    policy.password = reader.password();
    policy.second_factor.roles =
        pairs.iter().filter(|(name, _)| name == "factor_roles").filter_map(|(_, role)| Role::parse(role)).collect();
    policy.second_factor.grace_days = reader.number("grace_days", 0, 90);
    policy.patients.sign_up = reader.has("sign_up");
    policy.patients.idle_minutes = reader.number("idle_minutes", 5, 240);
    policy.patients.countries = reader.countries();
    policy.cors_origins = reader.origins();
    let reason = reader.text("unproved_reason").to_owned();
    policy.patients.unproved = match (reader.has("unproved"), &before.patients.unproved) {
        (false, _) => None,
        (true, Some(known)) if known.reason == reason => Some(known.clone()),
        (true, _) => {
            if reason.chars().count() < 10 {
                reader.problems.push(FieldError::new("unproved_reason", "too_short").limit(10));
            }
            Some(Unproved { reason: reason.clone(), by: caller.actor().id(), since: caller.now() })
        }
    };
    let (origins, countries) = (reader.text("cors_origins").to_owned(), reader.text("countries").to_owned());
    let problems = reader.problems;
    (Read { policy, origins, countries, reason }, problems)
}

async fn change(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ChangeAccessPolicy)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let (before, _) = load(&caller).await?;
    let version = pairs.iter().find(|(name, _)| name == "version").and_then(|(_, version)| version.parse().ok());
    let version = version.unwrap_or_default();
    let (read, problems) = read(&caller, &before, &pairs);
    if !problems.is_empty() {
        return PolicyPage::answer(&caller, read, version, &problems);
    }
    let mut tx = caller.change().await?;
    match read.policy.save(&mut tx, version).await {
        Ok(()) => tx.commit().await?,
        // Somebody else saved meanwhile: what was typed stays, and is saved over theirs only when sent again.
        Err(Error::Conflict(Conflict::StaleVersion { .. })) => {
            drop(tx);
            let (_, now) = load(&caller).await?;
            return PolicyPage::answer(&caller, read, now, &[FieldError::new("main", "changed_meanwhile")]);
        }
        Err(other) => return Err(other.into()),
    }
    caller.app().forget_access();
    Ok(notice::leave(Answer::see_other("/admin/policy/").into_response(), "common-saved"))
}
