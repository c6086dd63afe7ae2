//! Out of the house: once, whatever happens on the way.

use std::collections::BTreeSet;

use clinic::messages::model::{Lane, MessageKind, MessageStatus};
use clinic::messages::operations;
use clinic::messages::sending::send_due;
use fake_carrier::{Behaviour, Order};
use jiff::{SignedDuration, Timestamp};

use super::{Ground, PHONE};

const REST: MessageKind = MessageKind::WaitlistOffer;

#[tokio::test]
async fn what_is_given_up_is_told_of_once_for_all() {
    let ground = Ground::new().await;
    ground.set(|messaging| "AC2".clone_into(&mut messaging.account_sid)).await;
    for body in ["One", "Two"] {
        ground.queue(MessageKind::TestMessage, body).await;
    }
    ground.send().await;

    let desk = ground.clinic.browser(testkit::Role::Reception).await;
    assert_eq!(desk.get("/live").open().await.next_count().await, Some(0), "nobody was there");
    for body in ["Three", "Four"] {
        ground.queue(MessageKind::TestMessage, body).await;
        ground.send().await;
    }
    let page = desk.get("/notifications/").await.expect(200).text();
    assert!(page.contains("2 messages could not be sent"), "{page}");
}

#[tokio::test]
async fn what_is_queued_is_handed_over_once_and_stands_under_the_carriers_name() {
    let ground = Ground::new().await;
    let id = ground.queue(MessageKind::OneTimeCode, "123456 is your code").await;
    assert_eq!(ground.send().await, None);
    assert_eq!(ground.send().await, None);

    let carried = ground.fake.messages();
    assert_eq!((carried.len(), carried[0].to.as_str(), carried[0].body.as_str()), (1, PHONE, "123456 is your code"));
    assert_eq!(carried[0].callback.as_deref(), Some(&*format!("https://nile.localhost/twilio/webhook/?ref={id}")));
    let message = ground.message(id).await;
    assert_eq!((message.status, message.attempts), (MessageStatus::Sent, 1));
    assert_eq!(message.provider_sid.as_deref(), Some(carried[0].sid.as_str()));
    assert_eq!(message.sent_at, Some(ground.clinic.clock().now()));
}

#[tokio::test]
async fn codes_do_not_stand_behind_others() {
    let ground = Ground::new().await;
    for number in 0..20 {
        ground.queue(REST, &number.to_string()).await;
    }
    ground.queue(MessageKind::OneTimeCode, "code").await;
    send_due(ground.clinic.house(), ground.clinic.tenant(), &ground.line, Lane::Urgent).await.unwrap();
    assert_eq!(ground.carried(), ["code"]);
    ground.send().await;
    assert_eq!(ground.carried().len(), 21);
}

#[tokio::test]
async fn without_a_carrier_messages_stay_in_the_outbox_and_nothing_leaves_the_house() {
    let ground = Ground::new().await;
    ground.set(|messaging| messaging.provider = clinic::messages::settings::Provider::Console).await;
    let id = ground.queue(REST, "a slot is free").await;
    ground.send().await;
    let message = ground.message(id).await;
    assert_eq!((message.status, message.provider.as_deref()), (MessageStatus::Sent, Some("console")));
    assert_eq!(message.body, "a slot is free");
    assert!(ground.carried().is_empty());
}

#[tokio::test]
async fn a_refusal_that_may_pass_is_tried_again_later_and_given_up_in_the_end() {
    let ground = Ground::new().await;
    ground.behave(Behaviour { too_many: 100, ..Behaviour::default() });
    let id = ground.queue(REST, "x").await;
    let mut waits = Vec::new();
    for attempt in 1..8 {
        let next = ground.send().await.unwrap();
        assert_eq!(ground.state(id).await, ("queued", "20429".to_owned()), "try {attempt}");
        assert_eq!(ground.message(id).await.attempts, attempt);
        // Not before its time.
        ground.send().await;
        assert_eq!(ground.message(id).await.attempts, attempt);
        waits.push(next.duration_since(ground.clinic.clock().now()));
        ground.clinic.advance(next.duration_since(ground.clinic.clock().now()));
    }
    assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
    assert_eq!(ground.send().await, None);
    assert_eq!(ground.state(id).await, ("dead", "20429".to_owned()));
    assert!(ground.carried().is_empty());
}

