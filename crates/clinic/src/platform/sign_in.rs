//! Signing in as an operator: the password, then always a code. There is no way around the second.

use tenancy::operators::{Deed, Operator, OperatorStage, PlatformTx};
use tenancy::{Error, Outcome, Result};
use uuid::Uuid;
use web::Guest;
use web::operators::open;
use web::sessions::{Opened, hash_secret};

use crate::accounts::factors::authenticator::{self, Offer};
use crate::accounts::factors::recovery;
use crate::accounts::passwords;

/// Operators always have a second factor; a clinic's people who have one may choose shorter.
pub const MIN_PASSWORD: u16 = 15;

/// A wrong name, a wrong password, an account that is not set up and a locked one look and take the same.
pub async fn show_password(guest: &Guest, name: &str, password: String) -> Result<Opened> {
    let name = name.trim().to_lowercase();
    let mut tx = guest.platform().await?;
    let counted = tx.count_attempt(&format!("password {name}")).await?;
    let found = tx.operator_named(&name).await?;
    tx.commit().await?;
    let hash = found.as_ref().and_then(|found| found.password_hash.clone());
    let fits = guest.app().passwords().verify(password, hash).await?;
    let known = found.as_ref().map(|found| found.id);
    let mut tx = guest.platform().await?;
    let Some(operator) = found.filter(|found| fits && !counted.is_locked && found.may_sign_in()) else {
        let outcome = if counted.is_locked { Outcome::Denied } else { Outcome::Failure };
        tx.record_attempt(Deed::ShowPassword, known, outcome).await?;
        tx.commit().await?;
        return Err(Error::Unauthenticated);
    };
    tx.act_as(operator.id);
    tx.forget_attempts(&counted).await?;
    let opened = go_on(guest, &mut tx, operator.id, OperatorStage::SecondFactor).await?;
    tx.record_attempt(Deed::ShowPassword, known, Outcome::Success).await?;
    tx.commit().await?;
    Ok(opened)
}

/// The second step: a code of the app, or one from paper.
pub async fn show_code(guest: &Guest, operator: Uuid, typed: &str) -> Result<Opened> {
    let mut tx = guest.platform().await?;
    if !check_code(&mut tx, operator, typed).await? {
        tx.record_attempt(Deed::ShowCode, Some(operator), Outcome::Failure).await?;
        tx.commit().await?;
        return Err(Error::invalid("code", "wrong_code"));
    }
    let opened = go_on(guest, &mut tx, operator, OperatorStage::Full).await?;
    tx.record_attempt(Deed::ShowCode, Some(operator), Outcome::Success).await?;
    tx.commit().await?;
    Ok(opened)
}

/// Whether the code is right; it is used up by that. Guesses are counted wherever they come from: whoever gets here
/// knows the password.
async fn check_code(tx: &mut PlatformTx, operator: Uuid, typed: &str) -> Result<bool> {
    let counted = tx.count_attempt_anywhere(&format!("code {operator}")).await?;
    if counted.is_locked {
        return Ok(false);
    }
    let step = match tx.authenticator(operator, true).await? {
        Some(secret) => authenticator::step(secret, typed, tx.now())?,
        None => None,
    };
    let fits = match step {
        Some(step) => tx.spend_step(operator, step).await?,
        None => tx.spend_recovery_code(operator, typed).await?,
    };
    if fits {
        tx.forget_attempts(&counted).await?;
    }
    Ok(fits)
}

/// Ends the present session, where there is one, and opens the next.
async fn go_on(guest: &Guest, tx: &mut PlatformTx, operator: Uuid, stage: OperatorStage) -> Result<Opened> {
    if let Some(session) = guest.session() {
        // Of two who go on from the same session, one does.
        tx.supersede_session(session.id).await?;
    }
    open(guest, tx, operator, stage).await
}

/// Whose link it is, while it is good.
pub async fn whose_link(guest: &Guest, secret: &str) -> Result<Operator> {
    let mut tx = guest.platform().await?;
    let operator = tx.find_link(&hash_secret(secret)).await?;
    tx.commit().await?;
    Ok(operator)
}

