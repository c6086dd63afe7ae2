//! Everything one can do to a calendar feed. The only file here with SQL.

use std::collections::{BTreeSet, HashMap};

use calendar::feed::{Event, Standing};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use people::names::initials;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;
use web::sessions::{hash_secret, new_secret};

use crate::appointments::model::{Kind, Status};
use crate::parties::operations::load_many;
use crate::rooms;

/// A feed as its owner sees it; the address itself is not known any more.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    pub id: Uuid,
    pub created_at: Timestamp,
    pub last_read_at: Option<Timestamp>,
}

/// More than these are forgotten ones.
const MOST: usize = 10;

/// Makes a feed of one's own calendar; the secret of its address is known only now.
pub async fn create(tx: &mut TenantTx, staff: Uuid) -> Result<String> {
    let action = Action::ManageFeeds;
    if list(tx, staff).await?.len() >= MOST {
        return Err(Error::invalid("feed", "too_many"));
    }
    let (id, now, secret) = (tx.new_id::<Listed>().uuid(), tx.now().to_sqlx(), new_secret());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into calendar_feed (id, hash, staff_id, created_at) values ($1, $2, $3, $4)",
        id,
        &hash_secret(&secret)[..],
        staff,
        now
    )
    .execute(db)
    .await?;
    tx.record(action, Subject::new("calendar_feed", id));
    Ok(secret)
}

/// One's own feeds that are not taken back, the newest first.
pub async fn list(tx: &mut TenantTx, staff: Uuid) -> Result<Vec<Listed>> {
    let db = tx.authorize(Action::ViewOwnAccount)?;
    let rows = sqlx::query!(
        "select id, created_at, last_read_at from calendar_feed where staff_id = $1 and revoked_at is null
         order by created_at desc, id",
        staff
    );
    let rows = rows.fetch_all(db).await?;
    let listed = rows.into_iter().map(|row| Listed {
        id: row.id,
        created_at: row.created_at.to_jiff(),
        last_read_at: row.last_read_at.map(jiff_sqlx::Timestamp::to_jiff),
    });
    Ok(listed.collect())
}

/// Takes one of one's own feeds back: its address leads nowhere from now on.
pub async fn revoke(tx: &mut TenantTx, staff: Uuid, id: Uuid) -> Result<()> {
    let (action, now) = (Action::ManageFeeds, tx.now().to_sqlx());
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "update calendar_feed set revoked_at = $3 where id = $1 and staff_id = $2 and revoked_at is null",
        id,
        staff,
        now
    );
    if done.execute(db).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.record(action, Subject::new("calendar_feed", id));
    Ok(())
}

/// Whose feed an address is.
pub struct Owner {
    feed: Uuid,
    pub staff: Uuid,
    pub name: String,
}

/// Finds the feed of an address and notes that it was read. One whose owner may not get in any more leads nowhere.
pub async fn open(tx: &mut TenantTx, secret: &str) -> Result<Owner> {
    let (hash, now) = (hash_secret(secret), tx.now().to_sqlx());
    let db = tx.authorize(Action::ReadFeed)?;
    let row = sqlx::query!(
        r#"update calendar_feed f set last_read_at = $2 from staff s
           where f.hash = $1 and f.revoked_at is null and s.id = f.staff_id and s.status = 'active'
           returning f.id, f.staff_id"#,
        &hash[..],
        now
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let mut names = crate::accounts::operations::names(tx, Action::ReadFeed).await?;
    Ok(Owner { feed: row.id, staff: row.staff_id, name: names.remove(&row.staff_id).unwrap_or_default() })
}

const BACK: SignedDuration = SignedDuration::from_hours(30 * 24);
const AHEAD: SignedDuration = SignedDuration::from_hours(366 * 24);

/// What stands in it. What was cancelled stays there and says so: a program that never hears of it goes on showing it.
pub async fn events(tx: &mut TenantTx, owner: &Owner, label: impl Fn(Kind) -> String) -> Result<Vec<Event>> {
    let (action, now, host) = (Action::ReadFeed, tx.now(), tx.tenant().slug.clone());
    let bound = |at: std::result::Result<Timestamp, jiff::Error>| at.map(Timestamp::to_sqlx).map_err(Error::internal);
    let (from, to) = (bound(now.checked_sub(BACK))?, bound(now.checked_add(AHEAD))?);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, patient_id, room_id, kind, status, starts_at, ends_at, version, created_at, updated_at,
                deleted_at is not null or (hold_expires_at is not null and hold_expires_at <= $4) as is_gone
         from appointment where (provider_id = $1 or $1 = any(staff_ids)) and starts_at >= $2 and starts_at < $3
         order by starts_at, id",
        owner.staff,
        from,
        to,
        now.to_sqlx()
    );
    let rows = rows.fetch_all(db).await?;
    let patients: Vec<Uuid> = rows.iter().map(|row| row.patient_id).collect();
    let letters: HashMap<Uuid, String> = load_many(tx, action, &patients)
        .await?
        .into_iter()
        .map(|party| (party.id.uuid(), initials(&party.person.reveal().full_name())))
        .collect();
    let rooms = rooms::operations::names(tx, action).await?;
    let shown: BTreeSet<Uuid> = patients.into_iter().collect();
    tx.record(action, shown.into_iter().fold(Subject::new("calendar_feed", owner.feed), Subject::about));
    let events = rows.into_iter().filter_map(|row| {
        let (kind, status) = (Kind::parse(&row.kind)?, Status::parse(&row.status)?);
        let who = letters.get(&row.patient_id).cloned().unwrap_or_default();
        Some(Event {
            uid: format!("{}@{host}.praxis", row.id),
            starts_at: row.starts_at.to_jiff(),
            ends_at: row.ends_at.to_jiff(),
            summary: format!("{who} {}", label(kind)).trim().to_owned(),
            location: row.room_id.and_then(|room| rooms.get(&room).cloned()),
            standing: standing(status, row.is_gone.unwrap_or(false)),
            sequence: u32::try_from(row.version - 1).unwrap_or_default(),
            created_at: row.created_at.to_jiff(),
            changed_at: row.updated_at.to_jiff(),
        })
    });
    Ok(events.collect())
}

fn standing(status: Status, is_gone: bool) -> Standing {
    match status {
        _ if is_gone => Standing::Cancelled,
        Status::Cancelled | Status::Noshow | Status::EnteredInError => Standing::Cancelled,
        Status::Waitlist | Status::Proposed | Status::Pending => Standing::Tentative,
        Status::Booked | Status::Arrived | Status::CheckedIn | Status::Fulfilled => Standing::Confirmed,
    }
}
