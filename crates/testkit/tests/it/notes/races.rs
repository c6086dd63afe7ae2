//! Many at once on one note: whatever was acknowledged stands.

use std::future::IntoFuture as _;

use futures::future::join_all;
use serde_json::{Value, json};
use testkit::Role;

use super::{Ward, nothing, soap};

#[tokio::test]
async fn of_many_who_keep_the_same_version_one_does() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, &nothing()).await;
    let keep = |n: usize| {
        ward.doctor.put(&path, &json!({ "plan": format!("window {n}") })).header("if-match", "\"1\"").into_future()
    };

    let answers = join_all((0..50).map(keep)).await;

    let fine: Vec<Value> = answers.iter().filter(|answer| answer.status == 200).map(testkit::Response::json).collect();
    let stale = answers.iter().filter(|answer| answer.status == 412).count();
    let busy = answers.iter().filter(|answer| answer.status == 503 || answer.status == 429).count();
    assert_eq!((fine.len(), fine.len() + stale + busy), (1, 50));
    assert_eq!(ward.doctor.get(&path).await.json()["plan"], fine[0]["plan"]);
}

#[tokio::test]
async fn savings_and_signatures_at_once_lose_nothing_that_was_acknowledged() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, &soap()).await;
    let (sign, amount) = (format!("{path}sign/"), 50);
    let calls = (0..amount).map(|n| {
        let mut words = soap();
        words["plan"] = json!(format!("saving {n}"));
        match n % 5 {
            0 => ward.doctor.post(&sign, &nothing()).into_future(),
            _ => ward.doctor.put(&path, &words).into_future(),
        }
    });

    let answers = join_all(calls).await;

    let fine: Vec<Value> = answers.iter().filter(|answer| answer.status == 200).map(testkit::Response::json).collect();
    let refused = answers.iter().filter(|answer| matches!(answer.status.as_u16(), 409 | 429 | 503)).count();
    assert_eq!(fine.len() + refused, amount, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    let signed: Vec<&Value> = fine.iter().filter(|note| note["status"] == "signed").collect();
    assert_eq!(signed.len(), 1);
    // What was signed is the last of what was acknowledged before, and stands.
    let last = fine.iter().filter(|note| note["status"] == "draft").max_by_key(|note| note["version"].as_i64());
    let last = last.map_or(soap()["plan"].clone(), |note| note["plan"].clone());
    assert_eq!(signed[0]["plan"], last);
    assert_eq!(ward.doctor.get(&path).await.json(), *signed[0]);
    assert_eq!(ward.doctor.get(&format!("{path}verify/")).await.json()["is_intact"], true);
    // Each acknowledged saving was a version of its own, one after the other.
    let mut numbers: Vec<i64> = fine.iter().map(|note| note["version"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (2..=i64::try_from(fine.len()).unwrap() + 1).collect::<Vec<_>>());
}

#[tokio::test]
async fn of_many_who_begin_a_visit_one_does_and_all_get_to_its_note() {
    let ward = Ward::open().await;
    let appointment = ward.desk.booked("10:00").await;
    ward.desk.step(appointment, "check-in").await.expect(200);
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    let press = || browser.submit(&format!("/visits/{appointment}/start"), &[]).into_future();
    let answers = join_all((0..8).map(|_| press())).await;

    let first = answers[0].header("location");
    assert!(answers.iter().all(|answer| answer.status == 303 && answer.header("location") == first));
    assert_eq!(ward.desk.clinic.value("select count(*) from {room}.encounter").await, "1");
}

#[tokio::test]
async fn of_many_who_co_sign_or_amend_one_is_first() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.sign_in(Role::Assistant).await).await;
    let version = ward.doctor.get(&path).await.header("etag").to_owned();
    let calls = (0..8).map(|n| match n % 2 {
        0 => ward.doctor.post(&format!("{path}co-sign/"), &nothing()).header("if-match", &version).into_future(),
        _ => {
            let amendment = json!({ "plan": "Other", "reason": "Read wrongly" });
            ward.doctor.post(&format!("{path}amend/"), &amendment).header("if-match", &version).into_future()
        }
    });
    let answers = join_all(calls).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(ward.doctor.get(&format!("{path}verify/")).await.json()["is_intact"], true);
}
