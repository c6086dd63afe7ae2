//! Where many visits find room among those that are here, and among themselves.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::bulk::Entered;
use crate::appointments::model::{Appointment, Seat, Slot};

/// The same service, of the same provider, from the same moment on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Session {
    provider: Uuid,
    service: Uuid,
    starts_at: Timestamp,
}

impl Entered {
    /// Whether both cannot be: of one provider, in one room, or with one device.
    fn is_in_the_way_of(&self, other: &Self) -> bool {
        let shares = self.provider == other.provider
            || (self.room.is_some() && self.room == other.room)
            || self.equipment.iter().any(|item| other.equipment.contains(item));
        let apart = self.session().is_none() || self.session() != other.session();
        shares && apart && self.status.blocks() && other.status.blocks() && self.busy.overlaps(other.busy)
    }

    /// What several may come to together, where this is such a thing.
    fn session(&self) -> Option<Session> {
        self.service.filter(|_| self.seats > 1 && self.status.blocks()).map(|service| Session {
            provider: self.provider,
            service,
            starts_at: self.slot.starts_at,
        })
    }
}

/// Which of these find no room, by place. Nobody is kept from anything.
pub async fn crowded(tx: &mut TenantTx, action: Action, visits: &[Entered]) -> Result<Vec<usize>> {
    let ids: Vec<Uuid> = visits.iter().map(|_| tx.new_id::<Appointment>().uuid()).collect();
    let places = places(tx, action, visits, &ids).await?.into_iter().enumerate();
    Ok(places.filter(|(_, place)| place.is_none()).map(|(place, _)| place).collect())
}

/// The place of each of these under the id that it is to have; none for who is in the way of somebody who is here, or of one
/// before them, or finds a session full.
pub(super) async fn places(
    tx: &mut TenantTx,
    action: Action,
    visits: &[Entered],
    ids: &[Uuid],
) -> Result<Vec<Option<Seat>>> {
    let occupied = occupied(tx, action, visits).await?;
    let mut sessions = sessions(tx, action, visits).await?;
    let mut places: Vec<Option<Seat>> = Vec::with_capacity(visits.len());
    for (place, (visit, id)) in visits.iter().zip(ids).enumerate() {
        let mut before = visits.iter().zip(&places).filter(|(_, seat)| seat.is_some());
        let is_crowded = occupied.contains(&place) || before.any(|(other, _)| other.is_in_the_way_of(visit));
        places.push(match visit.session() {
            _ if is_crowded => None,
            None => Some(Seat { group: *id, number: 1, of: 1 }),
            Some(session) => sessions.entry(session).or_insert_with(|| Seats::new(*id)).next(visit.seats),
        });
    }
    Ok(places)
}

/// The seats of a session that somebody has.
struct Seats {
    group: Uuid,
    taken: HashSet<i32>,
}

impl Seats {
    fn new(group: Uuid) -> Self {
        Self { group, taken: HashSet::new() }
    }

    /// The first that nobody has.
    fn next(&mut self, of: i32) -> Option<Seat> {
        let number = (1..=of).find(|number| !self.taken.contains(number))?;
        self.taken.insert(number);
        Some(Seat { group: self.group, number, of })
    }
}

/// What there is already of the sessions that these are of.
async fn sessions(tx: &mut TenantTx, action: Action, visits: &[Entered]) -> Result<HashMap<Session, Seats>> {
    let wanted: HashSet<Session> = visits.iter().filter_map(Entered::session).collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let providers: Vec<Uuid> = wanted.iter().map(|session| session.provider).collect();
    let services: Vec<Uuid> = wanted.iter().map(|session| session.service).collect();
    let starts: Vec<jiff_sqlx::Timestamp> = wanted.iter().map(|session| session.starts_at.to_sqlx()).collect();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select a.provider_id, a.service_id as "service_id!", a.starts_at as "starts_at: jiff_sqlx::Timestamp", a.group_id,
               a.seat
           from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as w (provider, service, starts_at)
           join appointment a on a.provider_id = w.provider and a.service_id = w.service and a.starts_at = w.starts_at
           where a.seats > 1 and a.deleted_at is null
             and a.status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')"#,
        &providers,
        &services,
        &starts as _
    );
    let mut sessions: HashMap<Session, Seats> = HashMap::new();
    for row in rows.fetch_all(db).await? {
        let (provider, service, starts_at) = (row.provider_id, row.service_id, row.starts_at.to_jiff());
        let seats =
            sessions.entry(Session { provider, service, starts_at }).or_insert_with(|| Seats::new(row.group_id));
        seats.taken.insert(row.seat);
    }
    Ok(sessions)
}

/// Which of these are in the way of somebody who is here. Also of those who were booked over others on purpose, and stand
/// outside the constraints.
async fn occupied(tx: &mut TenantTx, action: Action, visits: &[Entered]) -> Result<HashSet<usize>> {
    let blocking: Vec<(usize, &Entered)> =
        visits.iter().enumerate().filter(|(_, visit)| visit.status.blocks()).collect();
    let of = |at: fn(&Slot) -> Timestamp| -> Vec<jiff_sqlx::Timestamp> {
        blocking.iter().map(|(_, visit)| at(&visit.busy).to_sqlx()).collect()
    };
    let (from, until) = (of(|slot| slot.starts_at), of(|slot| slot.ends_at));
    let providers: Vec<Uuid> = blocking.iter().map(|(_, visit)| visit.provider).collect();
    let rooms: Vec<Option<Uuid>> = blocking.iter().map(|(_, visit)| visit.room).collect();
    let needing = blocking.iter().map(|(_, visit)| visit.service.filter(|_| !visit.equipment.is_empty()));
    let services: Vec<Option<Uuid>> = needing.collect();
    let sessions: Vec<Option<Uuid>> =
        blocking.iter().map(|(_, visit)| visit.session().map(|one| one.service)).collect();
    let starts: Vec<jiff_sqlx::Timestamp> = blocking.iter().map(|(_, visit)| visit.slot.starts_at.to_sqlx()).collect();
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select w.place as "place!"
           from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $6::uuid[],
                   $7::uuid[], $8::timestamptz[])
               with ordinality as w (provider, room, busy_from, busy_until, needing, session, starts_at, place)
           where exists (select from appointment a
               where (a.provider_id = w.provider or a.room_id = w.room)
                 and a.busy_from < w.busy_until and a.busy_until > w.busy_from
                 and a.starts_at > w.busy_from - interval '36 hours' and a.starts_at < w.busy_until + interval '12 hours'
                 -- Whoever comes to the same session is in nobody's way.
                 and not coalesce(a.seats > 1 and a.provider_id = w.provider and a.service_id = w.session
                     and a.starts_at = w.starts_at, false)
                 and a.deleted_at is null and (a.hold_expires_at is null or a.hold_expires_at > $5)
                 and a.status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled'))
              or exists (select from service s join appointment_equipment e on e.item = any(s.equipment)
               join appointment a on a.id = e.appointment_id
               where s.id = w.needing and e.during && tstzrange(w.busy_from, w.busy_until)
                 and not coalesce(a.seats > 1 and a.provider_id = w.provider and a.service_id = w.session
                     and a.starts_at = w.starts_at, false))"#,
        &providers,
        &rooms as _,
        &from as _,
        &until as _,
        now as _,
        &services as _,
        &sessions as _,
        &starts as _
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    let place = |place: i64| Some(blocking.get(usize::try_from(place - 1).ok()?)?.0);
    Ok(rows.filter_map(place).collect())
}
