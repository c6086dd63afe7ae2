//! Everything one can do to a notification. The only file here with SQL.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, TenantTx, Topic};
use uuid::Uuid;

use super::model::{Audience, Event, Kind, Notification};

/// Tells whoever is to know, but for the one who did it. What they have not looked at yet is not told a second time: it
/// counts once more.
pub async fn tell(tx: &mut TenantTx, audience: Audience<'_>, event: Event) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let roles: Vec<String> = audience.roles.iter().map(|role| role.as_str().to_owned()).collect();
    let db = tx.authorize(Action::Notify)?;
    // In one order, so that two who tell the same people wait for each other and not for ever.
    let people = sqlx::query_scalar!(
        "select id from staff where status = 'active' and (id = any($1) or roles && $2) and id is distinct from $3 order by id",
        audience.people,
        &roles,
        by
    );
    let people = people.fetch_all(&mut *db).await?;
    if people.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = people.iter().map(|_| tx.new_id::<Notification>().uuid()).collect();
    let db = tx.authorize(Action::Notify)?;
    sqlx::query!(
        "insert into notification (id, staff_id, kind, subject_id, subject_at, created_at)
         select id, staff, $3, $4, $5, $6 from unnest($1::uuid[], $2::uuid[]) as told (id, staff)
         on conflict (staff_id, kind, subject_id) where read_at is null
         do update set times = notification.times + 1, subject_at = $5, created_at = $6",
        &ids,
        &people,
        event.kind.as_str(),
        event.subject,
        event.at.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        now as _
    )
    .execute(db)
    .await?;
    tx.announce(Topic::Notifications);
    Ok(())
}

/// What waited is done: nobody has to look at it any more.
pub async fn settle(tx: &mut TenantTx, kind: Kind, subject: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::Notify)?;
    let done = sqlx::query!(
        "update notification set read_at = $3 where subject_id = $1 and kind = $2 and read_at is null",
        subject,
        kind.as_str(),
        now
    );
    if done.execute(db).await?.rows_affected() > 0 {
        tx.announce(Topic::Notifications);
    }
    Ok(())
}

/// How many somebody has not looked at.
pub async fn unread(tx: &mut TenantTx, staff: Uuid) -> Result<i64> {
    let db = tx.authorize(Action::ReadNotifications)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from notification where staff_id = $1 and read_at is null"#,
        staff
    );
    Ok(count.fetch_one(db).await?)
}

/// Somebody's latest, the newest first.
pub async fn latest(tx: &mut TenantTx, staff: Uuid, most: i64) -> Result<Vec<Notification>> {
    load(tx, staff, None, most).await
}

/// All of somebody's, or one of them.
async fn load(tx: &mut TenantTx, staff: Uuid, id: Option<Uuid>, most: i64) -> Result<Vec<Notification>> {
    let db = tx.authorize(Action::ReadNotifications)?;
    let rows = sqlx::query!(
        r#"select id, kind, subject_id, subject_at, times, created_at, read_at is not null as "is_read!"
           from notification where staff_id = $1 and ($2::uuid is null or id = $2)
           order by created_at desc, id desc limit $3"#,
        staff,
        id,
        most
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| {
        Ok(Notification {
            id: row.id,
            kind: Kind::parse(&row.kind).ok_or_else(|| Error::internal("a kind of notification nobody knows"))?,
            subject: row.subject_id,
            at: row.subject_at.map(jiff_sqlx::Timestamp::to_jiff),
            times: row.times,
            created_at: row.created_at.to_jiff(),
            is_read: row.is_read,
        })
    })
    .collect()
}

/// Somebody looked at one of theirs.
pub async fn read(tx: &mut TenantTx, staff: Uuid, id: Uuid) -> Result<Notification> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ReadNotifications)?;
    let done = sqlx::query!(
        "update notification set read_at = coalesce(read_at, $3) where id = $1 and staff_id = $2",
        id,
        staff,
        now
    );
    done.execute(db).await?;
    tx.announce(Topic::Notifications);
    load(tx, staff, Some(id), 1).await?.pop().ok_or(Error::NotFound)
}

/// Somebody has looked at all of theirs.
pub async fn read_all(tx: &mut TenantTx, staff: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ReadNotifications)?;
    sqlx::query!("update notification set read_at = $2 where staff_id = $1 and read_at is null", staff, now)
        .execute(db)
        .await?;
    tx.announce(Topic::Notifications);
    Ok(())
}

/// How many are shown; nobody reads on.
pub const MOST: i64 = 100;
