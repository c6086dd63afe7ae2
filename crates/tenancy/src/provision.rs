//! Making, suspending and moving clinics. Runs under the owner's login; no PHI is in reach here.

use jiff::tz::TimeZone;
use jiff_sqlx::ToSqlx as _;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use uuid::Uuid;
use vault::ClinicKeys;

use crate::error::FieldError;
use crate::operators::Steward;
use crate::tenant::{NewTenant, SchemaName, TenantStatus};
use crate::{Conflict, Error, House, OnConstraint as _, Result, TenantRef};

pub const LOCALES: &[&str] = &["en", "fr", "ar", "he"];

impl House {
    /// Makes a clinic: a schema, a role that may use only it, a key, its domains and every table. One whose making was
    /// broken off goes on where it stopped, with what is said now.
    pub async fn create_tenant(&self, new: &NewTenant) -> Result<TenantRef> {
        self.create_tenant_by(new, self.host()).await
    }

    /// As [`create_tenant`](Self::create_tenant), in somebody's name: no clinic opens that nobody is on record for.
    pub async fn create_tenant_by(&self, new: &NewTenant, by: Steward) -> Result<TenantRef> {
        let problems = problems(new);
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let pool = self.admin_pool(1);
        let mut db = pool.acquire().await?;
        let made = self.make(&mut db, new, by).await;
        // Let go at once, and not only when PostgreSQL notices that the connection is gone.
        sqlx::query!("select pg_advisory_unlock_all()").execute(&mut *db).await?;
        made?;
        self.forget_tenants();
        self.tenant_by_slug(&new.slug).await
    }

    async fn make(&self, db: &mut sqlx::PgConnection, new: &NewTenant, by: Steward) -> Result<()> {
        // Two who make the same clinic at once take turns: what is half made is broken off, not under way.
        sqlx::query!("select pg_advisory_lock(hashtextextended('praxis tenant ' || $1, 0))", new.slug)
            .execute(&mut *db)
            .await?;
        let id = match self.resume_tenant(db, new).await? {
            Some(id) => id,
            None => self.insert_tenant(db, new).await?,
        };
        self.bring_up(db, id).await?;
        let mut opening = self.platform_as_owner(by).await?;
        opening.record_creation(id).await?;
        opening.commit().await
    }

    /// A clinic of this name that nobody could use yet. Its schema, role and key were made in one transaction, so they
    /// are there.
    async fn resume_tenant(&self, db: &mut sqlx::PgConnection, new: &NewTenant) -> Result<Option<Uuid>> {
        let mut tx = db.begin().await?;
        let id = sqlx::query_scalar!(
            "update platform.tenant set name = $2, region = $3, time_zone = $4, currency = $5, locale = $6
             where slug = $1 and status = 'provisioning' returning id",
            new.slug,
            new.name,
            new.region,
            new.time_zone,
            new.currency,
            new.locale
        );
        let Some(id) = id.fetch_optional(&mut *tx).await? else { return Ok(None) };
        sqlx::query!("delete from platform.domain where tenant_id = $1", id).execute(&mut *tx).await?;
        self.insert_domains(&mut tx, id, new).await?;
        tx.commit().await?;
        Ok(Some(id))
    }

    async fn insert_domains(&self, db: &mut sqlx::PgConnection, id: Uuid, new: &NewTenant) -> Result<()> {
        let now = self.clock().now().to_sqlx();
        for domain in &new.domains {
            sqlx::query!(
                "insert into platform.domain (name, tenant_id, created_at) values ($1, $2, $3)",
                domain,
                id,
                now
            )
            .execute(&mut *db)
            .await
            .on_constraint("domain_pkey", Conflict::AlreadyRecorded)?;
        }
        Ok(())
    }

