//! Blind indexes find equal values within one column of one clinic, and tell nothing across.

use std::collections::HashSet;

use proptest::prelude::*;

use crate::clinic;

proptest! {
    #[test]
    fn equal_values_have_equal_fingerprints_and_others_do_not(a in ".*", b in ".*") {
        let keys = clinic();
        let (index, again) = (keys.index("party.phone"), keys.index("party.phone"));
        prop_assert_eq!(index.exact(&a), again.exact(&a));
        prop_assert_eq!(index.token(&a), again.token(&a));
        prop_assert_eq!(index.exact(&a) == index.exact(&b), a == b);
        prop_assert_eq!(index.token(&a) == index.token(&b), a == b);
    }
}

#[test]
fn fingerprints_differ_by_column_and_by_clinic() {
    let keys = clinic();
    let phone = keys.index("party.phone");

    assert_ne!(phone.exact("+1555"), keys.index("party.email").exact("+1555"));
    assert_ne!(phone.token("+1555"), keys.index("party.email").token("+1555"));
    assert_ne!(phone.exact("+1555"), clinic().index("party.phone").exact("+1555"));
}

#[test]
fn a_token_tells_nothing_about_the_exact_fingerprint() {
    let index = clinic().index("party.name");

    assert_ne!(index.token("ada").to_be_bytes(), index.exact("ada")[..8]);
}

#[test]
fn tokens_use_the_whole_range() {
    let index = clinic().index("party.name");
    let tokens: HashSet<i64> = (0..1000).map(|number| index.token(&number.to_string())).collect();

    assert_eq!(tokens.len(), 1000);
    assert!(tokens.iter().any(|token| *token < 0) && tokens.iter().any(|token| *token > 0));
}
