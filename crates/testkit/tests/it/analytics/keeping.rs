//! How numbers are kept: what commits late, what is broken off, and what goes through the clinic's own doors.

use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use testkit::{Desk, Role};

use super::told;

const DAY: &str = "from=2030-01-07&to=2030-01-07";

async fn counted(desk: &Desk) -> (i64, i64) {
    let total = told(&desk.reception, &format!("appointments/?{DAY}")).await["total"].clone();
    (total["all"].as_i64().unwrap(), total["fulfilled"].as_i64().unwrap())
}

async fn kept(desk: &Desk) -> String {
    desk.clinic.value("select coalesce(sum(booked + fulfilled), 0) from {room}.visit_tally where not is_month").await
}

#[tokio::test]
async fn what_is_counted_is_read_and_what_was_changed_since_is_counted() {
    let desk = Desk::open().await;
    let visit = desk.booked("10:00").await;
    assert_eq!((counted(&desk).await, kept(&desk).await.as_str()), ((1, 0), "0"));

    desk.clinic.run_duty("count_days").await;
    desk.clinic.run_duty("count_days").await;
    assert_eq!((counted(&desk).await, kept(&desk).await.as_str()), ((1, 0), "1"));
    assert_eq!(desk.clinic.value("select count(*) from {room}.recount").await, "0");

    desk.booked("11:00").await;
    assert_eq!((counted(&desk).await, kept(&desk).await.as_str()), ((2, 0), "1"));
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let path = format!("/api/appointments/{visit}/");
    admin.delete(&path).await.expect(204);
    assert_eq!(counted(&desk).await, (1, 0));
    desk.clinic.run_duty("count_days").await;
    admin.post(&format!("/api/recycle-bin/{visit}/restore/"), &json!({})).await.expect(204);
    assert_eq!(counted(&desk).await, (2, 0));
}

#[tokio::test]
async fn what_commits_late_is_not_missed() {
    let desk = Desk::open().await;
    let visit = desk.booked("10:00").await;
    desk.clinic.run_duty("count_days").await;
    let mut late = PgConnection::connect_with(&desk.clinic.database().options()).await.unwrap();
    let room = desk.clinic.schema();
    let change = format!("begin; update {room}.appointment set status = 'fulfilled' where id = '{visit}'");
    late.execute(sqlx::raw_sql(AssertSqlSafe(change))).await.unwrap();
    // Another change of the day commits before, and the day is counted.
    desk.booked("11:00").await;
    desk.clinic.run_duty("count_days").await;
    assert_eq!(counted(&desk).await, (2, 0));

    late.execute(sqlx::raw_sql("commit")).await.unwrap();

    assert_eq!(counted(&desk).await, (2, 1));
    desk.clinic.run_duty("count_days").await;
    assert_eq!((counted(&desk).await, kept(&desk).await.as_str()), ((2, 1), "2"));
}

#[tokio::test]
async fn two_charts_that_become_one_have_one_first_visit() {
    let desk = Desk::open().await;
    let double = desk.clinic.patient().create().await;
    for (at, patient) in [("10:00", desk.patient.id), ("11:00", double.id)] {
        let wanted = desk.wanted_with(at, &json!({ "patient": patient }));
        let visit = desk.try_to_book(&wanted).await.expect(201).id();
        desk.step(visit, "check-in").await.expect(200);
        desk.step(visit, "complete").await.expect(200);
    }
    let newcomers = async || told(&desk.reception, &format!("patients/?{DAY}")).await["total"]["new"].clone();
    desk.clinic.run_duty("count_days").await;
    assert_eq!(newcomers().await, 2);

    let version = async |path: String| desk.reception.get(&path).await.expect(200).json()["version"].clone();
    let (one, other) = (version(desk.patient.path()).await, version(double.path()).await);
    let merge = json!({ "other": double.id, "version": one, "other_version": other, "reason": "Registered twice" });
    let path = format!("/api/patients/{}/merge/", desk.patient.id);
    desk.reception.post(&path, &merge).await.expect(200);

    assert_eq!(newcomers().await, 1);
    desk.clinic.run_duty("count_days").await;
    assert_eq!(newcomers().await, 1);
}
