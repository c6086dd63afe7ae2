//! Devices: registered with a token, for some patients, until somebody takes it back. With SQL.

use std::collections::{BTreeSet, HashMap};

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::Sealed;
use web::{Listing, PageOf};

use crate::accounts::machines::{NewToken, create_token_for, revoke_token_for};
use crate::parties::naming::patients_named;
use crate::sensors::model::{Device, NewDevice};
use crate::sensors::sealing::NAME;

/// Registers a device; its token is known only now.
pub async fn register(tx: &mut TenantTx, new: &NewDevice) -> Result<(Device, String)> {
    let action = Action::ManageDevices;
    let (now, by) = (tx.now(), tx.actor_id());
    let meant = patients_named(tx, action, &new.patients, &[]).await?;
    let patients = new.patients.iter().map(|asked| meant.by_id(*asked).ok_or(Error::NotFound));
    let patients: Vec<Uuid> = patients.collect::<Result<BTreeSet<_>>>()?.into_iter().collect();
    // What machines are called in the list of tokens says nothing about anybody.
    let token = NewToken { name: new.kind.clone(), scopes: vec!["readings:write".to_owned()], expires_at: None };
    let (info, secret) = create_token_for(tx, action, &token).await?;
    let name = tx.keys().clinic().seal(NAME, info.id, &new.name);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into device (id, name, kind, is_gateway, created_at, created_by) values ($1, $2, $3, $4, $5, $6)",
        info.id,
        name.as_bytes(),
        new.kind,
        new.is_gateway,
        now.to_sqlx(),
        by
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into device_patient (device_id, patient_id) select $1, patient from unnest($2::uuid[]) as patient",
        info.id,
        &patients
    )
    .execute(db)
    .await?;
    let about = patients.iter().fold(Subject::new("device", info.id), |subject, id| subject.about(*id));
    tx.record(action, about);
    let device = Device {
        id: info.id,
        name: new.name.clone().into(),
        kind: new.kind.clone(),
        is_gateway: new.is_gateway,
        patients,
        created_at: now,
        last_used_at: None,
        revoked_at: None,
    };
    Ok((device, secret))
}

/// Takes a device's token back. What it sent stays.
pub async fn revoke(tx: &mut TenantTx, id: Uuid) -> Result<()> {
    let action = Action::ManageDevices;
    let db = tx.authorize(action)?;
    let patients = sqlx::query_scalar!(
        r#"select array(select patient_id from device_patient where device_id = d.id) as "patients!" from device d where id = $1"#,
        id
    );
    let patients = patients.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    revoke_token_for(tx, action, id).await?;
    tx.record(action, patients.into_iter().fold(Subject::new("device", id), Subject::about));
    Ok(())
}

/// The devices of the clinic, or those of one patient; the newest first.
pub async fn list(tx: &mut TenantTx, patient: Option<Uuid>, page: PageOf) -> Result<Listing<Device>> {
    let action = Action::ViewDevices;
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select id from device d
               where $1::uuid is null or exists (select from device_patient where device_id = d.id and patient_id = $1))
           select (select count(*) from found) as "count!",
                  array(select id from found order by id desc limit $2 offset $3) as "ids!""#,
        patient,
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let devices = load(tx, action, &row.ids).await?;
    let mut patients: Vec<Uuid> = devices.iter().flat_map(|device| device.patients.clone()).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(action, Subject::list("device", patients));
    Ok(Listing::new(devices, row.count, page))
}

/// Nobody looks after more devices on one page.
const MOST: i64 = 500;

/// The latest devices of the clinic.
pub async fn all(tx: &mut TenantTx) -> Result<Vec<Device>> {
    Ok(list(tx, None, PageOf::whole(MOST)).await?.rows)
}

async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Device>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select d.id, d.name as "name: Sealed<String>", d.kind, d.is_gateway, d.created_at, t.last_used_at, t.revoked_at,
               array(select patient_id from device_patient where device_id = d.id order by patient_id) as "patients!"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join device d on d.id = wanted.id join api_token t on t.id = d.id order by wanted.place"#,
        ids
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| {
        Ok(Device {
            id: row.id,
            name: keys.clinic().open(NAME, row.id, &row.name)?,
            kind: row.kind,
            is_gateway: row.is_gateway,
            patients: row.patients,
            created_at: row.created_at.to_jiff(),
            last_used_at: row.last_used_at.map(jiff_sqlx::Timestamp::to_jiff),
            revoked_at: row.revoked_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    })
    .collect()
}

/// What these devices are called, for those who see what they sent.
pub async fn names_of(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let devices = load(tx, action, ids).await?;
    Ok(devices.into_iter().map(|device| (device.id, device.name.into_inner())).collect())
}
