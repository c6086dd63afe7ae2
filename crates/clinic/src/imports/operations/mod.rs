//! Everything one can do to an import. The only files here with SQL.

mod rows;
// What the program does by itself.
pub mod work;

pub use rows::{list_problems, list_rows};

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Actor, Conflict, Error, Id, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{ClinicKeys, ContentKey, Json, Sealed};
use web::{Listing, PageOf, Place};

use super::model::{Choices, Counts, Found, Import, ImportKind, ImportStatus, Upload};
use super::sealing::{CHOICES, FILE_NAME, FOUND, KEY};
use crate::day_closes::operations::is_closed;

/// A row but for the key of its bytes.
struct ImportRecord {
    id: Uuid,
    kind: String,
    status: String,
    size: i64,
    file_name: Option<Sealed<String>>,
    choices: Option<Sealed<Json<Choices>>>,
    found: Option<Sealed<Json<Found>>>,
    problem: Option<String>,
    rows: i64,
    readable: i64,
    problems: i64,
    warnings: i64,
    skips_problems: bool,
    committed: i64,
    left_out: i64,
    taken_back: i64,
    kept: i64,
    version: i32,
    uploaded_at: jiff_sqlx::Timestamp,
    uploaded_by: Uuid,
    ended_at: Option<jiff_sqlx::Timestamp>,
}

impl ImportRecord {
    fn open(self, keys: &ClinicKeys) -> Result<Import> {
        let unknown = |what: &str| Error::internal(format!("an import of an unknown {what}"));
        let (sealer, id) = (keys.clinic(), self.id);
        let file_name = sealer.open_opt(FILE_NAME, id, self.file_name.as_ref())?;
        let choices = sealer.open_opt(CHOICES, id, self.choices.as_ref())?.map(|choices| choices.into_inner().0);
        let found = sealer.open_opt(FOUND, id, self.found.as_ref())?.map(|found| found.into_inner().0);
        Ok(Import {
            id: Id::new(id),
            kind: ImportKind::parse(&self.kind).ok_or_else(|| unknown("kind"))?,
            status: ImportStatus::parse(&self.status).ok_or_else(|| unknown("status"))?,
            file_name: file_name.unwrap_or_else(|| vault::Phi::new(String::new())),
            size: self.size,
            choices: choices.unwrap_or_default(),
            found,
            problem: self.problem,
            counts: Counts {
                rows: self.rows,
                readable: self.readable,
                problems: self.problems,
                warnings: self.warnings,
                committed: self.committed,
                left_out: self.left_out,
                taken_back: self.taken_back,
                kept: self.kept,
            },
            skips_problems: self.skips_problems,
            version: self.version,
            uploaded_at: self.uploaded_at.to_jiff(),
            uploaded_by: self.uploaded_by,
            ended_at: self.ended_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    }
}

/// Imports whom a condition fits.
macro_rules! imports {
    ($condition:literal $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            ImportRecord,
            r#"select id, kind, status, size, file_name as "file_name: Sealed<String>",
                   choices as "choices: Sealed<Json<Choices>>", found as "found: Sealed<Json<Found>>", problem, rows,
                   readable, problems, warnings, skips_problems, committed, left_out, taken_back, kept, version,
                   uploaded_at, uploaded_by, ended_at
               from import where "# + $condition
            $(, $argument)*
        )
    };
}
use imports;

fn subject(id: Id<Import>) -> Subject {
    Subject::new("import", id.uuid())
}

/// Whoever asks is somebody of the staff, who has a session: it is done in their name.
fn asker(tx: &TenantTx, action: Action) -> Result<(Uuid, Uuid)> {
    match tx.actor() {
        Actor::Staff { id, session, .. } => Ok((*id, *session)),
        _ => Err(Error::Forbidden(action)),
    }
}

/// The clinic's imports, the newest first.
pub async fn list(tx: &mut TenantTx, page: PageOf) -> Result<Listing<Import>> {
    let action = Action::ListImports;
    let (keys, backward, place) = (tx.keys(), page.is_backward(), page.place().map(|place| place.id));
    let db = tx.authorize(action)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from import where status not in ('uploading', 'discarded')"#
    );
    let count = count.fetch_one(&mut *db).await?;
    let rows = imports!(
        "status not in ('uploading', 'discarded')
           and ($1::uuid is null or case when $2 then id > $1 else id < $1 end)
         order by case when $2 then id end, id desc limit $3 offset $4",
        place,
        backward,
        page.fetched(),
        page.skipped()
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| row.open(&keys)).collect::<Result<Vec<_>>>()?;
    Ok(Listing::walked(rows, count, page, |import| Place { at: import.uploaded_at, id: import.id.uuid() }))
}

/// One import.
pub async fn find(tx: &mut TenantTx, id: Id<Import>) -> Result<Import> {
    one(tx, Action::ListImports, id).await
}

async fn one(tx: &mut TenantTx, action: Action, id: Id<Import>) -> Result<Import> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let row = imports!("id = $1 and status not in ('uploading', 'discarded')", id.uuid());
    row.fetch_optional(db).await?.ok_or(Error::NotFound)?.open(&keys)
}

/// As [`one`], and nobody else changes it until this transaction ends.
async fn hold(tx: &mut TenantTx, action: Action, id: Id<Import>) -> Result<Import> {
    let db = tx.authorize(action)?;
    sqlx::query!("select id from import where id = $1 for update", id.uuid()).fetch_optional(db).await?;
    one(tx, action, id).await
}

