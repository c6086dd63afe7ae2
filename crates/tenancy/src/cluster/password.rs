//! The superuser's password: random, in a file of its own, never typed by anybody.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRngCore;
use rand::rngs::OsRng;

use super::error::{ClusterError, Doing};
use super::place;

/// The password of the cluster in `data_dir`; a new one only where there is no cluster yet.
pub(super) fn of(data_dir: &Path) -> Result<String, ClusterError> {
    let file = data_dir.join("postgres-password");
    match fs::read_to_string(&file) {
        Ok(text) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).doing("reading", file),
        _ if place::cluster(data_dir)?.is_some() => Err(ClusterError::NoPassword { file }),
        _ => keep(data_dir, &file),
    }
}

/// A few letters to tell one attempt from another.
pub(super) fn nonce() -> Result<String, ClusterError> {
    let mut bytes = [0_u8; 4];
    random(&mut bytes)?;
    Ok(format!("{:08x}", u32::from_be_bytes(bytes)))
}

/// Makes a password and has it on the disk before a cluster depends on it.
fn keep(data_dir: &Path, file: &Path) -> Result<String, ClusterError> {
    let mut bytes = [0_u8; 24];
    random(&mut bytes)?;
    // This alphabet needs no escaping in a URL.
    let password = URL_SAFE_NO_PAD.encode(bytes);
    let draft = data_dir.join(format!("postgres-password.new-{}", nonce()?));
    let mut made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft).doing("making", &draft)?;
    writeln!(made, "{password}").and_then(|()| made.sync_all()).doing("writing", &draft)?;
    fs::rename(&draft, file).doing("renaming", draft)?;
    File::open(data_dir).and_then(|dir| dir.sync_all()).doing("syncing", data_dir)?;
    Ok(password)
}

fn random(bytes: &mut [u8]) -> Result<(), ClusterError> {
    let failed = |error: rand::rand_core::OsError| ClusterError::Tool {
        tool: "the system's random numbers",
        said: error.to_string(),
    };
    OsRng.try_fill_bytes(bytes).map_err(failed)
}
