//! The administration's page about readings: how long single values are kept.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use people::text::ascii_digits;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError};
use web::{Answer, Caller, Failure, Form, Html, WebResult};

use crate::forms::FormErrors;
use crate::sensors::policy::ReadingPolicy;
use crate::shell::{Page, notice};

const PATH: &str = "/admin/readings/";

/// The rule as it is typed; nothing for good.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PolicyForm {
    days_kept: String,
    version: i32,
}

impl PolicyForm {
    fn parse(&self) -> tenancy::Result<ReadingPolicy> {
        let days_kept = match ascii_digits(self.days_kept.trim()).as_str() {
            "" => None,
            typed => Some(typed.parse().map_err(|_| Error::invalid("days_kept", "not_a_number"))?),
        };
        Ok(ReadingPolicy { days_kept })
    }
}

#[derive(Template)]
#[template(path = "sensors/policy.html")]
struct PolicyPage {
    page: Page,
    form: PolicyForm,
    errors: FormErrors,
}

fn answer(caller: &Caller, form: PolicyForm, problems: &[FieldError]) -> WebResult<Response> {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PolicyPage { page: Page::new(caller), form, errors: FormErrors::new(caller, problems) };
    Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
}

async fn load(caller: &Caller) -> WebResult<(ReadingPolicy, i32)> {
    let mut tx = caller.read().await?;
    let loaded = ReadingPolicy::load(&mut tx, Action::ViewSettings).await?;
    tx.commit().await?;
    Ok(loaded)
}

pub async fn form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ChangeReadingPolicy)?;
    let (policy, version) = load(&caller).await?;
    let days_kept = policy.days_kept.map(|days| days.to_string()).unwrap_or_default();
    answer(&caller, PolicyForm { days_kept, version }, &[])
}

pub async fn save(caller: Caller, Form(form): Form<PolicyForm>) -> WebResult<Response> {
    caller.require(Action::ChangeReadingPolicy)?;
    let saved = async {
        let policy = form.parse()?;
        let mut tx = caller.begin().await?;
        policy.save(&mut tx, Some(form.version)).await?;
        let response = Answer::see_other(PATH).commit(&caller, tx).await?;
        Ok::<_, Failure>(notice::leave(response, "common-saved"))
    };
    match saved.await {
        Err(Failure::Operation(Error::Invalid(problems))) => answer(&caller, form, &problems),
        // What was typed stays, and is saved over theirs only when it is sent again.
        Err(Failure::Operation(Error::Conflict(Conflict::StaleVersion { .. }))) => {
            let (_, version) = load(&caller).await?;
            let problems = [FieldError::new("main", "changed_meanwhile")];
            answer(&caller, PolicyForm { version, ..form }, &problems)
        }
        done => done,
    }
}
