//! What became of reminders. With SQL.

use std::collections::BTreeMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, Subject, TenantTx};

use super::{starts, whose, zone_of};
use crate::analytics::counts::{Reminders, Reminding};
use crate::analytics::model::{Asked, Course};
use crate::appointments::model::Kind;

/// Reminders of the appointments of a span: how many arrived, and what was answered.
pub async fn reminding(tx: &mut TenantTx, asked: &Asked) -> Result<Reminding> {
    let action = Action::ViewActivity;
    tx.authorize(action)?;
    let provider = whose(tx, asked)?;
    let (zone, starts, (first, last)) = (zone_of(tx), starts(asked), asked.period.before());
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select d.bucket as "bucket!", d.channel as "channel!", sum(d.waiting)::bigint as "waiting!",
               sum(d.sent)::bigint as "sent!", sum(d.delivered)::bigint as "delivered!",
               sum(d.failed)::bigint as "failed!", sum(d.withheld)::bigint as "withheld!",
               sum(d.confirmed)::bigint as "confirmed!", sum(d.cancelled)::bigint as "cancelled!"
           from (
               select width_bucket(m.day, $6::date[]) as bucket, m.provider_id, m.kind, m.channel, m.waiting, m.sent,
                   m.delivered, m.failed, m.withheld, m.confirmed, m.cancelled
               from reminder_days($1, $2, $3, $7) m
               union all
               select 0, m.provider_id, m.kind, m.channel, m.waiting, m.sent, m.delivered, m.failed, m.withheld,
                   m.confirmed, m.cancelled
               from reminder_days($1, $4, $5, true) m) as d
           where ($8::uuid is null or d.provider_id = $8) and ($9::text is null or d.kind = $9)
           group by d.bucket, d.channel"#,
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
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::new("analytics", None));
    let (mut course, mut channels) = (Course::new(&asked.period), BTreeMap::<String, Reminders>::new());
    for row in rows {
        let reminders = Reminders {
            waiting: row.waiting,
            sent: row.sent,
            delivered: row.delivered,
            failed: row.failed,
            withheld: row.withheld,
            confirmed: row.confirmed,
            cancelled: row.cancelled,
        };
        course.add(row.bucket, &reminders);
        if row.bucket > 0 {
            *channels.entry(row.channel).or_default() += &reminders;
        }
    }
    Ok(Reminding { course, channels: channels.into_iter().collect() })
}
