//! What is watched for. With SQL.

use jiff_sqlx::ToSqlx as _;
use serde_json::json;
use tenancy::{Action, Error, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use web::Expected;

use crate::parties::operations::keep_patient;
use crate::sensors::model::{Limits, Reading, Threshold};

const ACTION: Action = Action::SetThreshold;

fn subject(id: Uuid, patient: Uuid) -> Subject {
    Subject::new("threshold", id).about(patient)
}

fn told(limits: Option<&Limits>) -> serde_json::Value {
    limits.map_or(serde_json::Value::Null, |limits| {
        json!({ "low": limits.low, "high": limits.high, "hysteresis": limits.hysteresis,
            "silent_after_minutes": limits.silent_after_minutes })
    })
}

/// Sets what is watched for in one type of one patient's readings, in the place of what was.
pub async fn set(
    tx: &mut TenantTx,
    patient: Uuid,
    sensor_type: &str,
    limits: Limits,
    expected: impl Into<Expected>,
) -> Result<Threshold> {
    limits.check()?;
    let by = tx.actor_id().ok_or(Error::Forbidden(ACTION))?;
    let secret = keep_patient(tx, ACTION, patient).await?;
    let (id, now, keys) = (tx.new_id::<Threshold>().uuid(), tx.now(), tx.keys());
    let before = held(tx, patient, sensor_type).await?;
    expected.into().check(before.as_ref().map_or(0, |before| before.version))?;
    let db = tx.authorize(ACTION)?;
    // The latest reading is looked at again, by the new limits.
    let row = sqlx::query!(
        "insert into threshold as t (id, patient_id, sensor_type, low, high, hysteresis, silent_after_minutes, set_at, set_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict on constraint threshold_once do update
         set low = $4, high = $5, hysteresis = $6, silent_after_minutes = $7, set_at = $8, set_by = $9,
             version = t.version + 1, judged_until = null, beyond = null, is_silent = false
         returning id, version",
        id,
        patient,
        sensor_type,
        limits.low,
        limits.high,
        limits.hysteresis,
        limits.silent_after_minutes,
        now.to_sqlx(),
        by
    );
    let row = row.fetch_one(db).await?;
    let detail = json!({ "limits": { "before": told(before.as_ref().map(|before| &before.limits)),
        "after": told(Some(&limits)) }, "sensor_type": { "after": sensor_type } });
    tx.record_change(ACTION, subject(row.id, patient), &keys.party(&secret), &detail);
    super::alerts::pass(tx, ACTION, patient, sensor_type).await?;
    tx.announce(Topic::Watched);
    tx.announce(Topic::Readings);
    let sensor_type = sensor_type.to_owned();
    Ok(Threshold { id: row.id, patient, sensor_type, limits, set_at: now, set_by: by, version: row.version })
}

/// Watches for nothing any more in that type; what was noticed is over.
pub async fn remove(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let db = tx.authorize(ACTION)?;
    let gone = sqlx::query!("delete from threshold where id = $1 returning patient_id, sensor_type", id);
    let gone = gone.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    super::alerts::pass(tx, ACTION, gone.patient_id, &gone.sensor_type).await?;
    tx.record(ACTION, subject(id, gone.patient_id));
    tx.announce(Topic::Readings);
    Ok(())
}

/// Holds what is watched for in a reading's type: nobody looks at its readings until this transaction ends.
pub(super) async fn hold(tx: &mut TenantTx, action: Action, patient: Uuid, sensor_type: &str) -> Result<()> {
    let db = tx.authorize(action)?;
    let held = sqlx::query_scalar!(
        "select id from threshold where patient_id = $1 and sensor_type = $2 for update",
        patient,
        sensor_type
    );
    held.fetch_optional(db).await?;
    Ok(())
}

/// Forgets what a reading that was struck had said last, so that the latest value that stands is looked at again: also
/// where the struck one seemed to be back inside. Where the state goes back to another reading, that state stays and is
/// only of an earlier time; so it does in a silence, which no value has ended.
pub(super) async fn look_again(tx: &mut TenantTx, action: Action, reading: &Reading) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!(
        "with state as (
             select t.id, coalesce(last.is_struck and last.measured_at = $3, false) as began,
                 (select r.measured_at from standing_reading r
                  where r.patient_id = $1 and r.sensor_type = $2 and r.measured_at <= $3
                  order by r.measured_at desc limit 1) as earlier
             from threshold t left join lateral (
                 select a.is_struck, a.measured_at from reading_alert a
                 where a.patient_id = $1 and a.sensor_type = $2 and a.rule = t.beyond
                 order by a.opened_at desc, a.id desc limit 1) as last on true
             where t.patient_id = $1 and t.sensor_type = $2)
         update threshold t
         set beyond = case when not state.began then t.beyond end,
             judged_until = case when t.is_silent or t.beyond is not null and not state.began then state.earlier end
         from state where t.id = state.id and (state.began or t.judged_until = $3)",
        reading.patient,
        reading.measure.sensor_type,
        reading.measured_at.to_sqlx()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What is watched for in a patient's readings.
pub async fn of_patient(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Threshold>> {
    let action = Action::ViewReadings;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, patient_id, sensor_type, low, high, hysteresis, silent_after_minutes, set_at, set_by, version
         from threshold where patient_id = $1 order by sensor_type",
        patient
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    tx.record(action, Subject::patient(patient));
    Ok(rows
        .map(|row| Threshold {
            id: row.id,
            patient: row.patient_id,
            sensor_type: row.sensor_type,
            limits: Limits {
                low: row.low,
                high: row.high,
                hysteresis: row.hysteresis,
                silent_after_minutes: row.silent_after_minutes,
            },
            set_at: row.set_at.to_jiff(),
            set_by: row.set_by,
            version: row.version,
        })
        .collect())
}

/// The one of a patient and a type, if there is one.
pub async fn find(tx: &mut TenantTx, patient: Uuid, sensor_type: &str) -> Result<Option<Threshold>> {
    let all = of_patient(tx, patient).await?;
    Ok(all.into_iter().find(|threshold| threshold.sensor_type == sensor_type))
}

/// As it stands; nobody else changes it until this transaction ends.
async fn held(tx: &mut TenantTx, patient: Uuid, sensor_type: &str) -> Result<Option<Threshold>> {
    let db = tx.authorize(ACTION)?;
    let row = sqlx::query!(
        "select id, low, high, hysteresis, silent_after_minutes, set_at, set_by, version
         from threshold where patient_id = $1 and sensor_type = $2 for update",
        patient,
        sensor_type
    );
    Ok(row.fetch_optional(db).await?.map(|row| Threshold {
        id: row.id,
        patient,
        sensor_type: sensor_type.to_owned(),
        limits: Limits {
            low: row.low,
            high: row.high,
            hysteresis: row.hysteresis,
            silent_after_minutes: row.silent_after_minutes,
        },
        set_at: row.set_at.to_jiff(),
        set_by: row.set_by,
        version: row.version,
    }))
}
