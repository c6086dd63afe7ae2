//! Who came for the first time, and who came again. With SQL.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, Subject, TenantTx};

use super::{starts, whose, zone_of};
use crate::analytics::counts::Newcomers;
use crate::analytics::model::{Asked, Course};
use crate::appointments::model::Kind;

/// New patients and visits of others, step by step. Somebody is new with the first visit that they ever came to; what is
/// narrowed to a provider or a kind counts those who had that visit with them, or as that.
pub async fn newcomers(tx: &mut TenantTx, asked: &Asked) -> Result<Course<Newcomers>> {
    let action = Action::ViewActivity;
    tx.authorize(action)?;
    let provider = whose(tx, asked)?;
    let (zone, starts, (before, eve)) = (zone_of(tx), starts(asked), asked.period.before());
    let db = tx.authorize(action)?;
    // All in one statement, so that they are of one moment: no visit is somebody's first and yet nobody's.
    let rows = sqlx::query!(
        r#"select d.bucket as "bucket!", sum(d.new)::bigint as "new!", sum(d.came)::bigint as "came!" from (
               select width_bucket((f.starts_at at time zone $1)::date, $6::date[]) as bucket, f.provider_id, f.kind,
                   1 as new, 0::bigint as came
               from first_visits(($4::date - 1)::timestamp at time zone 'UTC', ($3::date + 2)::timestamp at time zone 'UTC') f
               where (f.starts_at at time zone $1)::date between $4 and $3
               union all
               select width_bucket(v.day, $6::date[]), v.provider_id, v.kind, 0, v.fulfilled
               from visit_days($1, $2, $3, $7) v
               union all
               select 0, v.provider_id, v.kind, 0, v.fulfilled from visit_days($1, $4, $5, true) v) as d
           where ($8::uuid is null or d.provider_id = $8) and ($9::text is null or d.kind = $9)
           group by d.bucket"#,
        zone,
        asked.period.first.to_sqlx() as _,
        asked.period.last.to_sqlx() as _,
        before.to_sqlx() as _,
        eve.to_sqlx() as _,
        &starts as _,
        asked.period.is_by_months(),
        provider,
        asked.kind.map(Kind::as_str)
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::new("analytics", None));
    let mut course = Course::new(&asked.period);
    for row in rows {
        course.add(row.bucket, &Newcomers { new: row.new, returning: row.came - row.new });
    }
    Ok(course)
}
