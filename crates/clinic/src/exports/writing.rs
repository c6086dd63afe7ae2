//! The duty that writes exports: one after the other, each page by page as it is read, in the memory of one page.

use std::sync::Arc;

use bytes::Bytes;
use futures::stream::{self, BoxStream};
use futures::{StreamExt as _, TryStreamExt as _};
use jiff::{SignedDuration, Timestamp};
use objects::KeepError;
use sheets::{Layout, Sheet, WriteError};
use tenancy::{Action, Actor, Error, House, Result, TenantRef, TenantTx, Ticket};
use uuid::Uuid;
use web::Texts;

use super::model::{ExportFailure, LARGEST, Try};
use super::operations::work;
use super::sources;
use crate::accounts::operations::rights_now;
use crate::documents::{Archive, archive_name};

/// Whatever the news, so often is looked whether something is to be cleared away.
const LOOK_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// One clinic's exports, and what it takes to write them.
pub struct Writing {
    pub house: House,
    pub tenant: TenantRef,
    pub texts: Arc<Texts>,
    pub archive: Archive,
}

/// Why a file did not become whole.
#[derive(Debug)]
enum Broken {
    /// Nobody wants it any more.
    Unwanted,
    /// Whoever tries, it cannot be written.
    Failed(ExportFailure),
    /// It may go better later.
    Later(Error),
}

impl From<Error> for Broken {
    fn from(error: Error) -> Self {
        match error {
            Error::Forbidden(_) => Self::Failed(ExportFailure::NotAllowed),
            other => Self::Later(other),
        }
    }
}

