//! What patients do at home: one press for each exercise and day.

use std::future::IntoFuture as _;

use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Browser, Client, Person, Response, Role, TestClinic};
use uuid::Uuid;

use crate::patient_access::{known, signed_in};

const PAGE: &str = "/patient/exercises/";

/// A patient at home, with a plan.
struct Home {
    clinic: TestClinic,
    person: Person,
    doctor: Client,
    plan: Uuid,
}

impl Home {
    async fn furnish() -> Self {
        let clinic = TestClinic::new().await;
        let person = known(&clinic).await;
        let doctor = clinic.sign_in(Role::Doctor).await;
        let plan = json!({ "patient": person.id, "title": "Hand" });
        let plan = doctor.post("/api/plans/", &plan).await.expect(201).id();
        Self { clinic, person, doctor, plan }
    }

    async fn exercise(&self, more: &Value) -> Uuid {
        let mut exercise = json!({ "plan": self.plan, "name": "Fist and stretch", "instructions": "Slowly", "sets": 3,
            "reps": 10, "times_per_week": 7 });
        for (field, value) in more.as_object().into_iter().flatten() {
            exercise[field] = value.clone();
        }
        self.doctor.post("/api/exercises/", &exercise).await.expect(201).id()
    }

    async fn days(&self) -> Vec<String> {
        let sql = "select day::text from {room}.exercise_day order by day";
        self.clinic.sql_as_superuser(sql).await.into_iter().map(|row| row[0].clone()).collect()
    }
}

async fn say(browser: &mut Browser, exercise: Uuid, day: &str, done: &str) -> Response {
    browser.submit(&format!("{PAGE}{exercise}"), &[("day", day), ("done", done)]).await
}

#[tokio::test]
async fn a_patient_says_with_one_press_what_they_did_and_takes_it_back_with_another() {
    let home = Home::furnish().await;
    let exercise = home.exercise(&json!({ "begins_on": "2030-01-01" })).await;
    let mut browser = signed_in(&home.clinic).await;
    let shown = browser.get("/patient/home/").await.expect(200).text();
    assert!(shown.contains("href=\"/patient/exercises/\"") && shown.contains("1 to do today"), "{shown}");
    let answer = browser.get(PAGE).await.expect(200);
    assert_eq!(home.clinic.audit_of(&answer).await[0].to_string(), "view_own_exercises success patient about 1");
    for words in ["Fist and stretch", "Slowly", "3 × 10", "7 days a week", "value=\"2030-01-06\""] {
        assert!(answer.text().contains(words), "no {words} in {}", answer.text());
    }

    let answer = say(&mut browser, exercise, "2030-01-07", "yes").await.expect(303);
    assert_eq!(answer.header("location"), format!("{PAGE}#e-{exercise}"));
    assert_eq!(home.clinic.audit_of(&answer).await[0].to_string(), "tick_own_exercise success patient about 1");
    assert!(browser.get(PAGE).await.expect(200).text().contains("value=\"no\""));
    assert!(!browser.get("/patient/home/").await.expect(200).text().contains("to do today"));
    say(&mut browser, exercise, "2030-01-06", "yes").await.expect(303);
    assert_eq!(home.days().await, ["2030-01-06", "2030-01-07"]);
    say(&mut browser, exercise, "2030-01-07", "no").await.expect(303);
    // Taken back twice it is taken back.
    say(&mut browser, exercise, "2030-01-07", "no").await.expect(303);
    assert_eq!(home.days().await, ["2030-01-06"]);
}

#[tokio::test]
async fn of_many_presses_at_once_one_counts_and_none_fails() {
    let home = Home::furnish().await;
    let exercise = home.exercise(&json!({})).await;
    let browser = signed_in(&home.clinic).await;
    let form = [("day", "2030-01-07"), ("done", "yes")];

    let presses = (0..40).map(|_| browser.call(Method::POST, &format!("{PAGE}{exercise}")).form(&form).into_future());
    for answer in futures::future::join_all(presses).await {
        answer.expect(303);
    }

    assert_eq!(home.days().await, ["2030-01-07"]);
}

#[tokio::test]
async fn the_day_is_the_clinics_and_only_today_and_yesterday_can_be_said() {
    let home = Home::furnish().await;
    let exercise = home.exercise(&json!({ "begins_on": "2030-01-01" })).await;
    let mut browser = signed_in(&home.clinic).await;

    for (day, error) in [("2030-01-08", "future"), ("2030-01-05", "Only today and yesterday"), ("soon", "real date")] {
        let refused = say(&mut browser, exercise, day, "yes").await.expect(422).text();
        assert!(refused.contains(error), "{day}: {refused}");
    }
    say(&mut browser, exercise, "2030-01-07", "maybe").await.expect(422);
    assert!(home.days().await.is_empty());
    // Cairo's midnight is ten in the evening in London.
    home.clinic
        .advance("2030-01-07T22:30:00Z".parse::<jiff::Timestamp>().unwrap().duration_since(home.clinic.clock().now()));
    let mut browser = signed_in(&home.clinic).await;
    say(&mut browser, exercise, "2030-01-08", "yes").await.expect(303);
    assert_eq!(home.days().await, ["2030-01-08"]);
}

