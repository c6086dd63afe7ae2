//! An account over a span of days: what it came to before, what was written, and what it comes to since.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, FieldError, Result, Subject, TenantTx};
use uuid::Uuid;

use super::rows::load;
use crate::ledger::model::{Statement, StatementLine, StatementSpan};
use crate::parties::model::PartyKind;
use crate::parties::operations::kind_of;

/// More than anybody reads on paper.
const MOST_LINES: i64 = 1000;

/// What somebody owed, what was written, and what they owe, in one currency.
pub async fn statement(tx: &mut TenantTx, contact: Uuid, span: &StatementSpan) -> Result<Statement> {
    let action = Action::ViewStatement;
    let kind = kind_of(tx, action, contact).await?;
    let (begins, ends) = (at(span.begins_at), at(span.ends_at));
    let db = tx.authorize(action)?;
    let sums = sqlx::query!(
        r#"select coalesce(sum(effect_minor) filter (where created_at < $3), 0)::bigint as "opening!",
               count(*) filter (where created_at >= $3) as "count!"
           from transaction where contact_id = $1 and currency = $2 and created_at < $4"#,
        contact,
        span.currency.as_str(),
        begins as _,
        ends as _
    );
    let sums = sums.fetch_one(&mut *db).await?;
    if sums.count > MOST_LINES {
        return Err(Error::Invalid(vec![FieldError::new("from", "too_many_entries").limit(MOST_LINES)]));
    }
    let ids = sqlx::query_scalar!(
        "select id from transaction
         where contact_id = $1 and currency = $2 and created_at >= $3 and created_at < $4 order by created_at, id",
        contact,
        span.currency.as_str(),
        begins as _,
        ends as _
    );
    let ids = ids.fetch_all(db).await?;
    let mut balance = sums.opening;
    let written = load(tx, action, &ids).await?.into_iter().map(|transaction| {
        balance += transaction.effect.minor;
        StatementLine { transaction, balance }
    });
    let lines: Vec<StatementLine> = written.collect();
    let subject = Subject::new("statement", contact);
    tx.record(action, if kind == PartyKind::Patient { subject.about(contact) } else { subject });
    let closing = lines.last().map_or(sums.opening, |line| line.balance);
    Ok(Statement { contact, span: span.clone(), opening: sums.opening, lines, closing })
}

fn at(moment: Timestamp) -> jiff_sqlx::Timestamp {
    moment.to_sqlx()
}
