//! One who is slow keeps nobody waiting, several nodes tell nothing twice, and whoever dies over it loses nothing.

use clinic::webhooks::operations::{self, Claimed};
use fake_carrier::HookFate;
use futures::future::join;
use tenancy::TenantTx;
use uuid::Uuid;

use super::Ground;

/// So many people are registered.
async fn register(ground: &Ground, times: usize) {
    for _ in 0..times {
        ground.clinic().patient().create().await;
    }
}

#[tokio::test]
async fn whoever_does_not_answer_holds_up_nobody_else() {
    let ground = Ground::new().await;
    ground.subscribe("/slow", &["patient.created"]).await;
    ground.subscribe("/quick", &["patient.created"]).await;
    ground.receiver.treat("/slow", HookFate::Held);
    register(&ground, 1).await;
    ground.look(&ground.courier).await;
    ground.receiver.has_heard("/slow", 1).await;
    ground.receiver.has_heard("/quick", 1).await;
    // The slow one is still at the first.
    register(&ground, 3).await;
    while ground.receiver.heard_at("/quick").len() < 4 {
        ground.look(&ground.courier).await;
        tokio::task::yield_now().await;
    }
    assert_eq!(ground.receiver.heard_at("/slow").len(), 1);
    ground.receiver.let_go();
    ground.courier.idle().await;
    ground.deliver().await;
    assert_eq!(ground.receiver.heard_at("/slow").len(), 4);
}

#[tokio::test]
async fn no_more_than_four_tell_one_receiver_at_a_time() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Held);
    register(&ground, 10).await;
    ground.look(&ground.courier).await;
    ground.receiver.has_heard("/heard", 4).await;
    // Nor does another node tell more.
    ground.deliver_by(&super::Courier::new(super::Reach::Loopback, super::PATIENCE)).await;
    assert_eq!(ground.receiver.heard().len(), 4);
    ground.receiver.let_go();
    ground.courier.idle().await;
    assert_eq!(ground.receiver.most_at_once(), 4);
    let ids: std::collections::BTreeSet<String> = ground.receiver.heard().into_iter().map(|it| it.id).collect();
    assert_eq!(ids.len(), 10);
}

#[tokio::test]
async fn whoever_does_not_hear_is_told_one_thing_at_a_time() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Status(500));
    register(&ground, 1).await;
    ground.deliver().await;
    register(&ground, 10).await;
    ground.deliver().await;
    assert_eq!(ground.receiver.heard().len(), 2);
    ground.receiver.treat("/heard", HookFate::Status(200));
    ground.deliver().await;
    assert_eq!(ground.receiver.heard().len(), 11, "but for the two that are to be told again later");
}

#[tokio::test]
async fn two_nodes_tell_nothing_twice() {
    let ground = Ground::new().await;
    ground.subscribe("/one", &["patient.created"]).await;
    ground.subscribe("/other", &["patient.created"]).await;
    register(&ground, 20).await;
    let there = ground.clinic().at_another_node().await;
    let courier = super::Courier::new(super::Reach::Loopback, super::PATIENCE);
    let elsewhere = async {
        super::deliver_due(there.house(), there.tenant(), &courier).await.unwrap();
        courier.idle().await;
    };
    join(ground.deliver(), elsewhere).await;
    ground.deliver().await;
    assert_eq!(ground.receiver.heard().len(), 40);
    assert_eq!(ground.receiver.heard_at("/one").len(), 20);
    assert!(ground.deliveries().await.iter().all(|it| it == "delivered 1 204"), "{:?}", ground.deliveries().await);
}

/// Takes what is to be told, as a node does just before it dies.
async fn die_over(ground: &Ground, webhook: Uuid) -> Vec<Claimed> {
    let mut tx: TenantTx = ground.clinic().scene().await;
    let round = operations::claim(&mut tx, webhook).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    round.claimed
}

#[tokio::test]
async fn what_somebody_died_over_is_told_a_minute_later() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    register(&ground, 1).await;
    assert_eq!(die_over(&ground, subscriber.id).await.len(), 1);
    ground.wait(59);
    ground.deliver().await;
    assert!(ground.receiver.heard().is_empty(), "somebody may be at it");
    ground.wait(1);
    ground.deliver().await;
    assert_eq!(ground.receiver.heard().len(), 1);
    assert_eq!(ground.deliveries().await, ["delivered 2 204"]);
}

#[tokio::test]
async fn whoever_comes_late_with_an_answer_changes_nothing() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    register(&ground, 1).await;
    let claimed = die_over(&ground, subscriber.id).await;
    ground.wait(60);
    ground.deliver().await;
    let late = claimed.into_iter().map(|claimed| operations::Told {
        claimed,
        took: std::time::Duration::from_secs(60),
        answered: Some(500),
        verdict: operations::Verdict::Again(clinic::webhooks::model::DeliveryError::Refused, None),
    });
    let mut tx = ground.clinic().scene().await;
    operations::settle(&mut tx, subscriber.id, &late.collect::<Vec<_>>()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ground.deliveries().await, ["delivered 2 204"]);
}

#[tokio::test]
async fn whoever_is_told_to_rest_ends_what_is_under_way_and_begins_nothing() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Held);
    register(&ground, 10).await;
    ground.look(&ground.courier).await;
    ground.receiver.has_heard("/heard", 4).await;
    join(ground.courier.rest(), async { ground.receiver.let_go() }).await;
    ground.deliver().await;
    assert_eq!(ground.deliveries().await.iter().filter(|it| it.starts_with("waiting 0")).count(), 6);
}