/// Chooses the password. The session that this opens can do one thing: set up the authenticator.
pub async fn follow_link(guest: &Guest, secret: &str, password: &str) -> Result<Opened> {
    let operator = whose_link(guest, secret).await?;
    let hash = new_hash(guest, &operator.name, password).await?;
    let mut tx = guest.platform().await?;
    let id = tx.redeem_link(&hash_secret(secret), &hash).await?;
    let opened = open(guest, &mut tx, id, OperatorStage::EnrolFactor).await?;
    tx.commit().await?;
    Ok(opened)
}

async fn new_hash(guest: &Guest, name: &str, password: &str) -> Result<String> {
    if let Some(problem) = passwords::problem(password, MIN_PASSWORD, &[name, "praxis"]) {
        return Err(Error::Invalid(vec![problem]));
    }
    guest.app().passwords().hash(password.to_owned()).await
}

/// What the app that is being set up has to be told.
pub async fn offer(guest: &Guest, operator: Uuid) -> Result<Offer> {
    let mut tx = guest.platform().await?;
    let name = tx.operator(operator).await?.name;
    let secret = tx.offer_authenticator(operator, authenticator::new_secret()).await?;
    tx.commit().await?;
    Offer::new(secret, &name, "Praxis")
}

/// Takes the app into use once it shows a right code. Returns codes for paper, shown now and never again.
pub async fn set_up(guest: &Guest, operator: Uuid, typed: &str) -> Result<(Vec<String>, Opened)> {
    let mut tx = guest.platform().await?;
    let step = match tx.authenticator(operator, false).await? {
        Some(secret) => authenticator::step(secret, typed, tx.now())?,
        None => None,
    };
    let step = step.ok_or_else(|| Error::invalid("code", "wrong_code"))?;
    tx.confirm_authenticator(operator, step).await?;
    let codes = recovery::new_codes();
    tx.renew_recovery_codes(operator, &codes).await?;
    let opened = go_on(guest, &mut tx, operator, OperatorStage::Full).await?;
    tx.commit().await?;
    Ok((codes, opened))
}

/// Shows again who one is, by both.
pub async fn confirm(guest: &web::Operator, password: String, code: &str) -> Result<()> {
    let (operator, session) = (guest.id()?, guest.session()?.id);
    let mut tx = guest.platform().await?;
    let counted = tx.count_attempt_anywhere(&format!("confirm {operator}")).await?;
    let hash = tx.operator(operator).await?.password_hash;
    tx.commit().await?;
    let fits = guest.app().passwords().verify(password, hash).await? && !counted.is_locked;
    let mut tx = guest.platform().await?;
    let proved = fits && check_code(&mut tx, operator, code).await?;
    if proved {
        tx.forget_attempts(&counted).await?;
        tx.note_proof(session).await?;
    } else {
        tx.record_attempt(Deed::Confirm, Some(operator), Outcome::Failure).await?;
    }
    tx.commit().await?;
    match (proved, fits) {
        (true, _) => Ok(()),
        (false, true) => Err(Error::invalid("proof_code", "wrong_code")),
        (false, false) => Err(Error::invalid("proof_password", "wrong_password")),
    }
}

/// Changes one's own password, after the present one was shown.
pub async fn change_password(guest: &web::Operator, current: String, new: &str) -> Result<()> {
    let (id, session) = (guest.id()?, guest.session()?.id);
    let mut tx = guest.platform().await?;
    let counted = tx.count_attempt_anywhere(&format!("confirm {id}")).await?;
    let operator = tx.operator(id).await?;
    tx.commit().await?;
    let fits = guest.app().passwords().verify(current.clone(), operator.password_hash).await?;
    if !fits || counted.is_locked {
        return Err(Error::invalid("current", "wrong_password"));
    }
    if current == new {
        return Err(Error::invalid("password", "used_before"));
    }
    let hash = new_hash(guest, &operator.name, new).await?;
    let mut tx = guest.platform().await?;
    tx.forget_attempts(&counted).await?;
    tx.change_password(id, &hash, Some(session)).await?;
    tx.commit().await
}
