//! How much a clinic keeps, and whether it is still what was kept.

use serde_json::{Value, json};
use testkit::{Client, Role};

use crate::documents::{Cabinet, pdf};

async fn measured(admin: &Client) -> Value {
    admin.get("/api/storage/").await.expect(200).json()
}

#[tokio::test]
async fn what_is_kept_is_counted_kind_by_kind() {
    let cabinet = Cabinet::open().await;
    let admin = cabinet.clinic.sign_in(Role::Admin).await;
    let nothing = measured(&admin).await;
    assert_eq!(
        (&nothing["documents"], &nothing["used_bytes"], &nothing["percent"]),
        (&json!([]), &json!(0), &json!(0))
    );
    assert_eq!(nothing["room"], "enough");

    let (document, gone) = (cabinet.stored("internal", &pdf(3000)).await, cabinet.stored("internal", &pdf(1000)).await);
    cabinet.upload(&document, &pdf(2000)).await.expect(200);
    cabinet.doctor.delete(&gone).await.expect(204);
    admin.post("/api/exports/", &json!({ "kind": "patients" })).await.expect(201);
    cabinet.clinic.run_duty("write_exports").await;

    let kept = measured(&admin).await;
    let reports = json!([{ "kind": "report", "documents": 2, "versions": 3, "bytes": 6000, "deleted_bytes": 1000 }]);
    assert_eq!((&kept["documents"], &kept["used_bytes"]), (&reports, &json!(6000)));
    assert_eq!(kept["exports"]["files"], 1);
    assert!(kept["exports"]["bytes"].as_i64().unwrap() > 0 && kept["database_bytes"].as_i64().unwrap() > 0);
    assert_eq!(kept["integrity"], json!({ "sound": 0, "unchecked": 3, "damaged": 0, "checked_at": null }));
}

#[tokio::test]
async fn what_was_found_out_is_told() {
    let cabinet = Cabinet::open().await;
    let admin = cabinet.clinic.sign_in(Role::Admin).await;
    let document = cabinet.stored("internal", &pdf(3000)).await;
    std::fs::remove_file(cabinet.files().remove(0)).unwrap();
    cabinet.stored("internal", &pdf(1000)).await;

    cabinet.clinic.run_duty("verify_documents").await;

    let found = measured(&admin).await;
    let integrity = &found["integrity"];
    assert_eq!(
        (&integrity["sound"], &integrity["damaged"], &integrity["unchecked"]),
        (&json!(1), &json!(1), &json!(0))
    );
    assert!(integrity["checked_at"].is_string());
    let id = document.rsplit('/').next().unwrap();
    assert_eq!((&found["damaged"][0]["document"], &found["damaged"][0]["version"]), (&json!(id), &json!(1)));
    let page = cabinet.clinic.browser(Role::Admin).await.get("/admin/storage/").await.expect(200).text();
    assert!(page.contains(&format!("/documents/{id}")), "{page}");
}

#[tokio::test]
async fn it_is_said_before_there_is_no_room_left() {
    let cabinet = Cabinet::open().await;
    let admin = cabinet.clinic.sign_in(Role::Admin).await;
    let browser = cabinet.clinic.browser(Role::Admin).await;
    let quota = measured(&admin).await["quota_bytes"].as_u64().unwrap();
    for (percent, room, words) in
        [(79, "enough", "No documents yet"), (80, "filling_up", "fills up"), (95, "nearly_full", "nearly full")]
    {
        let bytes = (quota * percent).div_ceil(100);
        cabinet.clinic.sql_as_superuser(&format!("update {{room}}.document_usage set bytes = {bytes}")).await;
        let found = measured(&admin).await;
        assert_eq!((&found["percent"], &found["room"]), (&json!(percent), &json!(room)));
        let page = browser.get("/admin/storage/").await.expect(200).text();
        assert!(page.contains(words), "{percent} %: {page}");
    }
}

#[tokio::test]
async fn administrators_alone_are_told() {
    let cabinet = Cabinet::open().await;
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        cabinet.clinic.sign_in(*role).await.get("/api/storage/").await.expect(403);
    }
    cabinet.stored("internal", &pdf(3000)).await;
    let next_door = cabinet.clinic.other().await.sign_in(Role::Admin).await;
    assert_eq!(measured(&next_door).await["used_bytes"], 0);
}
