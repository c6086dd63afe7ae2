//! The table of patients' accounts.

use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use people::{Phone, Region};
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::Sealed;
use web::sessions::{Holder, end_all_of};

use super::model::{Account, Identity, Standing};
use super::sealing::{PHONE, USERNAME, identity_index};
use crate::messages::model::{MessageKind, NewMessage};
use crate::messages::operations as messages;
use crate::parties::operations::{keep_patient, secret_of};

/// How long the owner of the old number has to object before codes to a new one open everything.
pub const HELD_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Whose account it is, and whether it opens.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    pub patient: Uuid,
    pub standing: Standing,
    pub held: bool,
}

/// Who is known by this phone and user name.
pub async fn find(tx: &mut TenantTx, identity: &Identity) -> Result<Option<Found>> {
    let (index, now) = (identity_index(&tx.keys(), &identity.phone, &identity.username), tx.now().to_sqlx());
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select a.patient_id, a.status, coalesce(a.held_until > $2, false) as "held!"
           from patient_account a join party p on p.id = a.patient_id and p.deleted_at is null
           where a.identity_index = $1"#,
        index,
        now
    );
    Ok(row.fetch_optional(db).await?.map(|row| Found {
        patient: row.patient_id,
        standing: standing(&row.status),
        held: row.held,
    }))
}

/// The account of this patient, and whether it opens.
pub async fn find_of(tx: &mut TenantTx, patient: Uuid) -> Result<Option<Found>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select a.status, coalesce(a.held_until > $2, false) as "held!"
           from patient_account a join party p on p.id = a.patient_id and p.deleted_at is null
           where a.patient_id = $1"#,
        patient,
        now
    );
    let row = row.fetch_optional(db).await?;
    Ok(row.map(|row| Found { patient, standing: standing(&row.status), held: row.held }))
}

