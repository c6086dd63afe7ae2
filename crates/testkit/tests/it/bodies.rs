//! Bodies that no honest client sends are refused in so many words, and never with a 500.

use http::Method;
use insta::assert_snapshot;
use testkit::{Client, Response, Role, TestClinic};

async fn send(desk: &Client, kind: &str, body: impl Into<Vec<u8>>) -> Response {
    let answer = desk.call(Method::POST, "/api/patients/").body(kind, body).await;
    assert!(answer.status.is_client_error(), "{answer}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    answer
}

#[tokio::test]
async fn what_is_not_json_is_refused() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    for body in
        ["", "{", "[1", "nonsense", "{\"family_name\": \"x\"} trailing", "{'a': 1}", "\u{feff}{}", "{\"a\":1,}", "NaN"]
    {
        assert_eq!(send(&desk, "application/json", body).await.to_string(), r#"400 {"code":"malformed"}"#);
    }
    for body in
        [&b"\xff\xfe{}"[..], b"{\"family_name\": \"\xc3\x28\"}", b"{\"family_name\": \"\xed\xa0\x80\"}", b"\x00"]
    {
        assert_eq!(send(&desk, "application/json", body).await.to_string(), r#"400 {"code":"malformed"}"#);
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""] {
        assert_eq!(send(&desk, kind, "{}").await.to_string(), r#"415 {"code":"unsupported_media"}"#);
    }
}

#[tokio::test]
async fn what_is_json_of_another_shape_is_refused_by_field() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    for (body, refusal) in [
        (r#"{"family_name": 7}"#, r#"422 {"code":"invalid","errors":{"/family_name":"malformed"}}"#),
        (r#"{"sex": "neuter"}"#, r#"422 {"code":"invalid","errors":{"/sex":"unknown_choice"}}"#),
        (r#"{"address": {"city": []}}"#, r#"422 {"code":"invalid","errors":{"/address/city":"malformed"}}"#),
        (r#"{"consents": [{"given": true}]}"#, r#"422 {"code":"invalid","errors":{"/consents/0/purpose":"required"}}"#),
        (
            r#"{"address": {"city": "a", "city": "b"}}"#,
            r#"422 {"code":"invalid","errors":{"/address/city":"duplicate"}}"#,
        ),
        (
            r#"{"family_name": "a", "given_name": "x", "family_name": "b"}"#,
            r#"422 {"code":"invalid","errors":{"/family_name":"duplicate"}}"#,
        ),
        (r#"{"mrn": "a", "medical_record_number": "b"}"#, r#"422 {"code":"invalid","errors":{"/mrn":"duplicate"}}"#),
        (
            r#"{"insurance": {"valid_until": "2030-02-30"}}"#,
            r#"422 {"code":"invalid","errors":{"/insurance/valid_until":"malformed"}}"#,
        ),
    ] {
        assert_eq!(send(&desk, "application/json", body).await.to_string(), refusal, "{body}");
    }
    for body in ["[]", "7", "null", "\"x\"", "true"] {
        send(&desk, "application/json", body).await;
    }
}

#[tokio::test]
async fn nul_and_control_characters_are_refused() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    for field in ["given_name", "family_name", "notes", "mrn", "phone", "email", "language", "date_of_birth"] {
        let body = format!(r#"{{"family_name": "x", "{field}": "a\u0000b"}}"#)
            .replace(r#""family_name": "x", "family_name""#, r#""family_name""#);
        assert_eq!(send(&desk, "application/json", body).await.status, 422, "{field}");
    }
    for query in ["search=%00", "mrn=%00", "phone=%00", "email=%00", "search=%FF%FE", "ordering=%00"] {
        let answer = desk.get(&format!("/api/patients/?{query}")).await;
        assert!(answer.status != 500, "{query}: {answer}");
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    let large = format!(r#"{{"family_name": "{}"}}"#, "x".repeat(1024 * 1024));
    assert_snapshot!(send(&desk, "application/json", large).await, @r#"413 {"code":"too_large"}"#);
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    send(&desk, "application/json", format!(r#"{{"unknown": {deep}}}"#)).await;
    send(&desk, "application/json", deep).await;
}

#[tokio::test]
async fn a_method_that_a_path_does_not_know_is_named_with_those_it_does() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    for (method, path, allow) in [
        (Method::DELETE, "/api/patients/", "GET,HEAD,POST"),
        (Method::PATCH, "/business/contacts/0198c0de-0000-7000-8000-000000000000", "DELETE,GET,HEAD,PUT"),
        (Method::GET, "/api/auth/login/", "POST"),
        (Method::GET, "/api/auth/logout/", "POST"),
    ] {
        let answer = desk.call(method, path).await;
        assert_eq!(answer.to_string(), r#"405 {"code":"method_not_allowed"}"#);
        let mut allowed: Vec<&str> = answer.header("allow").split(',').map(str::trim).collect();
        allowed.sort_unstable();
        assert_eq!(allowed.join(","), allow);
    }
}

#[tokio::test]
async fn no_answer_quotes_a_value_that_was_sent() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let secret = "Xanthippe";

    for body in [
        format!(r#"{{"sex": "{secret}"}}"#),
        format!(r#"{{"email": "{secret}", "phone": "{secret}", "mrn": "!{secret}!", "date_of_birth": "{secret}"}}"#),
        format!(r#"{{"family_name": {secret}}}"#),
        format!(r#"{{"{secret}": 1, "sex": 1}}"#),
    ] {
        let answer = send(&desk, "application/json", body).await;
        assert!(!answer.text().contains(secret), "{}", answer.text());
    }
}
