//! Which clinics there are, where they live, and their keys: reads of the platform schema.

use std::sync::Arc;

use jiff::tz::TimeZone;
use sqlx::PgPool;
use uuid::Uuid;
use vault::{ClinicKeys, KeyState, RootKey};

use crate::tenant::{SchemaName, Tenant, TenantStatus};
use crate::{Error, Result, TenantRef};

struct Row {
    id: Uuid,
    slug: String,
    name: String,
    region: String,
    time_zone: String,
    currency: String,
    locale: String,
    status: String,
    schema_version: i32,
}

impl From<Row> for Tenant {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            schema: SchemaName::of(row.id),
            region: row.region,
            // Checked when the clinic was created; a zone that has since vanished must not stop the clinic.
            time_zone: TimeZone::get(&row.time_zone).unwrap_or(TimeZone::UTC),
            currency: row.currency,
            locale: row.locale,
            status: TenantStatus::parse(&row.status),
            schema_version: row.schema_version,
        }
    }
}

pub(crate) async fn at_domain(pool: &PgPool, domain: &str) -> Result<Option<Tenant>> {
    let row = sqlx::query_as!(
        Row,
        "select t.id, t.slug, t.name, t.region, t.time_zone, t.currency, t.locale, t.status, t.schema_version
         from platform.domain d join platform.tenant t on t.id = d.tenant_id
         where d.name = $1",
        domain
    );
    Ok(row.fetch_optional(pool).await?.map(Tenant::from))
}

pub(crate) async fn by_slug(pool: &PgPool, slug: &str) -> Result<Option<Tenant>> {
    let row = sqlx::query_as!(
        Row,
        "select id, slug, name, region, time_zone, currency, locale, status, schema_version
         from platform.tenant where slug = $1",
        slug
    );
    Ok(row.fetch_optional(pool).await?.map(Tenant::from))
}

pub(crate) async fn by_id(pool: &PgPool, id: Uuid) -> Result<Option<Tenant>> {
    let row = sqlx::query_as!(
        Row,
        "select id, slug, name, region, time_zone, currency, locale, status, schema_version
         from platform.tenant where id = $1",
        id
    );
    Ok(row.fetch_optional(pool).await?.map(Tenant::from))
}

pub(crate) async fn all(pool: &PgPool) -> Result<Vec<TenantRef>> {
    let rows = sqlx::query_as!(
        Row,
        "select id, slug, name, region, time_zone, currency, locale, status, schema_version
         from platform.tenant order by slug"
    );
    Ok(rows.fetch_all(pool).await?.into_iter().map(|row| Arc::new(row.into())).collect())
}

pub(crate) async fn domains(pool: &PgPool) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select t.name as clinic, d.name as domain from platform.domain d join platform.tenant t on t.id = d.tenant_id
         order by t.slug, d.name"
    );
    Ok(rows.fetch_all(pool).await?.into_iter().map(|row| (row.clinic, row.domain)).collect())
}

/// The host at which a clinic is found; the first by name where there are several.
pub(crate) async fn domain_of(pool: &PgPool, tenant: Uuid) -> Result<Option<String>> {
    let name =
        sqlx::query_scalar!("select name from platform.domain where tenant_id = $1 order by name limit 1", tenant);
    Ok(name.fetch_optional(pool).await?)
}

pub(crate) async fn load_keys(pool: &PgPool, root: &RootKey, tenant: Uuid) -> Result<ClinicKeys> {
    let rows = sqlx::query!(
        "select version, state, wrapped from platform.tenant_key
         where tenant_id = $1 and state <> 'destroyed' order by version",
        tenant
    )
    .fetch_all(pool)
    .await?;
    let mut versions = Vec::with_capacity(rows.len());
    for row in &rows {
        let version = u32::try_from(row.version).map_err(Error::internal)?;
        let state: KeyState = row.state.parse().map_err(Error::internal)?;
        versions.push((version, state, row.wrapped.as_slice()));
    }
    ClinicKeys::open(root, tenant, &versions).map_err(Error::internal)
}

pub(crate) async fn key_states(pool: &PgPool, tenant: Uuid) -> Result<Vec<(i32, KeyState)>> {
    let rows =
        sqlx::query!("select version, state from platform.tenant_key where tenant_id = $1 order by version", tenant)
            .fetch_all(pool)
            .await?;
    rows.into_iter().map(|row| Ok((row.version, row.state.parse::<KeyState>().map_err(Error::internal)?))).collect()
}

/// The error of a load that several callers waited for together.
pub(crate) fn shared(error: &Arc<Error>) -> Error {
    match **error {
        Error::Busy => Error::Busy,
        Error::NotFound => Error::NotFound,
        ref other => Error::internal(other.to_string()),
    }
}
