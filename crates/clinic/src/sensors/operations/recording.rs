//! Recording readings, those of many senders in one transaction. With SQL.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde_json::json;
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx, Ticket, Topic};
use uuid::Uuid;
use vault::Sealed;

use super::ground::{self, Devices};
use super::keeping::{Month, have_months, month_of};
use crate::parties::naming::{Known, patients_named};
use crate::sensors::input::{Bounds, in_bounds};
use crate::sensors::model::{Measure, Named, NewReading, Reading, Struck};
use crate::sensors::sealing::NOTE;

/// A reading, and in whose name it is recorded.
#[derive(Clone)]
pub struct Entry {
    pub ticket: Ticket,
    pub new: NewReading,
}

pub(super) const ACTION: Action = Action::RecordReadings;

/// Of whom there may be readings.
type Patients = HashMap<Uuid, Known>;

/// Records what can be recorded and says of each entry, in their order, how it went: one that is refused takes no other
/// with it. The same reading again is answered like the first. Nothing is to be committed when all were refused.
///
/// Each statement is a way to PostgreSQL and back that all who wait share: so few, whatever they carry.
pub async fn record(tx: &mut TenantTx, entries: &[Entry]) -> Result<Vec<Result<Reading>>> {
    let ground = ground::enter(tx, entries).await?;
    let (known, found) = patients_of(tx, entries, &ground.devices).await?;
    let bounds = Bounds { now: tx.now(), days_kept: ground.policy.days_kept };
    let mut results: Vec<Result<Reading>> = Vec::with_capacity(entries.len());
    for (entry, patient) in entries.iter().zip(found) {
        results.push(patient.and_then(|patient| reading(entry, patient, &known, bounds)));
    }
    if results.iter().any(Result::is_ok) {
        let is_needed = |month: &Month| results.iter().flatten().any(|reading| month_of(reading.measured_at) == *month);
        let months: Vec<Month> = ground.missing_months.into_iter().filter(is_needed).collect();
        have_months(tx, ACTION, &months).await?;
        store(tx, &known, &mut results).await?;
        note_on_record(tx, entries, &results, &known)?;
    }
    Ok(results)
}

fn source_of(ticket: &Ticket) -> Result<Uuid> {
    let id = ticket.actor.id().filter(|_| ticket.actor.may(ACTION));
    id.ok_or(Error::Forbidden(ACTION))
}

fn reading(entry: &Entry, patient: Uuid, known: &Patients, bounds: Bounds) -> Result<Reading> {
    let NewReading { measure, measured_at, note, .. } = entry.new.clone();
    let measured_at = in_bounds(measured_at, bounds).map_err(|problem| Error::Invalid(vec![problem]))?;
    let number = known.get(&patient).and_then(|known| known.number);
    let source = source_of(&entry.ticket)?;
    Ok(Reading { patient, number, measure, measured_at, received_at: bounds.now, source, note, struck: None })
}

