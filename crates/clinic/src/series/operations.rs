//! Everything one can do to a series. The only file here with SQL.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use super::model::{From, NewSeries, Proposed, Series, Shift, Visit};
use crate::appointments::model::{Appointment, NewAppointment, Occurrence, Slot};
use crate::appointments::operations::{self as appointments, Resched};
use crate::messages::model::MessageKind;
use crate::messages::operations::note_series;
use crate::parties::model::Party;

/// What each visit that a rule asks for would run into. Saves nothing.
pub async fn preview(tx: &mut TenantTx, new: &NewSeries) -> Result<Vec<Proposed>> {
    let action = Action::ViewSeries;
    let (visits, now) = (new.visits(&tx.tenant().time_zone)?, tx.now());
    let mut proposed = Vec::with_capacity(visits.len());
    for visit in visits {
        let blocked_by = appointments::blockers_of(tx, action, &new.visit, visit.slot).await?;
        proposed.push(Proposed { visit, blocked_by, is_past: visit.slot.starts_at < now });
    }
    tx.record(action, Subject::new("series", None));
    Ok(proposed)
}

/// Books every visit of a series, or none: one that is in the way of somebody names them all.
pub async fn book(tx: &mut TenantTx, new: &NewSeries) -> Result<(Series, Vec<Appointment>)> {
    let action = Action::BookSeries;
    let visits = new.visits(&tx.tenant().time_zone)?;
    if visits.is_empty() {
        return Err(Error::invalid("rule", "no_occurrence"));
    }
    let patient = appointments::patient_id(tx, action, new.visit.patient).await?;
    refuse_conflicts(tx, action, &new.visit, &visits).await?;
    let series = insert(tx, action, patient, new, None).await?;
    let mut booked = Vec::with_capacity(visits.len());
    for visit in visits {
        let occurrence = Occurrence { series: series.id.uuid(), day: visit.day };
        booked.push(appointments::book_occurrence(tx, &new.visit, visit.slot, occurrence).await?);
    }
    note_series(tx, action, MessageKind::SeriesConfirmation, &booked).await?;
    tx.record(action, subject(&series));
    Ok((series, booked))
}

/// All that is in the way of any of them, at once: nobody wants to be told of one after the other.
async fn refuse_conflicts(tx: &mut TenantTx, action: Action, new: &NewAppointment, visits: &[Visit]) -> Result<()> {
    if new.override_reason.is_some() {
        return Ok(());
    }
    if let Some(visit) = visits.first() {
        // Whoever loses a race is told of all as well.
        appointments::queue_up(tx, action, new, visit.slot).await?;
    }
    let mut blocked_by = Vec::new();
    for visit in visits {
        blocked_by.extend(appointments::blockers_of(tx, action, new, visit.slot).await?);
    }
    blocked_by.dedup();
    if blocked_by.is_empty() { Ok(()) } else { Err(Error::Conflict(Conflict::SlotTaken { blocked_by })) }
}

