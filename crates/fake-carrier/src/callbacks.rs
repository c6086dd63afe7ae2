//! What it tells clinics by itself, signed.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HOST};
use url::Url;

use crate::behaviour::Order;
use crate::state::{FakeCarrier, Stored};

const STATES: [&str; 3] = ["queued", "sent", "delivered"];
/// Whoever does not listen is told again, so often.
const ATTEMPTS: u32 = 5;

/// Tells what becomes of a message, if anybody wants to know, while the caller goes on.
pub fn tell(carrier: &FakeCarrier, message: &Stored) {
    let order = carrier.dice().behaviour.callbacks;
    let states: Vec<&'static str> = match order {
        Order::InOrder => STATES.to_vec(),
        Order::Backwards => STATES.iter().rev().copied().collect(),
        Order::Doubled => STATES.iter().flat_map(|state| [*state, *state]).collect(),
        Order::Never => Vec::new(),
    };
    let (carrier, message) = (carrier.clone(), message.clone());
    tokio::spawn(async move {
        for state in states {
            tell_one(&carrier, &message, state).await;
        }
    });
}

/// Says that a message got that far, in its own list as well.
pub async fn tell_one(carrier: &FakeCarrier, message: &Stored, state: &'static str) -> Option<u16> {
    carrier.moved(&message.sid, state);
    bring(carrier, message.callback.as_deref()?, &report(carrier, message, state)).await
}

fn report(carrier: &FakeCarrier, message: &Stored, state: &str) -> Vec<(String, String)> {
    let account = carrier.settings().account.as_str();
    fields(&[
        ("AccountSid", account),
        ("ApiVersion", "2010-04-01"),
        ("From", &message.from),
        ("MessageSid", &message.sid),
        ("MessageStatus", state),
        ("SmsSid", &message.sid),
        ("SmsStatus", state),
        ("To", &message.to),
    ])
}

pub async fn reply(carrier: &FakeCarrier, (address, from, body): (&str, &str, &str), sid: &str) -> Option<u16> {
    let settings = carrier.settings();
    let fields = fields(&[
        ("AccountSid", &settings.account),
        ("ApiVersion", "2010-04-01"),
        ("Body", body),
        ("From", from),
        ("MessageSid", sid),
        ("NumMedia", "0"),
        ("NumSegments", "1"),
        ("SmsMessageSid", sid),
        ("SmsSid", sid),
        ("SmsStatus", "received"),
        ("To", &settings.number),
    ]);
    bring(carrier, address, &fields).await
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn bring(carrier: &FakeCarrier, address: &str, fields: &[(String, String)]) -> Option<u16> {
    let signature = carrier.signature().of_form(address, fields);
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let named = Url::parse(address).ok()?;
    let host = named.port().map_or_else(
        || named.host_str().map(str::to_owned),
        |port| named.host_str().map(|host| format!("{host}:{port}")),
    )?;
    let target = match &carrier.settings().bring_to {
        Some(base) => format!("{base}{}{}", named.path(), named.query().map(|it| format!("?{it}")).unwrap_or_default()),
        None => address.to_owned(),
    };
    for attempt in 0..ATTEMPTS {
        let request = carrier
            .client()
            .post(&target)
            .header(HOST, &host)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8")
            .header("X-Twilio-Signature", &signature)
            .body(form.clone());
        match request.send().await.map(|response| response.status()) {
            Ok(status) if !status.is_server_error() => return Some(status.as_u16()),
            _ => tokio::time::sleep(Duration::from_millis(50 << attempt)).await,
        }
    }
    None
}
