//! Operators' sessions. A change of privilege ends one and opens the next, so an id learned earlier is worth nothing.

use std::time::Duration;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::{Field, Json, Sealed};

use super::record::About;
use super::{Deed, PlatformTx};
use crate::{Error, Origin, Result};

const ORIGIN: Field = Field::clinic("operator_session", "origin");

/// What is still to be done before a session opens anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperatorStage {
    Full,
    SecondFactor,
    EnrolFactor,
}

impl OperatorStage {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::SecondFactor => "second_factor",
            Self::EnrolFactor => "enrol_factor",
        }
    }

    /// What is not known opens nothing.
    fn parse(text: &str) -> Self {
        match text {
            "full" => Self::Full,
            "enrol_factor" => Self::EnrolFactor,
            _ => Self::SecondFactor,
        }
    }
}

/// A session that is to be opened.
#[derive(Debug, Clone, Copy)]
pub struct NewOperatorSession {
    pub operator: Uuid,
    pub stage: OperatorStage,
    /// Of the cookie's secret.
    pub secret_hash: [u8; 32],
    pub csrf: [u8; 32],
    pub idle: Duration,
    pub lasts: Duration,
}

/// A live session.
#[derive(Debug, Clone)]
pub struct OperatorSession {
    pub id: Uuid,
    pub operator: Uuid,
    pub name: String,
    pub stage: OperatorStage,
    pub csrf: Vec<u8>,
    pub proved_at: Timestamp,
}

/// A live session, as its owner sees it in a list.
#[derive(Debug, Clone)]
pub struct ListedOperatorSession {
    pub id: Uuid,
    pub origin: Origin,
    pub created_at: Timestamp,
    pub last_active_at: Timestamp,
}

