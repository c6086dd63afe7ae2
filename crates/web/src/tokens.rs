//! Access and refresh tokens of API clients. Access tokens are short and signed per clinic; refresh tokens rotate,
//! and one that comes back a second time ends the session: either it or its successor was stolen.

use std::time::Duration;

use jiff_sqlx::ToSqlx as _;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use vault::ClinicKeys;

use crate::sessions::{hash_secret, new_secret};

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: Uuid,
    sid: Uuid,
    iat: i64,
    exp: i64,
}

const PURPOSE: &str = "access token";

/// A signed token for a session of this clinic.
pub fn issue_access(
    keys: &ClinicKeys,
    now: jiff::Timestamp,
    staff: Uuid,
    session: Uuid,
    lasts: Duration,
) -> Result<String> {
    let iat = now.as_second();
    let exp = iat.saturating_add(i64::try_from(lasts.as_secs()).unwrap_or(600));
    let claims = Claims { iss: keys.tenant().to_string(), sub: staff, sid: session, iat, exp };
    let key = EncodingKey::from_secret(&keys.derive(PURPOSE));
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(Error::internal)
}

/// What an access token says that this clinic signed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Access {
    session: Uuid,
    expires: i64,
}

impl Access {
    /// The session it speaks for, while it is not too old.
    pub fn session_at(self, now: jiff::Timestamp) -> Option<Uuid> {
        (self.expires > now.as_second()).then_some(self.session)
    }
}

/// Access tokens whose signatures have been checked: a client sends the same one with each request. A token that was
/// good once is good until it expires, whatever becomes of its session, which is looked up each time.
pub(crate) struct AccessTokens(Cache<(Uuid, [u8; 32]), Access>);

impl AccessTokens {
    pub fn new() -> Self {
        Self(Cache::builder().max_capacity(50_000).time_to_live(CHECKED).build())
    }

    pub fn read(&self, keys: &ClinicKeys, token: &str) -> Option<Access> {
        let key = (keys.tenant(), hash_secret(token));
        if let Some(known) = self.0.get(&key) {
            return Some(known);
        }
        let access = check(keys, token)?;
        self.0.insert(key, access);
        Some(access)
    }
}

/// A key that is withdrawn takes its tokens with it within this time.
const CHECKED: Duration = Duration::from_secs(60);

fn check(keys: &ClinicKeys, token: &str) -> Option<Access> {
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_issuer(&[keys.tenant().to_string()]);
    rules.set_required_spec_claims(&["exp", "iss", "sub"]);
    // Judged by the house's clock, each time it is shown.
    rules.validate_exp = false;
    let key = DecodingKey::from_secret(&keys.derive(PURPOSE));
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules).ok()?.claims;
    Some(Access { session: claims.sid, expires: claims.exp })
}

/// A new refresh token of the session's family.
pub async fn issue_refresh(tx: &mut TenantTx, session: Uuid, lasts: Duration) -> Result<String> {
    let now = tx.now();
    let token = new_secret();
    let expires_at = now.saturating_add(lasts).map_err(Error::internal)?;
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!(
        "insert into refresh_token (hash, session_id, created_at, expires_at) values ($1, $2, $3, $4)",
        &hash_secret(&token)[..],
        session,
        now.to_sqlx(),
        expires_at.to_sqlx()
    )
    .execute(db)
    .await?;
    Ok(token)
}

/// What became of a refresh token that was shown.
pub enum Spent {
    /// It was good, and is used up now.
    Fresh {
        session: Uuid,
        staff: Uuid,
    },
    /// It had been used before: its session has just been ended.
    Reused {
        session: Uuid,
    },
    Unknown,
}

pub async fn spend_refresh(tx: &mut TenantTx, token: &str) -> Result<Spent> {
    let now = tx.now().to_sqlx();
    let hash = hash_secret(token);
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        "select r.session_id, r.spent_at, s.staff_id,
                (r.expires_at > $2 and s.expires_at > $2 and s.ended_at is null and u.status = 'active') as \"live!\"
         from refresh_token r join session s on s.id = r.session_id join staff u on u.id = s.staff_id
         where r.hash = $1 for update of r",
        &hash[..],
        now
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(Spent::Unknown) };
    if row.spent_at.is_some() {
        crate::sessions::end(tx, row.session_id).await?;
        return Ok(Spent::Reused { session: row.session_id });
    }
    if !row.live {
        return Ok(Spent::Unknown);
    }
    sqlx::query!("update refresh_token set spent_at = $2 where hash = $1", &hash[..], now).execute(&mut *db).await?;
    sqlx::query!("update session set last_active_at = $2 where id = $1", row.session_id, now).execute(db).await?;
    Ok(Spent::Fresh { session: row.session_id, staff: row.staff_id })
}

/// The session that a refresh token belongs to, spent or not: enough to sign out with.
pub async fn session_of(tx: &mut TenantTx, token: &str) -> Result<Option<Uuid>> {
    let hash = hash_secret(token);
    let db = tx.authorize(Action::ResolveSession)?;
    let id = sqlx::query_scalar!("select session_id from refresh_token where hash = $1", &hash[..]);
    Ok(id.fetch_optional(db).await?)
}
