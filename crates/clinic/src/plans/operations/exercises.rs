//! What patients do at home, and what they said they did. With SQL, as the operations.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use super::super::model::{Exercise, Item};
use super::finding::load;
use crate::records::releases::agrees;

/// The days since then on which each of these exercises was done, for what the caller shows and records.
pub async fn days_done(
    tx: &mut TenantTx,
    action: Action,
    exercises: &[Uuid],
    since: Date,
) -> Result<HashMap<Uuid, Vec<Date>>> {
    let mut days: HashMap<Uuid, Vec<Date>> = HashMap::new();
    if exercises.is_empty() {
        return Ok(days);
    }
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select exercise_id, day as "day: jiff_sqlx::Date" from exercise_day
           where exercise_id = any($1) and day >= $2 order by day"#,
        exercises,
        since.to_sqlx() as _
    );
    for row in rows.fetch_all(db).await? {
        days.entry(row.exercise_id).or_default().push(row.day.to_jiff());
    }
    Ok(days)
}

/// An exercise of one's own.
pub struct OwnExercise {
    pub id: Uuid,
    pub exercise: Exercise,
    /// The days of the last week on which it was done.
    pub done: Vec<Date>,
}

/// One's own exercises; none where one wants to be shown nothing.
pub type Own = Option<Vec<OwnExercise>>;

/// As many as anybody could do.
const MOST: i64 = 100;
const WEEK: i32 = 7;

/// The exercises that a patient is to do today, or was to do yesterday.
pub async fn own(tx: &mut TenantTx, patient: Uuid) -> Result<Own> {
    let action = Action::ViewOwnExercises;
    let agrees = agrees(tx, action, patient).await?;
    tx.record(action, Subject::patient(patient));
    if !agrees {
        return Ok(None);
    }
    let today = tx.tenant().day_of(tx.now());
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select e.id from care_item e join care_item plan on plan.id = e.plan_id
         where e.patient_id = $1 and e.kind = 'exercise' and e.status = 'active' and plan.status = 'active'
           and e.begins_on <= $2 and (e.due_on is null or e.due_on >= $3)
         order by e.id limit $4",
        patient,
        today.to_sqlx() as _,
        today.saturating_sub(1.days()).to_sqlx() as _,
        MOST
    );
    let ids = ids.fetch_all(db).await?;
    let mut done = days_done(tx, action, &ids, today.saturating_sub((WEEK - 1).days())).await?;
    let items = load(tx, action, &ids).await?;
    let shown = items.into_iter().filter_map(|item| {
        let (id, exercise) = (item.id.uuid(), item.exercise()?.clone());
        Some(OwnExercise { id, exercise, done: done.remove(&id).unwrap_or_default() })
    });
    Ok(Some(shown.collect()))
}

/// How many exercises a patient has today, and how many of them are not done yet; none where they want to be shown nothing.
/// The record is the caller's to keep.
pub async fn own_waiting(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<(i64, i64)> {
    if !agrees(tx, action, patient).await? {
        return Ok((0, 0));
    }
    let today = tx.tenant().day_of(tx.now());
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select count(*) as "all!", count(*) filter (where d.day is null) as "waiting!"
           from care_item e join care_item plan on plan.id = e.plan_id
           left join exercise_day d on d.exercise_id = e.id and d.day = $2
           where e.patient_id = $1 and e.kind = 'exercise' and e.status = 'active' and plan.status = 'active'
             and e.begins_on <= $2 and (e.due_on is null or e.due_on >= $2)"#,
        patient,
        today.to_sqlx() as _
    );
    let row = row.fetch_one(db).await?;
    Ok((row.all, row.waiting))
}

/// Says that a patient did an exercise of theirs on a day, or takes that back. Today and yesterday can be said; said twice
/// it is said once.
pub async fn tick(tx: &mut TenantTx, patient: Uuid, id: Id<Item>, (day, done): (Date, bool)) -> Result<()> {
    let action = Action::TickOwnExercise;
    let (now, today) = (tx.now(), tx.tenant().day_of(tx.now()));
    let db = tx.authorize(action)?;
    // It is not ended until this transaction is.
    let row = sqlx::query!(
        r#"select e.status, plan.status as plan, e.begins_on as "begins_on!: jiff_sqlx::Date",
               e.due_on as "ends_on: jiff_sqlx::Date"
           from care_item e join care_item plan on plan.id = e.plan_id
           where e.id = $1 and e.patient_id = $2 and e.kind = 'exercise' and e.status <> 'entered-in-error'
           for share"#,
        id.uuid(),
        patient
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let last = row.ends_on.map_or(Date::MAX, jiff_sqlx::Date::to_jiff);
    match day {
        day if day > today => return Err(Error::invalid("day", "in_future")),
        day if day < today.saturating_sub(1.days()) => return Err(Error::invalid("day", "too_late_to_say")),
        _ if row.status != "active" || row.plan != "active" => return Err(Error::Conflict(Conflict::ExerciseOver)),
        day if day > last || day < row.begins_on.to_jiff() => return Err(Error::Conflict(Conflict::ExerciseOver)),
        _ => {}
    }
    let db = tx.authorize(action)?;
    match done {
        true => {
            let said = sqlx::query!(
                "insert into exercise_day (exercise_id, day, done_at) values ($1, $2, $3) on conflict do nothing",
                id.uuid(),
                day.to_sqlx() as _,
                now.to_sqlx()
            );
            said.execute(db).await?
        }
        false => {
            let unsaid = sqlx::query!(
                "delete from exercise_day where exercise_id = $1 and day = $2",
                id.uuid(),
                day.to_sqlx() as _
            );
            unsaid.execute(db).await?
        }
    };
    tx.record(action, Subject::new("exercise", id.uuid()).about(patient));
    Ok(())
}
