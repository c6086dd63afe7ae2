//! What time does to offers and to those who wait, and who is next.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, TenantTx, Topic};
use uuid::Uuid;

use super::entries::end;
use super::row::{EntryRow, OfferRow, entries, offers, open_all};
use crate::appointments::operations::{Kept, kept, release_offered};
use crate::waitlist::model::{Entry, EntryStatus, Offer, OfferStatus};

/// Ends what is over: offers that were not answered in time or whose time somebody let go, offers whose time was booked,
/// and waiting until a day that is past. Offers that somebody is just answering are theirs to end.
pub async fn settle(tx: &mut TenantTx) -> Result<()> {
    let action = Action::ManageWaitlist;
    let now = tx.now();
    let db = tx.authorize(Action::TidyUp)?;
    let open = offers!("where status = 'open' order by id").fetch_all(db).await?;
    let open: Vec<Offer> = open.into_iter().map(OfferRow::open).collect();
    let holds: Vec<Uuid> = open.iter().filter_map(|offer| offer.appointment).collect();
    let kept = kept(tx, Action::TidyUp, &holds).await?;
    for offer in &open {
        let fate = match offer.appointment.and_then(|id| kept.get(&id)) {
            Some(Kept::Taken) => OfferStatus::Accepted,
            Some(Kept::Held) if offer.expires_at > now => continue,
            _ if offer.expires_at <= now => OfferStatus::Expired,
            _ => OfferStatus::Withdrawn,
        };
        settle_one(tx, action, offer, fate).await?;
    }
    lapse(tx, action).await
}

async fn settle_one(tx: &mut TenantTx, action: Action, offer: &Offer, fate: OfferStatus) -> Result<()> {
    let db = tx.authorize(Action::TidyUp)?;
    let entry = entries!("select", "from waitlist_entry where id = $1 for update skip locked", offer.entry.uuid());
    let Some(entry) = entry.fetch_optional(db).await? else { return Ok(()) };
    let entry = open_all(tx, Action::TidyUp, vec![entry]).await?.pop().ok_or(Error::NotFound)?;
    if !close(tx, Action::TidyUp, offer.id, fate).await? || entry.status != EntryStatus::Waiting {
        return Ok(());
    }
    if fate == OfferStatus::Accepted {
        end(tx, action, &entry, (EntryStatus::Booked, offer.appointment)).await?;
    }
    Ok(())
}

/// Notes what became of an offer whose entry this transaction holds; says whether it was open until now.
pub(super) async fn close(tx: &mut TenantTx, action: Action, id: Id<Offer>, fate: OfferStatus) -> Result<bool> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "update waitlist_offer set status = $2, ended_at = $3 where id = $1 and status = 'open'",
        id.uuid(),
        fate.as_str(),
        now as _
    );
    let is_closed = done.execute(db).await?.rows_affected() > 0;
    if is_closed {
        tx.announce(Topic::Waitlist);
    }
    Ok(is_closed)
}

/// Takes back the offer of an entry that this transaction holds, and lets go of its time, unless it may stay.
pub(super) async fn take_back(
    tx: &mut TenantTx,
    action: Action,
    entry: Id<Entry>,
    stays: impl Fn(&Offer) -> bool,
) -> Result<()> {
    let db = tx.authorize(action)?;
    let open = offers!("where entry_id = $1 and status = 'open'", entry.uuid()).fetch_optional(db).await?;
    let Some(offer) = open.map(OfferRow::open).filter(|offer| !stays(offer)) else { return Ok(()) };
    // What has lapsed is let go of by whoever wants the time, or by its own duty.
    if let Some(hold) = offer.appointment.filter(|_| offer.stands(tx.now())) {
        release_offered(tx, action, hold).await?;
    }
    close(tx, action, offer.id, OfferStatus::Withdrawn).await?;
    Ok(())
}

/// Ends the waiting of those whose last day is past.
async fn lapse(tx: &mut TenantTx, action: Action) -> Result<()> {
    let today = tx.tenant().day_of(tx.now());
    let db = tx.authorize(Action::TidyUp)?;
    let over = entries!(
        "select",
        "from waitlist_entry e where status = 'waiting' and latest_on < $1
             and not exists (select from waitlist_offer o where o.entry_id = e.id and o.status = 'open')
         order by id for update skip locked",
        today.to_sqlx() as _
    );
    let over = over.fetch_all(db).await?;
    for entry in open_all(tx, Action::TidyUp, over).await? {
        end(tx, action, &entry, (EntryStatus::Lapsed, None)).await?;
    }
    Ok(())
}

/// Somebody who could be offered a time.
pub struct Candidate {
    pub entry: Entry,
    /// How many offers they got today.
    pub today: i64,
}

/// Whoever waits and has no offer to answer, in their order.
pub async fn candidates(tx: &mut TenantTx, since: Timestamp, most: i64) -> Result<Vec<Candidate>> {
    let action = Action::TidyUp;
    let db = tx.authorize(action)?;
    let rows = entries!(
        "select",
        "from waitlist_entry e where status = 'waiting'
             and not exists (select from waitlist_offer o where o.entry_id = e.id and o.status = 'open')
         order by is_priority desc, created_at, id limit $1",
        most
    );
    let rows = rows.fetch_all(&mut *db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let counts = sqlx::query!(
        r#"select entry_id, count(*) as "count!" from waitlist_offer
           where entry_id = any($1) and created_at >= $2 group by entry_id"#,
        &ids,
        since.to_sqlx() as _
    );
    let counts = counts.fetch_all(db).await?;
    let today = |id: Uuid| counts.iter().find(|row| row.entry_id == id).map_or(0, |row| row.count);
    let entries = open_all(tx, action, rows).await?;
    Ok(entries.into_iter().map(|entry| Candidate { today: today(entry.id.uuid()), entry }).collect())
}

/// The times that somebody was offered before, with whom.
pub async fn offered_before(tx: &mut TenantTx, entry: Id<Entry>) -> Result<HashSet<(Uuid, Timestamp)>> {
    let db = tx.authorize(Action::FindSlots)?;
    let rows = sqlx::query!("select provider_id, starts_at from waitlist_offer where entry_id = $1", entry.uuid());
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.provider_id, row.starts_at.to_jiff())).collect())
}

/// When the next offer ends.
pub async fn next_expiry(tx: &mut TenantTx) -> Result<Option<Timestamp>> {
    let db = tx.authorize(Action::TidyUp)?;
    let next = sqlx::query_scalar!("select min(expires_at) from waitlist_offer where status = 'open'");
    Ok(next.fetch_one(db).await?.map(jiff_sqlx::Timestamp::to_jiff))
}
