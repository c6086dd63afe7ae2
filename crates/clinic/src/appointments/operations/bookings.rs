//! What takes time: for the schedule, which says when somebody is free, and why not.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use crate::appointments::model::{Kind, Slot, Status};

/// A time that is taken, by whom and with what; says nothing about anybody who comes.
#[derive(Debug, Clone)]
pub struct Booked {
    pub id: Uuid,
    pub provider: Uuid,
    pub room: Option<Uuid>,
    pub equipment: Vec<String>,
    /// With what is kept free around it.
    pub busy: Slot,
    pub starts_at: Timestamp,
    /// Of a session that others can join.
    pub service: Option<Uuid>,
    /// Shared by those who come to one session; none for a visit that nobody can join.
    pub group: Option<Uuid>,
}

/// What keeps others from a span of time: with some providers, or with anybody and anything. What was held and not
/// confirmed in time keeps nobody.
pub async fn booked(tx: &mut TenantTx, action: Action, span: Slot, providers: Option<&[Uuid]>) -> Result<Vec<Booked>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, provider_id, room_id, nullif(equipment, '{}') as equipment, busy_from, busy_until, starts_at,
                  case when seats > 1 then service_id end as service_id, case when seats > 1 then group_id end as group_id
         from appointment
         where busy_from < $2 and busy_until > $1 and deleted_at is null
           and starts_at > $1 - interval '36 hours' and starts_at < $2::timestamptz + interval '12 hours'
           and status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
           and (hold_expires_at is null or hold_expires_at > $4)
           and ($3::uuid[] is null or provider_id = any($3))"#,
        span.starts_at.to_sqlx(),
        span.ends_at.to_sqlx(),
        providers,
        now
    );
    let booked = rows.fetch_all(db).await?.into_iter().map(|row| Booked {
        id: row.id,
        provider: row.provider_id,
        room: row.room_id,
        equipment: row.equipment.unwrap_or_default(),
        busy: Slot { starts_at: row.busy_from.to_jiff(), ends_at: row.busy_until.to_jiff() },
        starts_at: row.starts_at.to_jiff(),
        service: row.service_id,
        group: row.group_id,
    });
    Ok(booked.collect())
}

/// A time at which a provider is busy; says nothing else about it.
#[derive(Debug, Clone, Copy)]
pub struct Busy {
    id: Uuid,
    provider: Uuid,
    slot: Slot,
    /// Of a hold: when it lapses.
    lapses_at: Option<Timestamp>,
}

impl Busy {
    /// None once it has lapsed.
    pub fn booked(&self, now: Timestamp) -> Option<Booked> {
        let Self { id, provider, slot: busy, lapses_at } = *self;
        let stands = lapses_at.is_none_or(|at| at > now);
        let equipment = Vec::new();
        stands.then_some(Booked {
            id,
            provider,
            room: None,
            equipment,
            busy,
            starts_at: busy.starts_at,
            service: None,
            group: None,
        })
    }
}

/// When these providers are busy, as [`booked`], and nothing else about it: a month of a clinic is thousands of rows, and
/// most searches need no room, no device and no seat.
pub async fn busy(tx: &mut TenantTx, action: Action, span: Slot, providers: &[Uuid]) -> Result<Vec<Busy>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, provider_id, busy_from, busy_until, hold_expires_at from appointment
         where busy_from < $2 and busy_until > $1 and deleted_at is null
           and starts_at > $1 - interval '36 hours' and starts_at < $2::timestamptz + interval '12 hours'
           and status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
           and (hold_expires_at is null or hold_expires_at > $4)
           and provider_id = any($3)",
        span.starts_at.to_sqlx(),
        span.ends_at.to_sqlx(),
        providers,
        now
    );
    let busy = rows.fetch_all(db).await?.into_iter().map(|row| Busy {
        id: row.id,
        provider: row.provider_id,
        slot: Slot { starts_at: row.busy_from.to_jiff(), ends_at: row.busy_until.to_jiff() },
        lapses_at: row.hold_expires_at.map(jiff_sqlx::Timestamp::to_jiff),
    });
    Ok(busy.collect())
}

/// An appointment that stands in somebody's way.
#[derive(Debug, Clone)]
pub struct InTheWay {
    pub id: Uuid,
    pub patient: Uuid,
    pub provider: Uuid,
    pub room: Option<Uuid>,
    pub kind: Kind,
    pub status: Status,
    pub slot: Slot,
}

/// What these appointments are, in order. The record is the caller's to keep.
pub async fn in_the_way(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<InTheWay>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, patient_id, provider_id, room_id, kind, status, starts_at, ends_at from appointment
         where id = any($1) order by starts_at, id",
        ids
    );
    let found = rows.fetch_all(db).await?.into_iter().filter_map(|row| {
        Some(InTheWay {
            id: row.id,
            patient: row.patient_id,
            provider: row.provider_id,
            room: row.room_id,
            kind: Kind::parse(&row.kind)?,
            status: Status::parse(&row.status)?,
            slot: Slot { starts_at: row.starts_at.to_jiff(), ends_at: row.ends_at.to_jiff() },
        })
    });
    Ok(found.collect())
}
