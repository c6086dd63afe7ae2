//! A time that is wanted, with everybody and everything needed for it, and who is in the way.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use tenancy::{Action, Conflict, Error, FieldError, Id, Result, TenantTx};
use uuid::Uuid;

use crate::accounts::operations::{are_staff, is_provider};
use crate::appointments::model::{Appointment, Seat, Slot};
use crate::rooms;

/// What several may come to together: the same service, of the same provider, from the same moment on.
#[derive(Clone, Copy)]
pub(super) struct Session {
    pub service: Option<Uuid>,
    pub starts_at: Timestamp,
    /// For how many there is room.
    pub seats: i32,
}

/// A time that somebody wants, with everybody and everything needed for it.
pub(super) struct Wanted<'a> {
    pub provider: Uuid,
    pub room: Option<Uuid>,
    pub staff: &'a [Uuid],
    pub equipment: &'a [String],
    /// With what is kept free around it.
    pub slot: Slot,
    /// The appointment that wants it, when it has a place already.
    pub except: Option<Id<Appointment>>,
    pub session: Session,
}

/// What an appointment gets of a time that it wants.
#[derive(Clone, Copy)]
pub(super) struct Granted {
    /// Over others, on purpose.
    pub overbooked: bool,
    pub seat: Seat,
}

/// Who is at a time already.
pub(super) struct Blocker {
    pub id: Uuid,
    /// Nobody's any more: held, and not confirmed in time.
    pub lapsed: bool,
    /// The seat it has in the session that is wanted.
    pub seat: Option<Seat>,
}

impl Wanted<'_> {
    /// Refuses people and rooms that are not there.
    pub async fn check(&self, tx: &mut TenantTx, action: Action) -> Result<()> {
        let mut problems = Vec::new();
        if !is_provider(tx, action, self.provider).await? {
            problems.push(FieldError::new("provider", "unknown_choice"));
        }
        if !are_staff(tx, action, self.staff).await? {
            problems.push(FieldError::new("staff", "unknown_choice"));
        }
        if let Some(room) = self.room
            && !rooms::operations::is_bookable(tx, action, room).await?
        {
            problems.push(FieldError::new("room", "unknown_choice"));
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }

    /// Finds a place at that time for `id`. With a reason it may be over others, which must then be recorded.
    pub async fn clear(
        &self,
        tx: &mut TenantTx,
        action: Action,
        id: Id<Appointment>,
        reason: Option<&str>,
    ) -> Result<Granted> {
        self.queue_up(tx, action).await?;
        let blockers = self.blockers(tx, action).await?;
        release(tx, action, &blockers).await?;
        let (together, in_the_way): (Vec<_>, Vec<_>) =
            blockers.iter().filter(|blocker| !blocker.lapsed).partition(|blocker| blocker.seat.is_some());
        if in_the_way.is_empty()
            && let Some(seat) = self.seat_beside(&together, id)
        {
            return Ok(Granted { overbooked: false, seat });
        }
        if reason.is_none() {
            // Whoever fills a session is in the way as well.
            let blocked_by = together.iter().chain(&in_the_way).map(|blocker| blocker.id).collect();
            return Err(Error::Conflict(Conflict::SlotTaken { blocked_by }));
        }
        tx.authorize(Action::OverrideSlot)?;
        Ok(Granted { overbooked: true, seat: Seat::only(id) })
    }

    /// The first seat that none of them has; of a session that nobody comes to, the first.
    fn seat_beside(&self, together: &[&Blocker], id: Id<Appointment>) -> Option<Seat> {
        let seats: Vec<Seat> = together.iter().filter_map(|blocker| blocker.seat).collect();
        let group = seats.first().map_or(id.uuid(), |seat| seat.group);
        let of = self.session.seats;
        let number = (1..=of).find(|number| seats.iter().all(|seat| seat.number != *number))?;
        Some(Seat { group, number, of })
    }

    /// Everyone who wants the same provider, room or device waits here for each other: concurrent writers to an
    /// exclusion constraint may otherwise each wait for the other until one is thrown out as a deadlock, rows that
    /// were overbooked on purpose stand outside the constraint, and it cannot say who is in the way.
    pub async fn queue_up(&self, tx: &mut TenantTx, action: Action) -> Result<()> {
        let tenant = tx.tenant().id;
        let mut locks: Vec<i64> =
            [Some(self.provider), self.room].into_iter().flatten().map(|id| lock(tenant, &id)).collect();
        locks.extend(self.equipment.iter().map(|name| lock(tenant, name)));
        take(tx, action, locks).await
    }

    pub async fn blockers(&self, tx: &mut TenantTx, action: Action) -> Result<Vec<Blocker>> {
        let now = tx.now();
        let db = tx.authorize(action)?;
        if self.room.is_none() && self.equipment.is_empty() {
            return self.blockers_of_provider(db, now).await;
        }
        let rows = sqlx::query_as!(
            BlockerRow,
            "select id, provider_id, starts_at, service_id, group_id, seat, seats, hold_expires_at from appointment
             where (provider_id = $1 or room_id = $2 or equipment && $3)
               and busy_from < $5 and starts_at > $4::timestamptz - interval '36 hours' and busy_until > $4
               and starts_at < $5::timestamptz + interval '12 hours'
               and deleted_at is null
               and status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
               and id is distinct from $6
             order by starts_at, id",
            self.provider,
            self.room,
            self.equipment,
            self.slot.starts_at.to_sqlx(),
            self.slot.ends_at.to_sqlx(),
            self.except.map(Id::uuid)
        );
        Ok(self.judge(rows.fetch_all(db).await?, now))
    }

    /// The same for most appointments, which need nothing else. PostgreSQL takes ten times longer to plan it than to
    /// carry it out, and plans it anew for every time of day that it is shown; what a subquery says, it cannot see.
    async fn blockers_of_provider(&self, db: &mut PgConnection, now: Timestamp) -> Result<Vec<Blocker>> {
        let rows = sqlx::query_as!(
            BlockerRow,
            "select id, provider_id, starts_at, service_id, group_id, seat, seats, hold_expires_at from appointment
             where provider_id = $1
               and busy_from < (select $3::timestamptz) and busy_until > (select $2::timestamptz)
               and starts_at > (select $2::timestamptz - interval '36 hours')
               and starts_at < (select $3::timestamptz + interval '12 hours')
               and deleted_at is null
               and status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
               and id is distinct from $4
             order by starts_at, id",
            self.provider,
            self.slot.starts_at.to_sqlx(),
            self.slot.ends_at.to_sqlx(),
            self.except.map(Id::uuid)
        );
        Ok(self.judge(rows.fetch_all(db).await?, now))
    }

    fn judge(&self, rows: Vec<BlockerRow>, now: Timestamp) -> Vec<Blocker> {
        let session = self.session;
        let blocker = |row: BlockerRow| Blocker {
            id: row.id,
            lapsed: row.hold_expires_at.is_some_and(|at| at.to_jiff() <= now),
            seat: (session.seats > 1
                && row.seats > 1
                && row.provider_id == self.provider
                && row.service_id == session.service
                && row.starts_at.to_jiff() == session.starts_at)
                .then_some(Seat { group: row.group_id, number: row.seat, of: row.seats }),
        };
        rows.into_iter().map(blocker).collect()
    }
}

