//! Taking messages out of the line, and finding those whose call broke off.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use vault::{Phi, Sealed};

use crate::messages::model::{Lane, Way};
use crate::messages::sealing::{BODY, RECIPIENT, SUBJECT};
use crate::messages::settings::Provider;

/// A message that this node is about to hand over.
pub struct Claimed {
    pub id: Uuid,
    /// Which try it is, from 1.
    pub attempt: i32,
    pub way: Way,
    pub recipient: String,
    pub subject: Option<String>,
    pub body: String,
}

/// By whom what is claimed will be carried.
#[derive(Debug, Clone, Copy)]
pub struct Carriers {
    /// None where nothing more may be spent on texts for now.
    pub texts: Option<Provider>,
    pub letters: Provider,
}

/// Takes the messages that have waited longest, and says so before anything is sent. What is of no use any more is
/// withheld in the same statement: a code that is over, a reminder whose appointment was moved or cancelled, an offer
/// that ended, anything but codes for a number that wants nothing more. The other answer is how many were looked at.
pub async fn claim(tx: &mut TenantTx, lane: Lane, by: Carriers, most: i64) -> Result<(Vec<Claimed>, usize)> {
    let (keys, now) = (tx.keys(), tx.now().to_sqlx());
    let db = tx.authorize(Action::DeliverMessages)?;
    let rows = sqlx::query!(
        r#"with due as (
               select m.id, case
                   when m.expires_at <= $2 then 'expired'
                   when not m.urgent and exists (select from opt_out o where o.recipient_index = m.recipient_index)
                       then 'opted_out'
                   when m.kind in ('appointment_reminder', 'appointment_confirmation') and not exists (
                       select from appointment a where a.id = m.appointment_id and a.starts_at = m.starts_at
                           and a.status in ('proposed', 'pending', 'booked') and a.deleted_at is null)
                       then 'appointment_changed'
                   when m.kind = 'appointment_cancelled' and not exists (
                       select from appointment a where a.id = m.appointment_id and a.starts_at = m.starts_at
                           and a.status = 'cancelled') then 'appointment_changed'
                   when m.kind = 'waitlist_offer' and exists (
                       select from waitlist_offer o where o.message_id = m.id and o.status <> 'open')
                       then 'expired' end as why
               from message m
               where m.status = 'queued' and m.urgent = $1 and m.next_attempt_at <= $2
                 and ($4::text is not null or m.channel <> 'sms')
               order by m.next_attempt_at, m.id limit $3
               for update of m skip locked)
           update message m set
               status = case when due.why is null then 'sending' else 'withheld' end,
               withheld = due.why,
               provider = case m.channel when 'sms' then $4 else $5 end,
               attempts = m.attempts + case when due.why is null then 1 else 0 end,
               attempt_began_at = case when due.why is null then $2 else m.attempt_began_at end
           from due where m.id = due.id
           returning m.id, m.channel, m.withheld, m.attempts, m.recipient as "recipient: Sealed<String>",
               m.subject as "subject: Sealed<String>", m.body as "body: Sealed<String>""#,
        lane.is_urgent(),
        now as _,
        most,
        by.texts.map(Provider::as_str),
        by.letters.as_str()
    );
    let rows = rows.fetch_all(db).await?;
    let seen = rows.len();
    let claimed = rows.into_iter().filter(|row| row.withheld.is_none()).map(|row| {
        Ok(Claimed {
            id: row.id,
            attempt: row.attempts,
            way: Way::parse(&row.channel).unwrap_or(Way::Sms),
            recipient: keys.clinic().open(RECIPIENT, row.id, &row.recipient)?.into_inner(),
            subject: keys.clinic().open_opt(SUBJECT, row.id, row.subject.as_ref())?.map(Phi::into_inner),
            body: keys.clinic().open(BODY, row.id, &row.body)?.into_inner(),
        })
    });
    Ok((claimed.collect::<Result<_>>()?, seen))
}

/// A message that was to be handed over, and nobody knows whether it was.
pub struct Lost {
    pub message: Claimed,
    pub began_at: Timestamp,
    pub provider: Provider,
}

/// Those whose call began before that.
pub async fn lost(tx: &mut TenantTx, lane: Lane, before: Timestamp) -> Result<Vec<Lost>> {
    let keys = tx.keys();
    let db = tx.authorize(Action::DeliverMessages)?;
    let rows = sqlx::query!(
        r#"select id, channel, attempts, recipient as "recipient: Sealed<String>",
               subject as "subject: Sealed<String>", body as "body: Sealed<String>",
               attempt_began_at as "attempt_began_at!", provider
           from message where status = 'sending' and urgent = $1 and attempt_began_at <= $2
           order by attempt_began_at, id limit 100"#,
        lane.is_urgent(),
        before.to_sqlx()
    );
    let rows = rows.fetch_all(db).await?;
    rows.into_iter()
        .map(|row| {
            let message = Claimed {
                id: row.id,
                attempt: row.attempts,
                way: Way::parse(&row.channel).unwrap_or(Way::Sms),
                recipient: keys.clinic().open(RECIPIENT, row.id, &row.recipient)?.into_inner(),
                subject: keys.clinic().open_opt(SUBJECT, row.id, row.subject.as_ref())?.map(Phi::into_inner),
                body: keys.clinic().open(BODY, row.id, &row.body)?.into_inner(),
            };
            let provider = row.provider.as_deref().and_then(Provider::parse).unwrap_or(Provider::Console);
            Ok(Lost { message, began_at: row.attempt_began_at.to_jiff(), provider })
        })
        .collect()
}

/// Which of the carrier's names belong to messages already.
pub async fn known_sids(tx: &mut TenantTx, sids: &[String]) -> Result<Vec<String>> {
    let db = tx.authorize(Action::DeliverMessages)?;
    let known = sqlx::query_scalar!(
        r#"select sid as "sid!" from unnest($1::text[]) as sid
           where exists (select from message m where m.provider_sid = sid or m.earlier_sids @> array[sid])"#,
        sids
    );
    Ok(known.fetch_all(db).await?)
}

/// When the next message of this line wants to be sent, and when the oldest call began that is not settled.
pub async fn next_due(tx: &mut TenantTx, lane: Lane) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
    let db = tx.authorize(Action::DeliverMessages)?;
    let row = sqlx::query!(
        "select (select min(next_attempt_at) from message where status = 'queued' and urgent = $1) as queued,
                (select min(attempt_began_at) from message where status = 'sending' and urgent = $1) as began",
        lane.is_urgent()
    );
    let row = row.fetch_one(db).await?;
    Ok((row.queued.map(jiff_sqlx::Timestamp::to_jiff), row.began.map(jiff_sqlx::Timestamp::to_jiff)))
}

/// Segments that were sent since then.
pub async fn spent(tx: &mut TenantTx, since: Timestamp) -> Result<i64> {
    let db = tx.authorize(Action::DeliverMessages)?;
    spent_in(db, since).await
}

pub(super) async fn spent_in(db: &mut PgConnection, since: Timestamp) -> Result<i64> {
    let spent = sqlx::query_scalar!(
        r#"select coalesce(sum(segments), 0)::bigint as "spent!" from message
           where sent_at >= $1 and provider = 'twilio'"#,
        since.to_sqlx()
    );
    Ok(spent.fetch_one(db).await?)
}
