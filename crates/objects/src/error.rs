//! What can go wrong with an object.

/// Why objects cannot be kept at a place.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// It is neither a folder nor a bucket.
    #[error("{0:?} is neither a folder nor an address like s3://bucket/folder")]
    Unknown(String),
    /// The folder cannot be made or used.
    #[error("the folder {path} cannot be used: {reason}", path = .path.display())]
    Folder {
        /// The folder.
        path: std::path::PathBuf,
        /// What the operating system answered.
        reason: std::io::Error,
    },
    /// The address or the settings for it are no good.
    #[error("{0}")]
    Settings(#[from] object_store::Error),
}

/// Why a stream was not kept; nothing of it is.
#[derive(Debug, thiserror::Error)]
pub enum KeepError<E> {
    /// There was more of it than may be.
    #[error("larger than may be kept")]
    TooLarge,
    /// It broke off.
    #[error("the content broke off")]
    Content(E),
    /// The store did not take it.
    #[error("the store does not take it")]
    Store(#[source] object_store::Error),
}

/// Why an object is not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is nothing under this name.
    #[error("the object is gone")]
    Gone,
    /// It is not what was kept.
    #[error("the object is damaged")]
    Damaged,
    /// The store did not answer; it may next time.
    #[error("the store does not answer")]
    Store(#[source] object_store::Error),
}

impl ReadError {
    /// Whether asking again is of no use.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::Gone | Self::Damaged)
    }
}