#[tokio::test]
async fn a_refusal_for_good_is_given_up_at_once() {
    let ground = Ground::new().await;
    let id = ground.queue(REST, &"x".repeat(1601)).await;
    assert_eq!(ground.send().await, None);
    assert_eq!(ground.state(id).await, ("dead", "21617".to_owned()));
}

#[tokio::test]
async fn a_call_that_broke_off_after_the_carrier_had_it_is_found_and_not_made_again() {
    let ground = Ground::new().await;
    ground.behave(Behaviour { accepts_and_drops: 100, ..Behaviour::default() });
    let id = ground.queue(REST, "once").await;
    let next = ground.send().await.unwrap();
    assert_eq!(ground.state(id).await, ("sending", String::new()));
    assert_eq!(next.duration_since(ground.clinic.clock().now()), SignedDuration::from_secs(30));
    ground.wait(30);
    assert_eq!(ground.send().await, None);
    let message = ground.message(id).await;
    assert_eq!((message.status, message.attempts), (MessageStatus::Sent, 1));
    assert_eq!(message.provider_sid, Some(ground.fake.messages()[0].sid.clone()));
    assert_eq!(ground.carried(), ["once"]);
}

#[tokio::test]
async fn a_call_that_broke_off_before_the_carrier_had_it_is_made_again_once_that_is_certain() {
    let ground = Ground::new().await;
    ground.behave(Behaviour { drops: 100, ..Behaviour::default() });
    let id = ground.queue(REST, "again").await;
    ground.send().await;
    ground.behave(Behaviour::default());
    for seconds in [30, 60] {
        ground.wait(seconds);
        ground.send().await.unwrap();
        assert_eq!(ground.state(id).await.0, "sending", "too early to say");
    }
    ground.wait(30);
    let next = ground.send().await.unwrap();
    assert_eq!(ground.state(id).await, ("queued", "lost".to_owned()));
    ground.clinic.advance(next.duration_since(ground.clinic.clock().now()));
    ground.send().await;
    assert_eq!(ground.state(id).await, ("sent", String::new()));
    assert_eq!(ground.carried(), ["again"]);
}

#[tokio::test]
async fn two_lost_calls_that_said_the_same_are_told_apart_or_left_to_a_person() {
    let ground = Ground::new().await;
    let sent = ground.queue(REST, "the same").await;
    ground.send().await;
    ground.behave(Behaviour { accepts_and_drops: 100, ..Behaviour::default() });
    let lost = ground.queue(REST, "the same").await;
    ground.send().await;
    ground.wait(30);
    ground.send().await;
    // What is known already is not found a second time.
    let (sent, lost) = (ground.message(sent).await, ground.message(lost).await);
    assert_eq!((sent.status, lost.status), (MessageStatus::Sent, MessageStatus::Sent));
    assert_ne!(sent.provider_sid, lost.provider_sid);

    let (one, other) = (ground.queue(REST, "twins").await, ground.queue(REST, "twins").await);
    ground.send().await;
    ground.wait(120);
    ground.send().await;
    let states = [ground.state(one).await, ground.state(other).await];
    assert_eq!(
        states.map(|(status, why)| (status, why)),
        [("dead", "ambiguous".to_owned()), ("dead", "ambiguous".to_owned())]
    );
    ground.wait(600);
    ground.send().await;
    assert_eq!(ground.carried().len(), 4);
}

#[tokio::test]
async fn what_is_over_is_withheld_and_not_sent() {
    let ground = Ground::new().await;
    let soon = ground.clinic.clock().now() + SignedDuration::from_mins(5);
    let code = ground.queue_until(MessageKind::OneTimeCode, "123456", Some(soon)).await;
    ground.wait(301);
    ground.send().await;
    assert_eq!(ground.state(code).await, ("withheld", "expired".to_owned()));
    assert!(ground.carried().is_empty());
}

#[tokio::test]
async fn when_the_months_budget_is_used_up_reminders_wait_and_codes_do_not() {
    let ground = Ground::new().await;
    ground.set(|messaging| messaging.monthly_segments = 1).await;
    ground.queue(REST, "one").await;
    ground.send().await;
    let (waits, code) = (ground.queue(REST, "two").await, ground.queue(MessageKind::OneTimeCode, "code").await);
    let next = ground.send().await;
    assert_eq!(next, Some(ground.clinic.clock().now() + SignedDuration::from_mins(15)));
    assert_eq!((ground.state(waits).await.0, ground.state(code).await.0), ("queued", "sent"));
    // A new month.
    ground
        .clinic
        .advance("2030-02-01T00:00:00+02:00".parse::<Timestamp>().unwrap().duration_since(ground.clinic.clock().now()));
    ground.send().await;
    assert_eq!(ground.state(waits).await.0, "sent");
}

