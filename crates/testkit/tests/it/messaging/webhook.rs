//! What the carrier tells: believed when it is signed, in whatever order it comes and however often.

use carrier::{Signature, Token};
use clinic::messages::model::{MessageKind, MessageStatus};
use fake_carrier::Behaviour;
use testkit::{Call, Response, TestClinic};
use uuid::Uuid;

use super::{ACCOUNT, Ground, TOKEN};

const ADDRESS: &str = "https://nile.localhost/twilio/webhook/";

/// A call of the carrier's, signed with this token.
fn signed(clinic: &TestClinic, query: &str, fields: &[(&str, &str)], token: &str) -> Call {
    let owned: Vec<(String, String)> = fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    let address = format!("https://{}/twilio/webhook/{query}", clinic.host());
    let signature = Signature::new(&Token::new(token.to_owned())).of_form(&address, &owned);
    let path = format!("/twilio/webhook/{query}");
    clinic.visitor().call(http::Method::POST, &path).form(fields).header("x-twilio-signature", &signature)
}

async fn report(ground: &Ground, reference: Option<Uuid>, sid: &str, status: &str) -> Response {
    let query = reference.map(|id| format!("?ref={id}")).unwrap_or_default();
    let fields = [("AccountSid", ACCOUNT), ("MessageSid", sid), ("MessageStatus", status), ("To", "+201001234567")];
    signed(&ground.clinic, &query, &fields, TOKEN).await
}

async fn sent(ground: &Ground) -> (Uuid, String) {
    let id = ground.queue(MessageKind::WaitlistOffer, "a slot is free").await;
    ground.send().await;
    let sid = ground.message(id).await.provider_sid.unwrap();
    (id, sid)
}

#[tokio::test]
async fn states_are_noted_and_late_ones_undo_nothing() {
    let ground = Ground::new().await;
    let (id, sid) = sent(&ground).await;
    for (told, known) in [
        ("queued", "sent"),
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("sent", "delivered"),
        ("delivered", "delivered"),
        ("failed", "delivered"),
        ("nonsense", "delivered"),
    ] {
        let answer = report(&ground, Some(id), &sid, told).await.expect(200);
        assert!(answer.header("content-type").starts_with("text/xml"), "{answer}");
        assert_eq!(ground.state(id).await.0, known, "after {told}");
    }
    assert_eq!(ground.message(id).await.delivered_at, Some(ground.clinic.clock().now()));
}

#[tokio::test]
async fn the_carriers_own_calls_are_understood() {
    let ground = Ground::new().await;
    let (id, sid) = sent(&ground).await;
    assert_eq!(ground.fake.tell(&sid, "undelivered").await, Some(200));
    assert_eq!(ground.state(id).await.0, "undelivered");
}

#[tokio::test]
async fn a_report_about_a_call_that_broke_off_says_what_became_of_it() {
    let ground = Ground::new().await;
    ground.behave(Behaviour { accepts_and_drops: 100, ..Behaviour::default() });
    let id = ground.queue(MessageKind::WaitlistOffer, "x").await;
    ground.send().await;
    assert_eq!(ground.state(id).await.0, "sending");
    let sid = ground.fake.messages()[0].sid.clone();
    assert_eq!(ground.fake.tell(&sid, "delivered").await, Some(200));
    let message = ground.message(id).await;
    assert_eq!((message.status, message.provider_sid), (MessageStatus::Delivered, Some(sid)));
    ground.wait(200);
    ground.send().await;
    assert_eq!(ground.carried().len(), 1);
}

#[tokio::test]
async fn whoever_does_not_sign_as_the_carrier_is_refused_and_the_refusal_recorded() {
    let ground = Ground::new().await;
    let (id, sid) = sent(&ground).await;
    let query = format!("?ref={id}");
    let fields = [("AccountSid", ACCOUNT), ("MessageSid", sid.as_str()), ("MessageStatus", "delivered")];
    let foreign = [("AccountSid", "AC2"), ("MessageSid", sid.as_str()), ("MessageStatus", "delivered")];
    let good = || signed(&ground.clinic, &query, &fields, TOKEN);
    for (what, call) in [
        ("another token", signed(&ground.clinic, &query, &fields, "other")),
        ("another account", signed(&ground.clinic, &query, &foreign, TOKEN)),
        ("no signature", good().without("x-twilio-signature")),
        ("no base64", good().header("x-twilio-signature", "?")),
        ("other fields", good().form(&[("AccountSid", ACCOUNT), ("MessageSid", &sid), ("MessageStatus", "failed")])),
        ("nothing", good().form(&[])),
    ] {
        let answer = call.await.expect(403);
        let record = ground.clinic.audit_of(&answer).await;
        assert_eq!((record[0].action.as_str(), record[0].outcome.as_str()), ("receive_message", "denied"), "{what}");
    }
    assert_eq!(ground.state(id).await.0, "sent");
    good().await.expect(200);
    assert_eq!(ground.state(id).await.0, "delivered");
}

#[tokio::test]
async fn where_no_carrier_is_set_up_nobody_is_listened_to() {
    let ground = Ground::new().await;
    let other = ground.clinic.other().await;
    let fields = [("AccountSid", ACCOUNT), ("MessageSid", "SM1"), ("MessageStatus", "delivered")];
    signed(&other, "", &fields, TOKEN).await.expect(404);
}

#[tokio::test]
async fn a_report_about_nothing_of_ours_changes_nothing() {
    let ground = Ground::new().await;
    let (id, sid) = sent(&ground).await;
    for (reference, sid) in [(None, "SM0"), (Some(Uuid::nil()), "SM0"), (Some(id), "SM0")] {
        report(&ground, reference, sid, "failed").await.expect(200);
        assert_eq!(ground.state(id).await.0, "sent");
    }
    // Nothing was ever sent of this one.
    let waits = ground.queue(MessageKind::WaitlistOffer, "later").await;
    report(&ground, Some(waits), "SM0", "delivered").await.expect(200);
    assert_eq!(ground.state(waits).await.0, "queued");
    report(&ground, None, &sid, "failed").await.expect(200);
    assert_eq!(ground.state(id).await.0, "failed");
}

#[tokio::test]
async fn what_was_sent_before_it_was_tried_again_says_nothing_about_the_new_try() {
    let ground = Ground::new().await;
    let (id, sid) = sent(&ground).await;
    report(&ground, Some(id), &sid, "undelivered").await.expect(200);
    let mut tx = ground.clinic.scene().await;
    clinic::messages::operations::retry(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    report(&ground, Some(id), &sid, "delivered").await.expect(200);
    assert_eq!(ground.state(id).await.0, "queued");
    ground.send().await;
    assert_eq!(ground.carried().len(), 2);
}

#[tokio::test]
async fn numbers_that_want_nothing_more_get_codes_and_nothing_else_until_they_do() {
    let ground = Ground::new().await;
    for (word, offer, code) in [("STOP", "withheld", "sent"), ("start", "sent", "sent")] {
        assert_eq!(ground.fake.reply(ADDRESS, super::PHONE, word).await, Some(200));
        let offer_id = ground.queue(MessageKind::WaitlistOffer, "a slot is free").await;
        let code_id = ground.queue(MessageKind::OneTimeCode, "123456").await;
        ground.send().await;
        assert_eq!((ground.state(offer_id).await.0, ground.state(code_id).await.0), (offer, code), "after {word}");
    }
}
