//! The pages of assessments, as browsers without scripts use them.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, Role};

use super::{Ward, phq_9};

/// A questionnaire with the same answer to each question.
fn filled(answer: &str, end: &str) -> Vec<(String, String)> {
    let answers = (1..=9).map(|n| (format!("a.{n}"), answer.to_owned()));
    answers.chain([("end".to_owned(), end.to_owned())]).collect()
}

async fn submit(by: &Client, path: &str, fields: &[(String, String)]) -> testkit::Response {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    by.submit(path, &fields).await
}

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

#[tokio::test]
async fn an_instrument_is_chosen_answered_and_read() {
    let ward = Ward::open().await;
    let (browser, patient) = (ward.desk.clinic.browser_of(&ward.desk.doctor).await, ward.desk.patient.id);
    let chart = page(&browser, &format!("/patients/{patient}")).await;
    assert!(chart.contains(&format!("/patients/{patient}/assessments/")));

    let offered = page(&browser, &format!("/patients/{patient}/assessments/new/")).await;
    assert!(offered.contains("PHQ-9: depression") && !offered.contains("Berg"));
    let form = format!("/patients/{patient}/assessments/new/phq-9/");
    let asked = page(&browser, &form).await;
    assert_eq!(asked.matches("type=\"radio\"").count(), 36);
    assert!(asked.contains("Nearly every day") && asked.contains("9 questions to answer"), "{asked}");

    let answer = submit(&browser, &form, &filled("2", "complete")).await.expect(303);
    let found = page(&browser, answer.header("location")).await;
    for words in [">18</bdi>", "Moderately severe", "Act on this today", "More than half the days", "Kroenke"] {
        assert!(found.contains(words), "no {words} in {found}");
    }
    assert!(page(&browser, &format!("/patients/{patient}/assessments/")).await.contains("Moderately severe"));
    // On a day without a visit it stands in the timeline by itself.
    assert!(page(&browser, &format!("/patients/{patient}")).await.contains("PHQ-9: depression"));
}

#[tokio::test]
async fn what_is_missing_stands_with_its_question_and_nothing_is_lost() {
    let ward = Ward::open().await;
    let (browser, patient) = (ward.desk.clinic.browser_of(&ward.desk.doctor).await, ward.desk.patient.id);
    let form = format!("/patients/{patient}/assessments/new/phq-9/");
    let mut fields = filled("1", "complete");
    fields.remove(3);

    let refused = submit(&browser, &form, &fields).await.expect(422).text();
    assert!(refused.contains("href=\"#item-4\"") && refused.contains("id=\"item-4-error\""), "{refused}");
    assert_eq!(refused.matches(" checked").count(), 8);
    assert!(refused.contains("name=\"without_score\""));

    fields.push(("without_score".to_owned(), "true".to_owned()));
    let answer = submit(&browser, &form, &fields).await.expect(303);
    let found = page(&browser, answer.header("location")).await;
    assert!(found.contains("No score") && found.contains("Feeling tired or having little energy"), "{found}");
}

#[tokio::test]
async fn a_draft_is_kept_and_gone_on_with() {
    let ward = Ward::open().await;
    let (browser, patient) = (ward.desk.clinic.browser_of(&ward.desk.doctor).await, ward.desk.patient.id);
    let form = format!("/patients/{patient}/assessments/new/grip/");
    let typed = [("a.grip.left", "20,5"), ("a.grip.left", ""), ("a.grip.left", "22"), ("end", "draft")];

    let answer = browser.submit(&form, &typed).await.expect(303);
    let path = answer.header("location").to_owned();
    let edit = format!("{path}edit/");
    let again = page(&browser, &edit).await;
    assert!(
        again.contains("value=\"20.5\"")
            && again.contains("value=\"22\"")
            && again.contains("name=\"version\" value=\"1\"")
    );

    let typed = [("a.grip.left", "22"), ("a.grip.right", "30"), ("version", "1"), ("end", "complete")];
    browser.submit(&edit, &typed).await.expect(303);
    assert!(page(&browser, &path).await.contains(">30 kg</bdi>"));
    // What is complete is no draft any more, and an old page says so.
    browser.get(&edit).await.expect(303);
    let late = browser.submit(&edit, &typed).await;
    assert_eq!(late.status, 412, "{late}");
}

#[tokio::test]
async fn a_number_that_does_not_fit_is_refused_where_it_was_typed() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let form = format!("/patients/{}/assessments/new/tug/", ward.desk.patient.id);

    for typed in ["nine", "0", "9.123", "601"] {
        let refused = browser.submit(&form, &[("a.time", typed), ("end", "complete")]).await.expect(422).text();
        assert!(
            refused.contains("id=\"item-time-error\"") && refused.contains(&format!("value=\"{typed}\"")),
            "{typed}"
        );
    }
    let refused = browser.submit(&form, &[("a.time", "9"), ("administered_on", "2031-01-01")]).await.expect(422).text();
    assert!(refused.contains("href=\"#administered_on\""));
}

