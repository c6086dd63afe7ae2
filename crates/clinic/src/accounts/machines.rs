//! Tokens of devices and integrations: shown once, kept as a hash, bound to scopes.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, FieldError, Result, Rights, SCOPES, Subject, TenantTx, Topic};
use uuid::Uuid;
use web::sessions::{hash_secret, new_secret};

/// A token that is to be made.
#[derive(Debug, Clone, Default)]
pub struct NewToken {
    pub name: String,
    pub scopes: Vec<String>,
    pub expires_at: Option<Timestamp>,
}

/// A token as lists show it; the token itself is not known any more.
#[derive(Debug, Clone)]
pub struct TokenInfo {
    pub id: Uuid,
    pub name: String,
    pub scopes: Vec<String>,
    pub created_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

impl TokenInfo {
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|at| at > now)
    }
}

impl NewToken {
    fn problems(&self, now: Timestamp) -> Vec<FieldError> {
        let mut problems = Vec::new();
        match people::text::one_line(&self.name, 100) {
            Ok(name) if name.is_empty() => problems.push(FieldError::new("name", "required")),
            Ok(_) => {}
            Err(_) => problems.push(FieldError::new("name", "too_long").limit(100)),
        }
        if self.scopes.is_empty() {
            problems.push(FieldError::new("scopes", "required"));
        } else if !self.scopes.iter().all(|scope| SCOPES.contains(&scope.as_str())) {
            problems.push(FieldError::new("scopes", "unknown_choice"));
        }
        if self.expires_at.is_some_and(|at| at <= now) {
            problems.push(FieldError::new("expires_at", "in_past"));
        }
        problems
    }
}

/// Makes a token; it is known only now.
pub async fn create_token(tx: &mut TenantTx, new: &NewToken) -> Result<(TokenInfo, String)> {
    create_token_for(tx, Action::IssueToken, new).await
}

/// As [`create_token`], as a part of something else, which stands on record with it.
pub async fn create_token_for(tx: &mut TenantTx, action: Action, new: &NewToken) -> Result<(TokenInfo, String)> {
    let (now, by) = (tx.now(), tx.actor_id());
    let problems = new.problems(now);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    tx.authorize_giving(action, Rights::of_scopes(&new.scopes))?;
    let id = tx.new_id::<TokenInfo>().uuid();
    let token = new_secret();
    let name = new.name.trim().to_owned();
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into api_token (id, hash, name, scopes, created_at, created_by, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        &hash_secret(&token)[..],
        name,
        &new.scopes,
        now.to_sqlx(),
        by,
        new.expires_at.map(Timestamp::to_sqlx) as _
    )
    .execute(db)
    .await?;
    tx.record(action, Subject::new("token", id));
    let (scopes, expires_at) = (new.scopes.clone(), new.expires_at);
    let info = TokenInfo { id, name, scopes, created_at: now, last_used_at: None, expires_at, revoked_at: None };
    Ok((info, token))
}

/// Every token that was ever made, the newest first.
pub async fn list_tokens(tx: &mut TenantTx) -> Result<Vec<TokenInfo>> {
    let db = tx.authorize(Action::ListTokens)?;
    let rows = sqlx::query!(
        "select id, name, scopes, created_at, last_used_at, expires_at, revoked_at from api_token order by created_at desc, id"
    )
    .fetch_all(db)
    .await?;
    let instant = |at: Option<jiff_sqlx::Timestamp>| at.map(jiff_sqlx::Timestamp::to_jiff);
    let info = rows.into_iter().map(|row| TokenInfo {
        id: row.id,
        name: row.name,
        scopes: row.scopes,
        created_at: row.created_at.to_jiff(),
        last_used_at: instant(row.last_used_at),
        expires_at: instant(row.expires_at),
        revoked_at: instant(row.revoked_at),
    });
    Ok(info.collect())
}

/// Revokes one token.
pub async fn revoke_token(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    revoke_token_for(tx, Action::RevokeToken, id).await
}

/// As [`revoke_token`], as a part of something else, which stands on record with it.
pub async fn revoke_token_for(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let done = sqlx::query!("update api_token set revoked_at = $2 where id = $1 and revoked_at is null", id, now);
    if done.execute(db).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.record(action, Subject::new("token", id));
    tx.announce(Topic::Access);
    Ok(())
}

/// Revokes every token of that name, as the command line knows them.
pub async fn revoke_tokens_named(tx: &mut TenantTx, name: &str) -> Result<()> {
    let tokens = list_tokens(tx).await?;
    let live: Vec<Uuid> =
        tokens.iter().filter(|token| token.name == name && token.revoked_at.is_none()).map(|token| token.id).collect();
    if live.is_empty() {
        return Err(Error::NotFound);
    }
    for id in live {
        revoke_token(tx, id).await?;
    }
    Ok(())
}
