//! Finding notes.

use serde_json::json;
use testkit::Role;

use super::{Ward, soap};

#[tokio::test]
async fn notes_are_found_by_whose_when_and_how_far_they_are() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    ward.signed(&ward.doctor).await;
    ward.signed(&assistant).await;
    let draft = ward.drafted(&ward.doctor, &soap()).await;
    let count = |query: String| {
        let doctor = ward.doctor.clone();
        async move { doctor.list(&format!("/api/notes/?{query}")).await.len() }
    };

    assert_eq!(count(String::new()).await, 3);
    assert_eq!(count(format!("patient={}", ward.desk.patient.id)).await, 3);
    assert_eq!(count("status=draft".to_owned()).await, 1);
    assert_eq!(count("status=signed&waits_for_co_sign=true".to_owned()).await, 1);
    assert_eq!(count(format!("author={}", assistant.staff().id)).await, 1);
    assert_eq!(count("from=2030-01-07&to=2030-01-07".to_owned()).await, 3);
    assert_eq!(count("from=2030-01-08".to_owned()).await, 0);
    let encounter = ward.doctor.get(&draft).await.json()["encounter"].as_str().unwrap().to_owned();
    assert_eq!(count(format!("encounter={encounter}")).await, 1);
    for query in ["author=x", "waits_for_co_sign=perhaps", "from=x", "status=open", "page_size=101"] {
        assert!(ward.doctor.get(&format!("/api/notes/?{query}")).await.status.is_client_error(), "{query}");
    }
    let looked = ward.doctor.get("/api/notes/").await.expect(200);
    assert_eq!(ward.desk.clinic.audit_of(&looked).await[0].to_string(), "view_notes success staff about 1");
}

#[tokio::test]
async fn a_list_goes_on_page_by_page() {
    let ward = Ward::open().await;
    for _ in 0..3 {
        ward.signed(&ward.doctor).await;
    }
    let first = ward.doctor.get("/api/notes/?page_size=2").await.expect(200).json();
    assert_eq!((&first["count"], first["results"].as_array().unwrap().len()), (&json!(3), 2));
    let next = first["next"].as_str().unwrap();
    assert_eq!(ward.doctor.list(next).await.len(), 1);
}
