//! Webhooks as programs read them.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Delivery, DeliveryError, DeliveryStatus, EventType, StoppedFor, Webhook};

/// Who is told of what happens, and of what.
#[derive(Serialize, ToSchema)]
#[schema(as = Webhook)]
pub struct WebhookOutput {
    id: Uuid,
    #[schema(example = "https://hooks.example/praxis")]
    url: String,
    description: Option<String>,
    types: Vec<EventType>,
    enabled: bool,
    /// Why it is told nothing any more, where nobody decided so by hand.
    stopped_for: Option<StoppedFor>,
    /// Since when nothing has arrived.
    failing_since: Option<Timestamp>,
    /// Until when the secret before this one signs as well.
    earlier_secret_until: Option<Timestamp>,
    #[schema(example = 1)]
    version: i32,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl From<Webhook> for WebhookOutput {
    fn from(it: Webhook) -> Self {
        Self {
            id: it.id.uuid(),
            url: it.offer.url,
            description: it.offer.description,
            types: it.offer.types,
            enabled: it.offer.enabled,
            stopped_for: it.stopped_for,
            failing_since: it.failing_since,
            earlier_secret_until: it.earlier_until,
            version: it.version,
            created_at: it.created_at,
            updated_at: it.updated_at,
        }
    }
}

/// The same with its secret, which is not shown again.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookWithSecret)]
pub struct RevealedOutput {
    #[serde(flatten)]
    webhook: WebhookOutput,
    /// As the libraries of Standard Webhooks take it.
    #[schema(example = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    secret: String,
}

impl RevealedOutput {
    pub fn new(webhook: Webhook, secret: String) -> Self {
        Self { webhook: webhook.into(), secret }
    }
}

/// That a webhook is told of something, and how far that got.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookDelivery)]
pub struct DeliveryOutput {
    event: Uuid,
    /// What is sent as `webhook-id`, the same at every try.
    #[schema(example = "msg_0198c0de000070008000000000000001")]
    message_id: String,
    /// One of the types that one can be told of, or `ping`.
    #[serde(rename = "type")]
    #[schema(example = "appointment.booked")]
    told: String,
    /// To what it happened.
    subject: Uuid,
    patient: Option<Uuid>,
    happened_at: Timestamp,
    status: DeliveryStatus,
    #[schema(example = 1)]
    attempts: i32,
    /// While it waits.
    next_attempt_at: Option<Timestamp>,
    attempted_at: Option<Timestamp>,
    /// How long the last attempt took.
    #[schema(example = 85)]
    duration_ms: Option<i32>,
    /// The status that was answered last.
    #[schema(example = 200)]
    answered: Option<i32>,
    /// Why the last attempt came to nothing.
    error: Option<DeliveryError>,
    delivered_at: Option<Timestamp>,
}

impl From<Delivery> for DeliveryOutput {
    fn from(it: Delivery) -> Self {
        Self {
            event: it.event.id,
            message_id: it.event.message_id(),
            told: it.event.told,
            subject: it.event.subject,
            patient: it.event.patient,
            happened_at: it.event.happened_at,
            status: it.status,
            attempts: it.attempts,
            next_attempt_at: (it.status == DeliveryStatus::Waiting).then_some(it.next_attempt_at),
            attempted_at: it.attempted_at,
            duration_ms: it.duration_ms,
            answered: it.answered,
            error: it.error,
            delivered_at: it.delivered_at,
        }
    }
}
