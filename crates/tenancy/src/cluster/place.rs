//! Where things are: the data folder, the cluster, its socket.

use std::fs::{self, DirBuilder};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use super::account::Account;
use super::error::{ClusterError, Doing};

/// Where clusters go that cannot be in their data folder.
const ELSEWHERE: &str = "/var/lib/praxis";

/// Not TMPDIR, which differs between two processes that have to meet at one socket.
const TEMPORARY: &str = "/tmp";

/// A socket's address takes 103 bytes on macOS (107 on Linux), and `/.s.PGSQL.5432` is 14 of them.
const LONGEST_SOCKET_DIR: usize = 89;

/// The data folder, made where it is missing: for root so that the server's account can pass through
/// (pass, not list), for anybody else closed.
pub(super) fn data_dir(wanted: &Path, account: &Account) -> Result<PathBuf, ClusterError> {
    let mode = if account.steps_down() { 0o711 } else { 0o700 };
    DirBuilder::new().recursive(true).mode(mode).create(wanted).doing("making", wanted)?;
    let real = fs::canonicalize(wanted).doing("finding", wanted)?;
    plain(&real)?;
    Ok(real)
}

/// The cluster of a data folder, when there is one. `postgres` may be a link to where it is.
pub(super) fn cluster(data_dir: &Path) -> Result<Option<PathBuf>, ClusterError> {
    let link = data_dir.join("postgres");
    if fs::symlink_metadata(&link).is_err() {
        return Ok(None);
    }
    // Never an empty cluster in place of one that only cannot be seen just now.
    let real = match fs::canonicalize(&link) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(ClusterError::Gone { link }),
        result => result.doing("finding", link)?,
    };
    plain(&real)?;
    Ok(Some(real))
}

/// An empty folder of `account` to make a cluster in; [`settle`] puts it in its place.
pub(super) fn nursery(data_dir: &Path, account: &Account, nonce: &str) -> Result<PathBuf, ClusterError> {
    let nursery = if account.can_enter(data_dir) {
        data_dir.join(format!("postgres.new-{nonce}"))
    } else {
        DirBuilder::new().recursive(true).mode(0o711).create(ELSEWHERE).doing("making", ELSEWHERE)?;
        // With a nonce: whoever removed the data folder to start anew does not want the old cluster back.
        Path::new(ELSEWHERE).join(format!("{}-{nonce}", name(data_dir)))
    };
    if !nursery.parent().is_some_and(|parent| account.can_enter(parent)) {
        return Err(ClusterError::Unreachable { dir: nursery, uid: account.uid });
    }
    DirBuilder::new().mode(0o700).create(&nursery).doing("making", &nursery)?;
    account.own(&nursery)?;
    Ok(nursery)
}

/// Makes a finished cluster the one of its data folder, in one step that either happened or did not.
pub(super) fn settle(data_dir: &Path, nursery: &Path) -> Result<PathBuf, ClusterError> {
    let place = data_dir.join("postgres");
    if nursery.parent() == Some(data_dir) {
        fs::rename(nursery, &place).doing("renaming", nursery)?;
        return Ok(place);
    }
    symlink(nursery, &place).doing("linking", &place)?;
    tracing::info!(
        data_dir = %data_dir.display(), cluster = %nursery.display(),
        "the database's user cannot reach the data folder, so the database is elsewhere and linked from there"
    );
    Ok(nursery.to_owned())
}

/// The folder for the socket: in the data folder where its path is short enough and the server reaches it.
pub(super) fn socket(data_dir: &Path, account: &Account) -> PathBuf {
    let near = data_dir.join("socket");
    // libpq takes a comma for the end of one host and the beginning of another.
    let fits = near.as_os_str().len() <= LONGEST_SOCKET_DIR && !near.to_string_lossy().contains(',');
    if fits && account.can_enter(data_dir) {
        return near;
    }
    Path::new(TEMPORARY).join(name(data_dir))
}

/// Makes the socket's folder, for `account` alone (root passes anyhow). One that somebody else made,
/// to answer in the server's place, is refused.
pub(super) fn make_socket_dir(dir: &Path, account: &Account) -> Result<(), ClusterError> {
    match DirBuilder::new().mode(0o700).create(dir) {
        Ok(()) => account.own(dir),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let found = fs::symlink_metadata(dir).doing("looking at", dir)?;
            let ours = found.is_dir() && found.uid() == account.uid && found.permissions().mode() & 0o777 == 0o700;
            if ours { Ok(()) } else { Err(ClusterError::Planted { dir: dir.to_owned() }) }
        }
        Err(error) => Err(error).doing("making", dir),
    }
}

/// A short name for the cluster of a data folder, the same in every process: FNV-1a of the path.
/// (The standard library's hasher may change with the compiler.)
pub(super) fn name(data_dir: &Path) -> String {
    let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = data_dir.as_os_str().as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, fold);
    format!("praxis-{hash:016x}")
}

/// `pg_ctl` passes paths through a shell in double quotes, and a URL wants UTF-8.
fn plain(path: &Path) -> Result<(), ClusterError> {
    let bad = |c: char| c.is_control() || matches!(c, '"' | '$' | '`' | '\\');
    match path.to_str() {
        Some(text) if !text.contains(bad) => Ok(()),
        _ => Err(ClusterError::Path { path: path.to_owned() }),
    }
}
