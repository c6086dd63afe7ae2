//! Weeks: when somebody or something is there.

use calendar::{Owner, Weekly};
use jiff::civil::{Date, Weekday};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use web::Expected;

use super::load::line;
use crate::accounts::operations::is_provider;
use crate::rooms;
use crate::schedule::model::{Week, owner_parts};

/// Tag for ids of timetables.
struct TimetableId;
/// Tag for ids of lines of a week.
struct LineId;

/// The week that an owner has set; without lines when there is none.
pub async fn week(tx: &mut TenantTx, owner: &Owner) -> Result<Week> {
    known(tx, Action::ViewSchedule, owner).await?;
    let (kind, key) = owner_parts(owner);
    let db = tx.authorize(Action::ViewSchedule)?;
    let version =
        sqlx::query_scalar!("select version from timetable where owner_kind = $1 and owner_key = $2", kind, key);
    let version = version.fetch_optional(&mut *db).await?.unwrap_or_default();
    let rows = sqlx::query!(
        "select h.weekday, h.from_minute, h.to_minute, h.valid_from, h.valid_to
         from working_hours h join timetable t on t.id = h.timetable_id
         where t.owner_kind = $1 and t.owner_key = $2
         order by h.valid_from nulls first, h.valid_to nulls last, h.weekday, h.from_minute, h.id",
        kind,
        key
    );
    let lines = rows.fetch_all(db).await?.into_iter().filter_map(|row| {
        let valid = (row.valid_from.map(jiff_sqlx::Date::to_jiff), row.valid_to.map(jiff_sqlx::Date::to_jiff));
        line(row.weekday, (row.from_minute, row.to_minute), valid)
    });
    Ok(Week { lines: lines.collect(), version })
}

/// Sets the week of an owner; without lines they have the usual one again.
pub async fn set_week(tx: &mut TenantTx, owner: &Owner, lines: &[Weekly], expected: &Expected) -> Result<Week> {
    let action = Action::ManageSchedule;
    known(tx, action, owner).await?;
    let (timetable, version) = hold(tx, action, owner).await?;
    expected.check(version)?;
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let ids: Vec<Uuid> = lines.iter().map(|_| tx.new_id::<LineId>().uuid()).collect();
    let (weekdays, from): (Vec<i32>, Vec<i32>) =
        lines.iter().map(|line| (weekday_number(line.weekday), i32::from(line.opening.from_minute()))).unzip();
    let to: Vec<i32> = lines.iter().map(|line| i32::from(line.opening.to_minute())).collect();
    let days = |day: fn(&Weekly) -> Option<Date>| -> Vec<Option<jiff_sqlx::Date>> {
        lines.iter().map(|line| day(line).map(jiff_sqlx::ToSqlx::to_sqlx)).collect()
    };
    let (valid_from, valid_to) = (days(|line| line.valid_from), days(|line| line.valid_to));
    let db = tx.authorize(action)?;
    sqlx::query!("delete from working_hours where timetable_id = $1", timetable).execute(&mut *db).await?;
    sqlx::query!(
        "insert into working_hours (id, timetable_id, weekday, from_minute, to_minute, valid_from, valid_to)
         select line.id, $1, line.weekday, line.from_minute, line.to_minute, line.valid_from, line.valid_to
         from unnest($2::uuid[], $3::integer[], $4::integer[], $5::integer[], $6::date[], $7::date[])
             as line (id, weekday, from_minute, to_minute, valid_from, valid_to)",
        timetable,
        &ids,
        &weekdays,
        &from,
        &to,
        &valid_from as _,
        &valid_to as _
    )
    .execute(&mut *db)
    .await?;
    let bumped = sqlx::query_scalar!(
        "update timetable set version = version + 1, updated_at = $2, updated_by = $3 where id = $1 returning version",
        timetable,
        now,
        by
    );
    let version = bumped.fetch_one(db).await?;
    told(tx, action, timetable);
    Ok(Week { lines: lines.to_vec(), version })
}

/// The timetable of an owner, made if there is none, and nobody else changes it until this transaction ends.
pub(super) async fn hold(tx: &mut TenantTx, action: Action, owner: &Owner) -> Result<(Uuid, i32)> {
    let ((kind, key), id, now, by) =
        (owner_parts(owner), tx.new_id::<TimetableId>(), tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into timetable (id, owner_kind, owner_key, updated_at, updated_by) values ($1, $2, $3, $4, $5)
         on conflict on constraint timetable_owner_unique do nothing",
        id.uuid(),
        kind,
        key,
        now,
        by
    )
    .execute(&mut *db)
    .await?;
    let row = sqlx::query!(
        "select id, version from timetable where owner_kind = $1 and owner_key = $2 for update",
        kind,
        key
    );
    let row = row.fetch_one(db).await?;
    Ok((row.id, row.version))
}

/// Refuses the hours of somebody or something that is not there.
pub(super) async fn known(tx: &mut TenantTx, action: Action, owner: &Owner) -> Result<()> {
    let is_known = match owner {
        Owner::Clinic | Owner::Equipment(_) => true,
        Owner::Provider(id) => is_provider(tx, action, *id).await?,
        Owner::Room(id) => rooms::operations::is_bookable(tx, action, *id).await?,
    };
    if is_known { Ok(()) } else { Err(Error::NotFound) }
}

pub(super) fn told(tx: &mut TenantTx, action: Action, timetable: Uuid) {
    tx.record(action, Subject::new("hours", timetable));
    tx.announce(Topic::Day);
}

fn weekday_number(weekday: Weekday) -> i32 {
    i32::from(weekday.to_monday_one_offset())
}
