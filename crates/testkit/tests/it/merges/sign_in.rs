//! Which sign-in opens the chart that remains.

use super::Twice;
use crate::patient_access::{PHONE, USERNAME, booked, let_in, signed_in};

#[tokio::test]
async fn the_sign_in_of_the_other_opens_the_chart_that_remains() {
    let twice = Twice::open().await;
    let clinic = &twice.desk.clinic;
    let_in(clinic, &twice.double, PHONE, USERNAME).await;
    booked(clinic, twice.kept(), "2030-01-08T09:00:00+02:00").await;
    let mut before = signed_in(clinic).await;

    let merge = twice.merge().await;

    clinic.app().forget_access();
    let out = before.get("/patient/home/").await.expect(303);
    assert!(out.header("location").starts_with("/patient/patient-login/"));
    let mut browser = signed_in(clinic).await;
    assert!(browser.get("/patient/home/").await.expect(200).text().contains("09:00"));
    twice.reverse(merge).await;
    clinic.app().forget_access();
    let out = browser.get("/patient/home/").await.expect(303);
    assert!(out.header("location").starts_with("/patient/patient-login/"));
    let mut browser = signed_in(clinic).await;
    assert!(!browser.get("/patient/home/").await.expect(200).text().contains("09:00"));
}

#[tokio::test]
async fn of_two_sign_ins_that_of_the_chart_that_remains_goes_on() {
    let twice = Twice::open().await;
    let clinic = &twice.desk.clinic;
    let_in(clinic, twice.kept(), PHONE, USERNAME).await;
    let_in(clinic, &twice.double, "0100 123 4569", "Somebody Else").await;
    let preview = format!("{}merge/?other={}", twice.kept().path(), twice.double.id);
    let preview = twice.desk.reception.get(&preview).await.expect(200).json();
    assert_eq!(preview["sign_in"], "this");
    let accounts = "select string_agg(patient_id::text, ' ' order by patient_id) from {room}.patient_account";
    let before = clinic.value(accounts).await;

    let merge = twice.merge().await;

    signed_in(clinic).await;
    let mut other = clinic.new_browser();
    crate::patient_access::ask(&mut other, "0100 123 4569", "Somebody Else").await.expect(303);
    assert_eq!(crate::patient_access::withheld(clinic).await, "unknown");
    twice.reverse(merge).await;
    assert_eq!(clinic.value(accounts).await, before);
}
