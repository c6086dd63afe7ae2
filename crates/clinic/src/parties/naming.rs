//! Whom an id or a number means. Whoever was merged into somebody is that somebody by all their names: devices in the field
//! go on sending the number that they were given. Operations like their neighbours', with SQL.

use tenancy::{Action, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, PartySecret, Sealed};

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

/// A living patient, and by what they were asked for.
pub struct Meant {
    pub asked: Uuid,
    pub asked_number: Option<i64>,
    pub id: Uuid,
    pub number: Option<i64>,
    pub secret: PartySecret,
}

struct Row {
    asked: Uuid,
    asked_number: Option<i64>,
    id: Uuid,
    number: Option<i64>,
    secret: Sealed<PartySecret>,
}

impl Row {
    fn open(self, keys: &ClinicKeys) -> Result<Meant> {
        let Self { asked, asked_number, id, number, secret } = self;
        let secret = open_secret(keys, id, Some(&secret))?;
        Ok(Meant { asked, asked_number, id, number, secret })
    }
}

macro_rules! meant {
    ($order:literal, $ids:expr, $numbers:expr) => {
        sqlx::query_as!(
            Row,
            r#"select asked.id as asked, asked.number as asked_number, p.id, p.number,
                   p.secret as "secret!: Sealed<PartySecret>"
               from party asked join party p on p.id = coalesce(asked.merged_into, asked.id)
               where (asked.id = any($1) or asked.number = any($2)) and p.kind = 'patient' and p.deleted_at is null
                 and p.secret is not null "#
                + $order,
            $ids,
            $numbers
        )
    };
}

/// Living patients by their ids and numbers.
pub async fn patients_named(tx: &mut TenantTx, action: Action, ids: &[Uuid], numbers: &[i64]) -> Result<Vec<Meant>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = meant!("order by asked.id", ids, numbers).fetch_all(db).await?;
    rows.into_iter().map(|row| row.open(&keys)).collect()
}

/// As [`patients_named`], for what machines send about many at once: none of them is merged or deleted before this
/// transaction ends. One who was being merged at this very moment is missing, and found when asked for again.
pub async fn keep_patients_named(
    tx: &mut TenantTx,
    action: Action,
    ids: &[Uuid],
    numbers: &[i64],
) -> Result<Vec<Meant>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = meant!("order by asked.id for key share", ids, numbers).fetch_all(db).await?;
    rows.into_iter().map(|row| row.open(&keys)).collect()
}
