//! Nothing sensitive shows in debug output or in messages.

use vault::{ClinicKeys, Phi, RootKey, Sealed};

use crate::{NAME, ROW, TENANT, USERNAME, clinic};

#[test]
fn plain_values_do_not_show() {
    let name = Phi::new("Ada".to_owned());

    assert_eq!(format!("{name:?}"), "Phi(redacted)");
    assert_eq!(format!("{:#?}", Some(vec![name.clone()])).matches("Ada").count(), 0);
    assert_eq!(name.map(|name| name.len()).into_inner(), 3);
}

#[test]
fn sealed_values_show_key_id_and_length_only() {
    let sealed = clinic().clinic().seal(USERNAME, ROW, &"ada".to_owned());

    assert_eq!(format!("{sealed:?}"), "Sealed(key 1, 36 bytes)");
    assert_eq!(format!("{:?}", Sealed::<String>::from_bytes(b"ada".to_vec())), "Sealed(malformed, 3 bytes)");
}

#[test]
fn keys_do_not_show() {
    let (keys, secret) = (clinic(), ClinicKeys::new_party_secret());
    let ring = format!("ClinicKeys({TENANT}, active version 1)");

    assert_eq!(format!("{:?}", RootKey::from_bytes([42; 32])), "RootKey(redacted)");
    assert_eq!(format!("{secret:?}"), "PartySecret(redacted)");
    assert_eq!(format!("{keys:?}"), ring);
    assert_eq!(format!("{:?}", keys.party(&secret)), format!("Sealer(Party, {ring})"));
    assert_eq!(format!("{:?}", keys.index("party.phone")), "BlindIndex(redacted)");
}

#[test]
fn refusals_do_not_quote_the_value() {
    let (keys, secret) = (clinic(), ClinicKeys::new_party_secret());
    let moved = keys.party(&secret).seal(NAME, ROW, &"Ada".to_owned());
    let refusal = keys.party(&ClinicKeys::new_party_secret()).open(NAME, ROW, &moved).unwrap_err();

    assert_eq!(refusal.to_string(), "altered, or sealed for another place or person");
}
