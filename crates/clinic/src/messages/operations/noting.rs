//! Keeping what patients have to be told about their appointments, until it is told or taken back.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, TenantTx, Topic};
use uuid::Uuid;

use crate::appointments::model::{Appointment, Status};
use crate::messages::model::MessageKind;

/// What is undone so soon was a slip, and nobody hears of it. What is undone later is told like any other change.
const AFTER: SignedDuration = SignedDuration::from_secs(60);

/// Something that a patient has to be told, and that still is so.
pub struct Notice {
    pub kind: MessageKind,
    pub appointment: Uuid,
    pub patient: Uuid,
    pub starts_at: Timestamp,
    /// With how many visits it begins.
    pub visits: i64,
}

/// Notes in the transaction of a change what its patient has to be told of it. `before`: as what the appointment stood.
pub async fn note(tx: &mut TenantTx, action: Action, before: Option<&Appointment>, after: &Appointment) -> Result<()> {
    let Some(kind) = news(before, after).filter(|_| after.slot.starts_at > tx.now()) else { return Ok(()) };
    let is_new = before.is_none_or(|before| before.status != Status::Cancelled && !before.status.is_expected());
    let (appointment, starts_at) = (after.id.uuid(), after.slot.starts_at);
    keep(tx, action, &Noted { kind, appointment, starts_at, visits: 1, is_new, whole_series: false }).await
}

/// The same for visits of a series that were booked, moved or cancelled together: one message for all of them.
pub async fn note_series(tx: &mut TenantTx, action: Action, kind: MessageKind, visits: &[Appointment]) -> Result<()> {
    let now = tx.now();
    let coming: Vec<&Appointment> = visits.iter().filter(|visit| visit.slot.starts_at > now).collect();
    let Some(first) = coming.iter().min_by_key(|visit| visit.slot.starts_at) else { return Ok(()) };
    let noted = Noted {
        kind,
        appointment: first.id.uuid(),
        starts_at: first.slot.starts_at,
        visits: i32::try_from(coming.len()).unwrap_or(i32::MAX),
        is_new: action == Action::BookSeries,
        whole_series: true,
    };
    keep(tx, action, &noted).await
}

struct Noted {
    kind: MessageKind,
    appointment: Uuid,
    starts_at: Timestamp,
    visits: i32,
    /// Nobody has been told of it before.
    is_new: bool,
    whole_series: bool,
}

/// The last word counts. What comes to nothing before anybody was told of it leaves no note.
async fn keep(tx: &mut TenantTx, action: Action, noted: &Noted) -> Result<()> {
    let due = tx.now().checked_add(AFTER).map_err(Error::internal)?;
    let db = tx.authorize(action)?;
    sqlx::query!(
        "with taken_back as (
             delete from notice where appointment_id = $1 and whole_series = $2 and is_new
                 and $3 in ('appointment_cancelled', 'series_cancelled') returning 1)
         insert into notice (appointment_id, whole_series, kind, starts_at, visits, is_new, due_at)
         select $1, $2, $3, $4, $5, $6, $7 where not exists (select from taken_back)
         on conflict (appointment_id, whole_series) do update set kind = excluded.kind, starts_at = excluded.starts_at,
             visits = excluded.visits, due_at = excluded.due_at",
        noted.appointment,
        noted.whole_series,
        noted.kind.as_str(),
        noted.starts_at.to_sqlx(),
        noted.visits,
        noted.is_new,
        due.to_sqlx()
    )
    .execute(db)
    .await?;
    tx.announce(Topic::Notices);
    Ok(())
}

/// What a change means to the patient, if anything: moving a visit along on its day does not.
fn news(before: Option<&Appointment>, after: &Appointment) -> Option<MessageKind> {
    let is_news = match (before.map(|before| before.status), after.status) {
        (Some(Status::Booked), Status::Booked) => {
            before.is_some_and(|before| before.slot.starts_at != after.slot.starts_at)
        }
        (was, Status::Booked) => was.is_none_or(|was| was.is_open() || was == Status::Cancelled),
        (was, Status::Cancelled) => was.is_some_and(Status::is_expected),
        _ => false,
    };
    let kind = match after.status {
        Status::Cancelled => MessageKind::AppointmentCancelled,
        _ => MessageKind::AppointmentConfirmation,
    };
    is_news.then_some(kind)
}

/// Takes what is due out of the notes; what is not so any more, or was the last thing that the patient was told, is
/// forgotten. The other answer is how many were looked at.
pub async fn due_notices(tx: &mut TenantTx, most: i64) -> Result<(i64, Vec<Notice>)> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::DeliverMessages)?;
    let rows = sqlx::query!(
        r#"with due as (
               delete from notice where (appointment_id, whole_series) in (
                   select appointment_id, whole_series from notice where due_at <= $1
                   order by due_at, appointment_id limit $2 for update skip locked)
               returning appointment_id, whole_series, kind, starts_at, visits)
           select d.appointment_id, d.kind, a.patient_id,
                  case d.kind when 'series_confirmation' then s.starts_at else d.starts_at end as starts_at,
                  case d.kind when 'series_confirmation' then s.visits else d.visits::bigint end as "visits!",
                  case d.kind
                      when 'series_confirmation' then s.visits > 0
                      when 'series_cancelled' then a.status = 'cancelled'
                      else a.starts_at = d.starts_at and d.starts_at > $1 and a.deleted_at is null
                          and a.status = case d.kind when 'appointment_cancelled' then 'cancelled' else 'booked' end
                          and not coalesce((
                              select m.kind = d.kind and m.starts_at = d.starts_at from message m
                              where m.appointment_id = d.appointment_id and m.status <> 'withheld'
                                and m.kind in ('appointment_confirmation', 'appointment_cancelled')
                              order by m.created_at desc, m.id desc limit 1), false)
                      end as "holds!"
           from due d join appointment a on a.id = d.appointment_id
           left join lateral (
               select count(*) as visits, min(v.starts_at) as starts_at from appointment v
               where d.kind = 'series_confirmation' and v.series_id = a.series_id and v.status = 'booked'
                 and v.starts_at > $1 and v.deleted_at is null) s on true
           order by starts_at, d.appointment_id"#,
        now as _,
        most
    );
    let rows = rows.fetch_all(db).await?;
    let seen = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let notices = rows.into_iter().filter(|row| row.holds).filter_map(|row| {
        Some(Notice {
            kind: MessageKind::parse(&row.kind)?,
            appointment: row.appointment_id,
            patient: row.patient_id,
            starts_at: row.starts_at?.to_jiff(),
            visits: row.visits,
        })
    });
    Ok((seen, notices.collect()))
}

/// When the next one is due.
pub async fn next_notice(tx: &mut TenantTx) -> Result<Option<Timestamp>> {
    let db = tx.authorize(Action::DeliverMessages)?;
    let next = sqlx::query_scalar!("select min(due_at) from notice").fetch_one(db).await?;
    Ok(next.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Forgets all that has to be told: what a clinic brings along, its patients know.
pub async fn forget_notices(tx: &mut TenantTx) -> Result<()> {
    let db = tx.authorize(Action::DeliverMessages)?;
    sqlx::query!("delete from notice").execute(db).await?;
    Ok(())
}
