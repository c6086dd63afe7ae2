//! Access and refresh tokens of API clients. Access tokens are short and signed with a key of the clinic; refresh
//! tokens rotate, and one that comes back a second time ends the session: either it or its successor was stolen.

use std::time::Duration;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff_sqlx::ToSqlx as _;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, Result, TenantTx};
use uuid::Uuid;
use vault::ClinicKeys;

use crate::sessions::{Holder, Stage, end, hash_secret, new_secret};

/// A claim that we do not write is one that we could not honour.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
    iat: i64,
    exp: i64,
}

const PURPOSE: &str = "access token, Ed25519";
const AUDIENCE: &str = "praxis";
/// RFC 9068: what is an access token must not be taken for anything else.
const TYPE: &str = "at+jwt";

/// The longest token that is looked at.
const LONGEST: usize = 2048;

/// The clinic's signing key of one version of its keys. It follows from the clinic's key, so there is nothing to store.
fn signing_key(seed: &[u8; 32]) -> Result<Ed25519KeyPair> {
    Ed25519KeyPair::from_seed_unchecked(seed).map_err(Error::internal)
}

/// A signed token for a session of this clinic.
pub fn issue_access(
    keys: &ClinicKeys,
    now: jiff::Timestamp,
    holder: Holder,
    session: Uuid,
    lasts: Duration,
) -> Result<String> {
    let iat = now.as_second();
    let exp = iat.saturating_add(i64::try_from(lasts.as_secs()).unwrap_or(600));
    let iss = keys.tenant().to_string();
    let claims = Claims { iss, aud: AUDIENCE.to_owned(), sub: holder.id(), sid: session, iat, exp };
    let key = signing_key(&keys.derive(PURPOSE))?.to_pkcs8().map_err(Error::internal)?;
    jsonwebtoken::encode(&header_under(keys.active_version()), &claims, &EncodingKey::from_ed_der(key.as_ref()))
        .map_err(Error::internal)
}

/// The head of every token that is signed with this version of the clinic's key.
fn header_under(version: u32) -> Header {
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(version.to_string());
    header
}

/// What an access token says that this clinic signed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Access {
    pub holder: Uuid,
    session: Uuid,
    issued: i64,
    expires: i64,
}

/// How far the clocks of two nodes may be apart.
const LEEWAY: i64 = 60;

impl Access {
    /// The session it speaks for, while it is neither too old nor of the future.
    pub fn session_at(self, now: jiff::Timestamp) -> Option<Uuid> {
        let now = now.as_second();
        (self.issued <= now.saturating_add(LEEWAY) && self.expires > now).then_some(self.session)
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

/// Nothing in the token chooses how it is checked but the number of the key, and only among this clinic's own. Its head
/// has to be, letter by letter, the one that we write: whatever else could stand there has no meaning that we know.
fn check(keys: &ClinicKeys, token: &str) -> Option<Access> {
    if token.len() > LONGEST {
        return None;
    }
    let version: u32 = jsonwebtoken::decode_header(token).ok()?.kid?.parse().ok()?;
    let head = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&header_under(version)).ok()?);
    if token.split('.').next() != Some(head.as_str()) {
        return None;
    }
    let key = signing_key(&keys.derive_under(version, PURPOSE)?).ok()?;
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_issuer(&[keys.tenant().to_string()]);
    rules.set_audience(&[AUDIENCE]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // Judged by the house's clock, each time it is shown.
    rules.validate_exp = false;
    let key = DecodingKey::from_ed_der(key.public_key().as_ref());
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules).ok()?.claims;
    Some(Access { holder: claims.sub, session: claims.sid, issued: claims.iat, expires: claims.exp })
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
        holder: Holder,
        stage: Option<Stage>,
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
        "select r.session_id, r.spent_at, s.staff_id, s.patient_id, s.stage,
                (r.expires_at > $2 and s.expires_at > $2 and s.ended_at is null
                 and (s.staff_id is null or u.status = 'active')) as \"live!\"
         from refresh_token r join session s on s.id = r.session_id left join staff u on u.id = s.staff_id
         where r.hash = $1 for update of r",
        &hash[..],
        now
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(Spent::Unknown) };
    if row.spent_at.is_some() {
        end(tx, row.session_id).await?;
        return Ok(Spent::Reused { session: row.session_id });
    }
    let Some(holder) = Holder::of_columns(row.staff_id, row.patient_id).filter(|_| row.live) else {
        return Ok(Spent::Unknown);
    };
    sqlx::query!("update refresh_token set spent_at = $2 where hash = $1", &hash[..], now).execute(&mut *db).await?;
    sqlx::query!("update session set last_active_at = $2 where id = $1", row.session_id, now).execute(db).await?;
    Ok(Spent::Fresh { session: row.session_id, holder, stage: Stage::parse(&row.stage) })
}

/// The session that a refresh token belongs to, spent or not: enough to sign out with.
pub async fn session_of(tx: &mut TenantTx, token: &str) -> Result<Option<Uuid>> {
    let hash = hash_secret(token);
    let db = tx.authorize(Action::ResolveSession)?;
    let id = sqlx::query_scalar!("select session_id from refresh_token where hash = $1", &hash[..]);
    Ok(id.fetch_optional(db).await?)
}
