//! Telling a patient's clinicians of an answer that somebody has to act on, and of what waits for their signature. With SQL,
//! as the operations.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Result, Role, TenantTx};
use uuid::Uuid;

use super::super::model::Assessment;
use crate::accounts::roles::able;
use crate::notifications::model::{Audience, Event, Kind};
use crate::notifications::operations::{settle, tell};
use crate::plans::operations as plans;
use crate::records::operations::visit;

/// Who has not seen a patient for so long does not look after them any more.
const LOOKS_AFTER: SignedDuration = SignedDuration::from_hours(365 * 24);

/// Tells those who look after a patient when a critical answer is there that was not before, also in a draft: whoever
/// finishes it tomorrow is too late.
pub async fn of_critical_answers(tx: &mut TenantTx, before: Option<&Assessment>, after: &Assessment) -> Result<()> {
    let known = before.map(Assessment::critical_flags).unwrap_or_default();
    if after.critical_flags().iter().all(|flag| known.contains(flag)) {
        return Ok(());
    }
    let event = Event { kind: Kind::CriticalAnswer, subject: Some(after.id.uuid()), at: None };
    clinicians_of(tx, after.patient, event).await
}

/// Tells those who may sign as well that an assessment waits for them, and that it does not any more.
pub async fn of_co_signature(tx: &mut TenantTx, before: Option<&Assessment>, after: &Assessment) -> Result<()> {
    let waited = before.is_some_and(|before| before.waits_for_co_sign);
    let (action, kind, id) = (Action::CoSignAssessment, Kind::AssessmentToCoSign, after.id.uuid());
    match (waited, after.waits_for_co_sign) {
        (false, true) => {
            let with: Vec<Uuid> = provider_of(tx, after.appointment).await?.into_iter().collect();
            ask_to_co_sign(tx, (action, kind), (id, after.patient), &with).await
        }
        (true, false) => settle(tx, kind, id).await,
        _ => Ok(()),
    }
}

/// Tells those who may sign something as well that it waits: whom the visit was with; where they may not, whose the
/// patient's plan is; and else all who may.
pub async fn ask_to_co_sign(
    tx: &mut TenantTx,
    (action, kind): (Action, Kind),
    (id, patient): (Uuid, Uuid),
    visited: &[Uuid],
) -> Result<()> {
    let own = tx.actor_id();
    let mut able = able(tx, action).await?;
    able.retain(|person| Some(*person) != own);
    let among = |people: &[Uuid]| able.iter().copied().filter(|person| people.contains(person)).collect::<Vec<_>>();
    let mut people = among(visited);
    if people.is_empty() {
        people = among(&plans::authors(tx, patient).await?);
    }
    let people = if people.is_empty() { &able } else { &people };
    tell(tx, Audience { people, roles: &[] }, Event { kind, subject: Some(id), at: None }).await
}

/// Whom an appointment is with; nobody where it is not there any more.
pub async fn provider_of(tx: &mut TenantTx, appointment: Option<Uuid>) -> Result<Option<Uuid>> {
    let Some(appointment) = appointment else { return Ok(None) };
    match visit(tx, Action::Notify, appointment).await {
        Ok(visit) => Ok(Some(visit.provider)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Tells those who look after a patient; where nobody does, all doctors and therapists.
pub async fn clinicians_of(tx: &mut TenantTx, patient: Uuid, event: Event) -> Result<()> {
    let people = clinicians(tx, patient).await?;
    let roles: &[Role] = if people.is_empty() { &[Role::Doctor, Role::Therapist] } else { &[] };
    tell(tx, Audience { people: &people, roles }, event).await
}

/// With whom the patient has been within the time, or will be.
async fn clinicians(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Uuid>> {
    let since: Timestamp = tx.now() - LOOKS_AFTER;
    let db = tx.authorize(Action::Notify)?;
    let providers = sqlx::query_scalar!(
        "select distinct provider_id from appointment
         where patient_id = $1 and deleted_at is null and status not in ('cancelled', 'entered-in-error')
           and starts_at > $2",
        patient,
        since.to_sqlx()
    );
    Ok(providers.fetch_all(db).await?)
}
