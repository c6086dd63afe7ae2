//! Connections whose other end is slow, long-winded or a liar.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use testkit::{Role, Setup, TestClinic};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use web::Settings;
use web::listen::WireLimits;

const SHORT: Duration = Duration::from_millis(300);
/// Longer than anything takes; the limits that are not shortened are longer still.
const PATIENCE: Duration = Duration::from_secs(8);

/// Everything that comes back, until the other end hangs up.
async fn say(address: SocketAddr, words: &str) -> String {
    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(words.as_bytes()).await.unwrap();
    rest(&mut socket).await
}

async fn rest(socket: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // A connection that is reset has said what it had to say.
    let read = tokio::time::timeout(PATIENCE, socket.read_to_end(&mut answer)).await;
    let _ = read.expect("the other end hangs up");
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> &str {
    answer.lines().next().unwrap_or_default()
}

#[tokio::test]
async fn whoever_is_slow_to_begin_is_not_waited_for() {
    let clinic = TestClinic::new().await;
    let address = clinic.listen_with(None, WireLimits { head: SHORT, ..WireLimits::default() }).await;

    for words in
        ["", "G", "PRI * HTTP/2.0\r\n", "GET / HTTP/1.1\r\nhost: nile.local", "GET /livez HTTP/1.1\r\nhost: x\r\n"]
    {
        let began = Instant::now();
        let answer = say(address, words).await;
        assert!(began.elapsed() >= SHORT, "{words:?}: {answer}");
        assert!(!answer.contains(" 200 "), "{words:?}: {answer}");
    }
    // Also after a first request that was quick.
    let answer = say(address, "GET /livez HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_snapshot!(status(&answer), @"HTTP/1.1 200 OK");
}

#[tokio::test]
async fn a_head_without_end_is_cut_short() {
    let clinic = TestClinic::new().await;
    let address = clinic.listen().await;

    let many = "x-a: b\r\n".repeat(200);
    let long = format!("x-a: {}\r\n", "b".repeat(64 * 1024));
    for fields in [many, long] {
        let answer = say(address, &format!("GET / HTTP/1.1\r\nhost: nile.localhost\r\n{fields}\r\n")).await;
        assert_eq!(status(&answer), "HTTP/1.1 431 Request Header Fields Too Large");
    }
    let answer = say(
        address,
        &format!("GET /{} HTTP/1.1\r\nhost: nile.localhost\r\nconnection: close\r\n\r\n", "x".repeat(9000)),
    )
    .await;
    assert_snapshot!(status(&answer), @"HTTP/1.1 414 URI Too Long");
}

#[tokio::test]
async fn a_body_that_trickles_in_is_not_waited_for() {
    let settings = Settings { body_timeout: SHORT, ..Settings::default() };
    let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
    let desk = clinic.sign_in(Role::Reception).await;
    let address = clinic.listen().await;

    let mut socket = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /api/patients/ HTTP/1.1\r\nhost: nile.localhost\r\nauthorization: {}\r\naccept-language: fr\r\n\
         content-type: application/json\r\ncontent-length: 100\r\n\r\n{{",
        desk.authorization()
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    let answer = rest(&mut socket).await;

    assert_snapshot!(status(&answer), @"HTTP/1.1 408 Request Timeout");
    assert!(answer.contains(r#""code":"slow_body""#) && answer.contains("La requête a mis trop de temps"), "{answer}");
}

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_not_read() {
    let clinic = TestClinic::new().await;
    let address = clinic.listen().await;

    let head = "POST /api/auth/login/ HTTP/1.1\r\nhost: nile.localhost\r\ncontent-type: application/json\r\n\
                content-length: 9999999999\r\n\r\n";
    assert_snapshot!(status(&say(address, head).await), @"HTTP/1.1 413 Payload Too Large");
}

#[tokio::test]
async fn nothing_that_is_forwarded_moves_a_request_to_another_clinic() {
    let trusted = Settings { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..Settings::default() };
    for settings in [Settings::default(), trusted] {
        let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
        let address = clinic.listen().await;
        let forged = "x-forwarded-host: nile.localhost\r\nx-forwarded-server: nile.localhost\r\nx-host: nile.localhost\r\n\
                      x-original-host: nile.localhost\r\nx-forwarded-proto: https\r\nx-forwarded-port: 443\r\n\
                      x-original-url: /admin/\r\nx-rewrite-url: /admin/\r\n\
                      forwarded: for=192.0.2.1;host=nile.localhost;proto=https\r\nconnection: close\r\n\r\n";
        let ask = async |line: &str, host: &str| {
            say(address, &format!("GET {line} HTTP/1.1\r\nhost: {host}\r\n{forged}")).await
        };

        let stranger = ask("/", "sahara.localhost").await;
        assert!(
            status(&stranger).contains("404") && stranger.ends_with("There is no clinic at this address.\n"),
            "{stranger}"
        );
        let seine = ask("/", "seine.localhost").await;
        assert!(seine.contains("Clinique de la Seine") && !seine.contains("Nile"), "{seine}");
        assert!(!seine.to_ascii_lowercase().contains("strict-transport-security"));
        // The request line and the header name one host, or none.
        for (line, host) in [
            ("http://nile.localhost/", "seine.localhost"),
            ("http://seine.localhost/", "nile.localhost"),
            ("http://nile.localhost@seine.localhost/", "nile.localhost"),
            ("http://nile.localhost:80/", "nile.localhost"),
        ] {
            assert!(status(&ask(line, host).await).contains("400"), "{line} at {host}");
        }
        let absolute = ask("http://seine.localhost/", "seine.localhost").await;
        assert!(absolute.contains("Clinique de la Seine"), "{absolute}");
    }
}

#[tokio::test]
async fn a_smuggled_second_request_is_not_answered_as_one() {
    let clinic = TestClinic::new().await;
    let address = clinic.listen().await;

    for fields in [
        "content-length: 0\r\ncontent-length: 44\r\n",
        "transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n",
        "content-length: +3\r\n",
        "host : nile.localhost\r\n",
    ] {
        let words = format!(
            "POST /livez HTTP/1.1\r\nhost: nile.localhost\r\n{fields}\r\nGET /readyz HTTP/1.1\r\nhost: x\r\n\r\n"
        );
        let answer = say(address, &words).await;
        assert!(status(&answer).contains(" 400 "), "{fields}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{fields}: {answer}");
    }
}
