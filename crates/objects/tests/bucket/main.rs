//! The promises of the store in a bucket: `./test s3` starts a server that speaks S3 and says in `TEST_S3` where.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that panics has said its piece"
)]

#[path = "../stories/ground.rs"]
#[allow(dead_code, reason = "the stories about folders need more of it")]
mod ground;

use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use objects::{KeepError, ReadError, Store};
use vault::ContentKey;

use ground::{CHUNK, Ground, NAME, SIZES, content};

/// A bucket of the test's own.
async fn bucket(name: &str) -> Ground {
    let server = std::env::var("TEST_S3").expect("an S3 server: run ./test s3");
    let host = server.strip_prefix("http://").unwrap();
    // A library for that alone would be one more; a bucket is made by a line.
    let request = format!("PUT /{name} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let answer = say(host, &request).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let settings = [
        ("AWS_ENDPOINT", server.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_REGION", "us-east-1"),
        ("HOME", "/nowhere"),
    ];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let store = Store::open(&format!("s3://{name}/under/here"), settings).unwrap();
    Ground { store, key: ContentKey::generate(), folder: None }
}

async fn say(host: &str, request: &str) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut line = tokio::net::TcpStream::connect(host).await.unwrap();
    line.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_bucket_keeps_content_of_any_size() {
    let ground = bucket("sizes").await;
    for size in SIZES {
        let whole = content(size);
        let kept = ground.keep(&whole).await;
        assert!(ground.read(&kept, 0..kept.size).await.unwrap() == whole, "{size}");
        let (start, end) = (size / 3, size - size / 4);
        assert!(ground.read(&kept, start as u64..end as u64).await.unwrap() == whole[start..end], "{size}");
        ground.store.verify(NAME, &ground.key, &kept).await.unwrap();
    }
}

#[tokio::test]
async fn a_bucket_keeps_nothing_of_what_broke_off() {
    let ground = bucket("broken").await;
    for size in [1, 90 * CHUNK] {
        let pieces: Vec<_> = content(size).chunks(CHUNK).map(|it| Ok(Bytes::copy_from_slice(it))).collect();
        let broken = stream::iter(pieces).chain(stream::iter([Err("the line is dead")]));
        let refused = ground.store.keep(NAME, &ground.key, u64::MAX, broken).await;
        assert!(matches!(refused, Err(KeepError::Content("the line is dead"))));
        assert!(ground.store.list(NAME.shelf).try_collect::<Vec<_>>().await.unwrap().is_empty());
    }
    let host = std::env::var("TEST_S3").unwrap();
    let host = host.strip_prefix("http://").unwrap();
    let unfinished =
        say(host, &format!("GET /broken?uploads HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).await;
    assert!(unfinished.contains("ListMultipartUploadsResult") && !unfinished.contains("<UploadId>"), "{unfinished}");
}

#[tokio::test]
async fn a_bucket_lists_what_it_has_and_forgets_what_is_removed() {
    let ground = bucket("removed").await;
    let kept = ground.keep(&content(CHUNK)).await;
    let found = ground.store.list(NAME.shelf).try_collect::<Vec<_>>().await.unwrap();
    assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [NAME.id]);
    ground.store.remove(NAME).await.unwrap();
    ground.store.remove(NAME).await.unwrap();
    assert!(matches!(ground.read(&kept, 0..1).await, Err(ReadError::Gone)));
}
