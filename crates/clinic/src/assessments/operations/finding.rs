//! Finding assessments. With SQL, as the operations.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use ::instruments::{Answers, Definition, Outcome};
use jiff::civil::Date;
use tenancy::{Action, Conflict, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{Json, PartySecret, Phi, Sealed};
use web::{Expected, Listing, PageOf};

use super::super::model::{Assessment, Content, Signed, Status, Version};
use super::super::sealing::{ANSWERS, OUTCOME, REASON};
use super::{catalogue, subject};
use crate::parties::operations::secret_of;
use crate::parties::sealing::open_secret;

/// One assessment as it stands.
pub async fn find(tx: &mut TenantTx, id: Id<Assessment>) -> Result<Assessment> {
    let action = Action::ViewAssessments;
    let found = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    tx.record(action, subject(&found));
    Ok(found)
}

/// More than this nobody reads; the rest is a page of the API away.
const MOST: i64 = 500;

/// A patient's assessments, the latest first: also those that were taken back.
pub async fn of_patient(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Assessment>> {
    let action = Action::ViewAssessments;
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select id from assessment where patient_id = $1 order by administered_on desc, id desc limit $2",
        patient,
        MOST
    );
    let ids = ids.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &ids).await
}

/// A patient's completed assessments of these visits, and these.
pub async fn of_visits(
    tx: &mut TenantTx,
    patient: Uuid,
    visits: &[Uuid],
    assessments: &[Uuid],
) -> Result<Vec<Assessment>> {
    let action = Action::ViewAssessments;
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select id from assessment
         where patient_id = $1 and status in ('completed', 'co-signed') and (appointment_id = any($2) or id = any($3))
         order by id",
        patient,
        visits,
        assessments
    );
    let ids = ids.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &ids).await
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub patient: Option<Uuid>,
    pub instrument: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// All but those that were taken back, when nobody says.
    pub status: Option<Status>,
    pub waits_for_co_sign: Option<bool>,
    /// Those that their patient may read, or may not.
    pub released: Option<bool>,
}

/// Assessments in the order in which they were begun.
pub async fn list(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Assessment>> {
    let action = Action::ViewAssessments;
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select a.id from assessment a join party p on p.id = a.patient_id
               where p.deleted_at is null and ($1::uuid is null or a.patient_id = $1)
                 and ($2::text is null or a.instrument = $2)
                 and ($3::date is null or a.administered_on >= $3) and ($4::date is null or a.administered_on <= $4)
                 and ($5::text is null and a.status <> 'entered-in-error' or a.status = $5)
                 and ($6::bool is null or a.waits_for_co_sign = $6)
                 and ($7::bool is null or $7 = exists (select from shown_assessment s where s.id = a.id)))
           select (select count(*) from found) as "count!",
                  array(select id from found order by id limit $8 offset $9) as "ids!""#,
        filter.patient,
        filter.instrument,
        filter.from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        filter.to.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        filter.status.map(Status::as_str),
        filter.waits_for_co_sign,
        filter.released,
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let found = load(tx, action, &row.ids).await?;
    record_list(tx, &found);
    Ok(Listing::new(found, row.count, page))
}

/// What others completed and whoever asks may sign as well, the oldest first.
pub async fn to_co_sign(tx: &mut TenantTx) -> Result<Vec<Assessment>> {
    if !(tx.may(Action::CoSignAssessment) && tx.may(Action::ViewAssessments)) {
        return Ok(Vec::new());
    }
    let own = tx.actor_id();
    // That nothing waits tells of nobody, and leaves no record.
    let db = tx.authorize(Action::KeepNote)?;
    let ids = sqlx::query_scalar!(
        "select id from assessment where waits_for_co_sign and completed_by <> $1 order by created_at, id limit $2",
        own,
        MOST
    );
    let ids = ids.fetch_all(db).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = load(tx, Action::ViewAssessments, &ids).await?;
    record_list(tx, &found);
    Ok(found)
}

