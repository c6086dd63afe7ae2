//! Everything one can do about support. The only file here with SQL.

use std::collections::HashMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, FieldError, Outcome, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::Sealed;
use web::sessions::{SUPPORTER_NAME, Supporter, hash_secret, new_secret};

use super::{ENTRY_REASON, GRANT_REASON};

pub const TICKET_LASTS: Duration = Duration::from_secs(60);
/// As long as an administrator may let somebody look at once.
pub const MOST_HOURS: i64 = 8;
const REASON: usize = 500;
/// Shorter than this is no reason.
const SHORTEST: i64 = 10;

/// What an administrator allows.
#[derive(Debug, Clone, Default)]
pub struct NewGrant {
    pub reason: String,
    pub hours: Option<i64>,
    pub sees_patients: bool,
}

/// A leave to look, and what came of it.
#[derive(Debug, Clone)]
pub struct Grant {
    pub id: Uuid,
    pub granted_by: Uuid,
    pub reason: String,
    pub sees_patients: bool,
    pub granted_at: Timestamp,
    pub expires_at: Timestamp,
    pub revoked_at: Option<Timestamp>,
    pub entries: Vec<Entry>,
}

impl Grant {
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at > now
    }
}

/// Somebody asked to enter, and perhaps did.
#[derive(Debug, Clone)]
pub struct Entry {
    pub operator: String,
    pub reason: String,
    pub asked_at: Timestamp,
    pub entered_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// Codes of what was looked at or tried, and how often.
    pub looks: Vec<(String, i64)>,
}

impl NewGrant {
    fn checked(&self) -> Result<(String, i64)> {
        let mut problems = Vec::new();
        let reason = people::text::clean(&self.reason, REASON).unwrap_or_default();
        if i64::try_from(reason.chars().count()).map_err(Error::internal)? < SHORTEST {
            problems.push(FieldError::new("reason", "too_short").limit(SHORTEST));
        }
        let hours = self.hours.filter(|hours| (1..=MOST_HOURS).contains(hours));
        if hours.is_none() {
            problems.push(FieldError::new("hours", "unknown_choice"));
        }
        match hours {
            Some(hours) if problems.is_empty() => Ok((reason, hours)),
            _ => Err(Error::Invalid(problems)),
        }
    }
}

/// Lets operators look. Returns the leave's id and its end.
pub async fn grant(tx: &mut TenantTx, new: &NewGrant) -> Result<(Uuid, Timestamp)> {
    let (reason, hours) = new.checked()?;
    let (keys, now, id) = (tx.keys(), tx.now(), tx.new_id::<Grant>().uuid());
    let by = tx.actor_id().ok_or(Error::Unauthenticated)?;
    let expires_at = now.checked_add(SignedDuration::from_hours(hours)).map_err(Error::internal)?;
    let sealed = keys.clinic().seal(GRANT_REASON, id, &reason);
    let db = tx.authorize(Action::GrantSupportAccess)?;
    sqlx::query!(
        "insert into support_grant (id, granted_by, reason, sees_patients, granted_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
        id,
        by,
        sealed.as_bytes(),
        new.sees_patients,
        now.to_sqlx(),
        expires_at.to_sqlx()
    )
    .execute(db)
    .await?;
    tx.record(Action::GrantSupportAccess, Subject::new("support_grant", id));
    Ok((id, expires_at))
}

/// Ends a leave, and the sessions that live by it. Of two who do so at once, one is told that it was done.
pub async fn revoke(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(Action::RevokeSupportAccess)?;
    let done = sqlx::query!(
        "update support_grant set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null",
        id,
        now,
        by
    );
    if done.execute(&mut *db).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    sqlx::query!(
        "update session set ended_at = $2 where ended_at is null
             and support_entry_id in (select id from support_entry where grant_id = $1)",
        id,
        now
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update support_entry set ended_at = $2 where grant_id = $1 and entered_at is not null and ended_at is null",
        id,
        now
    )
    .execute(db)
    .await?;
    tx.record(Action::RevokeSupportAccess, Subject::new("support_grant", id));
    tx.announce(Topic::Access);
    Ok(())
}

