//! Charging fees, and what ends them.

use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use money::{Money, TaxRate};
use tenancy::{Action, Conflict, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use super::finding::one;
use crate::amounts::{currency_of, stored_currency};
use crate::day_closes::operations::is_closed;
use crate::fees::model::{Fee, FeeStatus};
use crate::ledger::model::{Cause, Codes, Entry, NewTransaction};
use crate::ledger::operations as ledger;
use crate::parties::operations::hold_party;

/// What there is to do.
pub struct Due {
    /// Nothing can be charged today any more.
    pub is_closed: bool,
    /// Fees whose visit took another turn.
    pub stale: Vec<Id<Fee>>,
    /// Visits that were missed, or cancelled late, and not charged for.
    pub missed: Vec<Uuid>,
    pub more: bool,
}

const MOST: i64 = 100;
/// A program that stood still longer charges nobody for what is forgotten by then.
const MISSED_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Later a visit that took another turn is rare, and a matter for somebody who looks at it.
const TURNED_WITHIN: SignedDuration = SignedDuration::from_hours(60 * 24);

/// A visit that a rule asks a fee for.
struct Missed {
    id: Uuid,
    service_id: Option<Uuid>,
    billing_code: Option<String>,
    rule_id: Uuid,
    occasion: String,
    currency: String,
    amount_minor: i64,
    tax_rate: i32,
}

/// What there is to charge and to put right.
pub async fn due(tx: &mut TenantTx) -> Result<Due> {
    let (action, now) = (Action::TidyUp, tx.now());
    let is_closed = is_closed(tx, action, now).await?;
    let missed = missed(tx, action, None).await?;
    let since = now.checked_sub(TURNED_WITHIN).map_err(Error::internal)?.to_sqlx();
    let db = tx.authorize(action)?;
    let stale = sqlx::query_scalar!(
        "select f.id from fee f join appointment a on a.id = f.appointment_id
         where f.ended_at is null and f.charged_at > $1
           and (a.deleted_at is not null
                or a.status <> case f.occasion when 'no_show' then 'noshow' else 'cancelled' end)
         order by f.id limit $2",
        since as _,
        MOST
    );
    let stale: Vec<Id<Fee>> = stale.fetch_all(db).await?.into_iter().map(Id::new).collect();
    let is_full = |count: usize| i64::try_from(count).is_ok_and(|count| count == MOST);
    let more = is_full(stale.len()) || is_full(missed.len());
    Ok(Due { is_closed, stale, missed: missed.into_iter().map(|missed| missed.id).collect(), more })
}

/// Visits that a rule of their time asks a fee for and that have none; this one, where one is named. Of several rules the
/// one for the service holds, then the one for the kind, then the one in the visit's own currency.
async fn missed(tx: &mut TenantTx, action: Action, visit: Option<Uuid>) -> Result<Vec<Missed>> {
    let own = currency_of(tx.tenant());
    let since = tx.now().checked_sub(MISSED_WITHIN).map_err(Error::internal)?.to_sqlx();
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        Missed,
        "select a.id, a.service_id, a.billing_code, r.id as rule_id, r.occasion, r.currency, r.amount_minor,
             r.tax_rate
         from appointment a
         cross join lateral (
             select r.id, r.occasion, r.currency, r.amount_minor, r.tax_rate from fee_rule r
             where r.occasion = case a.status when 'noshow' then 'no_show' else 'late_cancellation' end
               and r.created_at <= a.moved_at and (r.ended_at is null or a.moved_at < r.ended_at)
               and (r.kind is null or r.kind = a.kind) and (r.service_id is null or r.service_id = a.service_id)
               and (r.notice_minutes is null or a.starts_at - a.moved_at < make_interval(mins => r.notice_minutes))
               and (not r.own_only or a.cancelled_by = a.patient_id) and r.currency in (a.currency, $2)
             order by r.service_id is null, r.kind is null, r.currency <> a.currency limit 1) r
         where a.status in ('noshow', 'cancelled') and a.moved_at > $1 and a.deleted_at is null and not a.backfilled
           and (a.status = 'noshow' or a.previous_status = 'booked') and ($3::uuid is null or a.id = $3)
           and not exists (select from fee f
               where f.appointment_id = a.id and f.ended_as is distinct from 'reverted')
         order by a.moved_at, a.id limit $4",
        since as _,
        own.as_str(),
        visit,
        MOST
    );
    Ok(rows.fetch_all(db).await?)
}