impl From<WriteError> for Broken {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::TooManyRows(_) | WriteError::TooLong(_) => Self::Failed(ExportFailure::TooLarge),
            other => Self::Later(Error::internal(other)),
        }
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unwanted => out.write_str("nobody wants it any more"),
            Self::Failed(why) => out.write_str(why.as_str()),
            Self::Later(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for Broken {}

impl Writing {
    /// Writes whatever waits to be written, then clears away what is over.
    pub async fn write_all(self) -> Result<Timestamp> {
        loop {
            let mut tx = self.begin().await?;
            let next = work::take(&mut tx).await?;
            tx.commit().await?;
            let Some(one) = next else { break };
            self.write(&one).await?;
        }
        self.clear().await
    }

    async fn write(&self, one: &Try) -> Result<()> {
        if let Some(leftover) = one.leftover {
            self.remove(leftover).await?;
        }
        let outcome = match self.asker(one).await {
            Ok(asker) => self.write_as(one, &asker).await,
            Err(broken) => Err(broken),
        };
        match outcome {
            // What nobody wants any more is cleared away with the rest.
            Ok(()) | Err(Broken::Unwanted) => Ok(()),
            Err(Broken::Failed(why)) => {
                let mut tx = self.begin().await?;
                work::fail(&mut tx, one, why).await?;
                tx.commit().await
            }
            Err(Broken::Later(error)) => Err(error),
        }
    }

    /// Who asked, with what they may do by now.
    async fn asker(&self, one: &Try) -> Result<Ticket, Broken> {
        let mut tx = self.begin().await?;
        let rights = rights_now(&mut tx, Action::TidyUp, one.requested_by).await?;
        tx.commit().await?;
        let needed = [Some(Action::RequestExport), Some(Action::WriteExport), one.export.wanted.kind.looks()];
        let may = rights.filter(|rights| needed.into_iter().flatten().all(|action| rights.may(action)));
        let rights = may.ok_or(Broken::Failed(ExportFailure::NotAllowed))?;
        let actor = Actor::Staff { id: one.requested_by, session: one.session, rights, emergency: false };
        Ok(self.house.ticket(TenantRef::clone(&self.tenant), actor))
    }

    async fn write_as(&self, one: &Try, asker: &Ticket) -> Result<(), Broken> {
        let content = self.content(one, asker).await?;
        let name = archive_name(self.tenant.id, one.object);
        let kept = match self.archive.store.keep(name, &one.key, LARGEST, content).await {
            Ok(kept) => kept,
            Err(KeepError::TooLarge) => return Err(Broken::Failed(ExportFailure::TooLarge)),
            Err(KeepError::Content(broken)) => return Err(broken),
            Err(KeepError::Store(error)) => {
                tracing::error!(clinic = self.tenant.slug, %error, "the object store does not take an export");
                return Err(Broken::Later(Error::Busy));
            }
        };
        let mut tx = self.begin().await?;
        let is_wanted = work::finish(&mut tx, one, asker, kept.size).await?;
        tx.commit().await?;
        if is_wanted { Ok(()) } else { Err(Broken::Unwanted) }
    }

    /// The file as it is written.
    async fn content<'w>(
        &'w self,
        one: &'w Try,
        asker: &'w Ticket,
    ) -> Result<BoxStream<'w, Result<Bytes, Broken>>, Broken> {
        let mut tx = self.house.read(asker.clone()).await?;
        let total = sources::count(&mut tx, &one.export.wanted).await?;
        work::record_page(&mut tx, &one.export, []);
        tx.commit().await?;
        let wanted = &one.export.wanted;
        let layout = Layout {
            format: wanted.format.into(),
            columns: sources::columns(wanted.kind, &self.texts, wanted.locale),
            has_mark: wanted.has_mark,
            is_right_to_left: wanted.locale.dir() == "rtl",
        };
        let progress = Progress { sheet: Sheet::begin(layout)?, total, written: 0, last: None };
        let pieces = stream::try_unfold(Some(progress), move |progress| async move {
            let Some(progress) = progress else { return Ok(None) };
            self.piece(one, asker, progress).await.map(Some)
        });
        Ok(pieces.try_filter(|piece: &Bytes| futures::future::ready(!piece.is_empty())).boxed())
    }

    /// The next page of records, on record before it is written.
    async fn piece(
        &self,
        one: &Try,
        asker: &Ticket,
        mut progress: Progress,
    ) -> Result<(Bytes, Option<Progress>), Broken> {
        let mut tx = self.house.read(asker.clone()).await?;
        let page = sources::page(&mut tx, &one.export.wanted, progress.last).await?;
        work::record_page(&mut tx, &one.export, page.patients);
        tx.commit().await?;
        if page.last.is_none() {
            return Ok((progress.sheet.finish()?.into(), None));
        }
        for row in &page.rows {
            progress.sheet.row(row)?;
        }
        progress.last = page.last;
        progress.written += i64::try_from(page.rows.len()).unwrap_or(i64::MAX);
        let mut tx = self.begin().await?;
        let is_wanted = work::note(&mut tx, one, progress.total.max(progress.written), progress.written).await?;
        tx.commit().await?;
        if is_wanted { Ok((progress.sheet.take().into(), Some(progress))) } else { Err(Broken::Unwanted) }
    }

    /// Takes away what is over: first the bytes, then what is known of them.
    async fn clear(&self) -> Result<Timestamp> {
        loop {
            let mut tx = self.begin().await?;
            let over = work::over(&mut tx).await?;
            tx.commit().await?;
            for object in &over {
                self.remove(*object).await?;
            }
            let mut tx = self.begin().await?;
            work::forget(&mut tx, &over).await?;
            let next = work::next_end(&mut tx).await?;
            tx.commit().await?;
            if over.is_empty() {
                let latest = self.house.clock().now().checked_add(LOOK_EVERY).map_err(Error::internal)?;
                return Ok(next.map_or(latest, |next| next.min(latest)));
            }
        }
    }

    async fn remove(&self, object: Uuid) -> Result<()> {
        self.archive.store.remove(archive_name(self.tenant.id, object)).await.map_err(|error| {
            tracing::warn!(clinic = self.tenant.slug, %error, "exports are taken away later");
            Error::Busy
        })
    }

    async fn begin(&self) -> Result<TenantTx> {
        let actor = Actor::Job { name: "write_exports" };
        self.house.begin(self.house.ticket(TenantRef::clone(&self.tenant), actor)).await
    }
}

/// How far a file is.
struct Progress {
    sheet: Sheet,
    total: i64,
    written: i64,
    last: Option<Uuid>,
}