    async fn insert_tenant(&self, db: &mut sqlx::PgConnection, new: &NewTenant) -> Result<Uuid> {
        let id = self.clock().new_uuid();
        let schema = SchemaName::of(id);
        let now = self.clock().now().to_sqlx();
        let mut tx = db.begin().await?;
        sqlx::query!(
            "insert into platform.tenant (id, slug, name, schema_name, region, time_zone, currency, locale, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id,
            new.slug,
            new.name,
            schema.as_str(),
            new.region,
            new.time_zone,
            new.currency,
            new.locale,
            now
        )
        .execute(&mut *tx)
        .await
        .on_constraint("tenant_slug_unique", Conflict::AlreadyRecorded)?;
        self.insert_domains(&mut tx, id, new).await?;
        let key = ClinicKeys::generate_wrapped(self.root(), id);
        sqlx::query!(
            "insert into platform.tenant_key (tenant_id, version, state, wrapped, created_at) values ($1, $2, 'active', $3, $4)",
            id,
            i32::try_from(key.version).map_err(Error::internal)?,
            key.bytes,
            now
        )
        .execute(&mut *tx)
        .await?;
        let (room, app, recorder) = (schema.as_str(), &self.roles().app, &self.roles().recorder);
        let sql = format!(
            "create role {room} nologin;
             grant {room} to {app};
             create schema {room};
             grant usage on schema {room} to {room}, {recorder};
             alter default privileges in schema {room} grant select, insert, update, delete on tables to {room};
             alter default privileges in schema {room} grant usage on sequences to {room}"
        );
        tx.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
        tx.commit().await?;
        Ok(id)
    }

    pub async fn set_tenant_status(&self, slug: &str, status: TenantStatus) -> Result<()> {
        let done = sqlx::query!("update platform.tenant set status = $2 where slug = $1", slug, status.as_str())
            .execute(&self.admin_pool(1))
            .await?;
        self.forget_tenants();
        if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
    }

    pub async fn add_domain(&self, slug: &str, domain: &str) -> Result<()> {
        if !is_domain(domain) {
            return Err(Error::invalid("domain", "malformed"));
        }
        let tenant = self.tenant_by_slug(slug).await?;
        sqlx::query!(
            "insert into platform.domain (name, tenant_id, created_at) values ($1, $2, $3)",
            domain,
            tenant.id,
            self.clock().now().to_sqlx()
        )
        .execute(&self.admin_pool(1))
        .await
        .on_constraint("domain_pkey", Conflict::AlreadyRecorded)?;
        self.forget_tenants();
        Ok(())
    }

    pub async fn remove_domain(&self, slug: &str, domain: &str) -> Result<()> {
        let tenant = self.tenant_by_slug(slug).await?;
        let done = sqlx::query!("delete from platform.domain where name = $1 and tenant_id = $2", domain, tenant.id)
            .execute(&self.admin_pool(1))
            .await?;
        self.forget_tenants();
        if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
    }

    /// Lets the planner know at once what a large import has put in; by itself it would notice within a minute.
    pub async fn refresh_statistics(&self, tenant: &TenantRef) -> Result<()> {
        let sql = format!("analyze {0}.party, {0}.appointment", tenant.schema.as_str());
        self.admin_pool(1).execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
        Ok(())
    }

    pub async fn domains_of(&self, tenant: &TenantRef) -> Result<Vec<String>> {
        let names =
            sqlx::query_scalar!("select name from platform.domain where tenant_id = $1 order by name", tenant.id);
        Ok(names.fetch_all(&self.admin_pool(1)).await?)
    }
}

fn problems(new: &NewTenant) -> Vec<FieldError> {
    let mut problems = Vec::new();
    let mut require = |fine: bool, field: &'static str, code: &'static str| {
        if !fine {
            problems.push(FieldError::new(field, code));
        }
    };
    require(is_slug(&new.slug), "slug", "malformed");
    require((1..=120).contains(&new.name.trim().chars().count()), "name", "required");
    require(new.domains.iter().all(|domain| is_domain(domain)), "domain", "malformed");
    require(new.region.len() == 2 && new.region.bytes().all(|b| b.is_ascii_uppercase()), "region", "malformed");
    require(new.currency.len() == 3 && new.currency.bytes().all(|b| b.is_ascii_uppercase()), "currency", "malformed");
    require(TimeZone::get(&new.time_zone).is_ok(), "time_zone", "unknown_choice");
    require(LOCALES.contains(&new.locale.as_str()), "locale", "unknown_choice");
    problems
}

fn is_slug(text: &str) -> bool {
    (2..=40).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A host name as it will be compared with: lower-case, no port.
pub fn is_domain(text: &str) -> bool {
    (1..=253).contains(&text.len())
        && text.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        })
}
