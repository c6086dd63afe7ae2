//! Several who do something with the same two at once.

use std::future::IntoFuture as _;

use serde_json::json;

use super::Twice;

#[tokio::test]
async fn of_booking_and_merging_at_once_none_is_lost() {
    let twice = Twice::open().await;
    for hour in 10..16 {
        let other = twice.desk.clinic.patient().create().await;
        let wanted = twice.wanted(twice.kept(), &other).await;
        let visit = twice.desk.wanted_with(&format!("{hour}:00"), &json!({ "patient": other.id, "reason": "Cough" }));

        let (booked, merged) = tokio::join!(
            twice.desk.try_to_book(&visit).into_future(),
            twice.try_to_merge(twice.kept(), &wanted).into_future()
        );

        merged.expect(200);
        match booked.status.as_u16() {
            201 => {
                let seen = twice.desk.seen(booked.id()).await;
                assert_eq!((&seen["patient"], &seen["reason"]), (&json!(twice.kept().id), &json!("Cough")));
            }
            status => assert_eq!(status, 422, "{booked}"),
        }
    }
    let stray = "select count(*) from {room}.appointment a join {room}.party p on p.id = a.patient_id
        where p.merged_into is not null";
    assert_eq!(twice.desk.clinic.value(stray).await, "0");
}

#[tokio::test]
async fn of_several_who_merge_the_same_two_one_does() {
    let twice = Twice::open().await;
    let there = twice.wanted(twice.kept(), &twice.double).await;
    let back = twice.wanted(&twice.double, twice.kept()).await;
    let calls = (0..4).map(|n| match n % 2 {
        0 => twice.try_to_merge(twice.kept(), &there).into_future(),
        _ => twice.try_to_merge(&twice.double, &back).into_future(),
    });

    let answers = futures::future::join_all(calls).await;

    let done = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(done, 1, "{answers:?}");
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        assert!([409, 412].contains(&answer.status.as_u16()), "{answer}");
    }
    assert_eq!(twice.desk.clinic.value("select count(*) from {room}.patient_merge").await, "1");
}

#[tokio::test]
async fn of_several_who_take_a_merge_back_one_does() {
    let twice = Twice::open().await;
    let merge = twice.merge().await;

    let answers = futures::future::join_all((0..4).map(|_| twice.try_to_reverse(merge).into_future())).await;

    let codes: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(codes.iter().filter(|code| **code == 200).count(), 1, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == 409).count(), 3, "{codes:?}");
}

#[tokio::test]
async fn readings_that_come_while_two_become_one_arrive() {
    let twice = Twice::open().await;
    let (sensor, _) = crate::sensors::device(&twice.desk.clinic, &[&twice.double]).await;
    let wanted = twice.wanted(twice.kept(), &twice.double).await;
    let at = |minute: usize| format!("2030-01-07T05:{minute:02}:00Z");
    let readings: Vec<_> = (0..20).map(|minute| crate::sensors::glucose(&twice.double, "100.5", &at(minute))).collect();
    let sent = readings.iter().map(|reading| sensor.post(crate::sensors::PATH, reading).into_future());

    let (sent, merged) =
        tokio::join!(futures::future::join_all(sent), twice.try_to_merge(twice.kept(), &wanted).into_future());

    merged.expect(200);
    assert!(sent.iter().all(|answer| answer.status == 201), "{sent:?}");
    let whose = format!("select count(*) from {{room}}.reading where patient_id = '{}'", twice.kept().id);
    assert_eq!(twice.desk.clinic.value(&whose).await, "20");
}
