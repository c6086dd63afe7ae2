//! What the carrier tells us by itself. Whoever signs with the clinic's secret is the carrier, and nobody else.

use axum::body::Bytes;
use axum::response::{IntoResponse as _, Response};
use carrier::{Inbound, Signature, Token, Told};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::SignedDuration;
use people::{Phone, Region};
use tenancy::{Action, Actor, Error, Outcome, Result, Subject, Topic};
use uuid::Uuid;
use web::routing::{Router, post};
use web::{Guest, WebResult};

use super::operations;
use super::settings::{Messaging, Provider};

/// Where the carrier reports to.
pub const PATH: &str = "/twilio/webhook/";
/// The field of the address that says which message of ours is meant.
pub const REFERENCE: &str = "ref";

pub fn routes() -> Router {
    Router::new().route("/twilio/webhook", post(webhook))
}

type Fields = Vec<(String, String)>;

async fn webhook(guest: Guest, headers: HeaderMap, body: Bytes) -> WebResult<Response> {
    let mut tx = guest.read().await?;
    let setup = operations::load(&mut tx).await?;
    tx.commit().await?;
    let token = setup.secrets.token.filter(|_| setup.messaging.provider == Provider::Twilio).ok_or(Error::NotFound)?;
    let fields: Fields = form_urlencoded::parse(&body).into_owned().collect();
    let shown = headers.get("x-twilio-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_ours = fields.iter().any(|(name, value)| name == "AccountSid" && *value == setup.messaging.account_sid);
    let is_signed = Signature::new(&Token::new(token)).is_of_form(&address(&guest, &headers), &fields, shown);
    if !is_ours || !is_signed {
        guest.record_refusal(Action::ReceiveMessage, Subject::new("message", None), Outcome::Denied).await?;
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    match Told::read(&fields) {
        Some(Told::Report(report)) => note(&guest, &report).await?,
        Some(Told::Inbound(inbound)) => receive(&guest, &inbound, &setup.messaging).await?,
        // Told more than we know to ask for.
        None => {}
    }
    Ok(nothing_to_say())
}

/// The address as the carrier knows it, whatever stands between it and us.
fn address(guest: &Guest, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let base = guest.app().settings().public_url.replace("{host}", host);
    let query = guest.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{base}{}{query}", guest.path())
}

async fn note(guest: &Guest, report: &carrier::Report) -> Result<()> {
    let reference = guest.query().and_then(|query| {
        let mut fields = form_urlencoded::parse(query.as_bytes());
        fields.find(|(name, _)| name == REFERENCE)?.1.parse::<Uuid>().ok()
    });
    let mut tx = guest.acting_as(Actor::Job { name: "carrier" }).change().await?;
    operations::report(&mut tx, report, reference).await?;
    tx.commit().await
}

async fn receive(guest: &Guest, inbound: &Inbound, messaging: &Messaging) -> Result<()> {
    let region = Region::parse(&guest.tenant().region);
    let Some(sender) = region.and_then(|region| Phone::parse(&inbound.from, region).ok()) else {
        // Short codes and names: nobody whom one could answer.
        return Ok(());
    };
    let notice = SignedDuration::from_mins(i64::from(messaging.cancel_minutes));
    let mut tx = guest.acting_as(Actor::Job { name: "carrier" }).change().await?;
    operations::receive(&mut tx, inbound, &sender, notice).await?;
    tx.announce(Topic::Messages);
    tx.commit().await
}

/// An answer in the carrier's own language that sends nothing.
fn nothing_to_say() -> Response {
    let xml = HeaderValue::from_static("text/xml; charset=utf-8");
    ([(header::CONTENT_TYPE, xml)], "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>").into_response()
}
