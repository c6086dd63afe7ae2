//! How to reach the server, as a URL.

use std::fmt::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::error::ClusterError;

/// The superuser's URL of `database` through the socket in `socket`.
///
/// The `localhost` in it is never used, `host` comes later and wins: but sqlx and every other reader
/// of URLs refuse a user without a host.
pub(super) fn superuser(password: &str, socket: &Path, database: &str) -> String {
    format!(
        "postgresql://postgres:{}@localhost/{}?host={}",
        encode(password.as_bytes()),
        encode(database.as_bytes()),
        encode(socket.as_os_str().as_bytes())
    )
}

/// Refuses what would need quoting anywhere.
pub(super) fn check_database(name: &str) -> Result<(), ClusterError> {
    let plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if plain && name.len() <= 63 && name.starts_with(|first: char| !first.is_ascii_digit()) {
        return Ok(());
    }
    Err(ClusterError::DatabaseName { name: name.to_owned() })
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
            text.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