#[tokio::test]
async fn an_exercise_that_is_over_or_has_not_begun_is_not_done() {
    let home = Home::furnish().await;
    let ended = home.exercise(&json!({ "begins_on": "2030-01-01", "ends_on": "2030-01-06" })).await;
    let later = home.exercise(&json!({ "begins_on": "2030-01-08" })).await;
    let given_up = home.exercise(&json!({})).await;
    let over = json!({ "name": "Fist and stretch", "times_per_week": 7, "status": "revoked" });
    home.doctor.put(&format!("/api/exercises/{given_up}/"), &over).await.expect(200);
    let mut browser = signed_in(&home.clinic).await;

    for exercise in [ended, later, given_up] {
        say(&mut browser, exercise, "2030-01-07", "yes").await.expect(409);
    }
    // On its last day it was to be done, and yesterday can still be said.
    say(&mut browser, ended, "2030-01-06", "yes").await.expect(303);
    let over = json!({ "title": "Hand", "status": "completed" });
    home.doctor.put(&format!("/api/plans/{}/", home.plan), &over).await.expect(200);
    say(&mut browser, ended, "2030-01-06", "no").await.expect(409);
    assert!(browser.get(PAGE).await.expect(200).text().contains("No exercises at the moment"));
}

#[tokio::test]
async fn nobody_says_it_for_somebody_else() {
    let home = Home::furnish().await;
    let other = home.clinic.patient().named("Omar", "Farid").create().await;
    let plan = json!({ "patient": other.id, "title": "Hand" });
    let plan = home.doctor.post("/api/plans/", &plan).await.expect(201).id();
    let theirs = home.exercise(&json!({ "plan": plan })).await;
    let mut browser = signed_in(&home.clinic).await;

    say(&mut browser, theirs, "2030-01-07", "yes").await.expect(404);
    say(&mut browser, Uuid::nil(), "2030-01-07", "yes").await.expect(404);
    assert!(!browser.get(PAGE).await.expect(200).text().contains("Fist and stretch"));
    for path in [format!("/api/exercises/{theirs}/"), format!("/patients/{}/plan/", home.person.id)] {
        browser.get(&path).await.expect(403);
    }
    for role in [Role::Doctor, Role::Reception] {
        let staff = home.clinic.browser(role).await;
        staff.get(PAGE).await.expect(403);
        staff.submit(&format!("{PAGE}{theirs}"), &[("day", "2030-01-07"), ("done", "yes")]).await.expect(403);
    }
    assert!(home.days().await.is_empty());
}

#[tokio::test]
async fn who_wants_to_be_shown_nothing_is_shown_no_exercises() {
    let home = Home::furnish().await;
    home.exercise(&json!({})).await;
    let mut browser = signed_in(&home.clinic).await;
    assert!(browser.get("/patient/home/").await.expect(200).text().contains(PAGE));

    browser.submit("/patient/consents/", &[("purpose", "portal_results"), ("answer", "refuse")]).await.expect(303);
    assert!(!browser.get("/patient/home/").await.expect(200).text().contains(PAGE), "nor told that there are some");
    let shown = browser.get(PAGE).await.expect(200).text();
    assert!(shown.contains("You do not want to be shown here") && !shown.contains("Fist"), "{shown}");
}

#[tokio::test]
async fn what_was_done_stands_beside_what_was_due() {
    let home = Home::furnish().await;
    let exercise = home.exercise(&json!({ "begins_on": "2030-01-01", "times_per_week": 7 })).await;
    let mut browser = signed_in(&home.clinic).await;
    for day in ["2030-01-06", "2030-01-07"] {
        say(&mut browser, exercise, day, "yes").await.expect(303);
    }

    let found = home.doctor.get(&format!("/api/exercises/{exercise}/")).await.expect(200).json();
    assert_eq!((&found["done"], &found["due"]), (&json!(2), &json!(7)));
    home.clinic.advance(SignedDuration::from_hours(24 * 60));
    let doctor = home.clinic.sign_in(Role::Doctor).await;
    let found = doctor.get(&format!("/api/exercises/{exercise}/")).await.expect(200).json();
    assert_eq!((&found["done"], &found["due"]), (&json!(0), &json!(28)));
}
