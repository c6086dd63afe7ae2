//! Everything one can do to clinical records. The only file here with SQL but for what patients read of them.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{PartySecret, Phi, Sealed};
use web::{Expected, Listing, PageOf};

use super::input::{ReasonInput, RecordInput};
use super::model::{NewRecord, Record, RecordKind, RecordStatus, RequirementState, Visit};
use super::sealing::{REASON, TEXT};
use crate::history::model::{Entry, Severity};
use crate::history::operations as history;
use crate::parties::sealing::open_secret;

/// The visit behind an appointment; none when it was deleted.
pub async fn visit(tx: &mut TenantTx, action: Action, appointment: Uuid) -> Result<Visit> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        "select id, patient_id, provider_id, status, starts_at from appointment where id = $1 and deleted_at is null",
        appointment
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    Ok(Visit {
        id: row.id,
        patient: row.patient_id,
        provider: row.provider_id,
        status: row.status,
        starts_at: row.starts_at.to_jiff(),
    })
}

/// Writes the first version; fails with [`Conflict::AlreadyRecorded`] when the visit has a record of this kind.
pub async fn write(tx: &mut TenantTx, appointment: Uuid, new: &NewRecord) -> Result<Record> {
    let action = Action::WriteRecord;
    let visit = visit(tx, action, appointment).await?;
    crate::parties::operations::keep_patient(tx, action, visit.patient).await?;
    refuse_allergies(tx, action, visit.patient, new).await?;
    let author = author(tx, action)?;
    let (id, row, now) = (tx.new_id::<Record>(), tx.new_id::<()>().uuid(), tx.now());
    let db = tx.authorize(action)?;
    let version = sqlx::query_scalar!(
        r#"select coalesce(max(version), 0) + 1 as "version!" from clinical_record where appointment_id = $1 and kind = $2"#,
        appointment,
        new.kind.as_str()
    );
    let version = version.fetch_one(db).await?;
    let record = Record {
        id,
        row,
        appointment,
        patient: visit.patient,
        kind: new.kind,
        version,
        status: RecordStatus::Current,
        text: Phi::new(new.text.clone()),
        code: new.code.clone(),
        state: new.kind.first_state(),
        reason: new.reason.clone().map(Phi::new),
        written_at: now,
        written_by: author,
        created_at: now,
        author,
    };
    insert(tx, action, &record, None).await?;
    Ok(record)
}

/// A prescription that a severe allergy speaks against is written by somebody who says that they know of it.
async fn refuse_allergies(tx: &mut TenantTx, action: Action, patient: Uuid, new: &NewRecord) -> Result<()> {
    if new.kind != RecordKind::Prescription {
        return Ok(());
    }
    let against = history::against(tx, action, patient, &new.text).await?;
    let is_unknown =
        |entry: &Entry| entry.severity == Some(Severity::Severe) && !new.despite_allergies.contains(&entry.id.uuid());
    if against.iter().any(is_unknown) { Err(Error::invalid("despite_allergies", "severe_allergy")) } else { Ok(()) }
}

/// Adds a version with a new text; the one before stays in the history.
pub async fn revise(
    tx: &mut TenantTx,
    id: Id<Record>,
    input: &RecordInput,
    expected: impl Into<Expected>,
) -> Result<Record> {
    let action = Action::ReviseRecord;
    let before = standing(tx, action, id, &expected.into()).await?;
    let (new, reason) = input.revision(before.kind)?;
    refuse_allergies(tx, action, before.patient, &new).await?;
    let after = Record { text: Phi::new(new.text), code: new.code, reason: Some(Phi::new(reason)), ..before.clone() };
    succeed(tx, action, &before, after).await
}

/// Takes a record back: a last version marked as entered in error, which the patient no longer sees.
pub async fn strike(
    tx: &mut TenantTx,
    id: Id<Record>,
    input: &ReasonInput,
    expected: impl Into<Expected>,
) -> Result<Record> {
    let action = Action::StrikeRecord;
    let before = standing(tx, action, id, &expected.into()).await?;
    let reason = Some(Phi::new(input.parse()?));
    let after = Record { status: RecordStatus::EnteredInError, reason, ..before.clone() };
    succeed(tx, action, &before, after).await
}

/// Marks a requirement as done. One that is done already stays as it is.
pub async fn fulfil(tx: &mut TenantTx, id: Id<Record>) -> Result<Record> {
    let action = Action::FulfilRequirement;
    let before = standing(tx, action, id, &Expected::Any).await?;
    match before.state {
        None => Err(Error::invalid("kind", "unknown_choice")),
        Some(RequirementState::Done) => {
            tx.record(action, subject(&before));
            Ok(before)
        }
        Some(RequirementState::Ordered) => {
            let after = Record { state: Some(RequirementState::Done), reason: None, ..before.clone() };
            succeed(tx, action, &before, after).await
        }
    }
}

