//! Offering what is free to those who wait, in their order: a duty that looks at what is free and at who waits, and is
//! told nothing, so that a time is offered however it became free.

use jiff::{SignedDuration, Timestamp};
use tenancy::{Action, Actor, Conflict, Error, House, Result, TenantRef, TenantTx};
use web::Texts;

use super::letter::{Letter, reach};
use super::model::{Entry, LEAST};
use super::operations::{self, Candidate, Choice, candidates, free, next_expiry, offered_before, settle};
use super::quiet::Quiet;
use crate::appointments::policy::BookingPolicy;
use crate::messages;
use crate::messages::settings::Messaging;
use crate::parties::operations::load_living;

/// How often is looked when nobody says that anything became free.
const LOOK: SignedDuration = SignedDuration::from_mins(5);
/// So many of those who wait are looked at in one round.
const MOST: i64 = 200;
/// Who has let so many offers go in a day is left in peace until the next.
const MOST_A_DAY: i64 = 3;
/// So many times are tried for somebody when others are quicker.
const TRIES: usize = 5;

/// One look at a clinic's waiting list: ends what is over, and offers what is free. Returns when to look again, unless
/// news come first. In the quiet hours nobody is offered anything.
pub async fn offer_waitlist(house: &House, texts: &Texts, address: &str, tenant: &TenantRef) -> Result<Timestamp> {
    let round = Round { house, tenant, letter: Letter { texts, address: address.to_owned() } };
    let mut tx = round.begin().await?;
    settle(&mut tx).await?;
    tx.commit().await?;
    let mut tx = round.begin().await?;
    let (now, today) = (tx.now(), tenant.day_of(tx.now()));
    let messaging = messages::operations::load(&mut tx).await?.messaging;
    let (policy, _) = BookingPolicy::load(&mut tx).await?;
    let since = today.to_zoned(tenant.time_zone.clone()).map_err(Error::internal)?.timestamp();
    let waiting = candidates(&mut tx, since, MOST).await?;
    tx.commit().await?;
    let look = match quiet_over(&messaging, tenant, now)? {
        Some(over) => over,
        None => {
            for candidate in waiting.iter().filter(|candidate| candidate.today < MOST_A_DAY) {
                round.find_something(candidate, &policy).await?;
            }
            now.checked_add(LOOK).map_err(Error::internal)?
        }
    };
    let mut tx = round.begin().await?;
    let expiry = next_expiry(&mut tx).await?;
    tx.commit().await?;
    Ok(expiry.map_or(look, |expiry| expiry.min(look)))
}

fn quiet_over(messaging: &Messaging, tenant: &TenantRef, now: Timestamp) -> Result<Option<Timestamp>> {
    Quiet::of(messaging, &tenant.time_zone).over(now)
}

struct Round<'a> {
    house: &'a House,
    tenant: &'a TenantRef,
    letter: Letter<'a>,
}

impl Round<'_> {
    async fn begin(&self) -> Result<TenantTx> {
        self.house.begin(self.house.ticket(self.tenant.clone(), Actor::Job { name: "waitlist" })).await
    }

    /// Offers somebody the first free time that suits them and that they were not offered before.
    async fn find_something(&self, Candidate { entry, .. }: &Candidate, policy: &BookingPolicy) -> Result<()> {
        let mut tx = self.begin().await?;
        let choices = choices(&mut tx, entry, policy).await?;
        tx.commit().await?;
        for choice in choices {
            let mut tx = self.begin().await?;
            match operations::offer(&mut tx, entry.id, choice, &self.letter).await {
                Ok(_) => return tx.commit().await,
                // Somebody was quicker with this time; perhaps not with the next.
                Err(Error::Conflict(Conflict::SlotTaken { .. } | Conflict::NotOffered)) => {}
                // Or the entry is not what it was: the news of that bring the next look.
                Err(Error::Conflict(_) | Error::NotFound | Error::Invalid(_)) => return Ok(()),
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }
}

/// What somebody could be offered now; nothing when they cannot be told.
async fn choices(tx: &mut TenantTx, entry: &Entry, policy: &BookingPolicy) -> Result<Vec<Choice>> {
    let patient = match load_living(tx, Action::DeliverMessages, entry.patient.uuid()).await {
        Err(Error::NotFound) => return Ok(Vec::new()),
        patient => patient?,
    };
    if reach(tx, &patient).await?.is_none() {
        return Ok(Vec::new());
    }
    let before = offered_before(tx, entry.id).await?;
    let soonest = tx.now().checked_add(policy.cutoff() + LEAST).map_err(Error::internal)?;
    let is_new = |one: Choice| one.starts_at >= soonest && !before.contains(&(one.provider, one.starts_at));
    Ok(free(tx, entry, TRIES, is_new).await?.iter().map(Choice::from).collect())
}
