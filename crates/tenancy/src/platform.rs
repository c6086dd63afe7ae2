//! The platform schema: made and migrated at start, with the logins that the program runs under.

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Executor as _, PgConnection};
use uuid::Uuid;
use vault::RootKey;

use crate::{Clock, Migration, OpenHouseError};

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "platform", sql: include_str!("../migrations/0001_platform.sql") },
    Migration { version: 2, name: "operators", sql: include_str!("../migrations/0002_operators.sql") },
    Migration { version: 3, name: "duties", sql: include_str!("../migrations/0003_duties.sql") },
];

/// Any number will do as long as nobody else uses it: two programs starting at once take turns.
const START_LOCK: i64 = 0x5052_4158_4953;

/// The logins of this installation. Neither owns anything; the recorder can do nothing but add to the audit.
#[derive(Clone)]
pub(crate) struct Roles {
    pub app: String,
    pub app_password: String,
    pub recorder: String,
    pub recorder_password: String,
}

pub(crate) async fn prepare(admin: &PgConnectOptions, root: &RootKey, clock: &Clock) -> Result<Roles, OpenHouseError> {
    let mut db = admin.connect().await?;
    sqlx::query_scalar!(r#"select 1 as "locked!" from pg_advisory_lock($1)"#, START_LOCK).fetch_one(&mut db).await?;
    migrate(&mut db).await?;
    let roles = install(&mut db, root, clock).await?;
    sqlx::query_scalar!("select pg_advisory_unlock($1)", START_LOCK).fetch_one(&mut db).await?;
    Ok(roles)
}

/// Whether a Praxis lives in this database already.
pub async fn is_installed(admin: &PgConnectOptions) -> sqlx::Result<bool> {
    let mut db = admin.connect().await?;
    Ok(version(&mut db).await? > 0)
}

async fn migrate(db: &mut PgConnection) -> Result<(), OpenHouseError> {
    let known = MIGRATIONS.last().map_or(0, |newest| newest.version);
    let found = version(db).await?;
    if found > known {
        return Err(OpenHouseError::Newer { found, known });
    }
    for migration in MIGRATIONS.iter().filter(|migration| migration.version > found) {
        let sql = format!(
            "begin; {}; insert into platform.migration (version, name, outcome, at) values ({}, '{}', 'applied', now()); commit",
            migration.sql, migration.version, migration.name
        );
        db.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
    }
    Ok(())
}

async fn version(db: &mut PgConnection) -> sqlx::Result<i32> {
    let exists =
        sqlx::query_scalar!("select to_regclass('platform.migration') is not null").fetch_one(&mut *db).await?;
    if exists != Some(true) {
        return Ok(0);
    }
    let version = sqlx::query_scalar!(
        "select max(version) from platform.migration where tenant_id is null and outcome = 'applied'"
    );
    Ok(version.fetch_one(db).await?.unwrap_or(0))
}

/// Finds or makes this installation, refusing a root key that is not its own.
async fn install(db: &mut PgConnection, root: &RootKey, clock: &Clock) -> Result<Roles, OpenHouseError> {
    let found = sqlx::query!("select id, root_key_check, app_role, recorder_role from platform.installation")
        .fetch_optional(&mut *db)
        .await?;
    if let Some(found) = found {
        if found.root_key_check != root.check() {
            return Err(OpenHouseError::WrongRootKey);
        }
        let roles = Roles::named(root, found.id, found.app_role, found.recorder_role);
        create_logins(db, &roles).await?;
        return Ok(roles);
    }
    let id = clock.new_uuid();
    let short = hex::encode(&id.as_bytes()[10..]);
    let roles = Roles::named(root, id, format!("praxis_{short}_app"), format!("praxis_{short}_recorder"));
    create_logins(db, &roles).await?;
    sqlx::query!(
        "insert into platform.installation (id, root_key_check, app_role, recorder_role) values ($1, $2, $3, $4)",
        id,
        &root.check()[..],
        roles.app,
        roles.recorder
    )
    .execute(&mut *db)
    .await?;
    Ok(roles)
}

impl Roles {
    /// Passwords follow from the root key, so there is no further secret to keep.
    fn named(root: &RootKey, installation: Uuid, app: String, recorder: String) -> Self {
        let password = |role: &str| hex::encode(root.derive(&format!("database login {installation} {role}")));
        Self { app_password: password("app"), recorder_password: password("recorder"), app, recorder }
    }
}

/// Roles belong to the server, not to the database: a restored dump finds them missing.
async fn create_logins(db: &mut PgConnection, roles: &Roles) -> sqlx::Result<()> {
    for (role, password) in [(&roles.app, &roles.app_password), (&roles.recorder, &roles.recorder_password)] {
        let exists = sqlx::query_scalar!("select 1 from pg_roles where rolname = $1", role).fetch_optional(&mut *db);
        if exists.await?.is_none() {
            let sql = format!("create role {role} login noinherit password '{password}'");
            db.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
        }
    }
    let app = &roles.app;
    let sql = format!(
        "grant usage on schema platform to {app};
         grant select on platform.tenant, platform.domain, platform.tenant_key, platform.migration to {app};
         grant select, insert, update, delete on platform.operator, platform.operator_link,
             platform.operator_recovery_code, platform.operator_session, platform.operator_attempt,
             platform.support_offer, platform.duty to {app};
         grant select, insert on platform.operator_event to {app}"
    );
    db.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
    Ok(())
}
