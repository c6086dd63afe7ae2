//! What patients answer stands where the day is looked at.

use testkit::Role;

use super::reminders::Reception;

/// The board of the day on which Mona is expected.
const BOARD: &str = "/reception/dashboard/?date=2030-01-09";

#[tokio::test]
async fn who_confirmed_by_message_is_marked_on_the_board_and_in_the_details() {
    let (reception, id) = Reception::reminded().await;
    let browser = reception.ground.clinic.browser(Role::Reception).await;
    let before = browser.get(BOARD).await.expect(200).text();
    assert!(before.contains(&id.to_string()) && !before.contains("Confirmed by message"), "{before}");

    reception.reply("C").await;

    let details = format!("/patient/appointment-details/{id}/{}/", reception.desk.patient.id);
    for page in [BOARD, &format!("/reception/calendar/{id}/"), &details] {
        let browser = reception.ground.clinic.browser(Role::Reception).await;
        let shown = browser.get(page).await.expect(200).text();
        assert!(shown.contains("Confirmed by message"), "{page}: {shown}");
    }
}

#[tokio::test]
async fn a_confirmation_is_of_the_time_that_was_asked_about() {
    let (mut reception, id) = Reception::reminded().await;
    reception.reply("C").await;
    reception.reschedule(id, "2030-01-09T15:00").await;
    let browser = reception.ground.clinic.browser(Role::Reception).await;
    let shown = browser.get(BOARD).await.expect(200).text();
    assert!(shown.contains(&id.to_string()) && !shown.contains("Confirmed by message"), "{shown}");
}

#[tokio::test]
async fn who_cancelled_by_message_is_shown_to_have_done_so() {
    let (reception, id) = Reception::reminded().await;
    reception.ground.set(|messaging| messaging.cancel_minutes = 60).await;
    reception.reply("X").await;
    let details = format!("/patient/appointment-details/{id}/{}/", reception.desk.patient.id);
    for page in [&format!("{BOARD}&tab=cancelled"), &details] {
        let browser = reception.ground.clinic.browser(Role::Reception).await;
        let shown = browser.get(page).await.expect(200).text();
        assert!(shown.contains("Cancelled by message") && !shown.contains(">SMS<"), "{page}: {shown}");
    }
}
