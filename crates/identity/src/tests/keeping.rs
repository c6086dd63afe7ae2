//! How long keys and verdicts are kept, and how seldom the service is asked.

use std::sync::Arc;

use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::kit::{Signer, changed, claims, now, trust};
use super::service::{Answer, DISCOVERY, Service};
use crate::{Error, Identity, Reach, Refusal, Trouble, Trust};

struct Ground {
    service: Service,
    identity: Arc<Identity>,
    trust: Trust,
    signer: Signer,
}

async fn ground() -> Ground {
    let signer = Signer::ed();
    let service = Service::with_keys(&[signer.jwk("1")]).await;
    let trust = trust(&service.issuer);
    Ground { service, identity: Arc::new(Identity::new(Reach::Loopback)), trust, signer }
}

fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

impl Ground {
    /// A token that nobody has seen yet, good for an hour.
    fn token(&self, signer: &Signer, kid: &str) -> String {
        let fresh = json!({"jti": crate::sign_in::random(), "exp": now().as_second() + 3600});
        let header = json!({"alg": "EdDSA", "typ": "at+jwt", "kid": kid});
        signer.token(&header, &changed(claims(&self.service.issuer), &fresh))
    }

    async fn check(&self, token: &str, at: Timestamp) -> Result<(), Error> {
        self.identity.check(&self.trust, token, at, None).await.map(drop)
    }

    async fn fresh_token(&self, at: Timestamp) -> Result<(), Error> {
        self.check(&self.token(&self.signer, "1"), at).await
    }
}

#[tokio::test]
async fn keys_are_fetched_once_in_five_minutes() {
    let ground = ground().await;
    for seconds in [0, 1, 299] {
        assert_eq!(ground.fresh_token(after(seconds)).await, Ok(()));
    }
    assert_eq!((ground.service.count("/jwks"), ground.service.count(DISCOVERY)), (1, 1));
    assert_eq!(ground.fresh_token(after(300)).await, Ok(()));
    assert_eq!((ground.service.count("/jwks"), ground.service.count(DISCOVERY)), (2, 2));
}

#[tokio::test]
async fn whoever_comes_meanwhile_waits_for_the_same_answer() {
    let ground = ground().await;
    let tokens: Vec<String> = (0..50).map(|_| ground.token(&ground.signer, "1")).collect();
    let judged = join_all(tokens.iter().map(|token| ground.check(token, now()))).await;
    assert!(judged.iter().all(Result::is_ok));
    assert_eq!(ground.service.count("/jwks"), 1);
    let stranger = Signer::ed();
    let made_up: Vec<String> = (0..50).map(|n| ground.token(&stranger, &n.to_string().repeat(2))).collect();
    let judged = join_all(made_up.iter().map(|token| ground.check(token, now()))).await;
    assert!(judged.iter().all(|it| *it == Err(Refusal::UnknownKey.into())));
    assert_eq!(ground.service.count("/jwks"), 2);
}

#[tokio::test]
async fn a_new_key_is_followed_at_once_and_made_up_ones_ask_twice_a_minute_at_most() {
    let ground = ground().await;
    assert_eq!(ground.fresh_token(now()).await, Ok(()));
    let next = Signer::ed();
    ground.service.publish(&[ground.signer.jwk("1"), next.jwk("2")]);
    assert_eq!(ground.check(&ground.token(&next, "2"), after(1)).await, Ok(()));
    assert_eq!(ground.service.count("/jwks"), 2);
    let stranger = Signer::ed();
    for seconds in [2, 10, 30] {
        let judged = ground.check(&ground.token(&stranger, &format!("made-up-{seconds}")), after(seconds)).await;
        assert_eq!(judged, Err(Refusal::UnknownKey.into()));
    }
    assert_eq!(ground.service.count("/jwks"), 2);
    assert!(ground.check(&ground.token(&stranger, "made-up"), after(31)).await.is_err());
    assert_eq!(ground.service.count("/jwks"), 3);
}

#[tokio::test]
async fn a_withdrawn_key_checks_nothing_once_its_time_is_over() {
    let ground = ground().await;
    assert_eq!(ground.fresh_token(now()).await, Ok(()));
    ground.service.publish(&[Signer::ed().jwk("2")]);
    assert_eq!(ground.fresh_token(after(299)).await, Ok(()));
    assert_eq!(ground.fresh_token(after(300)).await, Err(Refusal::UnknownKey.into()));
}

