//! Looking whether what is watched for has happened. Only the program does this, one node at a time; should two do it at
//! once, each threshold is one's own. With SQL.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use tenancy::{Action, Result, Subject, TenantTx, Topic};
use uuid::Uuid;

use crate::assessments::operations::telling::clinicians_of;
use crate::notifications::model::{Event, Kind};
use crate::sensors::model::{Alert, Limits, Rule};

/// As many thresholds are looked at in one step, and as many readings of each.
const THRESHOLDS: i64 = 100;
const READINGS: i64 = 1000;

/// A threshold, and how far its readings were looked at.
struct Watch {
    id: Uuid,
    patient: Uuid,
    sensor_type: String,
    limits: Limits,
    set_at: Timestamp,
    judged_until: Option<Timestamp>,
    beyond: Option<Rule>,
    is_silent: bool,
}

/// What changed in what was noticed.
enum Turn {
    Raised { rule: Rule, amount: Option<f64>, measured_at: Option<Timestamp> },
    Passed(Rule),
}

impl Watch {
    /// Follows one more reading.
    fn follow(&mut self, amount: f64, measured_at: Timestamp) -> Vec<Turn> {
        let mut turns = Vec::new();
        let beyond = self.limits.judge(self.beyond, amount);
        if beyond != self.beyond {
            turns.extend(self.beyond.map(Turn::Passed));
            turns.extend(beyond.map(|rule| Turn::Raised {
                rule,
                amount: Some(amount),
                measured_at: Some(measured_at),
            }));
            self.beyond = beyond;
        }
        if std::mem::take(&mut self.is_silent) {
            turns.push(Turn::Passed(Rule::Silence));
        }
        self.judged_until = Some(measured_at);
        turns
    }

    /// When there has been silence for too long.
    fn silent_at(&self) -> Option<Timestamp> {
        let silence = self.limits.silence()?;
        self.judged_until.unwrap_or(self.set_at).checked_add(silence).ok()
    }

    fn listen(&mut self, now: Timestamp, last: Option<f64>) -> Option<Turn> {
        let is_silent = self.silent_at().is_some_and(|at| at <= now);
        if !is_silent || self.is_silent {
            return None;
        }
        self.is_silent = true;
        Some(Turn::Raised { rule: Rule::Silence, amount: last, measured_at: self.judged_until })
    }
}

/// Looks at what is new, raises what is to be raised, lets pass what has passed. Says when there is something to look for
/// by the clock: at once where there was too much for one step.
pub async fn watch(tx: &mut TenantTx) -> Result<Option<Timestamp>> {
    let now = tx.now();
    let watches = due(tx, now).await?;
    let mut is_full = i64::try_from(watches.len()).unwrap_or(i64::MAX) >= THRESHOLDS;
    for mut watch in watches {
        let readings = fresh(tx, &watch).await?;
        is_full |= i64::try_from(readings.len()).unwrap_or(i64::MAX) >= READINGS;
        let last = readings.last().map(|(amount, _)| *amount);
        let mut turns = Vec::new();
        for (amount, measured_at) in readings {
            turns.extend(watch.follow(amount, measured_at));
        }
        turns.extend(watch.listen(now, last));
        for turn in turns {
            take(tx, &watch, turn).await?;
        }
        keep(tx, &watch).await?;
    }
    if is_full { Ok(Some(now)) } else { next_silence(tx).await }
}

/// The thresholds of which something is new: a reading, or too long a silence.
async fn due(tx: &mut TenantTx, now: Timestamp) -> Result<Vec<Watch>> {
    let db = tx.authorize(Action::TidyUp)?;
    let rows = sqlx::query!(
        "select t.id, t.patient_id, t.sensor_type, t.low, t.high, t.hysteresis, t.silent_after_minutes, t.set_at,
             t.judged_until, t.beyond, t.is_silent
         from threshold t join party p on p.id = t.patient_id
         where p.deleted_at is null and (
             (select r.measured_at from standing_reading r where r.patient_id = t.patient_id and r.sensor_type = t.sensor_type
                  and r.measured_at > coalesce(t.judged_until, '-infinity')
              order by r.measured_at limit 1) is not null
             or not t.is_silent
                and coalesce(t.judged_until, t.set_at) + t.silent_after_minutes * interval '1 minute' <= $1)
         order by t.id limit $2 for update of t skip locked",
        now.to_sqlx(),
        THRESHOLDS
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    Ok(rows
        .map(|row| Watch {
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
            judged_until: row.judged_until.map(jiff_sqlx::Timestamp::to_jiff),
            beyond: row.beyond.as_deref().and_then(Rule::parse),
            is_silent: row.is_silent,
        })
        .collect())
}

/// The readings after the one that was looked at last, the oldest first; of a threshold that is new the latest alone.
/// What comes late, after a later one was looked at, says nothing about how the patient is now.
async fn fresh(tx: &mut TenantTx, watch: &Watch) -> Result<Vec<(f64, Timestamp)>> {
    let db = tx.authorize(Action::TidyUp)?;
    let most = if watch.judged_until.is_some() { READINGS } else { 1 };
    match watch.judged_until {
        Some(until) => after(db, watch, until, most).await,
        None => last(db, watch).await,
    }
}

async fn after(db: &mut PgConnection, watch: &Watch, until: Timestamp, most: i64) -> Result<Vec<(f64, Timestamp)>> {
    let rows = sqlx::query!(
        r#"select amount as "amount!", measured_at as "measured_at!" from standing_reading
           where patient_id = $1 and sensor_type = $2 and measured_at > $3 order by measured_at, source_id limit $4"#,
        watch.patient,
        watch.sensor_type,
        until.to_sqlx(),
        most
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.amount, row.measured_at.to_jiff())).collect())
}

