//! The cluster against a real PostgreSQL.

mod crashes;
mod scratch;

use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};

use self::scratch::{Scratch, ask, open, pid, psql, runs};
use super::{Closed, Cluster, ClusterError};

#[tokio::test]
async fn a_path_with_spaces_works_and_the_password_is_for_the_owner_alone() {
    let scratch = Scratch::new();
    let cluster = Cluster::open(&scratch.join("Dr. O'Hara & sons")).await.unwrap();

    assert_eq!(
        ask(&cluster, "select current_setting('listen_addresses') || current_setting('server_encoding')"),
        "UTF8"
    );
    assert_eq!(ask(&cluster, "select upper('é') || current_setting('ssl')"), "Éoff");
    let password = cluster.data_dir().join("postgres-password");
    assert_eq!(fs::metadata(&password).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(cluster.data_dir().join("socket")).unwrap().permissions().mode() & 0o777, 0o700);

    let dir = cluster.postgres_dir().to_owned();
    assert_eq!(cluster.close().await.unwrap(), Closed::Stopped);
    assert_eq!(pid(&dir), None);
}

#[tokio::test]
async fn two_data_folders_run_side_by_side() {
    let scratch = Scratch::new();
    let (one, two) = tokio::join!(open(&scratch, "one"), open(&scratch, "two"));

    one.create_database_if_missing("praxis").await.unwrap();
    one.create_database_if_missing("praxis").await.unwrap();

    let count = "select count(*) from pg_database where datname = 'praxis'";
    assert_eq!((ask(&one, count), ask(&two, count)), ("1".to_owned(), "0".to_owned()));
    let refused = one.create_database_if_missing("--help").await;
    assert!(matches!(refused, Err(ClusterError::DatabaseName { .. })));
    one.close().await.unwrap();
    two.close().await.unwrap();
}

#[tokio::test]
async fn the_last_one_out_stops_the_server() {
    let scratch = Scratch::new();
    let (first, second) = tokio::join!(open(&scratch, "data"), open(&scratch, "data"));
    let before = pid(first.postgres_dir());
    assert_eq!(before, pid(second.postgres_dir()));

    assert_eq!(first.close().await.unwrap(), Closed::StillUsed);
    assert_eq!(ask(&second, "select 1"), "1");

    let clone = second.clone();
    assert_eq!(second.close().await.unwrap(), Closed::Stopped);
    assert!(!runs(&clone));
    assert!(matches!(clone.ensure_running().await, Err(ClusterError::Closed)));
    assert!(matches!(clone.close().await, Err(ClusterError::Closed)));

    let again = open(&scratch, "data").await;
    assert_eq!(ask(&again, "select 1"), "1");
    again.close().await.unwrap();
}

#[tokio::test]
async fn a_very_long_path_or_one_with_a_comma_gets_a_socket_elsewhere() {
    let scratch = Scratch::new();
    let long = "long, ".repeat(30);
    let cluster = open(&scratch, &long).await;

    let socket = cluster.0.server.socket.clone();
    assert!(socket.as_os_str().len() < 60);
    assert_eq!(ask(&cluster, "select 1"), "1");

    cluster.close().await.unwrap();
    assert!(!socket.exists());
    fs::DirBuilder::new().mode(0o777).create(&socket).unwrap();
    let planted = Cluster::open(&scratch.join(&long)).await;
    fs::remove_dir_all(&socket).unwrap();
    assert!(matches!(planted, Err(ClusterError::Planted { .. })));
}

#[tokio::test]
async fn what_is_typed_reaches_no_log() {
    let scratch = Scratch::new();
    let cluster = open(&scratch, "data").await;
    let wrong =
        ["select 'Xanthippe'::date", "select 1 / length(substr('Xanthippe', 99))", "create table \"Xanthippe\" ("];
    for sql in wrong {
        assert!(!psql(&cluster, sql).status.success());
    }
    let dir = cluster.postgres_dir().to_owned();
    cluster.close().await.unwrap();

    let logs: Vec<String> =
        fs::read_dir(dir.join("log")).unwrap().map(|log| fs::read_to_string(log.unwrap().path()).unwrap()).collect();
    assert!(logs.iter().any(|log| log.contains("shutting down")));
    assert!(!logs.iter().any(|log| log.contains("Xanthippe")));
}

#[tokio::test]
async fn root_hands_the_server_to_an_account_that_need_not_reach_the_data_folder() {
    let scratch = Scratch::new();
    let closed = scratch.join("closed");
    fs::DirBuilder::new().mode(0o700).create(&closed).unwrap();
    if fs::metadata(&closed).unwrap().uid() != 0 {
        return;
    }

    let cluster = Cluster::open(&closed).await.unwrap();
    let dir = cluster.postgres_dir().to_owned();
    assert!(dir.starts_with("/var/lib/praxis"));
    assert_ne!(fs::metadata(&dir).unwrap().uid(), 0);
    assert_eq!(ask(&cluster, "select 1"), "1");
    cluster.close().await.unwrap();

    fs::remove_dir_all(&dir).unwrap();
    let gone = Cluster::open(&closed).await;
    assert!(matches!(gone, Err(ClusterError::Gone { .. })));
}
