//! Services: what is offered.

use std::collections::BTreeSet;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, FieldError, Id, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use web::Expected;

use crate::accounts::operations::provider_ids;
use crate::appointments::model::Kind;
use crate::rooms;
use crate::schedule::model::{BookableBy, NewService, Service};

struct Row {
    id: Uuid,
    name: String,
    kind: String,
    duration_minutes: i32,
    buffer_before_minutes: i32,
    buffer_after_minutes: i32,
    capacity: i32,
    lead_minutes: i32,
    horizon_days: Option<i32>,
    step_minutes: Option<i32>,
    bookable_by: String,
    price_minor: Option<i64>,
    needs_room: bool,
    equipment: Vec<String>,
    providers: Vec<Uuid>,
    rooms: Vec<Uuid>,
    position: i32,
    active: bool,
    version: i32,
}

impl Row {
    fn open(self) -> Service {
        // The table's constraints keep all of these within what the types hold.
        let small = |number: i32| u16::try_from(number).unwrap_or(u16::MAX);
        let plain = |number: i32| u32::try_from(number).unwrap_or(u32::MAX);
        let offer = NewService {
            name: self.name,
            kind: Kind::parse(&self.kind).unwrap_or(Kind::Consultation),
            duration_minutes: small(self.duration_minutes),
            buffer_before_minutes: small(self.buffer_before_minutes),
            buffer_after_minutes: small(self.buffer_after_minutes),
            capacity: plain(self.capacity),
            lead_minutes: plain(self.lead_minutes),
            horizon_days: self.horizon_days.map(plain),
            step_minutes: self.step_minutes.map(small),
            bookable_by: BookableBy::parse(&self.bookable_by).unwrap_or(BookableBy::Staff),
            price_minor: self.price_minor,
            needs_room: self.needs_room,
            equipment: self.equipment,
            providers: self.providers,
            rooms: self.rooms,
            position: self.position,
        };
        Service { id: Id::new(self.id), offer, active: self.active, version: self.version }
    }
}

/// What is offered, in the clinic's own order; also what is not any more, when asked for.
pub async fn list(tx: &mut TenantTx, retired_too: bool) -> Result<Vec<Service>> {
    load(tx, Action::ViewSchedule, None, retired_too).await
}

/// What is offered, for those who may do something that takes a service.
pub async fn list_for(tx: &mut TenantTx, action: Action) -> Result<Vec<Service>> {
    load(tx, action, None, false).await
}

/// One service, offered or retired.
pub async fn find(tx: &mut TenantTx, id: Id<Service>) -> Result<Service> {
    find_for(tx, Action::ViewSchedule, id).await
}

/// The same for those who may do something that takes a service.
pub async fn find_for(tx: &mut TenantTx, action: Action, id: Id<Service>) -> Result<Service> {
    load(tx, action, Some(id.uuid()), true).await?.pop().ok_or(Error::NotFound)
}

async fn load(tx: &mut TenantTx, action: Action, one: Option<Uuid>, retired_too: bool) -> Result<Vec<Service>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select id, name, kind, duration_minutes, buffer_before_minutes, buffer_after_minutes, capacity, lead_minutes,
                  horizon_days, step_minutes, bookable_by, price_minor, needs_room, equipment, position, active, version,
                  array(select staff_id from service_provider where service_id = service.id order by staff_id)
                      as "providers!",
                  array(select room_id from service_room where service_id = service.id order by room_id) as "rooms!"
           from service where ($1::uuid is null or id = $1) and (active or $2)
           order by position, lower(name), id"#,
        one,
        retired_too
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Row::open).collect())
}

/// Adds a service.
pub async fn create(tx: &mut TenantTx, new: &NewService) -> Result<Service> {
    check(tx, new).await?;
    let (id, now, by) = (tx.new_id::<Service>(), tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(Action::ManageSchedule)?;
    let made = sqlx::query!(
        "insert into service (id, name, kind, duration_minutes, buffer_before_minutes, buffer_after_minutes, capacity,
             lead_minutes, horizon_days, step_minutes, bookable_by, price_minor, needs_room, equipment, position,
             created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $16, $17)",
        id.uuid(),
        new.name,
        new.kind.as_str(),
        i32::from(new.duration_minutes),
        i32::from(new.buffer_before_minutes),
        i32::from(new.buffer_after_minutes),
        whole(new.capacity),
        whole(new.lead_minutes),
        new.horizon_days.map(whole),
        new.step_minutes.map(i32::from),
        new.bookable_by.as_str(),
        new.price_minor,
        new.needs_room,
        &new.equipment,
        new.position,
        now,
        by
    );
    named_once(made.execute(db).await.map(drop))?;
    link(tx, id.uuid(), new).await?;
    told(tx, id.uuid());
    Ok(Service { id, offer: new.clone(), active: true, version: 1 })
}