async fn last(db: &mut PgConnection, watch: &Watch) -> Result<Vec<(f64, Timestamp)>> {
    let row = sqlx::query!(
        r#"select amount as "amount!", measured_at as "measured_at!" from standing_reading
           where patient_id = $1 and sensor_type = $2 order by measured_at desc, source_id desc limit 1"#,
        watch.patient,
        watch.sensor_type
    );
    Ok(row.fetch_optional(db).await?.into_iter().map(|row| (row.amount, row.measured_at.to_jiff())).collect())
}

async fn take(tx: &mut TenantTx, watch: &Watch, turn: Turn) -> Result<()> {
    match turn {
        Turn::Raised { rule, amount, measured_at } => raise(tx, watch, rule, amount.zip(measured_at)).await,
        Turn::Passed(rule) => pass(tx, watch, rule).await,
    }
}

/// Raises an alert and tells those who look after the patient; where one stands already, nobody is told again.
async fn raise(tx: &mut TenantTx, watch: &Watch, rule: Rule, reading: Option<(f64, Timestamp)>) -> Result<()> {
    let (action, now, id) = (Action::RaiseAlert, tx.now(), tx.new_id::<Alert>().uuid());
    let db = tx.authorize(Action::TidyUp)?;
    let raised = sqlx::query!(
        "insert into reading_alert (id, patient_id, sensor_type, rule, status, amount, measured_at, opened_at)
         values ($1, $2, $3, $4, 'open', $5, $6, $7)
         on conflict (patient_id, sensor_type, rule) where status <> 'resolved' do nothing",
        id,
        watch.patient,
        watch.sensor_type,
        rule.as_str(),
        reading.map(|(amount, _)| amount),
        reading.map(|(_, at)| at.to_sqlx()) as _,
        now.to_sqlx()
    );
    if raised.execute(db).await?.rows_affected() == 0 {
        return Ok(());
    }
    tx.authorize(action)?;
    tx.record(action, Subject::new("alert", id).about(watch.patient));
    tx.announce(Topic::Readings);
    clinicians_of(tx, watch.patient, Event { kind: Kind::ReadingAlert, subject: Some(id), at: None }).await
}

/// What was noticed has passed by itself.
async fn pass(tx: &mut TenantTx, watch: &Watch, rule: Rule) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::TidyUp)?;
    let passed = sqlx::query_scalar!(
        "update reading_alert set status = 'resolved', resolved_at = $4
         where patient_id = $1 and sensor_type = $2 and rule = $3 and status <> 'resolved' returning id",
        watch.patient,
        watch.sensor_type,
        rule.as_str(),
        now
    );
    if let Some(id) = passed.fetch_optional(db).await? {
        tx.authorize(Action::RaiseAlert)?;
        tx.record(Action::RaiseAlert, Subject::new("alert", id).about(watch.patient));
        tx.announce(Topic::Readings);
    }
    Ok(())
}

async fn keep(tx: &mut TenantTx, watch: &Watch) -> Result<()> {
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "update threshold set judged_until = $2, beyond = $3, is_silent = $4 where id = $1",
        watch.id,
        watch.judged_until.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        watch.beyond.map(Rule::as_str),
        watch.is_silent
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn next_silence(tx: &mut TenantTx) -> Result<Option<Timestamp>> {
    let db = tx.authorize(Action::TidyUp)?;
    let next = sqlx::query_scalar!(
        "select min(coalesce(t.judged_until, t.set_at) + t.silent_after_minutes * interval '1 minute')
         from threshold t join party p on p.id = t.patient_id
         where p.deleted_at is null and not t.is_silent"
    );
    let next = next.fetch_one(db).await?;
    Ok(next.map(jiff_sqlx::Timestamp::to_jiff))
}
