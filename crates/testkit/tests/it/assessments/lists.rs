//! Finding assessments, and who is told of an answer that somebody has to act on.

use serde_json::json;
use testkit::{Client, Role};

use super::{Ward, nothing, phq_9};

#[tokio::test]
async fn a_list_is_narrowed_by_patient_instrument_days_and_status() {
    let ward = Ward::open().await;
    let other = ward.desk.clinic.patient().create().await;
    let on = |day: &str| json!({ "administered_on": day });
    let first = ward.write(&ward.doctor, "phq-2", &nothing(), &on("2029-12-01")).await.expect(201).id();
    ward.desk.clinic.advance(jiff::SignedDuration::from_millis(1));
    let second = ward.write(&ward.doctor, "gad-7", &nothing(), &on("2030-01-02")).await.expect(201).id();
    ward.desk.clinic.advance(jiff::SignedDuration::from_millis(1));
    let theirs = json!({ "patient": other.id, "instrument": "nprs", "answers": { "pain": 4 }, "status": "completed" });
    let theirs = ward.doctor.post("/api/assessments/", &theirs).await.expect(201).id();

    for (query, expected) in [
        (String::new(), vec![first, second, theirs]),
        ("patient=1".to_owned(), vec![first, second]),
        (format!("patient={}", other.id), vec![theirs]),
        ("instrument=gad-7".to_owned(), vec![second]),
        ("instrument=mmse".to_owned(), vec![]),
        ("from=2030-01-01".to_owned(), vec![second, theirs]),
        ("to=2029-12-01".to_owned(), vec![first]),
        ("from=2029-12-02&to=2030-01-06".to_owned(), vec![second]),
        ("status=draft".to_owned(), vec![first, second]),
        ("status=completed&instrument=&patient=".to_owned(), vec![theirs]),
        ("page=2&page_size=2".to_owned(), vec![theirs]),
    ] {
        assert_eq!(ward.doctor.list(&format!("/api/assessments/?{query}")).await, expected, "{query}");
    }
    for (query, field) in
        [("from=x", "from"), ("to=2030-02-30", "to"), ("page=0", "page"), ("waits_for_co_sign=2", "waits_for_co_sign")]
    {
        let answer = ward.doctor.get(&format!("/api/assessments/?{query}")).await;
        assert_eq!(answer.status, 422, "{query}: {answer}");
        assert_eq!(answer.json()["errors"][0]["pointer"], format!("/{field}"));
    }
    ward.doctor.get("/api/assessments/?patient=999").await.expect(404);
}

#[tokio::test]
async fn who_holds_the_version_gets_nothing_new() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, "phq-2", &nothing()).await;

    ward.doctor.get(&path).header("if-none-match", "\"1\"").await.expect(304);
    ward.doctor.get(&path).header("if-none-match", "\"2\"").await.expect(200);
}

async fn told(who: &Client) -> String {
    who.get("/notifications/").await.expect(200).text()
}

const NEEDS_ATTENTION: &str = "An answer in an assessment needs attention today";

#[tokio::test]
async fn those_who_look_after_a_patient_are_told_of_a_critical_answer_and_not_whose_it_is() {
    let ward = Ward::open().await;
    ward.desk.booked("10:00").await;
    let (treats, other) =
        (ward.desk.clinic.browser_of(&ward.desk.doctor).await, ward.desk.clinic.browser(Role::Doctor).await);
    let assistant = ward.sign_in(Role::Assistant).await;
    let path = ward.drafted(&assistant, "phq-9", &json!({ "1": 3, "9": 0 })).await;
    assert!(!told(&treats).await.contains(NEEDS_ATTENTION));

    // A draft says it, too: whoever completes it may be late.
    assistant.put(&path, &json!({ "answers": { "9": 1 } })).await.expect(200);

    let page = told(&treats).await;
    assert!(page.contains(NEEDS_ATTENTION) && !page.contains("Gómez"), "{page}");
    assert!(!told(&other).await.contains(NEEDS_ATTENTION));
    // It is told once.
    let once = page.matches(NEEDS_ATTENTION).count();
    assistant.put(&path, &json!({ "answers": phq_9(1), "status": "completed" })).await.expect(200);
    assert_eq!(told(&treats).await.matches(NEEDS_ATTENTION).count(), once);
}

#[tokio::test]
async fn where_nobody_looks_after_a_patient_all_clinicians_are_told() {
    let ward = Ward::open().await;
    let therapist = ward.desk.clinic.browser(Role::Therapist).await;
    let reception = ward.desk.clinic.browser(Role::Reception).await;

    ward.completed(&ward.doctor, "phq-9", &phq_9(1)).await;

    assert!(told(&therapist).await.contains(NEEDS_ATTENTION));
    assert!(!told(&reception).await.contains(NEEDS_ATTENTION));
    // Whoever wrote it knows.
    assert!(!told(&ward.desk.clinic.browser_of(&ward.desk.doctor).await).await.contains(NEEDS_ATTENTION));
}