/// Makes a row for a file that is about to be sent. Until its bytes are there nobody sees it.
pub async fn begin_upload(tx: &mut TenantTx, kind: ImportKind, file_name: &str) -> Result<Upload> {
    let action = Action::BeginUpload;
    let (by, _) = asker(tx, action)?;
    let (keys, now) = (tx.keys(), tx.now().to_sqlx());
    let upload = Upload { id: tx.new_id::<Import>(), key: ContentKey::generate() };
    let id = upload.id.uuid();
    let name = keys.clinic().seal(FILE_NAME, id, &file_name.to_owned());
    let key = keys.clinic().seal(KEY, id, &upload.key);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into import (id, kind, status, key, size, file_name, uploaded_at, uploaded_by)
         values ($1, $2, 'uploading', $3, 0, $4, $5, $6)",
        id,
        kind.as_str(),
        key.as_bytes(),
        name.as_bytes(),
        now,
        by
    )
    .execute(db)
    .await?;
    Ok(upload)
}

/// Gives up a file that did not arrive; what there is of it is cleared away.
pub async fn give_up(tx: &mut TenantTx, id: Id<Import>) -> Result<()> {
    let db = tx.authorize(Action::BeginUpload)?;
    sqlx::query!("update import set status = 'discarded' where id = $1 and status = 'uploading'", id.uuid())
        .execute(db)
        .await?;
    tx.announce(Topic::Bulk);
    Ok(())
}

/// The file is there: it waits to be looked at.
pub async fn finish_upload(tx: &mut TenantTx, id: Id<Import>, size: u64) -> Result<Import> {
    let action = Action::UploadImport;
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "update import set status = 'waiting', size = $2 where id = $1 and status = 'uploading'",
        id.uuid(),
        i64::try_from(size).map_err(Error::internal)?
    );
    if done.execute(db).await?.rows_affected() == 0 {
        return Err(Error::Conflict(Conflict::AlreadyDone));
    }
    finished(tx, action, id).await
}

/// Puts the change on record and on open screens.
async fn finished(tx: &mut TenantTx, action: Action, id: Id<Import>) -> Result<Import> {
    let import = one(tx, action, id).await?;
    tx.record(action, subject(id));
    tx.announce(Topic::Bulk);
    tx.announce(Topic::Progress);
    Ok(import)
}

/// Chooses how the file is read: it is looked at anew.
pub async fn map(tx: &mut TenantTx, id: Id<Import>, choices: &Choices) -> Result<Import> {
    let action = Action::MapImport;
    let before = hold(tx, action, id).await?;
    if !before.is_open() {
        return Err(Error::Conflict(Conflict::WrongImportState));
    }
    let sealed = tx.keys().clinic().seal(CHOICES, id.uuid(), &Json(choices.clone()));
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update import set status = 'waiting', choices = $2, version = version + 1 where id = $1",
        id.uuid(),
        sealed.as_bytes()
    )
    .execute(db)
    .await?;
    finished(tx, action, id).await
}

/// Has it brought in, line by line, in the name of who asks.
pub async fn commit(tx: &mut TenantTx, id: Id<Import>, skips_problems: bool) -> Result<Import> {
    let action = Action::CommitImport;
    let (by, session) = asker(tx, action)?;
    let before = hold(tx, action, id).await?;
    if !tx.may(before.kind.action()) {
        return Err(Error::Forbidden(before.kind.action()));
    }
    if before.status != ImportStatus::Checked {
        return Err(Error::Conflict(Conflict::WrongImportState));
    }
    if before.counts.readable == 0 || (before.counts.problems > 0 && !skips_problems) {
        return Err(Error::Conflict(Conflict::ImportHasProblems));
    }
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update import set status = 'committing', skips_problems = $2, asked_by = $3, session_id = $4,
             version = version + 1
         where id = $1",
        id.uuid(),
        skips_problems,
        by,
        session
    )
    .execute(db)
    .await?;
    finished(tx, action, id).await
}

/// Has what was brought in taken back, but for who was changed since.
pub async fn undo(tx: &mut TenantTx, id: Id<Import>) -> Result<Import> {
    let action = Action::UndoImport;
    let (by, session) = asker(tx, action)?;
    let before = hold(tx, action, id).await?;
    let now = tx.now();
    if !before.may_be_undone(now) {
        return Err(Error::Conflict(Conflict::WrongImportState));
    }
    // What puts the ledger right is written today.
    if before.kind == ImportKind::Transactions && is_closed(tx, action, now).await? {
        return Err(Error::Conflict(Conflict::DayClosed));
    }
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update import set status = 'undoing', asked_by = $2, session_id = $3, version = version + 1 where id = $1",
        id.uuid(),
        by,
        session
    )
    .execute(db)
    .await?;
    finished(tx, action, id).await
}

/// Gives up a file that was not brought in.
pub async fn discard(tx: &mut TenantTx, id: Id<Import>) -> Result<()> {
    let action = Action::DiscardImport;
    let before = hold(tx, action, id).await?;
    if !before.is_open() && before.status != ImportStatus::Waiting {
        return Err(Error::Conflict(Conflict::WrongImportState));
    }
    let db = tx.authorize(action)?;
    sqlx::query!("update import set status = 'discarded' where id = $1", id.uuid()).execute(db).await?;
    tx.record(action, subject(id));
    tx.announce(Topic::Bulk);
    tx.announce(Topic::Progress);
    Ok(())
}
