//! What the program does for documents by itself.

use bytes::Bytes;
use clinic::documents::operations::{Target, begin_upload, finish_upload};
use clinic::documents::{file_type, model};
use futures::stream;
use jiff::SignedDuration;
use objects::Name;
use serde_json::json;
use tenancy::{Conflict, Error, Id};
use testkit::Role;
use web::Expected;

use super::{Cabinet, id_of, pdf};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn told(cabinet: &Cabinet) -> String {
    let sql = "select count(*) from {room}.notification where kind = 'document_damaged'";
    cabinet.clinic.value(sql).await
}

#[tokio::test]
async fn what_is_sound_is_found_sound_and_looked_at_again_after_a_month() {
    let cabinet = Cabinet::open().await;
    cabinet.stored("confidential", &pdf(100_000)).await;
    let verified = "select verified_at::text from {room}.document_version";

    cabinet.clinic.run_duty("verify_documents").await;
    let first = cabinet.clinic.value(verified).await;
    assert!(!first.is_empty());
    cabinet.clinic.advance(DAY);
    cabinet.clinic.run_duty("verify_documents").await;
    assert_eq!(cabinet.clinic.value(verified).await, first);
    cabinet.clinic.advance(DAY * 30);
    cabinet.clinic.run_duty("verify_documents").await;
    assert_ne!(cabinet.clinic.value(verified).await, first);
    assert_eq!(told(&cabinet).await, "0");
}

#[tokio::test]
async fn administrators_are_told_of_every_kind_of_damage() {
    for harm in ["flip", "cut", "longer", "gone"] {
        let cabinet = Cabinet::open().await;
        cabinet.clinic.hire(&[Role::Admin]).await;
        let document = cabinet.stored("confidential", &pdf(100_000)).await;
        let file = cabinet.files().remove(0);
        let mut bytes = std::fs::read(&file).unwrap();
        match harm {
            "flip" => bytes[90_000] ^= 1,
            "cut" => bytes.truncate(50_000),
            "longer" => bytes.push(0),
            _ => {}
        }
        std::fs::write(&file, bytes).unwrap();
        if harm == "gone" {
            std::fs::remove_file(&file).unwrap();
        }

        cabinet.clinic.run_duty("verify_documents").await;

        assert_eq!(told(&cabinet).await, "1", "{harm}");
        let versions = cabinet.doctor.get(&format!("{document}/versions")).await.expect(200).json();
        assert!(versions["items"][0]["damaged_at"].is_string(), "{harm}");
        cabinet.clinic.advance(DAY * 40);
        cabinet.clinic.run_duty("verify_documents").await;
        assert_eq!(told(&cabinet).await, "1", "{harm} is told once");
    }
}

#[tokio::test]
async fn an_upload_that_nobody_goes_on_with_is_cleaned_up() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("confidential").await;
    let target = Target::Document(Id::new(id_of(&document)));
    let mut tx = cabinet.clinic.scene().await;
    let upload = begin_upload(&mut tx, target, 5_000, u64::MAX).await.unwrap();
    tx.commit().await.unwrap();
    let name = Name { shelf: cabinet.clinic.tenant().id, id: upload.id };
    let store = &cabinet.clinic.archive().store;
    let pieces = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"%PDF-1.7 and no more"))]);
    let kept = store.keep(name, &upload.key, 5_000, pieces).await.unwrap();

    cabinet.clinic.advance(HOUR);
    cabinet.clinic.run_duty("tidy_documents").await;
    assert_eq!(cabinet.files().len(), 1, "it may still go on");
    cabinet.clinic.advance(HOUR * 2);
    cabinet.clinic.run_duty("tidy_documents").await;
    cabinet.holds(0).await;

    let late =
        model::Uploaded { upload, kept, file_name: "late.pdf".to_owned(), media_type: file_type::MediaType::Pdf };
    let mut tx = cabinet.clinic.scene().await;
    let refused = finish_upload(&mut tx, target, &late, &Expected::Any).await;
    assert!(matches!(refused, Err(Error::Conflict(Conflict::AlreadyDone))), "too late");
}

#[tokio::test]
async fn what_lies_in_the_store_and_nobody_knows_of_is_taken_away_after_a_month() {
    let mut cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(1000)).await;
    let stored = cabinet.files().remove(0);
    let unknown = stored.with_file_name("0198c0de-0000-7000-8000-000000000000");
    std::fs::write(&unknown, b"left over").unwrap();
    let now = std::time::SystemTime::from(cabinet.clinic.house().clock().now());
    for path in [&stored, &unknown] {
        std::fs::File::options().write(true).open(path).unwrap().set_modified(now).unwrap();
    }

    cabinet.clinic.run_duty("sweep_documents").await;
    assert!(unknown.exists(), "somebody may need it yet");
    cabinet.later(DAY * 31).await;
    cabinet.clinic.run_duty("sweep_documents").await;

    cabinet.holds(1).await;
    cabinet.doctor.get(&format!("{document}/download")).await.expect(200);
    let admin = cabinet.clinic.sign_in(Role::Admin).await;
    let told = admin.get("/api/storage/").await.expect(200).json();
    assert_eq!(told["orphans"]["removed"], 1);
    assert_eq!(told["orphans"]["removed_at"], told["orphans"]["swept_at"]);
}

#[tokio::test]
async fn what_is_deleted_is_kept_as_long_as_it_has_to_be_and_then_destroyed() {
    let mut cabinet = Cabinet::open().await;
    let mut input = cabinet.about("confidential");
    input["retention_class"] = json!("brief");
    let id = cabinet.doctor.post("/business/documents", &input).await.expect(201).id();
    let document = format!("/business/documents/{id}");
    let standing = cabinet.stored("confidential", &pdf(300)).await;
    cabinet.upload(&document, &pdf(100)).await.expect(200);
    cabinet.upload(&document, &pdf(200)).await.expect(200);

    cabinet.doctor.delete(&document).await.expect(204);
    assert_eq!(cabinet.doctor.get(&document).await.status, 404);
    assert_eq!(cabinet.doctor.delete(&document).await.status, 404, "twice");
    cabinet.later(DAY * 364).await;
    cabinet.clinic.run_duty("tidy_documents").await;
    cabinet.holds(3).await;

    cabinet.later(DAY * 2).await;
    cabinet.clinic.run_duty("tidy_documents").await;
    cabinet.holds(1).await;
    assert_eq!(cabinet.clinic.value("select count(*) from {room}.document").await, "1");
    let record = cabinet.clinic.audit().await;
    let destroyed = record.iter().rfind(|row| row.action == "delete_document").unwrap();
    assert_eq!(destroyed.actor, "job");
    cabinet.doctor.get(&format!("{standing}/download")).await.expect(200);
}
