//! Exceptions: what holds on one date in place of the week.

use calendar::{Exception, Owner};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, OnConstraint as _, Result, TenantTx};
use uuid::Uuid;
use vault::Sealed;

use super::hours::{hold, known, told};
use super::load::opening;
use crate::schedule::model::{KeptException, NewException, owner_of, owner_parts};
use crate::schedule::sealing::EXCEPTION_NOTE;

/// Tag for ids of exceptions.
struct ExceptionId;

/// The exceptions from a day on, by date; of one owner, or of all.
pub async fn list(tx: &mut TenantTx, owner: Option<&Owner>, from: Date) -> Result<Vec<KeptException>> {
    let (keys, parts) = (tx.keys(), owner.map(owner_parts));
    let (kind, key) = parts.unzip();
    let db = tx.authorize(Action::ViewSchedule)?;
    let rows = sqlx::query!(
        r#"select e.id, t.owner_kind, t.owner_key, e.on_date, e.from_minute, e.to_minute, e.note as "note: Sealed<String>"
           from hours_exception e join timetable t on t.id = e.timetable_id
           where e.on_date >= $1 and ($2::text is null or t.owner_kind = $2) and ($3::text is null or t.owner_key = $3)
           order by e.on_date, t.owner_kind, t.owner_key, e.from_minute nulls first, e.id"#,
        from.to_sqlx(),
        kind,
        key
    );
    let mut found = Vec::new();
    for row in rows.fetch_all(db).await? {
        let note = row.note.map(|note| keys.clinic().open(EXCEPTION_NOTE, row.id, &note)).transpose()?;
        let Some(owner) = owner_of(&row.owner_kind, &row.owner_key) else { continue };
        let exception = Exception { on: row.on_date.to_jiff(), opening: opening(row.from_minute, row.to_minute) };
        found.push(KeptException { id: row.id, owner, exception, note: note.map(vault::Phi::into_inner) });
    }
    Ok(found)
}

/// Adds an exception to somebody's or something's hours.
pub async fn add(tx: &mut TenantTx, owner: &Owner, new: &NewException) -> Result<KeptException> {
    insert(tx, Action::ManageSchedule, owner, new).await
}

/// Adds an exception to one's own hours.
pub async fn add_own(tx: &mut TenantTx, new: &NewException) -> Result<KeptException> {
    let owner = own(tx)?;
    insert(tx, Action::ChangeOwnHours, &owner, new).await
}

fn own(tx: &TenantTx) -> Result<Owner> {
    tx.actor_id().map(Owner::Provider).ok_or(Error::Forbidden(Action::ChangeOwnHours))
}

async fn insert(tx: &mut TenantTx, action: Action, owner: &Owner, new: &NewException) -> Result<KeptException> {
    known(tx, action, owner).await?;
    let (timetable, _) = hold(tx, action, owner).await?;
    let (keys, id) = (tx.keys(), tx.new_id::<ExceptionId>().uuid());
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let note = keys.clinic().seal_opt(EXCEPTION_NOTE, id, new.note.as_ref());
    let db = tx.authorize(action)?;
    let made = sqlx::query!(
        "insert into hours_exception (id, timetable_id, on_date, from_minute, to_minute, note, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        timetable,
        new.exception.on.to_sqlx(),
        new.exception.opening.map(|opening| i32::from(opening.from_minute())),
        new.exception.opening.map(|opening| i32::from(opening.to_minute())),
        note as _,
        now,
        by
    );
    made.execute(db).await.on_constraint("hours_exception_once", Conflict::AlreadyRecorded).map_err(
        |error| match error {
            Error::Conflict(Conflict::AlreadyRecorded) => Error::invalid("date", "taken"),
            other => other,
        },
    )?;
    told(tx, action, timetable);
    Ok(KeptException { id, owner: owner.clone(), exception: new.exception, note: new.note.clone() })
}

/// Takes an exception away: the week holds again.
pub async fn remove(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    delete(tx, Action::ManageSchedule, id, None).await
}

/// The same for one of one's own.
pub async fn remove_own(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let owner = own(tx)?;
    delete(tx, Action::ChangeOwnHours, id, Some(&owner)).await
}

async fn delete(tx: &mut TenantTx, action: Action, id: Uuid, owner: Option<&Owner>) -> Result<()> {
    let (kind, key) = owner.map(owner_parts).unzip();
    let db = tx.authorize(action)?;
    let gone = sqlx::query_scalar!(
        "delete from hours_exception e using timetable t
         where e.id = $1 and t.id = e.timetable_id
           and ($2::text is null or t.owner_kind = $2) and ($3::text is null or t.owner_key = $3)
         returning t.id",
        id,
        kind,
        key
    );
    let timetable = gone.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    told(tx, action, timetable);
    Ok(())
}
