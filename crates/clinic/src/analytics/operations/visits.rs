//! Appointments in numbers. With SQL.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, Subject, TenantTx};
use uuid::Uuid;

use super::{starts, whose, zone_of};
use crate::analytics::counts::{Activity, Visits};
use crate::analytics::model::{Asked, Course};
use crate::appointments::model::Kind;

struct Row {
    bucket: i32,
    provider_id: Uuid,
    kind: String,
    pending: i64,
    booked: i64,
    arrived: i64,
    checked_in: i64,
    fulfilled: i64,
    cancelled: i64,
    cancelled_late: i64,
    noshow: i64,
    minutes: i64,
}

impl Row {
    fn visits(&self) -> Visits {
        Visits {
            pending: self.pending,
            booked: self.booked,
            arrived: self.arrived,
            checked_in: self.checked_in,
            fulfilled: self.fulfilled,
            cancelled: self.cancelled,
            cancelled_late: self.cancelled_late,
            noshow: self.noshow,
            minutes: self.minutes,
        }
    }
}

/// The appointments of a span: by step, kind, provider, weekday and hour, and of as many days before.
pub async fn activity(tx: &mut TenantTx, asked: &Asked) -> Result<Activity> {
    let action = Action::ViewActivity;
    tx.authorize(action)?;
    let provider = whose(tx, asked)?;
    let rows = rows(tx, asked, provider).await?;
    let week = week(tx, asked, provider).await?;
    tx.record(action, Subject::new("analytics", None));
    let (mut kinds, mut providers) = (HashMap::<Kind, Visits>::new(), HashMap::<Uuid, Visits>::new());
    let mut course = Course::new(&asked.period);
    for row in rows {
        let visits = row.visits();
        course.add(row.bucket, &visits);
        if row.bucket > 0 {
            if let Some(kind) = Kind::parse(&row.kind) {
                *kinds.entry(kind).or_default() += &visits;
            }
            *providers.entry(row.provider_id).or_default() += &visits;
        }
    }
    Ok(Activity { course, kinds: most_first(kinds), providers: most_first(providers), week })
}

fn most_first<K>(counted: HashMap<K, Visits>) -> Vec<(K, Visits)> {
    let mut counted: Vec<(K, Visits)> = counted.into_iter().collect();
    counted.sort_by_key(|(_, visits)| std::cmp::Reverse(visits.all()));
    counted
}

/// What was counted in each step by provider and kind; step 0 is the span before.
async fn rows(tx: &mut TenantTx, asked: &Asked, provider: Option<Uuid>) -> Result<Vec<Row>> {
    let (zone, starts, (first, last)) = (zone_of(tx), starts(asked), asked.period.before());
    let db = tx.authorize(Action::ViewActivity)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select d.bucket as "bucket!", d.provider_id as "provider_id!", d.kind as "kind!",
               sum(d.pending)::bigint as "pending!", sum(d.booked)::bigint as "booked!",
               sum(d.arrived)::bigint as "arrived!", sum(d.checked_in)::bigint as "checked_in!",
               sum(d.fulfilled)::bigint as "fulfilled!", sum(d.cancelled)::bigint as "cancelled!",
               sum(d.cancelled_late)::bigint as "cancelled_late!", sum(d.noshow)::bigint as "noshow!",
               sum(d.minutes)::bigint as "minutes!"
           from (
               select width_bucket(v.day, $6::date[]) as bucket, v.provider_id, v.kind, v.pending, v.booked, v.arrived, v.checked_in,
                   v.fulfilled, v.cancelled, v.cancelled_late, v.noshow, v.minutes
               from visit_days($1, $2, $3, $7) v
               union all
               select 0, v.provider_id, v.kind, v.pending, v.booked, v.arrived, v.checked_in,
                   v.fulfilled, v.cancelled, v.cancelled_late, v.noshow, v.minutes
               from visit_days($1, $4, $5, true) v) as d
           where ($8::uuid is null or d.provider_id = $8) and ($9::text is null or d.kind = $9)
           group by d.bucket, d.provider_id, d.kind"#,
        zone,
        asked.period.first.to_sqlx() as _,
        asked.period.last.to_sqlx() as _,
        first.to_sqlx() as _,
        last.to_sqlx() as _,
        &starts as _,
        asked.period.is_by_months(),
        provider,
        asked.kind.map(Kind::as_str)
    );
    Ok(rows.fetch_all(db).await?)
}

/// Those that were not cancelled by weekday and hour.
async fn week(tx: &mut TenantTx, asked: &Asked, provider: Option<Uuid>) -> Result<[[i64; 24]; 7]> {
    let zone = zone_of(tx);
    let db = tx.authorize(Action::ViewActivity)?;
    let rows = sqlx::query!(
        r#"select v.weekday as "weekday!", array[
               sum(v.by_hour[1])::bigint, sum(v.by_hour[2])::bigint, sum(v.by_hour[3])::bigint,
               sum(v.by_hour[4])::bigint, sum(v.by_hour[5])::bigint, sum(v.by_hour[6])::bigint,
               sum(v.by_hour[7])::bigint, sum(v.by_hour[8])::bigint, sum(v.by_hour[9])::bigint,
               sum(v.by_hour[10])::bigint, sum(v.by_hour[11])::bigint, sum(v.by_hour[12])::bigint,
               sum(v.by_hour[13])::bigint, sum(v.by_hour[14])::bigint, sum(v.by_hour[15])::bigint,
               sum(v.by_hour[16])::bigint, sum(v.by_hour[17])::bigint, sum(v.by_hour[18])::bigint,
               sum(v.by_hour[19])::bigint, sum(v.by_hour[20])::bigint, sum(v.by_hour[21])::bigint,
               sum(v.by_hour[22])::bigint, sum(v.by_hour[23])::bigint, sum(v.by_hour[24])::bigint] as "hours!"
           from visit_days($1, $2, $3, true) v
           where ($4::uuid is null or v.provider_id = $4) and ($5::text is null or v.kind = $5)
           group by v.weekday"#,
        zone,
        asked.period.first.to_sqlx() as _,
        asked.period.last.to_sqlx() as _,
        provider,
        asked.kind.map(Kind::as_str)
    );
    let mut week = [[0; 24]; 7];
    for row in rows.fetch_all(db).await? {
        let day = usize::try_from(row.weekday - 1).ok().and_then(|day| week.get_mut(day));
        if let Some(day) = day {
            day.iter_mut().zip(row.hours).for_each(|(hour, visits)| *hour = visits);
        }
    }
    Ok(week)
}
