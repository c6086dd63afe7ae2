//! The administration's page about messages: who carries them, what is told, the budget, and a trial.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use people::{Email, Region};
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError};
use web::routing::{Router, get, post};
use web::{Answer, Caller, Expected, Form, Html, WebResult};

use super::input::MessagingInput;
use super::model::{MessageKind, NewMessage, Recipient};
use super::operations::{self, Setup};
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
    callback: String,
    known: Setup,
    errors: FormErrors,
}

impl MessagingPage {
    /// The page as things stand.
    async fn load(caller: &Caller) -> WebResult<Self> {
        caller.require(Action::ManageMessaging)?;
        let mut tx = caller.read().await?;
        let known = operations::load(&mut tx).await?;
        tx.commit().await?;
        let host = caller.app().house().domain_of(caller.tenant()).await?;
        let base = caller.app().settings().public_url.replace("{host}", &host);
        Ok(Self {
            page: Page::new(caller),
            input: MessagingInput::of(&known.messaging),
            callback: format!("{base}{}", webhook::PATH),
            known,
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
    let parsed = input.parse(&page.known, Region::parse(&caller.tenant().region));
    page.input = input.without_secrets();
    let (messaging, secrets) = match parsed {
        Ok(parsed) => parsed,
        Err(problems) => return page.refuse(&caller, &problems),
    };
    let mut tx = caller.begin().await?;
    match operations::save(&mut tx, &messaging, &secrets, &Expected::from(version)).await {
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
    /// A phone number, or an address.
    #[serde(default)]
    recipient: String,
}

/// Sends a message that says nothing, to see whether it arrives.
async fn test(caller: Caller, Form(trial): Form<Trial>) -> WebResult<Response> {
    caller.require(Action::ManageMessaging)?;
    let page = MessagingPage::load(&caller).await?;
    let said = |key: &str| caller.app().texts().with(caller.locale(), key, &[("name", &caller.tenant().name)]);
    let recipient = match trial.recipient.contains('@') {
        true => Email::parse(&trial.recipient)
            .map(|address| Recipient::Email { address, subject: said("message-subject-test") })
            .map_err(people::EmailError::code),
        false => {
            phone(&trial.recipient, Region::parse(&caller.tenant().region)).map(Recipient::Phone).ok_or("not_a_phone")
        }
    };
    let recipient = match recipient {
        Ok(recipient) => recipient,
        Err(code) => return page.refuse(&caller, &[FieldError::new("recipient", code)]),
    };
    let body = said("message-test-message");
    let message =
        NewMessage { kind: MessageKind::TestMessage, patient: None, recipient, body, visit: None, expires_at: None };
    let mut tx = caller.begin().await?;
    operations::queue(&mut tx, &message).await?;
    let response = Answer::see_other("/messages/").commit(&caller, tx).await?;
    Ok(notice::leave(response, "message-test-queued"))
}
