//! Everything one can do to an encounter. With SQL.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Expected, Listing, PageOf};

use super::super::model::{Encounter, EncounterStatus, Occasion};
use super::author;
use crate::appointments::operations as appointments;
use crate::parties::operations::keep_patient;

/// Read by every statement that gives back encounters.
struct Row {
    id: Uuid,
    patient_id: Uuid,
    appointment_id: Option<Uuid>,
    practitioner_id: Uuid,
    status: String,
    started_at: Option<jiff_sqlx::Timestamp>,
    finished_at: Option<jiff_sqlx::Timestamp>,
    version: i32,
    created_at: jiff_sqlx::Timestamp,
    created_by: Uuid,
    updated_at: jiff_sqlx::Timestamp,
    updated_by: Uuid,
}

impl Row {
    fn open(self) -> Result<Encounter> {
        let status = EncounterStatus::parse(&self.status);
        Ok(Encounter {
            id: Id::new(self.id),
            patient: self.patient_id,
            appointment: self.appointment_id,
            practitioner: self.practitioner_id,
            status: status.ok_or_else(|| Error::internal("an encounter has an unknown status"))?,
            started_at: self.started_at.map(jiff_sqlx::Timestamp::to_jiff),
            finished_at: self.finished_at.map(jiff_sqlx::Timestamp::to_jiff),
            version: self.version,
            created_at: self.created_at.to_jiff(),
            created_by: self.created_by,
            updated_at: self.updated_at.to_jiff(),
            updated_by: self.updated_by,
        })
    }
}