#[tokio::test]
async fn good_keys_outlive_bad_answers_for_ten_minutes() {
    for bad in [
        Answer::Json(500, json!({})),
        Answer::Json(200, json!({"keys": []})),
        Answer::Json(200, json!({})),
        Answer::Text(200, "<html>".to_owned()),
        Answer::Text(200, String::new()),
        Answer::Text(200, "x".repeat(300_000)),
        Answer::Redirect("/jwks2".to_owned()),
    ] {
        for path in ["/jwks", DISCOVERY] {
            let ground = ground().await;
            ground.service.answer("/jwks2", Answer::Json(200, json!({"keys": [ground.signer.jwk("1")]})));
            assert_eq!(ground.fresh_token(now()).await, Ok(()));
            ground.service.answer(path, bad.clone());
            for seconds in [300, 301, 400, 599] {
                assert_eq!(ground.fresh_token(after(seconds)).await, Ok(()), "{path} after {seconds} s");
            }
            assert!(matches!(ground.fresh_token(after(600)).await, Err(Error::Unavailable(_))), "{path}");
            assert_eq!(ground.service.count("/jwks2"), 0, "a redirect is not followed");
        }
    }
}

#[tokio::test]
async fn a_bad_answer_is_not_asked_for_again_within_five_seconds() {
    let ground = ground().await;
    ground.service.answer("/jwks", Answer::Json(503, json!({})));
    for seconds in [0, 1, 4] {
        assert_eq!(ground.fresh_token(after(seconds)).await, Err(Trouble::Status(503).into()));
    }
    assert_eq!(ground.service.count("/jwks"), 1);
    ground.service.publish(&[ground.signer.jwk("1")]);
    assert_eq!(ground.fresh_token(after(5)).await, Ok(()));
}

#[tokio::test]
async fn a_service_that_keeps_silent_holds_nobody_up_who_has_keys() {
    let ground = ground().await;
    assert_eq!(ground.fresh_token(now()).await, Ok(()));
    ground.service.answer(DISCOVERY, Answer::Silence);
    let (identity, trust, token) = (ground.identity.clone(), ground.trust.clone(), ground.token(&ground.signer, "1"));
    let asking = tokio::spawn(async move { identity.check(&trust, &token, after(300), None).await.map(drop) });
    while ground.service.count(DISCOVERY) < 2 {
        tokio::task::yield_now().await;
    }
    // While the first one waits for an answer, the second is let in by the keys that are there.
    assert_eq!(ground.fresh_token(after(301)).await, Ok(()));
    assert!(!asking.is_finished());
    assert_eq!(asking.await.unwrap(), Ok(()));
}

#[tokio::test]
async fn the_document_must_speak_for_the_issuer_that_was_asked() {
    for (by, trouble) in [
        (json!({"issuer": "https://id.example.org"}), Trouble::WrongIssuer),
        (json!({"issuer": null}), Trouble::Missing("issuer")),
        (json!({"jwks_uri": null}), Trouble::Missing("jwks_uri")),
        (json!({"jwks_uri": "file:///etc/passwd"}), Trouble::Address),
        (json!({"jwks_uri": "http://id.example.org/jwks"}), Trouble::Address),
        (json!({"introspection_endpoint": "https://169.254.169.254/"}), Trouble::Address),
    ] {
        let ground = ground().await;
        ground.service.answer(DISCOVERY, Answer::Json(200, changed(ground.service.document(), &by)));
        assert_eq!(ground.fresh_token(now()).await, Err(trouble.into()), "{by}");
    }
}

#[tokio::test]
async fn a_token_is_believed_for_five_minutes_and_never_beyond_its_end() {
    let ground = ground().await;
    let token = ground.token(&ground.signer, "1");
    assert_eq!(ground.check(&token, now()).await, Ok(()));
    ground.service.publish(&[Signer::ed().jwk("2")]);
    // Known tokens need no keys; a new one gets the new keys, under which the old one is nothing.
    assert_eq!(ground.check(&token, after(299)).await, Ok(()));
    assert_eq!(ground.check(&token, after(300)).await, Err(Refusal::UnknownKey.into()));
    let short = json!({"exp": now().as_second() + 20});
    let header = json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "1"});
    let other = super::keeping::ground().await;
    let token = other.signer.token(&header, &changed(claims(&other.service.issuer), &short));
    assert_eq!(other.check(&token, now()).await, Ok(()));
    assert_eq!(other.check(&token, after(81)).await, Err(Refusal::Expired.into()));
}

#[tokio::test]
async fn a_verdict_for_one_clinic_is_none_for_another() {
    let ground = ground().await;
    let token = ground.token(&ground.signer, "1");
    assert_eq!(ground.check(&token, now()).await, Ok(()));
    let mut other = ground.trust.clone();
    other.scope = "south/1".to_owned();
    other.rules.audience = "south".to_owned();
    let judged = ground.identity.check(&other, &token, now(), None).await;
    assert_eq!(judged, Err(Refusal::Audience.into()));
}
