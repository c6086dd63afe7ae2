//! The duty that works on imports: it looks at files, brings their lines in and takes them back, a batch at a time.

use futures::TryStreamExt as _;
use jiff::{SignedDuration, Timestamp};
use people::import::FileProblem;
use tenancy::{Action, Actor, Conflict, Error, House, Result, TenantRef, TenantTx, Ticket};
use uuid::Uuid;

use super::model::{Counts, Import, ImportStatus, Job, MOST_PROBLEMS, Problem};
use super::operations::work::{self, Batch};
use super::reading::{Row, Table};
use crate::accounts::operations::rights_now;
use crate::documents::{Archive, archive_name};
use crate::parties::bulk::clashes;
use crate::parties::model::NewParty;

/// Whatever the news, so often is looked whether something is to be cleared away.
const LOOK_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// So many rows are worked on together.
const BATCH: usize = 500;
/// How often a batch is tried anew that somebody got in the way of.
const TRIES: usize = 3;

/// One clinic's imports, and where their files lie.
pub struct Working {
    pub house: House,
    pub tenant: TenantRef,
    pub archive: Archive,
}

impl Working {
    /// Does whatever waits to be done, then clears away what is over.
    pub async fn work(self) -> Result<Timestamp> {
        loop {
            let mut tx = self.begin().await?;
            let next = work::take(&mut tx).await?;
            tx.commit().await?;
            let Some(job) = next else { break };
            match job.import.status {
                ImportStatus::Committing => self.bring_in(&job).await?,
                ImportStatus::Undoing => self.take_back(&job).await?,
                _ => self.check(&job).await?,
            }
        }
        self.clear().await
    }

