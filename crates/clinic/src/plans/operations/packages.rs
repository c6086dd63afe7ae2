//! Authorised visits, and how many are left of them. With SQL, as the operations.

use tenancy::{Action, Result, Subject, TenantTx};
use uuid::Uuid;

use super::super::allowance::{Count, Visit, used};
use super::super::model::Item;
use super::finding::load;
use crate::appointments::operations::completed;

/// A package, and how it stands with it.
pub struct Counted {
    pub item: Item,
    pub count: Count,
}

/// Nobody has more.
const MOST: i64 = 200;

/// A patient's packages with what they say, those that run out first at the head.
pub async fn packages(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Counted>> {
    let action = Action::ViewPackages;
    let counted = counted(tx, action, patient).await?;
    tx.record(action, Subject::patient(patient));
    Ok(counted)
}

/// The same for those who learn the numbers alone: how many are left, and until when.
pub async fn count(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Counted>> {
    let action = Action::CountVisits;
    let counted = counted(tx, action, patient).await?;
    tx.record(action, Subject::patient(patient));
    Ok(counted)
}

/// Counts the appointments that were completed, anew each time: a number that is kept and changed would be wrong after
/// whatever forgot to change it. The record is the caller's to keep.
pub async fn counted(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<Vec<Counted>> {
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select id from care_item where patient_id = $1 and kind = 'package' and status <> 'entered-in-error'
         order by due_on nulls last, begins_on, id limit $2",
        patient,
        MOST
    );
    let ids = ids.fetch_all(db).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let items = load(tx, action, &ids).await?;
    let (tenant, today) = (tx.tenant().clone(), tx.tenant().day_of(tx.now()));
    let visits = completed(tx, action, patient).await?.into_iter();
    let visits: Vec<Visit> = visits.map(|(at, kind, service)| Visit { on: tenant.day_of(at), kind, service }).collect();
    let named: Vec<_> = items.iter().filter_map(|item| Some((item.id.uuid(), item.package()?))).collect();
    let used = used(&named, &visits);
    let counted = items.into_iter().filter_map(|item| {
        let count = Count::new(item.package()?, used.get(&item.id.uuid()).copied().unwrap_or(0), today);
        Some(Counted { item, count })
    });
    Ok(counted.collect())
}
