//! A file is only looked at: what is found in it, and what is wrong.

use http::Method;
use serde_json::json;
use sheets::{Cell, Column, Format, Layout, Sheet};
use testkit::Role;

use super::{FINE, Inbox, many};

#[tokio::test]
async fn a_file_is_looked_at_and_nothing_of_it_is_stored() {
    let inbox = Inbox::open().await;

    let import = inbox.uploaded(FINE).await;
    assert_eq!(inbox.seen(import).await["status"], "waiting");
    inbox.work().await;

    let seen = inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["rows"], &seen["readable"]), (&json!("checked"), &json!(2), &json!(2)));
    assert_eq!((&seen["file_name"], &seen["format"]["encoding"]), (&json!("people.csv"), &json!("UTF-8")));
    let targets: Vec<_> = seen["columns"].as_array().unwrap().iter().map(|column| column["target"].clone()).collect();
    assert_eq!(targets, ["mrn", "given_name", "family_name", "date_of_birth", "phone", "email"]);
    assert_eq!(inbox.people().await, "0");
    let record = inbox.clinic.audit().await;
    assert!(record.iter().any(|row| row.to_string() == "upload_import success staff"), "{record:?}");
}

#[tokio::test]
async fn what_is_wrong_is_named_line_by_line_and_never_what_stood_there() {
    let inbox = Inbox::open().await;
    let file = "First name,Last name,Date of birth\nJosé,Gómez,27/03/1985\n,,28/03/1985\nQuinquagesima,Haddad,31/02/1990\nMia,Noa,01/01/2999\n";

    let import = inbox.checked(file).await;

    let expected = ["3 name_missing", "4 birth_date_no_such_day", "5 birth_date_in_future"];
    assert_eq!(inbox.problems(import).await, expected);
    let list = inbox.admin.get(&format!("/api/imports/{import}/problems/")).await.expect(200).text();
    assert!(list.contains("The day of birth is not in the calendar") && !list.contains("Quinquagesima"), "{list}");
    let seen = inbox.seen(import).await;
    assert_eq!((&seen["readable"], &seen["problems"]), (&json!(1), &json!(3)));
}

#[tokio::test]
async fn whoever_is_here_already_is_named() {
    let inbox = Inbox::open().await;
    inbox.clinic.patient().mrn("a2").create().await;
    inbox.clinic.patient().email("JOSE@example.org").create().await;

    let import = inbox.checked(FINE).await;

    assert_eq!(inbox.problems(import).await[..2], ["2 duplicate_email", "3 duplicate_mrn"]);
    // In the clinic next door nobody of that name is known.
    let clinic = inbox.clinic.other().await;
    let next_door = Inbox { admin: clinic.sign_in(Role::Admin).await, clinic };
    let theirs = next_door.checked(FINE).await;
    assert_eq!(next_door.seen(theirs).await["problems"], 0);
    inbox.admin.get(&format!("/api/imports/{theirs}/")).await.expect(404);
}

#[tokio::test]
async fn the_encoding_is_found_or_said() {
    let inbox = Inbox::open().await;
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(FINE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin = b"First name;Last name\nJos\xe9;G\xf3mez\nRen\xe9;Lef\xe8vre\n";
    for (file, encoding) in [(&utf16[..], "UTF-16LE"), (&latin[..], "windows-1252")] {
        let import = inbox.checked(file).await;
        assert_eq!(inbox.seen(import).await["format"]["encoding"], encoding);
    }

    let import = inbox.checked(b"First name;Last name\nJos\xff\xfe;G\xc3mez\n").await;
    let path = format!("/api/imports/{import}/");
    inbox.admin.put(&path, &json!({ "encoding": "utf-8" })).await.expect(200);
    inbox.work().await;
    assert!(inbox.problems(import).await[0].ends_with("undecodable_text"));
    inbox.admin.put(&path, &json!({ "encoding": "klingon" })).await.expect(200);
    inbox.work().await;
    let seen = inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["problem"]), (&json!("unreadable"), &json!("unknown_encoding")));
}

