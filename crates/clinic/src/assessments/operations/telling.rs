//! Telling a patient's clinicians of an answer that somebody has to act on. With SQL, as the operations.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, Role, TenantTx};
use uuid::Uuid;

use super::super::model::Assessment;
use crate::notifications::model::{Audience, Event, Kind};
use crate::notifications::operations::tell;

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

/// Tells those who look after a patient; where nobody does, all doctors and therapists.
pub async fn clinicians_of(tx: &mut TenantTx, patient: Uuid, event: Event) -> Result<()> {
    let clinicians = clinicians(tx, patient).await?;
    if clinicians.is_empty() {
        let all = Audience { person: None, roles: &[Role::Doctor, Role::Therapist] };
        return tell(tx, all, event).await;
    }
    for person in clinicians {
        tell(tx, Audience { person: Some(person), roles: &[] }, event).await?;
    }
    Ok(())
}

/// In one order, so that two who tell the same people wait for each other and not for ever.
async fn clinicians(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Uuid>> {
    let since: Timestamp = tx.now() - LOOKS_AFTER;
    let db = tx.authorize(Action::Notify)?;
    let providers = sqlx::query_scalar!(
        "select distinct provider_id from appointment
         where patient_id = $1 and deleted_at is null and status not in ('cancelled', 'entered-in-error')
           and starts_at > $2
         order by provider_id",
        patient,
        since.to_sqlx()
    );
    Ok(providers.fetch_all(db).await?)
}
