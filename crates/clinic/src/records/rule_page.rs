//! The page on which the clinic decides when patients read what was written.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError};
use web::routing::{Router, get};
use web::{Answer, Caller, Form, Html, WebResult};

use super::model::ResultRule;
use super::releases;
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new().route("/admin/results", get(form).post(change))
}

#[derive(Template)]
#[template(path = "records/rule.html")]
struct RulePage {
    page: Page,
    rule: ResultRule,
    errors: FormErrors,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RuleForm {
    rule: String,
}

async fn show(caller: &Caller, problems: &[FieldError]) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let rule = releases::rule(&mut tx).await?;
    tx.commit().await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = RulePage { page: Page::new(caller), rule, errors: FormErrors::new(caller, problems) };
    Ok((status, Html(shown.render().map_err(Error::internal)?)).into_response())
}

async fn form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::ChangeResultRule)?;
    show(&caller, &[]).await
}

async fn change(caller: Caller, Form(form): Form<RuleForm>) -> WebResult<Response> {
    caller.require(Action::ChangeResultRule)?;
    let Some(rule) = ResultRule::parse(&form.rule) else {
        return show(&caller, &[FieldError::new("rule", "unknown_choice")]).await;
    };
    let mut tx = caller.begin().await?;
    releases::set_rule(&mut tx, rule).await?;
    Ok(notice::leave(Answer::see_other("/admin/results/").commit(&caller, tx).await?, "common-saved"))
}