/// One record, in its latest version.
pub async fn find(tx: &mut TenantTx, id: Id<Record>) -> Result<Record> {
    let record = latest(tx, Action::ViewRecords, id).await?;
    tx.record(Action::ViewRecords, subject(&record));
    Ok(record)
}

/// What currently stands for a visit: at most one of each kind.
pub async fn of_appointment(tx: &mut TenantTx, appointment: Uuid) -> Result<Vec<Record>> {
    let action = Action::ViewRecords;
    let visit = visit(tx, action, appointment).await?;
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select array(select id from clinical_record where appointment_id = $1 and status = 'current'
                        order by kind) as "rows!""#,
        appointment
    );
    let rows = rows.fetch_one(db).await?;
    tx.record(action, Subject::new("appointment", visit.id).about(visit.patient));
    load(tx, action, &rows).await
}

/// The record of this kind that currently stands for a visit.
pub async fn current(tx: &mut TenantTx, action: Action, appointment: Uuid, kind: RecordKind) -> Result<Id<Record>> {
    let db = tx.authorize(action)?;
    let id = sqlx::query_scalar!(
        "select record_id from clinical_record where appointment_id = $1 and kind = $2 and status = 'current'",
        appointment,
        kind.as_str()
    );
    Ok(Id::new(id.fetch_optional(db).await?.ok_or(Error::NotFound)?))
}

/// Every version of one kind that a visit ever had, newest first.
pub async fn history(tx: &mut TenantTx, appointment: Uuid, kind: RecordKind) -> Result<Vec<Record>> {
    let action = Action::ViewRecords;
    let visit = visit(tx, action, appointment).await?;
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select array(select id from clinical_record where appointment_id = $1 and kind = $2
                        order by version desc) as "rows!""#,
        appointment,
        kind.as_str()
    );
    let rows = rows.fetch_one(db).await?;
    tx.record(action, Subject::new("appointment", visit.id).about(visit.patient));
    load(tx, action, &rows).await
}

/// The last version of every record of these visits of a patient: what stands, and what was taken back.
pub async fn of_appointments(tx: &mut TenantTx, patient: Uuid, appointments: &[Uuid]) -> Result<Vec<Record>> {
    let action = Action::ViewRecords;
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select array(select id from clinical_record
                        where patient_id = $1 and appointment_id = any($2) and status <> 'superseded'
                        order by kind, record_id) as "rows!""#,
        patient,
        appointments
    );
    let rows = rows.fetch_one(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &rows).await
}

/// What was asked for and is not done yet, the latest first.
pub async fn ordered(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Record>> {
    let action = Action::ViewRecords;
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select array(select id from clinical_record
                        where patient_id = $1 and status = 'current' and state = 'ordered'
                        order by record_id desc) as "rows!""#,
        patient
    );
    let rows = rows.fetch_one(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &rows).await
}

/// What was prescribed last at another visit and still stands.
pub async fn last_prescription(tx: &mut TenantTx, visit: &Visit) -> Result<Option<Record>> {
    let action = Action::ViewRecords;
    let db = tx.authorize(action)?;
    let row = sqlx::query_scalar!(
        "select id from clinical_record
         where patient_id = $1 and kind = 'prescription' and status = 'current' and appointment_id <> $2
         order by record_id desc limit 1",
        visit.patient,
        visit.id
    );
    let row = row.fetch_optional(db).await?;
    tx.record(action, Subject::new("appointment", visit.id).about(visit.patient));
    Ok(load(tx, action, row.as_slice()).await?.pop())
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub appointment: Option<Uuid>,
    pub patient: Option<Uuid>,
    pub kind: Option<RecordKind>,
}

/// What currently stands, in the order it was first written.
pub async fn list(tx: &mut TenantTx, filter: Filter, page: PageOf) -> Result<Listing<Record>> {
    let action = Action::ViewRecords;
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select id, record_id from clinical_record
               where status = 'current' and ($1::uuid is null or appointment_id = $1)
                 and ($2::uuid is null or patient_id = $2) and ($3::text is null or kind = $3))
           select (select count(*) from found) as "count!",
                  array(select id from found order by record_id limit $4 offset $5) as "rows!""#,
        filter.appointment,
        filter.patient,
        filter.kind.map(RecordKind::as_str),
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let rows = load(tx, action, &row.rows).await?;
    let mut patients: Vec<Uuid> = rows.iter().map(|record| record.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("record", patients));
    Ok(Listing::new(rows, row.count, page))
}

