//! One press begins a visit and opens its note; another one ends it.

use axum::response::Response;
use tenancy::{Action, Id, TenantTx};
use uuid::Uuid;
use web::{Answer, Caller, Path, WebResult};

use crate::chart::operations::patient_id;
use crate::notes::model::Encounter;
use crate::notes::operations::{self, encounters};
use crate::shell::notice;

/// The visit of an appointment, and one's note of it.
pub async fn start(caller: Caller, Path(appointment): Path<Uuid>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let encounter = encounters::at_visit(&mut tx, appointment).await?;
    open(&caller, tx, &encounter).await
}

/// A visit that nobody booked; at the appointment that the patient is here for, if there is one.
pub async fn with_patient(caller: Caller, Path(patient): Path<String>) -> WebResult<Response> {
    caller.require(Action::StartEncounter)?;
    let mut tx = caller.begin().await?;
    let patient = patient_id(&mut tx, Action::StartEncounter, &patient).await?.uuid();
    let encounter = encounters::with_patient(&mut tx, patient).await?;
    open(&caller, tx, &encounter).await
}

/// One's own note of a visit that has begun.
pub async fn write(caller: Caller, Path(encounter): Path<Id<Encounter>>) -> WebResult<Response> {
    caller.require(Action::WriteNote)?;
    let mut tx = caller.begin().await?;
    let encounter = encounters::find(&mut tx, encounter).await?;
    open(&caller, tx, &encounter).await
}

/// Goes to the editor with one's own draft.
async fn open(caller: &Caller, mut tx: TenantTx, encounter: &Encounter) -> WebResult<Response> {
    let note = operations::draft_at(&mut tx, encounter).await?;
    Ok(Answer::see_other(format!("/notes/{note}/edit")).commit(caller, tx).await?)
}

pub async fn finish(caller: Caller, Path(encounter): Path<Id<Encounter>>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let finished = encounters::finish(&mut tx, encounter, None).await?;
    let answer = Answer::see_other(format!("/patients/{}/notes/", finished.patient)).commit(&caller, tx).await?;
    Ok(notice::leave(answer, "notes-visit-finished"))
}
