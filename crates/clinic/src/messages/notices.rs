//! Telling patients that an appointment is booked, moved or cancelled: once it is certain that nobody takes it back.

use jiff::Timestamp;
use tenancy::{Action, Actor, House, Result, TenantRef, TenantTx};
use web::Texts;

use super::addressing::Writer;
use super::model::Visit;
use super::operations::{self, Notice};
use super::settings::Messaging;
use crate::parties::operations::load_many;

/// Told in one transaction.
const CHUNK: i64 = 100;

/// Writes the messages whose moment has come. Returns when the next one's does.
pub async fn tell(house: &House, texts: &Texts, tenant: &TenantRef) -> Result<Option<Timestamp>> {
    loop {
        let mut tx = house.begin(house.ticket(tenant.clone(), Actor::Job { name: "notices" })).await?;
        let (seen, notices) = operations::due_notices(&mut tx, CHUNK).await?;
        let messaging = operations::load(&mut tx).await?.messaging;
        write(&mut tx, texts, &messaging, &notices).await?;
        let next = operations::next_notice(&mut tx).await?;
        tx.commit().await?;
        if seen < CHUNK {
            return Ok(next);
        }
    }
}

async fn write(tx: &mut TenantTx, texts: &Texts, messaging: &Messaging, notices: &[Notice]) -> Result<()> {
    let wanted: Vec<&Notice> = notices.iter().filter(|notice| messaging.tells(notice.kind)).collect();
    let mut ids: Vec<_> = wanted.iter().map(|notice| notice.patient).collect();
    ids.sort_unstable();
    ids.dedup();
    let patients = load_many(tx, Action::DeliverMessages, &ids).await?;
    let tenant = tx.tenant().clone();
    let writer = Writer { tenant: &tenant, texts, messaging };
    for notice in wanted {
        let Some(patient) = patients.iter().find(|patient| patient.id.uuid() == notice.patient) else { continue };
        let visit = Visit { appointment: notice.appointment, starts_at: notice.starts_at, offset_minutes: None };
        let Some((message, why_not)) = writer.write((notice.kind, patient), visit, notice.visits) else { continue };
        match why_not {
            Some(why) => operations::withhold(tx, &message, why).await?,
            None => operations::queue(tx, &message).await?,
        };
    }
    Ok(())
}
