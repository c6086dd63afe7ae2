//! Documents out of their rows.

use tenancy::{Action, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, PartySecret, Sealed, Sealer};

use crate::documents::file_type::MediaType;
use crate::documents::model::{Approval, ApprovalState, Document, DocumentKind, Privacy, RetentionClass, Version};
use crate::documents::sealing::{APPROVAL_COMMENT, FILE_NAME, Keeper, SHA256, TITLE};

/// The row of a version that is stored.
pub struct VersionRow {
    pub id: Uuid,
    pub number: i32,
    pub parent: Option<Uuid>,
    pub file_name: Sealed<String>,
    pub media_type: String,
    pub size: i64,
    pub sha256: Sealed<String>,
    pub stored_at: jiff_sqlx::Timestamp,
    pub stored_by: Option<Uuid>,
    pub damaged_at: Option<jiff_sqlx::Timestamp>,
}

impl VersionRow {
    pub fn open(self, sealer: &Sealer<'_>) -> Result<Version> {
        Ok(Version {
            id: self.id,
            number: self.number,
            parent: self.parent,
            file_name: sealer.open(FILE_NAME, self.id, &self.file_name)?,
            media_type: MediaType::parse(&self.media_type).ok_or_else(|| unknown("type"))?,
            size: u64::try_from(self.size).map_err(Error::internal)?,
            sha256: sealer.open(SHA256, self.id, &self.sha256)?.into_inner(),
            stored_at: self.stored_at.to_jiff(),
            stored_by: self.stored_by,
            damaged_at: self.damaged_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    }
}

fn unknown(what: &str) -> Error {
    Error::internal(format!("a document has an unknown {what}"))
}

/// A document's row, with whose secret opens it.
struct DocumentRow {
    id: Uuid,
    kind: String,
    privacy: String,
    retention_class: String,
    party_id: Option<Uuid>,
    party_kind: Option<String>,
    of_party: Option<Sealed<PartySecret>>,
    own: Option<Sealed<PartySecret>>,
    appointment_id: Option<Uuid>,
    title: Sealed<String>,
    current_id: Option<Uuid>,
    approval: String,
    approval_comment: Option<Sealed<String>>,
    approval_at: Option<jiff_sqlx::Timestamp>,
    approval_by: Option<Uuid>,
    released_at: Option<jiff_sqlx::Timestamp>,
    revision: i32,
    created_at: jiff_sqlx::Timestamp,
    created_by: Option<Uuid>,
    updated_at: jiff_sqlx::Timestamp,
    updated_by: Option<Uuid>,
}

impl DocumentRow {
    fn open(self, keys: &ClinicKeys, current: Option<VersionRow>) -> Result<Document> {
        let secret = Keeper { party: self.party_id, of_party: self.of_party, own: self.own }.open(keys, self.id)?;
        let sealer = keys.party(&secret);
        let approval = Approval {
            state: ApprovalState::parse(&self.approval).ok_or_else(|| unknown("approval"))?,
            at: self.approval_at.map(jiff_sqlx::Timestamp::to_jiff),
            by: self.approval_by,
            comment: sealer.open_opt(APPROVAL_COMMENT, self.id, self.approval_comment.as_ref())?,
        };
        Ok(Document {
            id: Id::new(self.id),
            kind: DocumentKind::parse(&self.kind).ok_or_else(|| unknown("kind"))?,
            privacy: Privacy::parse(&self.privacy).ok_or_else(|| unknown("privacy"))?,
            retention: RetentionClass::parse(&self.retention_class).ok_or_else(|| unknown("retention"))?,
            party: self.party_id,
            patient: self.party_id.filter(|_| self.party_kind.as_deref() == Some("patient")),
            appointment: self.appointment_id,
            title: sealer.open(TITLE, self.id, &self.title)?,
            current: current.map(|version| version.open(&sealer)).transpose()?,
            approval,
            released_at: self.released_at.map(jiff_sqlx::Timestamp::to_jiff),
            revision: self.revision,
            created_at: self.created_at.to_jiff(),
            created_by: self.created_by,
            updated_at: self.updated_at.to_jiff(),
            updated_by: self.updated_by,
        })
    }
}

/// The documents with these ids, in their order; those out of sight are left out. The record is the caller's to keep.
pub async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Document>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        DocumentRow,
        r#"select d.id, d.kind, d.privacy, d.retention_class, d.party_id, p.kind as "party_kind?",
               p.secret as "of_party?: Sealed<PartySecret>", d.secret as "own: Sealed<PartySecret>", d.appointment_id,
               d.title as "title: Sealed<String>", d.current_id, d.approval,
               d.approval_comment as "approval_comment: Sealed<String>", d.approval_at, d.approval_by, d.released_at,
               d.revision, d.created_at, d.created_by, d.updated_at, d.updated_by
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join document d on d.id = wanted.id left join party p on p.id = d.party_id
           where d.deleted_at is null and (d.party_id is null or (p.deleted_at is null and p.secret is not null))
           order by wanted.place"#,
        ids
    );
    let rows = rows.fetch_all(&mut *db).await?;
    let current: Vec<Uuid> = rows.iter().filter_map(|row| row.current_id).collect();
    let versions = sqlx::query_as!(
        VersionRow,
        r#"select id, number as "number!", parent_id as parent, file_name as "file_name!: Sealed<String>",
               media_type as "media_type!", size, sha256 as "sha256!: Sealed<String>", stored_at as "stored_at!",
               started_by as stored_by, damaged_at
           from document_version where id = any($1) and state = 'stored'"#,
        &current
    );
    let mut versions = versions.fetch_all(db).await?;
    let documents = rows.into_iter().map(|row| {
        let place = versions.iter().position(|version| Some(version.id) == row.current_id);
        let current = place.map(|place| versions.swap_remove(place));
        row.open(&keys, current)
    });
    documents.collect()
}

/// The secret that a document is sealed with.
pub async fn secret_of(tx: &mut TenantTx, action: Action, id: Id<Document>) -> Result<PartySecret> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select d.party_id, d.secret as "own: Sealed<PartySecret>", p.secret as "of_party?: Sealed<PartySecret>"
           from document d left join party p on p.id = d.party_id where d.id = $1"#,
        id.uuid()
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    Keeper { party: row.party_id, of_party: row.of_party, own: row.own }.open(&keys, id.uuid())
}
