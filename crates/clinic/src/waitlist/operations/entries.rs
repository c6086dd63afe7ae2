//! Who waits: adding, looking, changing, taking off the list.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, FieldError, Id, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::PartySecret;
use web::{Expected, Listing, PageOf};

use super::row::{EntryRow, OfferRow, entries, keep, load, offers, open_all};
use super::settling::take_back;
use super::subject;
use crate::accounts::operations::is_provider;
use crate::appointments::operations::patient_id;
use crate::parties::model::Party;
use crate::parties::operations::{keep_patient, secret_of};
use crate::schedule;
use crate::waitlist::model::{Entry, EntryStatus, Listed, NewEntry, Offer, Wishes};
use crate::waitlist::sealing::NOTE;

/// Puts a patient on the list.
pub async fn add(tx: &mut TenantTx, new: &NewEntry) -> Result<Entry> {
    let action = Action::ManageWaitlist;
    let patient = patient_id(tx, action, new.patient).await?;
    insert(tx, action, patient, new).await
}

/// Puts this patient on the list, in the name of whoever may do that.
pub(super) async fn insert(tx: &mut TenantTx, action: Action, patient: Id<Party>, new: &NewEntry) -> Result<Entry> {
    let secret = match keep_patient(tx, action, patient.uuid()).await {
        Err(Error::NotFound) => Err(Error::invalid("patient", "unknown_choice")),
        kept => kept,
    }?;
    let wishes = complete(tx, action, &new.wishes).await?;
    let (keys, id, now, by) = (tx.keys(), tx.new_id::<Entry>(), tx.now().to_sqlx(), tx.actor_id());
    let note = keys.party(&secret).seal_opt(NOTE, id.uuid(), new.note.as_ref());
    let db = tx.authorize(action)?;
    let row = entries!(
        "insert into waitlist_entry (id, patient_id, service_id, kind, minutes, provider_id, earliest_on, latest_on, weekdays,
             from_minute, to_minute, is_priority, note, status, created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'waiting', $14, $15, $14, $15)
         returning",
        "",
        id.uuid(),
        patient.uuid(),
        wishes.service,
        wishes.kind.as_str(),
        i32::from(wishes.minutes),
        wishes.provider,
        wishes.earliest_on.to_sqlx() as _,
        wishes.latest_on.to_sqlx() as _,
        &wishes.weekdays,
        i32::from(wishes.hours.from_minute()),
        i32::from(wishes.hours.to_minute()),
        new.is_priority,
        note as _,
        now as _,
        by
    );
    let row = row.fetch_one(db).await.on_constraint("waitlist_entry_once", Conflict::AlreadyWaiting)?;
    written(tx, action, row, &secret)
}