/// As [`find_of`], and nobody blocks, moves or deletes the patient until this transaction ends. Party, account, sessions:
/// everybody takes them in this order.
pub async fn hold(tx: &mut TenantTx, patient: Uuid) -> Result<Option<Found>> {
    match keep_patient(tx, Action::ResolveSession, patient).await {
        Ok(_) => {}
        Err(Error::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    }
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!("select patient_id from patient_account where patient_id = $1 for no key update", patient)
        .fetch_optional(db)
        .await?;
    find_of(tx, patient).await
}

/// Takes away what somebody who is a patient no more was known by: whoever comes after them may be known by the same.
async fn make_room(tx: &mut TenantTx, action: Action, index: &[u8]) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!(
        "delete from patient_account a using party p
         where p.id = a.patient_id and p.deleted_at is not null and a.identity_index = $1",
        index
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends whatever else lets somebody in than the phone: sessions, codes on paper, passkeys.
async fn shut(tx: &mut TenantTx, patient: Uuid) -> Result<()> {
    let db = tx.authorize(Action::ChangePatientAccount)?;
    sqlx::query!("delete from activation_code where patient_id = $1", patient).execute(&mut *db).await?;
    sqlx::query!("delete from passkey where patient_id = $1", patient).execute(db).await?;
    end_all_of(tx, Holder::Patient(patient), None).await?;
    tx.announce(Topic::Access);
    Ok(())
}

fn standing(status: &str) -> Standing {
    if status == "active" { Standing::Active } else { Standing::Blocked }
}

/// The whole account of a living patient, where there is one. The record is the caller's to keep.
pub async fn load(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<Option<Account>> {
    let (keys, region) = (tx.keys(), Region::parse(&tx.tenant().region));
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select a.username as "username: Sealed<String>", a.phone as "phone: Sealed<String>", a.status, a.held_until,
                  a.last_sign_in_at, a.version
           from patient_account a join party p on p.id = a.patient_id and p.deleted_at is null
           where a.patient_id = $1"#,
        patient
    );
    let Some(row) = row.fetch_optional(db).await? else { return Ok(None) };
    let secret = secret_of(tx, action, Id::new(patient)).await?;
    let sealer = keys.party(&secret);
    let phone = sealer.open(PHONE, patient, &row.phone)?.into_inner();
    let phone = region.and_then(|region| Phone::parse(&phone, region).ok());
    Ok(Some(Account {
        patient,
        username: sealer.open(USERNAME, patient, &row.username)?.into_inner(),
        phone: phone.ok_or_else(|| Error::internal("a stored phone cannot be read"))?,
        standing: standing(&row.status),
        held_until: row.held_until.map(jiff_sqlx::Timestamp::to_jiff),
        last_sign_in_at: row.last_sign_in_at.map(jiff_sqlx::Timestamp::to_jiff),
        version: row.version,
    }))
}

/// Gives a patient an account. The record is the caller's to keep.
pub async fn create(tx: &mut TenantTx, action: Action, patient: Uuid, identity: &Identity) -> Result<()> {
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let secret = keep_patient(tx, action, patient).await?;
    let sealer = keys.party(&secret);
    let username = sealer.seal(USERNAME, patient, &identity.username);
    let phone = sealer.seal(PHONE, patient, &identity.phone.as_e164().to_owned());
    let index = identity_index(&keys, &identity.phone, &identity.username);
    make_room(tx, action, &index).await?;
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into patient_account (patient_id, username, phone, identity_index, created_at, created_by, updated_at,
             updated_by)
         values ($1, $2, $3, $4, $5, $6, $5, $6)",
        patient,
        username.as_bytes(),
        phone.as_bytes(),
        index,
        now,
        by
    )
    .execute(db)
    .await
    .on_constraints([
        ("patient_account_identity_unique", Conflict::DuplicateUsername),
        ("patient_account_pkey", Conflict::AlreadyRecorded),
    ])?;
    Ok(())
}

/// Changes by what a patient is known. A new phone opens little for a day, and the old one is told.
pub async fn change(tx: &mut TenantTx, before: &Account, identity: &Identity) -> Result<()> {
    let (action, keys, now, by) = (Action::ChangePatientAccount, tx.keys(), tx.now(), tx.actor_id());
    let (patient, moved) = (before.patient, before.phone != identity.phone);
    let held_until = now.checked_add(HELD_FOR).map_err(Error::internal)?;
    let secret = keep_patient(tx, action, patient).await?;
    let sealer = keys.party(&secret);
    let username = sealer.seal(USERNAME, patient, &identity.username);
    let phone = sealer.seal(PHONE, patient, &identity.phone.as_e164().to_owned());
    let index = identity_index(&keys, &identity.phone, &identity.username);
    make_room(tx, action, &index).await?;
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "update patient_account set username = $2, phone = $3, identity_index = $4,
             held_until = case when $5 then $6 else held_until end, updated_at = $7, updated_by = $8,
             version = version + 1
         where patient_id = $1 and version = $9",
        patient,
        username.as_bytes(),
        phone.as_bytes(),
        index,
        moved,
        held_until.to_sqlx(),
        now.to_sqlx(),
        by,
        before.version
    );
    let done = done.execute(db).await.on_constraint("patient_account_identity_unique", Conflict::DuplicateUsername)?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict(Conflict::StaleVersion { current: i64::from(before.version) + 1 }));
    }
    if moved {
        // Whoever came in by the old number proves themselves anew.
        shut(tx, patient).await?;
    }
    tx.record(action, Subject::patient(patient));
    Ok(())
}

/// What the owner of the number before is told.
pub async fn tell_old_phone(tx: &mut TenantTx, before: &Account, body: String) -> Result<Uuid> {
    let (kind, patient) = (MessageKind::SignInPhoneChanged, Some(before.patient));
    let message =
        NewMessage { kind, patient, recipient: before.phone.clone().into(), body, visit: None, expires_at: None };
    messages::queue(tx, &message).await
}

/// Blocks an account, or opens it again; a blocked one is out at once.
pub async fn set_standing(tx: &mut TenantTx, patient: Uuid, standing: Standing) -> Result<()> {
    let (action, now, by) = (Action::ChangePatientAccount, tx.now().to_sqlx(), tx.actor_id());
    let status = if standing == Standing::Active { "active" } else { "blocked" };
    let db = tx.authorize(action)?;
    let done = sqlx::query!(
        "update patient_account set status = $2, updated_at = $3, updated_by = $4, version = version + 1
         where patient_id = $1",
        patient,
        status,
        now,
        by
    );
    if done.execute(db).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    if standing == Standing::Blocked {
        shut(tx, patient).await?;
    }
    tx.record(action, Subject::patient(patient));
    Ok(())
}

pub async fn note_sign_in(tx: &mut TenantTx, patient: Uuid) -> Result<()> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!("update patient_account set last_sign_in_at = $2 where patient_id = $1", patient, now)
        .execute(db)
        .await?;
    Ok(())
}
