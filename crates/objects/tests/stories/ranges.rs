//! Any part of an object is read without the rest.

use proptest::prelude::*;

use crate::ground::{CHUNK, Ground, content};

const SIZE: usize = 35 * CHUNK + 11;

#[tokio::test]
async fn parts_that_begin_and_end_at_the_edges_of_chunks_are_those_parts() {
    let ground = Ground::folder();
    let whole = content(SIZE);
    let kept = ground.keep(&whole).await;
    let mut edges = vec![0, 1, 7, SIZE - 1, SIZE];
    for chunk in [1, 2, 15, 16, 17, 32, 35] {
        edges.extend([chunk * CHUNK - 1, chunk * CHUNK, chunk * CHUNK + 1]);
    }
    edges.sort_unstable();
    for (at, start) in edges.iter().enumerate() {
        for end in &edges[at..] {
            let part = ground.read(&kept, *start as u64..*end as u64).await.unwrap();
            assert!(part == whole[*start..*end], "{start}..{end}");
        }
    }
}

#[tokio::test]
async fn what_lies_beyond_the_end_is_nothing() {
    let ground = Ground::folder();
    let kept = ground.keep(b"0123456789").await;
    for (range, part) in [(8..100, &b"89"[..]), (10..100, b""), (50..100, b""), (0..0, b"")] {
        assert_eq!(ground.read(&kept, range.clone()).await.unwrap(), part, "{range:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_part_is_that_part(size in 0..3 * CHUNK, a in 0..3 * CHUNK, b in 0..3 * CHUNK) {
        let (start, end) = (a.min(b).min(size), a.max(b).min(size));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let ground = Ground::folder();
            let whole = content(size);
            let kept = ground.keep(&whole).await;
            let part = ground.read(&kept, start as u64..end as u64).await.unwrap();
            prop_assert!(part == whole[start..end]);
            Ok(())
        })?;
    }
}
