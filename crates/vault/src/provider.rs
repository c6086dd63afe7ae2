//! [`KeyProvider`]: where the root key comes from; [`FileProvider`] keeps it in a file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::{KeyError, RootKey};

/// A place that keeps the root key.
pub trait KeyProvider {
    /// Fetches the root key.
    ///
    /// # Errors
    /// [`KeyError`] says what to do about it.
    fn load(&self) -> Result<RootKey, KeyError>;
}

/// Keeps the root key in a file of one line of base64 that no other account may touch.
#[derive(Clone, Debug)]
pub struct FileProvider {
    path: PathBuf,
}

impl FileProvider {
    /// A provider for this file, which need not exist yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a new root key and keeps it durably; never overwrites a file.
    ///
    /// # Errors
    /// [`KeyError::Exists`] when there is a file already, [`KeyError::Io`] when it cannot be written.
    pub fn create(&self) -> Result<RootKey, KeyError> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.path).map_err(
            |source| match source.kind() {
                ErrorKind::AlreadyExists => KeyError::Exists(self.path.clone()),
                _ => self.refused(source),
            },
        )?;
        let root = RootKey::generate();
        self.write(&mut file, &root).map_err(|source| {
            // Half a key would look like a damaged one; this call made the file, so it may take it away.
            let _ = fs::remove_file(&self.path);
            self.refused(source)
        })?;
        Ok(root)
    }

    fn write(&self, file: &mut File, root: &RootKey) -> io::Result<()> {
        let mut line = Zeroizing::new(STANDARD.encode(root.bytes()));
        line.push('\n');
        file.write_all(line.as_bytes())?;
        file.sync_all()?;
        // A file survives a power cut only when its directory entry does.
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }

    fn refused(&self, source: io::Error) -> KeyError {
        KeyError::Io { path: self.path.clone(), source }
    }
}

impl KeyProvider for FileProvider {
    fn load(&self) -> Result<RootKey, KeyError> {
        let file = File::open(&self.path).map_err(|source| match source.kind() {
            ErrorKind::NotFound => KeyError::Missing(self.path.clone()),
            _ => self.refused(source),
        })?;
        // Asked of the open file, not of the path: nobody can swap it in between.
        let metadata = file.metadata().map_err(|source| self.refused(source))?;
        if !metadata.is_file() {
            return Err(KeyError::Malformed(self.path.clone()));
        }
        let mode = metadata.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed { path: self.path.clone(), mode });
        }
        let mut text = Zeroizing::new(Vec::with_capacity(128));
        file.take(128).read_to_end(&mut text).map_err(|source| self.refused(source))?;
        parse(&text).ok_or_else(|| KeyError::Malformed(self.path.clone()))
    }
}

fn parse(text: &[u8]) -> Option<RootKey> {
    // One more than a key, so that a longer one is seen to be longer.
    let mut bytes = Zeroizing::new([0; 33]);
    let line = text.strip_suffix(b"\n").unwrap_or(text);
    let length = STANDARD.decode_slice(line, bytes.as_mut_slice()).ok()?;
    let key = bytes.get(..length)?.try_into().ok()?;
    Some(RootKey::from_bytes(key))
}
