//! What has to be known before readings can be recorded, in one statement. With SQL.

use std::collections::{BTreeSet, HashMap};

use tenancy::{Error, Result, TenantTx};
use uuid::Uuid;

use super::keeping::{Month, month_of};
use super::recording::{ACTION, Entry};
use crate::sensors::policy::{NAME, ReadingPolicy};

/// Whose readings each of these sources may send, where it is a device.
pub type Devices = HashMap<Uuid, Vec<Uuid>>;

pub struct Ground {
    pub policy: ReadingPolicy,
    pub devices: Devices,
    /// Those of what was measured that have no partition yet.
    pub missing_months: Vec<Month>,
}

/// Until this transaction ends no patient is merged into another (see `hold_both`): a lock of the clinic's and not of each
/// patient's row, which would be written for it every time.
pub async fn enter(tx: &mut TenantTx, entries: &[Entry]) -> Result<Ground> {
    let sources: BTreeSet<Uuid> = entries.iter().filter_map(|entry| entry.ticket.actor.id()).collect();
    let months: BTreeSet<Month> = entries.iter().map(|entry| month_of(entry.new.measured_at)).collect();
    let names: Vec<String> = months.iter().map(|month| month.name()).collect();
    let db = tx.authorize(ACTION)?;
    let row = sqlx::query!(
        r#"select pg_advisory_xact_lock_shared(hashtextextended(current_schema() || ' merging', 0))::text as locked,
               (select value from setting where name = $1) as policy,
               array(select month from unnest($2::text[]) as month where to_regclass('reading_' || month) is null)
                   as "missing!",
               array(select row (device_id, patient_id) from device_patient where device_id = any($3))
                   as "devices!: Vec<(Uuid, Uuid)>""#,
        NAME,
        &names,
        &sources.into_iter().collect::<Vec<_>>()
    );
    let row = row.fetch_one(db).await?;
    let policy = row.policy.map(serde_json::from_value).transpose().map_err(Error::internal)?.unwrap_or_default();
    let mut devices = Devices::new();
    for (device, patient) in row.devices {
        devices.entry(device).or_default().push(patient);
    }
    let missing_months = months.into_iter().filter(|month| row.missing.contains(&month.name())).collect();
    Ok(Ground { policy, devices, missing_months })
}
