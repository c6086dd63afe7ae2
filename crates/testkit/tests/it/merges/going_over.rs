//! What goes into the chart that remains, and who the person is then.

use serde_json::json;
use testkit::TestClinic;

use super::{Twice, record_of};

#[tokio::test]
async fn all_that_stood_in_the_other_chart_stands_in_the_one_that_remains() {
    let twice = Twice::open().await;
    let document = twice.fill(&twice.double, "10:00", "Quinquagesima").await;
    let before = twice.seen(&twice.double).await;
    let wanted = twice.wanted(twice.kept(), &twice.double).await;
    let preview = format!("{}merge/?other={}", twice.kept().path(), twice.double.id);
    let preview = twice.desk.reception.get(&preview).await.expect(200).json();
    let moves = |kind: &str| preview["moves"][kind].as_i64().unwrap();
    for kind in ["appointments", "encounters", "notes", "records", "history", "assessments", "plans", "packages"] {
        assert_eq!(moves(kind), 1, "{kind}");
    }
    for (kind, count) in [("documents", 1), ("readings", 1), ("limits", 1), ("waitlist", 1), ("series", 0)] {
        assert_eq!(moves(kind), count, "{kind}");
    }

    twice.try_to_merge(twice.kept(), &wanted).await.expect(200);

    let (after, left) = (twice.seen(twice.kept()).await, twice.seen(&twice.double).await);
    let parts = ["plans", "goals", "exercises", "packages"];
    for list in
        ["appointments", "records", "history", "assessments", "notes", "waitlist", "documents"].iter().chain(&parts)
    {
        let moved = before[list].to_string().replace(&twice.double.id.to_string(), &twice.kept().id.to_string());
        assert_eq!(after[list].to_string(), moved, "{list}");
        assert_eq!(left[list], json!([]), "{list}");
    }
    // Readings are known by whose they are, so they go by another id.
    let reading =
        |seen: &serde_json::Value| (seen["readings"][0]["value"].clone(), seen["readings"][0]["note"].clone());
    assert_eq!(reading(&after), reading(&before));
    assert_eq!(left["readings"], json!([]));
    let content = twice.doctor.get(&format!("{document}/download")).await.expect(200);
    assert_eq!(content.text(), "Quinquagesima");
    let verify = format!("/api/notes/{}/verify/", after["notes"][0]["id"].as_str().unwrap());
    assert_eq!(twice.doctor.get(&verify).await.expect(200).json()["is_intact"], true);
}

#[tokio::test]
async fn what_is_to_be_assessed_again_counts_the_assessments_of_both() {
    let twice = Twice::open().await;
    let plan = twice.plan(&twice.double, "Septuagesima").await;
    let asked = json!({ "plan": plan, "instrument": "nprs", "every_weeks": 4 });
    let asked = twice.doctor.post("/api/reassessments/", &asked).await.expect(201).id();
    let due = async || twice.doctor.get(&format!("/api/reassessments/{asked}/")).await.expect(200).json();
    let found = json!({ "patient": twice.kept().id, "instrument": "nprs", "answers": { "pain": 4 },
        "administered_on": "2030-01-02", "status": "completed" });
    twice.doctor.post("/api/assessments/", &found).await.expect(201);
    assert_eq!(due().await["due_on"], "2030-01-07");

    twice.merge().await;

    let found = due().await;
    assert_eq!((&found["due_on"], &found["patient"]), (&json!("2030-01-30"), &json!(twice.kept().id)));
}

