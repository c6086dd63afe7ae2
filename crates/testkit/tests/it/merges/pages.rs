//! Merging as browsers without scripts do.

use serde_json::json;
use testkit::{Client, Role};

use super::Twice;

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

#[tokio::test]
async fn duplicates_are_found_compared_and_merged() {
    let twice = Twice::open().await;
    let clinic = &twice.desk.clinic;
    let one = clinic.patient().named("Mona", "Farid").born("1985-03-12").phone("0100 123 4567").create().await;
    let other = clinic.patient().named("Mona Aly", "Farid").born("1985-03-12").notes("Ring").create().await;
    let browser = clinic.browser(Role::Reception).await;

    let listed = page(&browser, "/patients/duplicates").await;
    let compare = format!("/patients/{}/merge?other={}", one.id, other.id);
    assert!(listed.contains(&compare) && listed.contains("Name and date of birth"), "{listed}");
    let chart = page(&browser, &format!("/patients/{}", one.id)).await;
    assert!(chart.contains(&format!("/patients/{}/merge", one.id)));
    let choose = page(&browser, &format!("/patients/{}/merge", one.id)).await;
    assert!(choose.contains(&compare), "{choose}");
    let form = page(&browser, &compare).await;
    for part in ["name=\"survivor\"", "name=\"given_name\"", "Ring", "name=\"version\" value=\"1\"", "30 days"] {
        assert!(form.contains(part), "no {part} in {form}");
    }
    assert!(!form.contains("name=\"date_of_birth\""), "what is the same is not asked for");

    let id = other.id.to_string();
    let sent = [
        ("other", id.as_str()),
        ("version", "1"),
        ("other_version", "1"),
        ("survivor", "other"),
        ("given_name", "this"),
        ("reason", "Same identity card"),
    ];
    let done = browser.submit(&compare, &sent).await.expect(303);
    assert_eq!(done.header("location"), format!("/patients/{id}"));
    let person = twice.desk.reception.get(&other.path()).await.expect(200).json();
    assert_eq!((&person["given_name"], &person["phone"]), (&json!("Mona"), &json!("+201001234567")));
    twice.desk.reception.get(&one.path()).await.expect(307);
    assert!(!page(&browser, "/patients/duplicates").await.contains(&one.id.to_string()));
}

#[tokio::test]
async fn a_form_that_is_wrong_or_late_comes_back_as_it_was_filled_in() {
    let twice = Twice::open().await;
    let browser = twice.desk.clinic.browser(Role::Reception).await;
    let form = format!("/patients/{}/merge", twice.kept().id);
    let id = twice.double.id.to_string();
    let sent =
        [("other", id.as_str()), ("version", "1"), ("other_version", "1"), ("survivor", "other"), ("reason", "")];

    let refused = browser.submit(&form, &sent).await.expect(422).text();
    assert!(refused.contains("reason-error"), "{refused}");
    assert!(refused.contains("value=\"other\" aria-describedby=\"side-survivor\" checked"), "{refused}");
    let name = json!({ "given_name": "José", "family_name": "Gómez Soto" });
    twice.desk.reception.put(&twice.double.path(), &name).await.expect(200);
    let sent = [("other", id.as_str()), ("version", "1"), ("other_version", "1"), ("reason", "Same card")];
    let late = browser.submit(&form, &sent).await.expect(409).text();
    for part in ["was changed meanwhile", "Gómez Soto", "Same card", "name=\"other_version\" value=\"2\""] {
        assert!(late.contains(part), "no {part} in {late}");
    }
    browser.submit(&form, &[("reason", "Same card")]).await.expect(422);
}

#[tokio::test]
async fn merges_are_listed_and_taken_back() {
    let twice = Twice::open().await;
    let browser = twice.desk.clinic.browser(Role::Reception).await;
    assert!(page(&browser, "/merges").await.contains("No charts merged yet"));
    let merge = twice.merge().await;

    let path = format!("/merges/{merge}/reverse");
    let listed = page(&browser, "/merges").await;
    assert!(listed.contains(&path) && listed.contains("Registered twice"), "{listed}");
    assert!(page(&browser, &path).await.contains("name=\"reason\""));
    assert!(browser.submit(&path, &[("reason", "")]).await.expect(422).text().contains("reason-error"));
    browser.submit(&path, &[("reason", "Two people after all")]).await.expect(303);
    let again = browser.submit(&path, &[("reason", "Once more")]).await.expect(409).text();
    assert!(again.contains("Once more"), "{again}");
    let listed = page(&browser, "/merges").await;
    assert!(listed.contains("Two people after all") && !listed.contains(&path), "{listed}");
}

#[tokio::test]
async fn two_people_who_look_like_one_are_told_apart_once() {
    let twice = Twice::open().await;
    let browser = twice.desk.clinic.browser(Role::Reception).await;
    let (one, other) = (twice.kept().id.to_string(), twice.double.id.to_string());
    assert!(page(&browser, "/patients/duplicates").await.contains(&other));

    for (one, other) in [(&other, &one), (&one, &other)] {
        let sent = [("one", one.as_str()), ("other", other.as_str())];
        browser.submit("/patients/duplicates/apart", &sent).await.expect(303);
    }

    assert!(!page(&browser, "/patients/duplicates").await.contains(&other));
    let nobody = [("one", one.as_str()), ("other", "0198c0de-0000-7000-8000-000000000000")];
    browser.submit("/patients/duplicates/apart", &nobody).await.expect(404);
    browser.submit("/patients/duplicates/apart", &[]).await.expect(422);
}

#[tokio::test]
async fn a_family_with_one_phone_is_not_one_person() {
    let twice = Twice::open().await;
    let clinic = &twice.desk.clinic;
    let mother = clinic.patient().named("Mona", "Farid").born("1960-03-12").phone("0100 123 4567").create().await;
    let child = clinic.patient().named("Omar", "Farid").born("1990-05-01").phone("0100 123 4567").create().await;
    let unknown = clinic.patient().named("M.", "Farid").phone("0100 123 4567").create().await;
    let listed = page(&clinic.browser(Role::Reception).await, "/patients/duplicates").await;

    assert!(!listed.contains(&format!("/patients/{}/merge?other={}", mother.id, child.id)), "{listed}");
    assert!(listed.contains(&format!("/patients/{}/merge?other={}", mother.id, unknown.id)), "{listed}");
}
