//! Charging what is due, and putting right what took another turn.

use jiff::{SignedDuration, Timestamp};
use tenancy::{Actor, Error, House, Result, TenantRef, TenantTx};

use super::operations::{self, Due};

const LOOK_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// There may be more of them than were found at once.
const GO_ON_AFTER: SignedDuration = SignedDuration::from_secs(5);
/// A day that is closed takes no charge; perhaps it is opened again.
const CLOSED_FOR: SignedDuration = SignedDuration::from_mins(30);

/// One round: each fee in a transaction of its own, so that none waits for the others' accounts.
pub async fn charge_fees(house: House, tenant: TenantRef) -> Result<Timestamp> {
    let mut tx = begin(&house, &tenant).await?;
    let Due { is_closed, stale, missed, more } = operations::due(&mut tx).await?;
    tx.commit().await?;
    let mut wait = if more { GO_ON_AFTER } else { LOOK_EVERY };
    if is_closed {
        wait = CLOSED_FOR;
    } else {
        for fee in stale {
            let mut tx = begin(&house, &tenant).await?;
            let done = operations::revert(&mut tx, fee).await;
            settled(tx, done).await?;
        }
        for visit in missed {
            let mut tx = begin(&house, &tenant).await?;
            let done = operations::charge(&mut tx, visit).await;
            settled(tx, done).await?;
        }
    }
    house.clock().now().checked_add(wait).map_err(Error::internal)
}

async fn begin(house: &House, tenant: &TenantRef) -> Result<TenantTx> {
    house.begin(house.ticket(tenant.clone(), Actor::Job { name: "charge_fees" })).await
}

/// What cannot be done now, as its day was closed or its patient is being merged, is found again in the next round.
async fn settled(tx: TenantTx, done: Result<()>) -> Result<()> {
    match done {
        Ok(()) => tx.commit().await,
        Err(Error::Conflict(_) | Error::NotFound | Error::Busy) => Ok(()),
        Err(other) => Err(other),
    }
}
