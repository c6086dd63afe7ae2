//! Patients book, move and let go of their own visits.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Browser, Client, Role, TestClinic};
use uuid::Uuid;

use super::{booked, known, signed_in};

/// A clinic that offers patients half an hour with its doctor.
struct Open {
    clinic: TestClinic,
    admin: Client,
    doctor: Uuid,
    service: Uuid,
}

impl Open {
    async fn new() -> Self {
        let clinic = TestClinic::new().await;
        let admin = clinic.sign_in(Role::Admin).await;
        let doctor = clinic.hire(&[Role::Doctor]).await.id;
        let offer = json!({ "name": "Check-up", "duration_minutes": 30, "bookable_by": "patients",
            "buffer_after_minutes": 15, "providers": [doctor] });
        let service = admin.post("/api/services/", &offer).await.expect(201).id();
        Self { clinic, admin, doctor, service }
    }

    /// What the button of a free time sends.
    fn at(&self, time: &str) -> Vec<(&'static str, String)> {
        let (service, at) = (self.service.to_string(), format!("2030-01-08T{time}:00Z {}", self.doctor));
        vec![("service", service), ("at", at)]
    }

    async fn hold(&self, browser: &mut Browser, time: &str) -> testkit::Response {
        let fields = self.at(time);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.submit("/patient/book/", &fields).await
    }

