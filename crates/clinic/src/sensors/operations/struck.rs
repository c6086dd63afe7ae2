//! Finding readings that were struck, and single ones. With SQL.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{PartySecret, Sealed};
use web::{Listing, PageOf};

use super::finding::{Filter, Row};
use crate::parties::sealing::open_secret;
use crate::sensors::model::{Key, NewReading, Reading, Struck, id_of};
use crate::sensors::sealing::STRIKE_REASON;

/// A strike as it lies there.
struct Mark {
    at: jiff_sqlx::Timestamp,
    by: Uuid,
    reason: Sealed<String>,
    secret: Option<Sealed<PartySecret>>,
}

impl Mark {
    /// Why somebody struck it is for those who care for patients, as what they noted is.
    fn open(&self, tx: &TenantTx, (patient, id): (Uuid, Uuid)) -> Result<Struck> {
        let reason = match tx.may(Action::ViewRecords) {
            false => None,
            true => {
                let keys = tx.keys();
                let secret = open_secret(&keys, patient, self.secret.as_ref())?;
                Some(keys.party(&secret).open(STRIKE_REASON, id, &self.reason)?)
            }
        };
        Ok(Struck { at: self.at.to_jiff(), by: self.by, reason })
    }
}

/// One reading, struck or not. The record is the caller's to keep.
pub(super) async fn load(tx: &mut TenantTx, action: Action, key: &Key) -> Result<Reading> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select p.number as "number?", p.secret as "secret: Sealed<PartySecret>", r.received_at, r.amount,
               r.value::text as "value!", r.unit, r.said_as, r.note as "note: Sealed<String>",
               s.struck_at as "struck_at?", s.struck_by as "struck_by?", s.reason as "reason?: Sealed<String>"
           from reading r join party p on p.id = r.patient_id
           left join reading_strike s on s.patient_id = r.patient_id and s.sensor_type = r.sensor_type
               and s.measured_at = r.measured_at and s.source_id = r.source_id and s.undone_at is null
           where r.patient_id = $1 and r.sensor_type = $2 and r.measured_at = $3 and r.source_id = $4
             and p.deleted_at is null"#,
        key.patient,
        key.sensor_type,
        key.measured_at.to_sqlx(),
        key.source
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let mark = row.struck_at.zip(row.struck_by).zip(row.reason);
    let mark = mark.map(|((at, by), reason)| Mark { at, by, reason, secret: row.secret.clone() });
    let found = Row {
        patient_id: key.patient,
        number: row.number,
        secret: row.secret,
        sensor_type: key.sensor_type.clone(),
        measured_at: key.measured_at.to_sqlx(),
        source_id: key.source,
        received_at: row.received_at,
        amount: row.amount,
        value: row.value,
        unit: row.unit,
        said_as: row.said_as,
        note: row.note,
    };
    let struck = mark.map(|mark| mark.open(tx, (key.patient, key.id()))).transpose()?;
    Ok(Reading { struck, ..found.open(tx)? })
}

/// One reading, for whoever wants to strike it.
pub async fn find(tx: &mut TenantTx, key: &Key) -> Result<Reading> {
    let action = Action::ViewReadings;
    let found = load(tx, action, key).await?;
    tx.record(action, Subject::new("reading", key.id()).about(key.patient));
    Ok(found)
}

/// As many that were struck are shown on a page about a patient.
const MOST: i64 = 100;

/// A patient's readings that were struck, of one type or of all, the latest first.
pub async fn struck(tx: &mut TenantTx, patient: Uuid, sensor_type: Option<&str>) -> Result<Vec<Reading>> {
    let filter = Filter { patient: Some(patient), sensor_type: sensor_type.map(str::to_owned), ..Filter::default() };
    Ok(list_struck(tx, &filter, PageOf::whole(MOST)).await?.rows)
}

/// Readings of living patients that were struck, in the order in which they were measured.
pub async fn list_struck(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Reading>> {
    let action = Action::ViewReadings;
    let db = tx.authorize(action)?;
    let count = count(db, filter).await?;
    let rows = found(db, filter, page).await?;
    let readings = rows.into_iter().map(|row| row.open(tx)).collect::<Result<Vec<_>>>()?;
    let mut patients: Vec<Uuid> = readings.iter().map(|reading| reading.patient).chain(filter.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("reading", patients));
    Ok(Listing::new(readings, count, page))
}

/// How many of these readings were struck.
pub(super) async fn count(db: &mut PgConnection, filter: &Filter) -> Result<i64> {
    let (from, to) = (filter.from.map(Timestamp::to_sqlx), filter.to.map(Timestamp::to_sqlx));
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from reading_strike s join party p on p.id = s.patient_id
           join reading r on r.patient_id = s.patient_id and r.sensor_type = s.sensor_type
               and r.measured_at = s.measured_at and r.source_id = s.source_id
           where s.undone_at is null and p.deleted_at is null
             and ($1::uuid is null or s.patient_id = $1) and ($2::text is null or s.sensor_type = $2)
             and ($3::timestamptz is null or s.measured_at >= $3) and ($4::timestamptz is null or s.measured_at < $4)"#,
        filter.patient,
        filter.sensor_type,
        from as _,
        to as _
    );
    Ok(count.fetch_one(db).await?)
}

