//! Everybody's sessions, to be looked at and ended.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Origin, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{Json, Sealed};

use super::{Holder, Method, SESSION_ORIGIN};

/// A live session, as its owner sees it in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub id: Uuid,
    pub method: Option<Method>,
    pub origin: Origin,
    /// Whether it lives by tokens, without a browser.
    pub is_program: bool,
    pub created_at: Timestamp,
    pub last_active_at: Timestamp,
}

/// The sessions that go on, the one used last first.
pub async fn list_of(tx: &mut TenantTx, holder: Holder, action: Action) -> Result<Vec<Listed>> {
    let (now, keys) = (tx.now().to_sqlx(), tx.keys());
    let (staff, patient) = holder.columns();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, method, origin as "origin: Sealed<Json<Origin>>", secret_hash is null as "is_program!", created_at,
                  last_active_at
           from session
           where (staff_id = $1 or patient_id = $2) and ended_at is null and expires_at > $3
             and (secret_hash is null or last_active_at > $3 - idle_seconds * interval '1 second')
           order by last_active_at desc, id"#,
        staff,
        patient,
        now
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Listed {
                id: row.id,
                method: Method::parse(&row.method),
                origin: keys.clinic().open(SESSION_ORIGIN, row.id, &row.origin)?.into_inner().0,
                is_program: row.is_program,
                created_at: row.created_at.to_jiff(),
                last_active_at: row.last_active_at.to_jiff(),
            })
        })
        .collect()
}

/// Ends all sessions of somebody, or all but one. Returns how many.
pub async fn end_all_of(tx: &mut TenantTx, holder: Holder, but: Option<Uuid>) -> Result<u64> {
    let now = tx.now().to_sqlx();
    let (staff, patient) = holder.columns();
    let db = tx.authorize(Action::ResolveSession)?;
    let done = sqlx::query!(
        "update session set ended_at = $3
         where (staff_id = $1 or patient_id = $2) and ended_at is null and id is distinct from $4",
        staff,
        patient,
        now,
        but
    );
    Ok(done.execute(db).await?.rows_affected())
}

/// Ends every session whose holder proved nothing.
pub(crate) async fn end_unproved(tx: &mut TenantTx, action: Action) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    sqlx::query!("update session set ended_at = $1 where method = 'unproved' and ended_at is null", now)
        .execute(db)
        .await?;
    Ok(())
}

/// Ends one of one's own sessions.
pub async fn end_own(tx: &mut TenantTx, holder: Holder, id: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let (staff, patient) = holder.columns();
    let db = tx.authorize(Action::EndSession)?;
    let done = sqlx::query!(
        "update session set ended_at = $4 where id = $1 and (staff_id = $2 or patient_id = $3) and ended_at is null",
        id,
        staff,
        patient,
        now
    );
    if done.execute(db).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.record(Action::EndSession, Subject::new("session", id));
    tx.announce(Topic::Access);
    Ok(())
}
