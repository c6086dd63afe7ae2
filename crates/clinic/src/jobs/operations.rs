//! Looking at what waits and what was given up, and what can be done about it. The rows of what is done lie with the slices
//! whose they are; here they are found through one view.

use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::Sealed;
use web::{Listing, PageOf};

use super::REASON;
use super::model::{Backlog, Discarded, Duty, DutyName, Job, Queue};
use crate::{exports, imports, messages, webhooks};

/// How long it is told what was discarded.
const TOLD: SignedDuration = SignedDuration::from_hours(365 * 24);

fn unknown() -> Error {
    Error::internal("a job of an unknown queue")
}

/// The clinic's duties, those that fail or are late first. What an older program did and this one does not is left out.
pub async fn duties(tx: &mut TenantTx) -> Result<Vec<Duty>> {
    let action = Action::ViewJobs;
    let states = tx.duties(action).await?;
    tx.record(action, Subject::new("duty", None));
    let duties = states.into_iter().filter_map(|state| {
        Some(Duty {
            name: DutyName::parse(&state.name)?,
            due_at: state.due_at,
            ended_at: state.ended_at,
            failures: state.failures.into(),
            failed_with: state.failed_with,
        })
    });
    Ok(duties.collect())
}

/// How much waits and how much was given up, line by line; also those in which there is nothing.
pub async fn backlog(tx: &mut TenantTx) -> Result<Vec<Backlog>> {
    let action = Action::ViewJobs;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select queue as "queue!", count(*) filter (where state = 'waiting') as "waiting!",
               min(since) filter (where state = 'waiting') as waiting_since,
               count(*) filter (where state = 'failed') as "failed!",
               min(since) filter (where state = 'failed') as failed_since
           from job group by queue"#
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::new("job", None));
    let lines = Queue::ALL.iter().map(|queue| {
        let row = rows.iter().find(|row| row.queue == queue.as_str());
        Backlog {
            queue: *queue,
            waiting: row.map_or(0, |row| row.waiting),
            waiting_since: row.and_then(|row| row.waiting_since).map(jiff_sqlx::Timestamp::to_jiff),
            failed: row.map_or(0, |row| row.failed),
            failed_since: row.and_then(|row| row.failed_since).map(jiff_sqlx::Timestamp::to_jiff),
        }
    });
    Ok(lines.collect())
}

/// What was given up, the latest first.
pub async fn list(tx: &mut TenantTx, queue: Option<Queue>, page: PageOf) -> Result<Listing<Job>> {
    let action = Action::ViewJobs;
    let db = tx.authorize(action)?;
    let queue = queue.map(Queue::as_str);
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from job where state = 'failed' and ($1::text is null or queue = $1)"#,
        queue
    );
    let count = count.fetch_one(db).await?;
    let jobs = select(tx, action, (queue, None), page).await?;
    tx.record(action, Subject::new("job", None));
    Ok(Listing::new(jobs, count, page))
}

/// Something that was given up.
pub async fn find(tx: &mut TenantTx, id: Uuid) -> Result<Job> {
    let job = one(tx, Action::ViewJobs, id).await?;
    tx.record(Action::ViewJobs, Subject::new("job", id));
    Ok(job)
}

async fn one(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Job> {
    select(tx, action, (None, Some(id)), PageOf::whole(1)).await?.pop().ok_or(Error::NotFound)
}

/// The same for somebody who decides about it. Of two who do at once, the second waits and sees what the first decided; a
/// view has no row that one could hold.
async fn hold(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Job> {
    let key = format!("job {id}");
    let db = tx.authorize(action)?;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", key).execute(db).await?;
    one(tx, action, id).await
}

async fn select(
    tx: &mut TenantTx,
    action: Action,
    (queue, id): (Option<&str>, Option<Uuid>),
    page: PageOf,
) -> Result<Vec<Job>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id as "id!", queue as "queue!", what as "what!", why, attempts, since as "since!",
               subject_id as "subject_id!", event_id
           from job where state = 'failed' and ($1::text is null or queue = $1) and ($2::uuid is null or id = $2)
           order by since desc, id desc limit $3 offset $4"#,
        queue,
        id,
        page.size,
        page.offset()
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        Ok(Job {
            id: row.id,
            queue: Queue::parse(&row.queue).ok_or_else(unknown)?,
            what: row.what,
            why: row.why,
            attempts: row.attempts,
            since: row.since.to_jiff(),
            subject: row.subject_id,
            event: row.event_id,
        })
    });
    rows.collect()
}

