//! Whom an id or a number means. Whoever was merged into somebody is that somebody by all their names: devices in the field
//! go on sending the number that they were given. Operations like their neighbours', with SQL.

use std::collections::HashMap;

use sqlx::PgConnection;
use tenancy::{Action, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{PartySecret, Sealed};

use super::model::Party;
use super::sealing::open_secret;

/// The id behind the integer alias that devices and old clients use.
pub async fn id_of_number(tx: &mut TenantTx, action: Action, number: i64) -> Result<Id<Party>> {
    let db = tx.authorize(action)?;
    let id = sqlx::query_scalar!(
        r#"select coalesce(merged_into, id) as "id!" from party
           where number = $1 and (deleted_at is null or merged_into is not null)"#,
        number
    );
    Ok(Id::new(id.fetch_optional(db).await?.ok_or(Error::NotFound)?))
}

/// Whose chart this patient's went into, where it did.
pub async fn survivor_of(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Option<Uuid>> {
    let db = tx.authorize(action)?;
    let into = sqlx::query_scalar!("select merged_into from party where id = $1", id);
    Ok(into.fetch_optional(db).await?.flatten())
}

/// This patient, and whoever was merged into them: under what ids the record knows one person.
pub async fn all_ids_of(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Vec<Uuid>> {
    let db = tx.authorize(action)?;
    let merged = sqlx::query_scalar!("select id from party where merged_into = $1 order by id", id);
    let mut ids = merged.fetch_all(db).await?;
    ids.insert(0, id);
    Ok(ids)
}

/// A living patient.
pub struct Known {
    pub number: Option<i64>,
    pub secret: PartySecret,
}

/// Living patients, by what they were asked for; who was asked for by number is found by id, too.
#[derive(Default)]
pub struct Meant {
    by_id: HashMap<Uuid, Uuid>,
    by_number: HashMap<i64, Uuid>,
    pub patients: HashMap<Uuid, Known>,
}

impl Meant {
    pub fn by_id(&self, id: Uuid) -> Option<Uuid> {
        self.by_id.get(&id).copied().filter(|id| self.patients.contains_key(id))
    }

    pub fn by_number(&self, number: i64) -> Option<Uuid> {
        self.by_number.get(&number).copied().filter(|id| self.patients.contains_key(id))
    }
}

/// Living patients by their ids and numbers.
pub async fn patients_named(tx: &mut TenantTx, action: Action, ids: &[Uuid], numbers: &[i64]) -> Result<Meant> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let mut meant = Meant::default();
    let mut rows = found(db, ids, numbers).await?;
    for row in &rows {
        let chart = row.merged_into.unwrap_or(row.id);
        meant.by_id.insert(row.id, chart);
        meant.by_number.extend(row.number.map(|number| (number, chart)));
    }
    let charts: Vec<Uuid> = rows.iter().filter_map(|row| row.merged_into).collect();
    if !charts.is_empty() {
        rows.extend(found(db, &charts, &[]).await?);
    }
    for row in rows.into_iter().filter(|row| row.is_living) {
        let secret = open_secret(&keys, row.id, row.secret.as_ref())?;
        meant.patients.insert(row.id, Known { number: row.number, secret });
    }
    Ok(meant)
}

/// Somebody of the book.
struct Found {
    id: Uuid,
    number: Option<i64>,
    merged_into: Option<Uuid>,
    is_living: bool,
    secret: Option<Sealed<PartySecret>>,
}

/// Each by an index, however many are asked for. With a join to those who remain of a merge, a clinic whose tables were
/// never analysed holds everybody against everybody.
async fn found(db: &mut PgConnection, ids: &[Uuid], numbers: &[i64]) -> Result<Vec<Found>> {
    let found = sqlx::query_as!(
        Found,
        r#"select id, number, merged_into, secret as "secret: Sealed<PartySecret>",
               kind = 'patient' and deleted_at is null and secret is not null as "is_living!"
           from party where id = any($1) or number = any($2)"#,
        ids,
        numbers
    );
    Ok(found.fetch_all(db).await?)
}