impl PlatformTx {
    pub async fn open_session(&mut self, new: &NewOperatorSession) -> Result<Uuid> {
        let (id, now) = (self.house.clock().new_uuid(), self.now());
        let origin = self.keys().clinic().seal(ORIGIN, id, &Json((*self.steward.origin).clone()));
        let expires_at = now.saturating_add(new.lasts).map_err(Error::internal)?;
        sqlx::query!(
            "insert into platform.operator_session (id, secret_hash, operator_id, stage, csrf, origin, idle_seconds,
                 created_at, last_active_at, proved_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8, $9)",
            id,
            &new.secret_hash[..],
            new.operator,
            new.stage.as_str(),
            &new.csrf[..],
            origin.as_bytes(),
            i32::try_from(new.idle.as_secs()).unwrap_or(i32::MAX),
            now.to_sqlx(),
            expires_at.to_sqlx()
        )
        .execute(self.db())
        .await?;
        Ok(id)
    }

    /// Finds a live session and notes that its owner is active.
    pub async fn find_session(&mut self, secret_hash: &[u8; 32], active: bool) -> Result<Option<OperatorSession>> {
        let now = self.now();
        let row = sqlx::query!(
            "select s.id, s.operator_id, s.stage, s.csrf, s.last_active_at, s.proved_at, o.name
             from platform.operator_session s join platform.operator o on o.id = s.operator_id
             where s.secret_hash = $1 and s.ended_at is null and s.expires_at > $2 and o.status = 'active'
               and s.last_active_at > $2 - s.idle_seconds * interval '1 second'",
            &secret_hash[..],
            now.to_sqlx()
        )
        .fetch_optional(self.db())
        .await?;
        let Some(row) = row else { return Ok(None) };
        // Half a minute is fine enough for a limit of fifteen, and spares a write a click.
        if active && now.duration_since(row.last_active_at.to_jiff()).as_secs() > 30 {
            let now = now.to_sqlx();
            sqlx::query!("update platform.operator_session set last_active_at = $2 where id = $1", row.id, now)
                .execute(self.db())
                .await?;
        }
        Ok(Some(OperatorSession {
            id: row.id,
            operator: row.operator_id,
            name: row.name,
            stage: OperatorStage::parse(&row.stage),
            csrf: row.csrf,
            proved_at: row.proved_at.to_jiff(),
        }))
    }

    /// Ends a session to make room for the one that comes after it. Of two who try, one succeeds.
    pub async fn supersede_session(&mut self, id: Uuid) -> Result<()> {
        let now = self.now().to_sqlx();
        let done = sqlx::query!(
            "update platform.operator_session set ended_at = $2 where id = $1 and ended_at is null",
            id,
            now
        );
        if done.execute(self.db()).await?.rows_affected() == 0 { Err(Error::Unauthenticated) } else { Ok(()) }
    }

    pub async fn sign_out(&mut self, id: Uuid) -> Result<()> {
        self.supersede_session(id).await?;
        self.record(Deed::SignOut, About::subject(id)).await
    }

    /// Ends one of the operator's own sessions.
    pub async fn end_own_session(&mut self, operator: Uuid, id: Uuid) -> Result<()> {
        let now = self.now().to_sqlx();
        let done = sqlx::query!(
            "update platform.operator_session set ended_at = $3
             where id = $1 and operator_id = $2 and ended_at is null",
            id,
            operator,
            now
        );
        if done.execute(self.db()).await?.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        self.record(Deed::EndSession, About::subject(id)).await
    }

    pub async fn end_other_sessions(&mut self, operator: Uuid, but: Uuid) -> Result<()> {
        self.end_sessions_of(operator, Some(but)).await?;
        self.record(Deed::EndSession, About::subject(operator)).await
    }

    pub(super) async fn end_sessions_of(&mut self, operator: Uuid, but: Option<Uuid>) -> Result<()> {
        let now = self.now().to_sqlx();
        sqlx::query!(
            "update platform.operator_session set ended_at = $2
             where operator_id = $1 and ended_at is null and id is distinct from $3",
            operator,
            now,
            but
        )
        .execute(self.db())
        .await?;
        Ok(())
    }

    /// The sessions that go on, the one used last first.
    pub async fn sessions_of(&mut self, operator: Uuid) -> Result<Vec<ListedOperatorSession>> {
        let now = self.now().to_sqlx();
        let rows = sqlx::query!(
            r#"select id, origin as "origin: Sealed<Json<Origin>>", created_at, last_active_at
               from platform.operator_session
               where operator_id = $1 and ended_at is null and expires_at > $2
                 and last_active_at > $2 - idle_seconds * interval '1 second'
               order by last_active_at desc, id"#,
            operator,
            now
        )
        .fetch_all(self.db())
        .await?;
        let keys = self.keys();
        rows.into_iter()
            .map(|row| {
                Ok(ListedOperatorSession {
                    id: row.id,
                    origin: keys.clinic().open(ORIGIN, row.id, &row.origin)?.into_inner().0,
                    created_at: row.created_at.to_jiff(),
                    last_active_at: row.last_active_at.to_jiff(),
                })
            })
            .collect()
    }

    /// Sweeps away what is long over: sessions, links, counts of attempts, offers.
    pub async fn sweep(&mut self) -> Result<()> {
        let now = self.now().to_sqlx();
        sqlx::query!(
            "delete from platform.operator_session where expires_at < $1::timestamptz - interval '30 days'",
            now
        )
        .execute(self.db())
        .await?;
        sqlx::query!("delete from platform.operator_link where expires_at < $1", now).execute(self.db()).await?;
        sqlx::query!("delete from platform.operator_attempt where last_at < $1::timestamptz - interval '1 day'", now)
            .execute(self.db())
            .await?;
        sqlx::query!("delete from platform.support_offer where expires_at < $1::timestamptz - interval '30 days'", now)
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// Notes that the operator has just proved again who they are.
    pub async fn note_proof(&mut self, session: Uuid) -> Result<()> {
        let now = self.now().to_sqlx();
        sqlx::query!(
            "update platform.operator_session set proved_at = $2 where id = $1 and ended_at is null",
            session,
            now
        )
        .execute(self.db())
        .await?;
        self.record(Deed::Confirm, About::subject(session)).await
    }
}
