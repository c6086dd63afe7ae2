//! Assessments that plans ask for again, and when they are due: made out anew whenever somebody asks, from the assessments
//! that there are. With SQL, as the operations.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, Subject, TenantTx};
use uuid::Uuid;

use super::super::model::{Again, Due};

/// When each of these is due, for what the caller shows and records; nothing of those that are over.
pub async fn again(tx: &mut TenantTx, action: Action, reassessments: &[Uuid]) -> Result<HashMap<Uuid, Again>> {
    if reassessments.is_empty() {
        return Ok(HashMap::new());
    }
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id as "id!", due_on as "due_on: jiff_sqlx::Date", last_on as "last_on: jiff_sqlx::Date",
               draft_id
           from due_reassessment where id = any($1)"#,
        reassessments
    );
    let day = |day: Option<jiff_sqlx::Date>| day.map(jiff_sqlx::Date::to_jiff);
    let again = |due, last, draft| Again { due_on: day(due), last_on: day(last), draft };
    let rows = rows.fetch_all(db).await?.into_iter();
    Ok(rows.map(|row| (row.id, again(row.due_on, row.last_on, row.draft_id))).collect())
}

/// What is due for a patient, one line for each instrument, and what waits longest at the head.
pub async fn due_of_patient(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Due>> {
    let action = Action::ViewPlans;
    let today = tx.tenant().day_of(tx.now());
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select distinct on (instrument) instrument as "instrument!", due_on as "since!: jiff_sqlx::Date", draft_id
           from due_reassessment where patient_id = $1 and due_on <= $2
           order by instrument, due_on"#,
        patient,
        today.to_sqlx() as _
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    tx.record(action, Subject::patient(patient));
    let mut due: Vec<Due> = rows
        .map(|row| Due { patient, instrument: row.instrument, since: row.since.to_jiff(), draft: row.draft_id })
        .collect();
    due.sort_by_key(|due| due.since);
    Ok(due)
}

/// As many as a list of things to do can hold.
const MOST: i64 = 100;

/// What is due for the patients that whoever asks looks after, having written or changed item or plan last; and for those
/// of people who are not here any more, which is everybody's. What waits longest is at the head, no more than a list can
/// hold, with how many there are.
pub async fn due_now(tx: &mut TenantTx) -> Result<(Vec<Due>, i64)> {
    let (own, today) = (tx.actor_id(), tx.tenant().day_of(tx.now()));
    // That nothing is due tells of nobody, and leaves no record.
    let db = tx.authorize(Action::KeepNote)?;
    let rows = sqlx::query!(
        r#"select d.patient_id as "patient!", d.instrument as "instrument!", min(d.due_on) as "since!: jiff_sqlx::Date",
               count(*) over () as "all!"
           from due_reassessment d join party p on p.id = d.patient_id
           where d.due_on <= $2 and p.deleted_at is null
             and ($1 = any(d.people)
                  or not exists (select from staff s where s.id = any(d.people) and s.status = 'active'))
           group by d.patient_id, d.instrument order by 3, 1, 2 limit $3"#,
        own,
        today.to_sqlx() as _,
        MOST
    );
    let rows = rows.fetch_all(db).await?;
    let all = rows.first().map_or(0, |row| row.all);
    let due: Vec<Due> = rows
        .into_iter()
        .map(|row| Due { patient: row.patient, instrument: row.instrument, since: row.since.to_jiff(), draft: None })
        .collect();
    if !due.is_empty() {
        let action = Action::ViewPlans;
        tx.authorize(action)?;
        let mut patients: Vec<Uuid> = due.iter().map(|due| due.patient).collect();
        patients.sort_unstable();
        patients.dedup();
        tx.record(action, Subject::list("reassessment", patients));
    }
    Ok((due, all))
}

/// Who wrote or changed a patient's active plans, for whoever tells them of something.
pub async fn authors(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Uuid>> {
    let db = tx.authorize(Action::Notify)?;
    let authors = sqlx::query_scalar!(
        r#"select distinct unnest(array[created_by, updated_by]) as "author!"
           from care_item where patient_id = $1 and kind = 'plan' and status = 'active'"#,
        patient
    );
    Ok(authors.fetch_all(db).await?)
}
