//! Values come back whole from where they were sealed, and from nowhere else.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{ClinicKeys, Field, Json, KeyState, OVERHEAD, OpenError, Sealable, Sealed};

use crate::{NAME, ROW, TENANT, USERNAME, clinic, root};

#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
struct Address {
    street: String,
    lines: Vec<String>,
}

fn comes_back<T: Sealable + Clone + PartialEq>(value: &T) -> bool {
    let (keys, secret) = (clinic(), ClinicKeys::new_party_secret());
    let sealer = keys.party(&secret);
    sealer.open(NAME, ROW, &sealer.seal(NAME, ROW, value)).unwrap().reveal() == value
}

proptest! {
    #[test]
    fn any_text_comes_back_whole(text in ".*") {
        prop_assert!(comes_back(&text));
    }

    #[test]
    fn any_bytes_come_back_whole(bytes in any::<Vec<u8>>()) {
        prop_assert!(comes_back(&bytes));
    }

    #[test]
    fn any_date_comes_back_whole(year in -9999i16..=9999, month in 1i8..=12, day in 1i8..=28) {
        prop_assert!(comes_back::<Date>(&date(year, month, day)));
    }

    #[test]
    fn any_json_comes_back_whole(street in ".*", lines in any::<Vec<String>>()) {
        let address = Json(Address { street, lines });
        prop_assert!(comes_back(&address));
    }

    #[test]
    fn a_sealed_value_is_33_bytes_longer_than_the_plain_one(bytes in any::<Vec<u8>>()) {
        let sealed = clinic().clinic().seal(USERNAME, ROW, &bytes);
        prop_assert_eq!(sealed.as_bytes().len(), bytes.len() + 33);
        prop_assert_eq!(OVERHEAD, 33);
    }

    #[test]
    fn a_value_with_any_bit_flipped_does_not_open(text in ".{0,40}", at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let keys = clinic();
        let mut bytes = keys.clinic().seal(USERNAME, ROW, &text).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(keys.clinic().open(USERNAME, ROW, &Sealed::<String>::from_bytes(bytes)).is_err());
    }

    #[test]
    fn a_value_cut_short_or_lengthened_does_not_open(text in ".{0,40}", cut in any::<prop::sample::Index>(), more in any::<u8>()) {
        let keys = clinic();
        let whole = keys.clinic().seal(USERNAME, ROW, &text).into_bytes();
        let short = whole[..cut.index(whole.len())].to_vec();
        let long = [whole, vec![more]].concat();
        for bytes in [short, long] {
            prop_assert!(keys.clinic().open(USERNAME, ROW, &Sealed::<String>::from_bytes(bytes)).is_err());
        }
    }

    #[test]
    fn arbitrary_bytes_never_open_and_never_panic(bytes in any::<Vec<u8>>()) {
        prop_assert!(clinic().clinic().open(USERNAME, ROW, &Sealed::<String>::from_bytes(bytes)).is_err());
    }
}

#[test]
fn the_stored_form_is_version_key_id_nonce_ciphertext_tag() {
    let sealed = clinic().clinic().seal(USERNAME, ROW, &"ada".to_owned());

    assert_eq!(sealed.as_bytes()[..5], [1, 0, 0, 0, 1]);
    assert_eq!(sealed.key_id(), Some(1));
}

#[test]
fn the_same_value_never_looks_the_same_twice() {
    let keys = clinic();
    let seal = || keys.clinic().seal(USERNAME, ROW, &"ada".to_owned());

    assert_ne!(seal(), seal());
}

#[test]
fn a_value_moved_to_another_row_column_or_table_does_not_open() {
    let keys = clinic();
    let sealed = keys.clinic().seal(USERNAME, ROW, &"ada".to_owned());

    let moved = [
        (USERNAME, Uuid::from_u128(8)),
        (Field::clinic("staff", "email"), ROW),
        (Field::clinic("device", "username"), ROW),
        // The same letters, cut elsewhere.
        (Field::clinic("staffu", "sername"), ROW),
    ];
    for (field, row) in moved {
        assert_eq!(keys.clinic().open(field, row, &sealed), Err(OpenError::Tampered));
    }
}

#[test]
fn a_value_moved_to_another_tenant_does_not_open() {
    let other = Uuid::from_u128(2);
    let wrapped = ClinicKeys::generate_wrapped(&root(), other);
    let theirs = ClinicKeys::open(&root(), other, &[(1, KeyState::Active, wrapped.bytes)]).unwrap();
    let sealed = clinic().clinic().seal(USERNAME, ROW, &"ada".to_owned());

    assert_eq!(theirs.clinic().open(USERNAME, ROW, &sealed), Err(OpenError::Tampered));
}

#[test]
fn a_value_of_one_person_does_not_open_with_the_secret_of_another() {
    let keys = clinic();
    let (ada, bob) = (ClinicKeys::new_party_secret(), ClinicKeys::new_party_secret());
    let sealed = keys.party(&ada).seal(NAME, ROW, &"Ada".to_owned());

    assert_eq!(keys.party(&bob).open(NAME, ROW, &sealed), Err(OpenError::Tampered));
}

#[test]
fn a_persons_secret_is_kept_sealed_and_opens_the_person_again() {
    const SECRET: Field = Field::clinic("party", "secret");
    let (keys, secret) = (clinic(), ClinicKeys::new_party_secret());
    let name = keys.party(&secret).seal(NAME, ROW, &"Ada".to_owned());
    let kept = keys.clinic().seal(SECRET, ROW, &secret);

    let secret = keys.clinic().open(SECRET, ROW, &kept).unwrap();

    assert_eq!(keys.party(secret.reveal()).open(NAME, ROW, &name).unwrap().reveal(), "Ada");
}

#[test]
fn a_value_of_another_type_is_malformed() {
    let keys = clinic();
    let text = keys.clinic().seal(USERNAME, ROW, &"not a date".to_owned());
    let as_date = Sealed::<Date>::from_bytes(text.into_bytes());

    assert_eq!(keys.clinic().open(USERNAME, ROW, &as_date), Err(OpenError::Malformed));
}

#[test]
fn what_is_absent_stays_absent() {
    let keys = clinic();
    let sealer = keys.clinic();
    let ada = sealer.seal_opt(USERNAME, ROW, Some(&"ada".to_owned()));

    assert_eq!(sealer.open_opt(USERNAME, ROW, ada.as_ref()).unwrap().unwrap().reveal(), "ada");
    assert!(sealer.seal_opt::<String>(USERNAME, ROW, None).is_none());
    assert_eq!(sealer.open_opt::<String>(USERNAME, ROW, None), Ok(None));
}

#[test]
fn a_sealer_refuses_to_open_the_fields_of_another_owner() {
    let (keys, secret) = (clinic(), ClinicKeys::new_party_secret());
    let name = keys.party(&secret).seal(NAME, ROW, &"Ada".to_owned());

    assert_eq!(keys.clinic().open(NAME, ROW, &name), Err(OpenError::WrongOwner(NAME)));
}

#[test]
#[should_panic(expected = "party.given_name has another owner than this sealer")]
fn sealing_a_persons_value_under_the_clinics_key_is_loud() {
    let _ = clinic().clinic().seal(NAME, ROW, &"Ada".to_owned());
}

#[test]
fn the_tenant_of_a_ring_is_the_one_it_was_opened_for() {
    assert_eq!(clinic().tenant(), TENANT);
}
