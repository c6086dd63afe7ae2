//! Everything one can do at the end of a day. The only file here with SQL.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use money::Money;
use tenancy::{Action, Conflict, Error, FieldError, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::Sealed;
use web::{Listing, PageOf};

use super::model::{Count, DayClose, DayState, Drawer, NewClose, NewCount, OpenDay, Reopening, Span, Taken};
use super::sealing::{COUNT_REASON, REOPEN_REASON};
use crate::accounts;
use crate::amounts::stored_currency;
use crate::ledger::model::Method;

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub state: Option<DayState>,
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// Days that were closed, the latest first.
pub async fn list(tx: &mut TenantTx, filter: Filter, page: PageOf) -> Result<Listing<DayClose>> {
    let action = Action::ListDayCloses;
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select id, day from day_close
               where ($1::text is null or (reopened_at is null) = ($1 = 'closed'))
                 and ($2::date is null or day >= $2) and ($3::date is null or day <= $3))
           select (select count(*) from found) as "count!",
                  array(select id from found order by day desc, id desc limit $4 offset $5) as "rows!""#,
        filter.state.map(DayState::as_str),
        filter.from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        filter.to.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let rows = load(tx, action, &row.rows).await?;
    tx.record(action, Subject::list("day_close", []));
    Ok(Listing::new(rows, row.count, page))
}

/// A day that was closed.
pub async fn find(tx: &mut TenantTx, id: Id<DayClose>) -> Result<DayClose> {
    let close = one(tx, Action::ViewDayClose, id.uuid()).await?;
    tx.record(Action::ViewDayClose, Subject::new("day_close", id.uuid()));
    Ok(close)
}

/// What a day should come to so far, and the close that stands, where it is closed.
pub async fn takings(tx: &mut TenantTx, span: Span) -> Result<(Vec<Taken>, Option<Uuid>)> {
    let action = Action::ViewDayClose;
    let taken = taken(tx, action, span).await?;
    let db = tx.authorize(action)?;
    let standing = sqlx::query_scalar!(
        "select id from day_close where reopened_at is null and tstzrange(starts_at, ends_at) && tstzrange($1, $2)
         order by id limit 1",
        span.starts_at.to_sqlx() as _,
        span.ends_at.to_sqlx() as _
    );
    let standing = standing.fetch_optional(db).await?;
    tx.record(action, Subject::new("day_close", standing));
    Ok((taken, standing))
}

/// Whether the day of an instant is closed; the record is the caller's to keep.
pub async fn is_closed(tx: &mut TenantTx, action: Action, at: Timestamp) -> Result<bool> {
    let db = tx.authorize(action)?;
    let is_closed = sqlx::query_scalar!(
        r#"select exists (select from day_close
               where reopened_at is null and tstzrange(starts_at, ends_at) @> $1::timestamptz) as "is!""#,
        at.to_sqlx() as _
    );
    Ok(is_closed.fetch_one(db).await?)
}

/// Which of these instants lie in days that are closed, by place; the record is the caller's to keep.
pub async fn closed_among(tx: &mut TenantTx, action: Action, instants: &[Timestamp]) -> Result<HashSet<usize>> {
    let instants: Vec<jiff_sqlx::Timestamp> = instants.iter().map(|at| at.to_sqlx()).collect();
    let db = tx.authorize(action)?;
    let places = sqlx::query_scalar!(
        r#"select w.place as "place!" from unnest($1::timestamptz[]) with ordinality as w (instant, place)
           where exists (select from day_close
               where reopened_at is null and tstzrange(starts_at, ends_at) @> w.instant)"#,
        &instants as _
    );
    let places = places.fetch_all(db).await?.into_iter();
    Ok(places.filter_map(|place| usize::try_from(place - 1).ok()).collect())
}

/// How far back days are looked for that nobody closed.
const LOOK_BACK_DAYS: i32 = 90;

/// Days on which money changed hands and that are not closed, the latest first.
pub async fn open_days(tx: &mut TenantTx) -> Result<Vec<OpenDay>> {
    let (action, now) = (Action::ListDayCloses, tx.now().to_sqlx());
    let zone = tx.tenant().time_zone.iana_name().unwrap_or("UTC").to_owned();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select (t.created_at at time zone $1)::date as "day!: jiff_sqlx::Date", count(*) as "count!"
           from transaction t left join transaction root on root.id = t.of_id
           where t.created_at >= $2::timestamptz - make_interval(days => $3)
             and coalesce(t.method, root.method) is not null
             and not exists (select from day_close c
                 where c.reopened_at is null and tstzrange(c.starts_at, c.ends_at) @> t.created_at)
           group by 1 order by 1 desc"#,
        zone,
        now as _,
        LOOK_BACK_DAYS
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::list("day_close", []));
    Ok(rows.into_iter().map(|row| OpenDay { day: row.day.to_jiff(), count: row.count }).collect())
}

