//! Striking readings, and taking that back. With SQL.

use jiff_sqlx::ToSqlx as _;
use serde_json::{Value, json};
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{PartySecret, Phi};

use super::{alerts, keeping, struck, thresholds};
use crate::parties::operations::keep_patient;
use crate::records::input::ReasonInput;
use crate::sensors::model::{Key, Reading, Struck};
use crate::sensors::policy::ReadingPolicy;
use crate::sensors::sealing::STRIKE_REASON;

/// Marks a reading as entered in error. It stays where it is, so the same that comes again is no other one, and counts
/// nowhere: its hour is counted anew, an alert that began with it is over, and what is watched for is judged without it.
pub async fn strike(tx: &mut TenantTx, key: &Key, input: &ReasonInput) -> Result<Reading> {
    let action = Action::StrikeReading;
    let by = author(tx, action)?;
    let (before, secret) = held(tx, action, key).await?;
    if before.struck.is_some() {
        return Err(Error::Conflict(Conflict::EnteredInError));
    }
    let struck = Struck { at: tx.now(), by, reason: Some(Phi::new(input.parse()?)) };
    store(tx, key, &struck, &secret).await?;
    alerts::strike(tx, action, &before).await?;
    thresholds::look_again(tx, action, &before).await?;
    let after = Reading { struck: Some(struck), ..before.clone() };
    settle(tx, action, (&before, &after), &secret).await?;
    Ok(after)
}

/// Takes back that a reading was entered in error: it counts again. Only whoever said so may, and anew it may be struck by
/// everybody. Alerts stay over; whether it is one still is looked at like any other reading.
pub async fn unstrike(tx: &mut TenantTx, key: &Key) -> Result<Reading> {
    let action = Action::UnstrikeReading;
    let by = author(tx, action)?;
    let (before, secret) = held(tx, action, key).await?;
    match &before.struck {
        None => return Err(Error::Conflict(Conflict::AlreadyDone)),
        Some(struck) if struck.by != by => return Err(Error::Forbidden(action)),
        Some(_) => {}
    }
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let undone = sqlx::query!(
        "update reading_strike set undone_at = greatest(struck_at, $5)
         where patient_id = $1 and sensor_type = $2 and measured_at = $3 and source_id = $4 and undone_at is null",
        key.patient,
        key.sensor_type,
        key.measured_at.to_sqlx(),
        key.source,
        now
    );
    if undone.execute(db).await?.rows_affected() == 0 {
        return Err(Error::Conflict(Conflict::AlreadyDone));
    }
    let after = Reading { struck: None, ..before.clone() };
    settle(tx, action, (&before, &after), &secret).await?;
    Ok(after)
}

/// Only people answer for what counts.
fn author(tx: &TenantTx, action: Action) -> Result<Uuid> {
    tx.actor_id().ok_or(Error::Forbidden(action))
}

/// A reading of somebody who lives here, which nobody lets go of, looks at or merges until this transaction ends.
async fn held(tx: &mut TenantTx, action: Action, key: &Key) -> Result<(Reading, PartySecret)> {
    let secret = keep_patient(tx, action, key.patient).await?;
    thresholds::hold(tx, action, key.patient, &key.sensor_type).await?;
    let (policy, _) = ReadingPolicy::load(tx, action).await?;
    // What is about to go is gone: a part of its hour may be, and the rest is no hour.
    if let Some(days) = policy.days_kept
        && key.measured_at < keeping::kept_since(tx.now(), days)?
    {
        return Err(Error::NotFound);
    }
    let db = tx.authorize(action)?;
    let found = sqlx::query_scalar!(
        "select source_id from reading
         where patient_id = $1 and sensor_type = $2 and measured_at = $3 and source_id = $4 for key share",
        key.patient,
        key.sensor_type,
        key.measured_at.to_sqlx(),
        key.source
    );
    found.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    Ok((struck::load(tx, action, key).await?, secret))
}

/// Of two who strike the same reading at once, one does; what was taken back can be struck again.
async fn store(tx: &mut TenantTx, key: &Key, struck: &Struck, secret: &PartySecret) -> Result<()> {
    let keys = tx.keys();
    let reason = struck.reason.as_ref().map(Phi::reveal);
    let reason = keys.party(secret).seal_opt(STRIKE_REASON, key.id(), reason);
    let db = tx.authorize(Action::StrikeReading)?;
    let stored = sqlx::query!(
        "insert into reading_strike as s (patient_id, sensor_type, measured_at, source_id, struck_at, struck_by, reason)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict on constraint reading_strike_once do update
         set struck_at = excluded.struck_at, struck_by = excluded.struck_by, reason = excluded.reason, undone_at = null
         where s.undone_at is not null",
        key.patient,
        key.sensor_type,
        key.measured_at.to_sqlx(),
        key.source,
        struck.at.to_sqlx(),
        struck.by,
        reason as _
    );
    match stored.execute(db).await?.rows_affected() {
        0 => Err(Error::Conflict(Conflict::EnteredInError)),
        _ => Ok(()),
    }
}

/// Counts the hour anew, puts the change on record, and tells open pages and whoever watches.
async fn settle(
    tx: &mut TenantTx,
    action: Action,
    (before, after): (&Reading, &Reading),
    secret: &PartySecret,
) -> Result<()> {
    keeping::count_hour(tx, action, after).await?;
    let keys = tx.keys();
    let subject = Subject::new("reading", after.id()).about(after.patient);
    tx.record_change(action, subject, &keys.party(secret), &changes(before, after));
    tx.announce(Topic::Readings);
    tx.announce(Topic::Watched);
    Ok(())
}

fn changes(before: &Reading, after: &Reading) -> Value {
    let reason = |reading: &Reading| {
        let reason = reading.struck.as_ref().and_then(|struck| struck.reason.as_ref());
        reason.map(|reason| reason.reveal().clone())
    };
    let measure = &after.measure;
    json!({
        "sensor_type": { "after": measure.sensor_type },
        "value": { "after": format!("{} {}", measure.value, measure.unit) },
        "measured_at": { "after": after.measured_at },
        "status": { "before": before.status(), "after": after.status() },
        "reason": { "before": reason(before), "after": reason(after) },
    })
}
