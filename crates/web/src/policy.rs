//! What a clinic has decided about who gets in and how. Kept as one setting, and believed for a second.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use moka::future::Cache;
use serde::{Deserialize, Serialize};
use tenancy::{Action, Conflict, Error, Result, Rights, Role, Subject, TenantTx, Ticket, Topic};
use uuid::Uuid;

use crate::app::App;
use crate::sessions::end_unproved;

const NAME: &str = "access";

/// The clinic's rules for getting in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccessPolicy {
    pub password: PasswordPolicy,
    pub second_factor: SecondFactorPolicy,
    pub patients: PatientPolicy,
    /// Where scripts may come from that call the API in a browser: exact origins such as `https://app.example.org`.
    pub cors_origins: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordPolicy {
    pub min_length: u16,
    /// Of a password that has no second factor beside it.
    pub min_length_alone: u16,
    /// None: a good password stays good. Both NIST SP 800-63B and OWASP ASVS advise against a limit; some contracts
    /// ask for one.
    pub max_age_days: Option<u16>,
    /// How many passwords back may not come again.
    pub history: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecondFactorPolicy {
    /// Whoever has one of these roles needs a second factor.
    pub roles: Vec<Role>,
    /// How long a new account may go without: somebody has to set up the clinic in its first hour.
    pub grace_days: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PatientPolicy {
    /// Whether patients may sign themselves up.
    pub sign_up: bool,
    pub idle_minutes: u16,
    /// Countries (ISO 3166) whose numbers get codes; the clinic's own when empty.
    pub countries: Vec<String>,
    pub codes_per_number_an_hour: u16,
    pub codes_per_number_a_day: u16,
    pub codes_a_day: u16,
    /// Phone number and user name alone, as a system before this one had it. A stranger who knows both gets in.
    pub unproved: Option<Unproved>,
}

/// Who let patients in without proof, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unproved {
    pub reason: String,
    pub by: Option<Uuid>,
    pub since: jiff::Timestamp,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self { min_length: 12, min_length_alone: 15, max_age_days: None, history: 5 }
    }
}

impl Default for SecondFactorPolicy {
    fn default() -> Self {
        Self { roles: vec![Role::Admin], grace_days: 7 }
    }
}

impl Default for PatientPolicy {
    fn default() -> Self {
        Self {
            sign_up: true,
            idle_minutes: 30,
            countries: Vec::new(),
            codes_per_number_an_hour: 3,
            codes_per_number_a_day: 10,
            codes_a_day: 500,
            unproved: None,
        }
    }
}

impl PasswordPolicy {
    /// What contracts in the manner of HIPAA checklists ask for.
    pub fn seed_hipaa() -> Self {
        Self { max_age_days: Some(90), ..Self::default() }
    }

    pub fn min_length(&self, has_second_factor: bool) -> u16 {
        if has_second_factor { self.min_length } else { self.min_length.max(self.min_length_alone) }
    }

    /// Whether a password of that age has had its time.
    pub fn is_expired(&self, changed_at: jiff::Timestamp, now: jiff::Timestamp) -> bool {
        let old = |days: u16| now.duration_since(changed_at) > SignedDuration::from_hours(i64::from(days) * 24);
        self.max_age_days.is_some_and(old)
    }
}

impl SecondFactorPolicy {
    /// Whether somebody needs one who is this and may do this: who has been given in another role what otherwise only
    /// those can do who need one, needs one too.
    pub fn asks(&self, roles: &[Role], rights: Rights) -> bool {
        let only_theirs = |action: Action| {
            let mut may = Role::ALL.iter().filter(|role| role.may(action)).peekable();
            may.peek().is_some() && may.all(|role| self.roles.contains(role))
        };
        roles.iter().any(|role| self.roles.contains(role)) || rights.actions().any(only_theirs)
    }

    /// Until when an account made then may go without.
    pub fn grace_ends(&self, created_at: jiff::Timestamp) -> jiff::Timestamp {
        let grace = SignedDuration::from_hours(i64::from(self.grace_days) * 24);
        created_at.saturating_add(grace).unwrap_or(created_at)
    }
}

impl AccessPolicy {
    /// The policy in force, and its version; 0 while nobody has changed it.
    pub async fn load(tx: &mut TenantTx) -> Result<(Self, i32)> {
        let db = tx.authorize(Action::ResolveSession)?;
        let found = sqlx::query!("select value, version from setting where name = $1", NAME).fetch_optional(db).await?;
        match found {
            Some(row) => Ok((serde_json::from_value(row.value).map_err(Error::internal)?, row.version)),
            None => Ok((Self::default(), 0)),
        }
    }

    /// Puts this policy in the place of version `known`.
    pub async fn save(&self, tx: &mut TenantTx, known: i32) -> Result<()> {
        let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
        let value = serde_json::to_value(self).map_err(Error::internal)?;
        let db = tx.authorize(Action::ChangeAccessPolicy)?;
        let done = sqlx::query!(
            "insert into setting (name, value, updated_at, updated_by) values ($1, $2, $3, $4)
             on conflict (name) do update set value = $2, updated_at = $3, updated_by = $4, version = setting.version + 1
             where setting.version = $5",
            NAME,
            value,
            now,
            by,
            known
        )
        .execute(db)
        .await?;
        if done.rows_affected() == 0 {
            return Err(Error::Conflict(Conflict::StaleVersion { current: i64::from(known) + 1 }));
        }
        if self.patients.unproved.is_none() {
            // Whoever came in without proof is out when that is over.
            end_unproved(tx, Action::ChangeAccessPolicy).await?;
        }
        tx.record(Action::ChangeAccessPolicy, Subject::new("setting", None));
        tx.announce(Topic::Access);
        Ok(())
    }
}

/// The policy of the ticket's clinic.
pub(crate) async fn in_force(app: &App, ticket: Ticket) -> Result<Arc<AccessPolicy>> {
    let tenant = ticket.tenant.id;
    app.policies().get_or_load(tenant, async { Box::pin(find(app, ticket)).await }).await
}

async fn find(app: &App, ticket: Ticket) -> Result<AccessPolicy> {
    let mut tx = app.house().read(ticket).await?;
    let (policy, _) = AccessPolicy::load(&mut tx).await?;
    tx.commit().await?;
    Ok(policy)
}

/// Policies found a moment ago.
pub(crate) struct PolicyCache(Cache<Uuid, Arc<AccessPolicy>>);

impl PolicyCache {
    pub fn new() -> Self {
        Self(Cache::builder().max_capacity(20_000).time_to_live(Duration::from_secs(1)).build())
    }

    pub async fn get_or_load(
        &self,
        tenant: Uuid,
        load: impl Future<Output = Result<AccessPolicy>>,
    ) -> Result<Arc<AccessPolicy>> {
        let found = self.0.try_get_with(tenant, async { load.await.map(Arc::new) }).await;
        found.map_err(|error| match *error {
            Error::Busy => Error::Busy,
            ref other => Error::internal(other.to_string()),
        })
    }

    pub fn forget(&self) {
        self.0.invalidate_all();
    }
}
