//! Breaking the glass: an administrator reads clinical text for half an hour, says why, and everybody can see it.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Role, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::Sealed;
use web::sessions::{self, Opened};

use super::sealing::EMERGENCY_REASON;
use crate::notifications::model::{Audience, Event, Kind};
use crate::notifications::operations::tell;

pub const LASTS: SignedDuration = SignedDuration::from_mins(30);
const REASON: usize = 500;
/// Shorter than this is no reason.
const SHORTEST: i64 = 10;

/// Somebody broke the glass.
#[derive(Debug, Clone)]
pub struct Emergency {
    pub id: Uuid,
    pub staff: Uuid,
    pub reason: String,
    pub started_at: Timestamp,
    /// When it ended, or will.
    pub ends_at: Timestamp,
    pub seen: bool,
}

/// Breaks the glass for a session, which goes on under another id.
pub async fn begin(tx: &mut TenantTx, session: Uuid, reason: &str) -> Result<Opened> {
    let reason = people::text::clean(reason, REASON).map_err(|_| Error::invalid("reason", "too_long"))?;
    if i64::try_from(reason.chars().count()).map_err(Error::internal)? < SHORTEST {
        return Err(Error::Invalid(vec![tenancy::FieldError::new("reason", "too_short").limit(SHORTEST)]));
    }
    let (keys, now, id) = (tx.keys(), tx.now(), tx.new_id::<Emergency>().uuid());
    let staff = tx.actor_id().ok_or(Error::Unauthenticated)?;
    let until = now.saturating_add(LASTS).map_err(Error::internal)?;
    let sealed = keys.clinic().seal(EMERGENCY_REASON, id, &reason);
    let opened = sessions::renew(tx, session).await?;
    sessions::begin_emergency(tx, opened.session_id, until).await?;
    let db = tx.authorize(Action::BreakGlass)?;
    sqlx::query!(
        "insert into emergency (id, staff_id, session_id, reason, started_at, ends_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        staff,
        opened.session_id,
        sealed.as_bytes(),
        now.to_sqlx(),
        until.to_sqlx()
    )
    .execute(db)
    .await?;
    tx.record(Action::BreakGlass, Subject::new("emergency", id));
    tx.announce(Topic::Access);
    let event = Event { kind: Kind::EmergencyOpened, subject: Some(staff), at: None };
    tell(tx, Audience { people: &[], roles: &[Role::Admin] }, event).await?;
    Ok(opened)
}

/// Ends it before its time.
pub async fn end(tx: &mut TenantTx, session: Uuid) -> Result<Opened> {
    let now = tx.now().to_sqlx();
    let opened = sessions::renew(tx, session).await?;
    sessions::end_emergency(tx, opened.session_id).await?;
    let db = tx.authorize(Action::BreakGlass)?;
    sqlx::query!(
        "update emergency set ended_at = $2 where session_id = $1 and ended_at is null and ends_at > $2",
        session,
        now
    )
    .execute(db)
    .await?;
    tx.record(Action::BreakGlass, Subject::new("session", session));
    tx.announce(Topic::Access);
    Ok(opened)
}

/// What happened lately, for the administrators; the newest first.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<Emergency>> {
    let keys = tx.keys();
    let db = tx.authorize(Action::ViewOwnAccount)?;
    let rows = sqlx::query!(
        r#"select id, staff_id, reason as "reason: Sealed<String>", started_at, coalesce(ended_at, ends_at) as "ends_at!",
                  seen_at is not null as "seen!"
           from emergency order by started_at desc limit 50"#
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| {
        Ok(Emergency {
            id: row.id,
            staff: row.staff_id,
            reason: keys.clinic().open(EMERGENCY_REASON, row.id, &row.reason)?.into_inner(),
            started_at: row.started_at.to_jiff(),
            ends_at: row.ends_at.to_jiff(),
            seen: row.seen,
        })
    })
    .collect()
}

/// An administrator has taken note. Not the one who broke the glass: somebody else has to look.
pub async fn take_note(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(Action::BreakGlass)?;
    let done = sqlx::query!(
        "update emergency set seen_by = $2, seen_at = $3 where id = $1 and seen_at is null and staff_id is distinct from $2",
        id,
        by,
        now
    );
    if done.execute(db).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.record(Action::BreakGlass, Subject::new("emergency", id));
    Ok(())
}