/// One encounter of a living patient.
pub async fn find(tx: &mut TenantTx, id: Id<Encounter>) -> Result<Encounter> {
    let action = Action::ViewEncounters;
    let found = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    tx.record(action, subject(&found));
    Ok(found)
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub patient: Option<Uuid>,
    pub appointment: Option<Uuid>,
    pub practitioner: Option<Uuid>,
    pub status: Option<EncounterStatus>,
    /// The first and the last day on which it began.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Encounters in the order in which they were made.
pub async fn list(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Encounter>> {
    let action = Action::ViewEncounters;
    let (from, to) = super::days(tx, filter.from, filter.to)?;
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select e.id from encounter e join party p on p.id = e.patient_id
               where p.deleted_at is null and ($1::uuid is null or e.patient_id = $1)
                 and ($2::uuid is null or e.appointment_id = $2) and ($3::uuid is null or e.practitioner_id = $3)
                 and ($4::text is null or e.status = $4)
                 and ($5::timestamptz is null or e.started_at >= $5) and ($6::timestamptz is null or e.started_at < $6))
           select (select count(*) from found) as "count!",
                  array(select id from found order by id limit $7 offset $8) as "ids!""#,
        filter.patient,
        filter.appointment,
        filter.practitioner,
        filter.status.map(EncounterStatus::as_str),
        from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        to.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let found = load(tx, action, &row.ids).await?;
    let mut patients: Vec<Uuid> = found.iter().map(|encounter| encounter.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("encounter", patients));
    Ok(Listing::new(found, row.count, page))
}

/// Begins a visit, or plans one that begins later. An appointment has one encounter, and nobody is twice with the same
/// patient at a time.
pub async fn create(tx: &mut TenantTx, occasion: Occasion, planned: bool) -> Result<Encounter> {
    match occasion {
        Occasion::Patient(patient) => make(tx, patient, None, planned).await,
        Occasion::Appointment(appointment) => {
            let patient = patient_of(tx, appointment, planned).await?;
            make(tx, patient, Some(appointment), planned).await
        }
    }
}

async fn make(tx: &mut TenantTx, patient: Uuid, appointment: Option<Uuid>, planned: bool) -> Result<Encounter> {
    let action = Action::StartEncounter;
    keep_patient(tx, action, patient).await?;
    let (by, now) = (author(tx, action)?, tx.now());
    let new = Encounter {
        id: tx.new_id(),
        patient,
        appointment,
        practitioner: by,
        status: if planned { EncounterStatus::Planned } else { EncounterStatus::InProgress },
        started_at: (!planned).then_some(now),
        finished_at: None,
        version: 1,
        created_at: now,
        created_by: by,
        updated_at: now,
        updated_by: by,
    };
    insert(tx, &new).await?;
    tx.record(action, subject(&new));
    Ok(new)
}

/// Whose appointment it is; the patient is with somebody from now on, unless the visit is only planned.
async fn patient_of(tx: &mut TenantTx, appointment: Uuid, planned: bool) -> Result<Uuid> {
    let found = match planned {
        true => crate::records::operations::visit(tx, Action::StartEncounter, appointment).await.map(|it| it.patient),
        false => appointments::begin_visit(tx, Id::new(appointment)).await.map(|it| it.patient.uuid()),
    };
    match found {
        Err(Error::NotFound) => Err(Error::invalid("appointment", "unknown_choice")),
        found => found,
    }
}

/// Begins a visit that was planned. Whoever begins it is the one who is with the patient.
pub async fn start(tx: &mut TenantTx, id: Id<Encounter>, expected: impl Into<Expected>) -> Result<Encounter> {
    let action = Action::StartEncounter;
    let seen = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    // Always the appointment first: whoever comes from the other side would wait for ever.
    if let Some(appointment) = seen.appointment {
        appointments::begin_visit(tx, Id::new(appointment)).await?;
    }
    let before = standing(tx, action, id, &expected.into()).await?;
    if before.status != EncounterStatus::Planned {
        return Err(out_of_order(&before, EncounterStatus::InProgress));
    }
    let (now, by) = (tx.now(), author(tx, action)?);
    let after = Encounter { status: EncounterStatus::InProgress, practitioner: by, started_at: Some(now), ..before };
    update(tx, action, after).await
}

/// Ends a visit, and with it its appointment.
pub async fn finish(tx: &mut TenantTx, id: Id<Encounter>, expected: impl Into<Expected>) -> Result<Encounter> {
    let action = Action::FinishEncounter;
    let seen = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    if let Some(appointment) = seen.appointment.filter(|_| tx.may(Action::CompleteAppointment)) {
        appointments::end_visit(tx, Id::new(appointment)).await?;
    }
    let before = standing(tx, action, id, &expected.into()).await?;
    if before.status != EncounterStatus::InProgress {
        return Err(out_of_order(&before, EncounterStatus::Finished));
    }
    let now = tx.now().max(before.at());
    let after = Encounter { status: EncounterStatus::Finished, finished_at: Some(now), ..before };
    update(tx, action, after).await
}

/// Ends the visit that a note was signed for, if it is under way still.
pub(super) async fn finish_signed(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let found = load(tx, Action::SignNote, &[id]).await?.pop();
    let is_under_way = found.is_some_and(|found| found.status == EncounterStatus::InProgress);
    if !is_under_way || !tx.may(Action::FinishEncounter) {
        return Ok(());
    }
    match finish(tx, Id::new(id), None).await {
        // Somebody else was quicker.
        Err(Error::Conflict(Conflict::IllegalTransition { .. })) => {
            tx.record(Action::FinishEncounter, Subject::new("encounter", id));
            Ok(())
        }
        done => done.map(|_| ()),
    }
}

/// The encounter of an appointment, which begins now unless it did before: one press, however often.
pub async fn at_visit(tx: &mut TenantTx, appointment: Uuid) -> Result<Encounter> {
    let action = Action::StartEncounter;
    // Whoever else presses at the same time waits here.
    let visit = appointments::begin_visit(tx, Id::new(appointment)).await?;
    let db = tx.authorize(action)?;
    let found = sqlx::query_scalar!("select id from encounter where appointment_id = $1", appointment);
    match found.fetch_optional(db).await? {
        None => make(tx, visit.patient.uuid(), Some(appointment), false).await,
        Some(id) => under_way(tx, Id::new(id)).await,
    }
}

/// The visit that a clinician has with a patient: the one at today's appointment when they are here for it; else the one
/// that is under way; else a new one.
pub async fn with_patient(tx: &mut TenantTx, patient: Uuid) -> Result<Encounter> {
    let action = Action::StartEncounter;
    keep_patient(tx, action, patient).await?;
    if let Some(appointment) = appointments::here_today(tx, action, patient).await? {
        return at_visit(tx, appointment).await;
    }
    let by = author(tx, action)?;
    let db = tx.authorize(action)?;
    let open = sqlx::query_scalar!(
        "select id from encounter where patient_id = $1 and practitioner_id = $2 and status = 'in-progress'
           and appointment_id is null",
        patient,
        by
    );
    let Some(id) = open.fetch_optional(db).await? else {
        return make(tx, patient, None, false).await;
    };
    let open = standing(tx, action, Id::new(id), &Expected::Any).await?;
    if tx.tenant().day_of(open.at()) == tx.tenant().day_of(tx.now()) {
        tx.record(action, subject(&open));
        return Ok(open);
    }
    // One of another day was forgotten.
    finish(tx, open.id, None).await?;
    make(tx, patient, None, false).await
}

async fn under_way(tx: &mut TenantTx, id: Id<Encounter>) -> Result<Encounter> {
    let action = Action::StartEncounter;
    let found = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    if found.status == EncounterStatus::Planned {
        return start(tx, id, None).await;
    }
    tx.record(action, subject(&found));
    Ok(found)
}

/// As it stands, when it is one that the client expects. Nobody else changes it until this transaction ends.
async fn standing(tx: &mut TenantTx, action: Action, id: Id<Encounter>, expected: &Expected) -> Result<Encounter> {
    let db = tx.authorize(action)?;
    sqlx::query!("select id from encounter where id = $1 for no key update", id.uuid()).fetch_optional(db).await?;
    let found = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    expected.check(found.version)?;
    Ok(found)
}

/// These encounters, in the order of the ids given; those of deleted patients are left out.
pub(super) async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Encounter>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select e.id, e.patient_id, e.appointment_id, e.practitioner_id, e.status,
               e.started_at as "started_at: _", e.finished_at as "finished_at: _", e.version,
               e.created_at as "created_at: _", e.created_by, e.updated_at as "updated_at: _", e.updated_by
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join encounter e on e.id = wanted.id join party p on p.id = e.patient_id
           where p.deleted_at is null order by wanted.place"#,
        ids
    );
    rows.fetch_all(db).await?.into_iter().map(Row::open).collect()
}

