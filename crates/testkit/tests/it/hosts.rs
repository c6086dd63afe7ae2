//! Which clinic a request is for: by its host alone, and by nothing that a client may claim besides.

use http::Method;
use insta::assert_snapshot;
use serde_json::json;
use tenancy::TenantStatus;
use testkit::{Call, Role, Setup, TestClinic};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use web::Settings;

fn at(clinic: &TestClinic, host: &str) -> Call {
    Call::new(clinic.router(), Method::GET, "/").header("host", host)
}

#[tokio::test]
async fn a_stranger_of_a_host_is_told_so_plainly() {
    let clinic = TestClinic::new().await;

    assert_snapshot!(at(&clinic, "sahara.localhost").await, @"404 There is no clinic at this address.");
    assert_snapshot!(at(&clinic, "nile.localhost.evil.example").await, @"404 There is no clinic at this address.");
    let claimed = at(&clinic, "sahara.localhost")
        .header("x-forwarded-host", "nile.localhost")
        .header("forwarded", "host=nile.localhost");
    assert_snapshot!(claimed.await, @"404 There is no clinic at this address.");
    assert_snapshot!(at(&clinic, "localhost").await, @"200 Praxis: many clinics, one calm day · Praxis");
}

#[tokio::test]
async fn a_malformed_host_is_refused() {
    let clinic = TestClinic::new().await;

    for host in [
        "",
        " ",
        "nile.localhost.",
        ".nile.localhost",
        "nile..localhost",
        "nile_.localhost",
        "nile.localhost:",
        "nile.localhost:x",
        "nile.localhost:99999",
        "nile.localhost/",
        "nile.localhost#",
        "user@nile.localhost",
        "nile.localhost,seine.localhost",
        "nile.localhost seine.localhost",
        "-nile.localhost",
        "[::1",
        "nile.localhost\u{e9}",
    ] {
        let answer = at(&clinic, host).await;
        assert_eq!(answer.to_string(), "400 One well-formed Host header is needed.");
    }
}

#[tokio::test]
async fn a_missing_or_doubled_host_is_refused() {
    let clinic = TestClinic::new().await;

    at(&clinic, "x").without("host").await.expect(400);
    at(&clinic, "nile.localhost").and_header("host", "seine.localhost").await.expect(400);
    at(&clinic, "nile.localhost").and_header("host", "nile.localhost").await.expect(400);
    let absolute = |host: &str| Call::new(clinic.router(), Method::GET, "http://nile.localhost/").header("host", host);
    absolute("seine.localhost").await.expect(400);
    absolute("nile.localhost").await.expect(200);
}

#[tokio::test]
async fn case_and_port_of_a_host_do_not_matter() {
    let clinic = TestClinic::new().await;

    for host in ["nile.localhost", "NILE.LocalHost", "nile.localhost:8000", "nile.localhost:80"] {
        assert_eq!(at(&clinic, host).await.to_string(), "200 Welcome to Nile Clinic · Nile Clinic");
    }
    assert_snapshot!(at(&clinic, "seine.localhost").await, @"200 Bienvenue à Clinique de la Seine · Clinique de la Seine");
}

#[tokio::test]
async fn a_suspended_clinic_answers_nobody_and_its_neighbour_everybody() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let neighbour = other.sign_in(Role::Reception).await;
    clinic.house().set_tenant_status("nile", TenantStatus::Suspended).await.unwrap();

    for path in ["/", "/api/patients/", "/patients/new", "/no/such/page"] {
        assert_eq!(desk.get(path).await.to_string(), "403 This clinic is suspended.");
    }
    neighbour.get("/api/patients/").await.expect(200);
    clinic.house().set_tenant_status("nile", TenantStatus::Active).await.unwrap();
    desk.get("/api/patients/").await.expect(200);
}

#[tokio::test]
async fn a_clinic_whose_tables_are_newer_or_older_than_the_program_is_not_half_served() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    let desk = clinic.sign_in(Role::Reception).await;

    for version in [999, 1] {
        clinic
            .sql_as_superuser(&format!("update platform.tenant set schema_version = {version} where slug = 'nile'"))
            .await;
        clinic.house().forget_tenants();
        let answer = desk.get("/api/patients/").await.expect(503);
        assert_eq!(answer.header("retry-after"), "2");
        other.visitor().get("/").await.expect(200);
    }
}

#[tokio::test]
async fn domains_come_and_go() {
    let clinic = TestClinic::new().await;
    let house = clinic.house();
    at(&clinic, "clinic.example").await.expect(404);

    house.add_domain("nile", "clinic.example").await.unwrap();
    at(&clinic, "clinic.example").await.expect(200);
    assert_eq!(house.add_domain("seine", "clinic.example").await.unwrap_err().code(), "already_recorded");
    assert_eq!(house.add_domain("seine", "Clinic.example").await.unwrap_err().code(), "invalid");
    assert_eq!(house.add_domain("sahara", "sahara.example").await.unwrap_err().code(), "not_found");
    assert_eq!(house.remove_domain("seine", "clinic.example").await.unwrap_err().code(), "not_found");

    house.remove_domain("nile", "clinic.example").await.unwrap();
    at(&clinic, "clinic.example").await.expect(404);
}

#[tokio::test]
async fn health_needs_no_clinic_and_tells_nothing() {
    let clinic = TestClinic::new().await;

    for path in ["/livez", "/readyz", "/healthz"] {
        assert_eq!(Call::new(clinic.router(), Method::GET, path).await.to_string(), "200 ok");
    }
    for path in ["/api/health", "/api/health/"] {
        assert_eq!(Call::new(clinic.router(), Method::GET, path).await.to_string(), r#"200 {"status":"ok"}"#);
    }
}

#[tokio::test]
async fn only_a_trusted_proxy_may_say_where_a_request_came_from() {
    let trusted = Settings { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..Settings::default() };
    for (settings, seen) in [(Settings::default(), "127.0.0.1"), (trusted, "203.0.113.9")] {
        let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
        let body = json!({ "username": "x", "password": "y" }).to_string();
        let mut socket = tokio::net::TcpStream::connect(clinic.listen().await).await.unwrap();
        let request = format!(
            "POST /api/auth/login/ HTTP/1.1\r\nhost: nile.localhost\r\nx-forwarded-for: 198.51.100.1, 203.0.113.9\r\n\
             content-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        socket.write_all(request.as_bytes()).await.unwrap();
        socket.read_to_end(&mut Vec::new()).await.unwrap();

        let row = clinic.sql_as_superuser("select id, encode(origin, 'hex') from {room}.audit_event").await;
        let sealed = vault::Sealed::<vault::Json<tenancy::Origin>>::from_bytes(hex::decode(&row[0][1]).unwrap());
        let keys = clinic.house().keys_of(clinic.tenant()).await.unwrap();
        let origin = keys.clinic().open(tenancy::ORIGIN, row[0][0].parse().unwrap(), &sealed).unwrap();
        assert_eq!(origin.reveal().0.ip, Some(seen.parse().unwrap()));
    }
}
