//! Keeping: content comes in as a stream, and goes to the store sealed, part by part.

use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use futures::{Stream, TryStreamExt as _};
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStoreExt as _, PutPayload};
use vault::{CHUNK_OVERHEAD, Chunk, ChunkCipher, ContentKey};

use crate::layout::{CHUNK, Header};
use crate::{KeepError, Name, Store};

/// What was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Bytes of content.
    pub size: u64,
    /// Of the content.
    pub sha256: [u8; 32],
}

/// S3 takes no part but the last that is smaller; more would only be more memory.
const PART: usize = 5 * 1024 * 1024;

impl Store {
    /// Seals a stream and keeps it, all or nothing of it, under a name that nothing is kept under. Once this returns it is
    /// on disk.
    pub async fn keep<S, E>(
        &self,
        name: Name,
        key: &ContentKey,
        most: u64,
        mut content: S,
    ) -> Result<Kept, KeepError<E>>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let header = Header::fresh();
        let mut upload = Upload::begin(self, self.path(name), &header);
        let mut sealing = Sealing::new(header.cipher(key, name));
        let outcome = async {
            while let Some(piece) = content.try_next().await.map_err(KeepError::Content)? {
                if sealing.size.saturating_add(piece.len() as u64) > most {
                    return Err(KeepError::TooLarge);
                }
                // A piece may be as large as somebody likes: what is sealed of it goes on at once.
                for piece in piece.chunks(CHUNK) {
                    upload.put(sealing.take(piece)).await.map_err(KeepError::Store)?;
                }
            }
            Ok(())
        };
        match outcome.await {
            Ok(()) => {
                let (last, kept) = sealing.finish();
                upload.complete(last).await.map_err(KeepError::Store)?;
                Ok(kept)
            }
            Err(error) => {
                upload.abort().await;
                Err(error)
            }
        }
    }
}

/// Cuts content into chunks and seals them. A chunk is held back until it is known whether another one follows.
struct Sealing {
    cipher: ChunkCipher,
    number: u64,
    held: Vec<u8>,
    hash: Context,
    size: u64,
}

impl Sealing {
    fn new(cipher: ChunkCipher) -> Self {
        Self { cipher, number: 0, held: empty(), hash: Context::new(&SHA256), size: 0 }
    }

    /// Takes no more than a chunk's worth; gives the chunk that became full before.
    fn take(&mut self, piece: &[u8]) -> Option<Bytes> {
        self.hash.update(piece);
        self.size += piece.len() as u64;
        let (now, later) = piece.split_at(piece.len().min(CHUNK - self.held.len()));
        self.held.extend_from_slice(now);
        if later.is_empty() {
            return None;
        }
        let full = std::mem::replace(&mut self.held, empty());
        self.held.extend_from_slice(later);
        Some(self.seal(full, false))
    }

    fn finish(mut self) -> (Bytes, Kept) {
        let last = std::mem::take(&mut self.held);
        let last = self.seal(last, true);
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(self.hash.finish().as_ref());
        (last, Kept { size: self.size, sha256 })
    }

    fn seal(&mut self, mut content: Vec<u8>, is_last: bool) -> Bytes {
        self.cipher.seal(Chunk { number: self.number, is_last }, &mut content);
        self.number += 1;
        content.into()
    }
}

fn empty() -> Vec<u8> {
    Vec::with_capacity(CHUNK + CHUNK_OVERHEAD)
}

/// On its way into the store: at once when it is small, else in parts.
struct Upload<'s> {
    store: &'s Store,
    path: Path,
    gathered: Vec<Bytes>,
    weight: usize,
    parts: Option<Box<dyn MultipartUpload>>,
}

impl<'s> Upload<'s> {
    fn begin(store: &'s Store, path: Path, header: &Header) -> Self {
        let gathered = vec![Bytes::copy_from_slice(header.as_bytes())];
        Self { store, path, weight: header.as_bytes().len(), gathered, parts: None }
    }

    async fn put(&mut self, sealed: Option<Bytes>) -> object_store::Result<()> {
        let Some(sealed) = sealed else { return Ok(()) };
        self.weight += sealed.len();
        self.gathered.push(sealed);
        if self.weight < PART {
            return Ok(());
        }
        if self.parts.is_none() {
            self.parts = Some(self.store.objects.put_multipart(&self.path).await?);
        }
        self.put_part().await
    }

    /// One after the other: a second one under way would be as much memory again.
    async fn put_part(&mut self) -> object_store::Result<()> {
        self.weight = 0;
        let part = PutPayload::from_iter(std::mem::take(&mut self.gathered));
        match &mut self.parts {
            Some(parts) => parts.put_part(part).await,
            None => self.store.objects.put(&self.path, part).await.map(|_| ()),
        }
    }

    async fn complete(mut self, last: Bytes) -> object_store::Result<()> {
        self.gathered.push(last);
        let done = match self.put_part().await {
            Ok(()) => match &mut self.parts {
                Some(parts) => parts.complete().await.map(|_| ()),
                None => Ok(()),
            },
            Err(error) => Err(error),
        };
        if done.is_err() {
            self.abort().await;
        }
        done
    }

    /// What cannot be cleaned up now is found again under its name, or by the bucket's own rule for unfinished uploads.
    async fn abort(&mut self) {
        if let Some(mut parts) = self.parts.take() {
            let _ = parts.abort().await;
        }
    }
}
