//! Writing down how calls ended, and what the carrier says by itself.

use std::time::Duration;

use carrier::Report;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, Role, TenantTx};
use uuid::Uuid;

use crate::messages::model::MessageStatus;
use crate::notifications::model::{Audience, Event, Kind};
use crate::notifications::operations::tell;

/// How one try ended.
pub struct Settled {
    pub id: Uuid,
    pub attempt: i32,
    pub status: MessageStatus,
    pub sid: Option<String>,
    pub segments: Option<u16>,
    pub error_code: Option<String>,
    /// Before the next try.
    pub wait: Duration,
}

/// Writes down how tries ended. Where the carrier's own word was quicker, that stands.
pub async fn settle(tx: &mut TenantTx, settled: &[Settled]) -> Result<()> {
    let now = tx.now().to_sqlx();
    let ids: Vec<Uuid> = settled.iter().map(|it| it.id).collect();
    let attempts: Vec<i32> = settled.iter().map(|it| it.attempt).collect();
    let statuses: Vec<String> = settled.iter().map(|it| it.status.as_str().to_owned()).collect();
    let sids: Vec<Option<String>> = settled.iter().map(|it| it.sid.clone()).collect();
    let segments: Vec<Option<i32>> = settled.iter().map(|it| it.segments.map(i32::from)).collect();
    let errors: Vec<Option<String>> = settled.iter().map(|it| it.error_code.clone()).collect();
    let waits: Vec<i64> = settled.iter().map(|it| i64::try_from(it.wait.as_millis()).unwrap_or(i64::MAX)).collect();
    let db = tx.authorize(Action::DeliverMessages)?;
    sqlx::query!(
        "update message m set
             status = case when m.status = 'sending' then s.status else m.status end,
             provider_sid = coalesce(m.provider_sid, s.sid),
             segments = coalesce(s.segments, m.segments),
             error_code = case when m.status = 'sending' then s.error_code else m.error_code end,
             sent_at = case when s.status in ('sent', 'delivered', 'undelivered', 'failed')
                 then coalesce(m.sent_at, $8) else m.sent_at end,
             delivered_at = case when m.status = 'sending' and s.status = 'delivered' then $8 else m.delivered_at end,
             next_attempt_at = $8::timestamptz + s.wait * interval '1 millisecond'
         from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::int[], $6::text[], $7::bigint[])
             as s (id, attempt, status, sid, segments, error_code, wait)
         where m.id = s.id and m.attempts = s.attempt",
        &ids,
        &attempts,
        &statuses,
        &sids as &[Option<String>],
        &segments as &[Option<i32>],
        &errors as &[Option<String>],
        &waits,
        now as _
    )
    .execute(db)
    .await?;
    if settled.iter().any(|it| it.status == MessageStatus::Dead) {
        let people = Audience { people: &[], roles: &[Role::Reception, Role::Admin] };
        tell(tx, people, Event::of(Kind::MessageFailed)).await?;
    }
    Ok(())
}

/// What the carrier says about a message, however often and in whatever order it says it. The message is known by the
/// carrier's name or, where that never reached us, by our own. Says whether it changed anything.
pub async fn report(tx: &mut TenantTx, report: &Report, reference: Option<Uuid>) -> Result<bool> {
    let now = tx.now().to_sqlx();
    let status = MessageStatus::from(report.progress);
    let before = MessageStatus::codes(|earlier| earlier.may_become(status));
    let db = tx.authorize(Action::DeliverMessages)?;
    let done = sqlx::query!(
        "update message set status = $3, provider_sid = $2, error_code = $4, sent_at = coalesce(sent_at, $5),
             delivered_at = case when $3 = 'delivered' then coalesce(delivered_at, $5) end
         where status = any($6) and not $2 = any(earlier_sids)
           and (provider_sid = $2 or provider_sid is null and id = $1 and attempts > 0)",
        reference,
        report.sid,
        status.as_str(),
        report.error_code,
        now as _,
        &before
    );
    Ok(done.execute(db).await?.rows_affected() > 0)
}
