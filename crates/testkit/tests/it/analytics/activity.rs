//! Appointments, how full days are, who is new, and reminders.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Desk, Role, TestClinic};
use uuid::Uuid;

use super::told;

const DAY: &str = "from=2030-01-07&to=2030-01-07";

#[tokio::test]
async fn appointments_are_counted_by_where_they_stand_now() {
    let desk = Desk::open().await;
    let (done, missed, off) = (desk.booked("10:00").await, desk.booked("11:00").await, desk.booked("12:00").await);
    desk.booked("14:30").await;
    for step in ["check-in", "complete"] {
        desk.step(done, step).await.expect(200);
    }
    desk.step(off, "cancel").await.expect(200);
    desk.clinic
        .sql_as_superuser(&format!("update {{room}}.appointment set status = 'noshow' where id = '{missed}'"))
        .await;

    let told = told(&desk.reception, &format!("appointments/?{DAY}")).await;

    let total = &told["total"];
    assert_eq!((&total["all"], &total["booked"], &total["fulfilled"]), (&json!(4), &json!(1), &json!(1)));
    assert_eq!((&total["cancelled"], &total["cancelled_late"], &total["noshow"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!((&total["no_show_rate"], &total["booked_minutes"]), (&json!(0.5), &json!(90)));
    assert_eq!(told["before"]["all"], 0);
    assert_eq!(told["steps"][0]["from"], "2030-01-07");
    assert_eq!(told["kinds"][0]["kind"], "consultation");
    assert_eq!(told["providers"][0]["provider"], json!(desk.doctor.id));
    let hours = told["hours"].as_array().unwrap();
    let begun: Vec<_> = hours.iter().map(|hour| (hour["weekday"].as_i64(), hour["hour"].as_i64())).collect();
    assert_eq!(begun, [(Some(1), Some(10)), (Some(1), Some(11)), (Some(1), Some(14))]);
}

#[tokio::test]
async fn a_look_is_on_record_and_names_nobody() {
    let desk = Desk::open().await;
    desk.booked("10:00").await;

    let answer = desk.reception.get("/api/analytics/appointments/").await.expect(200);

    let record = desk.clinic.audit_of(&answer).await;
    assert_eq!(record.len(), 1);
    assert_eq!(record[0].to_string(), "view_activity success staff");
    assert!(!answer.text().contains(&desk.patient.id.to_string()));
}

#[tokio::test]
async fn who_sees_patients_sees_their_own_numbers_alone() {
    let desk = Desk::open().await;
    desk.booked("10:00").await;
    let (doctor, other) = (desk.clinic.sign_in_as(&desk.doctor).await, desk.clinic.sign_in(Role::Therapist).await);

    assert_eq!(told(&doctor, &format!("appointments/?{DAY}")).await["total"]["all"], 1);
    assert_eq!(told(&other, &format!("appointments/?{DAY}")).await["total"]["all"], 0);
    let named = format!("/api/analytics/appointments/?provider={}", desk.doctor.id);
    assert_eq!(other.get(&named).await.to_string(), r#"403 {"code":"forbidden"}"#);
    doctor.get(&named).await.expect(200);
    for report in ["utilization", "patients", "reminders"] {
        let own = told(&other, &format!("{report}/?{DAY}")).await;
        assert!(!own.to_string().contains(&desk.doctor.id.to_string()), "{own}");
        other.get(&format!("/api/analytics/{report}/?provider={}", desk.doctor.id)).await.expect(403);
    }
}

#[tokio::test]
async fn a_new_clinic_has_nothing_to_tell() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    for report in ["appointments", "patients", "reminders"] {
        assert_eq!(told(&admin, report).await["steps"].as_array().unwrap().len(), 30, "{report}");
    }
    assert_eq!(told(&admin, "utilization").await["providers"], json!([]));
    assert_eq!(told(&admin, "money").await["currencies"], json!([]));
    assert_eq!(told(&admin, "receivables").await["currencies"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    for (query, field, code) in [
        ("period=always", "/period", "unknown_choice"),
        ("from=yesterday", "/from", "not_a_date"),
        ("to=2030-13-01", "/to", "not_a_date"),
        ("from=2030-01-08&to=2030-01-07", "/to", "out_of_range"),
        ("from=2020-01-01&to=2030-01-07", "/to", "out_of_range"),
        ("from=2029-01-01&to=2030-01-07&step=day", "/step", "out_of_range"),
        ("step=hour", "/step", "unknown_choice"),
        ("provider=mona", "/provider", "malformed"),
        ("kind=party", "/kind", "unknown_choice"),
    ] {
        let answer = admin.get(&format!("/api/analytics/appointments/?{query}")).await;
        let expected = format!(r#"422 {{"code":"invalid","errors":{{"{field}":"{code}"}}}}"#);
        assert_eq!(answer.to_string(), expected, "{query}");
    }
}

#[tokio::test]
async fn another_clinic_counts_its_own() {
    let desk = Desk::open().await;
    desk.booked("10:00").await;
    let elsewhere = desk.clinic.other().await;
    let admin = elsewhere.sign_in(Role::Admin).await;

    assert_eq!(told(&admin, &format!("appointments/?{DAY}")).await["total"]["all"], 0);
    let stranger = desk.reception.at(&elsewhere);
    assert_eq!(stranger.get("/api/analytics/appointments/").await.status, 401);
}

#[tokio::test]
async fn a_patient_is_new_once() {
    let desk = Desk::open().await;
    for at in ["10:00", "11:00"] {
        let visit = desk.booked(at).await;
        desk.step(visit, "check-in").await.expect(200);
        desk.step(visit, "complete").await.expect(200);
    }

    let first = told(&desk.reception, &format!("patients/?{DAY}")).await;
    assert_eq!((&first["total"]["new"], &first["total"]["returning"]), (&json!(1), &json!(1)));
    assert_eq!(first["total"]["new_rate"], 0.5);
    desk.clinic.run_duty("count_days").await;
    assert_eq!(told(&desk.reception, &format!("patients/?{DAY}")).await["total"], first["total"]);
}

#[tokio::test]
async fn days_are_as_full_as_hours_are_booked() {
    let desk = Desk::open().await;
    desk.booked("09:30").await;
    desk.booked("10:00").await;

    let told = told(&desk.reception, &format!("utilization/?{DAY}")).await;

    let doctor = &told["providers"][0];
    assert_eq!(doctor["provider"], json!(desk.doctor.id));
    // Nine to five, on a Monday.
    assert_eq!((&doctor["booked_minutes"], &doctor["offered_minutes"]), (&json!(60), &json!(480)));
    assert_eq!(doctor["utilization"], 0.125);
    // It is nine: now, half past ten, and the third at eleven.
    assert_eq!(doctor["third_next_available_at"], "2030-01-07T09:00:00Z");
}

#[tokio::test]
async fn who_comes_to_one_session_takes_its_time_once() {
    let desk = Desk::open().await;
    for (at, seat) in [("10:00", 1), ("10:30", 2), ("11:00", 3)] {
        let (id, group) = (desk.booked(at).await, Uuid::from_u128(7));
        let sql =
            format!("update {{room}}.appointment set group_id = '{group}', seat = {seat}, seats = 3 where id = '{id}'");
        desk.clinic.sql_as_superuser(&sql).await;
    }

    let total = told(&desk.reception, &format!("appointments/?{DAY}")).await["total"].clone();
    assert_eq!((&total["all"], &total["booked_minutes"]), (&json!(3), &json!(30)));
}

#[tokio::test]
async fn reminders_are_counted_after_their_words_are_gone() {
    let desk = Desk::open().await;
    let visit = desk.booked("16:00").await;
    let message = format!(
        "insert into {{room}}.message (id, kind, channel, status, recipient, body, created_at, appointment_id, starts_at,
             offset_minutes, scheduled_for, next_attempt_at)
         select gen_random_uuid(), 'appointment_reminder', 'sms', 'sent', '', '', created_at, id, starts_at, 1440,
             created_at, created_at
         from {{room}}.appointment where id = '{visit}'"
    );
    desk.clinic.sql_as_superuser(&message).await;
    let arrived = "update {room}.message set status = 'delivered', answer = 'confirmed', answered_at = created_at";
    desk.clinic.sql_as_superuser(arrived).await;

    let before = told(&desk.reception, &format!("reminders/?{DAY}")).await;
    assert_eq!((&before["total"]["delivered"], &before["total"]["confirmation_rate"]), (&json!(1), &json!(1.0)));
    assert_eq!(before["channels"][0]["channel"], "sms");
    let mut desk = desk;
    desk.later(SignedDuration::from_hours(40 * 24)).await;
    desk.clinic.run_duty("housekeeping").await;
    desk.clinic.run_duty("count_days").await;

    assert_eq!(desk.clinic.value("select count(*) from {room}.message").await, "0");
    assert_eq!(told(&desk.reception, &format!("reminders/?{DAY}")).await["total"], before["total"]);
}

#[tokio::test]
async fn programs_read_numbers_with_a_scope_of_their_own() {
    let clinic = TestClinic::new().await;
    let program = clinic.token(&["analytics:read"]).await;
    for report in ["appointments", "utilization", "patients", "reminders", "money", "receivables"] {
        told(&program, &format!("{report}/")).await;
    }
    // What instruments say stays with those who see patients.
    program.get("/api/analytics/outcomes/").await.expect(403);
    program.get("/api/appointments/").await.expect(403);
    let other = clinic.token(&["appointments:read", "transactions:read"]).await;
    other.get("/api/analytics/appointments/").await.expect(403);
}
