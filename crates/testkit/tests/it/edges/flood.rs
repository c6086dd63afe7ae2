//! More than can be worked on at once: the rest is sent away in time, and the desk goes on.

use std::net::SocketAddr;
use std::time::Duration;

use futures::future::join_all;
use serde_json::json;
use tenancy::Action;
use testkit::{Client, Role, Setup, TestClinic, rows_of};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use web::{InFlightLimits, Settings};

const SHORT: InFlightLimits = InFlightLimits {
    requests: 2,
    share: 2,
    waiting: 2,
    patience: Duration::from_millis(200),
    body_kib: 1024,
    receiving: 64,
    uploads: 2,
    upload_share: 1,
};

async fn bounded(in_flight: InFlightLimits) -> (TestClinic, Client) {
    let settings = Settings { in_flight, ..Settings::default() };
    let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
    let desk = clinic.sign_in(Role::Reception).await;
    (clinic, desk)
}

/// Longer than their patience.
async fn until_all_others_are_sent_away() {
    tokio::time::timeout(SHORT.patience * 4, std::future::pending::<()>()).await.unwrap_err();
}

#[tokio::test]
async fn what_cannot_be_worked_on_is_sent_away_and_what_can_is_not_hurt() {
    let (clinic, desk) = bounded(SHORT).await;
    let mut blocker = clinic.scene().await;
    rows_of(blocker.authorize(Action::ListRooms).unwrap(), "lock table party in share row exclusive mode")
        .await
        .unwrap();
    let release = async {
        until_all_others_are_sent_away().await;
        blocker.commit().await.unwrap();
    };

    let input = json!({ "family_name": "Haddad" });
    let calls = join_all((0..10).map(|_| async { desk.post("/api/patients/", &input).await }));
    let (answers, ()) = tokio::join!(calls, release);

    let count = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(503)), (2, 8));
    for shed in answers.iter().filter(|answer| answer.status == 503) {
        assert_eq!((shed.code().as_str(), shed.header("retry-after")), ("busy", "2"));
    }
    desk.get("/api/patients/").await.expect(200);
}

#[tokio::test]
async fn whoever_asks_without_end_holds_up_nobody_else() {
    let (clinic, eager) = bounded(InFlightLimits { requests: 8, share: 3, waiting: 32, ..SHORT }).await;
    let desk = clinic.sign_in(Role::Reception).await;
    let mut blocker = clinic.scene().await;
    rows_of(blocker.authorize(Action::ListRooms).unwrap(), "lock table party in share row exclusive mode")
        .await
        .unwrap();

    let input = json!({ "family_name": "Haddad" });
    let calls = join_all((0..20).map(|_| async { eager.post("/api/patients/", &input).await }));
    let others = async {
        // Three of them wait for the table; the desk looks around meanwhile.
        for _ in 0..5 {
            desk.get("/api/patients/").await.expect(200);
        }
        until_all_others_are_sent_away().await;
        blocker.commit().await.unwrap();
    };
    let (answers, ()) = tokio::join!(calls, others);
    let count = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(201), count(503)), (3, 17));
    eager.post("/api/patients/", &input).await.expect(201);
}

#[tokio::test]
async fn a_line_for_news_takes_nobodys_place() {
    let (clinic, _) = bounded(SHORT).await;
    let browser = clinic.browser(Role::Reception).await;

    let mut lines = Vec::new();
    for _ in 0..6 {
        lines.push(browser.get("/live").open().await);
    }
    browser.get("/reception/dashboard/").await.expect(200);
    drop(lines);
}

async fn half_a_request(address: SocketAddr, desk: &Client, sent: usize) -> TcpStream {
    let mut socket = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /api/patients/ HTTP/1.1\r\nhost: nile.localhost\r\nauthorization: {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        desk.authorization(),
        sent + 1
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(" ".repeat(sent).as_bytes()).await.unwrap();
    socket
}

#[tokio::test]
async fn bodies_that_do_not_end_take_nobodys_place() {
    let (clinic, desk) = bounded(SHORT).await;
    let address = clinic.listen().await;

    let mut halves = Vec::new();
    for _ in 0..10 {
        halves.push(half_a_request(address, &desk, 10).await);
    }
    for _ in 0..5 {
        desk.post("/api/patients/", &json!({ "family_name": "Haddad" })).await.expect(201);
    }
    drop(halves);
}

#[tokio::test]
async fn there_is_room_for_so_many_bytes_of_bodies_and_for_no_more() {
    let (clinic, desk) = bounded(InFlightLimits { body_kib: 96, ..SHORT }).await;
    let address = clinic.listen().await;

    let mut halves = Vec::new();
    for _ in 0..4 {
        halves.push(half_a_request(address, &desk, 40 * 1024).await);
    }
    // Two of them found room; two did not, and are told so.
    let mut told = 0;
    for mut half in halves.split_off(0) {
        let mut answer = [0; 12];
        let read = tokio::time::timeout(Duration::from_secs(2), half.read_exact(&mut answer)).await;
        told += usize::from(read.is_ok_and(|read| read.is_ok()) && answer.ends_with(b" 503"));
        halves.push(half);
    }
    assert_eq!(told, 2);
    // Who only looks needs no room, and a short form finds some.
    desk.get("/api/patients/").await.expect(200);
    desk.post("/api/patients/", &json!({ "family_name": "Haddad" })).await.expect(201);
    drop(halves);
}
