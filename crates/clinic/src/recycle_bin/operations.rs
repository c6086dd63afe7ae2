//! Looking into the recycle bin, and bringing back what lies there. The only file here with SQL.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::Phi;
use web::{Listing, PageOf, Place};

use super::model::{Deleted, DeletedKind};
use crate::parties::operations::load_many;
use crate::{appointments, documents, parties};

struct Row {
    id: Uuid,
    kind: DeletedKind,
    patient: Option<Uuid>,
    deleted_at: Timestamp,
    deleted_by: Option<Uuid>,
}

/// What was deleted and one may see, what was deleted last first.
pub async fn list(tx: &mut TenantTx, kind: Option<DeletedKind>, page: PageOf) -> Result<Listing<Deleted>> {
    let action = Action::ListDeleted;
    let seen = documents::operations::seen(tx);
    let place = page.place();
    let db = tx.authorize(action)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from recycle_bin
           where ($1::text is null or kind = $1) and (privacy is null or privacy = any($2))"#,
        kind.map(DeletedKind::as_str),
        &seen
    );
    let count = count.fetch_one(&mut *db).await?;
    let rows = sqlx::query!(
        r#"select id as "id!", kind as "kind!", patient_id, deleted_at as "deleted_at!", deleted_by from recycle_bin
           where ($1::text is null or kind = $1) and (privacy is null or privacy = any($2))
             and ($3::uuid is null or case when $5 then (deleted_at, id) > ($4, $3) else (deleted_at, id) < ($4, $3) end)
           order by case when $5 then deleted_at end, case when $5 then id end, deleted_at desc, id desc
           limit $6 offset $7"#,
        kind.map(DeletedKind::as_str),
        &seen,
        place.map(|place| place.id),
        place.map(|place| place.at.to_sqlx()) as _,
        page.is_backward(),
        page.fetched(),
        page.skipped()
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        let kind = DeletedKind::parse(&row.kind).ok_or_else(|| Error::internal("an unknown kind in the bin"))?;
        let (patient, deleted_at) = (row.patient_id, row.deleted_at.to_jiff());
        Ok(Row { id: row.id, kind, patient, deleted_at, deleted_by: row.deleted_by })
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    let patients: Vec<Uuid> = rows.iter().filter_map(|row| row.patient).collect();
    let deleted = named(tx, action, rows).await?;
    tx.record(action, Subject::list("recycle_bin", patients));
    Ok(Listing::walked(deleted, count, page, |one| Place { at: one.deleted_at, id: one.id }))
}

/// Gives each its name.
async fn named(tx: &mut TenantTx, action: Action, rows: Vec<Row>) -> Result<Vec<Deleted>> {
    let of = |wanted: &[DeletedKind]| -> Vec<Uuid> {
        rows.iter().filter(|row| wanted.contains(&row.kind)).map(|row| row.id).collect()
    };
    let (visits, papers) = (of(&[DeletedKind::Appointment]), of(&[DeletedKind::Document]));
    let mut people = of(&[DeletedKind::Patient, DeletedKind::Contact]);
    people.extend(rows.iter().filter(|row| row.kind == DeletedKind::Appointment).filter_map(|row| row.patient));
    people.sort_unstable();
    people.dedup();
    let people = load_many(tx, action, &people).await?;
    let people: HashMap<Uuid, String> =
        people.into_iter().map(|party| (party.id.uuid(), party.person.reveal().full_name())).collect();
    let papers = documents::operations::deleted_titles(tx, action, &papers).await?;
    let starts = starts_of(tx, action, &visits).await?;
    let deleted = rows.into_iter().map(|row| {
        let title = match row.kind {
            DeletedKind::Patient | DeletedKind::Contact => people.get(&row.id),
            DeletedKind::Appointment => row.patient.and_then(|patient| people.get(&patient)),
            DeletedKind::Document => papers.get(&row.id),
        };
        Deleted {
            title: Phi::new(title.cloned().unwrap_or_default()),
            starts_at: starts.get(&row.id).copied(),
            id: row.id,
            kind: row.kind,
            patient: row.patient,
            deleted_at: row.deleted_at,
            deleted_by: row.deleted_by,
        }
    });
    Ok(deleted.collect())
}

async fn starts_of(tx: &mut TenantTx, action: Action, visits: &[Uuid]) -> Result<HashMap<Uuid, Timestamp>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!("select id, starts_at from appointment where id = any($1)", visits).fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.starts_at.to_jiff())).collect())
}

/// What each of these is, as far as it lies in the bin and one may see it; those who look are on record.
pub async fn titles(tx: &mut TenantTx, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let action = Action::ListDeleted;
    let seen = documents::operations::seen(tx);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id as "id!", kind as "kind!", patient_id, deleted_at as "deleted_at!", deleted_by from recycle_bin
           where id = any($1) and (privacy is null or privacy = any($2))"#,
        ids,
        &seen
    );
    let rows = rows.fetch_all(db).await?.into_iter().map(|row| {
        let kind = DeletedKind::parse(&row.kind).ok_or_else(|| Error::internal("an unknown kind in the bin"))?;
        let (patient, deleted_at) = (row.patient_id, row.deleted_at.to_jiff());
        Ok(Row { id: row.id, kind, patient, deleted_at, deleted_by: row.deleted_by })
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    let patients: Vec<Uuid> = rows.iter().filter_map(|row| row.patient).collect();
    let deleted = named(tx, action, rows).await?;
    tx.record(action, Subject::list("recycle_bin", patients));
    Ok(deleted.into_iter().map(|one| (one.id, one.title.into_inner())).collect())
}

/// Brings back what was deleted; says what it is.
pub async fn restore(tx: &mut TenantTx, id: Uuid) -> Result<DeletedKind> {
    let action = Action::RestoreDeleted;
    let seen = documents::operations::seen(tx);
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select kind as "kind!", patient_id from recycle_bin where id = $1 and (privacy is null or privacy = any($2))"#,
        id,
        &seen
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let kind = DeletedKind::parse(&row.kind).ok_or_else(|| Error::internal("an unknown kind in the bin"))?;
    match kind {
        DeletedKind::Patient | DeletedKind::Contact => parties::operations::restore(tx, action, Id::new(id)).await?,
        DeletedKind::Appointment => appointments::operations::restore(tx, action, Id::new(id)).await?,
        DeletedKind::Document => documents::operations::restore(tx, action, Id::new(id)).await?,
    }
    let subject = Subject::new(kind.as_str(), id);
    tx.record(action, row.patient_id.into_iter().fold(subject, Subject::about));
    tx.announce(Topic::Day);
    Ok(kind)
}
