//! The pages of plans, as browsers without scripts use them.

use serde_json::json;
use testkit::{Client, Role};

use super::{Ward, jars};

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

#[tokio::test]
async fn a_plan_is_made_goal_by_goal_and_stands_on_one_page() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let other = ward.desk.clinic.patient().create().await;
    let board = format!("/patients/{}/plan/", other.id);
    assert!(page(&browser, &board).await.contains("No treatment plan yet"));

    let typed =
        [("title", "Shoulder"), ("summary", "Reaches the shelf"), ("review_on", "2030-01-10"), ("status", "active")];
    let answer = browser.submit(&format!("/patients/{}/plan/new/", other.id), &typed).await.expect(303);
    assert_eq!(answer.header("location"), board);
    let shown = page(&browser, &board).await;
    let plan = shown.split("href=\"/plans/items/").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
    let goal = [
        ("text", "Lifts a cup"),
        ("much_less", "No"),
        ("less", "Half"),
        ("expected", "Yes"),
        ("more", "Full"),
        ("much_more", "Two"),
        ("baseline_level", "-2"),
        ("weight", "٢"),
        ("target_on", "2030-03-01"),
    ];
    browser.submit(&format!("/plans/{plan}/new/goal/"), &goal).await.expect(303);
    browser.submit(&format!("/plans/{plan}/new/intervention/"), &[("text", "Mobilisation")]).await.expect(303);
    let exercise = [("name", "Pendulum"), ("times_per_week", "3"), ("sets", "2"), ("reps", "8"), ("hold_seconds", "5")];
    browser.submit(&format!("/plans/{plan}/new/exercise/"), &exercise).await.expect(303);
    browser.submit(&format!("/plans/{plan}/new/progress-note/"), &[("text", "Sleeps through")]).await.expect(303);
    let shown = page(&browser, &board).await;
    for words in [
        "Shoulder",
        "Reaches the shelf",
        "Lifts a cup",
        "Not scored yet",
        "Mobilisation",
        "Pendulum",
        "2 × 8 · hold 5 seconds · 3 days a week",
        "0 of 0",
        "Sleeps through",
        "data-print",
    ] {
        assert!(shown.contains(words), "no {words} in {shown}");
    }
    let chart = page(&browser, &format!("/patients/{}", other.id)).await;
    assert!(chart.contains("Lifts a cup") && chart.contains("Sleeps through"), "{chart}");
    let desk = ward.desk.clinic.browser(Role::Reception).await;
    assert!(!page(&desk, &format!("/patients/{}", other.id)).await.contains("Lifts a cup"));
    browser.get(&format!("/plans/{plan}/new/rumour/")).await.expect(404);
    browser.get(&format!("/plans/{plan}/new/package/")).await.expect(404);
}

#[tokio::test]
async fn a_goal_is_scored_on_its_page_and_says_which_way_it_goes() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let api = ward.written("goals", jars()).await;
    let path = api.replace("/api/goals/", "/plans/items/");
    assert!(page(&browser, &path).await.contains("Not scored yet"));

    let refused = browser.submit(&format!("{path}score/"), &[("level", "")]).await.expect(422).text();
    assert!(refused.contains("id=\"level-error\""), "{refused}");
    let typed = [("level", "1"), ("scored_on", "2030-01-07"), ("note", "Two of three")];
    browser.submit(&format!("{path}score/"), &typed).await.expect(303);
    let shown = page(&browser, &path).await;
    for words in ["+1: more than expected", "Better than before", "Two of three"] {
        assert!(shown.contains(words), "no {words} in {shown}");
    }
    let board = page(&browser, &format!("/patients/{}/plan/", ward.desk.patient.id)).await;
    assert!(board.contains("Goal attainment (T-score)") && board.contains(">60<") && board.contains("at the start 30"));

    let strike =
        shown.split("action=\"").find(|form| form.contains("/scores/")).and_then(|form| form.split('"').next());
    let strike = strike.expect("a form").to_owned();
    browser.submit(&strike, &[("reason", "")]).await.expect(422);
    browser.submit(&strike, &[("reason", "Of the other hand")]).await.expect(303);
    let shown = page(&browser, &path).await;
    assert!(shown.contains("Of the other hand") && shown.contains("Not scored yet"), "{shown}");
}