    async fn appointments(&self) -> Vec<Value> {
        let admin = self.clinic.sign_in(Role::Admin).await;
        let listed = admin.get("/api/appointments/?date=2030-01-08").await.expect(200).json();
        listed["results"].as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn the_desk_and_the_provider_are_told_of_what_a_patient_does() {
    let open = Open::new().await;
    known(&open.clinic).await;
    let desk = open.clinic.browser(Role::Reception).await;
    let mut bell = desk.get("/live").open().await;
    assert_eq!(bell.next_count().await, Some(0));
    let mut browser = signed_in(&open.clinic).await;

    let held = open.hold(&mut browser, "08:00").await.expect(303);
    let book = held.header("location").to_owned();
    assert_eq!(open.clinic.value("select count(*)::text from {room}.notification").await, "0");
    browser.submit(&book, &[]).await.expect(303);
    assert_eq!(bell.next_count().await, Some(1));
    let id = open.appointments().await[0]["id"].as_str().unwrap().to_owned();
    browser.submit(&format!("/patient/appointments/{id}/cancel/"), &[("reason", "Better already")]).await.expect(303);

    assert_eq!(bell.next_count().await, Some(2));
    let page = desk.get("/notifications/").await.expect(200).text();
    assert!(page.contains("Booked online: ") && page.contains("Cancelled online: "), "{page}");
    assert!(!page.contains("Mona") && !page.contains("Better already"), "{page}");
}

#[tokio::test]
async fn a_patient_books_in_three_steps_and_nobody_else_gets_the_time() {
    let open = Open::new().await;
    let person = known(&open.clinic).await;
    let mut browser = signed_in(&open.clinic).await;
    let services = browser.get("/patient/book/").await.expect(200).text();
    assert!(services.contains("Check-up"), "{services}");
    let times =
        browser.get(&format!("/patient/book/?service={}&from=2030-01-08", open.service)).await.expect(200).text();
    assert!(times.contains(&format!("2030-01-08T08:00:00Z {}", open.doctor)), "{times}");

    let answer = open.hold(&mut browser, "08:00").await.expect(303);
    assert_eq!(
        open.clinic.audit_of(&answer).await.last().unwrap().to_string(),
        "hold_own_slot success patient about 1"
    );
    let page = answer.header("location").to_owned();
    browser.get(&page).await.expect(200);
    assert_eq!(open.appointments().await[0]["status"], "proposed");
    let answer = browser.submit(&page, &[]).await.expect(303);
    assert_eq!(answer.header("location"), "/patient/home/");
    browser.submit(&page, &[]).await.expect(409);
    // It will be confirmed by message.
    assert_eq!(open.clinic.value("select kind from {room}.notice").await, "appointment_confirmation");

    let made = &open.appointments().await[0];
    assert_eq!((&made["status"], &made["patient"]), (&json!("booked"), &json!(person.id)));
    assert_eq!((&made["service"], &made["ends_at"]), (&json!(open.service), &json!("2030-01-08T08:30:00Z")));
    // With the quarter of an hour that is kept free behind it.
    let late = booked_at(&open, "2030-01-08T08:30:00Z").await;
    assert_eq!(late.code(), "slot_taken");
}

async fn booked_at(open: &Open, starts_at: &str) -> testkit::Response {
    let other = open.clinic.patient().named("Omar", "Farid").create().await;
    let wanted = json!({ "patient": other.id, "provider": open.doctor, "starts_at": starts_at });
    open.admin.post("/api/appointments/", &wanted).await
}

#[tokio::test]
async fn what_is_held_is_let_go_by_choosing_again_and_by_waiting() {
    let open = Open::new().await;
    known(&open.clinic).await;
    let mut browser = signed_in(&open.clinic).await;
    let first = open.hold(&mut browser, "08:00").await.expect(303).header("location").to_owned();
    open.hold(&mut browser, "09:00").await.expect(303);
    let kept = open.appointments().await;
    assert_eq!((kept.len(), &kept[0]["starts_at"]), (1, &json!("2030-01-08T09:00:00Z")));
    browser.submit(&first, &[]).await.expect(409);

    let held = open.hold(&mut browser, "10:00").await.expect(303).header("location").to_owned();
    open.clinic.advance(SignedDuration::from_mins(6));
    let refused = browser.submit(&held, &[]).await.expect(409);
    assert!(refused.text().contains("no longer held"), "{}", refused.text());
    booked_at(&open, "2030-01-08T10:00:00Z").await.expect(201);
}

#[tokio::test]
async fn only_what_is_offered_can_be_held() {
    let open = Open::new().await;
    known(&open.clinic).await;
    let mut browser = signed_in(&open.clinic).await;
    booked_at(&open, "2030-01-08T08:00:00Z").await.expect(201);
    // Taken, off the grid, at night, and on a day off.
    for time in ["08:00", "08:10", "20:00"] {
        assert!(open.hold(&mut browser, time).await.expect(409).text().contains("not offered"), "{time}");
    }
    let nonsense = [("service", "x"), ("at", "x")];
    browser.submit("/patient/book/", &nonsense).await.expect(422);
    let (service, nobody) = (open.service.to_string(), format!("2030-01-08T08:00:00Z {}", Uuid::nil()));
    browser.submit("/patient/book/", &[("service", &service), ("at", &nobody)]).await.expect(422);

    let inside = json!({ "name": "Surgery", "duration_minutes": 60, "providers": [open.doctor] });
    let inside = open.admin.post("/api/services/", &inside).await.expect(201).id().to_string();
    let at = format!("2030-01-08T09:00:00Z {}", open.doctor);
    browser.submit("/patient/book/", &[("service", &inside), ("at", &at)]).await.expect(422);
}

#[tokio::test]
async fn a_patient_moves_a_visit_and_its_own_time_is_not_in_its_way() {
    let open = Open::new().await;
    known(&open.clinic).await;
    let mut browser = signed_in(&open.clinic).await;
    let page = open.hold(&mut browser, "08:00").await.expect(303).header("location").to_owned();
    browser.submit(&page, &[]).await.expect(303);
    let id = open.appointments().await[0]["id"].as_str().unwrap().to_owned();
    let move_it = format!("/patient/appointments/{id}/reschedule/");
    let shown = browser.get(&format!("{move_it}?from=2030-01-08")).await.expect(200).text();
    assert!(shown.contains(&format!("2030-01-08T08:00:00Z {}", open.doctor)), "its own time counts as free");

    let at = format!("2030-01-08T08:30:00Z {}", open.doctor);
    let answer = browser.submit(&move_it, &[("at", &at)]).await.expect(303);
    let kept: Vec<String> = open.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert!(kept.contains(&"reschedule_own_appointment success patient about 1".to_owned()), "{kept:?}");
    let moved = &open.appointments().await[0];
    assert_eq!((&moved["id"], &moved["starts_at"]), (&json!(id), &json!("2030-01-08T08:30:00Z")));

    let policy = "insert into {room}.setting (name, value, updated_at) values
        ('booking', '{\"cutoff_minutes\": 10080}', now())";
    open.clinic.sql_as_superuser(policy).await;
    let at = format!("2030-01-08T09:00:00Z {}", open.doctor);
    browser.submit(&move_it, &[("at", &at)]).await.expect(409);
    browser.submit(&format!("/patient/appointments/{id}/cancel/"), &[]).await.expect(409);
}

#[tokio::test]
async fn nobody_moves_or_confirms_what_is_somebody_elses() {
    let open = Open::new().await;
    known(&open.clinic).await;
    let other = open.clinic.patient().named("Omar", "Farid").create().await;
    let theirs = booked(&open.clinic, &other, "2030-01-08T13:00:00+02:00").await;
    let mut browser = signed_in(&open.clinic).await;
    let at = format!("2030-01-08T08:00:00Z {}", open.doctor);

    browser.get(&format!("/patient/book/{theirs}/")).await.expect(404);
    browser.submit(&format!("/patient/book/{theirs}/"), &[]).await.expect(409);
    browser.get(&format!("/patient/appointments/{theirs}/reschedule/")).await.expect(404);
    browser.submit(&format!("/patient/appointments/{theirs}/reschedule/"), &[("at", &at)]).await.expect(404);
    assert_eq!(open.appointments().await.len(), 1);
}

#[tokio::test]
async fn nobody_books_more_ahead_than_the_clinic_lets_them() {
    let open = Open::new().await;
    known(&open.clinic).await;
    let policy =
        "insert into {room}.setting (name, value, updated_at) values ('booking', '{\"most_ahead\": 1}', now())";
    open.clinic.sql_as_superuser(policy).await;
    let mut browser = signed_in(&open.clinic).await;
    let page = open.hold(&mut browser, "08:00").await.expect(303).header("location").to_owned();
    browser.submit(&page, &[]).await.expect(303);

    assert!(open.hold(&mut browser, "09:00").await.expect(409).text().contains("Cancel one of them first"));
}

#[tokio::test]
async fn of_those_who_come_to_a_group_each_has_a_seat_until_there_is_none() {
    let open = Open::new().await;
    let offer = json!({ "name": "Back school", "duration_minutes": 60, "capacity": 3, "providers": [open.doctor] });
    let group = open.admin.post("/api/services/", &offer).await.expect(201).id();
    let wanted = |patient: Uuid| {
        json!({ "patient": patient, "provider": open.doctor, "service": group,
        "starts_at": "2030-01-08T10:00:00Z" })
    };
    let mut people = Vec::new();
    for _ in 0..20 {
        people.push(open.clinic.patient().create().await.id);
    }

    let calls = people
        .iter()
        .map(|id| std::future::IntoFuture::into_future(open.admin.post("/api/appointments/", &wanted(*id))));
    let answers = futures::future::join_all(calls).await;

    let mut seats: Vec<i64> = answers
        .iter()
        .filter(|answer| answer.status == 201)
        .map(|answer| answer.json()["seat"].as_i64().unwrap())
        .collect();
    seats.sort_unstable();
    assert_eq!(seats, [1, 2, 3]);
    let full = answers.iter().filter(|answer| answer.status == 409);
    assert!(full.clone().all(|answer| answer.json()["blocked_by"].as_array().unwrap().len() == 3));
    assert_eq!(full.count(), 17);
    // Nobody else has the doctor meanwhile, and whoever cancels gives the seat back.
    assert_eq!(booked_at(&open, "2030-01-08T10:30:00Z").await.code(), "slot_taken");
    let one = answers.iter().find(|answer| answer.status == 201).unwrap().id();
    open.admin.post(&format!("/api/appointments/{one}/cancel/"), &json!({})).await.expect(200);
    open.admin.post("/api/appointments/", &wanted(people[19])).await.expect(201);
    assert_eq!(
        open.admin.post(&format!("/api/appointments/{one}/revert/"), &json!({})).await.expect(409).code(),
        "slot_taken"
    );
}
