//! Clients hang up at the worst moment. What was acknowledged stays, what was begun ends, and no connection goes back
//! to the pool with a stranger's transaction in it.

use std::net::SocketAddr;
use std::time::Duration;

use http::Method;
use serde_json::json;
use tenancy::{Action, Actor};
use testkit::{Client, Role, Setup, TestClinic, rows_of};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Waits until the superuser's question is answered as wished; the database has no other way to say so.
async fn until(clinic: &TestClinic, sql: &str, wished: &str) {
    let mut pulse = tokio::time::interval(Duration::from_millis(5));
    for _ in 0..4000 {
        if clinic.value(sql).await == wished {
            return;
        }
        pulse.tick().await;
    }
    panic!("never {wished}: {sql}");
}

fn raw(client: &Client, clinic: &TestClinic, family_name: &str) -> Vec<u8> {
    // The bearer is taken from a request that the client would send.
    let bearer = client.authorization().to_owned();
    let body = json!({ "family_name": family_name }).to_string();
    format!(
        "POST /api/patients/ HTTP/1.1\r\nhost: {}\r\nauthorization: {bearer}\r\ncontent-type: application/json\r\n\
         connection: close\r\ncontent-length: {}\r\n\r\n{body}",
        clinic.host(),
        body.len()
    )
    .into_bytes()
}

/// Sends, and hangs up after so long; the status when there was one.
async fn send(address: SocketAddr, request: &[u8], patience: Option<Duration>) -> Option<u16> {
    let mut socket = TcpStream::connect(address).await.ok()?;
    socket.write_all(request).await.ok()?;
    let mut answer = Vec::new();
    match patience {
        Some(patience) => tokio::time::timeout(patience, socket.read_to_end(&mut answer)).await.ok()?.ok()?,
        None => socket.read_to_end(&mut answer).await.ok()?,
    };
    std::str::from_utf8(answer.get(9..12)?).ok()?.parse().ok()
}

#[tokio::test]
async fn what_was_begun_is_ended_though_nobody_waits_for_it() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let address = clinic.listen().await;
    let held = clinic.patient().create().await;
    let mut blocker = clinic.scene().await;
    let db = blocker.authorize(Action::ListRooms).unwrap();
    rows_of(db, "lock table party in share row exclusive mode").await.unwrap();

    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(&raw(&desk, &clinic, "Haddad")).await.unwrap();
    let waiting =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    until(&clinic, waiting, "1").await;
    drop(socket);
    blocker.commit().await.unwrap();

    until(&clinic, "select count(*) from {room}.party", "2").await;
    until(
        &clinic,
        "select count(*) from {room}.audit_event where action = 'register_patient' and actor_kind = 'staff'",
        "1",
    )
    .await;
    desk.get(&held.path()).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_who_hang_up_leave_two_connections_clean_and_lose_no_acknowledged_write() {
    let clinic = TestClinic::with(Setup { connections: 2, ..Setup::default() }).await;
    let clinics = [clinic.clone(), clinic.other().await];
    let desks = [clinics[0].sign_in(Role::Reception).await, clinics[1].sign_in(Role::Reception).await];
    let address = clinic.listen().await;

    let mut acknowledged = [0_usize; 2];
    for round in 0..150 {
        let batch = (0..20).map(|n| {
            let (side, patience) =
                ((round + n) % 2, (n % 10 != 0).then(|| Duration::from_micros(200 * n as u64 * (round as u64 % 7))));
            let (desk, clinic) = (&desks[side], &clinics[side]);
            async move {
                let request = raw(desk, clinic, &format!("Side{side}"));
                (side, send(address, &request, patience).await)
            }
        });
        for (side, status) in futures::future::join_all(batch).await {
            acknowledged[side] += usize::from(status == Some(201));
        }
    }

    let open = "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%' or state = 'active' and usename like 'praxis%'";
    until(&clinic, open, "0").await;
    assert!(acknowledged[0] > 20 && acknowledged[1] > 20, "{acknowledged:?}");
    for (side, clinic) in clinics.iter().enumerate() {
        // Of one moment: whoever has hung up may still be waiting for a connection.
        let counts = "select (select count(*) from {room}.party),
            (select count(*) from {room}.audit_event where action = 'register_patient')";
        let [rows, recorded] = clinic.sql_as_superuser(counts).await.remove(0).try_into().unwrap();
        assert_eq!(recorded, rows);
        let rows: usize = rows.parse().unwrap();
        assert!(rows >= acknowledged[side], "{rows} rows of {} acknowledged", acknowledged[side]);
        let strangers = desks[side].list(&format!("/api/patients/?search=Side{}&page_size=1", 1 - side)).await;
        assert!(strangers.is_empty());
        let known = desks[side].get("/api/patients/?search=side&page_size=1").await.expect(200).json();
        assert!(known["count"].as_u64().unwrap() >= rows as u64, "{known}");
    }
    each_connection_is_where_it_should_be(&clinics).await;
}

/// Both connections, for either clinic in turn: each is in the clinic it was asked for, and open to looking only.
async fn each_connection_is_where_it_should_be(clinics: &[TestClinic; 2]) {
    let ticket = |clinic: &TestClinic| clinic.house().ticket(clinic.tenant().clone(), Actor::Job { name: "look" });
    for round in 0..6 {
        let (one, two) = (&clinics[round % 2], &clinics[(round / 2) % 2]);
        let mut looks = [one.house().read(ticket(one)).await.unwrap(), two.house().read(ticket(two)).await.unwrap()];
        for (tx, clinic) in looks.iter_mut().zip([one, two]) {
            let db = tx.authorize(Action::ListRooms).unwrap();
            let place = "select current_user, current_schemas(false)::text, current_setting('transaction_read_only')";
            let found = rows_of(db, place).await.unwrap();
            assert_eq!(found, [[clinic.schema().to_owned(), format!("{{{}}}", clinic.schema()), "on".to_owned()]]);
        }
    }
}

#[tokio::test]
async fn a_body_that_never_comes_holds_no_connection_of_the_database() {
    let clinic = TestClinic::with(Setup { connections: 2, ..Setup::default() }).await;
    let desk = clinic.sign_in(Role::Reception).await;
    let address = clinic.listen().await;
    let request = raw(&desk, &clinic, "Haddad");

    let mut slow = Vec::new();
    for _ in 0..10 {
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(&request[..request.len() - 5]).await.unwrap();
        slow.push(socket);
    }
    for _ in 0..5 {
        desk.call(Method::GET, "/api/patients/").await.expect(200);
    }
    drop(slow);
    desk.get("/api/patients/").await.expect(200);
}
