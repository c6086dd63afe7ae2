//! The duty that works on imports: it looks at files, brings their lines in and takes them back, a batch at a time.

use futures::TryStreamExt as _;
use jiff::{SignedDuration, Timestamp};
use tenancy::{Action, Actor, Conflict, Error, House, Result, TenantRef, TenantTx, Ticket};
use uuid::Uuid;

use super::kinds::{self, Context, Refusal, Row, Said};
use super::model::{Counts, Found, Import, ImportStatus, Job, Problem};
use super::operations::work::{self, Batch};
use super::reading::Table;
use crate::accounts::operations::rights_now;
use crate::documents::{Archive, archive_name};

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
    async fn open(&self, job: &Job) -> Result<Result<Table, &'static str>> {
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
            Err(error) if error.is_lasting() => return Ok(Err("damaged")),
            Err(error) => {
                tracing::warn!(clinic = self.tenant.slug, %error, "imports are worked on later");
                return Err(Error::Busy);
            }
        };
        let at = Context { tenant: &self.tenant, now: self.house.clock().now() };
        Ok(Table::open(bytes, &job.import.choices, job.import.kind, at))
    }

    /// Looks at a file, and stores nothing of it but what is wrong.
    async fn check(&self, job: &Job) -> Result<()> {
        let import = &job.import;
        let table = match self.open(job).await? {
            Ok(table) => table,
            Err(code) => {
                let mut tx = self.begin().await?;
                work::note_unreadable(&mut tx, import, code).await?;
                return tx.commit().await;
            }
        };
        let mut tx = self.begin().await?;
        work::begin_check(&mut tx, import.id).await?;
        tx.commit().await?;
        let (mut counts, found) = (Counts::default(), table.found());
        let mut rows = table.rows().peekable();
        while rows.peek().is_some() {
            let batch: Vec<Row> = rows.by_ref().take(BATCH).collect();
            self.note((import, &found), batch, &mut counts).await?;
        }
        let mut tx = self.begin().await?;
        work::end_check(&mut tx, import, &found, counts).await?;
        tx.commit().await
    }

    async fn note(&self, (import, found): (&Import, &Found), batch: Vec<Row>, counts: &mut Counts) -> Result<()> {
        let mut tx = self.begin().await?;
        let mut problems: Vec<Problem> = Vec::new();
        let (mut lines, mut said) = (Vec::new(), Vec::new());
        counts.rows += count(&batch);
        for row in batch {
            counts.problems += i64::from(row.said.is_none());
            problems.extend(row.problems);
            lines.extend(row.said.as_ref().map(|_| row.line));
            said.extend(row.said);
        }
        let refused = kinds::refusals(&mut tx, Action::TidyUp, import.kind, &said).await?;
        counts.problems += count(&refused);
        counts.readable += count(&said) - count(&refused);
        let line = |place: usize| lines.get(place).copied().unwrap_or_default();
        problems.extend(refused.into_iter().map(|(place, refusal)| problem(line(place), refusal, found)));
        counts.warnings += count(&problems.iter().filter(|problem| problem.is_warning).collect::<Vec<_>>());
        // What cannot be brought in is said before what was only changed.
        problems.sort_by_key(|problem| (problem.line, problem.is_warning));
        work::note_problems(&mut tx, Action::TidyUp, import.id, &problems).await?;
        tx.commit().await
    }

    /// Brings in what is not in yet: whoever began it may have got anywhere.
    async fn bring_in(&self, job: &Job) -> Result<()> {
        let Some(asker) = self.asker(job, job.import.kind.action()).await? else {
            // What is in already can be taken back.
            return self.end(job, if job.at_line > 0 { "done" } else { "checked" }).await;
        };
        let Ok(table) = self.open(job).await? else { return self.end(job, "done").await };
        let found = table.found();
        let mut at_line = job.at_line;
        let mut rows = table.rows().filter(|row| row.line > job.at_line).peekable();
        while rows.peek().is_some() {
            let batch: Vec<Row> = rows.by_ref().take(BATCH).collect();
            let to_line = batch.last().map_or(at_line, |row| row.line);
            if !self.bring_in_batch((job, &found), &asker, (at_line, to_line), batch).await? {
                return Ok(());
            }
            at_line = to_line;
        }
        self.end(job, "done").await
    }

    async fn bring_in_batch(
        &self,
        (job, found): (&Job, &Found),
        asker: &Ticket,
        (from_line, to_line): (i64, i64),
        batch: Vec<Row>,
    ) -> Result<bool> {
        let all = count(&batch);
        let (lines, said): (Vec<i64>, Vec<Said>) =
            batch.into_iter().filter_map(|row| Some((row.line, row.said?))).unzip();
        let (import, action) = (&job.import, job.import.kind.action());
        let batch = Batch { from_line, to_line, lines: &lines, said: &said, left_out: all - count(&said) };
        for _ in 0..TRIES {
            let mut tx = self.house.begin(asker.clone()).await?;
            match work::bring_in(&mut tx, (import.id, import.kind), &batch).await {
                Ok(Some(refused)) => {
                    let problems = refused.into_iter().map(|(line, refusal)| problem(line, refusal, found));
                    work::note_problems(&mut tx, action, import.id, &problems.collect::<Vec<_>>()).await?;
                    tx.commit().await?;
                    return Ok(true);
                }
                Ok(None) => return Ok(false),
                // Somebody came in, booked, or closed a day, at this very moment.
                Err(Error::Conflict(
                    Conflict::DuplicateEmail
                    | Conflict::DuplicateMrn
                    | Conflict::DayClosed
                    | Conflict::SlotTaken { .. },
                )) => {}
                Err(other) => return Err(other),
            }
        }
        Err(Error::Busy)
    }

    async fn take_back(&self, job: &Job) -> Result<()> {
        let Some(asker) = self.asker(job, Action::UndoImport).await? else { return self.end(job, "done").await };
        loop {
            let mut tx = self.house.begin(asker.clone()).await?;
            let goes_on = work::take_back(&mut tx, (job.import.id, job.import.kind)).await?;
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

/// Why a line cannot be written, where the file says so.
fn problem(line: i64, refusal: Refusal, found: &Found) -> Problem {
    let column = refusal.fields.iter().find_map(|field| found.place_of(field));
    Problem { line, column, code: refusal.code.to_owned(), is_warning: false }
}

fn count<T>(rows: &[T]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}
