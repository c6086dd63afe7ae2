//! Planning reminders: level by level of the clinic's clock, each appointment once per offset.

use jiff::{SignedDuration, Timestamp};
use tenancy::{Action, Actor, Error, House, Result, Tenant, TenantRef};
use web::Texts;

use super::addressing::Writer;
use super::model::{MessageKind, Visit};
use super::operations::{self, Coming};
use super::settings::Messaging;
use crate::parties::operations::load_many;

/// How often reminders are planned.
const ROUND: SignedDuration = SignedDuration::from_mins(15);
/// Quiet hours and daylight saving move a reminder forward by no more than that.
const LEEWAY: SignedDuration = SignedDuration::from_hours(26);
/// Planned in one transaction.
const CHUNK: usize = 200;

/// A reminder that is due.
#[derive(Clone, Copy)]
struct Due {
    coming: Coming,
    offset: i32,
}

/// Plans the reminders whose moment came since the last time; what was missed is made up for once. Returns when to plan
/// again.
pub async fn plan(house: &House, texts: &Texts, tenant: &TenantRef) -> Result<Timestamp> {
    let now = house.clock().now();
    let ticket = || house.ticket(tenant.clone(), Actor::Job { name: "reminders" });
    let mut tx = house.begin(ticket()).await?;
    let messaging = operations::load(&mut tx).await?.messaging;
    let since = match operations::planned_until(&mut tx).await? {
        Some(mark) => mark,
        None => now.checked_sub(ROUND).map_err(Error::internal)?,
    };
    let farthest = messaging.offsets.iter().max().copied().unwrap_or(0);
    let until = SignedDuration::from_mins(i64::from(farthest)).checked_add(LEEWAY).unwrap_or(LEEWAY);
    let coming = match messaging.reminders {
        true => operations::coming(&mut tx, now, now.checked_add(until).map_err(Error::internal)?).await?,
        false => Vec::new(),
    };
    tx.commit().await?;
    let due: Vec<Due> = coming.into_iter().flat_map(|it| due(&messaging, tenant, it, (since, now))).collect();
    for chunk in due.chunks(CHUNK) {
        let mut tx = house.begin(ticket()).await?;
        remind(&mut tx, texts, &messaging, chunk).await?;
        tx.commit().await?;
    }
    let mut tx = house.begin(ticket()).await?;
    operations::mark(&mut tx, now).await?;
    tx.commit().await?;
    next_round(now)
}

/// The next quarter of an hour.
fn next_round(now: Timestamp) -> Result<Timestamp> {
    let round = ROUND.as_secs();
    Timestamp::from_second((now.as_second().div_euclid(round) + 1) * round).map_err(Error::internal)
}

/// The offsets whose moment lies in the span. Who books after that moment knows.
fn due(
    messaging: &Messaging,
    tenant: &Tenant,
    coming: Coming,
    (since, now): (Timestamp, Timestamp),
) -> impl Iterator<Item = Due> {
    let is_due = move |offset: &i32| {
        let at = messaging.reminded_at(&tenant.time_zone, coming.starts_at, *offset);
        at.is_some_and(|at| since < at && at <= now && coming.booked_at <= at)
    };
    messaging
        .offsets
        .iter()
        .copied()
        .filter(is_due)
        .map(move |offset| Due { coming, offset })
        .collect::<Vec<_>>()
        .into_iter()
}

async fn remind(tx: &mut tenancy::TenantTx, texts: &Texts, messaging: &Messaging, due: &[Due]) -> Result<()> {
    let mut ids: Vec<_> = due.iter().map(|it| it.coming.patient).collect();
    ids.sort_unstable();
    ids.dedup();
    let patients = load_many(tx, Action::DeliverMessages, &ids).await?;
    let tenant = tx.tenant().clone();
    let writer = Writer { tenant: &tenant, texts, messaging };
    for it in due {
        let Some(patient) = patients.iter().find(|patient| patient.id.uuid() == it.coming.patient) else { continue };
        let (appointment, starts_at) = (it.coming.id, it.coming.starts_at);
        let visit = Visit { appointment, starts_at, offset_minutes: Some(it.offset) };
        if let Some((message, why_not)) = writer.write((MessageKind::AppointmentReminder, patient), visit, 1) {
            operations::remind(tx, &message, why_not).await?;
        }
    }
    Ok(())
}