/// The latest version, when it may still be changed and is one that the client expects. Nobody else adds another
/// until this transaction ends: the first version, which stays for ever, is what they wait for.
pub(super) async fn standing(tx: &mut TenantTx, action: Action, id: Id<Record>, expected: &Expected) -> Result<Record> {
    let db = tx.authorize(action)?;
    sqlx::query!("select id from clinical_record where record_id = $1 order by version limit 1 for update", id.uuid())
        .fetch_optional(db)
        .await?;
    let record = latest(tx, action, id).await?;
    if record.status == RecordStatus::EnteredInError {
        return Err(Error::Conflict(Conflict::EnteredInError));
    }
    expected.check(record.version)?;
    Ok(record)
}

async fn latest(tx: &mut TenantTx, action: Action, id: Id<Record>) -> Result<Record> {
    let db = tx.authorize(action)?;
    let row = sqlx::query_scalar!(
        "select id from clinical_record where record_id = $1 order by version desc limit 1",
        id.uuid()
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    load(tx, action, &[row]).await?.pop().ok_or(Error::NotFound)
}

/// Puts `after` in the place of `before`.
async fn succeed(tx: &mut TenantTx, action: Action, before: &Record, after: Record) -> Result<Record> {
    let author = author(tx, action)?;
    let (row, created_at) = (tx.new_id::<()>().uuid(), tx.now());
    let after = Record { row, version: before.version + 1, created_at, author, ..after };
    let db = tx.authorize(action)?;
    sqlx::query!("update clinical_record set status = 'superseded' where id = $1", before.row).execute(db).await?;
    insert(tx, action, &after, Some(before)).await?;
    Ok(after)
}

async fn insert(tx: &mut TenantTx, action: Action, record: &Record, before: Option<&Record>) -> Result<()> {
    let keys = tx.keys();
    let secret = crate::parties::operations::secret_of(tx, action, Id::new(record.patient)).await?;
    let sealer = keys.party(&secret);
    let text = sealer.seal(TEXT, record.row, record.text.reveal());
    let reason = sealer.seal_opt(REASON, record.row, record.reason.as_ref().map(Phi::reveal));
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into clinical_record (id, record_id, appointment_id, patient_id, kind, version, status, text, code, state,
             reason, written_at, written_by, created_at, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        record.row,
        record.id.uuid(),
        record.appointment,
        record.patient,
        record.kind.as_str(),
        record.version,
        record.status.as_str(),
        text.as_bytes(),
        record.code,
        record.state.map(RequirementState::as_str),
        reason as _,
        record.written_at.to_sqlx(),
        record.written_by,
        record.created_at.to_sqlx(),
        record.author
    )
    .execute(db)
    .await
    .on_constraints([
        ("clinical_record_one_current", Conflict::AlreadyRecorded),
        ("clinical_record_version_unique", Conflict::AlreadyRecorded),
    ])?;
    tx.record_change(action, subject(record), &sealer, &record.changes_since(before));
    Ok(())
}

/// Opens these versions, in the order of the ids given; those of deleted patients are left out.
pub(super) async fn load(tx: &mut TenantTx, action: Action, rows: &[Uuid]) -> Result<Vec<Record>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    // The patient's secret comes along: asking for it apart would cost a second round trip.
    let found = sqlx::query!(
        r#"select r.id, r.record_id, r.appointment_id, r.patient_id, r.kind, r.version, r.status,
               r.text as "text: Sealed<String>", r.code, r.state, r.reason as "reason: Sealed<String>", r.written_at,
               r.written_by, r.created_at, r.author_id, p.secret as "secret: Sealed<PartySecret>"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join clinical_record r on r.id = wanted.id join party p on p.id = r.patient_id
           where p.deleted_at is null
           order by wanted.place"#,
        rows
    );
    let open = found.fetch_all(db).await?.into_iter().map(|row| {
        let secret = open_secret(&keys, row.patient_id, row.secret.as_ref())?;
        let sealer = keys.party(&secret);
        let unknown = |what: &str| Error::internal(format!("a record has an unknown {what}"));
        Ok(Record {
            id: Id::new(row.record_id),
            row: row.id,
            appointment: row.appointment_id,
            patient: row.patient_id,
            kind: RecordKind::parse(&row.kind).ok_or_else(|| unknown("kind"))?,
            version: row.version,
            status: RecordStatus::parse(&row.status).ok_or_else(|| unknown("status"))?,
            text: sealer.open(TEXT, row.id, &row.text)?,
            code: row.code,
            state: row.state.as_deref().and_then(RequirementState::parse),
            reason: sealer.open_opt(REASON, row.id, row.reason.as_ref())?,
            written_at: row.written_at.to_jiff(),
            written_by: row.written_by,
            created_at: row.created_at.to_jiff(),
            author: row.author_id,
        })
    });
    open.collect()
}

/// Only people sign records.
pub(super) fn author(tx: &TenantTx, action: Action) -> Result<Uuid> {
    tx.actor_id().ok_or(Error::Forbidden(action))
}

pub(super) fn subject(record: &Record) -> Subject {
    Subject::new("record", record.id.uuid()).about(record.patient)
}
