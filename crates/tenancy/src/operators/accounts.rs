//! Operators' accounts.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::record::About;
use super::{Deed, PlatformTx};
use crate::{Conflict, Error, OnConstraint as _, Result};

/// Somebody who hosts the clinics.
#[derive(Debug, Clone)]
pub struct Operator {
    pub id: Uuid,
    pub name: String,
    pub active: bool,
    /// Whether the authenticator app has shown a right code.
    pub has_authenticator: bool,
    pub password_hash: Option<String>,
    pub created_at: Timestamp,
    pub last_seen_at: Option<Timestamp>,
}

impl Operator {
    /// Nobody signs in with less than both.
    pub fn may_sign_in(&self) -> bool {
        self.active && self.has_authenticator && self.password_hash.is_some()
    }
}

/// A name as it is stored: lower-case letters, digits and a few signs.
pub fn is_operator_name(text: &str) -> bool {
    (2..=60).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._@-".contains(&b))
}

/// Those that match, by name.
macro_rules! operators {
    ($tx:expr, $condition:literal, $($bound:expr),*) => {
        sqlx::query_as!(
            Row,
            r#"select o.id, o.name, o.status, o.authenticator_confirmed_at is not null as "has_authenticator!",
                      o.password_hash, o.created_at,
                      (select max(s.last_active_at) from platform.operator_session s where s.operator_id = o.id) as last_seen_at
               from platform.operator o where "#
                + $condition
                + " order by o.name",
            $($bound),*
        )
        .fetch_all($tx.db())
        .await
        .map(|rows| rows.into_iter().map(Operator::from).collect::<Vec<_>>())
        .map_err(Error::from)
    };
}

struct Row {
    id: Uuid,
    name: String,
    status: String,
    has_authenticator: bool,
    password_hash: Option<String>,
    created_at: jiff_sqlx::Timestamp,
    last_seen_at: Option<jiff_sqlx::Timestamp>,
}

impl From<Row> for Operator {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            active: row.status == "active",
            has_authenticator: row.has_authenticator,
            password_hash: row.password_hash,
            created_at: row.created_at.to_jiff(),
            last_seen_at: row.last_seen_at.map(jiff_sqlx::Timestamp::to_jiff),
        }
    }
}

impl PlatformTx {
    /// Adds somebody, who has to follow a link before signing in.
    pub async fn add_operator(&mut self, name: &str) -> Result<Uuid> {
        if !is_operator_name(name) {
            return Err(Error::invalid("name", "malformed"));
        }
        let (id, now) = (self.house.clock().new_uuid(), self.now().to_sqlx());
        sqlx::query!("insert into platform.operator (id, name, created_at) values ($1, $2, $3)", id, name, now)
            .execute(self.db())
            .await
            .on_constraint("operator_name_unique", Conflict::DuplicateName)?;
        self.record(Deed::AddOperator, About::subject(id)).await?;
        Ok(id)
    }

    pub async fn operators(&mut self) -> Result<Vec<Operator>> {
        operators!(self, "$1", true)
    }

    /// Nobody is told apart from somebody else by how long this takes.
    pub async fn operator_named(&mut self, name: &str) -> Result<Option<Operator>> {
        Ok(operators!(self, "o.name = $1", name)?.into_iter().next())
    }

    pub async fn operator(&mut self, id: Uuid) -> Result<Operator> {
        operators!(self, "o.id = $1", id)?.into_iter().next().ok_or(Error::NotFound)
    }

    /// Takes password, authenticator, codes and sessions away: the account begins anew with a link.
    pub async fn reset_operator(&mut self, operator: Uuid) -> Result<()> {
        sqlx::query!(
            "update platform.operator set password_hash = null, authenticator = null, authenticator_confirmed_at = null,
                 last_step = 0
             where id = $1",
            operator
        )
        .execute(self.db())
        .await?;
        sqlx::query!("delete from platform.operator_recovery_code where operator_id = $1", operator)
            .execute(self.db())
            .await?;
        self.end_sessions_of(operator, None).await?;
        self.record(Deed::ResetOperator, About::subject(operator)).await
    }

    pub async fn suspend_operator(&mut self, operator: Uuid) -> Result<()> {
        self.set_status(operator, "suspended").await?;
        self.end_sessions_of(operator, None).await?;
        sqlx::query!("delete from platform.operator_link where operator_id = $1", operator).execute(self.db()).await?;
        self.record(Deed::SuspendOperator, About::subject(operator)).await
    }

    pub async fn resume_operator(&mut self, operator: Uuid) -> Result<()> {
        self.set_status(operator, "active").await?;
        self.record(Deed::ResumeOperator, About::subject(operator)).await
    }

    async fn set_status(&mut self, operator: Uuid, status: &str) -> Result<()> {
        let done = sqlx::query!("update platform.operator set status = $2 where id = $1", operator, status)
            .execute(self.db())
            .await?;
        if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
    }

    /// Sets one's own password, and ends all sessions but this one: whoever knew the old one is out.
    pub async fn change_password(&mut self, operator: Uuid, hash: &str, but: Option<Uuid>) -> Result<()> {
        self.set_password(operator, hash).await?;
        self.end_sessions_of(operator, but).await?;
        self.record(Deed::ChangePassword, About::subject(operator)).await
    }

    pub(super) async fn set_password(&mut self, operator: Uuid, hash: &str) -> Result<()> {
        sqlx::query!("update platform.operator set password_hash = $2 where id = $1", operator, hash)
            .execute(self.db())
            .await?;
        Ok(())
    }
}
