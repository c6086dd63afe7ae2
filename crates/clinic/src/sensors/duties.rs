//! What is done about readings without anybody asking: limits and silences, hours, months.

use jiff::{SignedDuration, Timestamp};
use tenancy::{Action, Actor, Error, House, Result, TenantRef, TenantTx};

use super::operations::{forget_old, gather_hours, make_months, watch};
use super::policy::ReadingPolicy;

const WATCH_EVERY: SignedDuration = SignedDuration::from_mins(10);
const GATHER_EVERY: SignedDuration = SignedDuration::from_mins(5);
const KEEP_EVERY: SignedDuration = SignedDuration::from_hours(6);

async fn begin(house: &House, tenant: TenantRef, name: &'static str) -> Result<TenantTx> {
    house.begin(house.ticket(tenant, Actor::Job { name })).await
}

fn after(house: &House, wait: SignedDuration) -> Result<Timestamp> {
    house.clock().now().checked_add(wait).map_err(Error::internal)
}

/// Raises what is to be raised; due again at the next silence.
pub async fn watch_readings(house: House, tenant: TenantRef) -> Result<Timestamp> {
    let latest = after(&house, WATCH_EVERY)?;
    let mut tx = begin(&house, tenant, "watch_readings").await?;
    let next = watch(&mut tx).await?;
    tx.commit().await?;
    Ok(next.map_or(latest, |next| next.min(latest)))
}

/// Gathers what came into hours, a step at a time.
pub async fn gather_readings(house: House, tenant: TenantRef) -> Result<Timestamp> {
    let mut tx = begin(&house, tenant, "gather_readings").await?;
    let is_more = gather_hours(&mut tx).await?;
    tx.commit().await?;
    if is_more { Ok(house.clock().now()) } else { after(&house, GATHER_EVERY) }
}

/// Makes the months to come, and lets go of what the clinic keeps no longer, a few rows at a time.
pub async fn keep_readings(house: House, tenant: TenantRef) -> Result<Timestamp> {
    let mut tx = begin(&house, tenant, "keep_readings").await?;
    make_months(&mut tx).await?;
    let (policy, _) = ReadingPolicy::load(&mut tx, Action::TidyUp).await?;
    let is_more = match policy.days_kept {
        Some(days) => forget_old(&mut tx, days).await?,
        None => false,
    };
    tx.commit().await?;
    if is_more { Ok(house.clock().now()) } else { after(&house, KEEP_EVERY) }
}