struct BlockerRow {
    id: Uuid,
    provider_id: Uuid,
    starts_at: jiff_sqlx::Timestamp,
    service_id: Option<Uuid>,
    group_id: Uuid,
    seat: i32,
    seats: i32,
    hold_expires_at: Option<jiff_sqlx::Timestamp>,
}

/// Takes away what was held and not confirmed in time: the constraints do not know what time it is. A hold says nothing
/// that anybody needs later; the record keeps who held what.
async fn release(tx: &mut TenantTx, action: Action, blockers: &[Blocker]) -> Result<()> {
    let lapsed: Vec<Uuid> = blockers.iter().filter(|blocker| blocker.lapsed).map(|blocker| blocker.id).collect();
    if lapsed.is_empty() {
        return Ok(());
    }
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    sqlx::query!("delete from appointment where id = any($1) and hold_expires_at <= $2", &lapsed, now)
        .execute(db)
        .await?;
    Ok(())
}

/// As [`Wanted::queue_up`], for whoever wants many people, rooms and devices.
pub(super) async fn queue_up_for(tx: &mut TenantTx, action: Action, whom: &[Uuid], what: &[&String]) -> Result<()> {
    let tenant = tx.tenant().id;
    let locks = whom.iter().map(|id| lock(tenant, id)).chain(what.iter().map(|name| lock(tenant, *name)));
    let locks: Vec<i64> = locks.collect();
    take(tx, action, locks).await
}

async fn take(tx: &mut TenantTx, action: Action, mut locks: Vec<i64>) -> Result<()> {
    // One order for all.
    locks.sort_unstable();
    locks.dedup();
    let db = tx.authorize(action)?;
    sqlx::query!("select pg_advisory_xact_lock(key) as got from unnest($1::bigint[]) as key", &locks)
        .fetch_all(db)
        .await?;
    Ok(())
}

fn lock(tenant: Uuid, what: &impl std::hash::Hash) -> i64 {
    let mut hasher = DefaultHasher::new();
    (tenant, what).hash(&mut hasher);
    hasher.finish().cast_signed()
}
