//! The pages of vitals and sensors, at the desk of whoever looks after patients.

use jiff::SignedDuration;

use testkit::{Role, TestClinic};

use super::{PATH, pulse, rows};

#[tokio::test]
async fn six_values_are_one_form() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let nurse = clinic.browser(Role::Assistant).await;
    let path = format!("/patients/{}/readings/", patient.id);
    let chart = nurse.get(&format!("/patients/{}", patient.id)).await.expect(200).text();
    assert!(chart.contains(&format!("href=\"{path}\"")));
    assert!(nurse.get(&path).await.expect(200).text().contains("Nothing measured yet"));
    let values = [
        ("blood_pressure_systolic", "150"),
        ("blood_pressure_diastolic", "80"),
        ("heart_rate", "72"),
        ("spo2", "٩٨"),
        ("temperature", "36,60"),
        ("weight", "70.5"),
        ("note", "Sitting"),
    ];
    let done = nurse.submit(&path, &values).await.expect(303);
    assert_eq!((done.header("location"), rows(&clinic).await.as_str()), (path.as_str(), "6"));
    assert_eq!(clinic.audit_of(&done).await[0].to_string(), "record_readings success staff about 1");
    let page = nurse.get(&path).await.expect(200).text();
    for seen in ["36.60", "°C", "70.5", "98", "High", "90–140", "by hand", "Sitting"] {
        assert!(page.contains(seen), "{seen}");
    }
    assert_eq!(page.matches(">High<").count(), 1, "one of six is too high");
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_kept() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let nurse = clinic.browser(Role::Assistant).await;
    let path = format!("/patients/{}/readings/", patient.id);
    for (form, field) in [
        (vec![], "blood_pressure_systolic"),
        (vec![("heart_rate", "7200"), ("spo2", "98")], "heart_rate"),
        (vec![("heart_rate", "quick")], "heart_rate"),
        (vec![("heart_rate", "72"), ("measured_at", "2030-01-08T09:00")], "measured_at"),
        (vec![("heart_rate", "72"), ("measured_at", "at nine")], "measured_at"),
    ] {
        let page = nurse.submit(&path, &form).await.expect(422).text();
        assert!(page.contains(&format!("id=\"{field}-error\"")), "{field}");
        assert!(form.iter().all(|(_, value)| page.contains(&format!("value=\"{value}\""))), "what was typed stays");
    }
    assert_eq!(rows(&clinic).await, "0");
    nurse
        .submit(&format!("/patients/{}/readings/", "0198c0de-0000-7000-8000-000000000000"), &[("heart_rate", "72")])
        .await
        .expect(404);
}

#[tokio::test]
async fn a_type_has_a_line_a_table_and_limits() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let (doctor, browser) = (clinic.sign_in_as(&staff).await, clinic.browser_of(&staff).await);
    for (value, at) in [("70", "2030-01-07T05:00:00Z"), ("72", "2030-01-07T05:30:00Z"), ("131", "2030-01-07T06:00:00Z")]
    {
        doctor.post(PATH, &pulse(&patient, value, at)).await.expect(201);
    }
    let path = format!("/patients/{}/readings/heart_rate/", patient.id);
    let page = browser.get(&path).await.expect(200).text();
    assert!(
        page.contains("<polyline")
            && page.contains("class=\"beyond\"")
            && page.contains("131")
            && page.contains("High")
    );
    let region = browser.get(&path).header("hx-request", "true").await.expect(200).text();
    assert!(region.trim_start().starts_with("<section id=\"board\"") && !region.contains("<html"));
    browser.get(&format!("/patients/{}/readings/NoType/", patient.id)).await.expect(404);

    let limits = format!("{path}limits/");
    browser.get(&limits).await.expect(200);
    browser.submit(&limits, &[("low", "120"), ("high", "100")]).await.expect(422);
    browser.submit(&limits, &[("high", "120"), ("version", "0")]).await.expect(303);
    browser.submit(&limits, &[("high", "125"), ("version", "0")]).await.expect(422);
    assert!(browser.get(&path).await.expect(200).text().contains("≤ 120 /min"));
    clinic.run_duty("watch_readings").await;
    let inbox = browser.get("/alerts/").await.expect(200);
    assert!(inbox.text().contains("Gómez") && inbox.text().contains("Too high"));
    assert_eq!(clinic.audit_of(&inbox).await[0].to_string(), "view_alerts success staff about 1");
    let id = doctor.list("/api/alerts/").await[0];
    let next = format!("/patients/{}/readings/", patient.id);
    let taken = browser.submit(&format!("/alerts/{id}/acknowledge/"), &[("next", &next)]).await.expect(303);
    assert_eq!(taken.header("location"), next);
    let done = browser.submit(&format!("/alerts/{id}/resolve/"), &[("next", "//evil.example")]).await.expect(303);
    assert_eq!(done.header("location"), "/alerts/");
    assert!(browser.get("/alerts/").await.expect(200).text().contains("No alerts"));
    assert!(browser.get("/alerts/?status=all").await.expect(200).text().contains("Gómez"));
    browser.submit(&format!("{limits}remove/"), &[]).await.expect(303);
    browser.submit(&format!("{limits}remove/"), &[]).await.expect(404);
}

