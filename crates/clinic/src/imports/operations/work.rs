//! What the program itself does to imports: it takes one to work on, notes what it found, brings in a batch, takes one back,
//! and clears away what is over.

use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{ContentKey, Json, Sealed};

use super::{ImportRecord, imports, subject};
use crate::imports::kinds::{self, Refusal, Said};
use crate::imports::model::{Choices, Counts, Found, Import, ImportKind, Job, KEPT, MOST_PROBLEMS, Problem};
use crate::imports::sealing::{FOUND, KEY};

/// Longer than any file of that size may take to arrive.
const UPLOAD_LASTS: SignedDuration = SignedDuration::from_hours(2);
/// How long it is told that there was an import.
const TOLD: SignedDuration = SignedDuration::from_hours(365 * 24);
const AT_ONCE: i64 = 100;
/// So many lines are taken back at a time.
const BATCH: i64 = 500;

/// The import that waits longest for something to be done.
pub async fn take(tx: &mut TenantTx) -> Result<Option<Job>> {
    let keys = tx.keys();
    let db = tx.authorize(Action::TidyUp)?;
    let row = sqlx::query!(
        r#"select id, key as "key: Sealed<ContentKey>", at_line, asked_by, session_id from import
           where status in ('waiting', 'committing', 'undoing') order by uploaded_at, id limit 1"#
    );
    let Some(row) = row.fetch_optional(&mut *db).await? else { return Ok(None) };
    let import = imports!("id = $1", row.id).fetch_one(db).await?.open(&keys)?;
    let key = keys.clinic().open_opt(KEY, row.id, row.key.as_ref())?.map(vault::Phi::into_inner);
    Ok(Some(Job { import, key, at_line: row.at_line, asked_by: row.asked_by, session: row.session_id }))
}

/// Forgets what was found when the file was looked at before.
pub async fn begin_check(tx: &mut TenantTx, id: Id<Import>) -> Result<()> {
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!("delete from import_problem where import_id = $1", id.uuid()).execute(db).await?;
    Ok(())
}

/// Notes what is wrong with some lines, after what was noted before and once each; more than is kept is not.
pub async fn note_problems(tx: &mut TenantTx, action: Action, id: Id<Import>, problems: &[Problem]) -> Result<()> {
    let lines: Vec<i64> = problems.iter().map(|problem| problem.line).collect();
    let columns: Vec<Option<i32>> = problems.iter().map(|problem| problem.column).collect();
    let codes: Vec<String> = problems.iter().map(|problem| problem.code.clone()).collect();
    let warnings: Vec<bool> = problems.iter().map(|problem| problem.is_warning).collect();
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into import_problem (import_id, seq, line, column_at, code, is_warning)
         select $1, before.seqs + found.place::integer, found.line, found.column_at, found.code, found.is_warning
         from (select coalesce(max(seq), 0) as seqs from import_problem where import_id = $1) before,
             unnest($2::bigint[], $3::integer[], $4::text[], $5::boolean[])
                 with ordinality as found (line, column_at, code, is_warning, place)
         where before.seqs + found.place <= $6
           and not exists (select from import_problem p
               where p.import_id = $1 and p.line = found.line and p.code = found.code
                 and p.column_at is not distinct from found.column_at)",
        id.uuid(),
        &lines,
        &columns as _,
        &codes,
        &warnings,
        MOST_PROBLEMS
    )
    .execute(db)
    .await?;
    tx.announce(Topic::Progress);
    Ok(())
}

/// Notes what a file turned out to be; not where somebody has chosen otherwise or discarded it meanwhile.
pub async fn end_check(tx: &mut TenantTx, import: &Import, found: &Found, counts: Counts) -> Result<()> {
    let sealed = tx.keys().clinic().seal(FOUND, import.id.uuid(), &Json(found.clone()));
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "update import set status = 'checked', found = $3, problem = null, rows = $4, readable = $5, problems = $6,
             warnings = $7
         where id = $1 and status = 'waiting' and version = $2",
        import.id.uuid(),
        import.version,
        sealed.as_bytes(),
        counts.rows,
        counts.readable,
        counts.problems,
        counts.warnings
    )
    .execute(db)
    .await?;
    tx.announce(Topic::Progress);
    Ok(())
}

/// Notes that a file cannot be read at all, and why.
pub async fn note_unreadable(tx: &mut TenantTx, import: &Import, code: &str) -> Result<()> {
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "update import set status = 'unreadable', problem = $3, rows = 0, readable = 0, problems = 0, warnings = 0
         where id = $1 and status = 'waiting' and version = $2",
        import.id.uuid(),
        import.version,
        code
    )
    .execute(db)
    .await?;
    tx.announce(Topic::Progress);
    Ok(())
}

/// Lines that are to come in together.
pub struct Batch<'b> {
    /// How far the import was before, and is after.
    pub from_line: i64,
    pub to_line: i64,
    pub lines: &'b [i64],
    pub said: &'b [Said],
    /// Lines of this stretch that cannot be read.
    pub left_out: i64,
}

