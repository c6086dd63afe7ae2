//! Assessments that are due, on the pages on which one looks: the plan, the chart, and the list of things to do.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, Role};

use super::Ward;

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

/// A questionnaire with the same answer to each question.
fn filled(end: &'static str) -> Vec<(String, &'static str)> {
    (1..=9).map(|n| (format!("a.{n}"), "0")).chain([("end".to_owned(), end)]).collect()
}

async fn answer(by: &Client, form: &str, end: &'static str) -> String {
    let fields = filled(end);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    by.submit(form, &fields).await.expect(303).header("location").to_owned()
}

impl Ward {
    fn chart(&self) -> String {
        format!("/patients/{}", self.desk.patient.id)
    }

    fn begins(&self) -> String {
        format!("/patients/{}/assessments/new/phq-9/", self.desk.patient.id)
    }
}

const DUE: &str = "Assessments due";

#[tokio::test]
async fn an_assessment_is_asked_for_on_the_plan_and_begun_from_the_chart() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let board = format!("{}/plan/", ward.chart());
    assert!(page(&browser, &board).await.contains("No assessment is to be repeated."));
    assert!(!page(&browser, &ward.chart()).await.contains(DUE));

    let form = format!("/plans/{}/new/reassessment/", ward.plan);
    assert!(page(&browser, &form).await.contains("PHQ-9: depression"));
    let typed = [("instrument", "phq-9"), ("every_weeks", "٤"), ("begins_on", "2030-01-07")];
    browser.submit(&form, &typed).await.expect(303);

    let start = format!("href=\"{}\"", ward.begins());
    for path in [&board, &ward.chart()] {
        let shown = page(&browser, path).await;
        for words in ["PHQ-9: depression", "Due since 07/01/2030", start.as_str()] {
            assert!(shown.contains(words), "no {words} in {shown}");
        }
    }
    assert!(page(&browser, &board).await.contains("Every 4 weeks"));
    answer(&browser, &ward.begins(), "complete").await;
    assert!(!page(&browser, &ward.chart()).await.contains(DUE));
    let shown = page(&browser, &board).await;
    assert!(shown.contains("Due on 04/02/2030") && !shown.contains(&ward.begins()), "{shown}");
}

#[tokio::test]
async fn one_that_was_begun_is_gone_on_with() {
    let ward = Ward::open().await;
    ward.repeated(json!({ "every_weeks": 4 })).await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    let draft = answer(&browser, &ward.begins(), "draft").await;

    for path in [ward.chart(), format!("{}/plan/", ward.chart())] {
        let shown = page(&browser, &path).await;
        assert!(shown.contains(&format!("href=\"{draft}edit\"")) && shown.contains("Go on answering"), "{shown}");
        assert!(!shown.contains(&ward.begins()), "{shown}");
    }
}

#[tokio::test]
async fn what_two_plans_ask_for_is_due_once_since_the_first_of_them() {
    let ward = Ward::open().await;
    ward.repeated(json!({ "every_weeks": 4 })).await;
    let other = json!({ "patient": ward.desk.patient.id, "title": "Sleep" });
    let other = ward.doctor.post("/api/plans/", &other).await.expect(201).id();
    let asked = json!({ "plan": other, "instrument": "phq-9", "every_weeks": 2, "begins_on": "2030-01-05" });
    ward.doctor.post("/api/reassessments/", &asked).await.expect(201);
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    for path in [ward.chart(), "/notes/".to_owned()] {
        let shown = page(&browser, &path).await;
        assert_eq!(shown.matches("Due since").count(), 1, "{shown}");
        assert!(shown.contains("Due since 05/01/2030"), "{shown}");
    }
}

#[tokio::test]
async fn a_day_begins_at_the_clinics_midnight() {
    let ward = Ward::open().await;
    ward.repeated(json!({ "once_on": "2030-01-08" })).await;
    // A minute before midnight in Cairo, which is two hours before that of the world.
    ward.desk.clinic.advance(SignedDuration::from_mins(14 * 60 + 59));
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    for path in [ward.chart(), "/notes/".to_owned()] {
        assert!(!page(&browser, &path).await.contains(DUE), "{path}");
    }

    ward.desk.clinic.advance(SignedDuration::from_mins(1));

    for path in [ward.chart(), "/notes/".to_owned()] {
        assert!(page(&browser, &path).await.contains("Due since 08/01/2030"), "{path}");
    }
    answer(&browser, &ward.begins(), "complete").await;
    assert!(!page(&browser, &ward.chart()).await.contains(DUE));
    let board = page(&browser, &format!("{}/plan/", ward.chart())).await;
    assert!(board.contains("Once, for 08/01/2030") && board.contains("Done on 08/01/2030"), "{board}");
}

