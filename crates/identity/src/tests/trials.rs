//! What somebody is told who connects a service.

use serde_json::json;

use super::kit::{Signer, changed, now, trust};
use super::service::{Answer, DISCOVERY, Service};
use crate::{Client, Finding, Identity, Mode, Reach, Step, Trouble, Trust};

async fn findings(service: &Service) -> Vec<Finding> {
    let client = Client { id: "praxis".to_owned(), secret: Some("secret".to_owned()) };
    let trust = Trust { mode: Mode::Introspection, client: Some(client), ..trust(&service.issuer) };
    Identity::new(Reach::Loopback).try_out(&trust, now()).await
}

fn found(step: Step, trouble: Option<Trouble>, keys: usize) -> Finding {
    Finding { step, trouble, keys }
}

#[tokio::test]
async fn each_part_is_tried_and_named() {
    let service = Service::with_keys(&[Signer::ed().jwk("1"), Signer::ec().jwk("2")]).await;
    service.answer("/introspect", Answer::Json(200, json!({"active": false})));
    let keys = found(Step::Keys, None, 2);
    let sign_in = found(Step::SignIn, None, 0);
    assert_eq!(findings(&service).await, [keys, sign_in, found(Step::Introspection, None, 0)]);
    service.answer("/introspect", Answer::Json(401, json!({"error": "invalid_client"})));
    assert_eq!(findings(&service).await, [keys, sign_in, found(Step::Introspection, Some(Trouble::Client), 0)]);
    let document = changed(service.document(), &json!({"token_endpoint": null, "introspection_endpoint": null}));
    service.answer(DISCOVERY, Answer::Json(200, document));
    let missing = |step, what| found(step, Some(Trouble::Missing(what)), 0);
    let lacking = [missing(Step::SignIn, "token_endpoint"), missing(Step::Introspection, "introspection_endpoint")];
    assert_eq!(findings(&service).await[1..], lacking);
    service.answer(DISCOVERY, Answer::Json(404, json!({})));
    assert_eq!(findings(&service).await, [found(Step::Keys, Some(Trouble::Status(404)), 0)]);
}

#[tokio::test]
async fn a_service_that_is_not_there_or_not_allowed_is_named_as_such() {
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let identity = Identity::new(Reach::Loopback);
    let tried = identity.try_out(&trust(&format!("http://{gone}")), now()).await;
    assert_eq!(tried, [found(Step::Keys, Some(Trouble::Unreachable), 0)]);
    let tried = Identity::new(Reach::Public).try_out(&trust(&format!("https://{gone}")), now()).await;
    assert_eq!(tried, [found(Step::Keys, Some(Trouble::Address), 0)]);
    // A name that leads to this machine is judged by where it leads.
    let tried =
        Identity::new(Reach::Public).try_out(&trust(&format!("https://localhost:{}", gone.port())), now()).await;
    assert_eq!(tried, [found(Step::Keys, Some(Trouble::Unreachable), 0)]);
}
