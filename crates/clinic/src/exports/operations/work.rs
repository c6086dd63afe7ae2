//! What the program itself does to exports: it takes one to write, notes how far it is, and clears away what is over.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Subject, TenantTx, Ticket, Topic};
use uuid::Uuid;
use vault::ContentKey;

use super::{ExportRow, subject};
use crate::exports::model::{Export, ExportFailure, KEPT, Try};
use crate::exports::sealing::KEY;
use crate::notifications::model::{Audience, Event, Kind};
use crate::notifications::operations::tell;

/// After so many tries that broke off, another one would break off as well.
const TRIES: i32 = 5;
/// How long it is told that there was an export.
const TOLD: SignedDuration = SignedDuration::from_hours(30 * 24);
const AT_ONCE: i64 = 100;

/// Takes the export that has waited longest for a try of its own. One that is under way is one that somebody died with: the
/// duty is done by one at a time.
pub async fn take(tx: &mut TenantTx) -> Result<Option<Try>> {
    give_up_hopeless(tx).await?;
    let (keys, object) = (tx.keys(), tx.new_id::<Try>().uuid());
    let db = tx.authorize(Action::TidyUp)?;
    let row = sqlx::query!(
        "select id, object_id, requested_by, session_id from export where status in ('waiting', 'running')
         order by requested_at, id limit 1 for update"
    );
    let Some(row) = row.fetch_optional(&mut *db).await? else { return Ok(None) };
    let key = ContentKey::generate();
    let sealed = keys.clinic().seal(KEY, object, &key);
    let export = sqlx::query_as!(
        ExportRow,
        "update export set status = 'running', tries = tries + 1, object_id = $2, key = $3, total = null, written = 0
         where id = $1
         returning id, kind, format, has_mark, locale, from_on, to_on, status, failure, total, written, size,
             requested_at, ready_at, expires_at",
        row.id,
        object,
        sealed.as_bytes()
    );
    let export = export.fetch_one(db).await?.open()?;
    tx.announce(Topic::Progress);
    let leftover = row.object_id;
    Ok(Some(Try { export, requested_by: row.requested_by, session: row.session_id, object, key, leftover }))
}

async fn give_up_hopeless(tx: &mut TenantTx) -> Result<()> {
    let db = tx.authorize(Action::TidyUp)?;
    let hopeless = sqlx::query!(
        "update export set status = 'failed', failure = 'gave_up' where status = 'running' and tries >= $1
         returning requested_by",
        TRIES
    );
    for row in hopeless.fetch_all(db).await? {
        tell(tx, Audience { people: &[row.requested_by], roles: &[] }, Event::of(Kind::ExportFailed)).await?;
    }
    Ok(())
}

/// Notes how far a try is; false when nobody wants what it writes any more.
pub async fn note(tx: &mut TenantTx, one: &Try, total: i64, written: i64) -> Result<bool> {
    let db = tx.authorize(Action::TidyUp)?;
    let noted = sqlx::query!(
        "update export set total = $3, written = $4 where id = $1 and object_id = $2 and status = 'running'",
        one.export.id.uuid(),
        one.object,
        total,
        written
    );
    let is_wanted = noted.execute(db).await?.rows_affected() > 0;
    tx.announce(Topic::Progress);
    Ok(is_wanted)
}

/// Makes a file that is whole ready for who asked; false when nobody wants it any more. That it was written stands on
/// record, in the name of who asked, with the same commit.
pub async fn finish(tx: &mut TenantTx, one: &Try, asker: &Ticket, size: u64) -> Result<bool> {
    let now = tx.now();
    let expires_at = now.checked_add(KEPT).map_err(Error::internal)?;
    let db = tx.authorize(Action::WriteExport)?;
    let done = sqlx::query!(
        "update export set status = 'ready', size = $3, ready_at = $4, expires_at = $5
         where id = $1 and object_id = $2 and status = 'running'",
        one.export.id.uuid(),
        one.object,
        i64::try_from(size).map_err(Error::internal)?,
        now.to_sqlx(),
        expires_at.to_sqlx()
    );
    let is_wanted = done.execute(db).await?.rows_affected() > 0;
    tx.record_for(asker, Action::WriteExport, subject(one.export.id), None)?;
    if is_wanted {
        tell(tx, Audience { people: &[one.requested_by], roles: &[] }, Event::of(Kind::ExportReady)).await?;
    }
    tx.announce(Topic::Progress);
    Ok(is_wanted)
}

