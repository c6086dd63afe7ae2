//! Opening a session for a patient, by whichever proof.

use std::time::Duration;

use people::Region;
use tenancy::lockout::network;
use tenancy::{Action, Error, Outcome, Result, Subject, TenantTx};
use uuid::Uuid;
use web::Guest;
use web::sessions::{self, Holder, Method, NewSession, Opened, Stage};

use super::accounts;
use super::challenges::{self, Proof, Typed, as_visitor};
use super::model::{Identity, Standing};
use super::sign_up;
use crate::accounts::lockout::Attempt;

/// However busy a patient is.
pub const LASTS: Duration = Duration::from_secs(24 * 3600);

/// A patient who has just come in.
pub struct CameIn {
    pub patient: Uuid,
    pub session: Opened,
    pub method: Method,
}

/// What became of a typed code.
pub enum ByCode {
    In(CameIn),
    /// So many tries are left.
    Wrong(i32),
    Over,
    /// The code was right, and lets nobody in.
    Refused,
}

/// Comes in by the code of this browser's challenge; whoever signs up with it is registered now. Of two right codes at
/// the same time one opens a session.
pub async fn by_code(guest: &Guest, secret: &str, code: &str) -> Result<ByCode> {
    let guest = &as_visitor(guest);
    let mut tx = guest.change().await?;
    let (known, typed) = match challenges::prove(&mut tx, secret, code).await? {
        Proof::Right(known, typed) => (known, typed),
        Proof::Wrong(left) => {
            tx.commit().await?;
            return refused(guest, ByCode::Wrong(left)).await;
        }
        Proof::Over => {
            tx.commit().await?;
            return refused(guest, ByCode::Over).await;
        }
    };
    match let_in(&mut tx, guest, known, &typed).await {
        Ok(came) => {
            tx.commit().await?;
            guest.app().forget_access();
            Ok(ByCode::In(came))
        }
        Err(Error::Unauthenticated) => {
            drop(tx);
            let mut tx = guest.change().await?;
            challenges::burn(&mut tx, secret).await?;
            tx.commit().await?;
            refused(guest, ByCode::Refused).await
        }
        Err(other) => Err(other),
    }
}

/// The patient whom the proved phone belongs to, registered now where they sign up.
async fn let_in(tx: &mut TenantTx, guest: &Guest, known: Option<Uuid>, typed: &Typed) -> Result<CameIn> {
    let identity = typed.identity(Region::parse(&tx.tenant().region))?;
    let patient = match (known, &typed.newcomer) {
        (Some(known), _) => known,
        (None, Some(newcomer)) => sign_up::complete(tx, newcomer, &identity).await?,
        (None, None) => return Err(Error::Unauthenticated),
    };
    open(tx, guest, patient, Method::Code).await
}

async fn refused(guest: &Guest, how: ByCode) -> Result<ByCode> {
    guest.record_refusal(Action::SignIn, Subject::new("challenge", None), Outcome::Failure).await?;
    Ok(how)
}

/// Comes in by phone and user name alone, where the clinic insists. Fifteen wrong pairs from a network close this way
/// to it for a quarter of an hour.
pub async fn unproved(guest: &Guest, identity: &Identity) -> Result<CameIn> {
    let guest = &as_visitor(guest);
    let policy = guest.policy().await?;
    if policy.patients.unproved.is_none() {
        return Err(Error::Forbidden(Action::SignInUnproved));
    }
    let mut tx = guest.change().await?;
    let network = network(tx.origin().ip);
    let attempt = Attempt::begin_passing(&mut tx, format!("unproved {network}").as_bytes()).await?;
    let found = accounts::find(&mut tx, identity).await?.filter(|found| found.standing == Standing::Active);
    let Some(found) = found.filter(|_| !attempt.is_locked()) else {
        tx.commit().await?;
        guest.record_refusal(Action::SignInUnproved, Subject::new("patient", None), Outcome::Failure).await?;
        return Err(Error::Unauthenticated);
    };
    // What others from there got wrong still counts.
    attempt.take_back(&mut tx).await?;
    let came = open(&mut tx, guest, found.patient, Method::Unproved).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(came)
}

/// Comes in by a passkey.
pub async fn by_passkey(guest: &Guest, patient: Uuid) -> Result<CameIn> {
    let guest = &as_visitor(guest);
    let mut tx = guest.change().await?;
    let came = open(&mut tx, guest, patient, Method::Passkey).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(came)
}

/// Opens the session in the place of whatever this browser had. A blocked account opens none, and a code to a phone
/// that is not to be trusted yet no more than no proof at all.
pub(super) async fn open(tx: &mut TenantTx, guest: &Guest, patient: Uuid, method: Method) -> Result<CameIn> {
    // Whoever blocks or deletes meanwhile waits for this, or this for them: neither leaves an open session behind.
    let found = accounts::hold(tx, patient).await?.ok_or(Error::Unauthenticated)?;
    if found.standing != Standing::Active {
        return Err(Error::Unauthenticated);
    }
    let method = if found.held && method == Method::Code { Method::Unproved } else { method };
    if let Some(session) = guest.session() {
        sessions::end(tx, session.id).await?;
    }
    let (holder, idle) = (Holder::Patient(found.patient), guest.policy().await?.patients.idle_minutes);
    let idle = Duration::from_secs(u64::from(idle) * 60);
    let new = NewSession { holder, method, stage: Stage::Full, lasts: LASTS, idle, for_browser: true };
    let session = sessions::open(tx, new).await?;
    accounts::note_sign_in(tx, found.patient).await?;
    let action = if method == Method::Unproved { Action::SignInUnproved } else { Action::SignIn };
    tx.authorize(action)?;
    tx.record(action, Subject::new("session", session.session_id).about(found.patient));
    Ok(CameIn { patient: found.patient, session, method })
}
