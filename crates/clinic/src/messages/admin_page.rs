//! The administration's page about messages: who carries them, reminders, the budget, and a trial.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use http::StatusCode;
use people::Region;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError};
use web::{Answer, Caller, Expected, Form, Html, WebResult};

use super::input::MessagingInput;
use super::model::{MessageKind, NewMessage};
use super::operations::{self, Setup};
use super::settings::Messaging;
use super::webhook;
use crate::confirm::{self, Pairs};
use crate::forms::{FormErrors, phone};
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new().route("/admin/messaging", get(show).post(save)).route("/admin/messaging/test", post(test))
}

#[derive(Template)]
#[template(path = "messages/messaging.html")]
struct MessagingPage {
    page: Page,
    input: MessagingInput,
    version: i32,
    has_token: bool,
    callback: String,
    known: Messaging,
    errors: FormErrors,
}

impl MessagingPage {
    /// The page as things stand.
    async fn load(caller: &Caller) -> WebResult<Self> {
        caller.require(Action::ManageMessaging)?;
        let mut tx = caller.read().await?;
        let Setup { version, messaging, token, .. } = operations::load(&mut tx).await?;
        tx.commit().await?;
        let host = caller.app().house().domain_of(caller.tenant()).await?;
        let base = caller.app().settings().public_url.replace("{host}", &host);
        Ok(Self {
            page: Page::new(caller),
            input: MessagingInput::of(&messaging),
            version,
            has_token: token.is_some(),
            callback: format!("{base}{}", webhook::PATH),
            known: messaging,
            errors: FormErrors::default(),
        })
    }

    fn answer(self) -> WebResult<Response> {
        let status = if self.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }

    fn refuse(mut self, caller: &Caller, problems: &[FieldError]) -> WebResult<Response> {
        self.errors = FormErrors::new(caller, problems);
        self.answer()
    }
}

async fn show(caller: Caller) -> WebResult<Response> {
    MessagingPage::load(&caller).await?.answer()
}

async fn save(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::ManageMessaging)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let mut page = MessagingPage::load(&caller).await?;
    let (input, version) = MessagingInput::of_pairs(pairs);
    let parsed = input.parse((&page.known, page.has_token), Region::parse(&caller.tenant().region));
    page.input = MessagingInput { auth_token: String::new(), ..input };
    let (messaging, token) = match parsed {
        Ok(parsed) => parsed,
        Err(problems) => return page.refuse(&caller, &problems),
    };
    let mut tx = caller.begin().await?;
    match operations::save(&mut tx, &messaging, token, &Expected::from(version)).await {
        Ok(_) => {
            let response = Answer::see_other("/admin/messaging/").commit(&caller, tx).await?;
            Ok(notice::leave(response, "common-saved"))
        }
        Err(Error::Conflict(Conflict::StaleVersion { .. })) => {
            page.errors = FormErrors::general(caller.text("error-stale-version-detail"));
            page.answer()
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Deserialize)]
struct Trial {
    #[serde(default)]
    phone: String,
}

/// Sends a message that says nothing, to see whether it arrives.
async fn test(caller: Caller, Form(trial): Form<Trial>) -> WebResult<Response> {
    caller.require(Action::ManageMessaging)?;
    let page = MessagingPage::load(&caller).await?;
    let Some(recipient) = phone(&trial.phone, Region::parse(&caller.tenant().region)) else {
        return page.refuse(&caller, &[FieldError::new("phone", "not_a_phone")]);
    };
    let body = caller.app().texts().with(caller.locale(), "message-test-message", &[("name", &caller.tenant().name)]);
    let message =
        NewMessage { kind: MessageKind::TestMessage, patient: None, recipient, body, visit: None, expires_at: None };
    let mut tx = caller.begin().await?;
    operations::queue(&mut tx, &message).await?;
    let response = Answer::see_other("/messages/").commit(&caller, tx).await?;
    Ok(notice::leave(response, "message-test-queued"))
}
