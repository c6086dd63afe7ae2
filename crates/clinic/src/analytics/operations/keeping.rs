//! How numbers are kept: what was changed is counted anew, a few days at a time, in transactions of their own. With SQL.
//!
//! Each takes away first what says that something is to be counted, and counts then: so whatever it took away speaks of
//! changes that it sees. Until it commits, and if it never does, everything is as it was, and is counted by whoever asks.

use jiff_sqlx::Date;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::zone_of;

/// So many days are counted in one step, the latest first: those are looked at most.
const DAYS: i64 = 31;
/// Patients whose first visit is found in one step.
const PATIENTS: i64 = 2_000;
const APPOINTMENTS: i64 = 500;

/// Whose days are kept: those of the clinic's zone, or others that are to be counted anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Same,
    Changed,
}

/// Waits for whoever counts as well; says whether the kept days are the clinic's.
async fn hold(tx: &mut TenantTx) -> Result<Zone> {
    let zone = zone_of(tx);
    let db = tx.authorize(Action::TidyUp)?;
    let kept = sqlx::query_scalar!("select zone from tally_zone for update").fetch_one(db).await?;
    Ok(if kept == zone { Zone::Same } else { Zone::Changed })
}

/// Sees to it that days are those of the clinic's zone: where it has another one now, all of them are to be counted anew.
pub async fn keep_zone(tx: &mut TenantTx) -> Result<Zone> {
    if hold(tx).await? == Zone::Same {
        return Ok(Zone::Same);
    }
    let zone = zone_of(tx);
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!("delete from visit_tally").execute(&mut *db).await?;
    sqlx::query!("delete from money_tally").execute(&mut *db).await?;
    sqlx::query!("delete from reminder_tally").execute(&mut *db).await?;
    // A day is meant by its noon, which no zone skips.
    sqlx::query!(
        "insert into recount (what, at)
         select d.what, (d.day + time '12:00') at time zone $1 from (
             select distinct 'visits' as what, (starts_at at time zone $1)::date as day from appointment
             union all
             select distinct 'money', (created_at at time zone $1)::date from transaction
             union all
             select distinct 'reminders', (starts_at at time zone $1)::date from reminder_outcome) as d",
        zone
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("update tally_zone set zone = $1", zone).execute(db).await?;
    Ok(Zone::Changed)
}

/// Whether there is nothing to be counted.
pub async fn is_settled(tx: &mut TenantTx) -> Result<bool> {
    let db = tx.authorize(Action::TidyUp)?;
    let settled = sqlx::query_scalar!(r#"select not exists (select from recount) as "settled!""#);
    Ok(settled.fetch_one(db).await?)
}

/// Takes away what says of some days that they are to be counted, and says which days those are.
async fn take_days(tx: &mut TenantTx, what: &str) -> Result<Vec<Date>> {
    let zone = zone_of(tx);
    let db = tx.authorize(Action::TidyUp)?;
    let days = sqlx::query_scalar!(
        r#"with days as materialized (
               select distinct (at at time zone $1)::date as day from recount where what = $2 order by day desc limit $3),
           gone as (
               delete from recount r using days d where r.what = $2 and (r.at at time zone $1)::date = d.day)
           select day as "day!" from days"#,
        zone,
        what,
        DAYS
    );
    Ok(days.fetch_all(db).await?)
}

/// Takes away what says of some that they are to be looked at, and says who or what those are.
async fn take_subjects(tx: &mut TenantTx, what: &str, most: i64) -> Result<Vec<Uuid>> {
    let db = tx.authorize(Action::TidyUp)?;
    let subjects = sqlx::query_scalar!(
        r#"with few as materialized (
               select distinct subject_id from recount where what = $1 order by subject_id limit $2),
           gone as (
               delete from recount r using few s where r.what = $1 and r.subject_id = s.subject_id)
           select subject_id as "id!" from few"#,
        what,
        most
    );
    Ok(subjects.fetch_all(db).await?)
}

/// Whether there are as many as one step counts, and so perhaps more.
fn is_more(taken: usize, most: i64) -> bool {
    i64::try_from(taken).is_ok_and(|taken| taken >= most)
}

/// Counts the appointments of some days, and of their months; says whether there is more to do.
pub async fn settle_visits(tx: &mut TenantTx) -> Result<bool> {
    if hold(tx).await? == Zone::Changed {
        return Ok(true);
    }
    let (zone, days) = (zone_of(tx), take_days(tx, "visits").await?);
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!("delete from visit_tally where not is_month and day = any($1)", &days as _).execute(&mut *db).await?;
    sqlx::query!(
        "insert into visit_tally (is_month, day, weekday, provider_id, kind, pending, booked, arrived, checked_in, fulfilled,
             cancelled, cancelled_late, noshow, minutes, by_hour)
         select false, d.day, extract(isodow from d.day)::integer, v.provider_id, v.kind, v.pending, v.booked, v.arrived,
             v.checked_in, v.fulfilled, v.cancelled, v.cancelled_late, v.noshow, v.minutes, v.by_hour
         from unnest($2::date[]) as d (day) cross join lateral visits_of_day($1, d.day) v",
        zone,
        &days as _
    )
    .execute(&mut *db)
    .await?;
    let months = months_of(&days);
    sqlx::query!("delete from visit_tally where is_month and day = any($1)", &months as _).execute(&mut *db).await?;
    sqlx::query!(
        "insert into visit_tally (is_month, day, weekday, provider_id, kind, pending, booked, arrived, checked_in, fulfilled,
             cancelled, cancelled_late, noshow, minutes, by_hour)
         select true, m.month, v.weekday, v.provider_id, v.kind, v.pending, v.booked, v.arrived, v.checked_in, v.fulfilled,
             v.cancelled, v.cancelled_late, v.noshow, v.minutes, v.by_hour
         from unnest($1::date[]) as m (month) cross join lateral visits_of_month(m.month) v",
        &months as _
    )
    .execute(db)
    .await?;
    Ok(is_more(days.len(), DAYS))
}

