//! What becomes of the server when it, or the program, dies.

use std::fs;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::super::{Closed, account};
use super::scratch::{Scratch, ask, kill, open, pid, psql, runs};

#[tokio::test]
async fn a_process_that_dies_leaves_the_server_to_the_next_one() {
    let scratch = Scratch::new();
    let killed = open(&scratch, "data").await;
    let before = pid(killed.postgres_dir());
    // What the kernel does to the locks of a killed process.
    drop(killed);

    let next = open(&scratch, "data").await;

    assert_eq!(pid(next.postgres_dir()), before);
    assert_eq!(next.close().await.unwrap(), Closed::Stopped);
}

#[tokio::test]
async fn a_server_killed_with_work_in_hand_comes_back_by_itself() {
    let scratch = Scratch::new();
    let cluster = open(&scratch, "data").await;
    ask(&cluster, "create table kept as select 7 as number");
    let supervisor = tokio::spawn(cluster.clone().supervise(std::future::pending()));
    let sleeper = {
        let cluster = cluster.clone();
        std::thread::spawn(move || psql(&cluster, "select pg_sleep(60)"))
    };
    sleep(Duration::from_millis(300)).await;

    for signal in ["-KILL", "-QUIT", "-INT"] {
        let (before, died) = (pid(cluster.postgres_dir()), Instant::now());
        kill(signal, cluster.postgres_dir());
        while !runs(&cluster) || pid(cluster.postgres_dir()) == before {
            assert!(died.elapsed() < Duration::from_secs(5), "not back after {signal}");
            sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(ask(&cluster, "select number from kept"), "7");
    }

    assert!(!sleeper.join().unwrap().status.success());
    cluster.close().await.unwrap();
    tokio::time::timeout(Duration::from_secs(2), supervisor).await.unwrap().unwrap();
}

#[tokio::test]
async fn opening_after_a_crash_starts_the_server_again() {
    let scratch = Scratch::new();
    let cluster = open(&scratch, "data").await;
    let dir = cluster.postgres_dir().to_owned();
    ask(&cluster, "create table kept as select 7 as number");
    kill("-KILL", &dir);
    drop(cluster);

    let cluster = open(&scratch, "data").await;
    assert_eq!(ask(&cluster, "select number from kept"), "7");
    cluster.close().await.unwrap();
}

#[tokio::test]
async fn a_number_that_now_belongs_to_another_server_does_not_stop_the_start() {
    let scratch = Scratch::new();
    let (other, cluster) = tokio::join!(open(&scratch, "other"), open(&scratch, "data"));
    let dir = cluster.postgres_dir().to_owned();
    let lock = fs::read_to_string(dir.join("postmaster.pid")).unwrap();
    cluster.close().await.unwrap();

    // After a power failure, the numbers are dealt anew.
    let stale = lock.replacen(&pid_of(&lock), &pid(other.postgres_dir()).unwrap(), 1);
    let owner = account::Account::find(Some(&dir)).unwrap();
    owner.write(&dir.join("postmaster.pid"), &stale).unwrap();

    let cluster = open(&scratch, "data").await;
    assert_eq!(ask(&cluster, "select 1"), "1");
    assert_eq!(ask(&other, "select 1"), "1");
    cluster.close().await.unwrap();
    other.close().await.unwrap();
}

#[tokio::test]
async fn an_operators_restart_is_not_disturbed() {
    let scratch = Scratch::new();
    let cluster = open(&scratch, "data").await;
    let supervisor = tokio::spawn(cluster.clone().supervise(std::future::pending()));

    for _ in 0..5 {
        let mut restart = cluster.0.server.tool("pg_ctl");
        restart.args(["restart", "-w", "-s", "-m", "fast", "-D"]).arg(cluster.postgres_dir());
        // With a log: a server without one would hold our pipe open.
        restart.arg("-l").arg(cluster.postgres_dir().join("log/restart.log"));
        let output = tokio::task::spawn_blocking(move || restart.output()).await.unwrap().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(ask(&cluster, "select 1"), "1");
    }

    cluster.close().await.unwrap();
    supervisor.await.unwrap();
}

fn pid_of(lock: &str) -> String {
    lock.lines().next().unwrap().to_owned()
}
