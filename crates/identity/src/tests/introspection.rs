//! Tokens that say nothing of themselves: the service is asked, seldom.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::kit::{Signer, changed, claims, now, trust};
use super::service::{Answer, Service};
use crate::{Client, Error, Identity, Mode, Reach, Refusal, Shared, Trouble, Trust};

const PATH: &str = "/introspect";
const TOKEN: &str = "an-opaque-token-of-theirs";

struct Ground {
    service: Service,
    identity: Identity,
    trust: Trust,
}

async fn ground() -> Ground {
    let service = Service::with_keys(&[Signer::ed().jwk("1")]).await;
    let client = Client { id: "pra xis".to_owned(), secret: Some("se:cr&t".to_owned()) };
    let trust = Trust { mode: Mode::Introspection, client: Some(client), ..trust(&service.issuer) };
    let ground = Ground { service, identity: Identity::new(Reach::Loopback), trust };
    ground.says(&json!({}));
    ground
}

fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

impl Ground {
    /// The service's answer, but for these changes an active token's.
    fn says(&self, by: &Value) {
        let lasting = json!({"active": true, "token_type": "Bearer", "exp": now().as_second() + 3600});
        let answer = changed(changed(claims(&self.service.issuer), &lasting), by);
        self.service.answer(PATH, Answer::Json(200, answer));
    }

    async fn check(&self, token: &str, at: Timestamp) -> Result<(), Error> {
        self.identity.check(&self.trust, token, at, None).await.map(drop)
    }
}

#[tokio::test]
async fn the_service_is_asked_once_in_five_minutes_for_each_token() {
    let ground = ground().await;
    for seconds in [0, 1, 299] {
        assert_eq!(ground.check(TOKEN, after(seconds)).await, Ok(()));
    }
    assert_eq!(ground.service.count(PATH), 1);
    let (headers, body) = ground.service.last(PATH);
    // "pra+xis:se%3Acr%26t"
    assert_eq!(headers["authorization"], "Basic cHJhK3hpczpzZSUzQWNyJTI2dA==");
    assert_eq!(body, format!("token={TOKEN}&token_type_hint=access_token"));
    assert_eq!(ground.check(TOKEN, after(300)).await, Ok(()));
    assert_eq!(ground.check("another-opaque-token", after(300)).await, Ok(()));
    assert_eq!(ground.service.count(PATH), 3);
}

#[tokio::test]
async fn requests_at_once_with_one_token_share_one_question() {
    let ground = ground().await;
    let judged = join_all((0..100).map(|_| ground.check(TOKEN, now()))).await;
    assert!(judged.iter().all(Result::is_ok));
    assert_eq!(ground.service.count(PATH), 1);
}

#[tokio::test]
async fn a_token_that_is_not_active_is_asked_about_again_after_half_a_minute() {
    let ground = ground().await;
    ground.service.answer(PATH, Answer::Json(200, json!({"active": false})));
    for seconds in [0, 29] {
        assert_eq!(ground.check(TOKEN, after(seconds)).await, Err(Refusal::Inactive.into()));
    }
    assert_eq!(ground.service.count(PATH), 1);
    ground.says(&json!({}));
    assert_eq!(ground.check(TOKEN, after(30)).await, Ok(()));
}

#[tokio::test]
async fn a_token_that_the_service_does_not_keep_is_not_active() {
    let ground = ground().await;
    ground.service.answer(PATH, Answer::Json(400, json!({"error": "unsupported_token_type"})));
    assert_eq!(ground.check(TOKEN, now()).await, Err(Refusal::Inactive.into()));
}

#[tokio::test]
async fn no_answer_holds_longer_than_its_token() {
    let ground = ground().await;
    ground.says(&json!({"exp": now().as_second() + 20}));
    assert_eq!(ground.check(TOKEN, now()).await, Ok(()));
    ground.service.answer(PATH, Answer::Json(200, json!({"active": false})));
    assert_eq!(ground.check(TOKEN, after(19)).await, Ok(()));
    assert_eq!(ground.check(TOKEN, after(20)).await, Err(Refusal::Inactive.into()));
}

