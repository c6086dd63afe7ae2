//! A code on paper for somebody whom no message reaches: handed out by the desk, good once and for a day.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Outcome, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::ClinicKeys;
use web::Guest;
use web::sessions::Method;

use super::challenges::as_visitor;
use super::model::Account;
use super::sign_in::{CameIn, open};
use crate::messages::model::{MessageKind, NewMessage};
use crate::messages::operations as messages;
use crate::paper::{new_code, read_code};

pub const LASTS: SignedDuration = SignedDuration::from_hours(24);
/// 24 letters of 31 are 118 bits: nobody guesses one.
const LETTERS: usize = 24;

/// A code, known only now.
pub struct Issued {
    pub code: String,
    pub expires_at: Timestamp,
}

/// Makes a code in the place of any made before. The phone of the account is told, so that nobody comes in unnoticed.
pub async fn issue(tx: &mut TenantTx, account: &Account, notice: String) -> Result<Issued> {
    let (action, keys, now, by) = (Action::IssueActivationCode, tx.keys(), tx.now(), tx.actor_id());
    let code = new_code(LETTERS);
    let expires_at = now.checked_add(LASTS).map_err(Error::internal)?;
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into activation_code (patient_id, hash, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5)
         on conflict (patient_id) do update set hash = $2, created_at = $3, created_by = $4, expires_at = $5",
        account.patient,
        hash(&keys, &code),
        now.to_sqlx(),
        by,
        expires_at.to_sqlx()
    )
    .execute(db)
    .await?;
    tx.record(action, Subject::patient(account.patient));
    let (kind, patient) = (MessageKind::ActivationCodeIssued, Some(account.patient));
    let recipient = account.phone.clone().into();
    let told = NewMessage { kind, patient, recipient, body: notice, visit: None, expires_at: Some(expires_at) };
    messages::queue(tx, &told).await?;
    Ok(Issued { code, expires_at })
}

/// Comes in by a code on paper. Of two who try at once, one succeeds.
pub async fn redeem(guest: &Guest, typed: &str) -> Result<CameIn> {
    let guest = &as_visitor(guest);
    let mut tx = guest.change().await?;
    let (hash, now) = (hash(&tx.keys(), typed), tx.now().to_sqlx());
    let db = tx.authorize(Action::ResolveSession)?;
    let patient = sqlx::query_scalar!(
        "delete from activation_code where hash = $1 and expires_at > $2 returning patient_id",
        hash,
        now
    );
    let patient = patient.fetch_optional(db).await?;
    let came = match patient {
        Some(patient) => open(&mut tx, guest, patient, Method::ActivationCode).await,
        None => Err(Error::Unauthenticated),
    };
    match came {
        Ok(came) => {
            tx.commit().await?;
            guest.app().forget_access();
            Ok(came)
        }
        Err(error) => {
            drop(tx);
            let subject = Subject::new("patient", patient);
            guest.record_refusal(Action::SignIn, subject, Outcome::Failure).await?;
            Err(error)
        }
    }
}

/// Until when a patient's code on paper is good, where there is one.
pub async fn outstanding(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<Option<Timestamp>> {
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    let until = sqlx::query_scalar!(
        "select expires_at from activation_code where patient_id = $1 and expires_at > $2",
        patient,
        now
    );
    Ok(until.fetch_optional(db).await?.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Keyed: whoever has only the table cannot even try.
fn hash(keys: &ClinicKeys, code: &str) -> Vec<u8> {
    keys.index("activation_code").exact(&read_code(code)).to_vec()
}
