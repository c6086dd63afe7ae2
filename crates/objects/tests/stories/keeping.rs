//! What is kept comes back whole, in whatever pieces it came; what is not kept leaves nothing behind.

use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use objects::{KeepError, Name, PlaceError, ReadError, Store};
use uuid::Uuid;
use vault::ContentKey;

use crate::ground::{CHUNK, Ground, NAME, SIZES, content};

/// Of no bytes at all, as everybody knows it.
const OF_NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[tokio::test]
async fn content_of_any_size_comes_back_whole() {
    for size in SIZES {
        let ground = Ground::folder();
        let whole = content(size);
        let kept = ground.keep(&whole).await;
        assert_eq!(kept.size, size as u64);
        assert_eq!(ground.read(&kept, 0..kept.size).await.unwrap(), whole, "{size}");
        ground.store.verify(NAME, &ground.key, &kept).await.unwrap();
    }
}

#[tokio::test]
async fn the_pieces_in_which_it_came_make_no_difference() {
    let whole = content(3 * CHUNK + 17);
    let mut sums = Vec::new();
    for piece in [1000, CHUNK - 1, CHUNK, CHUNK + 1, 4 * CHUNK] {
        let ground = Ground::folder();
        let kept = ground.keep_in_pieces(&whole, piece).await.unwrap();
        assert_eq!(ground.read(&kept, 0..kept.size).await.unwrap(), whole, "{piece}");
        sums.push(kept.sha256);
    }
    assert!(sums.iter().all(|sum| *sum == sums[0]));
}

#[tokio::test]
async fn the_sum_is_that_of_the_content() {
    let kept = Ground::folder().keep(b"").await;
    assert_eq!(format!("{:02x?}", kept.sha256).replace(['[', ']', ',', ' '], ""), OF_NOTHING);
}

#[tokio::test]
async fn nothing_of_the_content_lies_in_the_folder() {
    let ground = Ground::folder();
    let secret = b"Josephine Gomez has diabetes. ".repeat(10_000);
    ground.keep(&secret).await;
    let stored = std::fs::read(ground.file(NAME)).unwrap();
    assert!(stored.len() > secret.len());
    assert!(!stored.windows(9).any(|window| window == b"Josephine"));
}

#[tokio::test]
async fn the_same_content_is_never_sealed_alike() {
    let ground = Ground::folder();
    ground.keep(b"the same").await;
    let first = std::fs::read(ground.file(NAME)).unwrap();
    ground.keep(b"the same").await;
    let second = std::fs::read(ground.file(NAME)).unwrap();
    assert_eq!(first[..8], second[..8]);
    assert!(first[40..].iter().zip(&second[40..]).filter(|(a, b)| a == b).count() < 8, "under another cipher");
}

#[tokio::test]
async fn what_is_too_large_is_refused_and_leaves_nothing() {
    for (size, most) in [(1, 0), (CHUNK + 1, CHUNK as u64), (90 * CHUNK, 90 * CHUNK as u64 - 1)] {
        let ground = Ground::folder();
        let pieces: Vec<_> =
            content(size).chunks(CHUNK).map(|it| Ok::<_, ReadError>(Bytes::copy_from_slice(it))).collect();
        let refused = ground.store.keep(NAME, &ground.key, most, stream::iter(pieces)).await;
        assert!(matches!(refused, Err(KeepError::TooLarge)));
        left_alone(&ground).await;
    }
    let ground = Ground::folder();
    let pieces = [Ok::<_, ReadError>(Bytes::from_static(b"just enough"))];
    ground.store.keep(NAME, &ground.key, 11, stream::iter(pieces)).await.unwrap();
}

#[tokio::test]
async fn what_breaks_off_is_refused_and_leaves_nothing() {
    for size in [1, CHUNK + 1, 90 * CHUNK] {
        let ground = Ground::folder();
        let pieces: Vec<_> = content(size).chunks(CHUNK).map(|it| Ok(Bytes::copy_from_slice(it))).collect();
        let broken = stream::iter(pieces).chain(stream::iter([Err("the line is dead")]));
        let refused = ground.store.keep(NAME, &ground.key, u64::MAX, broken).await;
        assert!(matches!(refused, Err(KeepError::Content("the line is dead"))));
        left_alone(&ground).await;
    }
}

async fn left_alone(ground: &Ground) {
    assert_eq!(ground.files(), Vec::<std::path::PathBuf>::new());
    assert!(ground.store.list(NAME.shelf).try_collect::<Vec<_>>().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_lies_on_a_shelf_is_listed_and_what_is_removed_is_gone() {
    let ground = Ground::folder();
    let kept = ground.keep(b"kept").await;
    let other = Name { shelf: Uuid::from_u128(2), ..NAME };
    let nothing = stream::iter([Ok::<_, ReadError>(Bytes::new())]);
    ground.store.keep(other, &ground.key, 10, nothing).await.unwrap();

    let found = ground.store.list(NAME.shelf).try_collect::<Vec<_>>().await.unwrap();
    assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [NAME.id]);

    // As a process leaves it that dies while it writes.
    std::fs::write(ground.file(NAME).with_file_name(format!("{}#1", NAME.id)), b"half").unwrap();
    ground.store.remove(NAME).await.unwrap();
    ground.store.remove(NAME).await.unwrap();
    assert!(matches!(ground.read(&kept, 0..4).await, Err(ReadError::Gone)));
    assert!(matches!(ground.store.verify(NAME, &ground.key, &kept).await, Err(ReadError::Gone)));
    assert_eq!(ground.files(), [ground.file(other)]);
}

#[tokio::test]
async fn another_key_or_another_name_opens_nothing() {
    let ground = Ground::folder();
    let kept = ground.keep(b"for one key").await;
    let stranger = ContentKey::generate();
    assert!(matches!(ground.store.verify(NAME, &stranger, &kept).await, Err(ReadError::Damaged)));
    for moved in [Name { id: Uuid::from_u128(8), ..NAME }, Name { shelf: Uuid::from_u128(9), ..NAME }] {
        std::fs::create_dir_all(ground.file(moved).parent().unwrap()).unwrap();
        std::fs::copy(ground.file(NAME), ground.file(moved)).unwrap();
        assert!(matches!(ground.store.verify(moved, &ground.key, &kept).await, Err(ReadError::Damaged)));
    }
}

#[test]
fn a_place_that_is_none_is_refused_in_so_many_words() {
    for place in ["ftp://somewhere/", "memory:///", "s3://", "gs://bucket/"] {
        assert!(Store::open(place, []).is_err(), "{place}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, b"").unwrap();
    assert!(matches!(Store::open(file.to_str().unwrap(), []), Err(PlaceError::Folder { .. })));
}
