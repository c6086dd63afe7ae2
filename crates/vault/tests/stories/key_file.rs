//! The root key file is private, durable and never overwritten, and its refusals say what to do.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use tempfile::TempDir;
use vault::{FileProvider, KeyError, KeyProvider};

fn provider() -> (TempDir, PathBuf, FileProvider) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    let provider = FileProvider::new(&path);
    (folder, path, provider)
}

fn chmod(path: &PathBuf, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Writes a private file and loads it.
fn load(text: &[u8]) -> Result<[u8; 16], KeyError> {
    let (_folder, path, provider) = provider();
    fs::write(&path, text).unwrap();
    chmod(&path, 0o600);
    provider.load().map(|root| root.check())
}

#[test]
fn a_created_key_is_private_one_line_long_and_loads_again() {
    let (_folder, path, provider) = provider();
    let created = provider.create().unwrap();

    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_to_string(&path).unwrap().lines().map(str::len).collect::<Vec<_>>(), [44]);
    assert_eq!(provider.load().unwrap().check(), created.check());
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let (_folder, path, provider) = provider();
    fs::write(&path, "precious").unwrap();

    assert!(matches!(provider.create(), Err(KeyError::Exists(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
}

#[test]
fn a_key_file_open_to_others_is_refused_with_the_remedy() {
    let (_folder, path, provider) = provider();
    provider.create().unwrap();

    for mode in [0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o644, 0o666, 0o777] {
        chmod(&path, mode);
        let refusal = provider.load().unwrap_err();
        assert!(matches!(refusal, KeyError::Exposed { mode: told, .. } if told == mode));
        assert!(refusal.to_string().contains(&format!("chmod 600 {}", path.display())), "{refusal}");
    }
    for mode in [0o600, 0o400] {
        chmod(&path, mode);
        assert!(provider.load().is_ok());
    }
}

#[test]
fn a_missing_key_file_is_refused_with_the_remedy() {
    let (_folder, path, provider) = provider();
    let refusal = provider.load().unwrap_err();

    assert!(matches!(refusal, KeyError::Missing(_)));
    assert!(refusal.to_string().contains(&format!("chmod 600 {}", path.display())), "{refusal}");
}

#[test]
fn a_malformed_key_file_is_refused_without_quoting_it() {
    let right = "KioqKioqKioqKioqKioqKioqKioqKioqKioqKioqKio=";
    let short = "KioqKioqKioqKioqKioqKioqKioqKioqKioqKioqKg==";
    let long = format!("{right}{right}");
    let two_lines = format!("{right}\n{right}\n");

    for text in ["", "\n", "hunter2", short, &long, &two_lines, &right[..43]] {
        let refusal = load(text.as_bytes()).unwrap_err();
        assert!(matches!(refusal, KeyError::Malformed(_)), "{text:?}: {refusal}");
        assert!(refusal.to_string().contains("chmod 600"));
        assert!(!refusal.to_string().contains("hunter2"));
    }
    assert_eq!(load(right.as_bytes()).unwrap(), crate::root().check());
    assert_eq!(load(format!("{right}\n").as_bytes()).unwrap(), crate::root().check());
}

#[test]
fn a_folder_in_place_of_the_key_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();

    assert!(matches!(FileProvider::new(folder.path()).load(), Err(KeyError::Malformed(_))));
}

#[test]
fn a_key_that_cannot_be_written_names_the_path() {
    let (_folder, path, _) = provider();
    let nowhere = path.join("below").join("root.key");
    let refusal = FileProvider::new(&nowhere).create().unwrap_err();

    assert!(matches!(refusal, KeyError::Io { .. }));
    assert!(refusal.to_string().contains(&nowhere.display().to_string()));
}
