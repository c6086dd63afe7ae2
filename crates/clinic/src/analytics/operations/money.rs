//! Money in numbers. With SQL.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;

use super::{starts, zone_of};
use crate::amounts::stored_currency;
use crate::analytics::counts::{AGES, Earnings, METHODS, Receivables, Takings};
use crate::analytics::model::{Asked, Course};
use crate::appointments::model::Kind;

struct Row {
    bucket: i32,
    currency: String,
    provider_id: Option<Uuid>,
    kind: Option<String>,
    charges: i64,
    charged_minor: i64,
    charged_tax_minor: i64,
    put_right_minor: i64,
    put_right_tax_minor: i64,
    payments: i64,
    taken_minor: Vec<i64>,
    returned_minor: Vec<i64>,
}

impl Row {
    fn earnings(&self) -> Result<Earnings> {
        let by_method = |amounts: &[i64]| {
            <[i64; METHODS]>::try_from(amounts).map_err(|_| Error::internal("money is kept by other methods"))
        };
        Ok(Earnings {
            charges: self.charges,
            charged: self.charged_minor,
            charged_tax: self.charged_tax_minor,
            put_right: self.put_right_minor,
            put_right_tax: self.put_right_tax_minor,
            payments: self.payments,
            taken: by_method(&self.taken_minor)?,
            returned: by_method(&self.returned_minor)?,
        })
    }
}

/// What was charged, paid and given back in a span, for each currency.
pub async fn takings(tx: &mut TenantTx, asked: &Asked) -> Result<Vec<Takings>> {
    let rows = rows(tx, asked).await?;
    tx.record(Action::ViewEarnings, Subject::new("analytics", None));
    let mut found = BTreeMap::<String, Tally>::new();
    for row in rows {
        let earnings = row.earnings()?;
        let tally = found.entry(row.currency).or_insert_with(|| Tally::new(asked));
        tally.course.add(row.bucket, &earnings);
        if row.bucket > 0 {
            *tally.providers.entry(row.provider_id).or_default() += &earnings;
            *tally.kinds.entry(row.kind.as_deref().and_then(Kind::parse)).or_default() += &earnings;
        }
    }
    found.into_iter().map(|(currency, tally)| tally.told(&currency)).collect()
}

/// What is counted of one currency.
struct Tally {
    course: Course<Earnings>,
    providers: HashMap<Option<Uuid>, Earnings>,
    kinds: HashMap<Option<Kind>, Earnings>,
}

impl Tally {
    fn new(asked: &Asked) -> Self {
        Self { course: Course::new(&asked.period), providers: HashMap::new(), kinds: HashMap::new() }
    }

    fn told(self, currency: &str) -> Result<Takings> {
        let (providers, kinds) = (most_first(self.providers), most_first(self.kinds));
        Ok(Takings { currency: stored_currency(currency)?, course: self.course, providers, kinds })
    }
}

fn most_first<K: Hash>(counted: HashMap<K, Earnings>) -> Vec<(K, Earnings)> {
    let mut counted: Vec<(K, Earnings)> = counted.into_iter().collect();
    counted.sort_by_key(|(_, earnings)| std::cmp::Reverse((earnings.revenue(), earnings.all_taken())));
    counted
}

async fn rows(tx: &mut TenantTx, asked: &Asked) -> Result<Vec<Row>> {
    let (zone, starts, (first, last)) = (zone_of(tx), starts(asked), asked.period.before());
    let db = tx.authorize(Action::ViewEarnings)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select d.bucket as "bucket!", d.currency as "currency!", d.provider_id, d.kind,
               sum(d.charges)::bigint as "charges!", sum(d.charged_minor)::bigint as "charged_minor!",
               sum(d.charged_tax_minor)::bigint as "charged_tax_minor!",
               sum(d.put_right_minor)::bigint as "put_right_minor!",
               sum(d.put_right_tax_minor)::bigint as "put_right_tax_minor!", sum(d.payments)::bigint as "payments!",
               array[sum(d.taken_minor[1])::bigint, sum(d.taken_minor[2])::bigint, sum(d.taken_minor[3])::bigint,
                   sum(d.taken_minor[4])::bigint, sum(d.taken_minor[5])::bigint] as "taken_minor!",
               array[sum(d.returned_minor[1])::bigint, sum(d.returned_minor[2])::bigint, sum(d.returned_minor[3])::bigint,
                   sum(d.returned_minor[4])::bigint, sum(d.returned_minor[5])::bigint] as "returned_minor!"
           from (
               select width_bucket(m.day, $6::date[]) as bucket, m.currency, m.provider_id, m.kind, m.charges,
                   m.charged_minor, m.charged_tax_minor, m.put_right_minor, m.put_right_tax_minor, m.payments,
                   m.taken_minor, m.returned_minor
               from money_days($1, $2, $3, $7) m
               union all
               select 0, m.currency, m.provider_id, m.kind, m.charges, m.charged_minor, m.charged_tax_minor,
                   m.put_right_minor, m.put_right_tax_minor, m.payments, m.taken_minor, m.returned_minor
               from money_days($1, $4, $5, true) m) as d
           where ($8::uuid is null or d.provider_id = $8) and ($9::text is null or d.kind = $9)
           group by d.bucket, d.currency, d.provider_id, d.kind"#,
        zone,
        asked.period.first.to_sqlx() as _,
        asked.period.last.to_sqlx() as _,
        first.to_sqlx() as _,
        last.to_sqlx() as _,
        &starts as _,
        asked.period.is_by_months(),
        asked.provider,
        asked.kind.map(Kind::as_str)
    );
    Ok(rows.fetch_all(db).await?)
}

/// What is still to be paid today, by how long it has been due.
pub async fn receivables(tx: &mut TenantTx, asked: &Asked) -> Result<Vec<Receivables>> {
    let action = Action::ViewEarnings;
    let (zone, today) = (zone_of(tx), tx.tenant().day_of(tx.now()));
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select r.currency as "currency!", r.age as "age!", sum(r.charges)::bigint as "charges!",
               sum(r.open_minor)::bigint as "open_minor!"
           from receivables($1, $2) r
           where ($3::uuid is null or r.provider_id = $3) and ($4::text is null or r.kind = $4)
           group by r.currency, r.age order by r.currency"#,
        zone,
        today.to_sqlx() as _,
        asked.provider,
        asked.kind.map(Kind::as_str)
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::new("analytics", None));
    let mut found: Vec<Receivables> = Vec::new();
    for row in rows {
        let currency = stored_currency(&row.currency)?;
        if found.last().is_none_or(|last| last.currency != currency) {
            found.push(Receivables { currency, ages: [(0, 0); AGES] });
        }
        let age = usize::try_from(row.age).ok();
        let ages = found.last_mut().map(|last| &mut last.ages);
        if let Some(place) = age.zip(ages).and_then(|(age, ages)| ages.get_mut(age)) {
            *place = (row.charges, row.open_minor);
        }
    }
    Ok(found)
}
