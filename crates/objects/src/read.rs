//! Reading: chunks come out of the store sealed, and are opened as many at a time as somebody takes.

use std::ops::Range;

use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use futures::stream::{self, BoxStream};
use futures::{StreamExt as _, TryStreamExt as _};
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use vault::{ChunkCipher, ContentKey};

use crate::layout::{CHUNK, HEADER, Header, Layout, SEALED_CHUNK};
use crate::{Kept, Name, ReadError, Store};

/// How many chunks are asked for at a time. Between two of them nothing is open, however slow the reader is.
const STEP: u64 = 16;

impl Store {
    /// These bytes of what was kept, piece by piece. The first piece is open before this returns, so that what is damaged
    /// from the start is never begun.
    pub async fn read(
        &self,
        name: Name,
        key: &ContentKey,
        size: u64,
        bytes: Range<u64>,
    ) -> Result<BoxStream<'static, Result<Bytes, ReadError>>, ReadError> {
        let (layout, end) = (Layout { size }, bytes.end.min(size));
        let bytes = bytes.start.min(end)..end;
        let chunks = layout.chunks_of(&bytes);
        let (reading, first) = self.begin(name, key, layout, chunks).await?;
        let whole = CHUNK as u64;
        // What of the first and of the last chunk was not asked for.
        let skipped = bytes.start - reading.chunks.start * whole;
        let mut left = bytes.end - bytes.start;
        let rest = stream::try_unfold(reading, |mut reading| async move {
            Ok(reading.step().await?.map(|piece| (piece, reading)))
        });
        let cut = move |(place, piece): (usize, Result<Bytes, ReadError>)| {
            let piece = piece.map(|mut piece| {
                if place == 0 {
                    let skip = usize::try_from(skipped).unwrap_or(usize::MAX).min(piece.len());
                    piece = piece.slice(skip..);
                }
                let most = usize::try_from(left).unwrap_or(usize::MAX).min(piece.len());
                left -= most as u64;
                piece.slice(..most)
            });
            futures::future::ready(piece)
        };
        Ok(stream::once(futures::future::ready(Ok(first))).chain(rest).enumerate().then(cut).boxed())
    }

    /// Reads all of it and holds it against what was kept.
    pub async fn verify(&self, name: Name, key: &ContentKey, kept: &Kept) -> Result<(), ReadError> {
        let layout = Layout { size: kept.size };
        if self.sealed_size(name).await? != layout.sealed_size() {
            return Err(ReadError::Damaged);
        }
        let content = self.read(name, key, kept.size, 0..kept.size).await?;
        let hash = content.try_fold(Context::new(&SHA256), |mut hash, piece| async move {
            hash.update(&piece);
            Ok(hash)
        });
        match hash.await?.finish().as_ref() == kept.sha256 {
            true => Ok(()),
            false => Err(ReadError::Damaged),
        }
    }

    async fn begin(
        &self,
        name: Name,
        key: &ContentKey,
        layout: Layout,
        chunks: Range<u64>,
    ) -> Result<(Reading, Bytes), ReadError> {
        let first = chunks.start..chunks.end.min(chunks.start + STEP);
        let spans = [0..HEADER as u64, layout.span(&first)];
        let found = self.objects.get_ranges(&self.path(name), &spans).await;
        let found = match found {
            Ok(found) => found,
            Err(error) => return Err(self.judge(name, layout, error).await),
        };
        let [header, sealed]: [Bytes; 2] = found.try_into().map_err(|_| ReadError::Damaged)?;
        let header = Header::read(&header).ok_or(ReadError::Damaged)?;
        let reading =
            Reading { cipher: header.cipher(key, name), store: self.clone(), name, layout, next: first.end, chunks };
        let opened = reading.open(&first, sealed)?;
        Ok((reading, opened))
    }

    /// Whether an object that cannot be read is another one than was kept, or the store does not answer.
    async fn judge(&self, name: Name, layout: Layout, error: object_store::Error) -> ReadError {
        if matches!(error, object_store::Error::NotFound { .. }) {
            return ReadError::Gone;
        }
        match self.sealed_size(name).await {
            Ok(size) if size != layout.sealed_size() => ReadError::Damaged,
            Ok(_) => ReadError::Store(error),
            Err(error) => error,
        }
    }

    async fn sealed_size(&self, name: Name) -> Result<u64, ReadError> {
        match self.objects.head(&self.path(name)).await {
            Ok(found) => Ok(found.size),
            Err(object_store::Error::NotFound { .. }) => Err(ReadError::Gone),
            Err(error) => Err(ReadError::Store(error)),
        }
    }
}

/// An object that is being read, from one step to the next.
struct Reading {
    cipher: ChunkCipher,
    store: Store,
    name: Name,
    layout: Layout,
    chunks: Range<u64>,
    next: u64,
}

impl Reading {
    async fn step(&mut self) -> Result<Option<Bytes>, ReadError> {
        if self.next >= self.chunks.end {
            return Ok(None);
        }
        let chunks = self.next..self.chunks.end.min(self.next + STEP);
        let sealed = self.store.objects.get_range(&self.store.path(self.name), self.layout.span(&chunks)).await;
        let sealed = match sealed {
            Ok(sealed) => sealed,
            Err(error) => return Err(self.store.judge(self.name, self.layout, error).await),
        };
        self.next = chunks.end;
        self.open(&chunks, sealed).map(Some)
    }

    fn open(&self, chunks: &Range<u64>, sealed: Bytes) -> Result<Bytes, ReadError> {
        let span = self.layout.span(chunks);
        if sealed.len() as u64 != span.end - span.start {
            return Err(ReadError::Damaged);
        }
        let mut sealed = Vec::from(sealed);
        let mut opened = Vec::with_capacity(sealed.len());
        for (number, chunk) in chunks.clone().zip(sealed.chunks_mut(SEALED_CHUNK)) {
            let content = self.cipher.open(self.layout.chunk(number), chunk).ok_or(ReadError::Damaged)?;
            opened.extend_from_slice(content);
        }
        Ok(opened.into())
    }
}
