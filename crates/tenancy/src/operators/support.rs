//! Which clinics have let operators look, and what came of it: the platform's side of support access.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::record::About;
use super::{Deed, PlatformTx};
use crate::{Outcome, Result};

/// A clinic that lets operators look for a while.
#[derive(Debug, Clone)]
pub struct Offer {
    pub grant: Uuid,
    pub tenant: Uuid,
    pub slug: String,
    pub clinic: String,
    pub sees_patients: bool,
    pub granted_at: Timestamp,
    pub expires_at: Timestamp,
}

impl PlatformTx {
    /// The offers that hold, those that end first first.
    pub async fn offers(&mut self) -> Result<Vec<Offer>> {
        let now = self.now().to_sqlx();
        let rows = sqlx::query!(
            "select o.grant_id, o.tenant_id, t.slug, t.name, o.sees_patients, o.granted_at, o.expires_at
             from platform.support_offer o join platform.tenant t on t.id = o.tenant_id
             where o.revoked_at is null and o.expires_at > $1 and t.status = 'active'
             order by o.expires_at, o.grant_id",
            now
        )
        .fetch_all(self.db())
        .await?;
        let offer = rows.into_iter().map(|row| Offer {
            grant: row.grant_id,
            tenant: row.tenant_id,
            slug: row.slug,
            clinic: row.name,
            sees_patients: row.sees_patients,
            granted_at: row.granted_at.to_jiff(),
            expires_at: row.expires_at.to_jiff(),
        });
        Ok(offer.collect())
    }

    /// A clinic lets operators look.
    pub async fn note_grant(&mut self, offer: (Uuid, Uuid), sees_patients: bool, expires_at: Timestamp) -> Result<()> {
        let ((grant, tenant), now) = (offer, self.now().to_sqlx());
        sqlx::query!(
            "insert into platform.support_offer (grant_id, tenant_id, sees_patients, granted_at, expires_at)
             values ($1, $2, $3, $4, $5)",
            grant,
            tenant,
            sees_patients,
            now,
            expires_at.to_sqlx()
        )
        .execute(self.db())
        .await?;
        self.record(Deed::GrantSupport, About { subject: Some(grant), ..About::tenant(tenant) }).await
    }

    /// It does not any more.
    pub async fn note_revocation(&mut self, grant: Uuid, tenant: Uuid) -> Result<()> {
        let now = self.now().to_sqlx();
        sqlx::query!(
            "update platform.support_offer set revoked_at = $2 where grant_id = $1 and revoked_at is null",
            grant,
            now
        )
        .execute(self.db())
        .await?;
        self.record(Deed::RevokeSupport, About { subject: Some(grant), ..About::tenant(tenant) }).await
    }

    /// What an operator did, or was refused, at a clinic's door.
    pub async fn note_support(&mut self, deed: Deed, at: (Uuid, Uuid), outcome: Outcome) -> Result<()> {
        let (tenant, grant) = at;
        self.record_as(deed, About { subject: Some(grant), ..About::tenant(tenant) }, outcome).await
    }
}
