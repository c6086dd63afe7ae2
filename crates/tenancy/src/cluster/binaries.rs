//! Finds an installed PostgreSQL.

use std::env;
use std::fs;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::ClusterError;

/// Older ones lack what the schemas use.
const OLDEST: u32 = 15;

/// What a server and its first database need; packages of clients alone have only some of it.
const TOOLS: [&str; 5] = ["pg_ctl", "initdb", "postgres", "psql", "createdb"];

/// Folders below which packages keep one folder for each version, and the folder of the programs in those.
const SHELVES: [(&str, &str, &str); 5] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

/// The folder of PostgreSQL's programs: the one on PATH, else the newest installed.
/// A cluster that exists already wants the very version that made it.
pub(super) fn find(existing: Option<&Path>) -> Result<PathBuf, ClusterError> {
    let wanted = existing.and_then(made_by);
    let fits = |version: u32| wanted.map_or(version >= OLDEST, |wanted| version == wanted);
    let found = on_path().chain(iter::once_with(on_shelves).flatten()).find(|(version, _)| fits(*version));
    match (found, existing, wanted) {
        (Some((_, bin)), _, _) => Ok(bin),
        (None, Some(dir), Some(wanted)) => Err(ClusterError::OtherVersion { dir: dir.to_owned(), wanted }),
        (None, _, _) => Err(ClusterError::NotInstalled),
    }
}

/// The major version that made the cluster in `dir`.
fn made_by(dir: &Path) -> Option<u32> {
    fs::read_to_string(dir.join("PG_VERSION")).ok()?.trim().parse().ok()
}

fn on_path() -> impl Iterator<Item = (u32, PathBuf)> {
    let path = env::var_os("PATH").unwrap_or_default();
    let dirs: Vec<PathBuf> = env::split_paths(&path).collect();
    dirs.into_iter().filter_map(|dir| whole(&dir))
}

fn on_shelves() -> Vec<(u32, PathBuf)> {
    let mut found: Vec<_> = SHELVES.iter().flat_map(on_shelf).collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found
}

fn on_shelf((shelf, prefix, bin): &(&str, &str, &str)) -> Vec<(u32, PathBuf)> {
    let Ok(entries) = fs::read_dir(shelf) else { return Vec::new() };
    let named = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
    named.filter_map(|entry| whole(&entry.path().join(bin))).collect()
}

/// The real folder behind `dir/pg_ctl`, when everything needed is there. A link in /usr/local/bin
/// does not have its neighbours; a wrapper script that only looks like `pg_ctl` has not either.
fn whole(dir: &Path) -> Option<(u32, PathBuf)> {
    let real = fs::canonicalize(dir.join("pg_ctl")).ok()?;
    let bin = real.parent()?;
    if !TOOLS.iter().all(|tool| bin.join(tool).is_file()) {
        return None;
    }
    Some((version(&bin.join("postgres"))?, bin.to_owned()))
}

/// The major version, from `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`.
fn version(postgres: &Path) -> Option<u32> {
    let output = Command::new(postgres).arg("--version").output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    let number = said.split_once("(PostgreSQL)")?.1.trim_start();
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
