//! Messages as JSON.

use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use serde::Serialize;
use tenancy::Action;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Linked, Path, Query, WebResult};

use super::model::{Answered, Message, MessageKind, MessageStatus, Way, Withheld};
use super::operations;
use super::query::MessageQuery;
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(view_messages)).routes(routes!(retry_message))
}

/// A message, and how far it got. What it says and to whom stands in the outbox alone.
#[derive(Serialize, ToSchema)]
#[schema(as = Sms)]
struct MessageOutput {
    id: Uuid,
    appointment: Option<Uuid>,
    patient: Option<Uuid>,
    kind: MessageKind,
    channel: Way,
    status: MessageStatus,
    /// Why it was not sent.
    withheld: Option<Withheld>,
    /// How often it was handed to the carrier.
    attempts: i32,
    /// The carrier's name for it.
    provider_sid: Option<String>,
    scheduled_for: Timestamp,
    sent_at: Option<Timestamp>,
    delivered_at: Option<Timestamp>,
    /// The carrier's code for what went wrong.
    error_code: Option<String>,
    /// What the patient answered.
    answer: Option<Answered>,
}

impl From<Message> for MessageOutput {
    fn from(message: Message) -> Self {
        Self {
            id: message.id,
            appointment: message.appointment,
            patient: message.patient,
            kind: message.kind,
            channel: message.way,
            status: message.status,
            withheld: message.withheld,
            attempts: message.attempts,
            provider_sid: message.provider_sid,
            scheduled_for: message.scheduled_for,
            sent_at: message.sent_at,
            delivered_at: message.delivered_at,
            error_code: message.error_code,
            answer: message.answer,
        }
    }
}

/// View messages, the newest first.
#[utoipa::path(get, path = "/api/sms", tag = "messages", params(MessageQuery),
    responses((status = 200, body = Linked<MessageOutput>), Problems))]
async fn view_messages(caller: Caller, Query(query): Query<MessageQuery>) -> WebResult<Response> {
    caller.require(Action::ViewMessages)?;
    let (filter, page) = (query.filter(), query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::page(&mut tx, &filter, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(MessageOutput::from), &caller)?.into_response())
}

/// Try a message once more that was given up, or that the carrier could not deliver.
#[utoipa::path(post, path = "/api/sms/{id}/retry", tag = "messages", responses((status = 204), Problems))]
async fn retry_message(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::retry(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}