/// Charges the fee of a visit, if it is still due now that nobody else can change that.
pub async fn charge(tx: &mut TenantTx, visit: Uuid) -> Result<()> {
    hold_visit(tx, Action::TidyUp, visit).await?;
    let Some(missed) = missed(tx, Action::TidyUp, Some(visit)).await?.pop() else { return Ok(()) };
    let amount = Money::new(missed.amount_minor, stored_currency(&missed.currency)?);
    let rate = TaxRate::from_hundredths(missed.tax_rate.into());
    let charge = NewTransaction {
        entry: Entry::Charge { due_on: None, service: missed.service_id },
        amount,
        tax: Money::new(rate.map_or(0, |rate| rate.within(amount.minor)), amount.currency),
        tax_rate: rate,
        contact: None,
        appointment: Some(visit),
        invoice: None,
        codes: Codes { billing_code: missed.billing_code, ..Codes::default() },
        note: None,
    };
    let charge = ledger::create(tx, &charge).await?;
    let (id, now) = (tx.new_id::<Fee>(), tx.now().to_sqlx());
    let db = tx.authorize(Action::CreateTransaction)?;
    sqlx::query!(
        "insert into fee (id, appointment_id, occasion, rule_id, charge_id, charged_at) values ($1, $2, $3, $4, $5, $6)",
        id.uuid(),
        visit,
        missed.occasion,
        missed.rule_id,
        charge.id.uuid(),
        now as _
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes a fee back whose visit took another turn, if it still has now that nobody else can change that.
pub async fn revert(tx: &mut TenantTx, id: Id<Fee>) -> Result<()> {
    let fee = one(tx, Action::TidyUp, id).await?;
    hold_visit(tx, Action::TidyUp, fee.appointment).await?;
    let db = tx.authorize(Action::TidyUp)?;
    let is_stale = sqlx::query_scalar!(
        r#"select deleted_at is not null or status <> case $2 when 'no_show' then 'noshow' else 'cancelled' end as "is!"
           from appointment where id = $1"#,
        fee.appointment,
        fee.occasion.as_str()
    );
    if is_stale.fetch_one(db).await? {
        end(tx, Action::AdjustTransaction, &fee, (FeeStatus::Reverted, None)).await
    } else {
        Ok(())
    }
}

/// Lets a patient off a fee. What was paid of it pays for something else.
pub async fn waive(tx: &mut TenantTx, id: Id<Fee>, reason: &String) -> Result<Fee> {
    let action = Action::WaiveFee;
    let fee = one(tx, action, id).await?;
    end(tx, action, &fee, (FeeStatus::Waived, Some(reason))).await?;
    one(tx, action, id).await
}

/// Takes all that is left of the charge back, and notes why.
async fn end(
    tx: &mut TenantTx,
    action: Action,
    fee: &Fee,
    (ending, reason): (FeeStatus, Option<&String>),
) -> Result<()> {
    let cause = if ending == FeeStatus::Waived { Cause::WriteOff } else { Cause::Correction };
    ledger::take_back(tx, action, fee.charge, (cause, reason)).await?;
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    let ended = sqlx::query!(
        "update fee set ended_as = $2, ended_at = $3, ended_by = $4 where id = $1 and ended_as is null",
        fee.id.uuid(),
        ending.as_str(),
        now as _,
        by
    );
    if ended.execute(db).await?.rows_affected() == 0 {
        return Err(Error::Conflict(Conflict::AlreadyDone));
    }
    tx.record(action, Subject::new("fee", fee.id.uuid()).about(fee.patient));
    Ok(())
}

/// Holds a visit's patient, then the visit, in the order of merges.
async fn hold_visit(tx: &mut TenantTx, action: Action, visit: Uuid) -> Result<()> {
    let db = tx.authorize(action)?;
    let patient = sqlx::query_scalar!("select patient_id from appointment where id = $1", visit);
    let patient = patient.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    hold_party(tx, action, patient).await?;
    let db = tx.authorize(action)?;
    let held = sqlx::query_scalar!("select patient_id from appointment where id = $1 for no key update", visit);
    let held = held.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    // Two charts became one, or two again, while this one waited.
    if held == patient { Ok(()) } else { Err(Error::Busy) }
}
