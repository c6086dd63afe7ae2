//! How much is kept, and whether it was found as it was kept: numbers, and the ids of what is damaged.

use jiff::Timestamp;
use tenancy::{Action, Error, Id, Result, TenantTx};

use crate::documents::model::{Document, DocumentKind};

/// What is kept of one kind of document.
#[derive(Debug, Clone)]
pub struct Used {
    pub kind: DocumentKind,
    pub documents: i64,
    pub versions: i64,
    pub bytes: i64,
    /// Of these, what is deleted and not destroyed yet.
    pub deleted_bytes: i64,
}

/// What was found out about what is kept.
#[derive(Debug, Clone)]
pub struct Found {
    /// What counts for the quota: all versions, with what is set aside.
    pub bytes: i64,
    /// What is set aside for uploads, and what is being destroyed.
    pub reserved_bytes: i64,
    /// Versions that were last found as they were kept.
    pub sound: i64,
    /// Versions that nobody has looked at yet.
    pub unchecked: i64,
    pub damaged: i64,
    pub checked_at: Option<Timestamp>,
    /// When was looked for objects that no row knows of, and how many of them were taken away.
    pub swept_at: Option<Timestamp>,
    pub removed: i64,
    pub removed_at: Option<Timestamp>,
}

/// A version that was not found as it was kept.
#[derive(Debug, Clone, Copy)]
pub struct Damaged {
    pub document: Id<Document>,
    pub number: i32,
    pub found_at: Timestamp,
}

/// What is kept, kind by kind, what weighs most first.
pub async fn used(tx: &mut TenantTx, action: Action) -> Result<Vec<Used>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select d.kind, count(distinct d.id) as "documents!", count(*) as "versions!",
               sum(v.size)::bigint as "bytes!",
               coalesce(sum(v.size) filter (where d.deleted_at is not null), 0)::bigint as "deleted!"
           from document_version v join document d on d.id = v.document_id
           where v.state = 'stored' group by d.kind order by sum(v.size) desc, d.kind"#
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        Ok(Used {
            kind: DocumentKind::parse(&row.kind).ok_or_else(|| Error::internal("a document of an unknown kind"))?,
            documents: row.documents,
            versions: row.versions,
            bytes: row.bytes,
            deleted_bytes: row.deleted,
        })
    });
    rows.collect()
}

/// What was found out about what is kept.
pub async fn found(tx: &mut TenantTx, action: Action) -> Result<Found> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select u.bytes, v.reserved as "reserved!", v.sound as "sound!", v.unchecked as "unchecked!",
               v.damaged as "damaged!", v.checked_at, s.swept_at, s.removed, s.removed_at
           from document_usage u cross join store_sweep s cross join (
               select coalesce(sum(size) filter (where state <> 'stored'), 0)::bigint as reserved,
                   count(*) filter (where state = 'stored' and damaged_at is null and verified_at is not null) as sound,
                   count(*) filter (where state = 'stored' and damaged_at is null and verified_at is null) as unchecked,
                   count(*) filter (where state = 'stored' and damaged_at is not null) as damaged,
                   greatest(max(verified_at), max(damaged_at)) as checked_at
               from document_version) v"#
    );
    let row = row.fetch_one(db).await?;
    let instant = |at: Option<jiff_sqlx::Timestamp>| at.map(jiff_sqlx::Timestamp::to_jiff);
    Ok(Found {
        bytes: row.bytes,
        reserved_bytes: row.reserved,
        sound: row.sound,
        unchecked: row.unchecked,
        damaged: row.damaged,
        checked_at: instant(row.checked_at),
        swept_at: instant(row.swept_at),
        removed: row.removed,
        removed_at: instant(row.removed_at),
    })
}

/// What was not found as it was kept, the latest first.
pub async fn damaged(tx: &mut TenantTx, action: Action, most: i64) -> Result<Vec<Damaged>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select document_id as "document!", number as "number!", damaged_at as "found_at!" from document_version
           where state = 'stored' and damaged_at is not null order by damaged_at desc, id limit $1"#,
        most
    );
    let rows = rows.fetch_all(db).await?;
    let damaged = rows.into_iter().map(|row| Damaged {
        document: Id::new(row.document),
        number: row.number,
        found_at: row.found_at.to_jiff(),
    });
    Ok(damaged.collect())
}
