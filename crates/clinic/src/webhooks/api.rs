//! Webhooks as JSON, for administrators.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use serde::Deserialize;
use tenancy::{Action, Error, Id};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{
    Answer, Caller, Expected, Json, Linked, Listing, PageOf, PageWords, Path, Query, WebResult, is_known, not_modified,
};

use super::input::WebhookInput;
use super::model::{DeliveryStatus, Webhook};
use super::operations;
use super::output::{DeliveryOutput, RevealedOutput, WebhookOutput};
use crate::api::{Problems, Unchanged, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_webhooks, create_webhook))
        .routes(routes!(view_webhook, update_webhook, delete_webhook))
        .routes(routes!(rotate_webhook_secret))
        .routes(routes!(ping_webhook))
        .routes(routes!(list_deliveries))
        .routes(routes!(redeliver_webhook))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct DeliveriesQuery {
    status: Option<DeliveryStatus>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

/// List who is told of what happens.
#[utoipa::path(get, path = "/api/webhooks", tag = "webhooks",
    responses((status = 200, body = Linked<WebhookOutput>), Problems))]
async fn list_webhooks(caller: Caller) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let webhooks = operations::list(&mut tx).await?;
    tx.commit().await?;
    let count = i64::try_from(webhooks.len()).unwrap_or(i64::MAX);
    let rows = webhooks.into_iter().map(WebhookOutput::from).collect();
    Ok(Answer::linked(Listing::new(rows, count, PageOf::whole(count)), &caller)?.into_response())
}

/// Have somebody told. The answer has their secret, which is not shown again.
#[utoipa::path(post, path = "/api/webhooks", tag = "webhooks", request_body = WebhookInput,
    responses((status = 201, body = RevealedOutput), Problems))]
async fn create_webhook(caller: Caller, Json(input): Json<WebhookInput>) -> WebResult<Response> {
    caller.require(Action::CreateWebhook)?;
    let new = input.parse(&caller).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let (webhook, secret) = operations::create(&mut tx, &new).await?;
    let (version, location) = (webhook.version, format!("/api/webhooks/{}/", webhook.id));
    let answer = Answer::created(&RevealedOutput::new(webhook, secret), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View who is told, and of what.
#[utoipa::path(get, path = "/api/webhooks/{id}", tag = "webhooks", params(("id" = Uuid, Path)),
    responses((status = 200, body = WebhookOutput), Unchanged, Problems))]
async fn view_webhook(caller: Caller, Path(id): Path<Id<Webhook>>, headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let webhook = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = webhook.version.into();
    // Whether it is heard changes without a version of its own.
    if webhook.failing_since.is_none() && is_known(&headers, version) {
        return Ok(not_modified(version));
    }
    Ok(Answer::json(&WebhookOutput::from(webhook))?.version(version).into_response())
}

/// Replace who is told, and of what. What is to be told already is told at the new address.
#[utoipa::path(put, path = "/api/webhooks/{id}", tag = "webhooks", params(("id" = Uuid, Path)),
    request_body = WebhookInput, responses((status = 200, body = WebhookOutput), Problems))]
async fn update_webhook(
    caller: Caller,
    Path(id): Path<Id<Webhook>>,
    expected: Expected,
    Json(input): Json<WebhookInput>,
) -> WebResult<Response> {
    caller.require(Action::UpdateWebhook)?;
    let new = input.parse(&caller).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let webhook = operations::update(&mut tx, id, &new, &expected).await?;
    let version = webhook.version.into();
    Ok(Answer::json(&WebhookOutput::from(webhook))?.version(version).commit(&caller, tx).await?)
}

/// Tell somebody nothing more, and forget what they were told.
#[utoipa::path(delete, path = "/api/webhooks/{id}", tag = "webhooks", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn delete_webhook(caller: Caller, Path(id): Path<Id<Webhook>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::delete(&mut tx, id, &expected).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// Make another secret, which is not shown again. For 24 hours the one before it signs as well.
#[utoipa::path(post, path = "/api/webhooks/{id}/rotate-secret", tag = "webhooks", params(("id" = Uuid, Path)),
    responses((status = 200, body = RevealedOutput), Problems))]
async fn rotate_webhook_secret(caller: Caller, Path(id): Path<Id<Webhook>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let (webhook, secret) = operations::rotate_secret(&mut tx, id, &expected).await?;
    let version = webhook.version.into();
    Ok(Answer::json(&RevealedOutput::new(webhook, secret))?.version(version).commit(&caller, tx).await?)
}

/// Tell somebody that nothing happened, to see whether they hear.
#[utoipa::path(post, path = "/api/webhooks/{id}/ping", tag = "webhooks", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn ping_webhook(caller: Caller, Path(id): Path<Id<Webhook>>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::ping(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// List what somebody was told in the last 30 days, the newest first.
#[utoipa::path(get, path = "/api/webhooks/{id}/deliveries", tag = "webhooks",
    params(("id" = Uuid, Path), DeliveriesQuery), responses((status = 200, body = Linked<DeliveryOutput>), Problems))]
async fn list_deliveries(
    caller: Caller,
    Path(id): Path<Id<Webhook>>,
    Query(query): Query<DeliveriesQuery>,
) -> WebResult<Response> {
    caller.require(Action::ListDeliveries)?;
    let (page, page_size) = (query.page.as_deref(), query.page_size.as_deref());
    let page = PageWords { page, page_size, after: None, before: None }.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::list_deliveries(&mut tx, id, query.status, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(DeliveryOutput::from), &caller)?.into_response())
}

/// Tell somebody once more what they were told, or what was given up.
#[utoipa::path(post, path = "/api/webhooks/{id}/deliveries/{event}/redeliver", tag = "webhooks",
    params(("id" = Uuid, Path), ("event" = Uuid, Path)), responses((status = 204), Problems))]
async fn redeliver_webhook(caller: Caller, Path((id, event)): Path<(Id<Webhook>, Uuid)>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::redeliver(&mut tx, id, event).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}