/// Brings in what can come in of a batch, and notes how far the import is by that, in one transaction. Says which lines could
/// not; nothing when somebody else has brought the batch in.
pub async fn bring_in(
    tx: &mut TenantTx,
    (id, kind): (Id<Import>, ImportKind),
    batch: &Batch<'_>,
) -> Result<Option<Vec<(i64, Refusal)>>> {
    let action = kind.action();
    let db = tx.authorize(action)?;
    let held = sqlx::query_scalar!(
        "select id from import where id = $1 and status = 'committing' and at_line = $2 for update",
        id.uuid(),
        batch.from_line
    );
    if held.fetch_optional(db).await?.is_none() {
        return Ok(None);
    }
    let (mut lines, mut ids, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for (line, outcome) in batch.lines.iter().zip(kinds::write(tx, kind, batch.said).await?) {
        match outcome {
            Ok(subject) => {
                lines.push(*line);
                ids.push(subject);
            }
            Err(refusal) => refused.push((*line, refusal)),
        }
    }
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into import_row (import_id, line, subject_id)
         select $1, line, subject from unnest($2::bigint[], $3::uuid[]) as brought (line, subject)",
        id.uuid(),
        &lines,
        &ids
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update import set at_line = $2, committed = committed + $3, left_out = left_out + $4 where id = $1",
        id.uuid(),
        batch.to_line,
        count(ids.len()),
        batch.left_out + count(refused.len())
    )
    .execute(db)
    .await?;
    tx.announce(Topic::Progress);
    Ok(Some(refused))
}

/// Takes the next lines back: those as they came in go, the others stay and are marked. False when none are left.
pub async fn take_back(tx: &mut TenantTx, (id, kind): (Id<Import>, ImportKind)) -> Result<bool> {
    let action = Action::UndoImport;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select r.line, r.subject_id from import_row r join import i on i.id = r.import_id
         where r.import_id = $1 and r.outcome is null and i.status = 'undoing' order by r.line limit $2 for update",
        id.uuid(),
        BATCH
    );
    let subjects: Vec<Uuid> = rows.fetch_all(db).await?.into_iter().map(|row| row.subject_id).collect();
    let taken = kinds::take_back(tx, action, kind, &subjects).await?;
    let db = tx.authorize(action)?;
    sqlx::query!(
        "with settled as (
             update import_row set outcome = case when subject_id = any($3) then 'taken_back' else 'kept' end
             where import_id = $1 and subject_id = any($2) and outcome is null returning outcome)
         update import set
             taken_back = taken_back + (select count(*) from settled where outcome = 'taken_back'),
             kept = kept + (select count(*) from settled where outcome = 'kept')
         where id = $1",
        id.uuid(),
        &subjects,
        &taken.subjects
    )
    .execute(db)
    .await?;
    tx.record(action, taken.patients.into_iter().fold(subject(id), Subject::about));
    tx.announce(Topic::Progress);
    Ok(!subjects.is_empty())
}

/// Has files that could not be read looked at again, one or all; says how many.
pub async fn retry(tx: &mut TenantTx, action: Action, one: Option<Uuid>) -> Result<u64> {
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "update import set status = 'waiting', problem = null, version = version + 1
         where status = 'unreadable' and key is not null and ($1::uuid is null or id = $1)",
        one
    );
    let done = done.execute(db).await?.rows_affected();
    tx.announce(Topic::Bulk);
    tx.announce(Topic::Progress);
    Ok(done)
}

/// Gives a file that cannot be read up; says how many that are, one or none.
pub async fn discard_unreadable(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<u64> {
    let db = tx.authorize(action)?;
    let done = sqlx::query!("update import set status = 'discarded' where id = $1 and status = 'unreadable'", id);
    let done = done.execute(db).await?.rows_affected();
    tx.announce(Topic::Bulk);
    tx.announce(Topic::Progress);
    Ok(done)
}

/// Ends what was under way.
pub async fn end(tx: &mut TenantTx, id: Id<Import>, from: &str, to: &str) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "update import set status = $3, ended_at = $4, version = version + 1 where id = $1 and status = $2",
        id.uuid(),
        from,
        to,
        now as _
    )
    .execute(db)
    .await?;
    tx.announce(Topic::Progress);
    Ok(())
}

/// Imports whose bytes nobody needs any more: discarded, brought in, given up on the way, or left lying too long.
pub async fn over(tx: &mut TenantTx) -> Result<Vec<Uuid>> {
    let now = tx.now();
    let before = |since| now.checked_sub(since).map(jiff::Timestamp::to_sqlx).map_err(Error::internal);
    let (stuck, old) = (before(UPLOAD_LASTS)?, before(KEPT)?);
    let db = tx.authorize(Action::TidyUp)?;
    let over = sqlx::query_scalar!(
        "select id from import
         where key is not null and (status in ('discarded', 'done', 'undone')
             or (status = 'uploading' and uploaded_at < $1)
             or (status in ('checked', 'unreadable') and uploaded_at < $2))
         order by id limit $3",
        stuck as _,
        old as _,
        AT_ONCE
    );
    Ok(over.fetch_all(db).await?)
}

/// Forgets the keys of bytes that are gone, imports that never came to anything, and those that nobody asks about any more.
pub async fn forget(tx: &mut TenantTx, ids: &[Uuid]) -> Result<()> {
    let told = tx.now().checked_sub(TOLD).map_err(Error::internal)?;
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "update import set key = null,
             status = case when status in ('uploading', 'checked', 'unreadable') then 'discarded' else status end
         where id = any($1)",
        ids
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from import where key is null and (status = 'discarded' or uploaded_at < $1)", told.to_sqlx())
        .execute(db)
        .await?;
    Ok(())
}

/// How many files lie in the store, and how many bytes they are.
pub async fn kept(tx: &mut TenantTx, action: Action) -> Result<(i64, i64)> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select count(*) as "files!", coalesce(sum(size), 0)::bigint as "bytes!" from import where key is not null"#
    );
    let row = row.fetch_one(db).await?;
    Ok((row.files, row.bytes))
}