/// The latest leaves, the newest first, with who entered and what they opened.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Grant>> {
    let keys = tx.keys();
    let db = tx.authorize(Action::ListSupportAccess)?;
    let rows = sqlx::query!(
        r#"select id, granted_by, reason as "reason: Sealed<String>", sees_patients, granted_at, expires_at, revoked_at
           from support_grant order by granted_at desc, id desc limit 50"#
    )
    .fetch_all(db)
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut entries = entries_of(tx, &ids).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Grant {
                entries: entries.remove(&row.id).unwrap_or_default(),
                id: row.id,
                granted_by: row.granted_by,
                reason: keys.clinic().open(GRANT_REASON, row.id, &row.reason)?.into_inner(),
                sees_patients: row.sees_patients,
                granted_at: row.granted_at.to_jiff(),
                expires_at: row.expires_at.to_jiff(),
                revoked_at: row.revoked_at.map(jiff_sqlx::Timestamp::to_jiff),
            })
        })
        .collect()
}

async fn entries_of(tx: &mut TenantTx, grants: &[Uuid]) -> Result<HashMap<Uuid, Vec<Entry>>> {
    let keys = tx.keys();
    let mut looks = looks_of(tx, grants).await?;
    let db = tx.authorize(Action::ListSupportAccess)?;
    let rows = sqlx::query!(
        r#"select id, grant_id, operator_name as "operator_name: Sealed<String>", reason as "reason: Sealed<String>",
                  asked_at, entered_at, ended_at
           from support_entry where grant_id = any($1) order by asked_at, id"#,
        grants
    )
    .fetch_all(db)
    .await?;
    let mut found: HashMap<Uuid, Vec<Entry>> = HashMap::new();
    for row in rows {
        let instant = |at: Option<jiff_sqlx::Timestamp>| at.map(jiff_sqlx::Timestamp::to_jiff);
        found.entry(row.grant_id).or_default().push(Entry {
            operator: keys.clinic().open(SUPPORTER_NAME, row.id, &row.operator_name)?.into_inner(),
            reason: keys.clinic().open(ENTRY_REASON, row.id, &row.reason)?.into_inner(),
            asked_at: row.asked_at.to_jiff(),
            entered_at: instant(row.entered_at),
            ended_at: instant(row.ended_at),
            looks: looks.remove(&row.id).unwrap_or_default(),
        });
    }
    Ok(found)
}

/// What was done in each entry's session, as the record has it.
async fn looks_of(tx: &mut TenantTx, grants: &[Uuid]) -> Result<HashMap<Uuid, Vec<(String, i64)>>> {
    let db = tx.authorize(Action::ListSupportAccess)?;
    let rows = sqlx::query!(
        r#"select s.support_entry_id as "entry!", a.action, count(*) as "count!"
           from support_entry e join session s on s.support_entry_id = e.id
           join audit_event a on a.actor_id = e.operator_id and a.session_id = s.id
           where e.grant_id = any($1)
           group by s.support_entry_id, a.action order by min(a.seq)"#,
        grants
    )
    .fetch_all(db)
    .await?;
    let mut found: HashMap<Uuid, Vec<(String, i64)>> = HashMap::new();
    for row in rows {
        found.entry(row.entry).or_default().push((row.action, row.count));
    }
    Ok(found)
}

/// An operator who wants to look, by which leave, and why.
#[derive(Debug, Clone)]
pub struct Asking {
    pub grant: Uuid,
    pub operator: Uuid,
    pub name: String,
    pub reason: String,
}

/// Makes a ticket, good once and not for long, while the leave holds.
pub async fn ask(tx: &mut TenantTx, asking: &Asking) -> Result<String> {
    let (keys, now, id) = (tx.keys(), tx.now(), tx.new_id::<Entry>().uuid());
    let secret = new_secret();
    let expires_at = now.saturating_add(TICKET_LASTS).map_err(Error::internal)?;
    let name = keys.clinic().seal(SUPPORTER_NAME, id, &asking.name);
    let reason = keys.clinic().seal(ENTRY_REASON, id, &asking.reason);
    let db = tx.authorize(Action::EnterAsSupport)?;
    let made = sqlx::query!(
        "insert into support_entry (id, grant_id, operator_id, operator_name, reason, ticket_hash, ticket_expires_at, asked_at)
         select $1, g.id, $3, $4, $5, $6, $7, $8 from support_grant g
         where g.id = $2 and g.revoked_at is null and g.expires_at > $8",
        id,
        asking.grant,
        asking.operator,
        name.as_bytes(),
        reason.as_bytes(),
        &hash_secret(&secret)[..],
        expires_at.to_sqlx(),
        now.to_sqlx()
    );
    if made.execute(db).await?.rows_affected() == 0 {
        return Err(Error::Conflict(Conflict::SupportOver));
    }
    tx.record(Action::EnterAsSupport, Subject::new("support_ticket", id));
    Ok(secret)
}