fn record_list(tx: &mut TenantTx, found: &[Assessment]) {
    let mut patients: Vec<Uuid> = found.iter().map(|assessment| assessment.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(Action::ViewAssessments, Subject::list("assessment", patients));
}

/// Every version of an assessment, the newest first.
pub async fn history(tx: &mut TenantTx, of: &Assessment) -> Result<Vec<Version>> {
    let action = Action::ViewAssessments;
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(of.patient)).await?;
    let sealer = keys.party(&secret);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, version, status, administered_on as "administered_on: jiff_sqlx::Date",
               answers as "answers: Sealed<Json<Answers>>", outcome as "outcome: Sealed<Json<Outcome>>",
               reason as "reason: Sealed<String>", created_at, author_id
           from assessment_version where assessment_id = $1 order by version desc"#,
        of.id.uuid()
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    tx.record(action, subject(of));
    rows.map(|row| {
        Ok(Version {
            number: row.version,
            status: status(&row.status)?,
            content: Content {
                administered_on: row.administered_on.to_jiff(),
                answers: Phi::new(sealer.open(ANSWERS, row.id, &row.answers)?.into_inner().0),
                outcome: Phi::new(sealer.open(OUTCOME, row.id, &row.outcome)?.into_inner().0),
                reason: sealer.open_opt(REASON, row.id, row.reason.as_ref())?,
                at: row.created_at.to_jiff(),
                by: row.author_id,
            },
        })
    })
    .collect()
}

/// As it stands, when it may still be changed and is one that the client expects. Nobody else changes it until this
/// transaction ends.
pub async fn standing(
    tx: &mut TenantTx,
    action: Action,
    id: Id<Assessment>,
    expected: &Expected,
) -> Result<Assessment> {
    let db = tx.authorize(action)?;
    sqlx::query!("select id from assessment where id = $1 for update", id.uuid()).fetch_optional(db).await?;
    let found = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    if found.status == Status::EnteredInError {
        return Err(Error::Conflict(Conflict::EnteredInError));
    }
    expected.check(found.version)?;
    Ok(found)
}

fn status(code: &str) -> Result<Status> {
    Status::parse(code).ok_or_else(|| Error::internal("an assessment has an unknown status"))
}

type Definitions = HashMap<(String, i32), Arc<Definition>>;

/// Opens these assessments, in the order of the ids given; those of deleted patients are left out.
pub(super) async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Assessment>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select a.id, a.patient_id, a.appointment_id, a.instrument, a.instrument_version, a.status,
               a.waits_for_co_sign, a.administered_on as "administered_on: jiff_sqlx::Date", a.version, a.created_at,
               a.created_by, a.completed_at, a.completed_by, a.co_signed_at, a.co_signed_by,
               (select s.released_at from shown_assessment s where s.id = a.id) as "released_at?", v.id as row,
               v.answers as "answers: Sealed<Json<Answers>>", v.outcome as "outcome: Sealed<Json<Outcome>>",
               v.reason as "reason: Sealed<String>", v.created_at as at, v.author_id,
               p.secret as "secret: Sealed<PartySecret>"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join assessment a on a.id = wanted.id
           join assessment_version v on v.assessment_id = a.id and v.version = a.version
           join party p on p.id = a.patient_id
           where p.deleted_at is null order by wanted.place"#,
        ids
    );
    let rows = rows.fetch_all(db).await?;
    let mut definitions = Definitions::new();
    for row in &rows {
        let key = (row.instrument.clone(), row.instrument_version);
        if let Entry::Vacant(place) = definitions.entry(key) {
            let (id, version) = place.key();
            let definition = catalogue::definition(tx, action, id, *version).await?;
            place.insert(definition);
        }
    }
    let open = rows.into_iter().map(|row| {
        let secret = open_secret(&keys, row.patient_id, row.secret.as_ref())?;
        let sealer = keys.party(&secret);
        let signed = |at: Option<jiff_sqlx::Timestamp>, by: Option<Uuid>| {
            at.zip(by).map(|(at, by)| Signed { at: at.to_jiff(), by })
        };
        let definition = definitions.get(&(row.instrument, row.instrument_version)).cloned();
        Ok(Assessment {
            id: Id::new(row.id),
            patient: row.patient_id,
            appointment: row.appointment_id,
            definition: definition.ok_or_else(|| Error::internal("an assessment without its instrument"))?,
            status: status(&row.status)?,
            waits_for_co_sign: row.waits_for_co_sign,
            content: Content {
                administered_on: row.administered_on.to_jiff(),
                answers: Phi::new(sealer.open(ANSWERS, row.row, &row.answers)?.into_inner().0),
                outcome: Phi::new(sealer.open(OUTCOME, row.row, &row.outcome)?.into_inner().0),
                reason: sealer.open_opt(REASON, row.row, row.reason.as_ref())?,
                at: row.at.to_jiff(),
                by: row.author_id,
            },
            version: row.version,
            created_at: row.created_at.to_jiff(),
            created_by: row.created_by,
            completed: signed(row.completed_at, row.completed_by),
            co_signed: signed(row.co_signed_at, row.co_signed_by),
            released_at: row.released_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    });
    open.collect()
}