#[tokio::test]
async fn columns_are_chosen_anew_and_the_file_is_looked_at_again() {
    let inbox = Inbox::open().await;
    let import = inbox.checked("Alpha,Beta,Gamma\nNour,Haddad,0100 123 4567\n").await;
    let seen = inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["problem"]), (&json!("unreadable"), &json!("no_name_column")));

    let chosen = json!({ "columns": ["given_name", "family_name", "ignore"] });
    inbox.admin.put(&format!("/api/imports/{import}/"), &chosen).await.expect(200);
    inbox.work().await;

    let seen = inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["readable"]), (&json!("checked"), &json!(1)));
    assert!(seen["columns"][2]["target"].is_null());
    for (input, pointer) in [
        (json!({ "columns": ["soul"] }), "/columns/0"),
        (json!({ "separator": "abc" }), "/separator"),
        (json!({ "date_order": "ymd" }), "/date_order"),
    ] {
        let refused = inbox.admin.put(&format!("/api/imports/{import}/"), &input).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
    }
    let twice = json!({ "columns": ["given_name", "given_name", null] });
    inbox.admin.put(&format!("/api/imports/{import}/"), &twice).await.expect(200);
    inbox.work().await;
    assert_eq!(inbox.seen(import).await["problem"], "mapped_twice");
}

#[tokio::test]
async fn a_spreadsheet_is_read_like_text() {
    let inbox = Inbox::open().await;
    let column = |heading: &str| Column { name: "x", heading: heading.to_owned() };
    let columns = ["First name", "Last name", "Date of birth", "Notes"].map(column).to_vec();
    let layout = Layout { format: Format::Xlsx, columns, has_mark: false, is_right_to_left: false };
    let mut sheet = Sheet::begin(layout).unwrap();
    sheet.row(&["=Nour".into(), "Haddad".into(), "1990-01-02".into(), Cell::Nothing]).unwrap();
    sheet.row(&["Mia".into(), "Noa".into(), "31/02/1990".into(), "x".into()]).unwrap();

    let import = inbox.checked(sheet.finish().unwrap()).await;

    let seen = inbox.seen(import).await;
    assert_eq!((&seen["format"]["is_spreadsheet"], &seen["readable"]), (&json!(true), &json!(1)));
    assert_eq!(inbox.problems(import).await[0], "3 birth_date_no_such_day");
}

#[tokio::test]
async fn what_is_no_list_of_people_is_refused_without_a_word_of_it() {
    let inbox = Inbox::open().await;
    for file in [&b""[..], b"\0\0\0\0", b"just words", b"Colour;Size\nred;1\n", &[0xff; 4096], b"PK\x03\x04nonsense"] {
        let import = inbox.checked(file).await;
        assert_eq!(inbox.seen(import).await["status"], "unreadable", "{file:?}");
        let refused = inbox.admin.post(&format!("/api/imports/{import}/commit/"), &json!({})).await;
        assert_eq!(refused.to_string(), r#"409 {"code":"wrong_import_state"}"#);
    }
    let odd = inbox.admin.call(Method::POST, "/api/imports/").body("image/png", "x").await;
    assert_eq!(odd.status, 415);
    let large = inbox.admin.call(Method::POST, "/api/imports/").body("text/csv", vec![b'x'; 9 * 1024 * 1024]).await;
    assert_eq!(large.status, 413, "more than this house takes of any file");
    inbox.work().await;
    assert_eq!(inbox.people().await, "0");
}

#[tokio::test]
async fn what_lies_too_long_goes_and_what_is_discarded_goes_at_once() {
    let inbox = Inbox::open().await;
    inbox.checked(FINE).await;
    let unwanted = inbox.checked(many(3)).await;
    inbox.admin.delete(&format!("/api/imports/{unwanted}/")).await.expect(204);
    inbox.work().await;
    assert_eq!(inbox.kept(), 1);
    inbox.admin.get(&format!("/api/imports/{unwanted}/")).await.expect(404);

    inbox.clinic.advance(jiff::SignedDuration::from_hours(15 * 24));
    inbox.work().await;

    assert_eq!((inbox.kept(), inbox.clinic.value("select count(*) from {room}.import").await.as_str()), (0, "0"));
}

#[tokio::test]
async fn only_administrators_import() {
    let inbox = Inbox::open().await;
    let import = inbox.checked(FINE).await;
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        let client = inbox.clinic.sign_in(*role).await;
        client.get("/api/imports/").await.expect(403);
        client.call(Method::POST, "/api/imports/").body("text/csv", FINE).await.expect(403);
        client.post(&format!("/api/imports/{import}/commit/"), &json!({})).await.expect(403);
    }
}
