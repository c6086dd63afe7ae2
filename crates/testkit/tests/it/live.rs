//! News of the day, as open boards hear them: at once, of their own clinic, for as long as somebody is signed in.

use std::time::{Duration, Instant};

use serde_json::json;
use testkit::{Desk, Role};

const LIVE: &str = "/live";

#[tokio::test]
async fn a_change_by_one_reaches_the_board_of_another_within_a_second() {
    let desk = Desk::open().await;
    let watcher = desk.clinic.browser(Role::Doctor).await;
    let mut board = watcher.get(LIVE).open().await;

    let id = desk.booked("10:00").await;
    let begun = Instant::now();
    assert_eq!(board.next().await.as_deref(), Some("board"));
    assert!(begun.elapsed() < Duration::from_secs(1));

    for step in ["check-in", "start", "complete"] {
        desk.step(id, step).await.expect(200);
        assert_eq!(board.next().await.as_deref(), Some("board"), "{step}");
    }
    desk.reception.put(&desk.patient.path(), &json!({ "family_name": "Haddad" })).await.expect(200);
    assert_eq!(board.next().await.as_deref(), Some("board"));
}

#[tokio::test]
async fn what_changed_before_the_line_stood_is_news_at_once() {
    let desk = Desk::open().await;
    for path in ["/reception/dashboard/", "/doctor/appointments-dash/", "/reception/display"] {
        let watcher = desk.clinic.browser(Role::Reception).await;
        let page = watcher.get(path).await.expect(200).text();
        let (_, rest) = page.split_once("data-live=\"").expect("a board that keeps itself current");
        let live = rest.split('"').next().expect("an address");
        let id = desk.booked("10:00").await;
        desk.step(id, "cancel").await.expect(200);

        let mut board = watcher.get(live).open().await;
        assert_eq!(board.next().await.as_deref(), Some("board"), "{path}");

        // The line breaks and is there again; nothing happened meanwhile.
        let seen = board.last_id().expect("where to go on from").to_owned();
        let mut again = watcher.get(live).header("last-event-id", &seen).open().await;
        watcher.submit("/doctor/staff-logout/", &[]).await.expect(303);
        assert_eq!(again.next().await, None, "{path}");
    }
}

#[tokio::test]
async fn what_another_clinic_does_is_not_heard_and_signing_out_ends_the_stream() {
    let desk = Desk::open().await;
    let neighbour = Desk::of(desk.clinic.other().await).await;
    let watcher = desk.clinic.browser(Role::Reception).await;
    let mut board = watcher.get(LIVE).open().await;

    neighbour.booked("10:00").await;
    watcher.submit("/doctor/staff-logout/", &[]).await.expect(303);

    // Had the neighbour's booking been heard, it would come first.
    assert_eq!(board.next().await, None);
}

#[tokio::test]
async fn whoever_is_shut_out_hears_no_more() {
    let desk = Desk::open().await;
    let (watcher, other) = (desk.clinic.browser(Role::Reception).await, desk.clinic.browser(Role::Reception).await);
    let (mut board, mut others) = (watcher.get(LIVE).open().await, other.get(LIVE).open().await);

    let mut tx = desk.clinic.scene().await;
    clinic::accounts::operations::reset_password(&mut tx, &watcher.staff().username, "unknown").await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(board.next().await, None);
    desk.booked("10:00").await;
    assert_eq!(others.next().await.as_deref(), Some("board"));
}

#[tokio::test]
async fn what_was_refused_is_no_news() {
    let desk = Desk::open().await;
    desk.booked("10:00").await;
    let watcher = desk.clinic.browser(Role::Reception).await;
    let mut board = watcher.get(LIVE).open().await;

    desk.try_to_book(&desk.wanted("10:00")).await.expect(409);
    desk.try_to_book(&desk.wanted("08:00")).await.expect(409);
    desk.reception.get("/api/appointments/").await.expect(200);
    watcher.submit("/doctor/staff-logout/", &[]).await.expect(303);

    assert_eq!(board.next().await, None);
}

#[tokio::test]
async fn only_who_may_see_the_board_hears_of_it() {
    let desk = Desk::open().await;
    let auditor = desk.clinic.browser(Role::Auditor).await;
    let mut heard = auditor.get(LIVE).open().await;

    desk.booked("10:00").await;
    auditor.submit("/doctor/staff-logout/", &[]).await.expect(303);

    assert_eq!(heard.next().await, None);
    desk.clinic.visitor().get(LIVE).await.expect(303);
}

#[tokio::test]
async fn what_one_node_changes_stands_on_the_boards_of_another_within_a_second() {
    let desk = Desk::open().await;
    let watcher = desk.clinic.browser(Role::Doctor).await.at(&desk.clinic.at_another_node().await);
    let mut board = watcher.get(LIVE).open().await;

    for time in ["09:00", "10:00", "11:00", "12:00"] {
        let id = desk.booked(time).await;
        let begun = Instant::now();
        loop {
            assert_eq!(board.next().await.as_deref(), Some("board"), "{time}");
            let shown = watcher.get("/reception/dashboard/?tab=expected").await.expect(200).text();
            if shown.contains(&id.to_string()) {
                break;
            }
        }
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    }
}
