//! The page behind the link: whoever has it answers once, and looking is no answer.

use serde_json::{Value, json};

use super::{HOUR, Queue, TIME};

#[tokio::test]
async fn looking_at_an_offer_changes_nothing_and_shows_no_more_than_a_name_and_a_time() {
    let queue = Queue::new().await;
    let (entry, link) = queue.offered_to("Omar").await;
    let visitor = queue.clinic.visitor();
    for _ in 0..2 {
        let answer = visitor.get(&link).await.expect(200);
        let page = answer.text();
        assert!(
            page.contains("Omar, a time is free for you") && page.contains("Tuesday 8 January 2030, 10:00"),
            "{page}"
        );
        assert!(!page.contains("Farid") && !page.contains("Check-up"), "{page}");
        let record = queue.clinic.audit_of(&answer).await;
        assert_eq!(record[0].to_string(), "view_offer success visitor about 1");
    }
    visitor.get(&format!("{link}accept/")).await.expect(405);
    assert_eq!((queue.offered(entry).await, queue.status(entry).await), (json!(TIME), "waiting".to_owned()));
}

#[tokio::test]
async fn one_press_takes_the_time_and_a_second_one_finds_it_taken() {
    let queue = Queue::new().await;
    let (entry, link) = queue.offered_to("Omar").await;
    let visitor = queue.clinic.visitor();
    let held = queue.entry(entry).await["offer"]["appointment"].clone();

    let answer = visitor.submit(&format!("{link}accept/"), &[]).await.expect(303);
    assert_eq!(answer.header("location"), link);
    let record: Vec<String> = queue.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["accept_offer success visitor about 1", "accept_offer success visitor about 1"]);
    let page = visitor.get(&link).await.expect(200).text();
    assert!(page.contains("The time is yours"), "{page}");

    let after = queue.entry(entry).await;
    assert_eq!((&after["status"], &after["appointment"], &after["offer"]), (&json!("booked"), &held, &Value::Null));
    let visit = queue.appointment(&held).await;
    assert_eq!((&visit["status"], &visit["starts_at"]), (&json!("booked"), &json!(TIME)));
    for press in ["accept", "decline"] {
        let again = visitor.submit(&format!("{link}{press}/"), &[]).await.expect(409).text();
        assert!(again.contains("The time is yours"), "{again}");
    }
    // What is booked stays when the offer would have run out.
    queue.clinic.advance(HOUR * 3);
    queue.look().await;
    queue.clinic.run_duty("release_holds").await;
    assert_eq!(queue.clinic.value("select count(*) from {room}.appointment where status = 'booked'").await, "1");
}

#[tokio::test]
async fn who_says_no_stays_on_the_list_and_the_next_is_asked() {
    let queue = Queue::new().await;
    let (first, link) = queue.offered_to("Omar").await;
    let second = queue.waits("Mona", 2).await;
    let visitor = queue.clinic.visitor();
    let answer = visitor.submit(&format!("{link}decline/"), &[]).await.expect(303);
    let record = queue.clinic.audit_of(&answer).await;
    assert_eq!(record[0].to_string(), "decline_offer success visitor about 1");
    assert!(visitor.get(&link).await.expect(200).text().contains("You said no"));
    visitor.submit(&format!("{link}accept/"), &[]).await.expect(409);

    queue.look().await;
    assert_eq!((queue.offered(first).await, queue.offered(second).await), (Value::Null, json!(TIME)));
    assert_eq!(queue.status(first).await, "waiting");
}

#[tokio::test]
async fn an_offer_that_ran_out_cannot_be_taken_even_before_anybody_noticed() {
    let queue = Queue::new().await;
    let (entry, link) = queue.offered_to("Omar").await;
    queue.clinic.advance(HOUR * 2);
    let visitor = queue.clinic.visitor();
    for press in ["accept", "decline"] {
        let page = visitor.submit(&format!("{link}{press}/"), &[]).await.expect(409).text();
        assert!(page.contains("This offer is over"), "{page}");
    }
    queue.look().await;
    visitor.submit(&format!("{link}accept/"), &[]).await.expect(409);
    assert!(visitor.get(&link).await.expect(200).text().contains("This offer is over"));
    let status = format!("select status from {{room}}.waitlist_entry where id = '{entry}'");
    assert_eq!(queue.clinic.value(&status).await, "waiting");
}

#[tokio::test]
async fn a_link_that_leads_nowhere_says_what_to_do() {
    let queue = Queue::new().await;
    let (_, link) = queue.offered_to("Omar").await;
    let other = queue.clinic.other().await;
    for (visitor, path) in [
        (queue.clinic.visitor(), "/offer/nothing/".to_owned()),
        (queue.clinic.visitor(), format!("/offer/{}/", "x".repeat(300))),
        (other.visitor(), link),
    ] {
        let page = visitor.get(&path).await.expect(404).text();
        assert!(page.contains("No offer has this address") || page.contains("Aucune proposition"), "{page}");
        for press in ["accept", "decline"] {
            visitor.submit(&format!("{path}{press}/"), &[]).await.expect(404);
        }
    }
}

#[tokio::test]
async fn who_was_taken_off_the_list_reads_that_the_time_was_taken_back() {
    let queue = Queue::new().await;
    let (entry, link) = queue.offered_to("Omar").await;
    queue.desk.post(&format!("/api/waitlist/{entry}/withdraw/"), &json!({})).await.expect(200);
    let visitor = queue.clinic.visitor();
    assert!(visitor.get(&link).await.expect(200).text().contains("This time was taken back"));
    visitor.submit(&format!("{link}accept/"), &[]).await.expect(409);
    assert_eq!(queue.clinic.value("select count(*) from {room}.appointment where status <> 'cancelled'").await, "0");
}

#[tokio::test]
async fn staff_who_open_the_link_answer_as_anybody_would() {
    let queue = Queue::new().await;
    let (entry, link) = queue.offered_to("Omar").await;
    let browser = queue.clinic.browser(testkit::Role::Viewer).await;
    browser.get(&link).await.expect(200);
    let answer = browser.submit(&format!("{link}accept/"), &[]).await.expect(303);
    assert!(queue.clinic.audit_of(&answer).await.iter().all(|row| row.actor == "visitor"));
    assert_eq!(queue.status(entry).await, "booked");
}
