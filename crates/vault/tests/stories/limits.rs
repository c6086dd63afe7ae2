//! What callers may rely on beyond values: threads, sizes, many nonces.

use std::collections::HashSet;

use vault::{ClinicKeys, Sealed, Sealer};

use crate::{NAME, ROW, USERNAME, clinic};

#[test]
fn keys_and_sealers_cross_threads_and_awaits() {
    fn crosses<T: Send + Sync>() {}
    crosses::<ClinicKeys>();
    crosses::<Sealer<'_>>();
    crosses::<Sealed<std::rc::Rc<String>>>();
}

#[test]
fn one_sealer_serves_several_threads() {
    let (keys, secret) = (clinic(), ClinicKeys::new_party_secret());
    let name = keys.party(&secret).seal(NAME, ROW, &"Ada".to_owned());
    let sealer = keys.party(&secret);

    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(sealer.open(NAME, ROW, &name).unwrap().reveal(), "Ada"));
        }
    });
}

#[test]
fn a_document_of_megabytes_comes_back_whole() {
    let (keys, bytes) = (clinic(), vec![7_u8; 5 << 20]);
    let document = keys.clinic().seal(USERNAME, ROW, &bytes);

    assert_eq!(keys.clinic().open(USERNAME, ROW, &document).unwrap().into_inner(), bytes);
}

#[test]
fn nonces_do_not_repeat_across_threads() {
    let keys = clinic();
    let nonces = || -> Vec<[u8; 12]> {
        let seal = |_| keys.clinic().seal(USERNAME, ROW, &Vec::new()).as_bytes()[5..17].try_into().unwrap();
        (0..10_000).map(seal).collect()
    };

    let (here, there) = std::thread::scope(|scope| (nonces(), scope.spawn(nonces).join().unwrap()));

    assert_eq!(here.into_iter().chain(there).collect::<HashSet<_>>().len(), 20_000);
}