/// With what the service says, where one is named; refuses what is not there.
async fn complete(tx: &mut TenantTx, action: Action, wishes: &Wishes) -> Result<Wishes> {
    let mut wishes = wishes.clone();
    let mut problems = Vec::new();
    if let Some(provider) = wishes.provider
        && !is_provider(tx, action, provider).await?
    {
        problems.push(FieldError::new("provider", "unknown_choice"));
    }
    if let Some(service) = wishes.service {
        match schedule::operations::find_for(tx, action, Id::new(service)).await {
            Ok(service) if service.active => {
                let offer = service.offer;
                let offers = |id: &Uuid| offer.providers.is_empty() || offer.providers.contains(id);
                if problems.is_empty() && wishes.provider.is_some_and(|id| !offers(&id)) {
                    problems.push(FieldError::new("provider", "unknown_choice"));
                }
                (wishes.kind, wishes.minutes) = (offer.kind, offer.duration_minutes);
            }
            Ok(_) | Err(Error::NotFound) => problems.push(FieldError::new("service", "unknown_choice")),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { Ok(wishes) } else { Err(Error::Invalid(problems)) }
}

fn written(tx: &mut TenantTx, action: Action, row: EntryRow, secret: &PartySecret) -> Result<Entry> {
    let entry = row.open(&tx.keys(), Some(secret))?;
    tx.record(action, subject(&entry));
    tx.announce(Topic::Waitlist);
    Ok(entry)
}

/// Somebody on the list, with the offer that they have not answered.
pub async fn find(tx: &mut TenantTx, id: Id<Entry>) -> Result<Listed> {
    let action = Action::ViewWaitlist;
    let entry = load(tx, action, id).await?;
    tx.record(action, subject(&entry));
    with_offers(tx, action, vec![entry]).await?.pop().ok_or(Error::NotFound)
}

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub status: Option<EntryStatus>,
    pub patient: Option<Uuid>,
    pub service: Option<Uuid>,
    pub provider: Option<Uuid>,
}

/// The list in its order: those who are put first, then those who wait longest.
pub async fn list(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Listed>> {
    let action = Action::ViewWaitlist;
    let status = filter.status.map(EntryStatus::as_str);
    let db = tx.authorize(action)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from waitlist_entry
           where ($1::text is null or status = $1) and ($2::uuid is null or patient_id = $2)
             and ($3::uuid is null or service_id = $3) and ($4::uuid is null or provider_id = $4)"#,
        status,
        filter.patient,
        filter.service,
        filter.provider
    );
    let count = count.fetch_one(&mut *db).await?;
    let rows = entries!(
        "select",
        "from waitlist_entry
         where ($1::text is null or status = $1) and ($2::uuid is null or patient_id = $2)
           and ($3::uuid is null or service_id = $3) and ($4::uuid is null or provider_id = $4)
         order by is_priority desc, created_at, id limit $5 offset $6",
        status,
        filter.patient,
        filter.service,
        filter.provider,
        page.size,
        page.offset()
    );
    let rows = rows.fetch_all(db).await?;
    let entries = open_all(tx, action, rows).await?;
    tx.record(action, Subject::list("waitlist_entry", entries.iter().map(|entry| entry.patient.uuid())));
    Ok(Listing::new(with_offers(tx, action, entries).await?, count, page))
}

/// Each with the offer that stands, if there is one.
async fn with_offers(tx: &mut TenantTx, action: Action, entries: Vec<Entry>) -> Result<Vec<Listed>> {
    let (ids, now): (Vec<Uuid>, _) = (entries.iter().map(|entry| entry.id.uuid()).collect(), tx.now());
    let db = tx.authorize(action)?;
    let rows = offers!(
        "where entry_id = any($1) and status = 'open' and expires_at > $2 and appointment_id is not null",
        &ids,
        now.to_sqlx() as _
    );
    let rows = rows.fetch_all(db).await?;
    let mut offers: HashMap<Uuid, Offer> = rows.into_iter().map(|row| (row.entry_id, row.open())).collect();
    let listed = entries.into_iter().map(|entry| Listed { offer: offers.remove(&entry.id.uuid()), entry });
    Ok(listed.collect())
}

/// Refuses what is over.
pub(super) fn still_waits(entry: &Entry, to: EntryStatus) -> Result<()> {
    match entry.status {
        EntryStatus::Waiting => Ok(()),
        ended => Err(Error::Conflict(Conflict::IllegalTransition { from: ended.as_str(), to: to.as_str() })),
    }
}

/// Replaces what somebody waits for. An offer that does not suit them any more is taken back.
pub async fn change(tx: &mut TenantTx, id: Id<Entry>, new: &NewEntry, expected: &Expected) -> Result<Entry> {
    let action = Action::ManageWaitlist;
    let before = keep(tx, action, id).await?;
    expected.check(before.version)?;
    still_waits(&before, EntryStatus::Waiting)?;
    if let Some(named) = new.patient
        && patient_id(tx, action, Some(named)).await? != before.patient
    {
        return Err(Error::invalid("patient", "unknown_choice"));
    }
    let wishes = complete(tx, action, &new.wishes).await?;
    let secret = secret_of(tx, action, before.patient).await?;
    let (keys, now, by, zone) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id(), tx.tenant().time_zone.clone());
    let suits = |offer: &Offer| {
        let same = wishes.service == before.wishes.service && wishes.minutes == before.wishes.minutes;
        same && wishes.suit(&zone, offer.slot) && wishes.provider.is_none_or(|one| one == offer.provider)
    };
    take_back(tx, action, id, suits).await?;
    let note = keys.party(&secret).seal_opt(NOTE, id.uuid(), new.note.as_ref());
    let db = tx.authorize(action)?;
    let row = entries!(
        "update waitlist_entry set service_id = $2, kind = $3, minutes = $4, provider_id = $5, earliest_on = $6,
             latest_on = $7, weekdays = $8, from_minute = $9, to_minute = $10, is_priority = $11, note = $12,
             updated_at = $13, updated_by = $14, version = version + 1
         where id = $1 returning",
        "",
        id.uuid(),
        wishes.service,
        wishes.kind.as_str(),
        i32::from(wishes.minutes),
        wishes.provider,
        wishes.earliest_on.to_sqlx() as _,
        wishes.latest_on.to_sqlx() as _,
        &wishes.weekdays,
        i32::from(wishes.hours.from_minute()),
        i32::from(wishes.hours.to_minute()),
        new.is_priority,
        note as _,
        now as _,
        by
    );
    let row = row.fetch_one(db).await.on_constraint("waitlist_entry_once", Conflict::AlreadyWaiting)?;
    written(tx, action, row, &secret)
}

/// Takes somebody off the list, and back whatever they are offered.
pub async fn withdraw(tx: &mut TenantTx, id: Id<Entry>, expected: &Expected) -> Result<Entry> {
    let action = Action::ManageWaitlist;
    let before = keep(tx, action, id).await?;
    expected.check(before.version)?;
    still_waits(&before, EntryStatus::Withdrawn)?;
    take_back(tx, action, id, |_| false).await?;
    end(tx, action, &before, (EntryStatus::Withdrawn, None)).await
}

/// Takes a patient who is deleted off the list. The record is the caller's to keep.
pub async fn withdraw_all(tx: &mut TenantTx, action: Action, patient: Id<Party>) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update waitlist_entry set status = 'withdrawn', updated_at = $2, updated_by = $3, version = version + 1
         where patient_id = $1 and status = 'waiting'",
        patient.uuid(),
        now as _,
        by
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends the waiting of an entry that this transaction holds.
pub(super) async fn end(
    tx: &mut TenantTx,
    action: Action,
    before: &Entry,
    (status, appointment): (EntryStatus, Option<Uuid>),
) -> Result<Entry> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    let row = entries!(
        "update waitlist_entry set status = $2, appointment_id = $3, updated_at = $4, updated_by = $5,
             version = version + 1
         where id = $1 returning",
        "",
        before.id.uuid(),
        status.as_str(),
        appointment,
        now as _,
        by
    );
    let row = row.fetch_one(db).await?;
    let secret = secret_of(tx, action, before.patient).await?;
    written(tx, action, row, &secret)
}
