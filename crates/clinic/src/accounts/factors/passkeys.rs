//! Passkeys (WebAuthn): registered by somebody signed in, shown as second factor or instead of everything else.
//!
//! Between the two requests of a ceremony its state lies sealed in the database, under the hash of a secret that only
//! the browser has. Each serves once.

use jiff::SignedDuration;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Subject, TenantTx};
use url::Url;
use uuid::Uuid;
use vault::{Json, Sealed};
use web::sessions::{Holder, hash_secret, new_secret, row_of_hash};
use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, RequestChallengeResponse, Webauthn, WebauthnBuilder,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::accounts::sealing::{CEREMONY, CREDENTIAL, PASSKEY_LABEL};

const CEREMONY_LASTS: SignedDuration = SignedDuration::from_mins(5);
const LABEL: usize = 60;
/// More than anybody owns devices.
const MOST: i64 = 20;

/// The clinic as browsers know it: passkeys are bound to its host.
pub struct Site(Webauthn);

impl Site {
    /// `origin` is the scheme, host and port that the browser shows.
    pub fn new(origin: &str, clinic: &str) -> Result<Self> {
        let origin = Url::parse(origin).map_err(Error::internal)?;
        // An address without a name, such as 127.0.0.1, cannot have passkeys.
        let host = origin.domain().ok_or(Error::NotFound)?;
        let site = WebauthnBuilder::new(host, &origin).and_then(|builder| builder.rp_name(clinic).build());
        site.map(Self).map_err(Error::internal)
    }
}

/// A passkey in the list of its owner.
pub struct Listed {
    pub id: Uuid,
    pub label: String,
    pub created_at: jiff::Timestamp,
    pub last_used_at: Option<jiff::Timestamp>,
}

struct Stored {
    id: Uuid,
    holder: Holder,
    key: Passkey,
}

pub async fn list(tx: &mut TenantTx, holder: Holder) -> Result<Vec<Listed>> {
    let keys = tx.keys();
    let (staff, patient) = holder.columns();
    let db = tx.authorize(Action::ViewOwnAccount)?;
    let rows = sqlx::query!(
        r#"select id, label as "label: Sealed<String>", created_at, last_used_at from passkey
           where staff_id = $1 or patient_id = $2 order by created_at"#,
        staff,
        patient
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Listed {
                id: row.id,
                label: keys.clinic().open(PASSKEY_LABEL, row.id, &row.label)?.into_inner(),
                created_at: row.created_at.to_jiff(),
                last_used_at: row.last_used_at.map(jiff_sqlx::Timestamp::to_jiff),
            })
        })
        .collect()
}

/// Begins a registration: what the browser is asked, and the secret that the second request shows.
pub async fn begin_registration(
    tx: &mut TenantTx,
    site: &Site,
    (holder, session): (Holder, Uuid),
    (name, display_name): (&str, &str),
) -> Result<(CreationChallengeResponse, String)> {
    let known = load(tx, holder).await?;
    if known.len() >= usize::try_from(MOST).unwrap_or(0) {
        return Err(Error::invalid("passkey", "too_many"));
    }
    let known = known.iter().map(|stored| stored.key.cred_id().clone()).collect();
    let begun = site.0.start_passkey_registration(holder.id(), name, display_name, Some(known));
    let (mut challenge, state) = begun.map_err(Error::internal)?;
    if let Some(criteria) = &mut challenge.public_key.authenticator_selection {
        // Kept on the device together with whose it is, a passkey needs no user name typed before it.
        criteria.resident_key = Some(ResidentKeyRequirement::Preferred);
    }
    let secret = keep(tx, Some(session), &state).await?;
    Ok((challenge, secret))
}

pub async fn finish_registration(
    tx: &mut TenantTx,
    site: &Site,
    (holder, session): (Holder, Uuid),
    (secret, label): (&str, &str),
    answer: &RegisterPublicKeyCredential,
) -> Result<Uuid> {
    let state: PasskeyRegistration = take(tx, secret, Some(session)).await?;
    let key =
        site.0.finish_passkey_registration(answer, &state).map_err(|_| Error::invalid("passkey", "not_accepted"))?;
    let label = people::text::one_line(label, LABEL).map_err(|_| Error::invalid("label", "too_long"))?;
    let (keys, now, id) = (tx.keys(), tx.now().to_sqlx(), tx.new_id::<Passkey>().uuid());
    let (staff, patient) = holder.columns();
    let credential = keys.clinic().seal(CREDENTIAL, id, &Json(key.clone()));
    let label = keys.clinic().seal(PASSKEY_LABEL, id, &label);
    let db = tx.authorize(Action::EnrolFactor)?;
    sqlx::query!(
        "insert into passkey (id, staff_id, patient_id, credential_index, credential, label, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        staff,
        patient,
        index(&keys, key.cred_id().as_ref()),
        credential.as_bytes(),
        label.as_bytes(),
        now
    )
    .execute(db)
    .await?;
    tx.record(Action::EnrolFactor, Subject::new("passkey", id));
    Ok(id)
}