    /// The file, whole: none is larger than [`super::model::LARGEST`], and its rows are read out of it one by one.
    async fn open(&self, job: &Job) -> Result<Result<Table, FileProblem>> {
        let (id, size) = (job.import.id.uuid(), u64::try_from(job.import.size).unwrap_or_default());
        let key = job.key.as_ref().ok_or(Error::NotFound)?;
        let content = self.archive.store.read(archive_name(self.tenant.id, id), key, size, 0..size).await;
        let bytes = match content {
            Ok(content) => {
                let gather = |mut all: Vec<u8>, piece: bytes::Bytes| async move {
                    all.extend_from_slice(&piece);
                    Ok(all)
                };
                content.try_fold(Vec::new(), gather).await
            }
            Err(error) => Err(error),
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) if error.is_lasting() => return Ok(Err(FileProblem::Damaged)),
            Err(error) => {
                tracing::warn!(clinic = self.tenant.slug, %error, "imports are worked on later");
                return Err(Error::Busy);
            }
        };
        let today = self.tenant.day_of(self.house.clock().now());
        Ok(Table::open(bytes, &job.import.choices, job.import.kind, (&self.tenant, today)))
    }

    /// Looks at a file, and stores nothing of it but what is wrong.
    async fn check(&self, job: &Job) -> Result<()> {
        let import = &job.import;
        let table = match self.open(job).await? {
            Ok(table) => table,
            Err(problem) => {
                let mut tx = self.begin().await?;
                work::note_unreadable(&mut tx, import, problem.code()).await?;
                return tx.commit().await;
            }
        };
        let mut tx = self.begin().await?;
        work::begin_check(&mut tx, import.id).await?;
        tx.commit().await?;
        let (mut counts, mut noted) = (Counts::default(), 0);
        let mut rows = table.rows().peekable();
        while rows.peek().is_some() {
            let batch: Vec<Row> = rows.by_ref().take(BATCH).collect();
            noted = self.note(import, batch, &mut counts, noted).await?;
        }
        let mut tx = self.begin().await?;
        work::end_check(&mut tx, import, &table.found(), counts).await?;
        tx.commit().await
    }

    async fn note(&self, import: &Import, batch: Vec<Row>, counts: &mut Counts, noted: i32) -> Result<i32> {
        let mut tx = self.begin().await?;
        let mut problems: Vec<Problem> = Vec::new();
        let (mut lines, mut people) = (Vec::new(), Vec::new());
        counts.rows += count(&batch);
        for row in batch {
            counts.problems += i64::from(row.person.is_none());
            problems.extend(row.problems);
            lines.extend(row.person.as_ref().map(|_| row.line));
            people.extend(row.person);
        }
        let here = clashes(&mut tx, Action::TidyUp, &people).await?;
        counts.problems += count(&here);
        counts.readable += count(&people) - count(&here);
        problems.extend(here.into_iter().map(|(place, conflict)| Problem {
            line: lines.get(place).copied().unwrap_or_default(),
            column: None,
            code: conflict.code().to_owned(),
            is_warning: false,
        }));
        counts.warnings += count(&problems.iter().filter(|problem| problem.is_warning).collect::<Vec<_>>());
        // What cannot be brought in is said before what was only changed.
        problems.sort_by_key(|problem| (problem.line, problem.is_warning));
        problems.truncate(usize::try_from(MOST_PROBLEMS - i64::from(noted)).unwrap_or_default());
        work::note_problems(&mut tx, import.id, noted, &problems).await?;
        tx.commit().await?;
        Ok(noted + i32::try_from(problems.len()).unwrap_or(i32::MAX))
    }

    /// Brings in what is not in yet: whoever began it may have got anywhere.
    async fn bring_in(&self, job: &Job) -> Result<()> {
        let Some(asker) = self.asker(job, Action::ImportPatients).await? else {
            // What is in already can be taken back.
            return self.end(job, if job.at_line > 0 { "done" } else { "checked" }).await;
        };
        let Ok(table) = self.open(job).await? else { return self.end(job, "done").await };
        let mut at_line = job.at_line;
        let mut rows = table.rows().filter(|row| row.line > job.at_line).peekable();
        while rows.peek().is_some() {
            let batch: Vec<Row> = rows.by_ref().take(BATCH).collect();
            let to_line = batch.last().map_or(at_line, |row| row.line);
            if !self.bring_in_batch(job, &asker, (at_line, to_line), batch).await? {
                return Ok(());
            }
            at_line = to_line;
        }
        self.end(job, "done").await
    }

    async fn bring_in_batch(
        &self,
        job: &Job,
        asker: &Ticket,
        (from_line, to_line): (i64, i64),
        batch: Vec<Row>,
    ) -> Result<bool> {
        let all = count(&batch);
        let (mut lines, mut people): (Vec<i64>, Vec<NewParty>) =
            batch.into_iter().filter_map(|row| Some((row.line, row.person?))).unzip();
        for _ in 0..TRIES {
            let mut tx = self.house.begin(asker.clone()).await?;
            // Whoever has come in by another door since the file was looked at.
            let here = clashes(&mut tx, Action::ImportPatients, &people).await?;
            for (place, _) in here.iter().rev() {
                lines.remove(*place);
                people.remove(*place);
            }
            let left_out = all - count(&people);
            let batch = Batch { from_line, to_line, lines: &lines, people: &people, left_out };
            match work::bring_in(&mut tx, job.import.id, &batch).await {
                Ok(true) => {
                    tx.commit().await?;
                    return Ok(true);
                }
                Ok(false) => return Ok(false),
                // Somebody came in at this very moment.
                Err(Error::Conflict(Conflict::DuplicateEmail | Conflict::DuplicateMrn)) => {}
                Err(other) => return Err(other),
            }
        }
        Err(Error::Busy)
    }

    async fn take_back(&self, job: &Job) -> Result<()> {
        let Some(asker) = self.asker(job, Action::UndoImport).await? else { return self.end(job, "done").await };
        loop {
            let mut tx = self.house.begin(asker.clone()).await?;
            let goes_on = work::take_back(&mut tx, job.import.id).await?;
            tx.commit().await?;
            if !goes_on {
                return self.end(job, "undone").await;
            }
        }
    }

    async fn end(&self, job: &Job, to: &str) -> Result<()> {
        let mut tx = self.begin().await?;
        work::end(&mut tx, job.import.id, job.import.status.as_str(), to).await?;
        tx.commit().await
    }

    /// Who asked, with what they may do by now; nothing for those who may not do it any more.
    async fn asker(&self, job: &Job, action: Action) -> Result<Option<Ticket>> {
        let Some((id, session)) = job.asked_by.zip(job.session) else { return Ok(None) };
        let mut tx = self.begin().await?;
        let rights = rights_now(&mut tx, Action::TidyUp, id).await?;
        tx.commit().await?;
        let Some(rights) = rights.filter(|rights| rights.may(action)) else { return Ok(None) };
        let actor = Actor::Staff { id, session, rights, emergency: false };
        Ok(Some(self.house.ticket(TenantRef::clone(&self.tenant), actor)))
    }

    /// Takes away the bytes of what is over, then what is known of them.
    async fn clear(&self) -> Result<Timestamp> {
        loop {
            let mut tx = self.begin().await?;
            let over = work::over(&mut tx).await?;
            tx.commit().await?;
            for import in &over {
                self.remove(*import).await?;
            }
            let mut tx = self.begin().await?;
            work::forget(&mut tx, &over).await?;
            tx.commit().await?;
            if over.is_empty() {
                return self.house.clock().now().checked_add(LOOK_EVERY).map_err(Error::internal);
            }
        }
    }

    async fn remove(&self, import: Uuid) -> Result<()> {
        self.archive.store.remove(archive_name(self.tenant.id, import)).await.map_err(|error| {
            tracing::warn!(clinic = self.tenant.slug, %error, "imports are taken away later");
            Error::Busy
        })
    }

    async fn begin(&self) -> Result<TenantTx> {
        let actor = Actor::Job { name: "work_imports" };
        self.house.begin(self.house.ticket(TenantRef::clone(&self.tenant), actor)).await
    }
}

fn count<T>(rows: &[T]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}
