//! The clinic's rules for fees.

use jiff_sqlx::ToSqlx as _;
use money::{Money, TaxRate};
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use web::{Listing, PageOf};

use crate::amounts::stored_currency;
use crate::appointments::model::Kind;
use crate::fees::model::{FeeRule, NewFeeRule, Occasion};
use crate::schedule;

struct Row {
    id: Uuid,
    occasion: String,
    kind: Option<String>,
    service_id: Option<Uuid>,
    notice_minutes: Option<i32>,
    own_only: bool,
    currency: String,
    amount_minor: i64,
    tax_rate: i32,
    created_at: jiff_sqlx::Timestamp,
    created_by: Option<Uuid>,
    ended_at: Option<jiff_sqlx::Timestamp>,
}

impl Row {
    fn open(self) -> Result<FeeRule> {
        let known = || Error::internal("a rule for fees has an unknown code");
        let rule = NewFeeRule {
            occasion: Occasion::parse(&self.occasion).ok_or_else(known)?,
            kind: self.kind.map(|kind| Kind::parse(&kind).ok_or_else(known)).transpose()?,
            service: self.service_id,
            notice_minutes: self.notice_minutes,
            own_only: self.own_only,
            amount: Money::new(self.amount_minor, stored_currency(&self.currency)?),
            tax_rate: TaxRate::from_hundredths(self.tax_rate.into()).ok_or_else(known)?,
        };
        Ok(FeeRule {
            id: Id::new(self.id),
            rule,
            created_at: self.created_at.to_jiff(),
            created_by: self.created_by,
            ended_at: self.ended_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    }
}

/// The rules, those that hold first, the newest at the head.
pub async fn list(tx: &mut TenantTx, page: PageOf) -> Result<Listing<FeeRule>> {
    let db = tx.authorize(Action::ViewFeeRules)?;
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from fee_rule"#).fetch_one(&mut *db).await?;
    let rows = sqlx::query_as!(
        Row,
        "select id, occasion, kind, service_id, notice_minutes, own_only, currency, amount_minor, tax_rate, created_at,
             created_by, ended_at
         from fee_rule order by ended_at desc nulls first, id desc limit $1 offset $2",
        page.size,
        page.offset()
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(Row::open).collect::<Result<Vec<_>>>()?;
    Ok(Listing::new(rows, count, page))
}

/// Sets a rule for what happens from now on.
pub async fn set(tx: &mut TenantTx, new: &NewFeeRule) -> Result<FeeRule> {
    let action = Action::ManageFeeRules;
    if let Some(service) = new.service {
        match schedule::operations::find_for(tx, action, Id::new(service)).await {
            Err(Error::NotFound) => return Err(Error::invalid("service", "unknown_choice")),
            found => found?,
        };
    }
    let (id, now, by) = (tx.new_id::<FeeRule>(), tx.now(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into fee_rule (id, occasion, kind, service_id, notice_minutes, own_only, currency, amount_minor, tax_rate,
             created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id.uuid(),
        new.occasion.as_str(),
        new.kind.map(Kind::as_str),
        new.service,
        new.notice_minutes,
        new.own_only,
        new.amount.currency.as_str(),
        new.amount.minor,
        new.tax_rate.hundredths(),
        now.to_sqlx() as _,
        by
    )
    .execute(db)
    .await
    .on_constraint("fee_rule_once", Conflict::FeeRuleThere)?;
    tx.record(action, Subject::new("fee_rule", id.uuid()));
    Ok(FeeRule { id, rule: new.clone(), created_at: now, created_by: by, ended_at: None })
}

/// Ends a rule: what happens from now on goes by it no more. One that has ended stays as it is.
pub async fn end(tx: &mut TenantTx, id: Id<FeeRule>) -> Result<FeeRule> {
    let action = Action::ManageFeeRules;
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update fee_rule set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null",
        id.uuid(),
        now as _,
        by
    )
    .execute(&mut *db)
    .await?;
    let row = sqlx::query_as!(
        Row,
        "select id, occasion, kind, service_id, notice_minutes, own_only, currency, amount_minor, tax_rate, created_at,
             created_by, ended_at
         from fee_rule where id = $1",
        id.uuid()
    );
    let rule = row.fetch_optional(db).await?.ok_or(Error::NotFound)?.open()?;
    tx.record(action, Subject::new("fee_rule", id.uuid()));
    Ok(rule)
}
