//! What operators do to clinics: find them, suspend and resume them, move them.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

use super::record::About;
use super::{Deed, PlatformTx};
use crate::tenant::TenantStatus;
use crate::{Conflict, Error, OnConstraint as _, Result, is_domain};

/// A clinic in a list.
#[derive(Debug, Clone)]
pub struct ClinicRow {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub domains: Vec<String>,
    pub status: TenantStatus,
    pub schema_version: i32,
    pub created_at: Timestamp,
}

/// Which clinics are wanted, by their slugs.
#[derive(Debug, Clone, Default)]
pub struct Clinics {
    /// A part of name, slug or address.
    pub like: Option<String>,
    pub after: Option<String>,
    pub limit: i64,
}

impl PlatformTx {
    pub async fn clinics(&mut self, wanted: &Clinics) -> Result<Vec<ClinicRow>> {
        // What is sought stands for itself.
        let like = wanted.like.as_ref().map(|text| text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        let like = like.map(|text| format!("%{text}%"));
        let rows = sqlx::query!(
            r#"select t.id, t.slug, t.name, t.status, t.schema_version, t.created_at,
                      array(select d.name from platform.domain d where d.tenant_id = t.id order by d.name) as "domains!"
               from platform.tenant t
               where ($1::text is null or t.slug ilike $1 or t.name ilike $1
                      or exists (select from platform.domain d where d.tenant_id = t.id and d.name ilike $1))
                 and ($2::text is null or t.slug > $2)
               order by t.slug limit $3"#,
            like,
            wanted.after,
            wanted.limit
        )
        .fetch_all(self.db())
        .await?;
        let row = rows.into_iter().map(|row| ClinicRow {
            id: row.id,
            slug: row.slug,
            name: row.name,
            domains: row.domains,
            status: TenantStatus::parse(&row.status),
            schema_version: row.schema_version,
            created_at: row.created_at.to_jiff(),
        });
        Ok(row.collect())
    }

    /// How many there are, whatever is sought.
    pub async fn count_clinics(&mut self) -> Result<i64> {
        Ok(sqlx::query_scalar!(r#"select count(*) as "count!" from platform.tenant"#).fetch_one(self.db()).await?)
    }

    pub async fn clinic(&mut self, slug: &str) -> Result<ClinicRow> {
        let row = sqlx::query!(
            r#"select t.id, t.slug, t.name, t.status, t.schema_version, t.created_at,
                      array(select d.name from platform.domain d where d.tenant_id = t.id order by d.name) as "domains!"
               from platform.tenant t where t.slug = $1"#,
            slug
        )
        .fetch_optional(self.db())
        .await?
        .ok_or(Error::NotFound)?;
        Ok(ClinicRow {
            id: row.id,
            slug: row.slug,
            name: row.name,
            domains: row.domains,
            status: TenantStatus::parse(&row.status),
            schema_version: row.schema_version,
            created_at: row.created_at.to_jiff(),
        })
    }

    /// Turns everybody away until resumed. Of two who do so at once, one is told that it was done.
    pub async fn suspend_clinic(&mut self, slug: &str, reason: &str) -> Result<()> {
        let id = move_status(self.db(), slug, "active", "suspended").await?;
        self.record(Deed::SuspendClinic, About::tenant(id).detail(reason)).await
    }

    pub async fn resume_clinic(&mut self, slug: &str) -> Result<()> {
        let id = move_status(self.db(), slug, "suspended", "active").await?;
        self.record(Deed::ResumeClinic, About::tenant(id)).await
    }

    pub async fn add_address(&mut self, slug: &str, domain: &str) -> Result<()> {
        if !is_domain(domain) {
            return Err(Error::invalid("domain", "malformed"));
        }
        let (id, now) = (self.clinic(slug).await?.id, self.now().to_sqlx());
        sqlx::query!("insert into platform.domain (name, tenant_id, created_at) values ($1, $2, $3)", domain, id, now)
            .execute(self.db())
            .await
            .on_constraint("domain_pkey", Conflict::DuplicateName)?;
        self.record(Deed::AddAddress, About::tenant(id).detail(domain)).await
    }

    pub async fn remove_address(&mut self, slug: &str, domain: &str) -> Result<()> {
        let id = self.clinic(slug).await?.id;
        let done = sqlx::query!("delete from platform.domain where name = $1 and tenant_id = $2", domain, id)
            .execute(self.db())
            .await?;
        if done.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        self.record(Deed::RemoveAddress, About::tenant(id).detail(domain)).await
    }

    /// Records that a link for the clinic's first administrator was made.
    pub async fn record_invitation(&mut self, tenant: Uuid) -> Result<()> {
        self.record(Deed::InviteAdministrator, About::tenant(tenant)).await
    }

    /// Records that a clinic was made, together with what opens it to the public.
    pub(crate) async fn record_creation(&mut self, tenant: Uuid) -> Result<()> {
        sqlx::query!("update platform.tenant set status = 'active' where id = $1", tenant).execute(self.db()).await?;
        self.record(Deed::CreateClinic, About::tenant(tenant)).await
    }
}

async fn move_status(db: &mut PgConnection, slug: &str, from: &'static str, to: &'static str) -> Result<Uuid> {
    let moved = sqlx::query_scalar!(
        "update platform.tenant set status = $3 where slug = $1 and status = $2 returning id",
        slug,
        from,
        to
    );
    if let Some(id) = moved.fetch_optional(&mut *db).await? {
        return Ok(id);
    }
    let exists = sqlx::query_scalar!("select id from platform.tenant where slug = $1", slug).fetch_optional(db).await?;
    Err(match exists {
        Some(_) => Error::Conflict(Conflict::AlreadyDone),
        None => Error::NotFound,
    })
}
