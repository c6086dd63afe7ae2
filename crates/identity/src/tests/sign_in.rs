//! People who sign in at the service and come back with a code.

use aws_lc_rs::digest;
use reqwest::Url;
use serde_json::{Value, json};

use super::kit::{Signer, b64, changed, claims, now, trust};
use super::service::{Answer, Service};
use crate::{Claims, Client, Error, Identity, Pending, Reach, Refusal, Returned, Trouble, Trust};

const CALLBACK: &str = "https://north.example/auth/identity/callback/";

struct Ground {
    service: Service,
    identity: Identity,
    trust: Trust,
    signer: Signer,
}

async fn ground() -> Ground {
    let signer = Signer::ed();
    let service = Service::with_keys(&[signer.jwk("1")]).await;
    let client = Client { id: "praxis-web".to_owned(), secret: Some("secret".to_owned()) };
    let trust = Trust { client: Some(client), ..trust(&service.issuer) };
    Ground { service, identity: Identity::new(Reach::Loopback), trust, signer }
}

struct Begun {
    asked: std::collections::BTreeMap<String, String>,
    pending: Pending,
}

impl Ground {
    async fn begin(&self) -> Begun {
        let begun = self.identity.begin_sign_in(&self.trust, CALLBACK, "profile", now()).await.unwrap();
        let address = Url::parse(&begun.address).unwrap();
        assert_eq!(address.path(), "/authorize");
        Begun { asked: address.query_pairs().into_owned().collect(), pending: begun.pending }
    }

    /// The service will give an ID token for this sign-in, with these changes.
    fn will_give(&self, begun: &Begun, by: &Value) {
        let usual = json!({"aud": "praxis-web", "nonce": begun.asked["nonce"]});
        let claims = changed(changed(claims(&self.service.issuer), &usual), by);
        let token = self.signer.token(&json!({"alg": "EdDSA", "kid": "1"}), &claims);
        self.service.answer("/token", Answer::Json(200, json!({"id_token": token, "access_token": "at"})));
    }

    async fn finish(&self, begun: &Begun, returned: Returned) -> Result<Claims, Error> {
        let came = (&begun.pending, &returned);
        self.identity.finish_sign_in(&self.trust, came, &["org_id", "roles"], now()).await
    }
}

fn returned(begun: &Begun) -> Returned {
    Returned { code: Some("code".to_owned()), state: Some(begun.asked["state"].clone()), ..Returned::default() }
}

#[tokio::test]
async fn a_person_is_sent_with_a_challenge_and_comes_back_as_somebody() {
    let ground = ground().await;
    let begun = ground.begin().await;
    assert_eq!(begun.asked["tenant"], "north");
    assert_eq!(begun.asked["client_id"], "praxis-web");
    assert_eq!(begun.asked["redirect_uri"], CALLBACK);
    assert_eq!(begun.asked["response_type"], "code");
    assert_eq!(begun.asked["scope"], "openid profile");
    assert_eq!(begun.asked["code_challenge_method"], "S256");
    ground.will_give(&begun, &json!({}));
    let claims = ground.finish(&begun, returned(&begun)).await.unwrap();
    assert_eq!(claims.subject(), Some("user-1"));
    let (headers, body) = ground.service.last("/token");
    assert_eq!(headers["authorization"], "Basic cHJheGlzLXdlYjpzZWNyZXQ=");
    let verifier = body.split("code_verifier=").nth(1).unwrap();
    let challenge = digest::digest(&digest::SHA256, verifier.as_bytes());
    assert_eq!(begun.asked["code_challenge"], b64(challenge));
    assert_eq!(ground.service.count("/userinfo"), 0);
    let again = ground.begin().await;
    for secret in ["state", "nonce", "code_challenge"] {
        assert_ne!(begun.asked[secret], again.asked[secret]);
        assert!(begun.asked[secret].len() >= 43);
    }
}

#[tokio::test]
async fn an_answer_to_another_sign_in_is_refused_without_asking_anybody() {
    let ground = ground().await;
    let (begun, other) = (ground.begin().await, ground.begin().await);
    ground.will_give(&begun, &json!({}));
    let with = |state: Option<String>| Returned { state, ..returned(&begun) };
    for wrong in [with(None), with(Some(String::new())), with(Some(other.asked["state"].clone()))] {
        assert_eq!(ground.finish(&begun, wrong).await, Err(Refusal::Nonce.into()));
    }
    let elsewhere = Returned { iss: Some("https://id.example.org".to_owned()), ..returned(&begun) };
    assert_eq!(ground.finish(&begun, elsewhere).await, Err(Refusal::Issuer.into()));
    let cancelled = Returned { error: Some("access_denied".to_owned()), ..returned(&begun) };
    assert_eq!(ground.finish(&begun, cancelled).await, Err(Refusal::SignInRefused.into()));
    let empty = Returned { code: None, ..returned(&begun) };
    assert_eq!(ground.finish(&begun, empty).await, Err(Refusal::SignInRefused.into()));
    assert_eq!(ground.service.count("/token"), 0);
}