#[tokio::test]
async fn what_is_wrong_stands_with_its_field_and_nothing_is_lost() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let form = format!("/plans/{}/new/exercise/", ward.plan);

    let typed = [("name", ""), ("times_per_week", "often"), ("instructions", "Slowly")];
    let refused = browser.submit(&form, &typed).await.expect(422).text();
    assert!(refused.contains("id=\"times_per_week-error\"") && refused.contains("Slowly"), "{refused}");
    let typed = [("name", ""), ("times_per_week", "9"), ("instructions", "Slowly")];
    let refused = browser.submit(&form, &typed).await.expect(422).text();
    assert!(refused.contains("id=\"name-error\"") && refused.contains("id=\"times_per_week-error\""), "{refused}");
}

#[tokio::test]
async fn an_item_is_changed_and_taken_back() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let api = ward.written("interventions", json!({ "text": "Heat", "frequency": "Daily" })).await;
    let path = api.replace("/api/interventions/", "/plans/items/");

    let edit = page(&browser, &format!("{path}edit/")).await;
    assert!(edit.contains("value=\"Daily\"") && edit.contains("name=\"version\" value=\"1\""), "{edit}");
    let typed = [("text", "Heat"), ("frequency", "Weekly"), ("status", "completed"), ("version", "1")];
    browser.submit(&format!("{path}edit/"), &typed).await.expect(303);
    let stale = browser.submit(&format!("{path}edit/"), &typed).await;
    assert!([409, 412].contains(&stale.status.as_u16()) && stale.text().contains("value=\"Weekly\""));
    assert!(
        browser.submit(&format!("{path}strike/"), &[("reason", "")]).await.expect(422).text().contains("reason-error")
    );
    browser.submit(&format!("{path}strike/"), &[("reason", "Never done")]).await.expect(303);
    assert!(page(&browser, &path).await.contains("Never done"));
    // What was taken back is not changed any more.
    browser.get(&format!("{path}edit/")).await.expect(303);
}

#[tokio::test]
async fn authorised_visits_have_a_page_for_those_who_bill() {
    let ward = Ward::open().await;
    let doctor = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let list = format!("/patients/{}/packages/", ward.desk.patient.id);
    let typed = [
        ("label", "Twelve sessions"),
        ("visits", "12"),
        ("authorization", "A-77120"),
        ("ends_on", "2030-03-31"),
        ("appointment_kind", "therapy-session"),
        ("begins_on", "2030-01-07"),
    ];

    let answer = doctor.submit(&format!("{list}new/"), &typed).await.expect(303);

    assert_eq!(answer.header("location"), list);
    let billing = ward.desk.clinic.browser(Role::Billing).await;
    let shown = page(&billing, &list).await;
    for words in ["Twelve sessions", "12 of 12", "A-77120", "Therapy session"] {
        assert!(shown.contains(words), "no {words} in {shown}");
    }
    assert!(page(&billing, &format!("/patients/{}", ward.desk.patient.id)).await.contains(&list));
    billing.get(&format!("{list}new/")).await.expect(403);
    ward.desk.clinic.browser(Role::Reception).await.get(&list).await.expect(403);
}

#[tokio::test]
async fn a_review_that_comes_up_stands_on_the_list_of_whoever_wrote_the_plan() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let list = "/doctor/appointments-dash/";
    assert!(!page(&browser, list).await.contains("Plans due for review"));

    let soon = json!({ "title": "Hand therapy", "review_on": "2030-01-10" });
    ward.doctor.put(&ward.plan_path(), &soon).await.expect(200);

    let shown = page(&browser, list).await;
    assert!(shown.contains("Plans due for review") && shown.contains("Hand therapy"), "{shown}");
    let another = ward.desk.clinic.browser(Role::Doctor).await;
    assert!(!page(&another, list).await.contains("Plans due for review"));
}