#[tokio::test]
async fn two_nodes_that_look_at_once_send_each_message_once() {
    let ground = Ground::new().await;
    let mut ids = BTreeSet::new();
    for number in 0..100 {
        ids.insert(ground.queue(REST, &number.to_string()).await);
    }
    let another = ground.clinic.at_another_node().await;
    let here = send_due(ground.clinic.house(), ground.clinic.tenant(), &ground.line, Lane::Rest);
    let there = send_due(another.house(), another.tenant(), &ground.line, Lane::Rest);
    let (here, there) = tokio::join!(here, there);
    here.unwrap();
    there.unwrap();
    let carried: BTreeSet<String> = ground.carried().into_iter().collect();
    assert_eq!((ground.carried().len(), carried.len()), (100, 100));
    assert!(ground.outbox().await.iter().all(|message| message.status == MessageStatus::Sent));
}

/// A task that is dropped in the middle leaves what a program leaves that is killed: its connections are gone, and so is
/// whatever it had not committed.
#[tokio::test(flavor = "multi_thread")]
async fn however_often_it_is_cut_off_and_however_badly_the_carrier_behaves_each_message_arrives_once() {
    let ground = Ground::new().await;
    let bad = Behaviour { too_many: 5, errors: 5, drops: 5, accepts_and_drops: 10, seed: 7, ..Behaviour::default() };
    ground.fake.behave(Behaviour { callbacks: Order::Doubled, ..bad });
    for number in 0..200 {
        ground.queue(REST, &format!("message {number}")).await;
    }
    let mut cut_off = 0;
    for round in 0..60_u64 {
        let (house, tenant, line) =
            (ground.clinic.house().clone(), ground.clinic.tenant().clone(), ground.line.clone());
        let work = tokio::spawn(async move { send_due(&house, &tenant, &line, Lane::Rest).await });
        if cut_off < 20 {
            // As many yields as it takes to be somewhere else each time, and until something is under way.
            while ground.fake.messages().len() < usize::try_from(round * 9).unwrap().min(170) && !work.is_finished() {
                tokio::task::yield_now().await;
            }
            work.abort();
            cut_off += usize::from(work.await.is_err_and(|error| error.is_cancelled()));
        } else {
            work.await.unwrap().unwrap();
        }
        ground.wait(130);
    }
    assert_eq!(cut_off, 20);
    let outbox = ground.outbox().await;
    let lost: Vec<_> = outbox
        .iter()
        .filter(|message| {
            !matches!(message.status, MessageStatus::Sent | MessageStatus::Delivered | MessageStatus::Dead)
        })
        .map(|message| (message.body.clone(), message.status, message.error_code.clone()))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    let mut carried = ground.carried();
    let all = carried.len();
    carried.sort();
    carried.dedup();
    assert_eq!(carried.len(), all, "some arrived twice");
    let dead = outbox.iter().filter(|message| message.status == MessageStatus::Dead).count();
    assert_eq!(carried.len() + dead, 200);
    assert!(dead < 10, "{dead} given up");
}

#[tokio::test]
async fn what_was_given_up_can_be_tried_again_and_nothing_else() {
    let ground = Ground::new().await;
    ground.behave(Behaviour { accepts_and_drops: 100, ..Behaviour::default() });
    let (one, other) = (ground.queue(REST, "twins").await, ground.queue(REST, "twins").await);
    ground.send().await;
    ground.wait(120);
    ground.send().await;
    ground.behave(Behaviour::default());
    let mut tx = ground.clinic.scene().await;
    operations::retry(&mut tx, one).await.unwrap();
    assert_eq!(operations::retry(&mut tx, one).await.unwrap_err().code(), "illegal_transition");
    assert_eq!(operations::retry_dead(&mut tx).await.unwrap(), 1);
    tx.commit().await.unwrap();
    ground.send().await;
    assert_eq!((ground.state(one).await.0, ground.state(other).await.0), ("sent", "sent"));
    assert_eq!(ground.carried().len(), 4);
}
