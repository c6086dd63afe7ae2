//! Everything one can do to the medical history. The only file here with SQL.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{Json, PartySecret, Phi, Sealed};
use web::{Expected, Listing, PageOf};

use super::against::speaks_against;
use super::input::HistoryInput;
use super::model::{Details, Entry, HistoryKind, HistoryState, NewEntry, Severity};
use super::sealing::{DETAILS, REASON};
use crate::parties::input::Reading;
use crate::parties::operations::{keep_patient, secret_of};
use crate::parties::sealing::open_secret;
use crate::records::input::ReasonInput;
use crate::records::model::RecordStatus;

/// Writes a first version. Fails with [`Conflict::AlreadyRecorded`] when an active entry says the same, and ends "no known
/// allergies" when it is an allergy.
pub async fn write(tx: &mut TenantTx, patient: Uuid, new: &NewEntry) -> Result<Entry> {
    let action = Action::WriteHistory;
    tx.authorize(action)?;
    keep_patient(tx, action, patient).await?;
    queue_up(tx, action, patient).await?;
    let standing = active(tx, action, patient).await?;
    refuse_contradiction(new, &standing)?;
    let author = author(tx, action)?;
    let (id, row, now) = (tx.new_id::<Entry>(), tx.new_id::<()>().uuid(), tx.now());
    let entry = Entry {
        id,
        row,
        patient,
        kind: new.kind,
        version: 1,
        status: RecordStatus::Current,
        state: new.state,
        severity: new.severity,
        code: new.code.clone(),
        details: Phi::new(new.details.clone()),
        reason: None,
        written_at: now,
        written_by: author,
        created_at: now,
        author,
    };
    insert(tx, action, &entry, None).await?;
    if entry.kind == HistoryKind::Allergy && entry.is_active() {
        for none in standing.into_iter().filter(|one| one.kind == HistoryKind::NoKnownAllergies) {
            let over = Entry { state: HistoryState::Ended, reason: None, ..none.clone() };
            succeed(tx, action, &none, over).await?;
        }
    }
    Ok(entry)
}

/// What cannot hold beside what holds already.
fn refuse_contradiction(new: &NewEntry, standing: &[Entry]) -> Result<()> {
    if new.state == HistoryState::Ended {
        return Ok(());
    }
    let named = |entry: &Entry| people::names::is_same(&entry.details.reveal().name, &new.details.name);
    let is_there =
        |entry: &Entry| entry.kind == new.kind && (new.kind == HistoryKind::NoKnownAllergies || named(entry));
    if standing.iter().any(is_there) {
        return Err(Error::Conflict(Conflict::AlreadyRecorded));
    }
    let has_allergies = standing.iter().any(|entry| entry.kind == HistoryKind::Allergy);
    if new.kind == HistoryKind::NoKnownAllergies && has_allergies {
        return Err(Error::invalid("kind", "has_allergies"));
    }
    Ok(())
}

/// Who write about one patient wait for each other: else both could write what the other contradicts.
async fn queue_up(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('history ' || $1::uuid::text, 0)) as got", patient)
        .fetch_one(db)
        .await?;
    Ok(())
}

/// Adds a version that says something else, or that it has ended; the one before stays in the history.
pub async fn revise(
    tx: &mut TenantTx,
    id: Id<Entry>,
    (input, reading): (&HistoryInput, &Reading),
    expected: impl Into<Expected>,
) -> Result<Entry> {
    let action = Action::ReviseHistory;
    let before = standing(tx, action, id, &expected.into()).await?;
    let (new, reason) = input.revision((before.kind, before.patient), reading)?;
    queue_up(tx, action, before.patient).await?;
    let others: Vec<_> = active(tx, action, before.patient).await?.into_iter().filter(|one| one.id != id).collect();
    refuse_contradiction(&new, &others)?;
    let after = Entry {
        state: new.state,
        severity: new.severity,
        code: new.code,
        details: Phi::new(new.details),
        reason: reason.map(Phi::new),
        ..before.clone()
    };
    succeed(tx, action, &before, after).await
}

/// Ends what held until now: a condition that has healed, a drug that is stopped. What has ended stays as it is.
pub async fn end(tx: &mut TenantTx, id: Id<Entry>, expected: impl Into<Expected>) -> Result<Entry> {
    let action = Action::ReviseHistory;
    let before = standing(tx, action, id, &expected.into()).await?;
    if before.state == HistoryState::Ended {
        tx.record(action, subject(&before));
        return Ok(before);
    }
    let today = tx.tenant().day_of(tx.now());
    let details = Details { until: Some(today.into()), ..before.details.reveal().clone() };
    let after = Entry { state: HistoryState::Ended, details: Phi::new(details), reason: None, ..before.clone() };
    succeed(tx, action, &before, after).await
}

