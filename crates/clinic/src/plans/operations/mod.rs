//! Everything one can do to plans and what they are made of. With SQL, as the files beside.

mod exercises;
mod finding;
mod packages;
mod reassessments;
mod scores;

use jiff_sqlx::ToSqlx as _;
use people::names;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, Json, Phi};
use web::Expected;

pub use exercises::{Own, OwnExercise, days_done, own, own_waiting, tick};
pub use finding::{Filter, due_for_review, find, find_in_plan, list, of_patient, these, versions};
pub use packages::{Counted, count, counted, packages};
pub use reassessments::{again, authors, due_now, due_of_patient};
pub use scores::{attainments, score, scores_of, strike_score};

use super::input::{Sent, revision};
use super::model::{CareKind, CareStatus, Content, Item, NewItem, Owner};
use super::sealing::{CONTENT, REASON};
use crate::assessments::operations::catalogue;
use crate::parties::operations::{keep_patient, secret_of};
use crate::records::input::ReasonInput;
use crate::schedule::operations as schedule;

/// What is there once at a time.
const ONCE: [(&str, Conflict); 2] =
    [("care_item_plan_once", Conflict::AlreadyRecorded), ("care_item_reassessment_once", Conflict::AlreadyRecorded)];

/// Writes a first version. Fails with [`Conflict::AlreadyRecorded`] when the patient has an active plan of that title, or
/// the plan asks for that assessment already.
pub async fn write(tx: &mut TenantTx, new: &NewItem) -> Result<Item> {
    let action = new.content.kind().write();
    tx.authorize(action)?;
    let (patient, plan) = match new.owner {
        Owner::Patient(patient) => (patient, None),
        Owner::Plan(plan) => (open_plan(tx, action, plan).await?, Some(plan)),
    };
    keep_patient(tx, action, patient).await?;
    refuse_unknown(tx, &new.content, None).await?;
    let (by, now) = (author(tx, action)?, tx.now());
    let item = Item {
        id: tx.new_id(),
        row: tx.new_id::<()>().uuid(),
        patient,
        plan,
        version: 1,
        status: new.status,
        content: Phi::new(new.content.clone()),
        reason: None,
        created_at: now,
        created_by: by,
        updated_at: now,
        updated_by: by,
    };
    insert(tx, action, &item).await?;
    keep_version(tx, action, &item, None).await?;
    Ok(item)
}

/// Says an item anew: a further version takes the place of the one before, which stays.
pub async fn revise(
    tx: &mut TenantTx,
    (kind, id): (CareKind, Id<Item>),
    sent: &dyn Sent,
    expected: impl Into<Expected>,
) -> Result<Item> {
    let action = kind.revise();
    let before = standing(tx, action, (kind, id), &expected.into()).await?;
    let new = revision(sent, &before, tx.tenant().day_of(tx.now()))?;
    refuse_unknown(tx, &new.content, Some(before.content.reveal())).await?;
    let content = Phi::new(new.content);
    let after = Item { status: new.status, content, reason: new.reason.map(Phi::new), ..before.clone() };
    succeed(tx, action, &before, after).await
}

/// Takes an item back: a last version marked as entered in error.
pub async fn strike(
    tx: &mut TenantTx,
    (kind, id): (CareKind, Id<Item>),
    input: &ReasonInput,
    expected: impl Into<Expected>,
) -> Result<Item> {
    let action = kind.strike();
    let before = standing(tx, action, (kind, id), &expected.into()).await?;
    let reason = Some(Phi::new(input.parse()?));
    let after = Item { status: CareStatus::EnteredInError, reason, ..before.clone() };
    succeed(tx, action, &before, after).await
}

/// The patient of a plan that more can be added to. It is not ended until this transaction is.
async fn open_plan(tx: &mut TenantTx, action: Action, plan: Uuid) -> Result<Uuid> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!("select patient_id, status from care_item where id = $1 and kind = 'plan' for share", plan);
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    match CareStatus::parse(&row.status) {
        Some(CareStatus::Draft | CareStatus::Active) => Ok(row.patient_id),
        _ => Err(Error::invalid("plan", "plan_over")),
    }
}

/// What is named has to be there, unless it stood there before.
async fn refuse_unknown(tx: &mut TenantTx, content: &Content, before: Option<&Content>) -> Result<()> {
    let (field, found) = match content {
        Content::Goal(goal) => match &goal.instrument {
            Some(instrument) => ("instrument", catalogue::instrument(tx, instrument).await.map(|_| ())),
            None => return Ok(()),
        },
        Content::Reassessment(again) if before.and_then(Content::instrument) != Some(again.instrument.as_str()) => {
            match catalogue::instrument(tx, &again.instrument).await {
                Ok(instrument) if !instrument.is_in_use() => return Err(Error::invalid("instrument", "not_in_use")),
                found => ("instrument", found.map(|_| ())),
            }
        }
        Content::Package(package) => match package.service {
            Some(service) => ("service", schedule::find(tx, Id::new(service)).await.map(|_| ())),
            None => return Ok(()),
        },
        _ => return Ok(()),
    };
    match found {
        Err(Error::NotFound) => Err(Error::invalid(field, "unknown_choice")),
        found => found,
    }
}

