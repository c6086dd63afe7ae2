//! Closures: days on which nobody comes.

use calendar::Closure;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Subject, TenantTx, Topic};
use uuid::Uuid;

use crate::schedule::model::NewClosure;

/// Tag for ids of closures.
struct ClosureId;

/// The closures that have not ended before a day, in order.
pub async fn list(tx: &mut TenantTx, from: Date) -> Result<Vec<Closure>> {
    let db = tx.authorize(Action::ViewSchedule)?;
    let rows = sqlx::query!(
        "select id, name, from_date, to_date from closure where to_date >= $1 order by from_date, to_date, id",
        from.to_sqlx()
    );
    let closures = rows.fetch_all(db).await?.into_iter().map(|row| Closure {
        id: row.id,
        name: row.name,
        from: row.from_date.to_jiff(),
        to: row.to_date.to_jiff(),
    });
    Ok(closures.collect())
}

/// Closes the clinic on some days. What is booked then stays booked.
pub async fn add(tx: &mut TenantTx, new: NewClosure) -> Result<Closure> {
    let (id, now, by) = (tx.new_id::<ClosureId>().uuid(), tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(Action::ManageSchedule)?;
    sqlx::query!(
        "insert into closure (id, name, from_date, to_date, created_at, created_by) values ($1, $2, $3, $4, $5, $6)",
        id,
        new.name,
        new.from.to_sqlx(),
        new.to.to_sqlx(),
        now,
        by
    )
    .execute(db)
    .await?;
    told(tx, id);
    Ok(new.with_id(id))
}

/// Opens the clinic again.
pub async fn remove(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let db = tx.authorize(Action::ManageSchedule)?;
    let gone = sqlx::query!("delete from closure where id = $1", id).execute(db).await?;
    if gone.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    told(tx, id);
    Ok(())
}

fn told(tx: &mut TenantTx, id: Uuid) {
    tx.record(Action::ManageSchedule, Subject::new("closure", id));
    tx.announce(Topic::Day);
}