/// Takes an entry back: a last version marked as entered in error.
pub async fn strike(
    tx: &mut TenantTx,
    id: Id<Entry>,
    input: &ReasonInput,
    expected: impl Into<Expected>,
) -> Result<Entry> {
    let action = Action::StrikeHistory;
    let before = standing(tx, action, id, &expected.into()).await?;
    let reason = Some(Phi::new(input.parse()?));
    let after = Entry { status: RecordStatus::EnteredInError, reason, ..before.clone() };
    succeed(tx, action, &before, after).await
}

/// One entry, in its latest version.
pub async fn find(tx: &mut TenantTx, id: Id<Entry>) -> Result<Entry> {
    let entry = latest(tx, Action::ViewHistory, id).await?;
    tx.record(Action::ViewHistory, subject(&entry));
    Ok(entry)
}

/// Every version of an entry, the newest first.
pub async fn versions(tx: &mut TenantTx, id: Id<Entry>) -> Result<Vec<Entry>> {
    let action = Action::ViewHistory;
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select array(select id from history_entry where entry_id = $1 order by version desc) as "rows!""#,
        id.uuid()
    );
    let rows = rows.fetch_one(db).await?;
    let versions = load(tx, action, &rows).await?;
    tx.record(action, subject(versions.first().ok_or(Error::NotFound)?));
    Ok(versions)
}

/// More than this nobody reads; the rest is a page of the API away.
const MOST: i64 = 500;

/// What stands in a patient's history, the latest first; not what was taken back.
pub async fn of_patient(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Entry>> {
    let action = Action::ViewHistory;
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select array(select id from history_entry where patient_id = $1 and status = 'current'
                        order by entry_id desc limit $2) as "rows!""#,
        patient,
        MOST
    );
    let rows = rows.fetch_one(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &rows).await
}

/// What holds for a patient today, for another feature's page or rule; the record of looking is theirs.
pub async fn active(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<Vec<Entry>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select array(select id from history_entry
                        where patient_id = $1 and status = 'current' and state = 'active'
                        order by entry_id limit $2) as "rows!""#,
        patient,
        MOST
    );
    let rows = rows.fetch_one(db).await?;
    load(tx, action, &rows).await
}

/// The patient's allergies that speak against such a prescription, the severe ones first.
pub async fn against(tx: &mut TenantTx, action: Action, patient: Uuid, prescription: &str) -> Result<Vec<Entry>> {
    let mut found = active(tx, action, patient).await?;
    found.retain(|entry| {
        entry.kind == HistoryKind::Allergy && speaks_against(&entry.details.reveal().name, prescription)
    });
    found.sort_by_key(|entry| entry.severity != Some(Severity::Severe));
    Ok(found)
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub patient: Option<Uuid>,
    pub kind: Option<HistoryKind>,
    pub state: Option<HistoryState>,
}

/// What stands, in the order in which it was first written.
pub async fn list(tx: &mut TenantTx, filter: Filter, page: PageOf) -> Result<Listing<Entry>> {
    let action = Action::ViewHistory;
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select h.id, h.entry_id from history_entry h join party p on p.id = h.patient_id
               where h.status = 'current' and p.deleted_at is null and ($1::uuid is null or h.patient_id = $1)
                 and ($2::text is null or h.kind = $2) and ($3::text is null or h.state = $3))
           select (select count(*) from found) as "count!",
                  array(select id from found order by entry_id limit $4 offset $5) as "rows!""#,
        filter.patient,
        filter.kind.map(HistoryKind::as_str),
        filter.state.map(HistoryState::as_str),
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let entries = load(tx, action, &row.rows).await?;
    let mut patients: Vec<Uuid> = entries.iter().map(|entry| entry.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("history", patients));
    Ok(Listing::new(entries, row.count, page))
}

/// The latest version, when it may still be changed and is one that the client expects. Nobody else adds another until
/// this transaction ends: the first version, which stays for ever, is what they wait for.
async fn standing(tx: &mut TenantTx, action: Action, id: Id<Entry>, expected: &Expected) -> Result<Entry> {
    let db = tx.authorize(action)?;
    sqlx::query!("select id from history_entry where entry_id = $1 order by version limit 1 for update", id.uuid())
        .fetch_optional(db)
        .await?;
    let entry = latest(tx, action, id).await?;
    if entry.status == RecordStatus::EnteredInError {
        return Err(Error::Conflict(Conflict::EnteredInError));
    }
    expected.check(entry.version)?;
    Ok(entry)
}

