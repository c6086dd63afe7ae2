//! The pages of the history, as browsers without scripts use them.

use serde_json::json;
use testkit::{Client, Role};

use super::{Ward, penicillin};

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

#[tokio::test]
async fn an_allergy_is_entered_and_stands_above_every_page_of_the_chart() {
    let ward = Ward::open().await;
    let (browser, patient) = (ward.desk.clinic.browser_of(&ward.desk.doctor).await, ward.desk.patient.id);
    let chart = format!("/patients/{patient}");
    assert!(page(&browser, &chart).await.contains("not asked yet"));

    let none = format!("{chart}/history/new/no-known-allergies/");
    browser.submit(&none, &[]).await.expect(303);
    assert!(page(&browser, &chart).await.contains("none known"));
    let form = format!("{chart}/history/new/allergy/");
    assert!(page(&browser, &form).await.contains("name=\"severity\""));
    let typed = [("name", "Penicillin"), ("severity", "severe"), ("reaction", "Hives"), ("since", "2011")];
    let answer = browser.submit(&form, &typed).await.expect(303);
    let listed = page(&browser, answer.header("location")).await;
    for words in ["Penicillin", "Severe", "Hives", "since 2011"] {
        assert!(listed.contains(words), "no {words} in {listed}");
    }
    for path in [chart.clone(), format!("{chart}/history/"), format!("{chart}/assessments/")] {
        let shown = page(&browser, &path).await;
        assert!(shown.contains("chip-bad") && shown.contains("<bdi>Penicillin</bdi>"), "{path}: {shown}");
    }
    let desk = ward.desk.clinic.browser(Role::Reception).await;
    assert!(!page(&desk, &chart).await.contains("Penicillin"));
}

#[tokio::test]
async fn what_is_wrong_stands_with_its_field_and_nothing_is_lost() {
    let ward = Ward::open().await;
    let (browser, patient) = (ward.desk.clinic.browser_of(&ward.desk.doctor).await, ward.desk.patient.id);
    let form = format!("/patients/{patient}/history/new/medication/");

    let typed = [("name", ""), ("dose", "500 mg"), ("since", "2050")];
    let refused = browser.submit(&form, &typed).await.expect(422).text();
    assert!(refused.contains("id=\"name-error\"") && refused.contains("id=\"since-error\""), "{refused}");
    assert!(refused.contains("value=\"500 mg\""));
    browser.get(&format!("/patients/{patient}/history/new/rumour/")).await.expect(404);
}

#[tokio::test]
async fn an_entry_is_changed_ended_and_taken_back() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let api = ward.written(&json!({ "kind": "medication", "name": "Metformin", "dose": "500 mg" })).await;
    let path = api.trim_start_matches("/api").to_owned();

    let edit = page(&browser, &format!("{path}edit/")).await;
    assert!(edit.contains("value=\"Metformin\"") && edit.contains("name=\"version\" value=\"1\""), "{edit}");
    let typed = [("name", "Metformin"), ("dose", "850 mg"), ("state", "active"), ("version", "1")];
    browser.submit(&format!("{path}edit/"), &typed).await.expect(303);
    let stale = browser.submit(&format!("{path}edit/"), &typed).await;
    assert!([409, 412].contains(&stale.status.as_u16()) && stale.text().contains("value=\"850 mg\""));
    browser.submit(&format!("{path}end/"), &[("version", "2")]).await.expect(303);
    assert!(page(&browser, &path).await.contains("Ended"));

    assert!(
        browser.submit(&format!("{path}strike/"), &[("reason", "")]).await.expect(422).text().contains("reason-error")
    );
    browser.submit(&format!("{path}strike/"), &[("reason", "Never taken")]).await.expect(303);
    assert!(page(&browser, &path).await.contains("Never taken"));
    // What was taken back is not changed any more.
    browser.get(&format!("{path}edit/")).await.expect(303);
}

#[tokio::test]
async fn the_form_of_a_prescription_stops_at_a_severe_allergy() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let id = ward.write(&penicillin()).await.expect(201).id();
    let visit = ward.desk.try_to_book(&ward.desk.wanted("10:00")).await.expect(201).id();
    let form = format!("/patient/add-prescription/{visit}");

    let refused = browser.submit(&form, &[("text", "Penicillin V 500 mg")]).await.expect(422).text();
    assert!(refused.contains("A severe allergy speaks against this"), "{refused}");
    assert!(refused.contains(&format!("value=\"{id}\"")) && refused.contains("Penicillin V 500 mg"));
    let despite = id.to_string();
    let typed = [("text", "Penicillin V 500 mg"), ("despite_allergies", despite.as_str()), ("reason", "")];
    let unexplained = browser.submit(&form, &typed).await.expect(422).text();
    assert!(unexplained.contains("reason-error"), "{unexplained}");
    let typed = [("text", "Penicillin V 500 mg"), ("despite_allergies", &despite), ("reason", "Desensitised")];
    let answer = browser.submit(&form, &typed).await.expect(303);
    assert!(page(&browser, answer.header("location")).await.contains("Allergy on record: Penicillin"));
}

#[tokio::test]
async fn the_last_prescription_is_repeated_in_three_steps() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let mut visits = Vec::new();
    for at in ["10:00", "11:00"] {
        visits.push(ward.desk.try_to_book(&ward.desk.wanted(at)).await.expect(201).id());
    }
    let [first, second] = visits[..] else { panic!("two visits") };
    browser.submit(&format!("/patient/add-prescription/{first}"), &[("text", "Metformin 500 mg")]).await.expect(303);

    let details = page(&browser, &format!("/patient/appointment-details/{second}/{}/", ward.desk.patient.id)).await;
    let repeat = format!("/patient/add-prescription/{second}?repeat=last");
    assert!(details.contains(&repeat), "{details}");
    assert!(page(&browser, &repeat).await.contains("Metformin 500 mg</textarea>"));
    browser.submit(&repeat, &[("text", "Metformin 500 mg")]).await.expect(303);
    let records = ward.doctor.get(&format!("/api/records/?appointment={second}")).await.expect(200).json();
    assert_eq!(records["results"][0]["text"], "Metformin 500 mg");
}
