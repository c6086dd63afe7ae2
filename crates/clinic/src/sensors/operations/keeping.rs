//! Months made ahead, hours gathered and counted anew, and single values that are let go. With SQL.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, TenantTx};

use super::series::{HOUR, floor};
use crate::sensors::model::Reading;

/// So many months are there before anybody needs them.
const AHEAD: i64 = 2;

/// A month in UTC, whose readings lie in a partition of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

impl Month {
    /// What its partition is called, after `reading_`.
    pub fn name(self) -> String {
        self.0.strftime("%Y_%m").to_string()
    }
}

pub fn month_of(at: Timestamp) -> Month {
    Month(at.to_zoned(TimeZone::UTC).date().first_of_month())
}

/// Makes the partitions of these months, where they are not there yet.
pub async fn have_months(tx: &mut TenantTx, action: Action, months: &[Month]) -> Result<()> {
    let db = tx.authorize(action)?;
    for month in months {
        sqlx::query!("select add_reading_month($1)", month.0.to_sqlx() as _).execute(&mut *db).await?;
    }
    Ok(())
}

/// Makes this month's partition and the next ones.
pub async fn make_months(tx: &mut TenantTx) -> Result<()> {
    let this = month_of(tx.now()).0;
    let months = (0..=AHEAD).map(|ahead| this.checked_add(ahead.months()).map(Month).map_err(Error::internal));
    let months = months.collect::<Result<Vec<_>>>()?;
    have_months(tx, Action::TidyUp, &months).await
}

/// Whatever was received so long ago is committed, or never will be: a request takes half a minute at most.
const SETTLED: SignedDuration = SignedDuration::from_mins(2);
/// As many rows are gathered in one step.
const STEP: i64 = 100_000;