fn months_of(days: &[Date]) -> Vec<Date> {
    let mut months: Vec<_> = days.iter().map(|day| day.to_jiff().first_of_month()).collect();
    months.sort_unstable();
    months.dedup();
    months.into_iter().map(Date::from).collect()
}

/// Counts the money of some days, and of their months; says whether there is more to do.
pub async fn settle_money(tx: &mut TenantTx) -> Result<bool> {
    if hold(tx).await? == Zone::Changed {
        return Ok(true);
    }
    let (zone, days) = (zone_of(tx), take_days(tx, "money").await?);
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!("delete from money_tally where not is_month and day = any($1)", &days as _).execute(&mut *db).await?;
    sqlx::query!(
        "insert into money_tally (is_month, day, currency, provider_id, kind, charges, charged_minor, charged_tax_minor,
             put_right_minor, put_right_tax_minor, payments, taken_minor, returned_minor)
         select false, d.day, m.currency, m.provider_id, m.kind, m.charges, m.charged_minor, m.charged_tax_minor,
             m.put_right_minor, m.put_right_tax_minor, m.payments, m.taken_minor, m.returned_minor
         from unnest($2::date[]) as d (day) cross join lateral money_of_day($1, d.day) m",
        zone,
        &days as _
    )
    .execute(&mut *db)
    .await?;
    let months = months_of(&days);
    sqlx::query!("delete from money_tally where is_month and day = any($1)", &months as _).execute(&mut *db).await?;
    sqlx::query!(
        "insert into money_tally (is_month, day, currency, provider_id, kind, charges, charged_minor, charged_tax_minor,
             put_right_minor, put_right_tax_minor, payments, taken_minor, returned_minor)
         select true, d.month, m.currency, m.provider_id, m.kind, m.charges, m.charged_minor, m.charged_tax_minor,
             m.put_right_minor, m.put_right_tax_minor, m.payments, m.taken_minor, m.returned_minor
         from unnest($1::date[]) as d (month) cross join lateral money_of_month(d.month) m",
        &months as _
    )
    .execute(db)
    .await?;
    Ok(is_more(days.len(), DAYS))
}

/// Counts the reminders of some days, and of their months; says whether there is more to do.
pub async fn settle_reminders(tx: &mut TenantTx) -> Result<bool> {
    if hold(tx).await? == Zone::Changed {
        return Ok(true);
    }
    let (zone, days) = (zone_of(tx), take_days(tx, "reminders").await?);
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!("delete from reminder_tally where not is_month and day = any($1)", &days as _)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "insert into reminder_tally (is_month, day, provider_id, kind, channel, waiting, sent, delivered, failed, withheld,
             confirmed, cancelled)
         select false, d.day, m.provider_id, m.kind, m.channel, m.waiting, m.sent, m.delivered, m.failed, m.withheld,
             m.confirmed, m.cancelled
         from unnest($2::date[]) as d (day) cross join lateral reminders_of_day($1, d.day) m",
        zone,
        &days as _
    )
    .execute(&mut *db)
    .await?;
    let months = months_of(&days);
    sqlx::query!("delete from reminder_tally where is_month and day = any($1)", &months as _).execute(&mut *db).await?;
    sqlx::query!(
        "insert into reminder_tally (is_month, day, provider_id, kind, channel, waiting, sent, delivered, failed, withheld,
             confirmed, cancelled)
         select true, d.month, m.provider_id, m.kind, m.channel, m.waiting, m.sent, m.delivered, m.failed, m.withheld,
             m.confirmed, m.cancelled
         from unnest($1::date[]) as d (month) cross join lateral reminders_of_month(d.month) m",
        &months as _
    )
    .execute(db)
    .await?;
    Ok(is_more(days.len(), DAYS))
}

/// Says of the days on which something hangs on appointments that became another's that they are to be counted. What
/// hangs on one and is not committed yet says so itself.
pub async fn settle_hanging(tx: &mut TenantTx) -> Result<bool> {
    hold(tx).await?;
    let taken = take_subjects(tx, "appointment", APPOINTMENTS).await?;
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "insert into recount (what, at)
         select 'money', h.at from money_hanging_on($1) h union all select 'reminders', h.at from reminders_hanging_on($1) h",
        &taken
    )
    .execute(db)
    .await?;
    Ok(is_more(taken.len(), APPOINTMENTS))
}

/// Finds the first visits of some patients; says whether there is more to do.
pub async fn settle_newcomers(tx: &mut TenantTx) -> Result<bool> {
    hold(tx).await?;
    let taken = take_subjects(tx, "patient", PATIENTS).await?;
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!("delete from first_visit where patient_id = any($1)", &taken).execute(&mut *db).await?;
    sqlx::query!(
        "insert into first_visit (patient_id, provider_id, kind, starts_at)
         select p.id, v.provider_id, v.kind, v.starts_at
         from unnest($1::uuid[]) as p (id) cross join lateral first_visit_of(p.id) v",
        &taken
    )
    .execute(db)
    .await?;
    Ok(is_more(taken.len(), PATIENTS))
}
