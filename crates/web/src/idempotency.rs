//! One effect per `Idempotency-Key`: the key is claimed in the transaction that does the work, and the answer is
//! stored in it too. After a crash either both are there or neither is.

use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use tenancy::{Action, Conflict, Error, TenantTx};
use uuid::Uuid;
use vault::{Field, Json, Sealed};

use crate::failure::{Failure, Replay};

pub const IDEMPOTENT_RESPONSE: Field = Field::clinic("idempotency_key", "response");

const KEPT: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// A request that carries a key.
#[derive(Debug, Clone)]
pub struct Claim {
    pub principal: Uuid,
    pub route: String,
    pub key_hash: [u8; 32],
    pub request_hash: [u8; 32],
}

#[derive(Serialize, Deserialize)]
struct Stored {
    content_type: Option<String>,
    location: Option<String>,
    #[serde(default)]
    etag: Option<String>,
    body: String,
    /// What was done and about whom: checked and named again before the answer is given out again.
    #[serde(default)]
    actions: Vec<String>,
    #[serde(default)]
    patients: Vec<Uuid>,
}

impl Claim {
    /// Claims the key, or ends the request with the answer it had before.
    pub(crate) async fn take(&self, tx: &mut TenantTx) -> Result<(), Failure> {
        let now = tx.now();
        let expired = now.saturating_sub(KEPT).map_err(Error::internal)?;
        let db = tx.authorize(Action::ReplayRequest)?;
        // Waits for a twin that is under way; what it leaves behind is found below.
        let claimed = sqlx::query!(
            "insert into idempotency_key (principal, route, key_hash, request_hash, created_at) values ($1, $2, $3, $4, $5)
             on conflict (principal, route, key_hash) do update
                set request_hash = excluded.request_hash, created_at = excluded.created_at, status = null, response = null
                where idempotency_key.created_at < $6",
            self.principal,
            self.route,
            &self.key_hash[..],
            &self.request_hash[..],
            now.to_sqlx(),
            expired.to_sqlx()
        )
        .execute(&mut *db)
        .await
        .map_err(in_progress)?;
        if claimed.rows_affected() == 1 {
            return Ok(());
        }
        self.replay(tx).await
    }

    async fn replay(&self, tx: &mut TenantTx) -> Result<(), Failure> {
        let keys = tx.keys();
        let db = tx.authorize(Action::ReplayRequest)?;
        let row = sqlx::query!(
            r#"select request_hash, status, response as "response: Sealed<Json<serde_json::Value>>"
               from idempotency_key where principal = $1 and route = $2 and key_hash = $3"#,
            self.principal,
            self.route,
            &self.key_hash[..]
        )
        .fetch_one(db)
        .await
        .map_err(Error::from)?;
        if row.request_hash != self.request_hash {
            return Err(Error::Conflict(Conflict::IdempotencyMismatch).into());
        }
        let (Some(status), Some(response)) = (row.status, row.response) else {
            return Err(Error::Conflict(Conflict::IdempotencyInProgress).into());
        };
        let opened = keys.clinic().open(IDEMPOTENT_RESPONSE, self.row(), &response).map_err(Error::from)?;
        let stored: Stored = serde_json::from_value(opened.into_inner().0).map_err(Error::internal)?;
        let status = u16::try_from(status).map_err(Error::internal)?;
        // Roles may have been taken away since.
        if let Some(action) =
            stored.actions.iter().filter_map(|code| Action::parse(code)).find(|&action| !tx.may(action))
        {
            return Err(Error::Forbidden(action).into());
        }
        let Stored { content_type, location, etag, body, patients, .. } = stored;
        let replay = Replay { status, content_type, location, etag, body: body.into_bytes(), patients };
        Err(Failure::Replay(Box::new(replay)))
    }

    /// Stores the answer beside the effect; the caller commits both.
    pub(crate) async fn keep(&self, tx: &mut TenantTx, replay: &Replay) -> Result<(), Error> {
        let keys = tx.keys();
        let stored = Stored {
            content_type: replay.content_type.clone(),
            location: replay.location.clone(),
            etag: replay.etag.clone(),
            actions: tx.recorded().iter().map(|action| action.code().to_owned()).collect(),
            patients: replay.patients.clone(),
            body: String::from_utf8_lossy(&replay.body).into_owned(),
        };
        let stored = serde_json::to_value(&stored).map_err(Error::internal)?;
        let sealed = keys.clinic().seal(IDEMPOTENT_RESPONSE, self.row(), &Json(stored));
        let db = tx.authorize(Action::ReplayRequest)?;
        sqlx::query!(
            "update idempotency_key set status = $4, response = $5 where principal = $1 and route = $2 and key_hash = $3",
            self.principal,
            self.route,
            &self.key_hash[..],
            i32::from(replay.status),
            sealed.as_bytes()
        )
        .execute(db)
        .await?;
        Ok(())
    }

    /// The table has no id of its own: half the key's hash stands in, so that an answer moved to another row does not open.
    fn row(&self) -> Uuid {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.key_hash[..16]);
        Uuid::from_bytes(bytes)
    }
}

fn in_progress(error: sqlx::Error) -> Failure {
    match error.as_database_error().and_then(sqlx::error::DatabaseError::code).as_deref() {
        Some("55P03") => Error::Conflict(Conflict::IdempotencyInProgress).into(),
        _ => Error::from(error).into(),
    }
}
