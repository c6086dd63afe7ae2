//! Photos lose where they were taken, where the clinic wants it so.

use serde_json::json;
use testkit::{Client, Role};

use super::{Cabinet, pdf};

const RULES: &str = "/admin/documents/";
const SWITCHED_ON: &[(&str, &str)] = &[("removes_location", "true")];
const PLACE: &[u8] =
    b"\x1e\xa1\xa2\x1e\xb1\xb2\xb3\xb4\x02\xa3\xa4\x02\xb5\xb6\xb7\xb8\x26\xa5\xa6\x26\xb9\xba\xbb\xbc";
/// Where Exif begins in a photo, behind its mark, and where its directory about GPS and the values of it lie.
const EXIF: usize = 12;
const ABOUT_GPS: [std::ops::Range<usize>; 2] = [EXIF + 38..EXIF + 52, EXIF + 56..EXIF + 80];

/// A photo that says which side is up and where that was, with many pixels.
fn photo() -> Vec<u8> {
    let side = b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
    let gps = b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0";
    let latitude = b"\x02\0\x05\0\x03\0\0\0\x38\0\0\0";
    let first = [b"II*\0\x08\0\0\0\x02\0".as_slice(), side, gps, &[0; 4]].concat();
    let exif = [first.as_slice(), b"\x01\0", latitude, &[0; 4], PLACE].concat();
    let length = u16::try_from(exif.len() + 8).unwrap().to_be_bytes();
    let head = [b"\xff\xd8\xff\xe1".as_slice(), &length, b"Exif\0\0", &exif].concat();
    let pixels = pdf(200_000).into_iter().flat_map(|byte| if byte == 0xFF { vec![0xFF, 0] } else { vec![byte] });
    [head, b"\xff\xda\0\x02".to_vec(), pixels.collect(), b"\xff\xd9".to_vec()].concat()
}

fn without_place(photo: &[u8]) -> Vec<u8> {
    let mut photo = photo.to_vec();
    for place in ABOUT_GPS {
        photo[place].fill(0);
    }
    photo
}

async fn kept(by: &Client, document: &str) -> Vec<u8> {
    by.get(&format!("{document}/download")).await.expect(200).body
}

#[tokio::test]
async fn a_photo_is_kept_as_it_came_until_the_clinic_wants_its_place_taken_out() {
    let cabinet = Cabinet::open().await;
    let before = photo();
    let admin = cabinet.clinic.browser(Role::Admin).await;
    let shown = admin.get(RULES).await.expect(200).text();
    assert!(shown.contains("name=\"removes_location\"") && !shown.contains(" checked"), "{shown}");
    let document = cabinet.stored("confidential", &before).await;
    assert!(kept(&cabinet.doctor, &document).await == before);

    let answer = admin.submit(RULES, SWITCHED_ON).await.expect(303);
    assert_eq!(cabinet.clinic.audit_of(&answer).await[0].to_string(), "change_document_policy success staff");
    assert!(admin.get(RULES).await.expect(200).text().contains(" checked"));
    let known = cabinet.upload(&document, &before).await.expect(200).json();
    let after = kept(&cabinet.doctor, &document).await;
    assert!(after == without_place(&before) && !after.windows(PLACE.len()).any(|window| window == PLACE));
    // What is known of it is known of what is kept.
    let sum = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &after);
    assert_eq!((&known["sha256"], &known["size"]), (&json!(hex::encode(sum)), &json!(before.len())));
    assert_eq!((&known["media_type"], &known["version"]), (&json!("image/jpeg"), &json!(2)));

    admin.submit(RULES, &[]).await.expect(303);
    cabinet.upload(&document, &before).await.expect(200);
    assert!(kept(&cabinet.doctor, &document).await == before);
    cabinet.holds(3).await;
}

#[tokio::test]
async fn what_is_no_photo_and_what_says_nothing_of_a_place_stay_as_they_are() {
    let cabinet = Cabinet::open().await;
    cabinet.clinic.browser(Role::Admin).await.submit(RULES, SWITCHED_ON).await.expect(303);
    let tiff = [b"II*\0\x08\0\0\0\0\0\0\0\0\0".as_slice(), PLACE].concat();
    for content in [pdf(100_000), without_place(&photo()), tiff] {
        let document = cabinet.stored("confidential", &content).await;
        assert!(kept(&cabinet.doctor, &document).await == content);
    }
}

#[tokio::test]
async fn a_photo_in_a_form_and_one_that_breaks_off_lose_it_too() {
    let cabinet = Cabinet::open().await;
    cabinet.clinic.browser(Role::Admin).await.submit(RULES, SWITCHED_ON).await.expect(303);
    let document = cabinet.announced("confidential").await;
    for length in [photo().len(), EXIF + 85, EXIF + 80, EXIF + 79] {
        let before = &photo()[..length];
        let (kind, body) = super::form(&[], "photo.jpg", before);
        let upload = cabinet.doctor.call(http::Method::POST, &format!("{document}/upload")).body(&kind, body);
        upload.await.expect(200);
        let mut expected = without_place(&photo());
        expected.truncate(length);
        assert!(kept(&cabinet.doctor, &document).await == expected, "{length}");
    }
}

#[tokio::test]
async fn only_administrators_decide_about_it_and_only_for_their_own_clinic() {
    let cabinet = Cabinet::open().await;
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        let browser = cabinet.clinic.browser(*role).await;
        browser.get(RULES).await.expect(403);
        browser.submit(RULES, SWITCHED_ON).await.expect(403);
    }
    cabinet.clinic.other().await.browser(Role::Admin).await.submit(RULES, SWITCHED_ON).await.expect(303);
    let document = cabinet.stored("confidential", &photo()).await;
    assert!(kept(&cabinet.doctor, &document).await == photo());
}
