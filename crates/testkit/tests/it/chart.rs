//! The chart's timeline: walked page by page, narrowed, and telling nobody what they may not know.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::date;
use serde_json::json;
use testkit::{Client, Desk, Role};

const VISITS: usize = 45;

/// Which visits a page tells of, in its order.
fn visits(page: &str) -> Vec<String> {
    let (_, timeline) = page.split_once("<ol class=\"timeline\">").unwrap_or_default();
    let (timeline, _) = timeline.split_once("</ol>").unwrap_or_default();
    let links = timeline.split("/patient/appointment-details/").skip(1);
    links.map(|rest| rest.split('/').next().expect("an id").to_owned()).collect()
}

/// Where the page beside this one is.
fn beside(page: &str, rel: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("rel=\"{rel}\" href=\""))?;
    let address = rest.split(['"', '#']).next()?.replace("&#38;", "&");
    (!address.is_empty()).then_some(address)
}

async fn show(browser: &Client, path: &str) -> String {
    browser.get(path).await.expect(200).text()
}

#[tokio::test]
async fn a_timeline_is_walked_to_its_end_and_back_and_tells_each_visit_once() {
    let desk = Desk::open().await;
    let mut booked = Vec::new();
    for n in 0..VISITS {
        let day = date(2030, 1, 8) + i64::try_from(n).unwrap().days();
        let wanted = desk.wanted_with("09:00", &json!({ "starts_at": format!("{day}T09:00:00+02:00") }));
        booked.push(desk.try_to_book(&wanted).await.expect(201).id().to_string());
    }
    booked.reverse();
    let browser = desk.clinic.browser_of(&desk.doctor).await;

    let mut page = show(&browser, &format!("/patients/{}", desk.patient.id)).await;
    assert_eq!(beside(&page, "prev"), None, "the latest are first");
    let (first, mut told) = (visits(&page), Vec::new());
    for hour in 10.. {
        told.extend(visits(&page));
        // What comes meanwhile neither repeats nor hides anything behind it.
        desk.booked(&format!("{hour}:00")).await;
        let Some(next) = beside(&page, "next") else { break };
        page = show(&browser, &next).await;
    }
    assert_eq!(told.iter().filter(|id| booked.contains(id)).cloned().collect::<Vec<_>>(), booked);
    assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), told.len(), "nothing is told twice");

    while let Some(before) = beside(&page, "prev") {
        page = show(&browser, &before).await;
    }
    assert_eq!(visits(&page), first);
}

#[tokio::test]
async fn a_timeline_is_narrowed_by_kind_author_and_days() {
    let desk = Desk::open().await;
    let doctor = desk.clinic.sign_in_as(&desk.doctor).await;
    let therapist = desk.clinic.sign_in(Role::Therapist).await;
    let (first, second) = (desk.booked("10:00").await, desk.booked("11:00").await);
    let record = json!({ "appointment": first, "kind": "diagnosis", "text": "Quinquagesima" });
    doctor.post("/api/records/", &record).await.expect(201);
    let visit = therapist.post("/api/encounters/", &json!({ "patient": desk.patient.id })).await.expect(201).id();
    let draft = json!({ "encounter": visit, "assessment": "Sexagesima" });
    let note = therapist.post("/api/notes/", &draft).await.expect(201).id();
    let letter = json!({ "title": "Septuagesima", "kind": "report", "contact": desk.patient.id });
    let letter = doctor.post("/business/documents", &letter).await.expect(201).id();
    let upload = doctor.call(http::Method::POST, &format!("/business/documents/{letter}/upload"));
    upload.body("text/plain", "Dear colleague").await.expect(200);
    let browser = desk.clinic.browser_of(&desk.doctor).await;
    let home = format!("/patients/{}", desk.patient.id);
    let words = ["Quinquagesima", "Sexagesima", "Septuagesima"];
    let told = async |query: &str| {
        let page = show(&browser, &format!("{home}?{query}")).await;
        let (_, timeline) = page.split_once("id=\"timeline\"").expect("a timeline");
        (visits(&page), words.into_iter().filter(|word| timeline.contains(word)).collect::<Vec<_>>())
    };
    let (first, second) = (first.to_string(), second.to_string());

    assert_eq!(told("").await.1, ["Quinquagesima", "Septuagesima"], "a draft is its author's alone");
    therapist.post(&format!("/api/notes/{note}/sign/"), &json!({ "incomplete": true })).await.expect(200);
    assert_eq!(told("").await, (vec![second, first.clone()], words.to_vec()));
    assert_eq!(told("kind=diagnosis").await, (vec![first.clone()], vec!["Quinquagesima"]));
    assert_eq!(told("kind=note").await, (vec![], vec!["Sexagesima"]));
    assert_eq!(told("kind=document").await, (vec![], vec!["Septuagesima"]));
    assert_eq!(told("kind=assessment").await, (vec![], vec![]));
    let author = desk.doctor.id;
    assert_eq!(told(&format!("author={author}")).await, (vec![first], vec!["Quinquagesima", "Septuagesima"]));
    assert_eq!(told(&format!("author={author}&kind=note")).await, (vec![], vec![]));
    assert_eq!(told("from=2030-01-08").await, (vec![], vec![]));
    assert_eq!(told("from=2030-01-07&to=2030-01-07").await.1, words);
    assert_eq!(told("kind=rumour&author=me&from=soon&before=there&after=here").await.1, words, "was not said");
}

#[tokio::test]
async fn the_desk_learns_nothing_by_narrowing() {
    let desk = Desk::open().await;
    let doctor = desk.clinic.sign_in_as(&desk.doctor).await;
    let visit = desk.booked("10:00").await;
    let record = json!({ "appointment": visit, "kind": "diagnosis", "text": "Quinquagesima" });
    doctor.post("/api/records/", &record).await.expect(201);
    let restricted =
        json!({ "title": "Septuagesima", "kind": "report", "privacy": "restricted", "appointment": visit });
    let restricted = doctor.post("/business/documents", &restricted).await.expect(201).id();
    let upload = doctor.call(http::Method::POST, &format!("/business/documents/{restricted}/upload"));
    upload.body("text/plain", "Dear colleague").await.expect(200);
    let browser = desk.clinic.browser(Role::Reception).await;
    let home = format!("/patients/{}", desk.patient.id);

    assert_eq!(visits(&show(&browser, &home).await), [visit.to_string()]);
    let author = desk.doctor.id;
    for query in ["kind=diagnosis", "kind=document", "kind=note", &format!("author={author}")] {
        let page = show(&browser, &format!("{home}?{query}")).await;
        assert!(visits(&page).is_empty() && !page.contains("Septuagesima"), "{query} tells that there is something");
    }
}
