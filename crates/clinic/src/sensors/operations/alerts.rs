//! Alerts: found, taken on, and done with. With SQL.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use web::{Listing, PageOf};

use crate::sensors::model::{Alert, AlertStatus, Reading, Rule};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct AlertFilter {
    pub patient: Option<Uuid>,
    pub status: Option<AlertStatus>,
    /// All that are not resolved, whoever has taken them on.
    pub unresolved: bool,
}

fn subject(alert: &Alert) -> Subject {
    Subject::new("alert", alert.id).about(alert.patient)
}

/// Alerts of living patients, the latest first.
pub async fn list(tx: &mut TenantTx, filter: &AlertFilter, page: PageOf) -> Result<Listing<Alert>> {
    let action = Action::ViewAlerts;
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select a.id, a.opened_at from reading_alert a join party p on p.id = a.patient_id
               where p.deleted_at is null and ($1::uuid is null or a.patient_id = $1)
                 and ($2::text is null or a.status = $2) and (not $3 or a.status <> 'resolved'))
           select (select count(*) from found) as "count!",
                  array(select id from found order by opened_at desc, id desc limit $4 offset $5) as "ids!""#,
        filter.patient,
        filter.status.map(AlertStatus::as_str),
        filter.unresolved,
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let alerts = load(tx, action, &row.ids).await?;
    let mut patients: Vec<Uuid> = alerts.iter().map(|alert| alert.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("alert", patients));
    Ok(Listing::new(alerts, row.count, page))
}

/// What is not resolved of one patient.
pub async fn of_patient(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Alert>> {
    let filter = AlertFilter { patient: Some(patient), status: None, unresolved: true };
    Ok(list(tx, &filter, PageOf::whole(100)).await?.rows)
}

async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Alert>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select a.id, patient_id, sensor_type, rule, status, amount, measured_at, opened_at, acknowledged_at,
             acknowledged_by, resolved_at, resolved_by, is_struck
         from unnest($1::uuid[]) with ordinality as wanted (id, place) join reading_alert a on a.id = wanted.id
         order by wanted.place",
        ids
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| {
        let unknown = || Error::internal("an alert of a kind nobody knows");
        Ok(Alert {
            id: row.id,
            patient: row.patient_id,
            sensor_type: row.sensor_type,
            rule: Rule::parse(&row.rule).ok_or_else(unknown)?,
            status: AlertStatus::parse(&row.status).ok_or_else(unknown)?,
            amount: row.amount,
            measured_at: row.measured_at.map(jiff_sqlx::Timestamp::to_jiff),
            opened_at: row.opened_at.to_jiff(),
            acknowledged: row.acknowledged_at.map(jiff_sqlx::Timestamp::to_jiff).zip(row.acknowledged_by),
            resolved_at: row.resolved_at.map(jiff_sqlx::Timestamp::to_jiff),
            resolved_by: row.resolved_by,
            is_struck: row.is_struck,
        })
    })
    .collect()
}

/// As it stands; nobody else changes it until this transaction ends.
async fn held(tx: &mut TenantTx, id: Uuid) -> Result<(Alert, Uuid)> {
    let action = Action::HandleAlert;
    let by = tx.actor_id().ok_or(Error::Forbidden(action))?;
    let db = tx.authorize(action)?;
    sqlx::query!("select id from reading_alert where id = $1 for update", id).fetch_optional(db).await?;
    let alert = load(tx, action, &[id]).await?.pop().ok_or(Error::NotFound)?;
    Ok((alert, by))
}

/// Takes an open alert on: others see that somebody does.
pub async fn acknowledge(tx: &mut TenantTx, id: Uuid) -> Result<Alert> {
    let (before, by) = held(tx, id).await?;
    match before.status {
        AlertStatus::Open => {}
        AlertStatus::Acknowledged => return Err(Error::Conflict(Conflict::AlreadyDone)),
        AlertStatus::Resolved => return Err(over(&before, AlertStatus::Acknowledged)),
    }
    let now = tx.now();
    let db = tx.authorize(Action::HandleAlert)?;
    let done = sqlx::query!(
        "update reading_alert set status = 'acknowledged', acknowledged_at = $2, acknowledged_by = $3 where id = $1",
        id,
        now.to_sqlx(),
        by
    );
    done.execute(db).await?;
    tx.record(Action::HandleAlert, subject(&before));
    tx.announce(Topic::Readings);
    Ok(Alert { status: AlertStatus::Acknowledged, acknowledged: Some((now, by)), ..before })
}

/// Says that an alert is done with. It is not raised again before the value was back inside.
pub async fn resolve(tx: &mut TenantTx, id: Uuid) -> Result<Alert> {
    let (before, by) = held(tx, id).await?;
    if before.status == AlertStatus::Resolved {
        return Err(Error::Conflict(Conflict::AlreadyDone));
    }
    let now = tx.now();
    let db = tx.authorize(Action::HandleAlert)?;
    let done = sqlx::query!(
        "update reading_alert set status = 'resolved', resolved_at = $2, resolved_by = $3 where id = $1",
        id,
        now.to_sqlx(),
        by
    );
    done.execute(db).await?;
    tx.record(Action::HandleAlert, subject(&before));
    tx.announce(Topic::Readings);
    Ok(Alert { status: AlertStatus::Resolved, resolved_at: Some(now), resolved_by: Some(by), ..before })
}

fn over(alert: &Alert, to: AlertStatus) -> Error {
    Error::Conflict(Conflict::IllegalTransition { from: alert.status.as_str(), to: to.as_str() })
}

/// What was noticed in one type of a patient's readings is over: what was watched for has changed.
pub(super) async fn pass(tx: &mut TenantTx, action: Action, patient: Uuid, sensor_type: &str) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update reading_alert set status = 'resolved', resolved_at = $3, resolved_by = $4
         where patient_id = $1 and sensor_type = $2 and status <> 'resolved'",
        patient,
        sensor_type,
        now,
        by
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What was noticed at a reading is over, and was nothing: the reading was entered in error.
pub(super) async fn strike(tx: &mut TenantTx, action: Action, reading: &Reading) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update reading_alert set is_struck = true, status = 'resolved', resolved_at = coalesce(resolved_at, $5),
             resolved_by = case when status = 'resolved' then resolved_by else $6 end
         where patient_id = $1 and sensor_type = $2 and rule in ('low', 'high') and measured_at = $3 and amount = $4
           and not is_struck",
        reading.patient,
        reading.measure.sensor_type,
        reading.measured_at.to_sqlx(),
        reading.measure.amount,
        now,
        by
    )
    .execute(db)
    .await?;
    Ok(())
}