/// Gathers what was received since the last time into hours; says whether there is more to do.
pub async fn gather_hours(tx: &mut TenantTx) -> Result<bool> {
    let settled = tx.now().checked_sub(SETTLED).map_err(Error::internal)?;
    let db = tx.authorize(Action::TidyUp)?;
    let from =
        sqlx::query_scalar!("select gathered_until from reading_progress for update").fetch_one(&mut *db).await?;
    let from = from.to_jiff();
    let until = reach(db, from, settled).await?;
    if until <= from {
        return Ok(false);
    }
    // An hour is counted anew, as a whole: so late readings find their place, and doing it twice does no harm. Hour by
    // hour, along the index: joined as a whole, every hour would be held against every reading of its patient.
    sqlx::query!(
        "insert into reading_hour (patient_id, sensor_type, hour, lowest, highest, total, times)
         select new.patient_id, new.sensor_type, new.hour, sum.lowest, sum.highest, sum.total, sum.times
         from (select distinct patient_id, sensor_type, date_trunc('hour', measured_at, 'UTC') as hour from reading
               where received_at > $1 and received_at <= $2) as new
         cross join lateral (
             select min(r.amount) as lowest, max(r.amount) as highest, sum(r.amount) as total, count(*)::int as times
             from standing_reading r
             where r.patient_id = new.patient_id and r.sensor_type = new.sensor_type
                 and r.measured_at >= new.hour and r.measured_at < new.hour + interval '1 hour') as sum
         where sum.times > 0
         on conflict (patient_id, sensor_type, hour) do update
         set lowest = excluded.lowest, highest = excluded.highest, total = excluded.total, times = excluded.times",
        from.to_sqlx(),
        until.to_sqlx()
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("update reading_progress set gathered_until = $1", until.to_sqlx()).execute(db).await?;
    Ok(until < settled)
}

/// Counts a reading's hour anew, because it counts no more or counts again. An hour that was not gathered yet is left to
/// be: it would tell charts that everything before it was.
pub(super) async fn count_hour(tx: &mut TenantTx, action: Action, reading: &Reading) -> Result<()> {
    let db = tx.authorize(action)?;
    // Nobody gathers meanwhile.
    let until =
        sqlx::query_scalar!("select gathered_until from reading_progress for update").fetch_one(&mut *db).await?;
    if reading.received_at > until.to_jiff() {
        return Ok(());
    }
    let hour = floor(reading.measured_at, HOUR)?.to_sqlx();
    sqlx::query!(
        "delete from reading_hour where patient_id = $1 and sensor_type = $2 and hour = $3",
        reading.patient,
        reading.measure.sensor_type,
        hour
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into reading_hour (patient_id, sensor_type, hour, lowest, highest, total, times)
         select $1, $2, $3, min(amount), max(amount), sum(amount), count(*)::int from standing_reading
         where patient_id = $1 and sensor_type = $2 and measured_at >= $3 and measured_at < $3 + interval '1 hour'
         having count(*) > 0",
        reading.patient,
        reading.measure.sensor_type,
        hour
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How far a step goes: as far as there are not too many rows on the way.
async fn reach(db: &mut sqlx::PgConnection, from: Timestamp, settled: Timestamp) -> Result<Timestamp> {
    let mut until = settled;
    while until.duration_since(from) > SignedDuration::from_secs(1) {
        let rows = sqlx::query_scalar!(
            r#"select count(*) as "count!" from
               (select from reading where received_at > $1 and received_at <= $2 limit $3) as few"#,
            from.to_sqlx(),
            until.to_sqlx(),
            STEP + 1
        );
        if rows.fetch_one(&mut *db).await? <= STEP {
            return Ok(until);
        }
        until = from.checked_add(until.duration_since(from) / 2).map_err(Error::internal)?;
    }
    Ok(until)
}

/// As many rows go in one step.
const FORGOTTEN_AT_ONCE: i64 = 10_000;

/// What was measured before then is not kept any more. The hour at the edge stays as a whole, so that no hour is counted
/// anew from a part of it.
pub(super) fn kept_since(now: Timestamp, days_kept: u16) -> Result<Timestamp> {
    let days = SignedDuration::from_hours(24 * i64::from(days_kept));
    floor(now.checked_sub(days).map_err(Error::internal)?, HOUR)
}

/// Lets go of single values that are older than the clinic keeps them, a few at a time and each with what was said of it,
/// and of months that are empty then; says whether there is more to do. Their hours stay.
pub async fn forget_old(tx: &mut TenantTx, days_kept: u16) -> Result<bool> {
    let before = kept_since(tx.now(), days_kept)?;
    let db = tx.authorize(Action::TidyUp)?;
    // What is not gathered yet is not forgotten.
    let gone = sqlx::query_scalar!(
        r#"with old as (
               select patient_id, sensor_type, measured_at, source_id from reading
               where measured_at < $1 and received_at <= (select gathered_until from reading_progress) limit $2),
           gone as (
               delete from reading r using old
               where r.patient_id = old.patient_id and r.sensor_type = old.sensor_type
                   and r.measured_at = old.measured_at and r.source_id = old.source_id
               returning r.patient_id, r.sensor_type, r.measured_at, r.source_id),
           unsaid as (
               delete from reading_strike s using gone
               where s.patient_id = gone.patient_id and s.sensor_type = gone.sensor_type
                   and s.measured_at = gone.measured_at and s.source_id = gone.source_id)
           select count(*) as "count!" from gone"#,
        before.to_sqlx(),
        FORGOTTEN_AT_ONCE
    );
    if gone.fetch_one(&mut *db).await? >= FORGOTTEN_AT_ONCE {
        return Ok(true);
    }
    let this = format!("reading_{}", month_of(before).name());
    let past = sqlx::query_scalar!(
        r#"select to_date(substr(c.relname, 9), 'YYYY_MM') as "month!: jiff_sqlx::Date" from pg_inherits i
           join pg_class c on c.oid = i.inhrelid
           where i.inhparent = to_regclass('reading') and c.relkind = 'r' and c.relname::text < $1 order by c.relname"#,
        this
    );
    for month in past.fetch_all(&mut *db).await? {
        sqlx::query!("select drop_reading_month($1)", month as _).execute(&mut *db).await?;
    }
    Ok(false)
}
