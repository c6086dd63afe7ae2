//! Everything one can do to an export. The only files here with SQL.

// What the program does by itself.
pub mod work;

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Actor, Conflict, Error, Id, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{ContentKey, Sealed};
use web::{Listing, Locale, PageOf, Place};

use super::model::{Export, ExportFailure, ExportFormat, ExportKind, ExportStatus, Handout, MOST, NewExport};
use super::sealing::KEY;

/// A whole row but for its object.
struct ExportRow {
    id: Uuid,
    kind: String,
    format: String,
    has_mark: bool,
    locale: String,
    from_on: Option<jiff_sqlx::Date>,
    to_on: Option<jiff_sqlx::Date>,
    status: String,
    failure: Option<String>,
    total: Option<i64>,
    written: i64,
    size: Option<i64>,
    requested_at: jiff_sqlx::Timestamp,
    ready_at: Option<jiff_sqlx::Timestamp>,
    expires_at: Option<jiff_sqlx::Timestamp>,
}

impl ExportRow {
    fn open(self) -> Result<Export> {
        let unknown = |what: &str| Error::internal(format!("an export of an unknown {what}"));
        let date = |date: Option<jiff_sqlx::Date>| date.map(jiff_sqlx::Date::to_jiff);
        let moment = |at: Option<jiff_sqlx::Timestamp>| at.map(jiff_sqlx::Timestamp::to_jiff);
        Ok(Export {
            id: Id::new(self.id),
            wanted: NewExport {
                kind: ExportKind::parse(&self.kind).ok_or_else(|| unknown("kind"))?,
                format: ExportFormat::parse(&self.format).ok_or_else(|| unknown("format"))?,
                has_mark: self.has_mark,
                from: date(self.from_on),
                to: date(self.to_on),
                locale: Locale::parse(&self.locale).ok_or_else(|| unknown("language"))?,
            },
            status: ExportStatus::parse(&self.status).ok_or_else(|| unknown("status"))?,
            failure: self.failure.as_deref().and_then(ExportFailure::parse),
            total: self.total,
            written: self.written,
            size: self.size.and_then(|size| u64::try_from(size).ok()),
            requested_at: self.requested_at.to_jiff(),
            ready_at: moment(self.ready_at),
            expires_at: moment(self.expires_at),
        })
    }
}

/// Exports whom a condition fits.
macro_rules! exports {
    ($condition:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            ExportRow,
            "select id, kind, format, has_mark, locale, from_on, to_on, status, failure, total, written, size,
                 requested_at, ready_at, expires_at from export where " + $condition,
            $($argument),*
        )
    };
}

/// An export is its asker's alone: somebody of the staff, who has a session.
fn owner(tx: &TenantTx, action: Action) -> Result<(Uuid, Uuid)> {
    match tx.actor() {
        Actor::Staff { id, session, .. } => Ok((*id, *session)),
        _ => Err(Error::Forbidden(action)),
    }
}

fn subject(id: Id<Export>) -> Subject {
    Subject::new("export", id.uuid())
}

/// One's own exports, the newest first.
pub async fn list(tx: &mut TenantTx, page: PageOf) -> Result<Listing<Export>> {
    let action = Action::ListExports;
    let (owner, _) = owner(tx, action)?;
    let (backward, place) = (page.is_backward(), page.place().map(|place| place.id));
    let db = tx.authorize(action)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from export where requested_by = $1 and status <> 'discarded'"#,
        owner
    );
    let count = count.fetch_one(&mut *db).await?;
    let rows = exports!(
        "requested_by = $1 and status <> 'discarded'
           and ($2::uuid is null or case when $3 then id > $2 else id < $2 end)
         order by case when $3 then id end, id desc limit $4 offset $5",
        owner,
        place,
        backward,
        page.fetched(),
        page.skipped()
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(ExportRow::open).collect::<Result<Vec<_>>>()?;
    Ok(Listing::walked(rows, count, page, |export| Place { at: export.requested_at, id: export.id.uuid() }))
}

/// One of one's own exports.
pub async fn find(tx: &mut TenantTx, id: Id<Export>) -> Result<Export> {
    own(tx, Action::ListExports, id).await
}

async fn own(tx: &mut TenantTx, action: Action, id: Id<Export>) -> Result<Export> {
    let (owner, _) = owner(tx, action)?;
    let db = tx.authorize(action)?;
    let row = exports!("id = $1 and requested_by = $2 and status <> 'discarded'", id.uuid(), owner);
    row.fetch_optional(db).await?.ok_or(Error::NotFound)?.open()
}

/// Asks for an export.
pub async fn request(tx: &mut TenantTx, wanted: &NewExport) -> Result<Export> {
    let action = Action::RequestExport;
    let (owner, session) = owner(tx, action)?;
    if let Some(look) = wanted.kind.looks().filter(|look| !tx.may(*look)) {
        return Err(Error::Forbidden(look));
    }
    let (id, now) = (tx.new_id::<Export>(), tx.now().to_sqlx());
    let db = tx.authorize(action)?;
    // Of two who ask at once, the second waits for the first: the count below is true.
    sqlx::query!("select id from staff where id = $1 for no key update", owner).fetch_one(&mut *db).await?;
    let live = sqlx::query_scalar!(
        r#"select count(*) as "count!" from export
           where requested_by = $1 and (status in ('waiting', 'running') or (status = 'ready' and expires_at > $2))"#,
        owner,
        now as _
    );
    if live.fetch_one(&mut *db).await? >= MOST {
        return Err(Error::Conflict(Conflict::TooManyExports { most: MOST }));
    }
    sqlx::query!(
        "insert into export (id, kind, format, has_mark, locale, from_on, to_on, status, requested_at, requested_by,
             session_id)
         values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10)",
        id.uuid(),
        wanted.kind.as_str(),
        wanted.format.as_str(),
        wanted.has_mark,
        wanted.locale.code(),
        wanted.from.map(Date::to_sqlx) as _,
        wanted.to.map(Date::to_sqlx) as _,
        now as _,
        owner,
        session
    )
    .execute(db)
    .await?;
    let export = own(tx, action, id).await?;
    tx.record(action, subject(id));
    tx.announce(Topic::Bulk);
    tx.announce(Topic::Progress);
    Ok(export)
}

/// What it takes to hand its file to who asked for it.
pub async fn handout(tx: &mut TenantTx, id: Id<Export>) -> Result<Handout> {
    let action = Action::DownloadExport;
    let (keys, now) = (tx.keys(), tx.now());
    let export = own(tx, action, id).await?;
    if !export.is_there(now) {
        return Err(Error::Conflict(Conflict::NoExportFile));
    }
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select object_id as "object_id!", key as "key!: Sealed<ContentKey>" from export
           where id = $1 and object_id is not null"#,
        id.uuid()
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::Conflict(Conflict::NoExportFile))?;
    let key = keys.clinic().open(KEY, row.object_id, &row.key)?.into_inner();
    tx.record(action, subject(id));
    let size = export.size.ok_or(Error::Conflict(Conflict::NoExportFile))?;
    Ok(Handout { export, object: row.object_id, key, size })
}

/// Gives an export up. Its file goes a moment later; nobody gets it any more.
pub async fn discard(tx: &mut TenantTx, id: Id<Export>) -> Result<()> {
    let action = Action::DiscardExport;
    own(tx, action, id).await?;
    let db = tx.authorize(action)?;
    sqlx::query!("update export set status = 'discarded' where id = $1", id.uuid()).execute(db).await?;
    tx.record(action, subject(id));
    tx.announce(Topic::Bulk);
    tx.announce(Topic::Progress);
    Ok(())
}
