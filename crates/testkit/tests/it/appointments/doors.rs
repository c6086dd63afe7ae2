//! The same appointments through every door: filters, old spellings, pages that go on where they were told.

use serde_json::json;
use testkit::{Desk, Role};
use uuid::Uuid;

#[tokio::test]
async fn a_list_is_narrowed_by_day_state_provider_patient_and_words() {
    let desk = Desk::open().await;
    let nour = desk.clinic.patient().named("Nour", "Haddad").mrn("A-1").create().await;
    let other = desk.clinic.hire(&[Role::Doctor]).await.id;
    let mut ids: Vec<Uuid> = Vec::new();
    for (starts_at, more) in [
        ("2030-01-07T10:00:00+02:00", json!({})),
        ("2030-01-07T23:30:00+02:00", json!({ "patient": nour.id, "is_priority": true })),
        ("2030-01-08T00:00:00+02:00", json!({ "provider": other, "kind": "surgery" })),
    ] {
        let mut wanted = desk.wanted_with("10:00", &more);
        wanted["starts_at"] = json!(starts_at);
        ids.push(desk.try_to_book(&wanted).await.expect(201).id());
    }
    desk.step(ids[0], "check-in").await.expect(200);
    let (doctor, patient) = (desk.doctor.id, desk.patient.id);

    for (query, found) in [
        ("date=today".to_owned(), &ids[..2]),
        ("date=2030-01-08".to_owned(), &ids[2..]),
        ("from=2030-01-08".to_owned(), &ids[2..]),
        ("to=2030-01-07".to_owned(), &ids[..2]),
        ("from=2030-01-07T20:00:00Z&to=2030-01-07T22:00:00Z".to_owned(), &ids[1..2]),
        ("status=arrived".to_owned(), &ids[..1]),
        ("status=Pending".to_owned(), &ids[1..]),
        ("status=booked,arrived&date=today".to_owned(), &ids[..2]),
        (format!("provider={doctor}"), &ids[..2]),
        (format!("patient={}", nour.id), &ids[1..2]),
        ("patient=2".to_owned(), &ids[1..2]),
        ("patient=4711".to_owned(), &[]),
        ("kind=surgery".to_owned(), &ids[2..]),
        ("is_prior=true".to_owned(), &ids[1..2]),
        ("search=had+nou".to_owned(), &ids[1..2]),
        ("search=a-1".to_owned(), &ids[1..2]),
        (format!("search=haddad&patient={patient}"), &[]),
        ("search=%3F".to_owned(), &[]),
    ] {
        for door in ["/api/appointments/", "/business/appointments"] {
            assert_eq!(desk.reception.list(&format!("{door}?{query}")).await, found, "{door}?{query}");
        }
    }
    for query in ["date=x", "status=lost", "provider=1x", "kind=x", "is_priority=2", "ordering=name", "from=yesterdayT"]
    {
        desk.reception.get(&format!("/api/appointments/?{query}")).await.expect(422);
    }
}

#[tokio::test]
async fn old_clients_write_and_read_their_three_states() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    let path = format!("/business/appointments/{id}");
    let seen = async || {
        let answer = desk.reception.get(&path).header("accept-profile", "clinic").await.expect(200);
        answer.json()["status"].as_str().unwrap().to_owned()
    };
    let browser = desk.clinic.browser(Role::Reception).await;
    let update = |status: &'static str| {
        browser
            .submit(&format!("/reception/update-status/{id}/"), &[("status", status), ("next", "/reception/book/?a=1")])
    };

    assert_eq!(seen().await, "Pending");
    let answer = update("Completed").await.expect(303);
    assert_eq!((seen().await.as_str(), answer.header("location")), ("Completed", "/reception/book/?a=1"));
    // What took place is neither to come nor called off.
    update("Pending").await.expect(409);
    update("Canceled").await.expect(409);
    update("Elsewhere").await.expect(422);
    browser.get(&format!("/reception/update-status/{id}/")).await.expect(405);
    assert_eq!(seen().await, "Completed");
}

#[tokio::test]
async fn old_clients_call_off_and_think_better_of_it() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    let browser = desk.clinic.browser(Role::Reception).await;
    for (status, kept) in
        [("Canceled", "cancelled"), ("Pending", "booked"), ("Pending", "booked"), ("Canceled", "cancelled")]
    {
        let path = format!("/reception/update-status/{id}/");
        browser.submit(&path, &[("status", status)]).await.expect(303);
        assert_eq!(desk.seen(id).await["status"], kept);
    }
}

#[tokio::test]
async fn a_booking_goes_on_where_it_was_told_and_never_off_the_site() {
    let desk = Desk::open().await;
    let browser = desk.clinic.browser(Role::Reception).await;
    let (doctor, form) = (desk.doctor.id.to_string(), format!("/reception/create-appointment/{}/", desk.patient.id));
    let mut hour = 9;
    let mut book = async |query: &str, field: &str, next: &str| {
        hour += 1;
        let time = format!("{hour}:00");
        let fields = [("provider", doctor.as_str()), ("date", "2030-01-07"), ("time", &time), (field, next)];
        let answer = browser.submit(&format!("{form}{query}"), &fields).await.expect(303);
        answer.header("location").to_owned()
    };

    let here = "/reception/dashboard/?tab=booked";
    assert_eq!(book("", "next_url", here).await, here);
    assert_eq!(book("", "next", here).await, here);
    assert_eq!(book("?next=/patients/new", "kind", "consultation").await, "/patients/new");
    for astray in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil"] {
        let location = book("", "next_url", astray).await;
        assert!(location.starts_with("/reception/dashboard/"), "{astray} led to {location}");
    }
}

#[tokio::test]
async fn both_doors_show_the_same_appointment() {
    let desk = Desk::open().await;
    let made = desk.reception.post("/business/appointments", &desk.wanted("10:00")).await.expect(201);
    let id = made.id();

    assert_eq!(made.header("location"), format!("/business/appointments/{id}"));
    for path in ["/api/appointments", "/api/v1/appointments", "/business/appointments", "/api/business/appointments"] {
        assert_eq!(desk.reception.get(&format!("{path}/{id}")).await.expect(200).json(), made.json(), "{path}");
        assert_eq!(desk.reception.get(&format!("{path}/{id}/")).await.expect(200).json(), made.json(), "{path}");
    }
    let neighbour = Desk::of(desk.clinic.other().await).await;
    assert_eq!(
        neighbour.reception.get(&format!("/api/appointments/{id}/")).await.to_string(),
        r#"404 {"code":"not_found"}"#
    );
    desk.reception.delete(&format!("/business/appointments/{id}")).await.expect(204);
    desk.reception.get(&format!("/api/appointments/{id}/")).await.expect(404);
    desk.booked("10:00").await;
}