#[tokio::test]
async fn what_is_due_stands_on_the_list_of_whoever_asked_for_it_and_on_everybodys_once_they_are_gone() {
    let ward = Ward::open().await;
    ward.repeated(json!({ "every_weeks": 4 })).await;
    let own = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let other = ward.desk.clinic.browser(Role::Therapist).await;

    for path in ["/notes/", "/doctor/appointments-dash/"] {
        let answer = own.get(path).await.expect(200);
        let shown = answer.text();
        for words in [DUE, "José Gómez", "PHQ-9: depression", "Due since 07/01/2030"] {
            assert!(shown.contains(words), "no {words} in {shown}");
        }
        let record: Vec<String> = ward.desk.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
        assert!(record.contains(&"view_plans success staff about 1".to_owned()), "{record:?}");
        assert!(!page(&other, path).await.contains(DUE));
    }
    // Whoever changes it looks after it, too.
    let assistant = ward.desk.clinic.sign_in(Role::Assistant).await;
    let plan = json!({ "title": "Hand therapy", "summary": "Grip" });
    assistant.put(&ward.plan_path(), &plan).await.expect(200);
    assert!(page(&ward.desk.clinic.browser_of(assistant.staff()).await, "/notes/").await.contains(DUE));

    let leave = format!(
        "update {{room}}.staff set status = 'suspended' where id in ('{}', '{}')",
        ward.desk.doctor.id,
        assistant.staff().id
    );
    ward.desk.clinic.sql_as_superuser(&leave).await;

    assert!(page(&other, "/notes/").await.contains(DUE));
}

#[tokio::test]
async fn what_is_wrong_stands_with_its_field_and_nothing_is_lost() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let form = format!("/plans/{}/new/reassessment/", ward.plan);

    let typed = [("instrument", ""), ("every_weeks", "often"), ("begins_on", "2030-01-07")];
    let refused = browser.submit(&form, &typed).await.expect(422).text();
    assert!(refused.contains("id=\"every_weeks-error\"") && refused.contains("value=\"often\""), "{refused}");
    let typed = [("instrument", "phq-9"), ("every_weeks", "4"), ("once_on", "2030-02-01"), ("begins_on", "2030-01-07")];
    let refused = browser.submit(&form, &typed).await.expect(422).text();
    assert!(refused.contains("id=\"once_on-error\"") && refused.contains("Say one of the two"), "{refused}");
    let typed = [("instrument", "phq-9"), ("every_weeks", "4"), ("begins_on", "2030-01-07")];
    browser.submit(&form, &typed).await.expect(303);
    let again = browser.submit(&form, &typed).await.expect(409).text();
    assert!(again.contains("value=\"4\""), "{again}");
}

#[tokio::test]
async fn an_instrument_that_is_used_no_more_is_due_and_not_begun() {
    let ward = Ward::open().await;
    let again = ward.repeated(json!({ "every_weeks": 4 })).await.replace("/api/reassessments/", "/plans/items/");
    let admin = ward.desk.clinic.sign_in(Role::Admin).await;
    admin.put("/api/instruments/phq-9/", &json!({ "in_use": false })).await.expect(200);
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    let chart = page(&browser, &ward.chart()).await;
    assert!(chart.contains("Due since 07/01/2030") && !chart.contains(&ward.begins()), "{chart}");
    let edit = page(&browser, &format!("{again}edit/")).await;
    assert!(edit.contains("value=\"phq-9\" selected"), "{edit}");
    let item = page(&browser, &again).await;
    assert!(item.contains("PHQ-9: depression") && item.contains("Repeat every (weeks)"), "{item}");
}

#[tokio::test]
async fn the_desk_learns_nothing_of_it() {
    let ward = Ward::open().await;
    ward.repeated(json!({ "every_weeks": 4 })).await;

    let desk = ward.desk.clinic.browser(Role::Reception).await;
    assert!(!page(&desk, &ward.chart()).await.contains(DUE));
    desk.get("/notes/").await.expect(403);
    desk.get(&format!("/plans/{}/new/reassessment/", ward.plan)).await.expect(403);
}
