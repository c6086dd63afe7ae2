//! New values take the newest active key; old ones open for as long as their key may open.

use vault::{ClinicKeys, IndexKey, KeyState, OpenError, WrappedKey};

use crate::{NAME, ROW, TENANT, USERNAME, clinic, root};

/// Two stored versions, the second made from the first.
fn two_versions(index: IndexKey) -> (WrappedKey, WrappedKey) {
    let first = ClinicKeys::generate_wrapped(&root(), TENANT);
    let second = ring(&[(&first, KeyState::Active)]).next_wrapped(&root(), index);
    (first, second)
}

fn ring(versions: &[(&WrappedKey, KeyState)]) -> ClinicKeys {
    let versions: Vec<_> = versions.iter().map(|(key, state)| (key.version, *state, &key.bytes)).collect();
    ClinicKeys::open(&root(), TENANT, &versions).unwrap()
}

#[test]
fn new_values_are_sealed_with_the_newest_active_version_whatever_the_order() {
    let (first, second) = two_versions(IndexKey::Keep);
    for versions in [
        [(&first, KeyState::Active), (&second, KeyState::Active)],
        [(&second, KeyState::Active), (&first, KeyState::Active)],
    ] {
        let keys = ring(&versions);
        assert_eq!(keys.active_version(), 2);
        assert_eq!(keys.clinic().seal(USERNAME, ROW, &"ada".to_owned()).key_id(), Some(2));
    }
}

#[test]
fn a_newer_version_that_is_pending_or_retired_seals_nothing() {
    let (first, second) = two_versions(IndexKey::Keep);
    for state in [KeyState::Pending, KeyState::DecryptOnly, KeyState::Compromised, KeyState::Destroyed] {
        assert_eq!(ring(&[(&first, KeyState::Active), (&second, state)]).active_version(), 1);
    }
}

#[test]
fn values_of_clinic_and_person_open_under_every_state_that_opens_and_no_other() {
    let (first, second) = two_versions(IndexKey::Keep);
    let secret = ClinicKeys::new_party_secret();
    let before = ring(&[(&first, KeyState::Active)]);
    let username = before.clinic().seal(USERNAME, ROW, &"ada".to_owned());
    let name = before.party(&secret).seal(NAME, ROW, &"Ada".to_owned());

    for state in KeyState::ALL {
        let keys = ring(&[(&first, state), (&second, KeyState::Active)]);
        let opened = (keys.clinic().open(USERNAME, ROW, &username), keys.party(&secret).open(NAME, ROW, &name));
        match state {
            KeyState::Active | KeyState::DecryptOnly | KeyState::Compromised => {
                assert_eq!(opened, (Ok("ada".to_owned().into()), Ok("Ada".to_owned().into())));
            }
            KeyState::Pending | KeyState::Destroyed => {
                assert_eq!(opened, (Err(OpenError::UnknownKey(1)), Err(OpenError::UnknownKey(1))));
            }
        }
    }
}

#[test]
fn one_sealer_opens_a_persons_values_of_several_versions() {
    let (first, second) = two_versions(IndexKey::Keep);
    let third =
        ring(&[(&first, KeyState::DecryptOnly), (&second, KeyState::Active)]).next_wrapped(&root(), IndexKey::Keep);
    let secret = ClinicKeys::new_party_secret();
    let seal = |key| ring(&[(key, KeyState::Active)]).party(&secret).seal(NAME, ROW, &"Ada".to_owned());
    let values = [&first, &second, &third].map(seal);

    let keys = ring(&[(&third, KeyState::Active), (&first, KeyState::DecryptOnly), (&second, KeyState::DecryptOnly)]);
    let sealer = keys.party(&secret);

    for sealed in values.iter().chain(&values) {
        assert_eq!(sealer.open(NAME, ROW, sealed).unwrap().reveal(), "Ada");
    }
}

#[test]
fn an_unknown_key_id_is_named() {
    let (first, second) = two_versions(IndexKey::Keep);
    let sealed = ring(&[(&first, KeyState::DecryptOnly), (&second, KeyState::Active)]).clinic().seal(
        USERNAME,
        ROW,
        &"ada".to_owned(),
    );

    let opened = ring(&[(&first, KeyState::Active)]).clinic().open(USERNAME, ROW, &sealed);

    assert_eq!(opened, Err(OpenError::UnknownKey(2)));
}

#[test]
fn the_next_version_counts_on_from_the_newest_known_even_if_destroyed() {
    let (first, mut second) = two_versions(IndexKey::Keep);
    second.bytes.clear();
    let keys = ring(&[(&first, KeyState::Active), (&second, KeyState::Destroyed)]);

    assert_eq!(keys.next_wrapped(&root(), IndexKey::Keep).version, 3);
}

#[test]
fn a_rotation_keeps_blind_indexes_unless_it_is_to_renew_them() {
    for (index, kept) in [(IndexKey::Keep, true), (IndexKey::Renew, false)] {
        let (first, second) = two_versions(index);
        let keys = ring(&[(&first, KeyState::DecryptOnly), (&second, KeyState::Active)]);
        let [now, then] = [1, 2].map(|version| keys.index_under(version, "party.phone").unwrap().exact("+1555"));

        assert_eq!(now == then, kept);
        assert_eq!(keys.index("party.phone").exact("+1555"), then);
    }
}

#[test]
fn a_rotation_changes_derived_secrets_and_keeps_the_old_ones_at_hand() {
    let (first, second) = two_versions(IndexKey::Keep);
    let before = ring(&[(&first, KeyState::Active)]).derive("jwt");
    let keys = ring(&[(&first, KeyState::DecryptOnly), (&second, KeyState::Active)]);

    assert_ne!(keys.derive("jwt"), before);
    assert_eq!(keys.derive_under(1, "jwt"), Some(before));
    assert_eq!(keys.derive_under(3, "jwt"), None);
}

#[test]
fn derived_secrets_differ_by_purpose_and_by_clinic() {
    let keys = clinic();

    assert_eq!(keys.derive("jwt"), keys.derive("jwt"));
    assert_ne!(keys.derive("jwt"), keys.derive("cookie"));
    assert_ne!(keys.derive("jwt"), clinic().derive("jwt"));
}