/// Who each entry is about: somebody who lives here, and whom the device was given to.
async fn patients_of(tx: &mut TenantTx, entries: &[Entry], devices: &Devices) -> Result<(Patients, Vec<Result<Uuid>>)> {
    let (mut ids, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for entry in entries {
        match entry.new.patient {
            Named::Id(id) => ids.extend([id]),
            Named::Number(number) => numbers.extend([number]),
            Named::Own => ids.extend(own(entry, devices)),
        }
    }
    let (ids, numbers): (Vec<_>, Vec<_>) = (ids.into_iter().collect(), numbers.into_iter().collect());
    let meant = patients_named(tx, ACTION, &ids, &numbers).await?;
    let found = entries.iter().map(|entry| {
        let id = match entry.new.patient {
            Named::Id(id) => meant.by_id(id),
            Named::Number(number) => meant.by_number(number),
            Named::Own => meant.by_id(own(entry, devices).ok_or_else(|| Error::invalid("patient", "required"))?),
        };
        let device = entry.ticket.actor.id().and_then(|source| devices.get(&source));
        // The device may have been given to whoever was merged into them since it was looked up.
        let is_given = |id: &Uuid| {
            device.is_none_or(|patients| patients.iter().any(|given| given == id || meant.by_id(*given) == Some(*id)))
        };
        id.filter(is_given).ok_or(Error::NotFound)
    });
    let found = found.collect();
    Ok((meant.patients, found))
}

/// The one patient of a device that has no other.
fn own(entry: &Entry, devices: &Devices) -> Option<Uuid> {
    match devices.get(&entry.ticket.actor.id()?)?.as_slice() {
        [patient] => Some(*patient),
        _ => None,
    }
}

/// The columns of rows that are to be written, in the order of their key: two who write the same rows then wait for each
/// other and not for ever.
#[derive(Default)]
struct Columns {
    places: Vec<usize>,
    patients: Vec<Uuid>,
    types: Vec<String>,
    measured: Vec<i64>,
    sources: Vec<Uuid>,
    amounts: Vec<f64>,
    values: Vec<String>,
    units: Vec<String>,
    said: Vec<Option<String>>,
    notes: Vec<Option<Vec<u8>>>,
}

impl Columns {
    fn of(tx: &TenantTx, known: &Patients, results: &[Result<Reading>]) -> Self {
        let mut rows: Vec<(usize, &Reading)> =
            results.iter().enumerate().filter_map(|(place, result)| Some((place, result.as_ref().ok()?))).collect();
        rows.sort_by(|(_, one), (_, other)| key(one).cmp(&key(other)));
        let (keys, mut columns) = (tx.keys(), Self::default());
        for (place, reading) in rows {
            let sealed = reading.note.as_ref().zip(known.get(&reading.patient)).map(|(note, known)| {
                let row = reading.id();
                keys.party(&known.secret).seal(NOTE, row, note.reveal()).as_bytes().to_vec()
            });
            columns.places.push(place);
            columns.patients.push(reading.patient);
            columns.types.push(reading.measure.sensor_type.clone());
            columns.measured.push(reading.measured_at.as_microsecond());
            columns.sources.push(reading.source);
            columns.amounts.push(reading.measure.amount);
            columns.values.push(reading.measure.value.clone());
            columns.units.push(reading.measure.unit.clone());
            columns.said.push(reading.measure.said_as.clone());
            columns.notes.push(sealed);
        }
        columns
    }
}

fn key(reading: &Reading) -> (Uuid, &str, Timestamp, Uuid) {
    (reading.patient, &reading.measure.sensor_type, reading.measured_at, reading.source)
}

/// Writes what is not there yet, and compares what is; tells open pages that there is something new, and whoever watches
/// that it may concern them.
async fn store(tx: &mut TenantTx, known: &Patients, results: &mut [Result<Reading>]) -> Result<()> {
    let columns = Columns::of(tx, known, results);
    let now = tx.now().to_sqlx();
    let db = tx.authorize(ACTION)?;
    let done = sqlx::query!(
        r#"with new as (
               select patient, type, timestamptz 'epoch' + micros * interval '1 microsecond' as at, source, amount, value, unit,
                   said_as, note
               from unnest($1::uuid[], $2::text[], $3::bigint[], $4::uuid[], $5::float8[], $6::text[], $7::text[], $8::text[],
                           $9::bytea[]) as new (patient, type, micros, source, amount, value, unit, said_as, note)),
           written as (
               insert into reading
                   (patient_id, sensor_type, measured_at, source_id, received_at, amount, value, unit, said_as, note)
               select patient, type, at, source, $10, amount, value::numeric, unit, said_as, note from new
               on conflict do nothing returning 1)
           select (select count(*) from written) as "written!",
               exists (select from threshold t where t.patient_id = any($1) and t.sensor_type = any($2)) as "may_be_watched!""#,
        &columns.patients,
        &columns.types,
        &columns.measured,
        &columns.sources,
        &columns.amounts,
        &columns.values,
        &columns.units,
        &columns.said as &[Option<String>],
        &columns.notes as &[Option<Vec<u8>>],
        now
    );
    let done = done.fetch_one(db).await?;
    tx.announce(Topic::Readings);
    if done.may_be_watched {
        tx.announce(Topic::Watched);
    }
    if usize::try_from(done.written).unwrap_or(0) < columns.places.len() {
        compare(tx, known, &columns, results).await?;
    }
    Ok(())
}

