//! The administration's page about booking: what patients may do by themselves, and what happens by itself.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use people::text::ascii_digits;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError};
use web::{Answer, Caller, Form, Html, WebResult};

use crate::appointments::policy::BookingPolicy;
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

const PATH: &str = "/admin/booking/";

/// The rules as they are typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RulesForm {
    cutoff_minutes: String,
    most_ahead: String,
    hold_minutes: String,
    no_show_grace_minutes: String,
    offer_minutes: String,
    version: i32,
}

impl RulesForm {
    fn of(policy: &BookingPolicy, version: i32) -> Self {
        Self {
            cutoff_minutes: policy.cutoff_minutes.to_string(),
            most_ahead: policy.most_ahead.to_string(),
            hold_minutes: policy.hold_minutes.to_string(),
            no_show_grace_minutes: policy.no_show_grace_minutes.map(|it| it.to_string()).unwrap_or_default(),
            offer_minutes: policy.offer_minutes.to_string(),
            version,
        }
    }

    fn parse(&self) -> Result<BookingPolicy, Vec<FieldError>> {
        let mut problems = Vec::new();
        let mut number = |name: &'static str, typed: &str| {
            ascii_digits(typed.trim()).parse::<u32>().unwrap_or_else(|_| {
                problems.push(FieldError::new(name, "not_a_number"));
                0
            })
        };
        let grace = self.no_show_grace_minutes.trim();
        let policy = BookingPolicy {
            cutoff_minutes: number("cutoff_minutes", &self.cutoff_minutes),
            most_ahead: number("most_ahead", &self.most_ahead),
            hold_minutes: number("hold_minutes", &self.hold_minutes),
            no_show_grace_minutes: (!grace.is_empty()).then(|| number("no_show_grace_minutes", grace)),
            offer_minutes: number("offer_minutes", &self.offer_minutes),
        };
        if problems.is_empty() { Ok(policy) } else { Err(problems) }
    }
}

#[derive(Template)]
#[template(path = "appointments/rules.html")]
struct RulesPage {
    page: Page,
    form: RulesForm,
    errors: FormErrors,
}

impl RulesPage {
    fn answer(caller: &Caller, form: RulesForm, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(caller), form, errors: FormErrors::new(caller, problems) };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn load(caller: &Caller) -> WebResult<(BookingPolicy, i32)> {
    let mut tx = caller.read().await?;
    let loaded = BookingPolicy::load(&mut tx).await?;
    tx.commit().await?;
    Ok(loaded)
}

pub async fn form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ChangeBookingPolicy)?;
    let (policy, version) = load(&caller).await?;
    RulesPage::answer(&caller, RulesForm::of(&policy, version), &[])
}

pub async fn save(caller: Caller, Form(form): Form<RulesForm>) -> WebResult<Response> {
    caller.require(Action::ChangeBookingPolicy)?;
    let policy = match form.parse() {
        Ok(policy) => policy,
        Err(problems) => return RulesPage::answer(&caller, form, &problems),
    };
    let mut tx = caller.begin().await?;
    match policy.save(&mut tx, form.version).await {
        Ok(()) => {
            let response = Answer::see_other(PATH).commit(&caller, tx).await?;
            Ok(notice::leave(response, "common-saved"))
        }
        Err(Error::Invalid(problems)) => RulesPage::answer(&caller, form, &problems),
        // What was typed stays, and is saved over theirs only when it is sent again.
        Err(Error::Conflict(Conflict::StaleVersion { .. })) => {
            drop(tx);
            let (_, version) = load(&caller).await?;
            let problems = [FieldError::new("main", "changed_meanwhile")];
            RulesPage::answer(&caller, RulesForm { version, ..form }, &problems)
        }
        Err(other) => Err(other.into()),
    }
}
