//! Everything one can do to an assessment. With SQL; what finds assessments and what an instrument is stands beside.

pub mod catalogue;
mod finding;
pub mod releases;
mod scores;
pub mod telling;

use std::sync::Arc;

use ::instruments::{Answers, Definition, score};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{Json, Phi};
use web::Expected;

pub use finding::{Filter, find, history, list, of_patient, of_visits, to_co_sign};
pub use scores::{Scored, scores};

use super::input::{AmendmentInput, missing, refused};
use super::model::{Assessment, Completion, Content, Found, NewAssessment, Signed, Status, subject_of};
use super::sealing::{ANSWERS, OUTCOME, REASON};
use crate::parties::operations::{keep_patient, load_living, secret_of};
use crate::records::input::ReasonInput;

/// Writes a draft down, and completes it when that is asked for.
pub async fn write(tx: &mut TenantTx, new: &NewAssessment) -> Result<Assessment> {
    let action = Action::WriteAssessment;
    tx.authorize(action)?;
    keep_patient(tx, action, new.patient).await?;
    let definition = catalogue::usable(tx, action, &new.instrument).await?;
    visit_of(tx, action, new).await?;
    let content = found(tx, action, (&definition, new.patient), &new.found).await?;
    let (id, at, by) = (tx.new_id(), content.at, content.by);
    let draft = Assessment {
        id,
        patient: new.patient,
        appointment: new.appointment,
        definition,
        status: Status::Draft,
        waits_for_co_sign: false,
        content,
        version: 1,
        created_at: at,
        created_by: by,
        completed: None,
        co_signed: None,
        released_at: None,
    };
    store(tx, action, None, &draft).await?;
    match new.found.completion {
        Some(completion) => sign(tx, &draft, completion).await,
        None => Ok(draft),
    }
}

/// Puts other answers in the place of a draft's, and completes it when that is asked for. What is completed is amended.
pub async fn replace(
    tx: &mut TenantTx,
    id: Id<Assessment>,
    new: &Found,
    expected: impl Into<Expected>,
) -> Result<Assessment> {
    let action = Action::WriteAssessment;
    let before = finding::standing(tx, action, id, &expected.into()).await?;
    must_be_draft(&before, Status::Draft)?;
    let content = found(tx, action, (&before.definition, before.patient), new).await?;
    let draft = Assessment { content, version: before.version + 1, ..before.clone() };
    store(tx, action, Some(&before), &draft).await?;
    match new.completion {
        Some(completion) => sign(tx, &draft, completion).await,
        None => Ok(draft),
    }
}

/// Completes a draft. Refused while so much is missing that there is no score, unless somebody says that it is meant so.
pub async fn complete(
    tx: &mut TenantTx,
    id: Id<Assessment>,
    completion: Completion,
    expected: impl Into<Expected>,
) -> Result<Assessment> {
    let before = finding::standing(tx, Action::CompleteAssessment, id, &expected.into()).await?;
    must_be_draft(&before, Status::Completed)?;
    sign(tx, &before, completion).await
}

async fn sign(tx: &mut TenantTx, before: &Assessment, completion: Completion) -> Result<Assessment> {
    let action = Action::CompleteAssessment;
    tx.authorize(action)?;
    may_stand(&before.content, completion)?;
    let signed = Signed { at: tx.now(), by: author(tx, action)? };
    let after = Assessment {
        status: Status::Completed,
        waits_for_co_sign: !tx.may(Action::CoSignAssessment),
        content: again(&before.content, signed, None),
        version: before.version + 1,
        completed: Some(signed),
        ..before.clone()
    };
    store(tx, action, Some(before), &after).await?;
    Ok(after)
}

