//! How the clinic sends: its settings, and the carrier's secret.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{Phi, Sealed};
use web::Expected;

use crate::messages::sealing::AUTH_TOKEN;
use crate::messages::settings::Messaging;

/// The settings in force.
#[derive(Default)]
pub struct Setup {
    pub id: Option<Uuid>,
    /// 0 while nobody has changed anything.
    pub version: i32,
    pub messaging: Messaging,
    pub token: Option<String>,
}

/// How the clinic sends at present.
pub async fn load(tx: &mut TenantTx) -> Result<Setup> {
    let keys = tx.keys();
    let db = tx.authorize(Action::ResolveSession)?;
    let row =
        sqlx::query!(r#"select id, settings, auth_token as "auth_token: Sealed<String>", version from messaging"#);
    let Some(row) = row.fetch_optional(db).await? else { return Ok(Setup::default()) };
    let token = keys.clinic().open_opt(AUTH_TOKEN, row.id, row.auth_token.as_ref())?;
    Ok(Setup {
        id: Some(row.id),
        version: row.version,
        messaging: serde_json::from_value(row.settings).map_err(Error::internal)?,
        token: token.map(Phi::into_inner),
    })
}

/// Puts these settings in the place of the expected version. The secret stays unless another one is given.
pub async fn save(tx: &mut TenantTx, messaging: &Messaging, token: Option<String>, expected: &Expected) -> Result<i32> {
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let before = load(tx).await?;
    expected.check(before.version)?;
    let id = before.id.unwrap_or_else(|| tx.new_id::<Setup>().uuid());
    let settings = serde_json::to_value(messaging).map_err(Error::internal)?;
    let sealed = keys.clinic().seal_opt(AUTH_TOKEN, id, token.as_ref());
    let db = tx.authorize(Action::ManageMessaging)?;
    let version = sqlx::query_scalar!(
        "insert into messaging (id, settings, auth_token, updated_at, updated_by) values ($1, $2, $3, $4, $5)
         on conflict ((true)) do update set settings = $2, auth_token = coalesce($3, messaging.auth_token),
             updated_at = $4, updated_by = $5, version = messaging.version + 1
         where messaging.version = $6 and messaging.id = $1
         returning version",
        id,
        settings,
        sealed as _,
        now as _,
        by,
        before.version
    );
    let version = version
        .fetch_optional(db)
        .await?
        .ok_or(Error::Conflict(Conflict::StaleVersion { current: i64::from(before.version) + 1 }))?;
    tx.record(Action::ManageMessaging, Subject::new("messaging", id));
    tx.announce(Topic::Messages);
    Ok(version)
}
