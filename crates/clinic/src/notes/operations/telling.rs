//! Telling those who may sign as well what waits for them.

use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::super::model::Note;
use super::encounters;
use crate::assessments::operations::telling::{ask_to_co_sign, provider_of};
use crate::notifications::model::Kind;
use crate::notifications::operations::settle;

/// Tells them that a note waits, and that it does not any more.
pub(super) async fn of_co_signature(tx: &mut TenantTx, before: Option<&Note>, after: &Note) -> Result<()> {
    let waited = before.is_some_and(|before| before.waits_for_co_sign);
    let (kind, id) = (Kind::NoteToCoSign, after.id.uuid());
    match (waited, after.waits_for_co_sign) {
        (false, true) => {
            let encounter = encounters::load(tx, Action::Notify, &[after.encounter]).await?.pop();
            let provider = provider_of(tx, after.appointment).await?;
            let with: Vec<Uuid> = encounter.map(|visit| visit.practitioner).into_iter().chain(provider).collect();
            ask_to_co_sign(tx, (Action::CoSignNote, kind), (id, after.patient), &with).await
        }
        (true, false) => settle(tx, kind, id).await,
        _ => Ok(()),
    }
}