/// Notes that an export cannot be written, whoever tries.
pub async fn fail(tx: &mut TenantTx, one: &Try, why: ExportFailure) -> Result<()> {
    let db = tx.authorize(Action::TidyUp)?;
    let failed = sqlx::query!(
        "update export set status = 'failed', failure = $3 where id = $1 and object_id = $2 and status = 'running'",
        one.export.id.uuid(),
        one.object,
        why.as_str()
    );
    if failed.execute(db).await?.rows_affected() > 0 {
        tell(tx, Audience { people: &[one.requested_by], roles: &[] }, Event::of(Kind::ExportFailed)).await?;
    }
    tx.announce(Topic::Progress);
    Ok(())
}

/// Has exports that failed tried again from the beginning, one or all, in the names of those who asked; says how many.
pub async fn retry(tx: &mut TenantTx, action: Action, one: Option<Uuid>) -> Result<u64> {
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "update export set status = 'waiting', failure = null, tries = 0
         where status = 'failed' and ($1::uuid is null or id = $1)",
        one
    );
    let done = done.execute(db).await?.rows_affected();
    tx.announce(Topic::Bulk);
    tx.announce(Topic::Progress);
    Ok(done)
}

/// Gives an export that failed up for good; says how many that are, one or none.
pub async fn discard_failed(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<u64> {
    let db = tx.authorize(action)?;
    let done = sqlx::query!("update export set status = 'discarded' where id = $1 and status = 'failed'", id);
    let done = done.execute(db).await?.rows_affected();
    tx.announce(Topic::Bulk);
    tx.announce(Topic::Progress);
    Ok(done)
}

/// The objects of exports that are over: given up, failed, or kept long enough.
pub async fn over(tx: &mut TenantTx) -> Result<Vec<Uuid>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::TidyUp)?;
    let over = sqlx::query_scalar!(
        r#"select object_id as "object!" from export
           where object_id is not null
             and (status in ('failed', 'discarded', 'expired') or (status = 'ready' and expires_at <= $1))
           order by id limit $2"#,
        now as _,
        AT_ONCE
    );
    Ok(over.fetch_all(db).await?)
}

/// Forgets objects that are gone, and the exports of which nobody needs to be told any more.
pub async fn forget(tx: &mut TenantTx, objects: &[Uuid]) -> Result<()> {
    let told = tx.now().checked_sub(TOLD).map_err(Error::internal)?;
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "update export set object_id = null, key = null,
             status = case when status = 'ready' then 'expired' else status end
         where object_id = any($1) and status <> 'running'",
        objects
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "delete from export
         where object_id is null
           and (status = 'discarded' or (status in ('failed', 'expired') and requested_at < $1))",
        told.to_sqlx()
    )
    .execute(db)
    .await?;
    if !objects.is_empty() {
        tx.announce(Topic::Progress);
    }
    Ok(())
}

/// When the next file expires.
pub async fn next_end(tx: &mut TenantTx) -> Result<Option<Timestamp>> {
    let db = tx.authorize(Action::TidyUp)?;
    let next = sqlx::query_scalar!(
        r#"select min(expires_at) as "at: jiff_sqlx::Timestamp" from export where status = 'ready'"#
    );
    Ok(next.fetch_one(db).await?.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Puts a page of records on record, as read in the asker's name for an export.
pub fn record_page(tx: &mut TenantTx, export: &Export, patients: impl IntoIterator<Item = Uuid>) {
    let read = patients.into_iter().fold(subject(export.id), Subject::about);
    tx.record(Action::WriteExport, read);
}

/// How many files lie in the store, and how many bytes they are; of those that are not whole nobody knows.
pub async fn kept(tx: &mut TenantTx, action: Action) -> Result<(i64, i64)> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select count(*) as "files!", coalesce(sum(size), 0)::bigint as "bytes!" from export where object_id is not null"#
    );
    let row = row.fetch_one(db).await?;
    Ok((row.files, row.bytes))
}
