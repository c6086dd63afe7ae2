//! A spreadsheet of patients: looked at first, then all of it or nothing.

use testkit::{Client, Response, Role, TestClinic};

/// As a browser's form sends it.
async fn upload(browser: &Client, file: &[u8], fields: &[(&str, &str)]) -> Response {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    body.extend(
        b"--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\ncontent-type: text/csv\r\n\r\n",
    );
    body.extend(file);
    body.extend(b"\r\n--b--\r\n");
    browser.call(http::Method::POST, "/patients/import").body("multipart/form-data; boundary=b", body).await
}

async fn count(clinic: &TestClinic) -> String {
    clinic.value("select count(*) from {room}.party").await
}

const FINE: &str = "MRN;First name;Last name;Date of birth;Phone;E-mail
A-1;José;Gómez;27/03/1985;0100 123 4567;jose@example.org
A-2;أمل;حداد;1990-01-02;;
";

#[tokio::test]
async fn a_file_is_only_looked_at_until_somebody_says_so() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;

    let looked = upload(&admin, FINE.as_bytes(), &[]).await.expect(200);
    assert!(looked.text().contains("UTF-8"), "{}", looked.text());
    assert_eq!(count(&clinic).await, "0");

    let stored = upload(&admin, FINE.as_bytes(), &[("commit", "1")]).await.expect(303);
    assert_eq!((count(&clinic).await.as_str(), stored.header("location")), ("2", "/doctor/patients-dash/"));
    assert_eq!(clinic.audit_of(&stored).await[0].to_string(), "import_patients success staff about 2");
    let desk = clinic.sign_in(Role::Reception).await;
    for text in ["gom+jos", "A-1", "27.3.1985", "01001234567", "jose@example.org"] {
        assert_eq!(desk.list(&format!("/api/patients/?search={text}")).await.len(), 1, "{text}");
    }
    assert_eq!(desk.list("/api/patients/?search=%D8%A7%D9%85%D9%84").await.len(), 1);
}

#[tokio::test]
async fn what_is_wrong_is_named_row_by_row_and_then_nothing_is_stored() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;
    let file = "First name,Last name,Date of birth\nJosé,Gómez,27/03/1985\n,,28/03/1985\nNour,Haddad,31/02/1990\nMia,Noa,01/01/2999\n";

    for fields in [&[][..], &[("commit", "1")]] {
        let page = upload(&admin, file.as_bytes(), fields).await.expect(422).text();
        for (row, problem) in [
            (3, "The name is missing"),
            (4, "The day of birth is not in the calendar"),
            (5, "The date of birth is in the future"),
        ] {
            let line = page.lines().find(|line| line.contains(&format!("<th scope=\"row\">{row}</th>")));
            assert!(line.is_some_and(|line| line.contains(problem)), "{row} {problem}\n{page}");
        }
        assert_eq!(count(&clinic).await, "0");
    }
}

#[tokio::test]
async fn whoever_is_here_already_stops_the_whole_file() {
    let clinic = TestClinic::new().await;
    clinic.patient().mrn("a2").create().await;
    clinic.patient().email("JOSE@example.org").create().await;
    let admin = clinic.browser(Role::Admin).await;

    let page = upload(&admin, FINE.as_bytes(), &[("commit", "1")]).await.expect(422).text();

    assert!(page.contains("The record number is used already") && page.contains("The e-mail address is used already"));
    assert_eq!(count(&clinic).await, "2");
    // In the clinic next door nobody of that name is known.
    let next_door = clinic.other().await;
    upload(&next_door.browser(Role::Admin).await, FINE.as_bytes(), &[("commit", "1")]).await.expect(303);
}

#[tokio::test]
async fn the_encoding_is_found_or_said_and_what_it_cannot_read_is_named() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(FINE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin = b"First name;Last name\nJos\xe9;G\xf3mez\nRen\xe9;Lef\xe8vre\n";
    let broken = b"First name;Last name\nJos\xff\xfe;G\xc3mez\n";

    let page = upload(&admin, &utf16, &[]).await.expect(200).text();
    assert!(page.contains("UTF-16LE"), "{page}");
    let page = upload(&admin, latin, &[]).await.expect(200).text();
    assert!(page.contains("windows-1252"), "{page}");
    let page = upload(&admin, broken, &[("encoding", "utf-8"), ("commit", "1")]).await.expect(422).text();
    assert!(page.contains("Characters cannot be read in this encoding"), "{page}");
    upload(&admin, latin, &[("encoding", "klingon")]).await.expect(422);
    assert_eq!(count(&clinic).await, "0");
    upload(&admin, latin, &[("encoding", "windows-1252"), ("commit", "1")]).await.expect(303);
    let desk = clinic.sign_in(Role::Reception).await;
    assert_eq!(desk.list("/api/patients/?search=lefevre").await.len(), 1);
}

#[tokio::test]
async fn what_is_no_list_of_people_is_refused_without_a_word_of_it() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;
    for file in [&b""[..], b"\0\0\0\0", b"just words", b"Colour;Size\nred;1\n", &[0xff; 4096]] {
        let answer = upload(&admin, file, &[("commit", "1")]).await;
        assert_eq!(answer.status, 422, "{file:?}");
    }
    let cut_off =
        admin.call(http::Method::POST, "/patients/import").body("multipart/form-data; boundary=b", "--b\r\ncontent");
    assert!(cut_off.await.status.is_client_error());
    assert_eq!(count(&clinic).await, "0");
}

#[tokio::test]
async fn only_administrators_import() {
    let clinic = TestClinic::new().await;
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        let browser = clinic.browser(*role).await;
        browser.get("/patients/import").await.expect(403);
        assert_eq!(upload(&browser, FINE.as_bytes(), &[("commit", "1")]).await.status, 403, "{role:?}");
    }
    assert_eq!(count(&clinic).await, "0");
}