async fn insert(tx: &mut TenantTx, new: &Encounter) -> Result<()> {
    let db = tx.authorize(Action::StartEncounter)?;
    sqlx::query!(
        "insert into encounter (id, patient_id, appointment_id, practitioner_id, status, started_at, version, created_at,
             created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)",
        new.id.uuid(),
        new.patient,
        new.appointment,
        new.practitioner,
        new.status.as_str(),
        new.started_at.map(Timestamp::to_sqlx) as _,
        new.version,
        new.created_at.to_sqlx(),
        new.created_by
    )
    .execute(db)
    .await
    .on_constraints([
        ("encounter_one_a_visit", Conflict::AlreadyRecorded),
        ("encounter_one_under_way", Conflict::AlreadyRecorded),
    ])?;
    Ok(())
}

async fn update(tx: &mut TenantTx, action: Action, after: Encounter) -> Result<Encounter> {
    let (now, by) = (tx.now(), author(tx, action)?);
    let after = Encounter { version: after.version + 1, updated_at: now, updated_by: by, ..after };
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update encounter set practitioner_id = $2, status = $3, started_at = $4, finished_at = $5, version = $6,
             updated_at = $7, updated_by = $8
         where id = $1",
        after.id.uuid(),
        after.practitioner,
        after.status.as_str(),
        after.started_at.map(Timestamp::to_sqlx) as _,
        after.finished_at.map(Timestamp::to_sqlx) as _,
        after.version,
        after.updated_at.to_sqlx(),
        after.updated_by
    )
    .execute(db)
    .await
    .on_constraint("encounter_one_under_way", Conflict::AlreadyRecorded)?;
    tx.record(action, subject(&after));
    Ok(after)
}

fn out_of_order(before: &Encounter, to: EncounterStatus) -> Error {
    Error::Conflict(Conflict::IllegalTransition { from: before.status.as_str(), to: to.as_str() })
}

fn subject(encounter: &Encounter) -> Subject {
    Subject::new("encounter", encounter.id.uuid()).about(encounter.patient)
}
