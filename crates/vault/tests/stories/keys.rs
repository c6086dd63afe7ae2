//! A clinic key unwraps under its own root key, clinic and version, and under nothing else.

use proptest::prelude::*;
use uuid::Uuid;
use vault::{ClinicKeys, KeyError, KeyState, RootKey};

use crate::{ROW, TENANT, USERNAME, root};

type Opened = Result<ClinicKeys, KeyError>;

fn open(root: &RootKey, tenant: Uuid, version: u32, bytes: &[u8]) -> Opened {
    ClinicKeys::open(root, tenant, &[(version, KeyState::Active, bytes)])
}

fn refused(opened: &Opened) -> bool {
    matches!(opened, Err(KeyError::Unwrap(_)))
}

#[test]
fn a_clinic_key_does_not_unwrap_under_another_root_tenant_or_version() {
    let key = ClinicKeys::generate_wrapped(&root(), TENANT);

    assert!(open(&root(), TENANT, 1, &key.bytes).is_ok());
    assert!(refused(&open(&RootKey::generate(), TENANT, 1, &key.bytes)));
    assert!(refused(&open(&root(), Uuid::from_u128(2), 1, &key.bytes)));
    assert!(refused(&open(&root(), TENANT, 2, &key.bytes)));
}

proptest! {
    #[test]
    fn a_clinic_key_with_any_bit_flipped_does_not_unwrap(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut bytes = ClinicKeys::generate_wrapped(&root(), TENANT).bytes;
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(refused(&open(&root(), TENANT, 1, &bytes)));
    }

    #[test]
    fn arbitrary_bytes_never_unwrap_and_never_panic(bytes in any::<Vec<u8>>()) {
        prop_assert!(refused(&open(&root(), TENANT, 1, &bytes)));
    }
}

#[test]
fn a_pending_key_must_unwrap_before_anyone_relies_on_it() {
    let key = ClinicKeys::generate_wrapped(&root(), TENANT);
    let versions = [(1, KeyState::Active, key.bytes.as_slice()), (2, KeyState::Pending, b"damaged".as_slice())];

    assert!(matches!(ClinicKeys::open(&root(), TENANT, &versions), Err(KeyError::Unwrap(2))));
}

#[test]
fn a_ring_without_an_active_key_is_refused() {
    let key = ClinicKeys::generate_wrapped(&root(), TENANT);
    let opened = ClinicKeys::open(&root(), TENANT, &[(1, KeyState::DecryptOnly, key.bytes)]);

    assert!(matches!(opened, Err(KeyError::NoActiveKey)));
}

#[test]
fn a_version_that_occurs_twice_is_refused() {
    let key = ClinicKeys::generate_wrapped(&root(), TENANT);
    let versions = [(1, KeyState::Active, &key.bytes), (1, KeyState::DecryptOnly, &key.bytes)];

    assert!(matches!(ClinicKeys::open(&root(), TENANT, &versions), Err(KeyError::RepeatedVersion(1))));
}

#[test]
fn a_new_root_key_takes_over_a_clinic_without_touching_its_values() {
    let new_root = RootKey::generate();
    let key = ClinicKeys::generate_wrapped(&root(), TENANT);
    let sealed = open(&root(), TENANT, 1, &key.bytes).unwrap().clinic().seal(USERNAME, ROW, &"ada".to_owned());

    let rewrapped = key.rewrap(&root(), &new_root, TENANT).unwrap();

    let keys = open(&new_root, TENANT, 1, &rewrapped.bytes).unwrap();
    assert_eq!(keys.clinic().open(USERNAME, ROW, &sealed).unwrap().reveal(), "ada");
    assert!(refused(&open(&root(), TENANT, 1, &rewrapped.bytes)));
    assert!(key.rewrap(&new_root, &root(), TENANT).is_err());
}

#[test]
fn a_root_key_has_a_fingerprint_and_a_secret_per_purpose() {
    let (root, same, other) = (root(), root(), RootKey::generate());

    assert_eq!(root.check(), same.check());
    assert_ne!(root.check(), other.check());
    assert_eq!(root.derive("sessions"), same.derive("sessions"));
    assert_ne!(root.derive("sessions"), root.derive("ledger"));
    assert_ne!(root.derive("sessions"), other.derive("sessions"));
}

#[test]
fn key_states_are_stored_by_name() {
    let names = KeyState::ALL.map(KeyState::as_str);

    assert_eq!(names, ["pending", "active", "decrypt-only", "compromised", "destroyed"]);
    assert_eq!(names.map(|name| name.parse::<KeyState>().unwrap()), KeyState::ALL);
    assert!(matches!("Active".parse::<KeyState>(), Err(KeyError::UnknownState(name)) if name == "Active"));
}
