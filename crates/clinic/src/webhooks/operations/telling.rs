//! Taking what is to be told, and writing down what came of it.

use std::time::Duration;

use carrier::HookSecret;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Role, Subject, TenantTx};
use uuid::Uuid;
use vault::{Phi, Sealed};

use crate::notifications::model::{Audience, Event as News, Kind};
use crate::notifications::operations::tell;
use crate::webhooks::model::{DeliveryError, Event, GIVEN_UP_AFTER, STOPPED_AFTER, StoppedFor, wait_after};
use crate::webhooks::sealing::{EARLIER_SECRET, SECRET, URL};

/// How many calls there are to one receiver at a time, and to one that does not answer.
const AT_ONCE: i64 = 4;
const AT_ONCE_IN_TROUBLE: i64 = 1;
/// Longer than any call. Whoever took something and died is not waited for any longer.
const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// What is told in one go to one receiver.
pub struct Round {
    pub url: String,
    /// The one in force, and the one before it while both sign.
    pub secrets: Vec<HookSecret>,
    pub claimed: Vec<Claimed>,
}

/// Something that this node is about to tell.
pub struct Claimed {
    pub event: Event,
    /// Which try it is, from 1.
    attempt: i32,
    waiting_since: Timestamp,
    leased_until: Timestamp,
}

/// What came of telling it.
pub struct Told {
    pub claimed: Claimed,
    pub took: Duration,
    pub answered: Option<u16>,
    pub verdict: Verdict,
}

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: it was heard.
    Heard,
    /// Tell it again, not before that.
    Again(DeliveryError, Option<Duration>),
    /// Nobody is there any more.
    Gone,
}

/// Whom there is something to tell by now, and whether anybody is told anything at all.
pub async fn due(tx: &mut TenantTx) -> Result<(Vec<Uuid>, bool)> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::DeliverWebhooks)?;
    let rows = sqlx::query!(
        r#"select w.id, exists (select from webhook_delivery d
               where d.webhook_id = w.id and d.status = 'waiting' and d.next_attempt_at <= $1
                 and (d.leased_until is null or d.leased_until <= $1)) as "is_due!"
           from webhook w where w.enabled order by w.id"#,
        now
    );
    let rows = rows.fetch_all(db).await?;
    Ok((rows.iter().filter(|row| row.is_due).map(|row| row.id).collect(), !rows.is_empty()))
}