/// A struck reading as it lies there.
struct Found {
    row: Row,
    mark: Mark,
}

impl Found {
    fn open(self, tx: &TenantTx) -> Result<Reading> {
        let Self { row, mark } = self;
        let id = id_of(row.patient_id, &row.sensor_type, row.measured_at.to_jiff(), row.source_id);
        let struck = mark.open(tx, (row.patient_id, id))?;
        Ok(Reading { struck: Some(struck), ..row.open(tx)? })
    }
}

async fn found(db: &mut PgConnection, filter: &Filter, page: PageOf) -> Result<Vec<Found>> {
    let (from, to) = (filter.from.map(Timestamp::to_sqlx), filter.to.map(Timestamp::to_sqlx));
    let rows = sqlx::query!(
        r#"select s.patient_id, p.number as "number?", p.secret as "secret: Sealed<PartySecret>", s.sensor_type,
               s.measured_at, s.source_id, r.received_at, r.amount, r.value::text as "value!", r.unit, r.said_as,
               r.note as "note: Sealed<String>", s.struck_at, s.struck_by, s.reason as "reason: Sealed<String>"
           from reading_strike s join party p on p.id = s.patient_id
           join reading r on r.patient_id = s.patient_id and r.sensor_type = s.sensor_type
               and r.measured_at = s.measured_at and r.source_id = s.source_id
           where s.undone_at is null and p.deleted_at is null
             and ($1::uuid is null or s.patient_id = $1) and ($2::text is null or s.sensor_type = $2)
             and ($3::timestamptz is null or s.measured_at >= $3) and ($4::timestamptz is null or s.measured_at < $4)
           order by case when $7 then s.measured_at end, case when not $7 then s.measured_at end desc, s.patient_id,
               s.sensor_type, s.source_id
           limit $5 offset $6"#,
        filter.patient,
        filter.sensor_type,
        from as _,
        to as _,
        page.size,
        page.offset(),
        filter.ascending
    );
    let found = rows.fetch_all(db).await?.into_iter().map(|row| Found {
        mark: Mark { at: row.struck_at, by: row.struck_by, reason: row.reason, secret: row.secret.clone() },
        row: Row {
            patient_id: row.patient_id,
            number: row.number,
            secret: row.secret,
            sensor_type: row.sensor_type,
            measured_at: row.measured_at,
            source_id: row.source_id,
            received_at: row.received_at,
            amount: row.amount,
            value: row.value,
            unit: row.unit,
            said_as: row.said_as,
            note: row.note,
        },
    });
    Ok(found.collect())
}

/// Whoever types names a minute.
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const BESIDE: SignedDuration = SignedDuration::from_secs(1);

/// What somebody types in the place of what they struck of the same minute: a second later, since what was struck keeps its
/// place.
pub async fn beside_struck(tx: &mut TenantTx, patient: Uuid, new: Vec<NewReading>) -> Result<Vec<NewReading>> {
    let (action, source) = (Action::RecordReadings, tx.actor_id());
    let Some(first) = new.first().map(|new| new.measured_at) else { return Ok(new) };
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select sensor_type, max(measured_at) as "last!" from reading_strike
           where patient_id = $1 and source_id = $2 and measured_at >= $3 and measured_at < $4 and undone_at is null
           group by sensor_type"#,
        patient,
        source,
        first.to_sqlx(),
        first.saturating_add(MINUTE).map_err(Error::internal)?.to_sqlx()
    );
    let taken = rows.fetch_all(db).await?;
    let beside = |new: NewReading| {
        let last = taken.iter().find(|row| row.sensor_type == new.measure.sensor_type).map(|row| row.last.to_jiff());
        let measured_at = match last {
            Some(last) => last.saturating_add(BESIDE).map_err(Error::internal)?,
            None => new.measured_at,
        };
        Ok(NewReading { measured_at, ..new })
    };
    new.into_iter().map(beside).collect()
}
