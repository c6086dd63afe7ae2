//! Finding plans and what they are made of. With SQL, as the operations.

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{Json, PartySecret, Phi, Sealed};
use web::{Listing, PageOf};

use super::super::model::{CareKind, CareStatus, Content, Item};
use super::super::sealing::{CONTENT, REASON};
use super::subject;
use crate::parties::operations::secret_of;
use crate::parties::sealing::open_secret;

/// One item as it stands.
pub async fn find(tx: &mut TenantTx, (kind, id): (CareKind, Id<Item>)) -> Result<Item> {
    let action = kind.view();
    let item = load(tx, action, &[id.uuid()]).await?.pop();
    let item = item.filter(|item| item.kind() == kind).ok_or(Error::NotFound)?;
    tx.record(action, subject(&item));
    Ok(item)
}

/// A plan or a part of one, as it stands.
pub async fn find_in_plan(tx: &mut TenantTx, id: Id<Item>) -> Result<Item> {
    let action = Action::ViewPlans;
    let item = load(tx, action, &[id.uuid()]).await?.pop();
    let item = item.filter(|item| item.kind() != CareKind::Package).ok_or(Error::NotFound)?;
    tx.record(action, subject(&item));
    Ok(item)
}

/// Every version of an item, the newest first.
pub async fn versions(tx: &mut TenantTx, of: &Item) -> Result<Vec<Item>> {
    let action = of.kind().view();
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(of.patient)).await?;
    let sealer = keys.party(&secret);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, version, status, content as "content: Sealed<Json<Content>>", reason as "reason: Sealed<String>",
               created_at, author_id
           from care_version where item_id = $1 order by version desc"#,
        of.id.uuid()
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    tx.record(action, subject(of));
    rows.map(|row| {
        Ok(Item {
            row: row.id,
            version: row.version,
            status: status(&row.status)?,
            content: Phi::new(sealer.open(CONTENT, row.id, &row.content)?.into_inner().0),
            reason: sealer.open_opt(REASON, row.id, row.reason.as_ref())?,
            updated_at: row.created_at.to_jiff(),
            updated_by: row.author_id,
            ..of.clone()
        })
    })
    .collect()
}

/// More than this nobody reads; the rest is a page of the API away.
const MOST: i64 = 1000;

/// A patient's plans and all that they are made of, the latest first; not what was taken back.
pub async fn of_patient(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Item>> {
    let action = Action::ViewPlans;
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select id from care_item where patient_id = $1 and kind <> 'package' and status <> 'entered-in-error'
         order by id desc limit $2",
        patient,
        MOST
    );
    let ids = ids.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &ids).await
}

/// These items of a patient, in any order.
pub async fn these(tx: &mut TenantTx, patient: Uuid, ids: &[Uuid]) -> Result<Vec<Item>> {
    let action = Action::ViewPlans;
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select id from care_item
         where id = any($2) and patient_id = $1 and kind <> 'package' and status <> 'entered-in-error'",
        patient,
        ids
    );
    let ids = ids.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &ids).await
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    pub kind: CareKind,
    pub patient: Option<Uuid>,
    pub plan: Option<Uuid>,
    /// All but those that were taken back, when nobody says.
    pub status: Option<CareStatus>,
    /// Due on that day or before; of a reassessment, by the assessments that there are.
    pub due_by: Option<Date>,
}

/// Items of one kind, in the order in which they were written.
pub async fn list(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Item>> {
    let action = filter.kind.view();
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select c.id from care_item c join party p on p.id = c.patient_id
               where p.deleted_at is null and c.kind = $1 and ($2::uuid is null or c.patient_id = $2)
                 and ($3::uuid is null or c.plan_id = $3)
                 and ($4::text is null and c.status <> 'entered-in-error' or c.status = $4)
                 and ($5::date is null or $5 >= case c.kind
                      when 'reassessment' then (select d.due_on from due_reassessment d where d.id = c.id)
                      else c.due_on end))
           select (select count(*) from found) as "count!",
                  array(select id from found order by id limit $6 offset $7) as "ids!""#,
        filter.kind.as_str(),
        filter.patient,
        filter.plan,
        filter.status.map(CareStatus::as_str),
        filter.due_by.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let items = load(tx, action, &row.ids).await?;
    record_list(tx, action, filter.kind, &items);
    Ok(Listing::new(items, row.count, page))
}

/// So many days ahead somebody can still find the time for a review.
const AHEAD: i32 = 7;
/// As many as a list of things to do can hold.
const REVIEWS: i64 = 50;

/// Active plans that whoever asks wrote or changed last, and whose review comes up or is overdue, the oldest first.
pub async fn due_for_review(tx: &mut TenantTx) -> Result<Vec<Item>> {
    let (own, today) = (tx.actor_id(), tx.tenant().day_of(tx.now()));
    let until = today.saturating_add(AHEAD.days());
    // That nothing is due tells of nobody, and leaves no record.
    let db = tx.authorize(Action::KeepNote)?;
    let ids = sqlx::query_scalar!(
        "select c.id from care_item c join party p on p.id = c.patient_id
         where c.kind = 'plan' and c.status = 'active' and c.due_on <= $2 and p.deleted_at is null
           and (c.created_by = $1 or c.updated_by = $1)
         order by c.due_on, c.id limit $3",
        own,
        until.to_sqlx() as _,
        REVIEWS
    );
    let ids = ids.fetch_all(db).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let action = Action::ViewPlans;
    let plans = load(tx, action, &ids).await?;
    record_list(tx, action, CareKind::Plan, &plans);
    Ok(plans)
}

fn record_list(tx: &mut TenantTx, action: Action, kind: CareKind, items: &[Item]) {
    let mut patients: Vec<Uuid> = items.iter().map(|item| item.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list(kind.subject(), patients));
}

fn status(code: &str) -> Result<CareStatus> {
    CareStatus::parse(code).ok_or_else(|| Error::internal("an item of a plan has an unknown status"))
}

/// Opens these items, in the order of the ids given; those of deleted patients are left out.
pub(super) async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Item>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select c.id, c.patient_id, c.plan_id, c.status, c.version, c.created_at, c.created_by, c.updated_at, c.updated_by,
               v.id as row, v.content as "content: Sealed<Json<Content>>", v.reason as "reason: Sealed<String>",
               p.secret as "secret: Sealed<PartySecret>"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join care_item c on c.id = wanted.id
           join care_version v on v.item_id = c.id and v.version = c.version
           join party p on p.id = c.patient_id
           where p.deleted_at is null
           order by wanted.place"#,
        ids
    );
    let open = rows.fetch_all(db).await?.into_iter().map(|row| {
        let secret = open_secret(&keys, row.patient_id, row.secret.as_ref())?;
        let sealer = keys.party(&secret);
        Ok(Item {
            id: Id::new(row.id),
            row: row.row,
            patient: row.patient_id,
            plan: row.plan_id,
            version: row.version,
            status: status(&row.status)?,
            content: Phi::new(sealer.open(CONTENT, row.row, &row.content)?.into_inner().0),
            reason: sealer.open_opt(REASON, row.row, row.reason.as_ref())?,
            created_at: row.created_at.to_jiff(),
            created_by: row.created_by,
            updated_at: row.updated_at.to_jiff(),
            updated_by: row.updated_by,
        })
    });
    open.collect()
}
