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

/// One statement finds whose chart is meant, the other whoever lives: each by one index, however many are asked for. As
/// one statement with a join, a clinic whose tables were never analysed holds everybody against everybody.
macro_rules! meant {
    ($tx:expr, $action:expr, $ids:expr, $numbers:expr, $order:literal) => {{
        let keys = $tx.keys();
        let db = $tx.authorize($action)?;
        let mut meant = whose_charts(db, $ids, $numbers).await?;
        let charts: Vec<Uuid> = meant.by_id.values().chain(meant.by_number.values()).copied().collect();
        let rows = sqlx::query!(
            r#"select id, number, secret as "secret!: Sealed<PartySecret>" from party
               where id = any($1) and kind = 'patient' and deleted_at is null and secret is not null "#
                + $order,
            &charts
        );
        for row in rows.fetch_all(db).await? {
            let secret = open_secret(&keys, row.id, Some(&row.secret))?;
            meant.patients.insert(row.id, Known { number: row.number, secret });
        }
        Ok(meant)
    }};
}

async fn whose_charts(db: &mut PgConnection, ids: &[Uuid], numbers: &[i64]) -> Result<Meant> {
    let mut meant = Meant::default();
    if !ids.is_empty() {
        let rows =
            sqlx::query!(r#"select id, coalesce(merged_into, id) as "chart!" from party where id = any($1)"#, ids);
        meant.by_id.extend(rows.fetch_all(&mut *db).await?.into_iter().map(|row| (row.id, row.chart)));
    }
    if !numbers.is_empty() {
        let rows = sqlx::query!(
            r#"select id, number as "number!", coalesce(merged_into, id) as "chart!" from party where number = any($1)"#,
            numbers
        );
        for row in rows.fetch_all(db).await? {
            meant.by_id.insert(row.id, row.chart);
            meant.by_number.insert(row.number, row.chart);
        }
    }
    Ok(meant)
}

/// Living patients by their ids and numbers.
pub async fn patients_named(tx: &mut TenantTx, action: Action, ids: &[Uuid], numbers: &[i64]) -> Result<Meant> {
    meant!(tx, action, ids, numbers, "")
}

/// As [`patients_named`], for what machines send about many at once: none of them is merged or deleted before this
/// transaction ends. One who was being merged at this very moment is missing, and found when asked for again.
pub async fn keep_patients_named(tx: &mut TenantTx, action: Action, ids: &[Uuid], numbers: &[i64]) -> Result<Meant> {
    meant!(tx, action, ids, numbers, "order by id for key share")
}