#[tokio::test]
async fn an_id_token_must_answer_this_sign_in_and_be_for_us() {
    for (by, why) in [
        (json!({"nonce": "another"}), Refusal::Nonce),
        (json!({"nonce": null}), Refusal::Nonce),
        (json!({"aud": "praxis"}), Refusal::Audience),
        (json!({"aud": ["praxis-web", "other"]}), Refusal::Audience),
        (json!({"azp": "other"}), Refusal::Audience),
        (json!({"aud": ["praxis-web", "other"], "azp": "other"}), Refusal::Audience),
        (json!({"iss": "https://id.example.org"}), Refusal::Issuer),
        (json!({"exp": now().as_second() - 61}), Refusal::Expired),
        (json!({"sub": null}), Refusal::Subject),
    ] {
        let ground = ground().await;
        let begun = ground.begin().await;
        ground.will_give(&begun, &by);
        assert_eq!(ground.finish(&begun, returned(&begun)).await, Err(why.into()), "{by}");
    }
    let ground = ground().await;
    let begun = ground.begin().await;
    ground.will_give(&begun, &json!({"aud": ["praxis-web", "other"], "azp": "praxis-web"}));
    assert!(ground.finish(&begun, returned(&begun)).await.is_ok());
}

#[tokio::test]
async fn what_the_id_token_leaves_out_is_asked_for_and_must_be_of_the_same_person() {
    let ground = ground().await;
    let begun = ground.begin().await;
    ground.will_give(&begun, &json!({"roles": null}));
    let info = json!({"sub": "user-1", "roles": ["reception"], "org_id": "south"});
    ground.service.answer("/userinfo", Answer::Json(200, info));
    let claims = ground.finish(&begun, returned(&begun)).await.unwrap();
    assert_eq!(claims.find("roles"), Some(&json!(["reception"])));
    // What was signed stands.
    assert_eq!(claims.text("org_id"), Some("north"));
    assert_eq!(ground.service.last("/userinfo").0["authorization"], "Bearer at");
    ground.service.answer("/userinfo", Answer::Json(200, json!({"sub": "user-2", "roles": ["admin"]})));
    assert_eq!(ground.finish(&begun, returned(&begun)).await, Err(Refusal::Subject.into()));
}

#[tokio::test]
async fn what_the_token_endpoint_refuses_is_told_apart() {
    let ground = ground().await;
    let begun = ground.begin().await;
    for (status, answer, error) in [
        (400, json!({"error": "invalid_grant"}), Error::from(Refusal::SignInRefused)),
        (401, json!({"error": "invalid_client"}), Trouble::Client.into()),
        (503, json!({}), Trouble::Status(503).into()),
        (200, json!({"access_token": "at"}), Trouble::Missing("id_token").into()),
    ] {
        ground.service.answer("/token", Answer::Json(status, answer));
        assert_eq!(ground.finish(&begun, returned(&begun)).await, Err(error));
    }
}

#[tokio::test]
async fn a_client_says_who_it_is_as_the_service_wants_it() {
    let mut ground = ground().await;
    ground.trust.client.as_mut().unwrap().secret = None;
    let begun = ground.begin().await;
    ground.will_give(&begun, &json!({}));
    ground.finish(&begun, returned(&begun)).await.unwrap();
    let (headers, body) = ground.service.last("/token");
    assert!(!headers.contains_key("authorization") && body.ends_with("&client_id=praxis-web"));
    let mut ground = self::ground().await;
    let in_body = json!({"token_endpoint_auth_methods_supported": ["client_secret_post"]});
    let document = changed(ground.service.document(), &in_body);
    ground.service.answer(super::service::DISCOVERY, Answer::Json(200, document));
    ground.trust.client.as_mut().unwrap().secret = Some("s".to_owned());
    let begun = ground.begin().await;
    ground.will_give(&begun, &json!({}));
    ground.finish(&begun, returned(&begun)).await.unwrap();
    assert!(ground.service.last("/token").1.ends_with("&client_id=praxis-web&client_secret=s"));
}
