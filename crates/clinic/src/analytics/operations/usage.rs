//! How full everybody's days are. With SQL.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use calendar::Terms;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;

use super::{whose, zone_of};
use crate::accounts::operations::provider_ids;
use crate::analytics::counts::Use;
use crate::analytics::model::Asked;
use crate::appointments::Days;
use crate::appointments::model::Kind;
use crate::schedule::operations::{Availability, Wanted, offered_minutes};

/// The third free time is looked for so many days ahead.
pub const THIRD_NEXT_DAYS: i32 = 60;
/// How long the visit is that it is looked for.
const VISIT_MINUTES: u16 = 30;
const THIRD: usize = 2;

/// Booked minutes against those that everybody is there for, in a span and before it, and the third time that is free from
/// now on. Who sees patients no more is told of as long as somebody was booked with them.
pub async fn used(tx: &mut TenantTx, asked: &Asked, kept: &Days) -> Result<Vec<Use>> {
    let action = Action::ViewActivity;
    tx.authorize(action)?;
    let only = whose(tx, asked)?;
    let booked = booked(tx, asked, only).await?;
    let mut here = provider_ids(tx, action).await?;
    here.retain(|id| only.is_none_or(|only| only == *id));
    let mut providers = here.clone();
    providers.extend(booked.keys());
    providers.sort_unstable();
    providers.dedup();
    let (before, eve) = asked.period.before();
    let offered = offered_minutes(tx, action, asked.period.first..=asked.period.last, &providers).await?;
    let offered_before = offered_minutes(tx, action, before..=eve, &providers).await?;
    let free = third_next(tx, &here, kept).await?;
    tx.record(action, Subject::new("analytics", None));
    let told = |provider: Uuid| {
        let (booked_minutes, before_booked_minutes) = booked.get(&provider).copied().unwrap_or_default();
        Use {
            provider,
            booked_minutes,
            offered_minutes: offered.get(&provider).copied().unwrap_or_default(),
            before_booked_minutes,
            before_offered_minutes: offered_before.get(&provider).copied().unwrap_or_default(),
            third_next: free.get(&provider).copied(),
        }
    };
    Ok(providers.into_iter().map(told).collect())
}

/// Booked minutes by provider, of the span and of the one before it.
async fn booked(tx: &mut TenantTx, asked: &Asked, only: Option<Uuid>) -> Result<HashMap<Uuid, (i64, i64)>> {
    let (zone, (first, last)) = (zone_of(tx), asked.period.before());
    let db = tx.authorize(Action::ViewActivity)?;
    let rows = sqlx::query!(
        r#"select d.provider_id as "provider_id!", sum(d.now)::bigint as "now!", sum(d.before)::bigint as "before!" from (
               select v.provider_id, v.kind, v.minutes as now, 0::bigint as before from visit_days($1, $2, $3, true) v
               union all
               select v.provider_id, v.kind, 0::bigint, v.minutes from visit_days($1, $4, $5, true) v) as d
           where ($6::uuid is null or d.provider_id = $6) and ($7::text is null or d.kind = $7)
           group by d.provider_id"#,
        zone,
        asked.period.first.to_sqlx() as _,
        asked.period.last.to_sqlx() as _,
        first.to_sqlx() as _,
        last.to_sqlx() as _,
        only,
        asked.kind.map(Kind::as_str)
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.provider_id, (row.now, row.before))).collect())
}

/// The third free time of each from now on. Times stand side by side, so that one gap is not three of them.
async fn third_next(tx: &mut TenantTx, providers: &[Uuid], kept: &Days) -> Result<HashMap<Uuid, jiff::Timestamp>> {
    let today = tx.tenant().day_of(tx.now());
    let until = today.checked_add(THIRD_NEXT_DAYS.days()).map_err(Error::internal)?;
    let days: RangeInclusive<Date> = today..=until;
    let wanted = Wanted { days, providers, rooms: None, equipment: &[], joins: None, except: None, kept: Some(kept) };
    let availability = Availability::load(tx, Action::ViewActivity, wanted).await?;
    let terms = Terms::lasting(VISIT_MINUTES, VISIT_MINUTES);
    let third = |id: &Uuid| Some((*id, availability.search(*id, &terms)?.slots().nth(THIRD)?.span.starts_at));
    Ok(providers.iter().filter_map(third).collect())
}