/// Counts a day and closes it. Whoever writes meanwhile either is counted, or finds the day closed.
pub async fn close(tx: &mut TenantTx, new: &NewClose) -> Result<DayClose> {
    let action = Action::CloseDay;
    let db = tx.authorize(action)?;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended(current_schema() || ' day close', 0))::text as locked")
        .fetch_one(db)
        .await?;
    let taken = taken(tx, action, new.span).await?;
    let known = accounts::operations::names(tx, action).await?;
    check(&taken, &new.counts, |cashier| known.contains_key(&cashier))?;
    let (id, now, by) = (tx.new_id::<DayClose>(), tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into day_close (id, day, starts_at, ends_at, closed_at, closed_by) values ($1, $2, $3, $4, $5, $6)",
        id.uuid(),
        new.day.to_sqlx() as _,
        new.span.starts_at.to_sqlx() as _,
        new.span.ends_at.to_sqlx() as _,
        now as _,
        by
    )
    .execute(db)
    .await
    .on_constraint("day_close_once", Conflict::DayClosed)?;
    write_counts(tx, id, &taken, &new.counts).await?;
    tx.record(action, Subject::new("day_close", id.uuid()));
    one(tx, action, id.uuid()).await
}

/// Every drawer that something was taken into is counted, by somebody who works here, and a difference has a reason.
fn check(taken: &[Taken], counts: &[NewCount], is_known: impl Fn(Uuid) -> bool) -> Result<()> {
    let mut problems = Vec::new();
    for (place, count) in counts.iter().enumerate() {
        let expected = expected_of(taken, count.drawer);
        if expected.is_none() && count.drawer.cashier.is_some_and(|cashier| !is_known(cashier)) {
            problems.push(FieldError::new(format!("counts/{place}/cashier"), "unknown_choice"));
        }
        if count.counted != expected.unwrap_or(0) && count.reason.is_none() {
            problems.push(FieldError::new(format!("counts/{place}/reason"), "difference_unexplained"));
        }
    }
    let is_counted = |taken: &&Taken| counts.iter().any(|count| count.drawer == taken.drawer);
    if !taken.iter().all(|taken| is_counted(&taken)) {
        problems.push(FieldError::new("counts", "count_missing"));
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

fn expected_of(taken: &[Taken], drawer: Drawer) -> Option<i64> {
    taken.iter().find(|taken| taken.drawer == drawer).map(|taken| taken.minor)
}

async fn write_counts(tx: &mut TenantTx, id: Id<DayClose>, taken: &[Taken], counts: &[NewCount]) -> Result<()> {
    let keys = tx.keys();
    let ids: Vec<Uuid> = counts.iter().map(|_| tx.new_id::<Count>().uuid()).collect();
    let methods: Vec<&str> = counts.iter().map(|count| count.drawer.method.as_str()).collect();
    let currencies: Vec<&str> = counts.iter().map(|count| count.drawer.currency.as_str()).collect();
    let cashiers: Vec<Option<Uuid>> = counts.iter().map(|count| count.drawer.cashier).collect();
    let expected: Vec<i64> = counts.iter().map(|count| expected_of(taken, count.drawer).unwrap_or(0)).collect();
    let counted: Vec<i64> = counts.iter().map(|count| count.counted).collect();
    let reasons: Vec<Option<Vec<u8>>> = counts
        .iter()
        .zip(&ids)
        .map(|(count, id)| {
            let sealed = keys.clinic().seal_opt(COUNT_REASON, *id, count.reason.as_ref());
            sealed.map(|sealed| sealed.as_bytes().to_vec())
        })
        .collect();
    let db = tx.authorize(Action::CloseDay)?;
    sqlx::query!(
        "insert into day_count (id, close_id, method, currency, cashier_id, expected_minor, counted_minor, reason)
         select n.id, $2, n.method, n.currency, n.cashier_id, n.expected_minor, n.counted_minor, n.reason
         from unnest($1::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bigint[], $7::bigint[], $8::bytea[])
             as n (id, method, currency, cashier_id, expected_minor, counted_minor, reason)",
        &ids,
        id.uuid(),
        &methods as _,
        &currencies as _,
        &cashiers as _,
        &expected,
        &counted,
        &reasons as _
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Opens a day again, so that something can be written into it. What was counted stays to be seen.
pub async fn reopen(tx: &mut TenantTx, id: Id<DayClose>, reason: &String) -> Result<DayClose> {
    let action = Action::ReopenDay;
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let sealed = keys.clinic().seal(REOPEN_REASON, id.uuid(), reason);
    let db = tx.authorize(action)?;
    let reopened = sqlx::query!(
        "update day_close set reopened_at = $2, reopened_by = $3, reopen_reason = $4
         where id = $1 and reopened_at is null",
        id.uuid(),
        now as _,
        by,
        sealed as _
    );
    let is_reopened = reopened.execute(db).await?.rows_affected() == 1;
    let close = one(tx, action, id.uuid()).await?;
    tx.record(action, Subject::new("day_close", id.uuid()));
    if is_reopened { Ok(close) } else { Err(Error::Conflict(Conflict::AlreadyDone)) }
}

/// What each cashier took by each method in each currency. What puts a payment right counts with whoever took that, as
/// it is their drawer that holds more, or less.
async fn taken(tx: &mut TenantTx, action: Action, span: Span) -> Result<Vec<Taken>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select coalesce(t.method, root.method) as "method!", t.currency as "currency!",
               case t.kind when 'adjustment' then root.created_by else t.created_by end as cashier,
               sum(-t.effect_minor)::bigint as "minor!"
           from transaction t left join transaction root on root.id = t.of_id
           where t.created_at >= $1 and t.created_at < $2 and coalesce(t.method, root.method) is not null
           group by 1, 2, 3 order by 1, 2, 3"#,
        span.starts_at.to_sqlx() as _,
        span.ends_at.to_sqlx() as _
    );
    let rows = rows.fetch_all(db).await?;
    let taken = rows.into_iter().map(|row| {
        let drawer =
            Drawer { method: method(&row.method)?, currency: stored_currency(&row.currency)?, cashier: row.cashier };
        Ok(Taken { drawer, minor: row.minor })
    });
    taken.collect()
}

fn method(code: &str) -> Result<Method> {
    Method::parse(code).ok_or_else(|| Error::internal("unknown method in the database"))
}

async fn one(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<DayClose> {
    load(tx, action, &[id]).await?.pop().ok_or(Error::NotFound)
}

/// The closes with these ids, in their order. The record is the caller's to keep.
async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<DayClose>> {
    let keys = tx.keys();
    let mut counts = counts_of(tx, action, ids).await?;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select c.id, c.day as "day: jiff_sqlx::Date", c.closed_at as "closed_at: jiff_sqlx::Timestamp", c.closed_by,
               c.reopened_at as "reopened_at: jiff_sqlx::Timestamp", c.reopened_by,
               c.reopen_reason as "reopen_reason: Sealed<String>"
           from unnest($1::uuid[]) with ordinality as wanted (id, place) join day_close c on c.id = wanted.id
           order by wanted.place"#,
        ids
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        let reopening = match row.reopened_at.zip(row.reopen_reason) {
            Some((at, reason)) => {
                let reason = keys.clinic().open(REOPEN_REASON, row.id, &reason)?;
                Some(Reopening { at: at.to_jiff(), by: row.reopened_by, reason })
            }
            None => None,
        };
        Ok(DayClose {
            id: Id::new(row.id),
            day: row.day.to_jiff(),
            closed_at: row.closed_at.to_jiff(),
            closed_by: row.closed_by,
            reopening,
            counts: counts.remove(&row.id).unwrap_or_default(),
        })
    });
    rows.collect()
}

async fn counts_of(tx: &mut TenantTx, action: Action, closes: &[Uuid]) -> Result<HashMap<Uuid, Vec<Count>>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, close_id, method, currency, cashier_id, expected_minor, counted_minor,
               reason as "reason: Sealed<String>"
           from day_count where close_id = any($1) order by method, currency, cashier_id"#,
        closes
    );
    let mut counts: HashMap<Uuid, Vec<Count>> = HashMap::new();
    for row in rows.fetch_all(db).await? {
        let currency = stored_currency(&row.currency)?;
        let drawer = Drawer { method: method(&row.method)?, currency, cashier: row.cashier_id };
        let reason = keys.clinic().open_opt(COUNT_REASON, row.id, row.reason.as_ref())?;
        let (expected, counted) = (Money::new(row.expected_minor, currency), Money::new(row.counted_minor, currency));
        counts.entry(row.close_id).or_default().push(Count { drawer, expected, counted, reason });
    }
    Ok(counts)
}
