//! What the program itself finds out about documents, and does with what nobody needs any more.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use objects::Kept;
use tenancy::{Action, Error, Result, Role, Subject, TenantTx};
use uuid::Uuid;
use vault::{ContentKey, PartySecret, Sealed};

use crate::documents::sealing::{KEY, Keeper, SHA256};
use crate::notifications::model::{Audience, Event, Kind};
use crate::notifications::operations::tell;

/// Longer than any upload may take.
const UPLOAD_LASTS: SignedDuration = SignedDuration::from_hours(2);
/// How often bytes are looked at.
const VERIFIED_EVERY: SignedDuration = SignedDuration::from_hours(30 * 24);
const AT_ONCE: i64 = 500;

/// Gives up uploads that nobody goes on with, and what was deleted and need not be kept any longer. What is found is to be
/// taken out of the store, later versions first, and then forgotten.
pub async fn abandon(tx: &mut TenantTx) -> Result<Vec<Uuid>> {
    let now = tx.now();
    let before = now.checked_sub(UPLOAD_LASTS).map_err(Error::internal)?;
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "update document_version set state = 'abandoned' where state = 'uploading' and started_at < $1",
        before.to_sqlx()
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update document_version set state = 'abandoned' from document d
         where document_id = d.id and d.deleted_at is not null and d.keep_until <= $1 and state = 'stored'",
        now.to_sqlx()
    )
    .execute(&mut *db)
    .await?;
    let found = sqlx::query_scalar!(
        "select id from document_version where state = 'abandoned' order by number desc nulls first, id limit $1",
        AT_ONCE
    );
    Ok(found.fetch_all(db).await?)
}

/// Forgets versions whose bytes are gone, and the documents of which nothing is left.
pub async fn forget(tx: &mut TenantTx, versions: &[Uuid]) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "with gone as (delete from document_version where id = any($1) and state = 'abandoned' returning size)
         update document_usage set bytes = bytes - (select coalesce(sum(size), 0)::bigint from gone)",
        versions
    )
    .execute(&mut *db)
    .await?;
    let destroyed = sqlx::query!(
        r#"delete from document d using (select id, kind from party) p
           where d.deleted_at is not null and coalesce(d.keep_until, d.deleted_at) <= $1 and d.party_id = p.id
             and not exists (select from document_version v where v.document_id = d.id)
           returning d.id, case when p.kind = 'patient' then p.id end as patient"#,
        now as _
    );
    let mut gone: Vec<(Uuid, Option<Uuid>)> =
        destroyed.fetch_all(&mut *db).await?.into_iter().map(|row| (row.id, row.patient)).collect();
    let destroyed = sqlx::query_scalar!(
        "delete from document d
         where d.deleted_at is not null and coalesce(d.keep_until, d.deleted_at) <= $1 and d.party_id is null
           and not exists (select from document_version v where v.document_id = d.id)
         returning d.id",
        now as _
    );
    gone.extend(destroyed.fetch_all(db).await?.into_iter().map(|id| (id, None)));
    for (id, patient) in gone {
        let subject = patient.into_iter().fold(Subject::new("document", id), Subject::about);
        tx.record(Action::DeleteDocument, subject);
    }
    Ok(())
}

/// Which of these the clinic knows nothing of.
pub async fn unknown(tx: &mut TenantTx, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let db = tx.authorize(Action::TidyUp)?;
    let unknown = sqlx::query_scalar!(
        r#"select id as "id!" from unnest($1::uuid[]) as found (id)
           where not exists (select from document_version v where v.id = found.id)"#,
        ids
    );
    Ok(unknown.fetch_all(db).await?)
}

/// A version whose bytes nobody has looked at for long.
pub struct Unverified {
    pub id: Uuid,
    pub key: ContentKey,
    pub kept: Kept,
}

/// The version that was not looked at for the longest time; none where all were looked at lately. What is known to be
/// damaged is not looked at again, and what belongs to somebody who was erased cannot be.
pub async fn next_unverified(tx: &mut TenantTx) -> Result<Option<Unverified>> {
    let (keys, before) = (tx.keys(), tx.now().checked_sub(VERIFIED_EVERY).map_err(Error::internal)?);
    let db = tx.authorize(Action::TidyUp)?;
    let row = sqlx::query!(
        r#"select v.id, d.id as document, d.party_id, d.secret as "own: Sealed<PartySecret>",
               p.secret as "of_party?: Sealed<PartySecret>", v.key as "key: Sealed<ContentKey>", v.size,
               v.sha256 as "sha256!: Sealed<String>"
           from document_version v join document d on d.id = v.document_id left join party p on p.id = d.party_id
           where v.state = 'stored' and v.damaged_at is null and (v.verified_at is null or v.verified_at < $1)
             and coalesce(p.secret, d.secret) is not null
           order by v.verified_at nulls first, v.id limit 1"#,
        before.to_sqlx()
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(None) };
    let secret = Keeper { party: row.party_id, of_party: row.of_party, own: row.own }.open(&keys, row.document)?;
    let sealer = keys.party(&secret);
    let sum = sealer.open(SHA256, row.id, &row.sha256)?;
    let mut sha256 = [0; 32];
    hex::decode_to_slice(sum.reveal(), &mut sha256).map_err(Error::internal)?;
    let size = u64::try_from(row.size).map_err(Error::internal)?;
    Ok(Some(Unverified {
        id: row.id,
        key: sealer.open(KEY, row.id, &row.key)?.into_inner(),
        kept: Kept { size, sha256 },
    }))
}

/// Notes how a version was found. That bytes are damaged, those are told who run the clinic.
pub async fn note(tx: &mut TenantTx, version: Uuid, is_sound: bool) -> Result<()> {
    let now: Timestamp = tx.now();
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "update document_version set verified_at = case when $2 then $3::timestamptz else verified_at end,
             damaged_at = case when $2 then null else $3::timestamptz end
         where id = $1",
        version,
        is_sound,
        now.to_sqlx() as _
    )
    .execute(db)
    .await?;
    if !is_sound {
        tell(tx, Audience { people: &[], roles: &[Role::Admin] }, Event::of(Kind::DocumentDamaged)).await?;
    }
    Ok(())
}

/// Notes how many objects were taken away that no row knows of, and that all were looked at, where they were.
pub async fn note_sweep(tx: &mut TenantTx, removed: usize, is_done: bool) -> Result<()> {
    let (now, removed) = (tx.now().to_sqlx(), i64::try_from(removed).map_err(Error::internal)?);
    let db = tx.authorize(Action::TidyUp)?;
    sqlx::query!(
        "update store_sweep set removed = removed + $2,
             removed_at = case when $2 > 0 then $1::timestamptz else removed_at end,
             swept_at = case when $3 then $1::timestamptz else swept_at end",
        now as _,
        removed,
        is_done
    )
    .execute(db)
    .await?;
    Ok(())
}