/// Gives up what nobody heard for days, also where nobody was told because the webhook is off.
pub async fn give_up(tx: &mut TenantTx) -> Result<()> {
    let now = tx.now();
    let before = now.checked_sub(GIVEN_UP_AFTER).map_err(Error::internal)?;
    let db = tx.authorize(Action::DeliverWebhooks)?;
    sqlx::query!(
        "update webhook_delivery set status = 'failed', error_code = coalesce(error_code, 'not_tried')
         where status = 'waiting' and waiting_since <= $1 and (leased_until is null or leased_until <= $2)",
        before.to_sqlx() as _,
        now.to_sqlx() as _
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes what has waited longest for one receiver; none when there is nothing to be told, or enough under way.
pub async fn claim(tx: &mut TenantTx, webhook: Uuid) -> Result<Option<Round>> {
    let (keys, now) = (tx.keys(), tx.now());
    let until = now.checked_add(LEASE).map_err(Error::internal)?;
    let db = tx.authorize(Action::DeliverWebhooks)?;
    // The row is held, so that nodes which count what is under way count one after the other. Not against those who note
    // what happened: they only have to know that it is there.
    let row = sqlx::query!(
        r#"select url as "url: Sealed<String>", secret as "secret: Sealed<String>",
               case when earlier_until > $2 then earlier_secret end as "earlier: Sealed<String>",
               failing_since is not null as "is_in_trouble!",
               (select count(*) from webhook_delivery d
                where d.webhook_id = $1 and d.status = 'waiting' and d.leased_until > $2) as "under_way!"
           from webhook where id = $1 and enabled for no key update"#,
        webhook,
        now.to_sqlx() as _
    );
    let Some(row) = row.fetch_optional(&mut *db).await? else { return Ok(None) };
    let bound = if row.is_in_trouble { AT_ONCE_IN_TROUBLE } else { AT_ONCE };
    let url = keys.clinic().open(URL, webhook, &row.url)?.into_inner();
    let current = keys.clinic().open(SECRET, webhook, &row.secret)?;
    let earlier = keys.clinic().open_opt(EARLIER_SECRET, webhook, row.earlier.as_ref())?;
    let secrets = [Some(current), earlier].into_iter().flatten().map(Phi::into_inner);
    let secrets = secrets.filter_map(|text| HookSecret::parse(&text)).collect();
    let rows = sqlx::query!(
        r#"with due as (
               select event_id from webhook_delivery
               where webhook_id = $1 and status = 'waiting' and next_attempt_at <= $2
                 and (leased_until is null or leased_until <= $2)
               order by next_attempt_at, event_id limit greatest($4::bigint, 0) for update skip locked)
           update webhook_delivery d set leased_until = $3, attempts = d.attempts + 1, attempted_at = $2
           from due join webhook_event e on e.id = due.event_id
           where d.webhook_id = $1 and d.event_id = due.event_id
           returning e.id, e.type as told, e.happened_at, e.subject_id, e.patient_id, e.other_id, e.version, d.attempts,
               d.waiting_since, d.leased_until as "leased_until!""#,
        webhook,
        now.to_sqlx() as _,
        until.to_sqlx() as _,
        bound - row.under_way
    );
    let claimed = rows.fetch_all(db).await?.into_iter().map(|row| Claimed {
        event: Event {
            id: row.id,
            told: row.told,
            happened_at: row.happened_at.to_jiff(),
            subject: row.subject_id,
            patient: row.patient_id,
            other: row.other_id,
            version: row.version,
        },
        attempt: row.attempts,
        waiting_since: row.waiting_since.to_jiff(),
        leased_until: row.leased_until.to_jiff(),
    });
    let claimed: Vec<Claimed> = claimed.collect();
    Ok((!claimed.is_empty()).then_some(Round { url, secrets, claimed }))
}

/// Writes down what came of a round, and stops what nobody listens to any more. Says whether anything was heard.
pub async fn settle(tx: &mut TenantTx, webhook: Uuid, round: &[Told]) -> Result<bool> {
    let now = tx.now();
    let is_heard = round.iter().any(|told| told.verdict == Verdict::Heard);
    let is_gone = round.iter().any(|told| told.verdict == Verdict::Gone);
    let db = tx.authorize(Action::DeliverWebhooks)?;
    // First the webhook, then what it is told: so does everybody, and nobody waits for one another for ever.
    let since = sqlx::query_scalar!(
        r#"update webhook set failing_since = case when not $2 then coalesce(failing_since, $3) end
           where id = $1 and enabled returning failing_since"#,
        webhook,
        is_heard,
        now.to_sqlx() as _
    );
    let since = since.fetch_optional(db).await?.flatten().map(jiff_sqlx::Timestamp::to_jiff);
    for told in round {
        settle_one(tx, webhook, told).await?;
    }
    if is_gone {
        stop(tx, webhook, StoppedFor::Gone).await?;
    } else if since.is_some_and(|since| now.duration_since(since) >= STOPPED_AFTER) {
        stop(tx, webhook, StoppedFor::Failing).await?;
    }
    Ok(is_heard && !is_gone)
}

/// Where somebody else took it over meanwhile, or wants it told anew, that stands.
async fn settle_one(tx: &mut TenantTx, webhook: Uuid, told: &Told) -> Result<()> {
    let (now, claimed) = (tx.now(), &told.claimed);
    let (error, wait) = match told.verdict {
        Verdict::Heard => (None, None),
        Verdict::Gone => (Some(DeliveryError::Gone), None),
        Verdict::Again(error, wanted) => {
            let mixed = Uuid::from_u128(claimed.event.id.as_u128() ^ webhook.as_u128());
            (Some(error), wait_after(claimed.attempt, mixed, wanted))
        }
    };
    let again_at = wait.map(|wait| now.checked_add(wait)).transpose().map_err(Error::internal)?;
    let again_at = again_at.filter(|at| at.duration_since(claimed.waiting_since) < GIVEN_UP_AFTER);
    let status = match (told.verdict, again_at) {
        (Verdict::Heard, _) => "delivered",
        (_, Some(_)) => "waiting",
        (_, None) => "failed",
    };
    let db = tx.authorize(Action::DeliverWebhooks)?;
    sqlx::query!(
        "update webhook_delivery set status = $4, leased_until = null, next_attempt_at = coalesce($5, next_attempt_at),
             duration_ms = $6, answered = $7, error_code = $8, delivered_at = case when $4 = 'delivered' then $9::timestamptz end
         where webhook_id = $1 and event_id = $2 and status = 'waiting' and leased_until = $3",
        webhook,
        claimed.event.id,
        claimed.leased_until.to_sqlx() as _,
        status,
        again_at.map(Timestamp::to_sqlx) as _,
        i32::try_from(told.took.as_millis()).unwrap_or(i32::MAX),
        told.answered.map(i32::from),
        error.map(DeliveryError::as_str),
        now.to_sqlx() as _
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn stop(tx: &mut TenantTx, webhook: Uuid, why: StoppedFor) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::StopWebhook)?;
    let done = sqlx::query!(
        "update webhook set enabled = false, stopped_for = $2, updated_at = $3, updated_by = null, version = version + 1
         where id = $1 and enabled",
        webhook,
        why.as_str(),
        now as _
    );
    let is_news = done.execute(db).await?.rows_affected() > 0;
    tx.record(Action::StopWebhook, Subject::new("webhook", webhook));
    if is_news {
        let admins = Audience { people: &[], roles: &[Role::Admin] };
        tell(tx, admins, News { kind: Kind::WebhookStopped, subject: Some(webhook), at: None }).await?;
    }
    Ok(())
}