/// Answers for what somebody else has completed.
pub async fn co_sign(tx: &mut TenantTx, id: Id<Assessment>, expected: impl Into<Expected>) -> Result<Assessment> {
    let action = Action::CoSignAssessment;
    let before = finding::standing(tx, action, id, &expected.into()).await?;
    match (before.status, before.waits_for_co_sign) {
        (Status::Completed, true) => {}
        (Status::Draft, _) => return Err(out_of_order(&before, Status::CoSigned)),
        _ => return Err(Error::Conflict(Conflict::AlreadyDone)),
    }
    let signed = Signed { at: tx.now(), by: author(tx, action)? };
    if before.completed.is_some_and(|completed| completed.by == signed.by) {
        return Err(Error::Forbidden(action));
    }
    let after = Assessment {
        status: Status::CoSigned,
        waits_for_co_sign: false,
        content: again(&before.content, signed, None),
        version: before.version + 1,
        co_signed: Some(signed),
        ..before.clone()
    };
    store(tx, action, Some(&before), &after).await?;
    Ok(after)
}

/// Puts other answers in the place of completed ones, which stay in the history. Whoever does it answers for all of it.
pub async fn amend(
    tx: &mut TenantTx,
    id: Id<Assessment>,
    input: &AmendmentInput,
    expected: impl Into<Expected>,
) -> Result<Assessment> {
    let action = Action::AmendAssessment;
    let before = finding::standing(tx, action, id, &expected.into()).await?;
    if !before.status.is_signed() {
        return Err(out_of_order(&before, Status::Completed));
    }
    let (new, reason) = input.parse(tx.tenant().day_of(tx.now()))?;
    let new = Found { administered_on: new.administered_on.or(Some(before.content.administered_on)), ..new };
    let content = found(tx, action, (&before.definition, before.patient), &new).await?;
    may_stand(&content, new.completion.unwrap_or_default())?;
    let signed = Signed { at: content.at, by: content.by };
    let after = Assessment {
        status: Status::Completed,
        waits_for_co_sign: false,
        content: Content { reason: Some(Phi::new(reason)), ..content },
        version: before.version + 1,
        completed: Some(signed),
        co_signed: None,
        ..before.clone()
    };
    store(tx, action, Some(&before), &after).await?;
    Ok(after)
}

/// Takes an assessment back: a last version marked as entered in error.
pub async fn strike(
    tx: &mut TenantTx,
    id: Id<Assessment>,
    input: &ReasonInput,
    expected: impl Into<Expected>,
) -> Result<Assessment> {
    let action = Action::StrikeAssessment;
    let before = finding::standing(tx, action, id, &expected.into()).await?;
    let reason = input.parse()?;
    let struck = Signed { at: tx.now(), by: author(tx, action)? };
    let after = Assessment {
        status: Status::EnteredInError,
        waits_for_co_sign: false,
        content: again(&before.content, struck, Some(reason)),
        version: before.version + 1,
        released_at: None,
        ..before.clone()
    };
    store(tx, action, Some(&before), &after).await?;
    Ok(after)
}

fn must_be_draft(before: &Assessment, to: Status) -> Result<()> {
    if before.status == Status::Draft { Ok(()) } else { Err(out_of_order(before, to)) }
}

fn out_of_order(before: &Assessment, to: Status) -> Error {
    Error::Conflict(Conflict::IllegalTransition { from: before.status.as_str(), to: to.as_str() })
}

/// Whether answers may be signed: there are some, and there is a score or somebody knows that there is none.
fn may_stand(content: &Content, completion: Completion) -> Result<()> {
    let outcome = content.outcome.reveal();
    if content.answers.reveal().is_empty() {
        return Err(Error::invalid("answers", "required"));
    }
    match outcome.score.is_some() || completion.without_score || outcome.missing.is_empty() {
        true => Ok(()),
        false => Err(missing(&outcome.missing)),
    }
}

/// The visit that a new assessment belongs to is one of its patient's.
async fn visit_of(tx: &mut TenantTx, action: Action, new: &NewAssessment) -> Result<()> {
    let Some(appointment) = new.appointment else { return Ok(()) };
    match crate::records::operations::visit(tx, action, appointment).await {
        Ok(visit) if visit.patient == new.patient => Ok(()),
        Ok(_) | Err(Error::NotFound) => Err(Error::invalid("appointment", "unknown_choice")),
        Err(error) => Err(error),
    }
}

