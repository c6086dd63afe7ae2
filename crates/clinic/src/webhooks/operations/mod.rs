//! Everything one can do to a webhook. The only files here with SQL.

mod deliveries;
mod keeping;
mod telling;

pub use deliveries::{discard_failed, list_deliveries, ping, redeliver, redeliver_failed};
pub use keeping::{create, delete, find, list, rotate_secret, update};
pub use telling::{Claimed, Round, Told, Verdict, claim, due, give_up, settle};

use tenancy::{Action, Error, Id, Result, TenantTx};
use web::Expected;

use super::model::Webhook;

/// Waits for the row, so that of two who change it one comes after the other.
async fn hold(tx: &mut TenantTx, action: Action, id: Id<Webhook>, expected: &Expected) -> Result<bool> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!("select enabled, version from webhook where id = $1 for no key update", id.uuid());
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    expected.check(row.version)?;
    Ok(row.enabled)
}
