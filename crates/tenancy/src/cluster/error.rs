//! What can go wrong with the program's own PostgreSQL, each with what to do about it.

use std::path::PathBuf;

/// Why the cluster could not be opened, kept up or closed.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    #[error(
        "PostgreSQL 15 or newer was not found. Install it (Debian, Ubuntu: `apt-get install postgresql`; \
         macOS: `brew install postgresql@17`), or set DATABASE_URL to a server that runs already"
    )]
    NotInstalled,

    #[error(
        "the data in {dir} was made by PostgreSQL {wanted}, which is not installed any more. Install version {wanted} \
         beside the newer one (nothing is converted by itself), or set DATABASE_URL"
    )]
    OtherVersion { dir: PathBuf, wanted: u32 },

    #[error(
        "PostgreSQL refuses to run as root and there is no user `postgres` to run it as. Create one \
         (`useradd --system postgres`), or start the program as an ordinary user"
    )]
    NoAccount,

    #[error(
        "{dir} belongs to another user (uid {owner}). Start the program as that user, or choose another data folder"
    )]
    OtherOwner { dir: PathBuf, owner: u32 },

    #[error(
        "user {uid} cannot reach {dir}, where the database is. Let it pass the folders above \
         (`chmod a+x` on each), or start the program as the folder's owner"
    )]
    Unreachable { dir: PathBuf, uid: u32 },

    #[error(
        "the path {path} holds a character that PostgreSQL's tools cannot take (quote, $, `, \\, control or not UTF-8)"
    )]
    Path { path: PathBuf },

    #[error("{link} points to a folder that is gone. Restore it, or remove {link} to start with an empty database")]
    Gone { link: PathBuf },

    #[error("{file} is missing, without it nobody can enter the database beside it. Restore it from the backup")]
    NoPassword { file: PathBuf },

    #[error("{dir} exists but is not a folder of the database's user alone: somebody else may have made it. Remove it")]
    Planted { dir: PathBuf },

    #[error("`{name}` is no name for a database: a-z, 0-9 and _ only, at most 63, not beginning with a digit")]
    DatabaseName { name: String },

    #[error("{tool} failed: {said}")]
    Tool { tool: &'static str, said: String },

    #[error("PostgreSQL in {dir} was not ready after {seconds} s. Its log is in {dir}/log")]
    NotReady { dir: PathBuf, seconds: u64 },

    #[error("another process has been starting or stopping the PostgreSQL in {dir} for {seconds} s")]
    Locked { dir: PathBuf, seconds: u64 },

    #[error("{doing} {path}: {source}")]
    Io { doing: &'static str, path: PathBuf, source: std::io::Error },

    #[error("the cluster is closed")]
    Closed,

    #[error("interrupted: the program is shutting down")]
    Interrupted,
}

/// Adds what was being done, and to which file, to a bare I/O error.
pub(super) trait Doing<T> {
    fn doing(self, doing: &'static str, path: impl Into<PathBuf>) -> Result<T, ClusterError>;
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing(self, doing: &'static str, path: impl Into<PathBuf>) -> Result<T, ClusterError> {
        self.map_err(|source| ClusterError::Io { doing, path: path.into(), source })
    }
}