/// Reads answers as the instrument takes them, and scores them.
async fn found(
    tx: &mut TenantTx,
    action: Action,
    (definition, patient): (&Arc<Definition>, Uuid),
    new: &Found,
) -> Result<Content> {
    let answers = Answers::read(definition, &new.answers).map_err(refused)?;
    let at = tx.now();
    let administered_on = new.administered_on.unwrap_or_else(|| tx.tenant().day_of(at));
    let by = author(tx, action)?;
    let party = load_living(tx, action, patient).await?;
    let outcome = score(definition, &answers, &subject_of(&party, administered_on));
    Ok(Content { administered_on, answers: Phi::new(answers), outcome: Phi::new(outcome), reason: None, at, by })
}

/// The same answers, signed by somebody.
fn again(content: &Content, signed: Signed, reason: Option<String>) -> Content {
    Content { reason: reason.map(Phi::new), at: signed.at, by: signed.by, ..content.clone() }
}

/// Puts `after` in the place of `before`.
async fn store(tx: &mut TenantTx, action: Action, before: Option<&Assessment>, after: &Assessment) -> Result<()> {
    match before {
        None => insert(tx, action, after).await?,
        Some(_) => update(tx, action, after).await?,
    }
    let (keys, row) = (tx.keys(), tx.new_id::<Content>().uuid());
    let secret = secret_of(tx, action, Id::new(after.patient)).await?;
    let (sealer, content) = (keys.party(&secret), &after.content);
    let answers = sealer.seal(ANSWERS, row, &Json(content.answers.reveal().clone()));
    let outcome = sealer.seal(OUTCOME, row, &Json(content.outcome.reveal().clone()));
    let reason = sealer.seal_opt(REASON, row, content.reason.as_ref().map(Phi::reveal));
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into assessment_version (id, assessment_id, version, status, administered_on, answers, outcome, reason,
             created_at, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        row,
        after.id.uuid(),
        after.version,
        after.status.as_str(),
        content.administered_on.to_sqlx() as _,
        answers.as_bytes(),
        outcome.as_bytes(),
        reason as _,
        content.at.to_sqlx(),
        content.by
    )
    .execute(db)
    .await
    .on_constraint("assessment_version_unique", Conflict::AlreadyRecorded)?;
    tx.record_change(action, subject(after), &sealer, &after.changes_since(before));
    telling::of_co_signature(tx, before, after).await?;
    telling::of_critical_answers(tx, before, after).await
}

async fn insert(tx: &mut TenantTx, action: Action, new: &Assessment) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into assessment (id, patient_id, appointment_id, instrument, instrument_version, status, administered_on,
             version, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.id.uuid(),
        new.patient,
        new.appointment,
        new.definition.id,
        i32::try_from(new.definition.version).unwrap_or(i32::MAX),
        new.status.as_str(),
        new.content.administered_on.to_sqlx() as _,
        new.version,
        new.created_at.to_sqlx(),
        new.created_by
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn update(tx: &mut TenantTx, action: Action, after: &Assessment) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update assessment set status = $2, waits_for_co_sign = $3, administered_on = $4, version = $5, completed_at = $6,
             completed_by = $7, co_signed_at = $8, co_signed_by = $9
         where id = $1",
        after.id.uuid(),
        after.status.as_str(),
        after.waits_for_co_sign,
        after.content.administered_on.to_sqlx() as _,
        after.version,
        after.completed.map(|signed| signed.at.to_sqlx()) as _,
        after.completed.map(|signed| signed.by),
        after.co_signed.map(|signed| signed.at.to_sqlx()) as _,
        after.co_signed.map(|signed| signed.by)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Only people answer for what they found.
fn author(tx: &TenantTx, action: Action) -> Result<Uuid> {
    tx.actor_id().ok_or(Error::Forbidden(action))
}

fn subject(assessment: &Assessment) -> Subject {
    Subject::new("assessment", assessment.id.uuid()).about(assessment.patient)
}
