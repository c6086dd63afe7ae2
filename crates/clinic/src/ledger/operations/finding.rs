//! Looking at the ledger.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use money::{Currency, Money};
use tenancy::{Action, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Listing, PageOf, Place};

use super::rows::{load, one};
use super::subject;
use crate::amounts::stored_currency;
use crate::appointments::operations::Span;
use crate::fees::model::Occasion;
use crate::ledger::model::{Balance, Charged, Method, Transaction, TransactionKind, TransactionStatus};
use crate::parties::model::PartyKind;
use crate::parties::operations::kind_of;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: Option<TransactionKind>,
    pub method: Option<Method>,
    pub status: Option<TransactionStatus>,
    pub contact: Option<Uuid>,
    pub appointment: Option<Uuid>,
    pub currency: Option<Currency>,
    pub billing_period: Option<String>,
    pub from: Option<Timestamp>,
    /// Before this.
    pub to: Option<Timestamp>,
}

/// Transactions, the newest first.
pub async fn list(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Transaction>> {
    let action = Action::ListTransactions;
    let place = page.place().map(|place| place.id);
    let (backward, skipped, fetched) = (page.is_backward(), page.skipped(), page.fetched());
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select t.id from transaction t
               where ($1::text is null or t.kind = $1) and ($2::text is null or t.method = $2)
                 and ($3::text is null or exists (select from transaction_state s where s.id = t.id and s.status = $3))
                 and ($4::uuid is null or t.contact_id = $4) and ($5::uuid is null or t.appointment_id = $5)
                 and ($6::text is null or t.currency = $6) and ($7::text is null or t.billing_period = $7)
                 and ($8::timestamptz is null or t.created_at >= $8) and ($9::timestamptz is null or t.created_at < $9))
           select (select count(*) from found) as "count!",
                  array(select id from found
                        where $10::uuid is null or case when $11 then id > $10 else id < $10 end
                        order by case when $11 then id end, id desc limit $12 offset $13) as "rows!""#,
        filter.kind.map(TransactionKind::as_str),
        filter.method.map(Method::as_str),
        filter.status.map(TransactionStatus::as_str),
        filter.contact,
        filter.appointment,
        filter.currency.map(Currency::as_str),
        filter.billing_period.as_deref(),
        filter.from.map(Timestamp::to_sqlx) as _,
        filter.to.map(Timestamp::to_sqlx) as _,
        place,
        backward,
        fetched,
        skipped
    );
    let row = row.fetch_one(db).await?;
    let rows = load(tx, action, &row.rows).await?;
    let mut patients: Vec<Uuid> = rows.iter().filter_map(|transaction| transaction.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("transaction", patients));
    let place = |transaction: &Transaction| Place { at: transaction.created_at, id: transaction.id.uuid() };
    Ok(Listing::walked(rows, row.count, page, place))
}

/// How many there are that were written in a span. The record is the caller's to keep.
pub async fn count_all(tx: &mut TenantTx, action: Action, span: Span) -> Result<i64> {
    let db = tx.authorize(action)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from transaction
           where ($1::timestamptz is null or created_at >= $1) and ($2::timestamptz is null or created_at < $2)"#,
        span.from.map(Timestamp::to_sqlx) as _,
        span.until.map(Timestamp::to_sqlx) as _
    );
    Ok(count.fetch_one(db).await?)
}

/// The next that were written in a span, after one of them, in their order: for what goes through all of them. The record is
/// the caller's to keep.
pub async fn next_after(
    tx: &mut TenantTx,
    action: Action,
    span: Span,
    after: Option<Uuid>,
    most: i64,
) -> Result<Vec<Transaction>> {
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select id from transaction
         where ($1::timestamptz is null or created_at >= $1) and ($2::timestamptz is null or created_at < $2)
           and ($3::uuid is null or id > $3)
         order by id limit $4",
        span.from.map(Timestamp::to_sqlx) as _,
        span.until.map(Timestamp::to_sqlx) as _,
        after,
        most
    );
    let ids = ids.fetch_all(db).await?;
    load(tx, action, &ids).await
}

/// One transaction.
pub async fn find(tx: &mut TenantTx, id: Id<Transaction>) -> Result<Transaction> {
    let transaction = one(tx, Action::ViewTransaction, id).await?;
    tx.record(Action::ViewTransaction, subject(&transaction));
    Ok(transaction)
}

