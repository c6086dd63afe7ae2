//! Takes out of pictures where they were taken, while they are on their way in and without changing a pixel: JPEG, PNG and
//! WebP, what Exif and XMP say about GPS. Nothing moves, so sizes, offsets and all the rest of what a picture says stay.

mod cleaner;
mod exif;
mod jpeg;
mod png;
#[cfg(test)]
mod samples;
mod webp;
mod xmp;

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures::Stream;
use futures::stream::{Fuse, StreamExt as _};

pub use cleaner::Cleaner;

/// A picture on its way through a cleaner; whatever has none passes as it is.
pub struct Cleaned<S> {
    content: Fuse<S>,
    cleaner: Option<Cleaner>,
}

pub fn cleaned<S: Stream>(content: S, cleaner: Option<Cleaner>) -> Cleaned<S> {
    Cleaned { content: content.fuse(), cleaner }
}

impl<S, E> Stream for Cleaned<S>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    type Item = Result<Bytes, E>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            let piece = ready!(this.content.poll_next_unpin(context));
            let Some(cleaner) = &mut this.cleaner else { return Poll::Ready(piece) };
            let clean = match piece {
                Some(Ok(piece)) => cleaner.take(&piece),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => {
                    let held = this.cleaner.take().map(Cleaner::finish);
                    return Poll::Ready(held.filter(|held| !held.is_empty()).map(Ok));
                }
            };
            // What is held back may be all that came.
            if !clean.is_empty() {
                return Poll::Ready(Some(Ok(clean)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use bytes::Bytes;
    use futures::{TryStreamExt as _, stream};

    use super::samples::{LATITUDE, holds, jpeg, tiff};
    use super::{Cleaner, cleaned};
    use crate::documents::file_type::MediaType;

    async fn through(pieces: &[&[u8]], cleaner: Option<Cleaner>) -> Vec<u8> {
        let pieces = pieces.iter().map(|piece| Ok::<_, Infallible>(Bytes::copy_from_slice(piece)));
        let pieces: Vec<Bytes> = cleaned(stream::iter(pieces), cleaner).try_collect().await.expect("pieces");
        pieces.concat()
    }

    #[tokio::test]
    async fn a_stream_loses_its_place_wherever_it_is_cut_and_nothing_else() {
        let picture = jpeg(&tiff(false, false));
        let (head, tail) = picture.split_at(20);
        let clean = through(&[head, b"", tail], Cleaner::of(MediaType::Jpeg)).await;
        assert_eq!(clean.len(), picture.len());
        assert!(holds(&picture, LATITUDE) && !holds(&clean, LATITUDE));
        assert_eq!(through(&[head, tail], None).await, picture);
        assert!(through(&[], Cleaner::of(MediaType::Jpeg)).await.is_empty());
    }

    #[tokio::test]
    async fn what_breaks_off_breaks_off() {
        let pieces = [Ok(Bytes::from_static(b"\xff\xd8\xff")), Err("gone")];
        let outcome: Result<Vec<Bytes>, _> =
            cleaned(stream::iter(pieces), Cleaner::of(MediaType::Jpeg)).try_collect().await;
        assert_eq!(outcome, Err("gone"));
    }
}
