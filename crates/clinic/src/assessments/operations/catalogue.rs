//! Which instruments there are, and which of them the clinic uses. With SQL, as the operations.

use std::collections::HashMap;
use std::sync::Arc;

use ::instruments::{Definition, shipped};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, OnConstraint as _, Result, Subject, TenantTx};

use super::super::input::flawed;
use super::super::model::{Decision, Instrument};

/// Every instrument in its latest version: those that come with the program, then the clinic's own by name.
pub async fn instruments(tx: &mut TenantTx) -> Result<Vec<Instrument>> {
    all(tx, Action::ViewInstruments).await
}

/// One instrument in its latest version.
pub async fn instrument(tx: &mut TenantTx, id: &str) -> Result<Instrument> {
    find(tx, Action::ViewInstruments, id).await
}

/// One instrument in a version of its own.
pub async fn version(tx: &mut TenantTx, id: &str, version: i32) -> Result<Arc<Definition>> {
    definition(tx, Action::ViewInstruments, id, version).await
}

/// Takes an instrument of the clinic's own in, or a further version of one. It is in use at once, unless its owner has to
/// be asked.
pub async fn import(tx: &mut TenantTx, text: &str) -> Result<Instrument> {
    let action = Action::ManageInstruments;
    tx.authorize(action)?;
    let definition = Definition::from_json(text).map_err(flawed)?;
    if shipped().iter().any(|shipped| shipped.id == definition.id) {
        return Err(Error::invalid("id", "taken"));
    }
    let (id, now, by) = (tx.new_id::<Instrument>().uuid(), tx.now(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into instrument (id, code, version, definition, created_at, created_by) values ($1, $2, $3, $4, $5, $6)",
        id,
        definition.id,
        number(definition.version)?,
        text,
        now.to_sqlx(),
        by
    )
    .execute(db)
    .await
    .on_constraint("instrument_version_unique", Conflict::AlreadyRecorded)?;
    tx.record(action, Subject::new("instrument", id));
    find(tx, action, &definition.id).await
}

/// Decides whether the clinic uses an instrument. One whose owner has to be asked is used by their leave alone.
pub async fn choose(tx: &mut TenantTx, id: &str, in_use: bool, permission: Option<String>) -> Result<Instrument> {
    let action = Action::ManageInstruments;
    let instrument = find(tx, action, id).await?;
    if in_use && instrument.definition.needs_permission() && permission.is_none() {
        return Err(Error::invalid("permission", "required"));
    }
    let (row, now, by) = (tx.new_id::<Decision>().uuid(), tx.now(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into instrument_choice (id, code, in_use, permission, decided_at, decided_by)
         values ($1, $2, $3, $4, $5, $6)",
        row,
        instrument.definition.id,
        in_use,
        permission,
        now.to_sqlx(),
        by
    )
    .execute(db)
    .await?;
    tx.record(action, Subject::new("instrument", row));
    Ok(Instrument { decision: Some(Decision { in_use, permission, at: now, by }), ..instrument })
}

/// The instrument that a new assessment is made with.
pub(super) async fn usable(tx: &mut TenantTx, action: Action, id: &str) -> Result<Arc<Definition>> {
    let found = match find(tx, action, id).await {
        Err(Error::NotFound) => return Err(Error::invalid("instrument", "unknown_choice")),
        found => found?,
    };
    if found.is_in_use() { Ok(found.definition) } else { Err(Error::invalid("instrument", "not_in_use")) }
}

/// An instrument in the version that an assessment was made with.
pub(super) async fn definition(tx: &mut TenantTx, action: Action, id: &str, version: i32) -> Result<Arc<Definition>> {
    let is_it = |one: &&Arc<Definition>| one.id == id && number(one.version).is_ok_and(|number| number == version);
    if let Some(found) = shipped().iter().find(is_it) {
        return Ok(found.clone());
    }
    let db = tx.authorize(action)?;
    let text = sqlx::query_scalar!("select definition from instrument where code = $1 and version = $2", id, version);
    read(&text.fetch_optional(db).await?.ok_or(Error::NotFound)?)
}

async fn find(tx: &mut TenantTx, action: Action, id: &str) -> Result<Instrument> {
    let all = all(tx, action).await?;
    all.into_iter().find(|one| one.definition.id == id).ok_or(Error::NotFound)
}

async fn all(tx: &mut TenantTx, action: Action) -> Result<Vec<Instrument>> {
    let db = tx.authorize(action)?;
    let own = sqlx::query_scalar!("select distinct on (code) definition from instrument order by code, version desc");
    let own = own.fetch_all(&mut *db).await?;
    let decided = sqlx::query!(
        "select distinct on (code) code, in_use, permission, decided_at, decided_by from instrument_choice
         order by code, seq desc"
    );
    let decided = decided.fetch_all(db).await?.into_iter().map(|row| {
        let (permission, at, by) = (row.permission, row.decided_at.to_jiff(), row.decided_by);
        (row.code, Decision { in_use: row.in_use, permission, at, by })
    });
    let mut decided: HashMap<String, Decision> = decided.collect();
    let mut known: Vec<(Arc<Definition>, bool)> = Vec::new();
    for one in shipped() {
        match known.iter_mut().find(|(known, _)| known.id == one.id) {
            Some((known, _)) if known.version < one.version => *known = one.clone(),
            Some(_) => {}
            None => known.push((one.clone(), false)),
        }
    }
    for text in own {
        known.push((read(&text)?, true));
    }
    let instrument = |(definition, is_own): (Arc<Definition>, bool)| {
        let decision = decided.remove(&definition.id);
        Instrument { definition, is_own, decision }
    };
    Ok(known.into_iter().map(instrument).collect())
}

/// What is kept was checked when it came in.
fn read(text: &str) -> Result<Arc<Definition>> {
    let read = Definition::from_json(text).map_err(|_| Error::internal("an instrument that cannot be read any more"));
    read.map(Arc::new)
}

fn number(version: u32) -> Result<i32> {
    i32::try_from(version).map_err(|_| Error::invalid("version", "out_of_range"))
}