#[tokio::test]
async fn what_hangs_on_what_goes_over_is_read_where_that_is() {
    let twice = Twice::open().await;
    twice.fill(&twice.double, "10:00", "Quinquagesima").await;
    twice.merge().await;

    let seen = twice.seen(twice.kept()).await;
    let id = |list: &str| seen[list][0]["id"].as_str().unwrap().to_owned();
    let scores = format!("/api/goals/{}/scores/", id("goals"));
    let scores = twice.doctor.get(&scores).await.expect(200).json();
    let told = scores.to_string();
    assert!(told.contains(r#""note":"Quinquagesima""#) && told.contains(r#""reason":"Quinquagesima""#), "{told}");
    let browser = twice.desk.clinic.browser_of(&twice.desk.doctor).await;
    let assessment = browser.get(&format!("/assessments/{}/", id("assessments"))).await.expect(200).text();
    assert!(assessment.contains("<span dir=\"auto\">Quinquagesima</span></p>"), "why it was withdrawn: {assessment}");
    let timeline = format!("/patients/{}?kind=goal", twice.kept().id);
    let timeline = browser.get(&timeline).await.expect(200).text();
    assert!(timeline.contains(&id("goals")), "{timeline}");
}

#[tokio::test]
async fn of_one_title_whoever_was_two_has_one_active_plan() {
    let twice = Twice::open().await;
    let plan = twice.plan(&twice.double, "Hand therapy").await;
    let write = |person: &testkit::Person, title: &str| {
        twice.doctor.post("/api/plans/", &json!({ "patient": person.id, "title": title }))
    };
    let merge = twice.merge().await;

    assert_eq!(write(twice.kept(), "hand  therapy").await.expect(409).code(), "already_recorded");
    twice.reverse(merge).await;
    write(twice.kept(), "Hand therapy").await.expect(201);
    assert_eq!(write(&twice.double, "Hand therapy").await.expect(409).code(), "already_recorded");
    let over = json!({ "title": "Hand therapy", "status": "completed" });
    twice.doctor.put(&format!("/api/plans/{plan}/"), &over).await.expect(200);
    // One that is over is in nobody's way.
    twice.merge().await;
    let again = json!({ "title": "Hand therapy", "status": "active" });
    assert_eq!(twice.doctor.put(&format!("/api/plans/{plan}/"), &again).await.expect(409).code(), "already_recorded");
}

#[tokio::test]
async fn what_is_written_after_a_merge_goes_on_from_what_was_written_before() {
    let twice = Twice::open().await;
    twice.fill(&twice.double, "10:00", "Quinquagesima").await;
    twice.merge().await;
    let seen = twice.seen(twice.kept()).await;
    let id = |list: &str| seen[list][0]["id"].as_str().unwrap().to_owned();

    let amended = json!({ "subjective": "Better", "plan": "Rest", "reason": "Dictated later" });
    let note = format!("/api/notes/{}/", id("notes"));
    twice.doctor.post(&format!("{note}amend/"), &amended).await.expect(200);
    let revised = json!({ "text": "Sprain", "reason": "Seen again" });
    twice.doctor.put(&format!("/api/records/{}/", id("records")), &revised).await.expect(200);
    let entry = format!("/api/history/{}/", id("history"));
    twice.doctor.put(&entry, &json!({ "name": "Asthma", "reason": "Confirmed" })).await.expect(200);

    assert_eq!(twice.doctor.get(&format!("{note}verify/")).await.expect(200).json()["is_intact"], true);
    let versions = twice.doctor.get(&format!("{entry}versions/")).await.expect(200).json();
    assert_eq!((&versions[0]["name"], &versions[1]["name"]), (&json!("Asthma"), &json!("Quinquagesima")));
    for version in versions.as_array().unwrap() {
        assert_eq!(version["patient"], json!(twice.kept().id));
    }
}

#[tokio::test]
async fn of_each_field_what_was_chosen_is_kept_and_what_one_lacks_comes_from_the_other() {
    let twice = Twice::open().await;
    let clinic = &twice.desk.clinic;
    let kept = clinic.patient().named("Mona", "Farid").phone("0100 123 4567").notes("Knock").create().await;
    let other = clinic.patient().named("Muna", "Farid").phone("0100 123 4568").mrn("MRN-7").email("mona@example.org");
    let other = other.notes("Ring").born("1985-03-12").create().await;
    let mut wanted = twice.wanted(&kept, &other).await;
    wanted["fields"] = json!({ "phone": "other", "notes": "both", "given_name": "this" });

    let merge = twice.try_to_merge(&kept, &wanted).await.expect(200);

    let person = twice.desk.reception.get(&kept.path()).await.expect(200).json();
    assert_eq!((&person["given_name"], &person["phone"]), (&json!("Mona"), &json!("+201001234568")));
    assert_eq!((&person["mrn"], &person["email"]), (&json!("MRN-7"), &json!("mona@example.org")));
    assert_eq!((&person["notes"], &person["date_of_birth"]), (&json!("Knock\n\nRing"), &json!("1985-03-12")));
    assert_eq!(merge.json()["survivor"], json!(kept.id));
    for query in ["mona", "01001234568", "MRN-7"] {
        let found = twice.desk.reception.list(&format!("/api/patients/?search={query}")).await;
        assert_eq!(found, [kept.id], "{query}");
    }
    assert!(twice.desk.reception.list("/api/patients/?search=muna").await.is_empty());
}

#[tokio::test]
async fn the_last_answer_about_a_purpose_counts_whoevers_chart_it_stood_in() {
    let twice = Twice::open().await;
    let consent = |given: bool, on: &str| json!({ "purpose": "sms_reminders", "given": given, "on": on });
    let say = async |person: &testkit::Person, consent: serde_json::Value| {
        let input = json!({ "given_name": "José", "family_name": "Gómez", "consents": [consent] });
        twice.desk.reception.put(&person.contact_path(), &input).await.expect(200);
    };
    say(twice.kept(), consent(true, "2029-05-01")).await;
    say(&twice.double, consent(false, "2029-06-01")).await;

    twice.merge().await;

    let consents = twice.person(twice.kept()).await["consents"].clone();
    let given: Vec<_> = consents.as_array().unwrap().iter().map(|consent| consent["given"].as_bool()).collect();
    assert_eq!(given, [Some(true), Some(false)]);
}

#[tokio::test]
async fn a_merge_stands_on_the_record_of_both_and_their_chart_has_one_log() {
    let twice = Twice::open().await;
    twice.desk.reception.get(&twice.double.path()).await.expect(200);
    let wanted = twice.wanted(twice.kept(), &twice.double).await;

    let answer = twice.try_to_merge(twice.kept(), &wanted).await.expect(200);

    let recorded: Vec<String> = twice.desk.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(recorded, ["merge_patients success staff about 1", "merge_patients success staff about 1"]);
    for person in [twice.kept(), &twice.double] {
        assert!(record_of(&twice, person).await.contains(&"merge_patients".to_owned()));
    }
    let browser = twice.desk.clinic.browser_of(&twice.desk.doctor).await;
    let log = format!("/patients/{}?tab=access", twice.kept().id);
    let log = browser.get(&log).await.expect(200).text();
    // One entry in either chart.
    assert!(log.matches("Merging charts").count() >= 2, "{log}");
}

#[tokio::test]
async fn whoever_is_erased_takes_along_what_they_were_under_another_id() {
    let twice = Twice::open().await;
    twice.fill(&twice.double, "10:00", "Quinquagesima").await;
    twice.merge().await;
    let erase = format!("update {{room}}.party set secret = null where id = '{}'", twice.kept().id);

    twice.desk.clinic.sql_as_superuser(&erase).await;

    let secrets = "select count(secret) from {room}.party where id in ('{a}', '{b}')";
    let secrets = secrets.replace("{a}", &twice.kept().id.to_string()).replace("{b}", &twice.double.id.to_string());
    assert_eq!(twice.desk.clinic.value(&secrets).await, "0");
}

#[tokio::test]
async fn open_boards_are_told() {
    let twice = Twice::open().await;
    let browser = twice.desk.clinic.browser_of(twice.desk.reception.staff()).await;
    let mut board = browser.get("/live").open().await;

    twice.merge().await;

    assert_eq!(board.next().await.as_deref(), Some("board"));
}

#[tokio::test]
async fn one_chart_can_take_in_several() {
    let twice = Twice::open().await;
    let third = twice.desk.clinic.patient().create().await;
    let clinic: &TestClinic = &twice.desk.clinic;
    twice.merge_two(&twice.double, &third).await;
    twice.merge().await;

    // Whoever went into one that went on is where that one is.
    let into = format!("select count(*) from {{room}}.party where merged_into = '{}'", twice.kept().id);
    assert_eq!(clinic.value(&into).await, "2");
    let number = third.number.unwrap();
    let browser = clinic.browser_of(twice.desk.reception.staff()).await;
    assert!(
        browser.get(&format!("/patients/{number}")).await.expect(200).text().contains(&twice.kept().id.to_string())
    );
}
