//! Where stories about the store take place.

use std::ops::Range;
use std::path::PathBuf;

use bytes::Bytes;
use futures::{TryStreamExt as _, stream};
use objects::{KeepError, Kept, Name, ReadError, Store};
use tempfile::TempDir;
use uuid::Uuid;
use vault::ContentKey;

pub const CHUNK: usize = 64 * 1024;
pub const NAME: Name = Name { shelf: Uuid::from_u128(1), id: Uuid::from_u128(7) };

/// A store, the key of its one object, and the folder it lies in where that is one.
pub struct Ground {
    pub store: Store,
    pub key: ContentKey,
    pub folder: Option<TempDir>,
}

impl Ground {
    pub fn folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().to_str().unwrap(), []).unwrap();
        Self { store, key: ContentKey::generate(), folder: Some(folder) }
    }

    pub async fn keep(&self, content: &[u8]) -> Kept {
        self.keep_in_pieces(content, 10_000).await.unwrap()
    }

    pub async fn keep_in_pieces(&self, content: &[u8], piece: usize) -> Result<Kept, KeepError<ReadError>> {
        let pieces: Vec<_> = content.chunks(piece).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        self.store.keep(NAME, &self.key, u64::MAX, stream::iter(pieces)).await
    }

    pub async fn read(&self, kept: &Kept, range: Range<u64>) -> Result<Vec<u8>, ReadError> {
        let content = self.store.read(NAME, &self.key, kept.size, range).await?;
        let whole = content.try_fold(Vec::new(), |mut whole, piece| async move {
            whole.extend_from_slice(&piece);
            Ok(whole)
        });
        whole.await
    }

    /// The file that the object lies in.
    pub fn file(&self, name: Name) -> PathBuf {
        self.folder.as_ref().unwrap().path().join(name.shelf.to_string()).join(name.id.to_string())
    }

    /// Every file below the folder.
    pub fn files(&self) -> Vec<PathBuf> {
        fn below(folder: &std::path::Path, found: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { below(&path, found) } else { found.push(path) }
            }
        }
        let mut found = Vec::new();
        below(self.folder.as_ref().unwrap().path(), &mut found);
        found
    }
}

/// Bytes that nowhere repeat themselves, so that whatever is out of place shows.
pub fn content(size: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    };
    (0..size).map(|_| next()).collect()
}

/// Sizes at which chunks and parts begin and end.
pub const SIZES: [usize; 9] =
    [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 16 * CHUNK + 5, 80 * CHUNK, 81 * CHUNK + 1];
