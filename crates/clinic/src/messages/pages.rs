//! The outbox as the desk sees it.

use askama::Template;
use axum::Router;
use axum::routing::get;
use people::Region;
use tenancy::Error;
use uuid::Uuid;
use web::{Caller, Html, WebResult};

use super::model::{Message, MessageKind, MessageStatus, Withheld};
use super::operations;
use crate::forms::shown_phone;
use crate::shell::{Moment, Page};

pub fn routes() -> Router {
    Router::new().route("/messages", get(outbox))
}

/// More than this nobody looks through by eye.
const SHOWN: i64 = 100;

struct Row {
    kind: MessageKind,
    status: MessageStatus,
    withheld: Option<Withheld>,
    patient: Option<Uuid>,
    recipient: String,
    body: String,
    at: Moment,
}

impl Row {
    fn new(caller: &Caller, message: Message) -> Self {
        // A code that is over is of no use to anybody, and not to be read by anybody.
        let over = message.expires_at.is_some_and(|at| at <= caller.now());
        Self {
            kind: message.kind,
            status: message.status,
            withheld: message.withheld,
            patient: message.patient,
            recipient: shown_phone(&message.recipient, Region::parse(&caller.tenant().region)),
            body: if over { String::new() } else { message.body },
            at: Moment::new(caller, message.created_at),
        }
    }

    fn kind_key(&self) -> String {
        format!("message-kind-{}", self.kind.as_str().replace('_', "-"))
    }

    fn status_key(&self) -> String {
        format!("message-status-{}", self.status.as_str())
    }

    fn why_key(&self) -> String {
        self.withheld.map(|why| format!("message-withheld-{}", why.as_str().replace('_', "-"))).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "messages/outbox.html")]
struct OutboxPage {
    page: Page,
    rows: Vec<Row>,
}

async fn outbox(caller: Caller) -> WebResult<Html> {
    let mut tx = caller.read().await?;
    let messages = operations::list(&mut tx, SHOWN).await?;
    tx.commit().await?;
    let rows = messages.into_iter().map(|message| Row::new(&caller, message)).collect();
    let page = OutboxPage { page: Page::new(&caller), rows };
    Ok(Html(page.render().map_err(Error::internal)?))
}
