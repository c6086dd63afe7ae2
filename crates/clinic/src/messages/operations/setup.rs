//! How the clinic sends: its settings, and what it proves to those who carry that it is itself.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{Phi, Sealed};
use web::Expected;

use crate::messages::sealing::{AUTH_TOKEN, MAIL_PASSWORD};
use crate::messages::settings::Messaging;

/// What a clinic proves who it is with: to the carrier, and to its mail server.
#[derive(Default)]
pub struct Secrets {
    pub token: Option<String>,
    pub mail_password: Option<String>,
}

/// The settings in force.
#[derive(Default)]
pub struct Setup {
    pub id: Option<Uuid>,
    /// 0 while nobody has changed anything.
    pub version: i32,
    pub messaging: Messaging,
    pub secrets: Secrets,
}

/// How the clinic sends at present.
pub async fn load(tx: &mut TenantTx) -> Result<Setup> {
    let keys = tx.keys();
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select id, settings, auth_token as "auth_token: Sealed<String>",
               mail_password as "mail_password: Sealed<String>", version from messaging"#
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(Setup::default()) };
    let token = keys.clinic().open_opt(AUTH_TOKEN, row.id, row.auth_token.as_ref())?;
    let mail_password = keys.clinic().open_opt(MAIL_PASSWORD, row.id, row.mail_password.as_ref())?;
    Ok(Setup {
        id: Some(row.id),
        version: row.version,
        messaging: serde_json::from_value(row.settings).map_err(Error::internal)?,
        secrets: Secrets { token: token.map(Phi::into_inner), mail_password: mail_password.map(Phi::into_inner) },
    })
}

/// Puts these settings in the place of the expected version. A secret stays unless another one is given.
pub async fn save(tx: &mut TenantTx, messaging: &Messaging, secrets: &Secrets, expected: &Expected) -> Result<i32> {
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let before = load(tx).await?;
    expected.check(before.version)?;
    let id = before.id.unwrap_or_else(|| tx.new_id::<Setup>().uuid());
    let settings = serde_json::to_value(messaging).map_err(Error::internal)?;
    let token = keys.clinic().seal_opt(AUTH_TOKEN, id, secrets.token.as_ref());
    let password = keys.clinic().seal_opt(MAIL_PASSWORD, id, secrets.mail_password.as_ref());
    let db = tx.authorize(Action::ManageMessaging)?;
    let version = sqlx::query_scalar!(
        "insert into messaging (id, settings, auth_token, updated_at, updated_by, mail_password)
         values ($1, $2, $3, $4, $5, $7)
         on conflict ((true)) do update set settings = $2, auth_token = coalesce($3, messaging.auth_token),
             mail_password = coalesce($7, messaging.mail_password), updated_at = $4, updated_by = $5,
             version = messaging.version + 1
         where messaging.version = $6 and messaging.id = $1
         returning version",
        id,
        settings,
        token as _,
        now as _,
        by,
        before.version,
        password as _
    );
    let version = version
        .fetch_optional(db)
        .await?
        .ok_or(Error::Conflict(Conflict::StaleVersion { current: i64::from(before.version) + 1 }))?;
    tx.record(Action::ManageMessaging, Subject::new("messaging", id));
    tx.announce(Topic::Messages);
    Ok(version)
}
