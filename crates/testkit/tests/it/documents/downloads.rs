//! Downloading: in parts, for those who hold a version already, and never anything that is not what was kept.

use http::Method;
use insta::assert_snapshot;
use testkit::Audited;

use super::{Cabinet, id_of, pdf};

const SIZE: usize = 300_000;

#[tokio::test]
async fn a_part_is_that_part() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(SIZE)).await;
    let (path, whole) = (format!("{document}/download"), pdf(SIZE));

    for (asked, part, said) in [
        ("bytes=0-0", 0..1, "bytes 0-0/300000"),
        ("bytes=65535-65536", 65_535..65_537, "bytes 65535-65536/300000"),
        ("bytes=299999-", 299_999..300_000, "bytes 299999-299999/300000"),
        ("bytes=-5", 299_995..300_000, "bytes 299995-299999/300000"),
    ] {
        let answer = cabinet.doctor.get(&path).header("range", asked).await.expect(206);
        assert!(answer.body == whole[part.clone()], "{asked}");
        assert_eq!(answer.header("content-range"), said);
        assert_eq!(answer.header("content-length"), part.len().to_string());
    }
    let beyond = cabinet.doctor.get(&path).header("range", "bytes=300000-").await.expect(416);
    assert_eq!((beyond.header("content-range"), beyond.body.len()), ("bytes */300000", 0));
    for odd in ["bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "nonsense"] {
        assert_eq!(cabinet.doctor.get(&path).header("range", odd).await.expect(200).body.len(), SIZE, "{odd}");
    }
}

#[tokio::test]
async fn a_download_goes_on_only_with_the_version_that_it_began_with() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(SIZE)).await;
    let path = format!("{document}/download");
    let tag = cabinet.doctor.get(&path).await.expect(200).header("etag").to_owned();
    let go_on = || cabinet.doctor.get(&path).header("range", "bytes=100-").header("if-range", &tag);

    assert_eq!(go_on().await.status, 206);
    assert_eq!(cabinet.doctor.get(&path).header("if-none-match", &tag).await.expect(304).body.len(), 0);
    cabinet.upload(&document, &pdf(SIZE + 1)).await.expect(200);
    assert_eq!(go_on().await.expect(200).body.len(), SIZE + 1);
    assert_eq!(cabinet.doctor.get(&path).header("if-none-match", &tag).await.status, 200);
    let head = cabinet.doctor.call(Method::HEAD, &path).await.expect(200);
    assert_eq!((head.header("content-length"), head.header("accept-ranges")), ("300001", "bytes"));
}

#[tokio::test]
async fn what_goes_out_is_not_compressed_on_the_way() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", "the same again ".repeat(1000).as_bytes()).await;
    let path = format!("{document}/download");

    let answer = cabinet.doctor.get(&path).header("accept-encoding", "br, gzip").await.expect(200);

    assert_eq!((answer.header("content-encoding"), answer.header("content-length")), ("", "15000"));
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
}

#[tokio::test]
async fn every_download_stands_on_record_with_whom_it_was_about() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(100)).await;

    let whole = || cabinet.doctor.get(&format!("{document}/download"));
    for call in [whole(), whole().header("range", "bytes=0-1")] {
        let answer = call.await;
        let record: Vec<Audited> = cabinet.clinic.audit_of(&answer).await;
        assert_eq!(record.len(), 1);
        assert_eq!((record[0].action.as_str(), record[0].outcome.as_str()), ("download_document", "success"));
        assert_eq!(record[0].patients, [cabinet.patient.id]);
    }
}

#[tokio::test]
async fn what_is_damaged_or_gone_is_never_given_out() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(1000)).await;
    let path = format!("{document}/download");
    let file = cabinet.files().remove(0);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[500] ^= 1;
    std::fs::write(&file, &bytes).unwrap();

    assert_snapshot!(cabinet.doctor.get(&path).await, @r#"409 {"code":"damaged"}"#);
    std::fs::remove_file(&file).unwrap();
    assert_snapshot!(cabinet.doctor.get(&path).await, @r#"409 {"code":"damaged"}"#);
}

#[tokio::test]
async fn where_nothing_was_uploaded_there_is_nothing_to_download() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("public").await;
    assert_snapshot!(cabinet.doctor.get(&format!("{document}/download")).await, @r#"409 {"code":"nothing_uploaded"}"#);
    let other = Cabinet::of(cabinet.clinic.other().await).await;
    let foreign = other.stored("public", &pdf(10)).await;
    assert_eq!(cabinet.doctor.get(&format!("{foreign}/download")).await.status, 404);
    assert_ne!(id_of(&foreign), id_of(&document));
}