#[tokio::test]
async fn a_device_is_registered_on_its_page_and_its_token_shown_once() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let doctor = clinic.browser(Role::Doctor).await;
    let number = patient.number.unwrap().to_string();
    for form in [
        vec![("name", "Meter"), ("kind", "glucometer")],
        vec![("name", "Meter"), ("kind", "glucometer"), ("patients", "4711")],
        vec![("name", ""), ("kind", "glucometer"), ("patients", &number)],
    ] {
        doctor.submit("/devices/", &form).await.expect(422);
    }
    let page = doctor
        .submit("/devices/", &[("name", "Meter"), ("kind", "glucometer"), ("patients", &number)])
        .await
        .expect(200);
    let text = page.text();
    let token = text.split("id=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    assert!(!doctor.get("/devices/").await.expect(200).text().contains(&token));
    let meter = clinic.machine(&token);
    meter.post(PATH, &pulse(&patient, "70", "2030-01-07T05:00:00Z")).await.expect(201);
    let chart = doctor.get(&format!("/patients/{}/readings/", patient.id)).await.expect(200).text();
    assert!(chart.contains("Meter"), "a device is called by its name");
    let id = clinic.value("select id from {room}.device").await;
    doctor.submit(&format!("/devices/{id}/revoke/"), &[]).await.expect(303);
    clinic.advance(SignedDuration::from_secs(1));
    meter.post(PATH, &pulse(&patient, "71", "2030-01-07T05:01:00Z")).await.expect(401);
}

#[tokio::test]
async fn how_long_values_are_kept_is_the_administrators_to_say() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;
    let save = |days: &'static str, version: &'static str| {
        admin.submit("/admin/readings/", &[("days_kept", days), ("version", version)])
    };
    save("20", "0").await.expect(422);
    save("many", "0").await.expect(422);
    save("400", "0").await.expect(303);
    save("500", "0").await.expect(422);
    save("", "1").await.expect(303);
    assert!(admin.get("/admin/readings/").await.expect(200).text().contains("name=\"version\" value=\"2\""));
}

#[tokio::test]
async fn an_open_page_hears_of_new_readings() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let (doctor, browser) = (clinic.sign_in_as(&staff).await, clinic.browser_of(&staff).await);
    let mut news = browser.get("/live?of=readings").header("accept", "text/event-stream").open().await;
    assert_eq!(news.next().await.as_deref(), Some("board"), "whoever begins to listen asks once more");
    doctor.post(PATH, &pulse(&patient, "70", "2030-01-07T05:00:00Z")).await.expect(201);
    assert_eq!(news.next().await.as_deref(), Some("board"));
    assert!(!news.raw().contains("heart"));
}
