//! Finding readings that count. With SQL; those that were struck stand beside.

use jiff::Timestamp;
use tenancy::{Action, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{PartySecret, Sealed};
use web::{Listing, PageOf};

use super::struck;
use crate::parties::sealing::open_secret;
use crate::sensors::model::{Measure, Reading, id_of};
use crate::sensors::sealing::NOTE;

const ACTION: Action = Action::ViewReadings;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub patient: Option<Uuid>,
    pub sensor_type: Option<String>,
    pub from: Option<Timestamp>,
    /// Up to there, and not that instant itself.
    pub to: Option<Timestamp>,
    /// The oldest first.
    pub ascending: bool,
}

/// A row with everything that a reading is opened from.
pub(super) struct Row {
    pub patient_id: Uuid,
    pub number: Option<i64>,
    pub secret: Option<Sealed<PartySecret>>,
    pub sensor_type: String,
    pub measured_at: jiff_sqlx::Timestamp,
    pub source_id: Uuid,
    pub received_at: jiff_sqlx::Timestamp,
    pub amount: f64,
    pub value: String,
    pub unit: String,
    pub said_as: Option<String>,
    pub note: Option<Sealed<String>>,
}

impl Row {
    /// Machines get values; what people wrote about somebody is for those who care for patients.
    pub fn open(self, tx: &TenantTx) -> Result<Reading> {
        let measured_at = self.measured_at.to_jiff();
        let id = id_of(self.patient_id, &self.sensor_type, measured_at, self.source_id);
        let note = match self.note.filter(|_| tx.may(Action::ViewRecords)) {
            None => None,
            Some(note) => {
                let (keys, secret) = (tx.keys(), self.secret.as_ref());
                let secret = open_secret(&keys, self.patient_id, secret)?;
                Some(keys.party(&secret).open(NOTE, id, &note)?)
            }
        };
        Ok(Reading {
            patient: self.patient_id,
            number: self.number,
            measure: Measure {
                sensor_type: self.sensor_type,
                said_as: self.said_as,
                value: self.value,
                unit: self.unit,
                amount: self.amount,
            },
            measured_at,
            received_at: self.received_at.to_jiff(),
            source: self.source_id,
            note,
            struck: None,
        })
    }
}

/// Nobody reads on further; counting more would only take time.
const COUNTED: i64 = 1_000_000;

/// Readings of living patients, in the order in which they were measured.
pub async fn list(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Reading>> {
    let db = tx.authorize(ACTION)?;
    let (from, to) = (filter.from.map(jiff_sqlx::ToSqlx::to_sqlx), filter.to.map(jiff_sqlx::ToSqlx::to_sqlx));
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from (
               select from reading r
               where ($1::uuid is null or patient_id = $1) and ($2::text is null or sensor_type = $2)
                 and ($3::timestamptz is null or measured_at >= $3) and ($4::timestamptz is null or measured_at < $4)
                 and exists (select from party p where p.id = r.patient_id and p.deleted_at is null)
               limit $5) as few"#,
        filter.patient,
        filter.sensor_type,
        from as _,
        to as _,
        COUNTED
    );
    // Along the key, and what was struck beside it: each of a million held against the few would take longer.
    let count = count.fetch_one(&mut *db).await? - struck::count(db, filter).await?;
    let rows = sqlx::query_as!(
        Row,
        r#"with found as materialized (
               select patient_id, sensor_type, measured_at, source_id, received_at, amount, value, unit, said_as, note,
                      case when $7 then measured_at end as up
               from standing_reading r
               where ($1::uuid is null or patient_id = $1) and ($2::text is null or sensor_type = $2)
                 and ($3::timestamptz is null or measured_at >= $3) and ($4::timestamptz is null or measured_at < $4)
                 and exists (select from party p where p.id = r.patient_id and p.deleted_at is null)
               order by case when $7 then measured_at end, case when not $7 then measured_at end desc, patient_id,
                   sensor_type, source_id
               limit $5 offset $6)
           select f.patient_id as "patient_id!", p.number as "number?", p.secret as "secret: Sealed<PartySecret>",
               f.sensor_type as "sensor_type!", f.measured_at as "measured_at!", f.source_id as "source_id!",
               f.received_at as "received_at!", f.amount as "amount!", f.value::text as "value!", f.unit as "unit!",
               f.said_as, f.note as "note: Sealed<String>"
           from found f join party p on p.id = f.patient_id
           order by f.up, case when f.up is null then f.measured_at end desc, f.patient_id, f.sensor_type, f.source_id"#,
        filter.patient,
        filter.sensor_type,
        from as _,
        to as _,
        page.size,
        page.offset(),
        filter.ascending
    );
    let rows = rows.fetch_all(db).await?;
    let readings = rows.into_iter().map(|row| row.open(tx)).collect::<Result<Vec<_>>>()?;
    let mut patients: Vec<Uuid> = readings.iter().map(|reading| reading.patient).chain(filter.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(ACTION, Subject::list("reading", patients));
    Ok(Listing::new(readings, count, page))
}

/// The latest readings of each type that a patient has any of, two of each where there are so many; the newest first
/// within a type.
pub async fn latest(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Reading>> {
    let db = tx.authorize(ACTION)?;
    // From type to type along the index, rather than over every reading.
    let rows = sqlx::query_as!(
        Row,
        r#"with recursive kind as (
               (select sensor_type from reading where patient_id = $1 order by sensor_type limit 1)
               union all
               select (select r.sensor_type from reading r where r.patient_id = $1 and r.sensor_type > kind.sensor_type
                       order by r.sensor_type limit 1)
               from kind where kind.sensor_type is not null)
           select $1::uuid as "patient_id!", p.number as "number?", p.secret as "secret: Sealed<PartySecret>",
               last.sensor_type as "sensor_type!", last.measured_at as "measured_at!", last.source_id as "source_id!",
               last.received_at as "received_at!", last.amount as "amount!", last.value::text as "value!",
               last.unit as "unit!", last.said_as, last.note as "note: Sealed<String>"
           from kind
           cross join lateral (
               select r.sensor_type, r.measured_at, r.source_id, r.received_at, r.amount, r.value, r.unit, r.said_as, r.note
               from standing_reading r where r.patient_id = $1 and r.sensor_type = kind.sensor_type
               order by r.measured_at desc, r.source_id limit 2) as last
           join party p on p.id = $1
           order by last.sensor_type, last.measured_at desc"#,
        patient
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(ACTION, Subject::patient(patient));
    rows.into_iter().map(|row| row.open(tx)).collect()
}

/// A patient's latest readings of one type.
pub async fn recent(tx: &mut TenantTx, patient: Uuid, sensor_type: &str, most: i64) -> Result<Vec<Reading>> {
    let db = tx.authorize(ACTION)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select r.patient_id as "patient_id!", p.number as "number?", p.secret as "secret: Sealed<PartySecret>",
               r.sensor_type as "sensor_type!", r.measured_at as "measured_at!", r.source_id as "source_id!",
               r.received_at as "received_at!", r.amount as "amount!", r.value::text as "value!", r.unit as "unit!",
               r.said_as, r.note as "note: Sealed<String>"
           from standing_reading r join party p on p.id = r.patient_id
           where r.patient_id = $1 and r.sensor_type = $2 order by r.measured_at desc, r.source_id limit $3"#,
        patient,
        sensor_type,
        most
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(ACTION, Subject::patient(patient));
    rows.into_iter().map(|row| row.open(tx)).collect()
}