#[tokio::test]
async fn an_active_token_for_others_or_of_another_kind_is_refused() {
    for (by, why) in [
        (json!({"iss": "https://id.example.org"}), Refusal::Issuer),
        (json!({"aud": "other"}), Refusal::Audience),
        (json!({"aud": null}), Refusal::Audience),
        (json!({"sub": null}), Refusal::Subject),
        (json!({"token_type": null}), Refusal::Type),
        (json!({"token_type": "DPoP"}), Refusal::Type),
        (json!({"token_use": "refresh_token"}), Refusal::Type),
        (json!({"typ": "Refresh"}), Refusal::Type),
        (json!({"cnf": {"jkt": "x"}}), Refusal::Bound),
        (json!({"exp": now().as_second() - 61}), Refusal::Expired),
        (json!({"exp": "never"}), Refusal::Claim),
        (json!({"nbf": now().as_second() + 61}), Refusal::NotYet),
    ] {
        let ground = ground().await;
        ground.says(&by);
        assert_eq!(ground.check(TOKEN, now()).await, Err(why.into()), "{by}");
    }
}

#[tokio::test]
async fn an_answer_that_is_none_lets_nobody_in() {
    for (answer, trouble) in [
        (Answer::Json(200, json!({"active": "true"})), Trouble::NotJson),
        (Answer::Json(200, json!({"active": 1})), Trouble::NotJson),
        (Answer::Text(200, r#"{"active":false,"active":true}"#.to_owned()), Trouble::NotJson),
        (Answer::Json(401, json!({"active": true})), Trouble::Client),
        (Answer::Json(400, json!({"error": "invalid_client"})), Trouble::Client),
        (Answer::Json(400, json!({"error": "invalid_request"})), Trouble::Status(400)),
        (Answer::Json(500, json!({"active": true})), Trouble::Status(500)),
        (Answer::Redirect("/elsewhere".to_owned()), Trouble::Status(302)),
    ] {
        let ground = ground().await;
        ground.service.answer(PATH, answer);
        assert_eq!(ground.check(TOKEN, now()).await, Err(trouble.into()));
        assert_eq!(ground.service.count("/elsewhere"), 0);
    }
}

#[tokio::test]
async fn known_tokens_go_on_while_the_service_is_away_and_new_ones_do_not_pile_up() {
    let ground = ground().await;
    assert_eq!(ground.check(TOKEN, now()).await, Ok(()));
    ground.service.answer(PATH, Answer::Json(502, json!({})));
    let tokens: Vec<String> = (0..100).map(|n| format!("an-opaque-token-{n}")).collect();
    for token in &tokens {
        assert_eq!(ground.check(token, after(1)).await, Err(Trouble::Status(502).into()));
    }
    assert_eq!(ground.service.count(PATH), 2);
    assert_eq!(ground.check(TOKEN, after(299)).await, Ok(()));
    ground.says(&json!({}));
    assert_eq!(ground.check(&tokens[0], after(6)).await, Ok(()));
}

#[tokio::test]
async fn what_cannot_be_a_token_of_theirs_is_not_asked_about() {
    let ground = ground().await;
    let signer = Signer::ed();
    let foreign = signer.token(&json!({"alg": "EdDSA", "typ": "at+jwt"}), &claims("https://id.example.org"));
    for (token, why) in [
        (foreign.as_str(), Refusal::Issuer),
        ("", Refusal::Malformed),
        ("short", Refusal::Malformed),
        ("sixteen or more with spaces", Refusal::Malformed),
        ("sixteen-or-more-\r\nx: y", Refusal::Malformed),
        (&"x".repeat(20_000), Refusal::TooLarge),
    ] {
        assert_eq!(ground.check(token, now()).await, Err(why.into()), "{token}");
    }
    assert_eq!(ground.service.count_all(), 0);
}

#[tokio::test]
async fn a_cache_of_all_nodes_spares_the_second_node_its_question() {
    let ground = ground().await;
    let kept: Arc<Mutex<BTreeMap<String, Vec<u8>>>> = Arc::default();
    let doors = || {
        let (read, write) = (kept.clone(), kept.clone());
        Shared {
            get: Box::new(move |name| {
                let found = read.lock().unwrap().get(&name).cloned();
                Box::pin(async move { found })
            }),
            put: Box::new(move |name, value, _| {
                write.lock().unwrap().insert(name, value);
                Box::pin(async {})
            }),
        }
    };
    let first = ground.identity.check(&ground.trust, TOKEN, now(), Some(&doors())).await.unwrap();
    let other = Identity::new(Reach::Loopback);
    let second = other.check(&ground.trust, TOKEN, after(10), Some(&doors())).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(ground.service.count(PATH), 1);
    // The age travels along: five minutes after the first node asked, the second asks itself.
    let third = Identity::new(Reach::Loopback);
    third.check(&ground.trust, TOKEN, after(300), Some(&doors())).await.unwrap();
    assert_eq!(ground.service.count(PATH), 2);
    assert!(kept.lock().unwrap().keys().all(|name| !name.contains(TOKEN)));
}
