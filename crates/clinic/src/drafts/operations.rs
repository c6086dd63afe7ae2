//! Everything one can do to a draft. The only file here with SQL.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Actor, BREAK_GLASS, Conflict, Error, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{Json, Sealed};

use super::FIELDS;
use super::model::{Draft, Place};

/// Tag for ids of drafts.
struct Kept;

/// How many forms somebody may leave open; the oldest are let go.
const MOST: i64 = 50;

/// There is something to come back to.
pub struct Offer {
    pub id: Uuid,
    pub kept_at: Timestamp,
}

/// Keeps what was typed in place of what was kept there before.
pub async fn keep(tx: &mut TenantTx, draft: &Draft) -> Result<Uuid> {
    let (keys, now, rights) = (tx.keys(), tx.now().to_sqlx(), rights(tx)?);
    let (staff, place) = spot(tx, &draft.place)?;
    let fresh = tx.new_id::<Kept>().uuid();
    let db = tx.authorize(Action::KeepDraft)?;
    let known = sqlx::query_scalar!("select id from draft where staff_id = $1 and place = $2 for update", staff, place);
    let id = known.fetch_optional(&mut *db).await?.unwrap_or(fresh);
    let sealed = keys.clinic().seal(FIELDS, id, &Json(draft.clone()));
    sqlx::query!(
        "insert into draft (id, staff_id, place, fields, rights, kept_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (id) do update set fields = $4, rights = $5, kept_at = $6",
        id,
        staff,
        place,
        sealed.as_bytes(),
        &rights,
        now
    )
    .execute(&mut *db)
    .await
    // Two windows at once: whoever comes second asks again.
    .on_constraint("draft_one_a_place", Conflict::AlreadyRecorded)?;
    sqlx::query!(
        "delete from draft where staff_id = $1
         and id not in (select id from draft where staff_id = $1 order by kept_at desc, id desc limit $2)",
        staff,
        MOST
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Whether something of one's own was kept at a place, and since when.
pub async fn find(tx: &mut TenantTx, place: &Place) -> Result<Option<Offer>> {
    let (staff, place) = spot(tx, place)?;
    let db = tx.authorize(Action::KeepDraft)?;
    let row = sqlx::query!("select id, rights, kept_at from draft where staff_id = $1 and place = $2", staff, place);
    let row = row.fetch_optional(db).await?;
    let row = row.filter(|row| may_still(tx, &row.rights));
    Ok(row.map(|row| Offer { id: row.id, kept_at: row.kept_at.to_jiff() }))
}

/// What was typed, for whoever typed it.
pub async fn restore(tx: &mut TenantTx, id: Uuid) -> Result<(Draft, Timestamp)> {
    let (keys, staff) = (tx.keys(), tx.actor_id());
    let db = tx.authorize(Action::RestoreDraft)?;
    let row = sqlx::query!(
        r#"select fields as "fields: Sealed<Json<Draft>>", rights, kept_at from draft where id = $1 and staff_id = $2"#,
        id,
        staff
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    if !may_still(tx, &row.rights) {
        return Err(Error::NotFound);
    }
    let draft = keys.clinic().open(FIELDS, id, &row.fields)?.into_inner().0;
    tx.record(Action::RestoreDraft, Subject::new("draft", id));
    Ok((draft, row.kept_at.to_jiff()))
}

/// Throws away what was typed.
pub async fn discard(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let staff = tx.actor_id();
    let db = tx.authorize(Action::KeepDraft)?;
    let done = sqlx::query!("delete from draft where id = $1 and staff_id = $2", id, staff).execute(db).await?;
    if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// What was typed at this place is saved now, and no draft any more.
pub async fn forget(tx: &mut TenantTx, place: &Place) -> Result<()> {
    let (staff, place) = spot(tx, place)?;
    let db = tx.authorize(Action::KeepDraft)?;
    sqlx::query!("delete from draft where staff_id = $1 and place = $2", staff, place).execute(db).await?;
    Ok(())
}

/// Whose drafts these are, and what a place is found by.
fn spot(tx: &TenantTx, place: &Place) -> Result<(Uuid, Vec<u8>)> {
    let staff = tx.actor_id().ok_or(Error::Unauthenticated)?;
    Ok((staff, tx.keys().index("draft").exact(&format!("{staff} {}", place.as_str())).to_vec()))
}

/// What the author may do just now. An emergency lends rights to look, and ends before the draft does.
fn rights(tx: &TenantTx) -> Result<Vec<String>> {
    let Actor::Staff { rights, .. } = tx.actor() else { return Err(Error::Forbidden(Action::KeepDraft)) };
    let lasting = rights.actions().filter(|action| !BREAK_GLASS.contains(action));
    Ok(lasting.map(|action| action.code().to_owned()).collect())
}

fn may_still(tx: &TenantTx, rights: &[String]) -> bool {
    rights.iter().all(|code| Action::parse(code).is_some_and(|action| tx.may(action)))
}