/// Puts what was first in the place of what came again, and refuses what says something else. What was struck meanwhile
/// stays struck.
async fn compare(
    tx: &mut TenantTx,
    known: &Patients,
    columns: &Columns,
    results: &mut [Result<Reading>],
) -> Result<()> {
    let keys = tx.keys();
    let db = tx.authorize(ACTION)?;
    let rows = sqlx::query!(
        r#"select new.place as "place!", r.value::text as "value!", r.unit, r.said_as, r.amount, r.received_at,
               r.note as "note: Sealed<String>", r.value = new.value::numeric and r.unit = new.unit as "is_same!",
               s.struck_at as "struck_at?", s.struck_by as "struck_by?"
           from unnest($1::uuid[], $2::text[], $3::bigint[], $4::uuid[], $5::text[], $6::text[])
               with ordinality as new (patient, type, micros, source, value, unit, place)
           cross join lateral (
               select value, unit, said_as, amount, received_at, note from reading
               where patient_id = new.patient and sensor_type = new.type and source_id = new.source
                   and measured_at = timestamptz 'epoch' + new.micros * interval '1 microsecond' limit 1) as r
           left join reading_strike s on s.patient_id = new.patient and s.sensor_type = new.type
               and s.source_id = new.source and s.undone_at is null
               and s.measured_at = timestamptz 'epoch' + new.micros * interval '1 microsecond'"#,
        &columns.patients,
        &columns.types,
        &columns.measured,
        &columns.sources,
        &columns.values,
        &columns.units
    );
    for row in rows.fetch_all(db).await? {
        let place = usize::try_from(row.place - 1).ok().and_then(|place| columns.places.get(place));
        let Some(result) = place.and_then(|place| results.get_mut(*place)) else { continue };
        let Ok(reading) = result else { continue };
        if !row.is_same {
            *result = Err(Error::Conflict(Conflict::ReadingDiffers));
            continue;
        }
        reading.note = match (&row.note, known.get(&reading.patient)) {
            (Some(note), Some(known)) => Some(keys.party(&known.secret).open(NOTE, reading.id(), note)?),
            _ => None,
        };
        let struck = row.struck_at.zip(row.struck_by);
        reading.struck = struck.map(|(at, by)| Struck { at: at.to_jiff(), by, reason: None });
        reading.received_at = row.received_at.to_jiff();
        let sensor_type = reading.measure.sensor_type.clone();
        let (said_as, value, unit, amount) = (row.said_as, row.value, row.unit, row.amount);
        reading.measure = Measure { sensor_type, said_as, value, unit, amount };
    }
    Ok(())
}

/// What one sender sent together.
struct Sent<'a> {
    ticket: &'a Ticket,
    count: usize,
    types: BTreeSet<&'a str>,
    patients: BTreeSet<Uuid>,
}

/// One entry of the record for each sender, who names everybody it sent readings of; of one alone it says how many, and of
/// which types. One for each reading would say the same again and again, and cost more than the readings.
fn note_on_record(tx: &mut TenantTx, entries: &[Entry], results: &[Result<Reading>], known: &Patients) -> Result<()> {
    let mut sent: BTreeMap<Uuid, Sent<'_>> = BTreeMap::new();
    for (entry, result) in entries.iter().zip(results) {
        let Ok(reading) = result else { continue };
        let nothing = || Sent { ticket: &entry.ticket, count: 0, types: BTreeSet::new(), patients: BTreeSet::new() };
        let of = sent.entry(reading.source).or_insert_with(nothing);
        of.count += 1;
        of.types.insert(&reading.measure.sensor_type);
        of.patients.insert(reading.patient);
    }
    let keys = tx.keys();
    for (source, Sent { ticket, count, types, patients }) in sent {
        let alone = patients.first().filter(|_| patients.len() == 1).and_then(|patient| known.get(patient));
        let detail = json!({ "readings": { "after": count }, "sensor_type": { "after": types } });
        let sealer = alone.map(|known| keys.party(&known.secret));
        let detail = sealer.as_ref().map(|sealer| (sealer, &detail));
        let subject = patients.into_iter().fold(Subject::new("device", source), Subject::about);
        tx.record_for(ticket, ACTION, subject, detail)?;
    }
    Ok(())
}