/// A ticket that was shown, good or not.
#[derive(Debug, Clone)]
pub struct Shown {
    pub supporter: Supporter,
    pub until: Timestamp,
    pub is_good: bool,
}

/// Whose ticket it is. Looking does not use it up.
pub async fn find(tx: &mut TenantTx, secret: &str) -> Result<Shown> {
    let (hash, now) = (hash_secret(secret), tx.now().to_sqlx());
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select e.id, e.operator_id, e.grant_id, g.sees_patients, g.expires_at,
                  e.entered_at is null and e.ticket_expires_at > $2 and g.revoked_at is null and g.expires_at > $2 as "is_good!"
           from support_entry e join support_grant g on g.id = e.grant_id where e.ticket_hash = $1"#,
        &hash[..],
        now
    )
    .fetch_optional(db)
    .await?
    .ok_or(Error::NotFound)?;
    let (operator, grant, entry) = (row.operator_id, row.grant_id, row.id);
    let supporter = Supporter { operator, grant, entry, sees_patients: row.sees_patients };
    Ok(Shown { supporter, until: row.expires_at.to_jiff(), is_good: row.is_good })
}

/// Uses the ticket up. Of two who show it at once, one succeeds.
pub async fn enter(tx: &mut TenantTx, entry: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::EnterAsSupport)?;
    let used = sqlx::query!(
        "update support_entry e set entered_at = $2 from support_grant g
         where e.id = $1 and g.id = e.grant_id and e.entered_at is null and e.ticket_expires_at > $2
           and g.revoked_at is null and g.expires_at > $2",
        entry,
        now
    );
    if used.execute(db).await?.rows_affected() == 0 {
        return Err(Error::Conflict(Conflict::SupportOver));
    }
    tx.record(Action::EnterAsSupport, Subject::new("support_entry", entry));
    Ok(())
}

/// Leaves before the end.
pub async fn leave(tx: &mut TenantTx, supporter: Supporter, session: Uuid) -> Result<()> {
    web::sessions::end(tx, session).await?;
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::LeaveSupport)?;
    sqlx::query!("update support_entry set ended_at = $2 where id = $1 and ended_at is null", supporter.entry, now)
        .execute(db)
        .await?;
    tx.record(Action::LeaveSupport, Subject::new("support_entry", supporter.entry));
    tx.announce(Topic::Access);
    Ok(())
}

/// Notes the end of visits whose leave has run out: who looked, by which leave.
pub async fn note_ends(tx: &mut TenantTx) -> Result<Vec<(Uuid, Uuid)>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::TidyUp)?;
    let ended = sqlx::query!(
        "update support_entry e set ended_at = g.expires_at from support_grant g
         where g.id = e.grant_id and e.entered_at is not null and e.ended_at is null and g.expires_at <= $1
         returning e.id, e.operator_id, e.grant_id",
        now
    )
    .fetch_all(db)
    .await?;
    for visit in &ended {
        tx.record(Action::LeaveSupport, Subject::new("support_entry", visit.id));
    }
    Ok(ended.into_iter().map(|visit| (visit.operator_id, visit.grant_id)).collect())
}

/// Ends whatever an operator has open here, who is an operator no longer.
pub async fn turn_out(tx: &mut TenantTx, operator: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::LeaveSupport)?;
    sqlx::query!(
        "update session set ended_at = $2 where ended_at is null
             and support_entry_id in (select id from support_entry where operator_id = $1)",
        operator,
        now
    )
    .execute(&mut *db)
    .await?;
    // A ticket that was not shown yet opens nothing any more.
    sqlx::query!(
        "update support_entry set ended_at = $2, ticket_expires_at = least(ticket_expires_at, $2)
         where operator_id = $1 and ended_at is null",
        operator,
        now
    )
    .execute(db)
    .await?;
    tx.record(Action::LeaveSupport, Subject::new("operator", operator));
    tx.announce(Topic::Access);
    Ok(())
}

/// What the record says of a ticket that opened nothing.
pub async fn refuse(guest: &web::Guest, shown: Option<&Shown>) -> Result<()> {
    let entry = shown.map(|shown| shown.supporter.entry);
    let outcome = if shown.is_some() { Outcome::Denied } else { Outcome::Failure };
    guest.record_refusal(Action::EnterAsSupport, Subject::new("support_ticket", entry), outcome).await
}