/// Replaces what a service is. What was booked under it stays as it was.
pub async fn update(tx: &mut TenantTx, id: Id<Service>, new: &NewService, expected: &Expected) -> Result<Service> {
    check(tx, new).await?;
    let (active, version) = hold(tx, id, expected).await?;
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(Action::ManageSchedule)?;
    let done = sqlx::query!(
        "update service set name = $2, kind = $3, duration_minutes = $4, buffer_before_minutes = $5,
             buffer_after_minutes = $6, capacity = $7, lead_minutes = $8, horizon_days = $9, step_minutes = $10,
             bookable_by = $11, price_minor = $12, needs_room = $13, equipment = $14, position = $15, updated_at = $16,
             updated_by = $17, version = version + 1
         where id = $1",
        id.uuid(),
        new.name,
        new.kind.as_str(),
        i32::from(new.duration_minutes),
        i32::from(new.buffer_before_minutes),
        i32::from(new.buffer_after_minutes),
        whole(new.capacity),
        whole(new.lead_minutes),
        new.horizon_days.map(whole),
        new.step_minutes.map(i32::from),
        new.bookable_by.as_str(),
        new.price_minor,
        new.needs_room,
        &new.equipment,
        new.position,
        now,
        by
    );
    named_once(done.execute(db).await.map(drop))?;
    link(tx, id.uuid(), new).await?;
    told(tx, id.uuid());
    Ok(Service { id, offer: new.clone(), active, version: version + 1 })
}

/// Offers a service no longer. It stays where it was booked.
pub async fn retire(tx: &mut TenantTx, id: Id<Service>, expected: &Expected) -> Result<()> {
    let (active, _) = hold(tx, id, expected).await?;
    if !active {
        return Err(Error::NotFound);
    }
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(Action::ManageSchedule)?;
    sqlx::query!(
        "update service set active = false, updated_at = $2, updated_by = $3, version = version + 1 where id = $1",
        id.uuid(),
        now,
        by
    )
    .execute(db)
    .await?;
    told(tx, id.uuid());
    Ok(())
}

async fn hold(tx: &mut TenantTx, id: Id<Service>, expected: &Expected) -> Result<(bool, i32)> {
    let db = tx.authorize(Action::ManageSchedule)?;
    let row = sqlx::query!("select active, version from service where id = $1 for update", id.uuid());
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    expected.check(row.version)?;
    Ok((row.active, row.version))
}

/// Refuses people and rooms that are not there.
async fn check(tx: &mut TenantTx, new: &NewService) -> Result<()> {
    let action = Action::ManageSchedule;
    let mut problems = Vec::new();
    let known: BTreeSet<Uuid> = provider_ids(tx, action).await?.into_iter().collect();
    if !new.providers.iter().all(|id| known.contains(id)) {
        problems.push(FieldError::new("providers", "unknown_choice"));
    }
    for room in &new.rooms {
        if !rooms::operations::is_bookable(tx, action, *room).await? {
            problems.push(FieldError::new("rooms", "unknown_choice"));
            break;
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// Notes who offers it, and where.
async fn link(tx: &mut TenantTx, id: Uuid, new: &NewService) -> Result<()> {
    let db = tx.authorize(Action::ManageSchedule)?;
    sqlx::query!("delete from service_provider where service_id = $1", id).execute(&mut *db).await?;
    sqlx::query!("delete from service_room where service_id = $1", id).execute(&mut *db).await?;
    sqlx::query!(
        "insert into service_provider (service_id, staff_id) select $1, staff_id from unnest($2::uuid[]) as staff_id",
        id,
        &new.providers
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into service_room (service_id, room_id) select $1, room_id from unnest($2::uuid[]) as room_id",
        id,
        &new.rooms
    )
    .execute(db)
    .await?;
    Ok(())
}

fn told(tx: &mut TenantTx, id: Uuid) {
    tx.record(Action::ManageSchedule, Subject::new("service", id));
    tx.announce(Topic::Day);
}

fn named_once(done: sqlx::Result<()>) -> Result<()> {
    done.on_constraint("service_name_unique", Conflict::DuplicateName).map_err(|error| match error {
        Error::Conflict(Conflict::DuplicateName) => Error::invalid("name", "taken"),
        other => other,
    })
}

fn whole(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
