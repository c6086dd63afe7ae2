//! Migrations of all clinics: parallel, ledgered, resumable; one clinic that fails does not stop the others.

use futures::{StreamExt as _, stream};
use sqlx::{AssertSqlSafe, Executor as _, PgConnection, PgPool};
use uuid::Uuid;

use crate::tenant::SchemaName;
use crate::{House, Result};

/// One step of a schema's history. Published steps are never edited.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    pub version: i32,
    pub name: &'static str,
    /// `{role}` and `{recorder}` stand for the clinic's role and the recorder's login.
    pub sql: &'static str,
}

/// How a run over all clinics ended.
#[derive(Debug, Default)]
pub struct MigrationReport {
    pub current: usize,
    pub migrated: Vec<String>,
    /// Slug and reason.
    pub failed: Vec<(String, String)>,
}

/// A clinic that is not at the newest version.
#[derive(Debug, Clone)]
pub struct Pending {
    pub id: Uuid,
    pub slug: String,
    pub schema_version: i32,
    pub last_error: Option<String>,
}

const WORKERS: usize = 4;

impl House {
    /// Clinics that wait for a migration, oldest first. The first of them is the canary.
    pub async fn pending_migrations(&self) -> Result<Vec<Pending>> {
        let newest = self.migrations().last().map_or(0, |migration| migration.version);
        let pool = self.admin_pool(1);
        let rows = sqlx::query_as!(
            Pending,
            "select t.id, t.slug, t.schema_version,
                    (select m.error from platform.migration m
                     where m.tenant_id = t.id and m.outcome = 'failed' order by m.version desc limit 1) as last_error
             from platform.tenant t where t.schema_version < $1 order by t.created_at, t.id",
            newest
        );
        Ok(rows.fetch_all(&pool).await?)
    }

    /// Brings every clinic to the newest version. Stops after the first one when that one fails.
    pub async fn migrate_all(&self) -> Result<MigrationReport> {
        let pending = self.pending_migrations().await?;
        let mut report = MigrationReport { current: self.tenants().await?.len() - pending.len(), ..Default::default() };
        let pool = self.admin_pool(u32::try_from(WORKERS).unwrap_or(1));
        let mut waiting = pending.into_iter();
        if let Some(canary) = waiting.next() {
            report.add(self.migrate_one(&pool, canary).await);
            if !report.failed.is_empty() {
                return Ok(report);
            }
        }
        let mut runs = stream::iter(waiting.map(|pending| self.migrate_one(&pool, pending))).buffer_unordered(WORKERS);
        while let Some(result) = runs.next().await {
            report.add(result);
        }
        drop(runs);
        self.forget_tenants();
        Ok(report)
    }

    async fn migrate_one(&self, pool: &PgPool, pending: Pending) -> (String, Result<(), String>) {
        let run = async {
            let mut db = pool.acquire().await?;
            self.bring_up(&mut db, pending.id).await
        };
        (pending.slug, run.await.map_err(|error| error.to_string()))
    }
}

impl MigrationReport {
    fn add(&mut self, (slug, result): (String, Result<(), String>)) {
        match result {
            Ok(()) => self.migrated.push(slug),
            Err(reason) => self.failed.push((slug, reason)),
        }
    }
}

impl House {
    /// Applies what one clinic is missing, each step in a transaction of its own, and remembers a failure.
    pub(crate) async fn bring_up(&self, db: &mut PgConnection, tenant: Uuid) -> sqlx::Result<()> {
        for migration in self.migrations() {
            let result = step(db, migration, tenant, &self.roles().recorder).await;
            if let Err(error) = result {
                db.execute(sqlx::raw_sql("rollback")).await?;
                sqlx::query!(
                    "insert into platform.migration (tenant_id, version, name, outcome, error, at)
                     values ($1, $2, $3, 'failed', $4, $5)
                     on conflict on constraint migration_once do update set error = excluded.error, at = excluded.at",
                    tenant,
                    migration.version,
                    migration.name,
                    error.to_string(),
                    jiff_sqlx::ToSqlx::to_sqlx(self.clock().now())
                )
                .execute(&mut *db)
                .await?;
                return Err(error);
            }
        }
        Ok(())
    }
}

async fn step(db: &mut PgConnection, migration: &Migration, tenant: Uuid, recorder: &str) -> sqlx::Result<()> {
    let schema = SchemaName::of(tenant);
    db.execute(sqlx::raw_sql("begin")).await?;
    // The row lock makes two programs that migrate at once take turns.
    let version = sqlx::query_scalar!("select schema_version from platform.tenant where id = $1 for update", tenant)
        .fetch_one(&mut *db)
        .await?;
    if version >= migration.version {
        db.execute(sqlx::raw_sql("commit")).await?;
        return Ok(());
    }
    let (name, version, role) = (migration.name, migration.version, schema.as_str());
    let body = migration.sql.replace("{role}", role).replace("{recorder}", recorder);
    let sql = format!(
        "set local search_path = {role}, extensions;
         {body};
         insert into platform.migration (tenant_id, version, name, outcome, at)
         values ('{tenant}', {version}, '{name}', 'applied', now())
         on conflict on constraint migration_once do update set outcome = 'applied', error = null, at = excluded.at;
         update platform.tenant set schema_version = {version} where id = '{tenant}';
         commit"
    );
    db.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
    Ok(())
}