async fn latest(tx: &mut TenantTx, action: Action, id: Id<Entry>) -> Result<Entry> {
    let db = tx.authorize(action)?;
    let row = sqlx::query_scalar!(
        "select id from history_entry where entry_id = $1 order by version desc limit 1",
        id.uuid()
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    load(tx, action, &[row]).await?.pop().ok_or(Error::NotFound)
}

/// Puts `after` in the place of `before`.
async fn succeed(tx: &mut TenantTx, action: Action, before: &Entry, after: Entry) -> Result<Entry> {
    let author = author(tx, action)?;
    let (row, created_at) = (tx.new_id::<()>().uuid(), tx.now());
    let after = Entry { row, version: before.version + 1, created_at, author, ..after };
    let db = tx.authorize(action)?;
    sqlx::query!("update history_entry set status = 'superseded' where id = $1", before.row).execute(db).await?;
    insert(tx, action, &after, Some(before)).await?;
    Ok(after)
}

async fn insert(tx: &mut TenantTx, action: Action, entry: &Entry, before: Option<&Entry>) -> Result<()> {
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(entry.patient)).await?;
    let sealer = keys.party(&secret);
    let details = sealer.seal(DETAILS, entry.row, &Json(entry.details.reveal().clone()));
    let reason = sealer.seal_opt(REASON, entry.row, entry.reason.as_ref().map(Phi::reveal));
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into history_entry (id, entry_id, patient_id, kind, version, status, state, severity, code, details, reason,
             written_at, written_by, created_at, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        entry.row,
        entry.id.uuid(),
        entry.patient,
        entry.kind.as_str(),
        entry.version,
        entry.status.as_str(),
        entry.state.as_str(),
        entry.severity.map(Severity::as_str),
        entry.code,
        details.as_bytes(),
        reason as _,
        entry.written_at.to_sqlx(),
        entry.written_by,
        entry.created_at.to_sqlx(),
        entry.author
    )
    .execute(db)
    .await
    .on_constraints([
        ("history_entry_one_current", Conflict::AlreadyRecorded),
        ("history_entry_version_unique", Conflict::AlreadyRecorded),
        ("history_entry_no_allergies_once", Conflict::AlreadyRecorded),
    ])?;
    tx.record_change(action, subject(entry), &sealer, &entry.changes_since(before));
    Ok(())
}

/// Opens these versions, in the order of the ids given; those of deleted patients are left out.
async fn load(tx: &mut TenantTx, action: Action, rows: &[Uuid]) -> Result<Vec<Entry>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let found = sqlx::query!(
        r#"select h.id, h.entry_id, h.patient_id, h.kind, h.version, h.status, h.state, h.severity, h.code,
               h.details as "details: Sealed<Json<Details>>", h.reason as "reason: Sealed<String>", h.written_at,
               h.written_by, h.created_at, h.author_id, p.secret as "secret: Sealed<PartySecret>"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join history_entry h on h.id = wanted.id join party p on p.id = h.patient_id
           where p.deleted_at is null
           order by wanted.place"#,
        rows
    );
    let open = found.fetch_all(db).await?.into_iter().map(|row| {
        let secret = open_secret(&keys, row.patient_id, row.secret.as_ref())?;
        let sealer = keys.party(&secret);
        let unknown = |what: &str| Error::internal(format!("an entry of the history has an unknown {what}"));
        Ok(Entry {
            id: Id::new(row.entry_id),
            row: row.id,
            patient: row.patient_id,
            kind: HistoryKind::parse(&row.kind).ok_or_else(|| unknown("kind"))?,
            version: row.version,
            status: RecordStatus::parse(&row.status).ok_or_else(|| unknown("status"))?,
            state: HistoryState::parse(&row.state).ok_or_else(|| unknown("state"))?,
            severity: row.severity.as_deref().and_then(Severity::parse),
            code: row.code,
            details: Phi::new(sealer.open(DETAILS, row.id, &row.details)?.into_inner().0),
            reason: sealer.open_opt(REASON, row.id, row.reason.as_ref())?,
            written_at: row.written_at.to_jiff(),
            written_by: row.written_by,
            created_at: row.created_at.to_jiff(),
            author: row.author_id,
        })
    });
    open.collect()
}

/// Only people answer for what they write.
fn author(tx: &TenantTx, action: Action) -> Result<Uuid> {
    tx.actor_id().ok_or(Error::Forbidden(action))
}

fn subject(entry: &Entry) -> Subject {
    Subject::new("history", entry.id.uuid()).about(entry.patient)
}
