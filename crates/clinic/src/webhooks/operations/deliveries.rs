//! What a webhook was told, and telling it again.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use web::{Expected, Listing, PageOf};

use super::hold;
use crate::webhooks::model::{Delivery, DeliveryError, DeliveryStatus, Event, PING, Webhook};

/// A page of what a webhook was told, the newest first.
pub async fn list_deliveries(
    tx: &mut TenantTx,
    webhook: Id<Webhook>,
    status: Option<DeliveryStatus>,
    page: PageOf,
) -> Result<Listing<Delivery>> {
    let (action, status) = (Action::ListDeliveries, status.map(DeliveryStatus::as_str));
    let db = tx.authorize(action)?;
    let count = sqlx::query!(
        r#"select exists (select from webhook where id = $1) as "known!",
                  (select count(*) from webhook_delivery
                   where webhook_id = $1 and ($2::text is null or status = $2)) as "count!""#,
        webhook.uuid(),
        status
    );
    let count = count.fetch_one(&mut *db).await?;
    if !count.known {
        return Err(Error::NotFound);
    }
    let rows = sqlx::query!(
        r#"select e.id, e.type as told, e.happened_at, e.subject_id, e.patient_id, e.other_id, e.version, d.status,
                  d.attempts, d.next_attempt_at, d.attempted_at, d.duration_ms, d.answered, d.error_code, d.delivered_at
           from webhook_delivery d join webhook_event e on e.id = d.event_id
           where d.webhook_id = $1 and ($2::text is null or d.status = $2)
           order by d.created_at desc, d.event_id limit $3 offset $4"#,
        webhook.uuid(),
        status,
        page.size,
        page.offset()
    );
    let rows = rows.fetch_all(db).await?;
    let instant = |at: Option<jiff_sqlx::Timestamp>| at.map(jiff_sqlx::Timestamp::to_jiff);
    let found = rows.into_iter().map(|row| Delivery {
        event: Event {
            id: row.id,
            told: row.told,
            happened_at: row.happened_at.to_jiff(),
            subject: row.subject_id,
            patient: row.patient_id,
            other: row.other_id,
            version: row.version,
        },
        status: DeliveryStatus::parse(&row.status).unwrap_or(DeliveryStatus::Waiting),
        attempts: row.attempts,
        next_attempt_at: row.next_attempt_at.to_jiff(),
        attempted_at: instant(row.attempted_at),
        duration_ms: row.duration_ms,
        answered: row.answered,
        error: row.error_code.as_deref().and_then(DeliveryError::parse),
        delivered_at: instant(row.delivered_at),
    });
    let found: Vec<Delivery> = found.collect();
    let shown = found.iter().filter_map(|it| it.event.whom()).fold(subject(webhook), Subject::about);
    tx.record(action, shown);
    Ok(Listing::new(found, count.count, page))
}

/// Tells it that nothing happened, to see whether it hears.
pub async fn ping(tx: &mut TenantTx, webhook: Id<Webhook>) -> Result<Uuid> {
    let action = Action::PingWebhook;
    is_told(tx, action, webhook).await?;
    let (event, now) = (tx.new_id::<Event>().uuid(), tx.now().to_sqlx());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "with noted as (insert into webhook_event (id, type, happened_at, subject_id) values ($1, $2, $3, $4) returning id)
         insert into webhook_delivery (webhook_id, event_id, created_at, waiting_since, next_attempt_at)
         select $4, id, $3, $3, $3 from noted",
        event,
        PING,
        now as _,
        webhook.uuid()
    )
    .execute(db)
    .await?;
    tx.record(action, subject(webhook));
    tx.announce(Topic::Webhooks);
    Ok(event)
}

/// Tells it once more, at once and as often as what is new: what it heard, what was given up, and what waits.
pub async fn redeliver(tx: &mut TenantTx, webhook: Id<Webhook>, event: Uuid) -> Result<()> {
    let (action, now) = (Action::RedeliverWebhook, tx.now().to_sqlx());
    is_told(tx, action, webhook).await?;
    let db = tx.authorize(action)?;
    // Whoever is at it just now settles nothing any more: their lease is another one.
    let done = sqlx::query!(
        "update webhook_delivery set status = 'waiting', attempts = 0, waiting_since = $3, next_attempt_at = $3,
             leased_until = null, error_code = null, discarded_at = null
         where webhook_id = $1 and event_id = $2",
        webhook.uuid(),
        event,
        now as _
    );
    if done.execute(db).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.record(action, subject(webhook));
    tx.announce(Topic::Webhooks);
    Ok(())
}

/// The same for everything that was given up and not discarded, of all webhooks that are on; says how much.
pub async fn redeliver_failed(tx: &mut TenantTx) -> Result<u64> {
    let (action, now) = (Action::RedeliverWebhook, tx.now().to_sqlx());
    let db = tx.authorize(action)?;
    // First the webhooks, then what they are told: so does everybody.
    let on = sqlx::query_scalar!("select id from webhook where enabled order by id for no key update");
    let on = on.fetch_all(&mut *db).await?;
    let done = sqlx::query!(
        "update webhook_delivery set status = 'waiting', attempts = 0, waiting_since = $2, next_attempt_at = $2,
             leased_until = null, error_code = null
         where webhook_id = any($1) and status = 'failed' and discarded_at is null",
        &on,
        now as _
    );
    let done = done.execute(db).await?.rows_affected();
    tx.record(action, Subject::new("webhook", None));
    tx.announce(Topic::Webhooks);
    Ok(done)
}

/// Decides that a webhook need not be told of something that was given up; says how much that is, one or nothing.
pub async fn discard_failed(tx: &mut TenantTx, action: Action, (webhook, event): (Uuid, Uuid)) -> Result<u64> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "update webhook_delivery set discarded_at = $3
         where webhook_id = $1 and event_id = $2 and status = 'failed' and discarded_at is null",
        webhook,
        event,
        now as _
    );
    Ok(done.execute(db).await?.rows_affected())
}

/// Refuses where it is told nothing.
async fn is_told(tx: &mut TenantTx, action: Action, webhook: Id<Webhook>) -> Result<()> {
    match hold(tx, action, webhook, &Expected::Any).await? {
        true => Ok(()),
        false => Err(Error::Conflict(Conflict::WebhookOff)),
    }
}

fn subject(webhook: Id<Webhook>) -> Subject {
    Subject::new("webhook", webhook.uuid())
}