#[tokio::test]
async fn the_change_since_the_last_time_is_held_against_what_counts() {
    let mut ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let patient = ward.desk.patient.id;
    ward.completed(&ward.doctor, "phq-9", &phq_9(1)).await;
    ward.desk.later(SignedDuration::from_hours(24)).await;
    let doctor = ward.desk.clinic.sign_in_as(&ward.desk.doctor).await;
    let less = json!({ "1": 0, "2": 0, "3": 0, "4": 0, "5": 0, "6": 1, "7": 1, "8": 1, "9": 0 });
    let path = ward.completed(&doctor, "phq-9", &less).await.replace("/api", "");
    drop(browser);
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    let found = page(&browser, &path).await;
    for words in [
        "\u{2212}6",
        "since 07/01/2030",
        "Better",
        "more than the least change that counts",
        "Least important change: 5",
        "Several days",
    ] {
        assert!(found.contains(words), "no {words} in {found}");
    }
    let trend = page(&browser, &format!("/patients/{patient}/assessments/trend/phq-9/")).await;
    assert_eq!((trend.matches("<circle").count(), trend.matches("<rect").count()), (2, 5));
    assert!(trend.contains(">9</bdi>") && trend.contains(">3</bdi>"), "{trend}");
    browser.get(&format!("/patients/{patient}/assessments/trend/gad-7/")).await.expect(404);
}

#[tokio::test]
async fn the_score_is_told_while_somebody_answers_and_nothing_is_kept() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    let asked = browser.submit("/assessments/score/phq-9/", &[("a.1", "1"), ("a.9", "2")]).header("hx-request", "true");
    let told = asked.await.expect(200).text();
    assert!(told.contains("7 questions to answer") && told.contains("Thoughts of death"), "{told}");
    assert!(!told.contains("<html"));
    browser.submit("/assessments/score/phq-9/", &[]).await.expect(303);
    assert!(ward.doctor.list("/api/assessments/").await.is_empty());
}

#[tokio::test]
async fn an_assistants_work_is_signed_by_a_press_and_amended_or_taken_back_with_a_reason() {
    let ward = Ward::open().await;
    let assistant = ward.desk.clinic.browser(Role::Assistant).await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let form = format!("/patients/{}/assessments/new/phq-9/", ward.desk.patient.id);
    let answer = submit(&assistant, &form, &filled("0", "complete")).await.expect(303);
    let path = answer.header("location").to_owned();

    let own = page(&assistant, &path).await;
    assert!(own.contains("Waits for a co-signature") && !own.contains("co-sign\"") && !own.contains("/amend"), "{own}");
    assert!(page(&browser, &path).await.contains(&format!("{path}co-sign")));
    browser.submit(&format!("{path}co-sign/"), &[("version", "2")]).await.expect(303);
    assert!(page(&browser, &path).await.contains("Co-signed by"));

    let amend = format!("{path}amend/");
    let mut fields = filled("1", "complete");
    let refused = submit(&browser, &amend, &fields).await.expect(422).text();
    assert!(refused.contains("href=\"#reason\""), "{refused}");
    fields.push(("reason".to_owned(), "Read wrongly".to_owned()));
    submit(&browser, &amend, &fields).await.expect(303);
    let amended = page(&browser, &path).await;
    assert!(
        amended.contains(">9</bdi>") && amended.contains("Read wrongly") && amended.contains("Version 4"),
        "{amended}"
    );

    let strike = format!("{path}strike/");
    browser.submit(&strike, &[("reason", " ")]).await.expect(422);
    browser.submit(&strike, &[("reason", "Wrong patient")]).await.expect(303);
    assert!(page(&browser, &path).await.contains("Wrong patient"));
    let strikes_again = browser.submit(&strike, &[("reason", "x")]).await;
    assert_eq!(strikes_again.status, 409);
}

#[tokio::test]
async fn questions_that_are_in_another_language_say_so_and_which() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let asked = |instrument: &str, locale: &str| {
        let cookie = format!("{}; locale={locale}", browser.cookie());
        let path = format!("/patients/{}/assessments/new/{instrument}/", ward.desk.patient.id);
        browser.get(&path).header("cookie", &cookie)
    };

    let french = asked("phq-9", "fr").await.expect(200).text();
    assert!(
        french.contains("aucune traduction validée") && french.contains("<span lang=\"en\" dir=\"auto\">Not at all"),
        "{french}"
    );
    let hebrew = asked("tug", "he").await.expect(200).text();
    assert!(hebrew.contains("תרגום עבודה") && !hebrew.contains("<span lang=\"en\""), "{hebrew}");
    assert!(!asked("phq-9", "en").await.expect(200).text().contains("tested translation"));
}

#[tokio::test]
async fn administrators_confirm_a_permission_and_bring_instruments() {
    let ward = Ward::open().await;
    let admin = ward.desk.clinic.browser(Role::Admin).await;
    let home = "/admin/instruments/";
    assert!(page(&admin, home).await.contains("id=\"permission-berg\""));

    let refused = admin.submit(&format!("{home}berg/choose/"), &[("in_use", "true"), ("permission", " ")]).await;
    assert!(refused.expect(422).text().contains("permission-berg-error"));
    let confirmed = [("in_use", "true"), ("permission", "Letter of 2029")];
    admin.submit(&format!("{home}berg/choose/"), &confirmed).await.expect(303);
    assert!(page(&admin, home).await.contains("Letter of 2029"));
    admin.submit(&format!("{home}phq-9/choose/"), &[("in_use", "false")]).await.expect(303);
    let form = format!("/patients/{}/assessments/new", ward.desk.patient.id);
    let doctor = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    doctor.get(&format!("{form}/berg/")).await.expect(200);
    doctor.get(&format!("{form}/phq-9/")).await.expect(404);

    let import = format!("{home}import/");
    page(&admin, &import).await;
    let refused = admin.submit(&import, &[("definition", "{\n\"id\": 1 }")]).await.expect(422).text();
    assert!(
        refused.contains("id: This cannot be read as intended") && refused.contains("&#34;id&#34;: 1"),
        "{refused}"
    );
    let broken = admin.submit(&import, &[("definition", "{\n")]).await.expect(422).text();
    assert!(broken.contains("line 2"), "{broken}");
}
