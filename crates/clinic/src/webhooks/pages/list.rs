//! Who is told of what happens, and somebody more.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Action, Error, FieldError};
use web::routing::{Router, get};
use web::{Caller, Form, Html, WebResult};

use super::webhook;
use crate::confirm::{self, Pairs};
use crate::forms::FormErrors;
use crate::shell::Page;
use crate::webhooks::input::WebhookInput;
use crate::webhooks::model::{EventType, Webhook};
use crate::webhooks::operations;

pub fn routes() -> Router {
    Router::new().route("/admin/webhooks", get(list)).route("/admin/webhooks/new", get(form).post(create))
}

#[derive(Template)]
#[template(path = "webhooks/list.html")]
struct ListPage {
    page: Page,
    webhooks: Vec<Webhook>,
}

async fn list(caller: Caller) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let webhooks = operations::list(&mut tx).await?;
    tx.commit().await?;
    let page = ListPage { page: Page::new(&caller), webhooks };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

#[derive(Template)]
#[template(path = "webhooks/new.html")]
struct NewPage {
    page: Page,
    form: WebhookInput,
    errors: FormErrors,
}

impl NewPage {
    fn answer(caller: &Caller, form: WebhookInput, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(caller), form, errors: FormErrors::new(caller, problems) };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }

    #[expect(clippy::unused_self, reason = "templates ask the page for everything")]
    fn types(&self) -> &'static [EventType] {
        EventType::ALL
    }
}

async fn form(caller: Caller) -> WebResult<Response> {
    caller.require(Action::CreateWebhook)?;
    let blank = WebhookInput { enabled: Some(true), ..WebhookInput::default() };
    NewPage::answer(&caller, blank, &[])
}

async fn create(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::CreateWebhook)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let (input, _) = WebhookInput::of_pairs(&pairs);
    let new = match input.parse(&caller) {
        Ok(new) => new,
        Err(problems) => return NewPage::answer(&caller, input, &problems),
    };
    let mut tx = caller.change().await?;
    match operations::create(&mut tx, &new).await {
        Ok((made, secret)) => {
            tx.commit().await?;
            webhook::show_secret(&caller, made.id, secret).await
        }
        Err(Error::Invalid(problems)) => {
            drop(tx);
            NewPage::answer(&caller, input, &problems)
        }
        Err(other) => Err(other.into()),
    }
}