/// What somebody owes, in each currency that they have to do with; of one of their visits, where one is named.
pub async fn balance(tx: &mut TenantTx, contact: Uuid, appointment: Option<Uuid>) -> Result<Vec<Balance>> {
    let action = Action::ViewBalance;
    let kind = kind_of(tx, action, contact).await?;
    let balances = sums(tx, action, contact, appointment).await?;
    let subject = Subject::new("balance", contact);
    tx.record(action, if kind == PartyKind::Patient { subject.about(contact) } else { subject });
    Ok(balances)
}

async fn sums(tx: &mut TenantTx, action: Action, contact: Uuid, appointment: Option<Uuid>) -> Result<Vec<Balance>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select t.currency,
               coalesce(sum(t.amount_minor) filter (where t.kind = 'charge'), 0)::bigint as "charged!",
               coalesce(sum(t.amount_minor) filter (where t.kind = 'payment'), 0)::bigint as "paid!",
               coalesce(sum(t.amount_minor) filter (where t.kind = 'refund'), 0)::bigint as "refunded!",
               coalesce(sum(t.effect_minor) filter (where t.kind = 'adjustment'), 0)::bigint as "adjusted!",
               coalesce(sum(w.net_minor - w.allocated_minor) filter (where t.kind = 'charge'), 0)::bigint as "open!",
               coalesce(sum(w.net_minor - w.allocated_minor) filter (where t.kind = 'payment'), 0)::bigint as "unused!"
           from transaction t left join transaction_worth w on w.transaction_id = t.id
           where t.contact_id = $1 and ($2::uuid is null or t.appointment_id = $2)
           group by t.currency order by t.currency"#,
        contact,
        appointment
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        Ok(Balance {
            currency: stored_currency(&row.currency)?,
            charged: row.charged,
            paid: row.paid,
            refunded: row.refunded,
            adjusted: row.adjusted,
            open: row.open,
            unused: row.unused,
        })
    });
    rows.collect()
}

/// How it stands with what was charged for these visits; none for those that cost nothing yet, or nothing any more. The
/// record is the caller's to keep.
pub async fn charged_for(tx: &mut TenantTx, action: Action, visits: &[Uuid]) -> Result<HashMap<Uuid, Charged>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select t.appointment_id as "visit!", t.currency,
               sum(w.net_minor - w.allocated_minor)::bigint as "open_minor!", max(f.occasion) as fee
           from transaction t join transaction_worth w on w.transaction_id = t.id left join fee f on f.charge_id = t.id
           where t.appointment_id = any($1) and t.kind = 'charge' and w.net_minor > 0
           group by 1, 2 order by 1, 2"#,
        visits
    );
    let mut charged: HashMap<Uuid, Charged> = HashMap::new();
    for row in rows.fetch_all(db).await? {
        let charged = charged.entry(row.visit).or_default();
        charged.fee = charged.fee.or(row.fee.as_deref().and_then(Occasion::parse));
        if row.open_minor > 0 {
            charged.open.push(Money::new(row.open_minor, stored_currency(&row.currency)?));
        }
    }
    Ok(charged)
}

/// What a visit still costs in one currency; none where nothing was charged for it.
pub async fn open_at_visit(tx: &mut TenantTx, patient: Uuid, appointment: Uuid) -> Result<Vec<Money>> {
    let balances = balance(tx, patient, Some(appointment)).await?;
    let charged = balances.into_iter().filter(|balance| balance.charged > 0);
    Ok(charged.map(|balance| Money::new(balance.open, balance.currency)).collect())
}

/// More charges than anybody leaves open.
const MOST_OPEN: i64 = 200;

/// A contact's account: what they owe, and the charges that are still to be paid, the oldest first.
pub async fn account(tx: &mut TenantTx, contact: Uuid) -> Result<(Vec<Balance>, Vec<Transaction>)> {
    let action = Action::ViewBalance;
    let balances = balance(tx, contact, None).await?;
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select t.id from transaction t join transaction_worth w on w.transaction_id = t.id
         where t.contact_id = $1 and t.kind = 'charge' and w.allocated_minor < w.net_minor order by t.id limit $2",
        contact,
        MOST_OPEN
    );
    let ids = ids.fetch_all(db).await?;
    Ok((balances, load(tx, action, &ids).await?))
}