async fn insert(
    tx: &mut TenantTx,
    action: Action,
    patient: Id<Party>,
    new: &NewSeries,
    follows: Option<Uuid>,
) -> Result<Series> {
    let (id, now, by) = (tx.new_id::<Series>(), tx.now(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into series (id, patient_id, rule, starts_on, starts_time, minutes, follows_id, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.uuid(),
        patient.uuid(),
        new.rule.to_string(),
        new.starts.date().to_sqlx() as _,
        new.starts.time().to_sqlx() as _,
        i32::try_from(new.minutes).unwrap_or(i32::MAX),
        follows,
        now.to_sqlx(),
        by
    )
    .execute(db)
    .await?;
    Ok(Series {
        id,
        patient,
        rule: new.rule.clone(),
        starts: new.starts,
        minutes: new.minutes,
        follows,
        created_at: now,
        created_by: by,
    })
}

fn subject(series: &Series) -> Subject {
    Subject::new("series", series.id.uuid()).about(series.patient.uuid())
}

/// A series with its visits as they stand, by day; those that were deleted are not among them.
pub async fn find(tx: &mut TenantTx, id: Id<Series>) -> Result<(Series, Vec<Appointment>)> {
    let action = Action::ViewSeries;
    let series = load(tx, action, id).await?;
    let visits = appointments::of_series(tx, action, id.uuid()).await?;
    tx.record(action, subject(&series));
    Ok((series, visits))
}

async fn load(tx: &mut TenantTx, action: Action, id: Id<Series>) -> Result<Series> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select patient_id, rule, starts_on as "starts_on: jiff_sqlx::Date", starts_time as "starts_time: jiff_sqlx::Time",
                  minutes, follows_id, created_at, created_by
           from series where id = $1"#,
        id.uuid()
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    Ok(Series {
        id,
        patient: Id::new(row.patient_id),
        rule: row.rule.parse().map_err(Error::internal)?,
        starts: row.starts_on.to_jiff().to_datetime(row.starts_time.to_jiff()),
        minutes: i64::from(row.minutes),
        follows: row.follows_id,
        created_at: row.created_at.to_jiff(),
        created_by: row.created_by,
    })
}

/// Nobody else changes it until this transaction ends.
async fn keep(tx: &mut TenantTx, action: Action, id: Id<Series>) -> Result<Series> {
    let db = tx.authorize(action)?;
    let kept = sqlx::query_scalar!("select id from series where id = $1 for update", id.uuid());
    kept.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    load(tx, action, id).await
}

/// The visits that a change of the series is about: those that have not begun, from one of them on.
async fn from_on(tx: &mut TenantTx, action: Action, series: &Series, from: From) -> Result<Vec<Appointment>> {
    let now = tx.now();
    let mut visits = appointments::of_series(tx, action, series.id.uuid()).await?;
    if let From::Visit(id) = from {
        let first = visits.iter().find(|visit| visit.id == id).ok_or(Error::NotFound)?;
        let starts_at = first.slot.starts_at;
        visits.retain(|visit| visit.slot.starts_at >= starts_at);
    }
    visits.retain(|visit| visit.status.is_open() && visit.slot.starts_at > now);
    if visits.is_empty() { Err(Error::Conflict(Conflict::AlreadyDone)) } else { Ok(visits) }
}

/// Moves what is left of a series, or nothing of it. What goes another way from some visit on is a series of its own.
pub async fn shift(tx: &mut TenantTx, id: Id<Series>, from: From, shift: &Shift) -> Result<(Series, Vec<Appointment>)> {
    let action = Action::ChangeSeries;
    let series = keep(tx, action, id).await?;
    let visits = from_on(tx, action, &series, from).await?;
    let zone = tx.tenant().time_zone.clone();
    let mut places = visits.iter().map(|visit| shift.apply(visit.slot, &zone)).collect::<Result<Vec<_>>>()?;
    let (first_day, first_slot) = places.first().copied().ok_or(Error::NotFound)?;
    let going_on = NewSeries {
        visit: NewAppointment::default(),
        rule: series.rule.clone(),
        starts: first_day.to_datetime(zone.to_datetime(first_slot.starts_at).time()),
        minutes: first_slot.minutes(),
        skip: Vec::new(),
    };
    let next = insert(tx, action, series.patient, &going_on, Some(id.uuid())).await?;
    let mut moves: Vec<(&Appointment, (Date, Slot))> = visits.iter().zip(places.drain(..)).collect();
    // Each moves out of the way of the one behind it.
    if shift.is_forward() {
        moves.reverse();
    }
    let mut moved = Vec::with_capacity(moves.len());
    for (visit, (day, slot)) in moves {
        let to = Resched {
            slot,
            keeps_length: false,
            provider: shift.provider,
            override_reason: shift.override_reason.clone(),
        };
        let occurrence = Occurrence { series: next.id.uuid(), day };
        moved.push(appointments::reschedule_occurrence(tx, visit, &to, occurrence).await?);
    }
    moved.sort_by_key(|visit| visit.slot.starts_at);
    note_series(tx, action, MessageKind::SeriesConfirmation, &moved).await?;
    tx.record(action, subject(&series));
    Ok((next, moved))
}

/// Cancels what is left of a series, from one of its visits on.
pub async fn cancel(tx: &mut TenantTx, id: Id<Series>, from: From, reason: Option<&str>) -> Result<Vec<Appointment>> {
    let action = Action::ChangeSeries;
    let series = keep(tx, action, id).await?;
    let visits = from_on(tx, action, &series, from).await?;
    let mut cancelled = Vec::with_capacity(visits.len());
    for visit in visits {
        cancelled.push(appointments::cancel_occurrence(tx, visit.id, reason).await?);
    }
    note_series(tx, action, MessageKind::SeriesCancelled, &cancelled).await?;
    tx.record(action, subject(&series));
    Ok(cancelled)
}
