//! What it offers to those who send: Twilio's `Messages.json`.

use std::time::Duration;

use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::fmt::rfc2822;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::behaviour::Fate;
use crate::callbacks;
use crate::serve::HangUp;
use crate::state::{FakeCarrier, Stored};

pub fn routes() -> Router<FakeCarrier> {
    Router::new().route("/2010-04-01/Accounts/{account}/Messages.json", get(list).post(create))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NewMessage {
    to: Option<String>,
    body: Option<String>,
    from: Option<String>,
    messaging_service_sid: Option<String>,
    status_callback: Option<String>,
}

async fn create(
    State(carrier): State<FakeCarrier>,
    Path(account): Path<String>,
    headers: HeaderMap,
    Form(new): Form<NewMessage>,
) -> Response {
    if !is_known(&carrier, &account, &headers) {
        return complaint(StatusCode::UNAUTHORIZED, 20003, "Authenticate");
    }
    let (fate, delay) = {
        let mut dice = carrier.dice();
        (dice.throw(), Duration::from_millis(dice.behaviour.delay_ms))
    };
    tokio::time::sleep(delay).await;
    match fate {
        Fate::TooMany => {
            let said = complaint(StatusCode::TOO_MANY_REQUESTS, 20429, "Too Many Requests");
            return ([(header::RETRY_AFTER, "1")], said).into_response();
        }
        Fate::Error => return complaint(StatusCode::INTERNAL_SERVER_ERROR, 20500, "Internal Server Error"),
        Fate::Dropped => return HangUp.into_response(),
        Fate::Accepted | Fate::AcceptedAndDropped => {}
    }
    let stored = match accept(&carrier, new) {
        Ok(stored) => stored,
        Err((code, message)) => return complaint(StatusCode::BAD_REQUEST, code, message),
    };
    callbacks::tell(&carrier, &stored);
    match fate {
        Fate::AcceptedAndDropped => HangUp.into_response(),
        _ => (StatusCode::CREATED, Json(shown(&carrier, &stored))).into_response(),
    }
}

/// Keeps a message, or says by which code and in which words it is refused.
fn accept(carrier: &FakeCarrier, new: NewMessage) -> Result<Stored, (u32, &'static str)> {
    let refuse = |code, message| Err((code, message));
    let Some(to) = new.to.filter(|to| !to.is_empty()) else { return refuse(21604, "A 'To' phone number is required.") };
    if !to.starts_with('+') || to.len() < 8 || !to.chars().skip(1).all(|letter| letter.is_ascii_digit()) {
        return refuse(21211, "The 'To' number is not a valid phone number.");
    }
    let Some(body) = new.body.filter(|body| !body.is_empty()) else {
        return refuse(21602, "Message body is required.");
    };
    if body.chars().count() > 1600 {
        return refuse(21617, "The concatenated message body exceeds the 1600 character limit.");
    }
    let number = carrier.settings().number.clone();
    let Some(from) = new.from.or_else(|| new.messaging_service_sid.map(|_| number)) else {
        return refuse(21603, "A 'From' phone number is required.");
    };
    Ok(carrier.store(to, from, body, new.status_callback))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "To")]
    to: Option<String>,
    #[serde(rename = "PageSize", default = "usual_page")]
    page_size: usize,
    #[serde(rename = "Page", default)]
    page: usize,
}

fn usual_page() -> usize {
    50
}

async fn list(
    State(carrier): State<FakeCarrier>,
    Path(account): Path<String>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    if !is_known(&carrier, &account, &headers) {
        return complaint(StatusCode::UNAUTHORIZED, 20003, "Authenticate");
    }
    let mut all = carrier.messages();
    all.retain(|message| asked.to.as_ref().is_none_or(|to| *to == message.to));
    all.reverse();
    let size = asked.page_size.clamp(1, 1000);
    let shown: Vec<Value> =
        all.iter().skip(asked.page * size).take(size).map(|message| shown(&carrier, message)).collect();
    let next = ((asked.page + 1) * size < all.len()).then(|| next_page(&account, &asked, size));
    Json(json!({ "messages": shown, "page": asked.page, "page_size": size, "next_page_uri": next })).into_response()
}

fn next_page(account: &str, asked: &Asked, size: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(to) = &asked.to {
        query.append_pair("To", to);
    }
    query.append_pair("PageSize", &size.to_string()).append_pair("Page", &(asked.page + 1).to_string());
    format!("/2010-04-01/Accounts/{account}/Messages.json?{}", query.finish())
}

fn is_known(carrier: &FakeCarrier, account: &str, headers: &HeaderMap) -> bool {
    let settings = carrier.settings();
    let expected = format!("Basic {}", STANDARD.encode(format!("{}:{}", settings.account, settings.token)));
    account == settings.account && headers.get(header::AUTHORIZATION).is_some_and(|shown| *shown == *expected)
}

fn complaint(status: StatusCode, code: u32, message: &str) -> Response {
    let more = format!("https://www.twilio.com/docs/errors/{code}");
    let body = json!({ "code": code, "message": message, "more_info": more, "status": status.as_u16() });
    (status, Json(body)).into_response()
}

fn shown(carrier: &FakeCarrier, message: &Stored) -> Value {
    let created = rfc2822::to_string(&message.created_at.to_zoned(jiff::tz::TimeZone::UTC)).unwrap_or_default();
    json!({
        "sid": message.sid, "account_sid": carrier.settings().account, "to": message.to, "from": message.from,
        "body": message.body, "status": message.status, "num_segments": message.segments.to_string(),
        "date_created": created, "date_updated": created, "date_sent": null, "direction": "outbound-api",
        "error_code": null, "error_message": null, "price": null, "price_unit": "USD", "api_version": "2010-04-01",
    })
}