/// The latest version, when it may still be changed and is one that the client expects. Nobody else changes it until this
/// transaction ends.
async fn standing(
    tx: &mut TenantTx,
    action: Action,
    (kind, id): (CareKind, Id<Item>),
    expected: &Expected,
) -> Result<Item> {
    let db = tx.authorize(action)?;
    let locked = sqlx::query!(
        "select id from care_item where id = $1 and kind = $2 for no key update",
        id.uuid(),
        kind.as_str()
    );
    locked.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let item = finding::load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    if item.is_struck() {
        return Err(Error::Conflict(Conflict::EnteredInError));
    }
    expected.check(item.version)?;
    Ok(item)
}

/// Puts `after` in the place of `before`.
async fn succeed(tx: &mut TenantTx, action: Action, before: &Item, after: Item) -> Result<Item> {
    let (updated_by, updated_at) = (author(tx, action)?, tx.now());
    let row = tx.new_id::<()>().uuid();
    let after = Item { row, version: before.version + 1, updated_at, updated_by, ..after };
    let content = after.content.reveal();
    let index = title_index(&tx.keys(), after.patient, content);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update care_item set status = $2, title_index = $3, begins_on = $4, due_on = $5, instrument = $6, every_weeks = $7,
             version = $8, updated_at = $9, updated_by = $10
         where id = $1",
        after.id.uuid(),
        after.status.as_str(),
        index,
        content.begins_on().map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        content.due_on().map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        content.instrument(),
        content.every_weeks(),
        after.version,
        after.updated_at.to_sqlx(),
        after.updated_by
    )
    .execute(db)
    .await
    .on_constraints(ONCE)?;
    keep_version(tx, action, &after, Some(before)).await?;
    Ok(after)
}

async fn insert(tx: &mut TenantTx, action: Action, item: &Item) -> Result<()> {
    let content = item.content.reveal();
    let index = title_index(&tx.keys(), item.patient, content);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into care_item (id, patient_id, kind, plan_id, status, title_index, begins_on, due_on, instrument,
             every_weeks, version, created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        item.id.uuid(),
        item.patient,
        content.kind().as_str(),
        item.plan,
        item.status.as_str(),
        index,
        content.begins_on().map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        content.due_on().map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        content.instrument(),
        content.every_weeks(),
        item.version,
        item.created_at.to_sqlx(),
        item.created_by,
        item.updated_at.to_sqlx(),
        item.updated_by
    )
    .execute(db)
    .await
    .on_constraints(ONCE)?;
    Ok(())
}

/// Keeps what an item says now, and records what changed.
async fn keep_version(tx: &mut TenantTx, action: Action, item: &Item, before: Option<&Item>) -> Result<()> {
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(item.patient)).await?;
    let sealer = keys.party(&secret);
    let content = sealer.seal(CONTENT, item.row, &Json(item.content.reveal().clone()));
    let reason = sealer.seal_opt(REASON, item.row, item.reason.as_ref().map(Phi::reveal));
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into care_version (id, item_id, version, status, content, reason, created_at, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        item.row,
        item.id.uuid(),
        item.version,
        item.status.as_str(),
        content.as_bytes(),
        reason as _,
        item.updated_at.to_sqlx(),
        item.updated_by
    )
    .execute(db)
    .await
    .on_constraint("care_version_unique", Conflict::AlreadyRecorded)?;
    tx.record_change(action, subject(item), &sealer, &item.changes_since(before));
    Ok(())
}

/// What tells whether a patient has an active plan of the same title, however it is written.
pub fn title_index(keys: &ClinicKeys, patient: Uuid, content: &Content) -> Option<Vec<u8>> {
    let Content::Plan(plan) = content else { return None };
    let words = names::words(&plan.title);
    // A title of signs alone is told from others as it stands.
    let title = if words.is_empty() { plan.title.clone() } else { words.join(" ") };
    Some(keys.index("care_item.title").exact(&format!("{patient} {title}")).to_vec())
}

/// Only people answer for what they write.
fn author(tx: &TenantTx, action: Action) -> Result<Uuid> {
    tx.actor_id().ok_or(Error::Forbidden(action))
}

fn subject(item: &Item) -> Subject {
    Subject::new(item.kind().subject(), item.id.uuid()).about(item.patient)
}
