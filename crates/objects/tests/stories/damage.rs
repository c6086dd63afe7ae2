//! Whatever happens to an object in its store is noticed, and nothing of the chunk it happened to is given out.

use futures::StreamExt as _;
use objects::{Kept, ReadError};

use crate::ground::{CHUNK, Ground, NAME, content};

const HEADER: usize = 40;
const SEALED: usize = CHUNK + 16;

/// Keeps content, does something to its file, and says what verifying it comes to.
async fn after(size: usize, harm: impl FnOnce(&mut Vec<u8>)) -> (Ground, Kept) {
    let ground = Ground::folder();
    let kept = ground.keep(&content(size)).await;
    let mut file = std::fs::read(ground.file(NAME)).unwrap();
    harm(&mut file);
    std::fs::write(ground.file(NAME), file).unwrap();
    (ground, kept)
}

async fn is_found(size: usize, harm: impl FnOnce(&mut Vec<u8>)) -> bool {
    let (ground, kept) = after(size, harm).await;
    let verified = ground.store.verify(NAME, &ground.key, &kept).await;
    let read = ground.read(&kept, 0..kept.size).await;
    assert!(verified.is_ok() || matches!(verified, Err(ReadError::Damaged)), "{verified:?}");
    matches!((verified, read), (Err(ReadError::Damaged), Err(ReadError::Damaged)))
}

#[tokio::test]
async fn any_flipped_bit_is_found() {
    let size = 3 * CHUNK + 100;
    let sealed = HEADER + 3 * SEALED + 116;
    let edges = [HEADER, HEADER + SEALED, HEADER + 2 * SEALED, HEADER + 3 * SEALED, sealed];
    let near = edges.iter().flat_map(|edge| [edge - 17, edge - 16, edge - 1, *edge, edge + 1]);
    for place in (0..HEADER).chain(near).filter(|place| *place < sealed) {
        let bit = 1 << (place % 8);
        assert!(is_found(size, |file| file[place] ^= bit).await, "bit at {place}");
    }
}

#[tokio::test]
async fn every_bit_of_a_small_object_counts() {
    for place in 0..HEADER + 5 + 16 {
        for bit in 0..8 {
            assert!(is_found(5, |file| file[place] ^= 1 << bit).await, "bit {bit} at {place}");
        }
    }
}

#[tokio::test]
async fn whatever_is_cut_off_is_missed() {
    for size in [1, CHUNK, 3 * CHUNK, 3 * CHUNK + 100] {
        for cut in [1, 16, 17, 116, SEALED, 2 * SEALED] {
            assert!(is_found(size, |file| file.truncate(file.len().saturating_sub(cut))).await, "{cut} of {size}");
        }
    }
    assert!(is_found(0, |file| file.truncate(HEADER)).await);
    assert!(is_found(0, Vec::clear).await);
}

#[tokio::test]
async fn a_shorter_size_on_record_does_not_make_a_cut_look_whole() {
    let (ground, kept) = after(3 * CHUNK, |file| file.truncate(HEADER + 2 * SEALED)).await;
    let shorter = Kept { size: 2 * CHUNK as u64, ..kept };
    assert!(matches!(ground.read(&shorter, 0..shorter.size).await, Err(ReadError::Damaged)), "the last says it is not");
}

#[tokio::test]
async fn swapped_doubled_and_added_chunks_are_found() {
    let chunk = |number: usize| HEADER + number * SEALED..HEADER + (number + 1) * SEALED;
    let swap = |file: &mut Vec<u8>| {
        let (first, second) = (file[chunk(0)].to_vec(), file[chunk(1)].to_vec());
        file[chunk(0)].copy_from_slice(&second);
        file[chunk(1)].copy_from_slice(&first);
    };
    assert!(is_found(3 * CHUNK, swap).await);
    let double = |file: &mut Vec<u8>| {
        let first = file[chunk(0)].to_vec();
        file[chunk(1)].copy_from_slice(&first);
    };
    assert!(is_found(3 * CHUNK, double).await);
    let left_out = |file: &mut Vec<u8>| {
        file.drain(chunk(1));
    };
    assert!(is_found(3 * CHUNK, left_out).await);
    let (ground, kept) = after(3 * CHUNK, |file| file.resize(file.len() + SEALED, 0)).await;
    assert!(matches!(ground.store.verify(NAME, &ground.key, &kept).await, Err(ReadError::Damaged)));
}

#[tokio::test]
async fn a_chunk_of_another_object_under_the_same_key_is_found() {
    let ground = Ground::folder();
    ground.keep(&content(2 * CHUNK)).await;
    let earlier = std::fs::read(ground.file(NAME)).unwrap();
    let kept = ground.keep(&content(2 * CHUNK)).await;
    let mut spliced = std::fs::read(ground.file(NAME)).unwrap();
    spliced[HEADER..HEADER + SEALED].copy_from_slice(&earlier[HEADER..HEADER + SEALED]);
    std::fs::write(ground.file(NAME), spliced).unwrap();
    assert!(matches!(ground.store.verify(NAME, &ground.key, &kept).await, Err(ReadError::Damaged)));
}

#[tokio::test]
async fn what_comes_before_the_damage_is_given_out_and_nothing_of_it_or_after_it() {
    let (ground, kept) = after(40 * CHUNK, |file| file[HEADER + 20 * SEALED + 9] ^= 1).await;
    let mut pieces = ground.store.read(NAME, &ground.key, kept.size, 0..kept.size).await.unwrap();
    let (mut given, whole) = (Vec::new(), content(40 * CHUNK));
    let refused = loop {
        match pieces.next().await.unwrap() {
            Ok(piece) => given.extend_from_slice(&piece),
            Err(refused) => break refused,
        }
    };
    assert!(matches!(refused, ReadError::Damaged));
    assert!(given.len() <= 20 * CHUNK && whole.starts_with(&given), "{} bytes", given.len());
}

#[tokio::test]
async fn damage_at_the_start_of_what_is_asked_for_shows_before_anything_is_given_out() {
    let (ground, kept) = after(40 * CHUNK, |file| file[HEADER + 20 * SEALED] ^= 1).await;
    let from = 20 * CHUNK as u64 + 5;
    assert!(matches!(ground.store.read(NAME, &ground.key, kept.size, from..kept.size).await, Err(ReadError::Damaged)));
    let before = 20 * CHUNK as u64;
    assert_eq!(ground.read(&kept, 0..before - 4 * CHUNK as u64).await.unwrap().len() as u64, before - 4 * CHUNK as u64);
}
