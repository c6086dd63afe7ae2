//! What is done about numbers without anybody asking: what was changed is counted anew.

use jiff::{SignedDuration, Timestamp};
use tenancy::{Actor, Error, House, Result, TenantRef, TenantTx};

use super::operations::{
    Zone, is_settled, keep_zone, settle_hanging, settle_money, settle_newcomers, settle_reminders, settle_visits,
};

/// Whoever asks meanwhile counts what was changed since then.
const COUNT_EVERY: SignedDuration = SignedDuration::from_mins(5);

async fn begin(house: &House, tenant: &TenantRef) -> Result<TenantTx> {
    house.begin(house.ticket(tenant.clone(), Actor::Job { name: "count_days" })).await
}

/// One step of each kind, each committed by itself; due again at once while there is more to do.
pub async fn count_days(house: House, tenant: TenantRef) -> Result<Timestamp> {
    let latest = house.clock().now().checked_add(COUNT_EVERY).map_err(Error::internal)?;
    let mut tx = begin(&house, &tenant).await?;
    let zone = keep_zone(&mut tx).await?;
    let is_settled = zone == Zone::Same && is_settled(&mut tx).await?;
    tx.commit().await?;
    if is_settled {
        return Ok(latest);
    }
    // What hangs on appointments says of days that they are to be counted, so it comes before those.
    let mut tx = begin(&house, &tenant).await?;
    let mut is_more = settle_hanging(&mut tx).await?;
    tx.commit().await?;
    let mut tx = begin(&house, &tenant).await?;
    is_more |= settle_visits(&mut tx).await?;
    tx.commit().await?;
    let mut tx = begin(&house, &tenant).await?;
    is_more |= settle_newcomers(&mut tx).await?;
    tx.commit().await?;
    let mut tx = begin(&house, &tenant).await?;
    is_more |= settle_money(&mut tx).await?;
    tx.commit().await?;
    let mut tx = begin(&house, &tenant).await?;
    is_more |= settle_reminders(&mut tx).await?;
    tx.commit().await?;
    Ok(if is_more { house.clock().now() } else { latest })
}
