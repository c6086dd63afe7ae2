//! The desk's forms offer what the schedule leaves free, and say what lies outside it.

use serde_json::json;
use testkit::{Desk, Role};

fn offered(page: &str) -> Vec<&str> {
    page.split(r#"name="pick" value=""#).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn a_booking_form_offers_the_hours_that_were_set() {
    let desk = Desk::open().await;
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let path = format!("/api/schedule/hours/?owner=provider:{}", desk.doctor.id);
    let week = json!({ "weekly": [{ "weekday": 2, "from": "13:00", "to": "14:30" }] });
    admin.put(&path, &week).await.expect(200);
    let browser = desk.clinic.browser(Role::Reception).await;
    let form = format!("/reception/create-appointment/{}/?provider={}", desk.patient.id, desk.doctor.id);

    let page = browser.get(&format!("{form}&date=2030-01-08")).await.expect(200).text();
    assert_eq!(offered(&page), ["2030-01-08T13:00", "2030-01-08T13:30", "2030-01-08T14:00"]);
    let page = browser.get(&format!("{form}&date=2030-01-09&duration=60")).await.expect(200).text();
    assert_eq!(offered(&page), ["2030-01-15T13:00", "2030-01-15T13:30"], "the next day that has some");

    let closed = json!({ "name": "Works", "from": "2030-01-08" });
    admin.post("/api/schedule/closures/", &closed).await.expect(201);
    let page = browser.get(&format!("{form}&date=2030-01-08&time=13:00")).await.expect(200).text();
    assert!(page.contains("The clinic is closed on this day: Works."));
    assert!(!offered(&page).iter().any(|time| time.starts_with("2030-01-08")));
}

#[tokio::test]
async fn a_time_outside_hours_is_said_and_can_be_booked() {
    let desk = Desk::open().await;
    let browser = desk.clinic.browser(Role::Reception).await;
    let path = format!("/reception/create-appointment/{}/", desk.patient.id);
    let asked = |time: &str| browser.get(&format!("{path}?provider={}&date=2030-01-08&time={time}", desk.doctor.id));

    assert!(!asked("09:00").await.expect(200).text().contains("working hours"));
    assert!(asked("16:45").await.expect(200).text().contains("Outside working hours: 09:00–17:00 on this day."));
    let form = [("date", "2030-01-08"), ("time", "20:00"), ("provider", &*desk.doctor.id.to_string())];
    browser.submit(&path, &form).await.expect(303);
    assert_eq!(desk.clinic.value("select starts_at = '2030-01-08 18:00Z' from {room}.appointment").await, "t");
}
