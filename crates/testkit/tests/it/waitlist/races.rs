//! Many answers at once: one counts.

use std::future::IntoFuture as _;

use futures::future::join_all;
use serde_json::json;

use super::{HOUR, Queue};

#[tokio::test]
async fn of_two_hundred_who_accept_one_offer_one_wins() {
    let queue = Queue::new().await;
    let (entry, link) = queue.offered_to("Omar").await;
    let visitor = queue.clinic.visitor();
    let accept = format!("{link}accept/");
    let answers =
        join_all((0..200).map(|n| visitor.submit(&accept, &[]).from(&format!("192.0.2.{n}")).into_future())).await;
    let won = answers.iter().filter(|answer| answer.status == 303).count();
    let lost = answers.iter().filter(|answer| answer.status == 409).count();
    assert_eq!((won, lost), (1, 199), "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    assert_eq!(queue.status(entry).await, "booked");
    assert_eq!(queue.clinic.value("select count(*) from {room}.appointment where status = 'booked'").await, "1");
}

#[tokio::test]
async fn of_answers_that_exclude_each_other_one_counts() {
    for _ in 0..5 {
        let queue = Queue::new().await;
        let (entry, link) = queue.offered_to("Omar").await;
        let held = queue.entry(entry).await["offer"]["appointment"].as_str().unwrap().to_owned();
        let (visitor, path) = (queue.clinic.visitor(), format!("/api/appointments/{held}/cancel/"));
        let withdraw = format!("/api/waitlist/{entry}/withdraw/");
        let (accept, decline) = (format!("{link}accept/"), format!("{link}decline/"));
        let nothing = json!({});
        let calls: Vec<_> = (0..20)
            .flat_map(|n| {
                let address = format!("192.0.2.{n}");
                [
                    visitor.submit(&accept, &[]).from(&address).into_future(),
                    visitor.submit(&decline, &[]).from(&address).into_future(),
                    queue.desk.post(&path, &nothing).into_future(),
                    queue.desk.post(&withdraw, &nothing).into_future(),
                ]
            })
            .collect();
        let (answers, ()) = futures::join!(join_all(calls), queue.look());
        assert!(answers.iter().all(|answer| answer.status.as_u16() < 500), "{:?}", answers.iter().map(|it| it.status));

        queue.look().await;
        let accepted = answers.iter().step_by(4).filter(|answer| answer.status == 303).count();
        let declined = answers.iter().skip(1).step_by(4).filter(|answer| answer.status == 303).count();
        assert!(accepted + declined <= 1, "{accepted} and {declined}");
        // What was accepted can be cancelled after all; what was not is nobody's.
        let booked = "select count(*) from {room}.appointment where status in ('booked', 'proposed')";
        let booked: usize = queue.clinic.value(booked).await.parse().unwrap();
        assert!(booked <= accepted, "{booked} of {accepted}");
        assert_eq!(queue.status(entry).await, if accepted == 1 { "booked" } else { "withdrawn" });
        let open = "select count(*) from {room}.waitlist_offer where status = 'open'";
        assert_eq!(queue.clinic.value(open).await, "0");
    }
}

#[tokio::test]
async fn whoever_accepts_as_the_offer_runs_out_is_too_late_and_the_next_gets_it() {
    let mut queue = Queue::new().await;
    let (_, link) = queue.offered_to("Omar").await;
    let next = queue.waits("Mona", 2).await;
    queue.later(HOUR * 2).await;
    let (visitor, accept) = (queue.clinic.visitor(), format!("{link}accept/"));
    let calls = join_all((0..50).map(|n| visitor.submit(&accept, &[]).from(&format!("192.0.2.{n}")).into_future()));
    let release = queue.clinic.run_duty("release_holds");
    let (answers, (), ()) = futures::join!(calls, queue.look(), release);
    assert!(answers.iter().all(|answer| answer.status == 409));
    queue.look().await;
    assert_eq!(queue.offered(next).await, super::TIME);
}

#[tokio::test]
async fn two_nodes_that_look_at_once_offer_each_time_once() {
    let queue = Queue::new().await;
    let another = queue.clinic.at_another_node().await;
    for number in 0..5 {
        queue.waits("Omar", number).await;
    }
    queue.let_go().await;
    let texts = clinic::load_texts().unwrap();
    let look = |house: &tenancy::House| {
        let (house, tenant) = (house.clone(), queue.clinic.tenant().clone());
        let texts = &texts;
        async move { clinic::waitlist::offering::offer_waitlist(&house, texts, "https://nile.localhost", &tenant).await }
    };
    let (one, other) = futures::join!(look(queue.clinic.house()), look(another.house()));
    one.unwrap();
    other.unwrap();
    assert_eq!(queue.letters().await.len(), 1);
    assert_eq!(queue.clinic.value("select count(*) from {room}.waitlist_offer").await, "1");
}