/// Begins a proof: by one of the holder's own passkeys, or by whichever the browser finds when nobody is known yet.
pub async fn begin_proof(
    tx: &mut TenantTx,
    site: &Site,
    session: Option<Uuid>,
) -> Result<(RequestChallengeResponse, String)> {
    let (mut challenge, state) = site.0.start_discoverable_authentication().map_err(Error::internal)?;
    challenge.mediation = None;
    let secret = keep(tx, session, &state).await?;
    Ok((challenge, secret))
}

/// Whose passkey it was. With a session, it must be that session's holder's.
pub async fn finish_proof(
    tx: &mut TenantTx,
    site: &Site,
    (secret, session): (&str, Option<Uuid>),
    answer: &PublicKeyCredential,
) -> Result<Holder> {
    let state: DiscoverableAuthentication = take(tx, secret, session).await?;
    let mut stored = by_credential(tx, answer.get_credential_id()).await?.ok_or(Error::Unauthenticated)?;
    let result = site.0.finish_discoverable_authentication_v2(answer, state, &stored.key);
    let result = result.map_err(|_| Error::Unauthenticated)?;
    stored.key.update_credential(&result);
    let (keys, now) = (tx.keys(), tx.now().to_sqlx());
    let credential = keys.clinic().seal(CREDENTIAL, stored.id, &Json(stored.key));
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!(
        "update passkey set credential = $2, last_used_at = $3 where id = $1",
        stored.id,
        credential.as_bytes(),
        now
    )
    .execute(db)
    .await?;
    Ok(stored.holder)
}

pub async fn remove(tx: &mut TenantTx, holder: Holder, id: Uuid) -> Result<()> {
    let (staff, patient) = holder.columns();
    let db = tx.authorize(Action::RemoveFactor)?;
    let done =
        sqlx::query!("delete from passkey where id = $1 and (staff_id = $2 or patient_id = $3)", id, staff, patient);
    if done.execute(db).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.record(Action::RemoveFactor, Subject::new("passkey", id));
    Ok(())
}

/// The passkeys of somebody, whole.
async fn load(tx: &mut TenantTx, holder: Holder) -> Result<Vec<Stored>> {
    let keys = tx.keys();
    let (staff, patient) = holder.columns();
    let db = tx.authorize(Action::ResolveSession)?;
    let rows = sqlx::query!(
        r#"select id, credential as "credential: Sealed<Json<Passkey>>" from passkey where staff_id = $1 or patient_id = $2"#,
        staff,
        patient
    )
    .fetch_all(db)
    .await?;
    rows.iter()
        .map(|row| {
            let key = keys.clinic().open(CREDENTIAL, row.id, &row.credential)?.into_inner().0;
            Ok(Stored { id: row.id, holder, key })
        })
        .collect()
}

async fn by_credential(tx: &mut TenantTx, credential: &[u8]) -> Result<Option<Stored>> {
    let keys = tx.keys();
    let index = index(&keys, credential);
    let db = tx.authorize(Action::ResolveSession)?;
    let row = sqlx::query!(
        r#"select id, staff_id, patient_id, credential as "credential: Sealed<Json<Passkey>>"
           from passkey where credential_index = $1"#,
        index
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let holder = row.staff_id.map(Holder::Staff).or(row.patient_id.map(Holder::Patient));
    let key = keys.clinic().open(CREDENTIAL, row.id, &row.credential)?.into_inner().0;
    Ok(holder.map(|holder| Stored { id: row.id, holder, key }))
}

/// Keeps the state of a ceremony; returns the secret that it is found again by.
async fn keep(tx: &mut TenantTx, session: Option<Uuid>, state: &impl serde::Serialize) -> Result<String> {
    let (keys, now) = (tx.keys(), tx.now());
    let secret = new_secret();
    let hash = hash_secret(&secret);
    let expires_at = now.saturating_add(CEREMONY_LASTS).map_err(Error::internal)?;
    let state = serde_json::to_string(state).map_err(Error::internal)?;
    let sealed = keys.clinic().seal(CEREMONY, row_of_hash(&hash), &state);
    let db = tx.authorize(Action::ResolveSession)?;
    sqlx::query!(
        "insert into passkey_ceremony (hash, state, session_id, expires_at) values ($1, $2, $3, $4)",
        &hash[..],
        sealed.as_bytes(),
        session,
        expires_at.to_sqlx()
    )
    .execute(db)
    .await?;
    Ok(secret)
}

/// Takes the state away: whoever comes second finds nothing.
async fn take<T: serde::de::DeserializeOwned>(tx: &mut TenantTx, secret: &str, session: Option<Uuid>) -> Result<T> {
    let (keys, now) = (tx.keys(), tx.now().to_sqlx());
    let hash = hash_secret(secret);
    let db = tx.authorize(Action::ResolveSession)?;
    let state = sqlx::query_scalar!(
        r#"delete from passkey_ceremony where hash = $1 and session_id is not distinct from $2 and expires_at > $3
           returning state as "state: Sealed<String>""#,
        &hash[..],
        session,
        now
    )
    .fetch_optional(db)
    .await?
    .ok_or(Error::Unauthenticated)?;
    let state = keys.clinic().open(CEREMONY, row_of_hash(&hash), &state)?.into_inner();
    serde_json::from_str(&state).map_err(Error::internal)
}

fn index(keys: &vault::ClinicKeys, credential: &[u8]) -> Vec<u8> {
    keys.index("passkey.credential").exact(&hex::encode(credential)).to_vec()
}
