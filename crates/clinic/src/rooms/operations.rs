//! Everything one can do to a room. The only file here with SQL.

use std::collections::HashMap;

use tenancy::{Action, Conflict, Error, FieldError, Id, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;

use super::Room;

const NAME: usize = 60;

/// Every room, by name.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Room>> {
    let db = tx.authorize(Action::ListRooms)?;
    let rows = sqlx::query!("select id, name, active from room order by name, id").fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| Room { id: Id::new(row.id), name: row.name, active: row.active }).collect())
}

/// What each room is called, for those who may do something that takes place in one.
pub async fn names(tx: &mut TenantTx, action: Action) -> Result<HashMap<Uuid, String>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!("select id, name from room").fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Adds a room; two cannot have one name.
pub async fn create(tx: &mut TenantTx, name: &str) -> Result<Room> {
    let name = people::text::one_line(name, NAME).map_err(|error| {
        let code = crate::forms::text_code(&error);
        Error::Invalid(vec![FieldError { limit: (code == "too_long").then_some(60), ..FieldError::new("name", code) }])
    })?;
    if name.is_empty() {
        return Err(Error::invalid("name", "required"));
    }
    let id = tx.new_id::<Room>();
    let db = tx.authorize(Action::ManageRooms)?;
    let made = sqlx::query!("insert into room (id, name) values ($1, $2)", id.uuid(), name).execute(db).await;
    made.on_constraint("room_name_unique", Conflict::AlreadyRecorded).map_err(|error| match error {
        Error::Conflict(_) => Error::invalid("name", "taken"),
        other => other,
    })?;
    tx.record(Action::ManageRooms, Subject::new("room", id.uuid()));
    tx.announce(Topic::Day);
    Ok(Room { id, name, active: true })
}

/// Whether there is such a room to book, for those who may do something that takes place in one.
pub async fn is_bookable(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<bool> {
    let db = tx.authorize(action)?;
    let found = sqlx::query_scalar!(r#"select exists (select from room where id = $1 and active) as "found!""#, id);
    Ok(found.fetch_one(db).await?)
}

/// The rooms that can be booked, by name, for those who may do something that takes place in one.
pub async fn bookable_ids(tx: &mut TenantTx, action: Action) -> Result<Vec<Uuid>> {
    let db = tx.authorize(action)?;
    Ok(sqlx::query_scalar!("select id from room where active order by name, id").fetch_all(db).await?)
}
