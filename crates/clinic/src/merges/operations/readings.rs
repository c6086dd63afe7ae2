//! Readings, which are known by whose they are and have no other id, with what was said of them; and their hours. With
//! SQL.

use jiff_sqlx::Timestamp;
use sqlx::PgConnection;
use tenancy::Result;
use uuid::Uuid;
use vault::Sealed;

use super::{Resealing, Way};
use crate::sensors::model::id_of;
use crate::sensors::sealing::{NOTE, STRIKE_REASON};

/// Takes readings over. One that the other has as well, of the same instant and source, stays where it is.
pub(super) async fn go(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<()> {
    sqlx::query!(
        "insert into patient_merge_reading (merge_id, sensor_type, measured_at, source_id)
         select $1, r.sensor_type, r.measured_at, r.source_id from reading r
         where r.patient_id = $2 and not exists (select from reading s where s.patient_id = $3
             and s.sensor_type = r.sensor_type and s.measured_at = r.measured_at and s.source_id = r.source_id)",
        way.merge,
        way.from,
        way.to
    )
    .execute(&mut *db)
    .await?;
    give(db, way, resealing).await?;
    add_hours(db, way).await?;
    let twice = hours_of(db, way.from, None).await?;
    count_anew(db, way.to, &twice).await
}

/// Takes them back, and the hours to what they were. Where something came since, they are counted anew.
pub(super) async fn go_back(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<()> {
    let since = sqlx::query!("select gathered_until, merged_at from patient_merge where id = $1", way.merge);
    let since = since.fetch_one(&mut *db).await?;
    let since = Since { gathered: since.gathered_until, merged: since.merged_at };
    // Nobody gathers meanwhile.
    sqlx::query!("select gathered_until from reading_progress for update").fetch_one(&mut *db).await?;
    let touched = hours_of(db, way.from, Some(since)).await?;
    give(db, way, resealing).await?;
    put_hours_back(db, way).await?;
    count_anew(db, way.from, &touched).await?;
    count_anew(db, way.to, &touched).await
}

/// Gives the readings that are noted to the other.
async fn give(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<()> {
    seal_notes(db, way, resealing).await?;
    sqlx::query!(
        "update reading r set patient_id = $3 from patient_merge_reading n
         where n.merge_id = $1 and r.patient_id = $2 and r.sensor_type = n.sensor_type
           and r.measured_at = n.measured_at and r.source_id = n.source_id",
        way.merge,
        way.from,
        way.to
    )
    .execute(&mut *db)
    .await?;
    give_strikes(db, way, resealing).await
}

/// Whatever was struck goes as struck, and what was taken back again as that.
async fn give_strikes(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<()> {
    let rows = sqlx::query!(
        r#"select s.sensor_type, s.measured_at, s.source_id, s.reason as "reason: Sealed<Vec<u8>>"
           from reading_strike s join patient_merge_reading n on s.sensor_type = n.sensor_type
               and s.measured_at = n.measured_at and s.source_id = n.source_id
           where n.merge_id = $1 and s.patient_id = $2"#,
        way.merge,
        way.from
    );
    let (mut types, mut instants, mut sources, mut reasons) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in rows.fetch_all(&mut *db).await? {
        let id = |patient: Uuid| id_of(patient, &row.sensor_type, row.measured_at.to_jiff(), row.source_id);
        reasons.push(resealing.carry(STRIKE_REASON, (id(way.from), id(way.to)), &row.reason)?);
        instants.push(row.measured_at.to_jiff().as_microsecond());
        sources.push(row.source_id);
        types.push(row.sensor_type);
    }
    sqlx::query!(
        "update reading_strike s set patient_id = $2, reason = new.reason
         from unnest($3::text[], $4::bigint[], $5::uuid[], $6::bytea[]) as new (type, micros, source, reason)
         where s.patient_id = $1 and s.sensor_type = new.type and s.source_id = new.source
           and s.measured_at = timestamptz 'epoch' + new.micros * interval '1 microsecond'",
        way.from,
        way.to,
        &types,
        &instants,
        &sources,
        &reasons
    )
    .execute(db)
    .await?;
    Ok(())
}

/// As long as they still go by the id that their notes were sealed under.
async fn seal_notes(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<()> {
    let rows = sqlx::query!(
        r#"select r.sensor_type, r.measured_at, r.source_id, r.note as "note!: Sealed<Vec<u8>>"
           from reading r join patient_merge_reading n on r.sensor_type = n.sensor_type
               and r.measured_at = n.measured_at and r.source_id = n.source_id
           where n.merge_id = $1 and r.patient_id = $2 and r.note is not null"#,
        way.merge,
        way.from
    );
    let (mut types, mut instants, mut sources, mut notes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in rows.fetch_all(&mut *db).await? {
        let id = |patient: Uuid| id_of(patient, &row.sensor_type, row.measured_at.to_jiff(), row.source_id);
        notes.push(resealing.carry(NOTE, (id(way.from), id(way.to)), &row.note)?);
        instants.push(row.measured_at.to_jiff().as_microsecond());
        sources.push(row.source_id);
        types.push(row.sensor_type);
    }
    sqlx::query!(
        "update reading r set note = new.note
         from unnest($2::text[], $3::bigint[], $4::uuid[], $5::bytea[]) as new (type, micros, source, note)
         where r.patient_id = $1 and r.sensor_type = new.type and r.source_id = new.source
           and r.measured_at = timestamptz 'epoch' + new.micros * interval '1 microsecond'",
        way.from,
        &types,
        &instants,
        &sources,
        &notes
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Adds the hours of the one to those of the other, also where only hours are left; what they were is kept.
async fn add_hours(db: &mut PgConnection, way: Way) -> Result<()> {
    sqlx::query!(
        "insert into patient_merge_hour (merge_id, sensor_type, hour, lowest, highest, total, times)
         select $1, f.sensor_type, f.hour, t.lowest, t.highest, t.total, t.times
         from reading_hour f left join reading_hour t
             on t.patient_id = $3 and t.sensor_type = f.sensor_type and t.hour = f.hour
         where f.patient_id = $2",
        way.merge,
        way.from,
        way.to
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into reading_hour (patient_id, sensor_type, hour, lowest, highest, total, times)
         select $2, sensor_type, hour, lowest, highest, total, times from reading_hour where patient_id = $1
         on conflict (patient_id, sensor_type, hour) do update
         set lowest = least(reading_hour.lowest, excluded.lowest),
             highest = greatest(reading_hour.highest, excluded.highest),
             total = reading_hour.total + excluded.total, times = reading_hour.times + excluded.times",
        way.from,
        way.to
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Those of the one who was merged never went.
async fn put_hours_back(db: &mut PgConnection, way: Way) -> Result<()> {
    sqlx::query!(
        "delete from reading_hour h using patient_merge_hour n
         where n.merge_id = $1 and n.times is null and h.patient_id = $2 and h.sensor_type = n.sensor_type
           and h.hour = n.hour",
        way.merge,
        way.from
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update reading_hour h set lowest = n.lowest, highest = n.highest, total = n.total, times = n.times
         from patient_merge_hour n
         where n.merge_id = $1 and n.times is not null and h.patient_id = $2 and h.sensor_type = n.sensor_type
           and h.hour = n.hour",
        way.merge,
        way.from
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Hours of one patient, each with its type.
struct Hours {
    types: Vec<String>,
    begin: Vec<i64>,
}

/// Since when hours are not what they were before a merge.
struct Since {
    /// What was received later was counted since.
    gathered: Timestamp,
    /// What was struck or taken back later was counted anew since.
    merged: Timestamp,
}

/// The hours of somebody's readings: of all, or of those that were received, struck or taken back later.
async fn hours_of(db: &mut PgConnection, patient: Uuid, since: Option<Since>) -> Result<Hours> {
    let (gathered, merged) = since.map_or((None, None), |since| (Some(since.gathered), Some(since.merged)));
    let rows = sqlx::query!(
        r#"select sensor_type as "sensor_type!", date_trunc('hour', measured_at, 'UTC') as "hour!" from reading
           where patient_id = $1 and ($2::timestamptz is null or received_at > $2)
           union
           select sensor_type, date_trunc('hour', measured_at, 'UTC') from reading_strike
           where patient_id = $1 and greatest(struck_at, undone_at) >= $3"#,
        patient,
        gathered as _,
        merged as _
    );
    let rows = rows.fetch_all(db).await?;
    let begin = rows.iter().map(|row| row.hour.to_jiff().as_second()).collect();
    Ok(Hours { types: rows.into_iter().map(|row| row.sensor_type).collect(), begin })
}

/// Counts hours as wholes, as gathering does; one in which nothing is left is none.
async fn count_anew(db: &mut PgConnection, patient: Uuid, hours: &Hours) -> Result<()> {
    sqlx::query!(
        "delete from reading_hour h using unnest($2::text[], $3::bigint[]) as these (type, begin)
         where h.patient_id = $1 and h.sensor_type = these.type
           and h.hour = timestamptz 'epoch' + these.begin * interval '1 second'",
        patient,
        &hours.types,
        &hours.begin
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into reading_hour (patient_id, sensor_type, hour, lowest, highest, total, times)
         select $1, these.type, timestamptz 'epoch' + these.begin * interval '1 second', min(r.amount), max(r.amount),
                sum(r.amount), count(*)::int
         from unnest($2::text[], $3::bigint[]) as these (type, begin)
         join standing_reading r on r.patient_id = $1 and r.sensor_type = these.type
             and r.measured_at >= timestamptz 'epoch' + these.begin * interval '1 second'
             and r.measured_at < timestamptz 'epoch' + (these.begin + 3600) * interval '1 second'
         group by these.type, these.begin",
        patient,
        &hours.types,
        &hours.begin
    )
    .execute(db)
    .await?;
    Ok(())
}