/// Has a duty done now.
pub fn run(tx: &mut TenantTx, duty: DutyName) -> Result<()> {
    let action = Action::RunDuty;
    tx.authorize(action)?;
    tx.ask_for(duty.as_str());
    tx.record(action, Subject::new("duty", None));
    Ok(())
}

/// Has something that was given up tried again, from the beginning.
pub async fn retry(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let action = Action::RetryJob;
    let job = hold(tx, action, id).await?;
    match job.queue {
        Queue::Messages => messages::operations::retry(tx, job.subject).await?,
        Queue::Webhooks => {
            let event = job.event.ok_or(Error::NotFound)?;
            webhooks::operations::redeliver(tx, Id::new(job.subject), event).await?;
        }
        Queue::Exports => found(exports::operations::work::retry(tx, action, Some(job.subject)).await?)?,
        Queue::Imports => found(imports::operations::work::retry(tx, action, Some(job.subject)).await?)?,
    }
    tx.record(action, Subject::new("job", id));
    Ok(())
}

/// The same for everything that was given up in one line; says how much that was. What a webhook that is off was to be told
/// stays where it is.
pub async fn retry_all(tx: &mut TenantTx, queue: Queue) -> Result<u64> {
    let action = Action::RetryJob;
    tx.authorize(action)?;
    let retried = match queue {
        Queue::Messages => messages::operations::retry_dead(tx).await?,
        Queue::Webhooks => webhooks::operations::redeliver_failed(tx).await?,
        Queue::Exports => exports::operations::work::retry(tx, action, None).await?,
        Queue::Imports => imports::operations::work::retry(tx, action, None).await?,
    };
    tx.record(action, Subject::new("job", None));
    Ok(retried)
}

/// Decides that something that was given up need not be done, and notes why.
pub async fn discard(tx: &mut TenantTx, id: Uuid, reason: &String) -> Result<()> {
    let action = Action::DiscardJob;
    let job = hold(tx, action, id).await?;
    match (job.queue, job.event) {
        (Queue::Messages, _) => found(messages::operations::discard_dead(tx, action, job.subject).await?)?,
        (Queue::Webhooks, Some(event)) => {
            found(webhooks::operations::discard_failed(tx, action, (job.subject, event)).await?)?;
        }
        (Queue::Webhooks, None) => return Err(Error::NotFound),
        (Queue::Exports, _) => found(exports::operations::work::discard_failed(tx, action, job.subject).await?)?,
        (Queue::Imports, _) => found(imports::operations::work::discard_unreadable(tx, action, job.subject).await?)?,
    }
    note(tx, action, &job, reason).await?;
    tx.record(action, Subject::new("job", id));
    Ok(())
}

/// Whoever looked at it elsewhere may have been quicker.
fn found(rows: u64) -> Result<()> {
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}

async fn note(tx: &mut TenantTx, action: Action, job: &Job, reason: &String) -> Result<()> {
    let (id, now, by) = (tx.new_id::<Discarded>().uuid(), tx.now().to_sqlx(), tx.actor_id());
    let reason = tx.keys().clinic().seal(REASON, id, reason);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into discarded_job (id, queue, what, subject_id, event_id, reason, discarded_at, discarded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        job.queue.as_str(),
        job.what,
        job.subject,
        job.event,
        reason.as_bytes(),
        now as _,
        by
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What was discarded and why, the latest first.
pub async fn list_discarded(tx: &mut TenantTx, page: PageOf) -> Result<Listing<Discarded>> {
    let (action, keys) = (Action::ViewJobs, tx.keys());
    let db = tx.authorize(action)?;
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from discarded_job"#).fetch_one(&mut *db).await?;
    let rows = sqlx::query!(
        r#"select id, queue, what, subject_id, reason as "reason: Sealed<String>", discarded_at, discarded_by
           from discarded_job order by discarded_at desc, id desc limit $1 offset $2"#,
        page.size,
        page.offset()
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::new("job", None));
    let rows = rows.into_iter().map(|row| {
        Ok(Discarded {
            id: row.id,
            queue: Queue::parse(&row.queue).ok_or_else(unknown)?,
            what: row.what,
            subject: row.subject_id,
            reason: keys.clinic().open(REASON, row.id, &row.reason)?,
            at: row.discarded_at.to_jiff(),
            by: row.discarded_by,
        })
    });
    Ok(Listing::new(rows.collect::<Result<_>>()?, count, page))
}

/// Forgets what was discarded long ago.
pub async fn forget(tx: &mut TenantTx) -> Result<()> {
    let before = tx.now().checked_sub(TOLD).map_err(Error::internal)?.to_sqlx();
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!("delete from discarded_job where discarded_at < $1", before as _).execute(db).await?;
    Ok(())
}
