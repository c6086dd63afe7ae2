//! The outbox as the desk sees it: what was sent, what came back, what was given up.

use askama::Template;
use axum::response::Response;
use jiff::SignedDuration;
use people::Region;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::{Answer, Caller, Html, PageOf, Path, Query, WebResult};

use super::model::{Answered, Message, MessageKind, MessageStatus, Way, Withheld};
use super::operations::{self, Figures, Received};
use super::query::MessageQuery;
use super::sending::month_of;
use super::settings::{Messaging, Provider};
use crate::forms::shown_phone;
use crate::shell::{Moment, Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/messages", get(outbox))
        .route("/messages/retry", post(retry_dead))
        .route("/messages/{message}/retry", post(retry))
}

/// More than this nobody looks through by eye.
const SHOWN: i64 = 100;
const INBOX: i64 = 20;

struct Row {
    id: Uuid,
    kind: MessageKind,
    status: MessageStatus,
    withheld: Option<Withheld>,
    /// Whether nobody sends it: it is read out here.
    is_console: bool,
    error_code: Option<String>,
    answer: Option<Answered>,
    patient: Option<Uuid>,
    way: Way,
    recipient: String,
    subject: String,
    body: String,
    at: Moment,
}

impl Row {
    fn new(caller: &Caller, message: Message) -> Self {
        // A code that is over is of no use to anybody, and not to be read by anybody.
        let over = message.expires_at.is_some_and(|at| at <= caller.now());
        Self {
            id: message.id,
            kind: message.kind,
            status: message.status,
            withheld: message.withheld,
            is_console: message.provider.as_deref() == Some(Provider::Console.as_str()),
            error_code: message.error_code,
            answer: message.answer,
            patient: message.patient,
            way: message.way,
            recipient: match message.way {
                Way::Sms => shown_phone(&message.recipient, Region::parse(&caller.tenant().region)),
                Way::Email => message.recipient,
            },
            subject: message.subject.filter(|_| !over && message.withheld.is_none()).unwrap_or_default(),
            body: if over { String::new() } else { message.body },
            at: Moment::new(caller, message.created_at),
        }
    }

    fn kind_key(&self) -> String {
        format!("message-kind-{}", self.kind.as_str().replace('_', "-"))
    }

    fn way_key(&self) -> &'static str {
        way_key(self.way)
    }

    fn status_key(&self) -> String {
        match (self.is_console, self.status) {
            (true, MessageStatus::Sent) => "message-status-console".to_owned(),
            _ => format!("message-status-{}", self.status.as_str()),
        }
    }

    fn why_key(&self) -> String {
        self.withheld.map(|why| format!("message-withheld-{}", why.as_str().replace('_', "-"))).unwrap_or_default()
    }

    fn answer_key(&self) -> String {
        self.answer.map(|answer| format!("message-answer-{}", answer.as_str())).unwrap_or_default()
    }

    fn is_bad(&self) -> bool {
        self.withheld.is_some() || self.status.can_be_retried()
    }
}

fn way_key(way: Way) -> &'static str {
    match way {
        Way::Sms => "message-way-sms",
        Way::Email => "message-way-email",
    }
}

/// What somebody sent to the clinic.
struct Reply {
    patient: Option<Uuid>,
    sender: String,
    body: String,
    meaning: String,
    at: Moment,
}

impl Reply {
    fn new(caller: &Caller, received: Received) -> Self {
        Self {
            patient: received.patient,
            sender: shown_phone(&received.sender, Region::parse(&caller.tenant().region)),
            body: received.body,
            meaning: format!("message-meaning-{}", received.meaning.as_str().replace('_', "-")),
            at: Moment::new(caller, received.at),
        }
    }
}

#[derive(Template)]
#[template(path = "messages/outbox.html")]
struct OutboxPage {
    page: Page,
    rows: Vec<Row>,
    count: i64,
    replies: Vec<Reply>,
    figures: Figures,
    messaging: Messaging,
    statuses: Vec<Choice>,
    kinds: Vec<Choice>,
    ways: Vec<Choice>,
}

/// Something that the list may be narrowed to.
struct Choice {
    code: &'static str,
    /// Of its name.
    key: String,
    is_chosen: bool,
}

impl Choice {
    fn new(what: &str, code: &'static str, is_chosen: bool) -> Self {
        Self { code, key: format!("message-{what}-{}", code.replace('_', "-")), is_chosen }
    }

    fn statuses(chosen: Option<MessageStatus>) -> Vec<Self> {
        MessageStatus::ALL.iter().map(|it| Self::new("status", it.as_str(), chosen == Some(*it))).collect()
    }

    fn kinds(chosen: Option<MessageKind>) -> Vec<Self> {
        MessageKind::ALL.iter().map(|it| Self::new("kind", it.as_str(), chosen == Some(*it))).collect()
    }

    fn ways(chosen: Option<Way>) -> Vec<Self> {
        Way::ALL.iter().map(|it| Self::new("way", it.as_str(), chosen == Some(*it))).collect()
    }
}

impl OutboxPage {
    fn delivered(&self) -> i64 {
        self.figures.of(MessageStatus::Delivered)
    }

    fn undelivered(&self) -> i64 {
        self.figures.of(MessageStatus::Undelivered) + self.figures.of(MessageStatus::Failed)
    }

    fn has_carrier(&self) -> bool {
        self.messaging.provider != Provider::Console
    }

    fn dead(&self) -> i64 {
        self.figures.of(MessageStatus::Dead)
    }

    /// How much of the month's budget is used, in percent.
    fn budget_percent(&self) -> Option<i64> {
        let bound = i64::from(self.messaging.monthly_segments);
        (bound > 0).then(|| self.figures.segments * 100 / bound)
    }
}

async fn outbox(caller: Caller, Query(query): Query<MessageQuery>) -> WebResult<Html> {
    let since = caller.now().checked_sub(SignedDuration::from_hours(30 * 24)).map_err(Error::internal)?;
    let month = month_of(caller.tenant(), caller.now())?;
    let mut tx = caller.read().await?;
    let listing = operations::page(&mut tx, &query.filter(), PageOf { size: SHOWN, ..query.page()? }).await?;
    let replies = operations::inbox(&mut tx, INBOX).await?;
    let figures = operations::figures(&mut tx, since, month).await?;
    let messaging = operations::load(&mut tx).await?.messaging;
    tx.commit().await?;
    let page = OutboxPage {
        page: Page::new(&caller),
        count: listing.count,
        rows: listing.rows.into_iter().map(|message| Row::new(&caller, message)).collect(),
        replies: replies.into_iter().map(|received| Reply::new(&caller, received)).collect(),
        figures,
        messaging,
        statuses: Choice::statuses(query.status),
        kinds: Choice::kinds(query.kind),
        ways: Choice::ways(query.channel),
    };
    Ok(Html(page.render().map_err(Error::internal)?))
}

async fn retry(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::RetryMessage)?;
    let mut tx = caller.begin().await?;
    operations::retry(&mut tx, id).await?;
    let response = Answer::see_other("/messages/").commit(&caller, tx).await?;
    Ok(notice::leave(response, "message-retried"))
}

async fn retry_dead(caller: Caller) -> WebResult<Response> {
    caller.require(Action::RetryMessage)?;
    let mut tx = caller.begin().await?;
    operations::retry_dead(&mut tx).await?;
    let response = Answer::see_other("/messages/").commit(&caller, tx).await?;
    Ok(notice::leave(response, "message-retried"))
}
