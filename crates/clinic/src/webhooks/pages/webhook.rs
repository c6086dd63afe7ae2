//! One webhook: whom it tells what, its secret, and what it told.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Id};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Expected, Form, Html, Listing, PageWords, Path, Query, WebResult};

use super::HOME;
use crate::confirm::{self, Pairs};
use crate::forms::FormErrors;
use crate::shell::{Moment, Page, notice};
use crate::webhooks::input::WebhookInput;
use crate::webhooks::model::{Delivery, DeliveryStatus, EventType, Webhook};
use crate::webhooks::operations;

pub fn routes() -> Router {
    Router::new()
        .route("/admin/webhooks/{webhook}", get(show).post(save))
        .route("/admin/webhooks/{webhook}/rotate-secret", post(rotate))
        .route("/admin/webhooks/{webhook}/ping", post(ping))
        .route("/admin/webhooks/{webhook}/delete", post(delete))
        .route("/admin/webhooks/{webhook}/deliveries/{event}/redeliver", post(redeliver))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    page: Option<String>,
}

/// Something that was told, or is to be.
struct Line {
    it: Delivery,
    happened: Moment,
    attempted: Option<Moment>,
    next: Option<Moment>,
}

impl Line {
    fn new(caller: &Caller, it: Delivery) -> Self {
        let moment = |at| Moment::new(caller, at);
        let next = (it.status == DeliveryStatus::Waiting).then(|| moment(it.next_attempt_at));
        Self { happened: moment(it.event.happened_at), attempted: it.attempted_at.map(moment), next, it }
    }

    fn status_key(&self) -> String {
        format!("webhooks-status-{}", self.it.status.as_str())
    }

    fn error_key(&self) -> Option<String> {
        Some(format!("webhooks-error-{}", self.it.error?.as_str().replace('_', "-")))
    }

    fn is_bad(&self) -> bool {
        self.it.status == DeliveryStatus::Failed
    }
}

#[derive(Template)]
#[template(path = "webhooks/webhook.html")]
struct WebhookPage {
    page: Page,
    webhook: Webhook,
    form: WebhookInput,
    /// Since when nothing has arrived.
    failing_since: Option<String>,
    /// Until when two secrets sign.
    both_until: Option<String>,
    lines: Listing<Line>,
    /// Just made, and shown only now.
    secret: Option<String>,
    errors: FormErrors,
}

impl WebhookPage {
    async fn load(caller: &Caller, id: Id<Webhook>, asked: &Asked) -> WebResult<Self> {
        let page = PageWords { page: asked.page.as_deref(), ..PageWords::default() }.parse()?;
        let mut tx = caller.read().await?;
        let webhook = operations::find(&mut tx, id).await?;
        let lines = operations::list_deliveries(&mut tx, id, None, page).await?;
        tx.commit().await?;
        let shown = Page::new(caller);
        Ok(Self {
            form: WebhookInput::of(&webhook.offer),
            failing_since: webhook.failing_since.map(|at| shown.day_time(at)),
            both_until: webhook.earlier_until.map(|at| shown.day_time(at)),
            page: shown,
            webhook,
            lines: lines.map(|it| Line::new(caller, it)),
            secret: None,
            errors: FormErrors::default(),
        })
    }

    fn answer(self) -> WebResult<Response> {
        let status = if self.errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, Html(self.render().map_err(Error::internal)?)).into_response())
    }

    fn refuse(mut self, caller: &Caller, form: WebhookInput, problems: &[FieldError]) -> WebResult<Response> {
        (self.form, self.errors) = (form, FormErrors::new(caller, problems));
        self.answer()
    }

    #[expect(clippy::unused_self, reason = "templates ask the page for everything")]
    fn types(&self) -> &'static [EventType] {
        EventType::ALL
    }

    fn href(&self, number: i64) -> String {
        format!("{HOME}{}/?page={number}#deliveries", self.webhook.id)
    }

    fn before(&self) -> String {
        let number = self.lines.page.number;
        if number > 1 { self.href(number - 1) } else { String::new() }
    }

    fn after(&self) -> String {
        if self.lines.has_next() { self.href(self.lines.page.number + 1) } else { String::new() }
    }
}

async fn show(caller: Caller, Path(id): Path<Id<Webhook>>, Query(asked): Query<Asked>) -> WebResult<Response> {
    caller.require(Action::ViewWebhook)?;
    WebhookPage::load(&caller, id, &asked).await?.answer()
}

/// The page with a secret that was just made.
pub(super) async fn show_secret(caller: &Caller, id: Id<Webhook>, secret: String) -> WebResult<Response> {
    let page = WebhookPage::load(caller, id, &Asked::default()).await?;
    WebhookPage { secret: Some(secret), ..page }.answer()
}

async fn save(caller: Caller, Path(id): Path<Id<Webhook>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::UpdateWebhook)?;
    let pairs = match confirm::proved(&caller, pairs).await? {
        Ok(pairs) => pairs,
        Err(page) => return Ok(page),
    };
    let mut page = WebhookPage::load(&caller, id, &Asked::default()).await?;
    let (input, version) = WebhookInput::of_pairs(&pairs);
    let new = match input.parse(&caller) {
        Ok(new) => new,
        Err(problems) => return page.refuse(&caller, input, &problems),
    };
    let mut tx = caller.begin().await?;
    match operations::update(&mut tx, id, &new, &Expected::from(version)).await {
        Ok(_) => {
            let response = Answer::see_other(format!("{HOME}{id}/")).commit(&caller, tx).await?;
            Ok(notice::leave(response, "common-saved"))
        }
        Err(Error::Conflict(Conflict::StaleVersion { .. })) => {
            page.form = input;
            page.errors = FormErrors::general(caller.text("error-stale-version-detail"));
            page.answer()
        }
        Err(other) => Err(other.into()),
    }
}

async fn rotate(caller: Caller, Path(id): Path<Id<Webhook>>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::RotateWebhookSecret)?;
    if let Err(page) = confirm::proved(&caller, pairs).await? {
        return Ok(page);
    }
    let mut tx = caller.change().await?;
    let (_, secret) = operations::rotate_secret(&mut tx, id, &Expected::Any).await?;
    tx.commit().await?;
    show_secret(&caller, id, secret).await
}

async fn ping(caller: Caller, Path(id): Path<Id<Webhook>>) -> WebResult<Response> {
    let mut tx = caller.change().await?;
    operations::ping(&mut tx, id).await?;
    tx.commit().await?;
    Ok(told(id))
}

async fn redeliver(caller: Caller, Path((id, event)): Path<(Id<Webhook>, Uuid)>) -> WebResult<Response> {
    let mut tx = caller.change().await?;
    operations::redeliver(&mut tx, id, event).await?;
    tx.commit().await?;
    Ok(told(id))
}

fn told(id: Id<Webhook>) -> Response {
    let response = Answer::see_other(format!("{HOME}{id}/#deliveries")).into_response();
    notice::leave(response, "webhooks-told-soon")
}

async fn delete(caller: Caller, Path(id): Path<Id<Webhook>>) -> WebResult<Response> {
    let mut tx = caller.change().await?;
    operations::delete(&mut tx, id, &Expected::Any).await?;
    tx.commit().await?;
    Ok(notice::leave(Answer::see_other(HOME).into_response(), "webhooks-deleted"))
}
