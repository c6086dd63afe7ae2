//! Everything one can do to a note. With SQL; encounters, templates and what finds notes stand beside.

pub mod encounters;
mod finding;
mod telling;
pub mod templates;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::Phi;
use web::Expected;

pub use finding::{Filter, Waiting, before, find, history, list, of_patient, of_visits, verify, waiting};

use super::input::{AmendmentInput, missing};
use super::model::{Content, Encounter, EncounterStatus, Frame, Note, Sections, Signed, Signing, Status};
use super::sealing::{ASSESSMENT, DIGEST, OBJECTIVE, PLAN, REASON, SUBJECTIVE};
use crate::parties::operations::{keep_patient, secret_of};
use crate::records::input::ReasonInput;

/// How many savings of a draft stay, so that an old window can be told what it began from.
const KEPT: i32 = 40;

/// Begins a draft at an encounter that has begun: one for each author.
pub async fn write(tx: &mut TenantTx, encounter: Uuid, sections: &Sections) -> Result<Note> {
    let action = Action::WriteNote;
    let found = encounters::load(tx, action, &[encounter]).await?.pop();
    let Some(encounter) = found else { return Err(Error::invalid("encounter", "unknown_choice")) };
    if encounter.status == EncounterStatus::Planned {
        let (from, to) = (encounter.status.as_str(), EncounterStatus::InProgress.as_str());
        return Err(Error::Conflict(Conflict::IllegalTransition { from, to }));
    }
    keep_patient(tx, action, encounter.patient).await?;
    let (by, now) = (author(tx, action)?, tx.now());
    let draft = Note {
        id: tx.new_id(),
        encounter: encounter.id.uuid(),
        patient: encounter.patient,
        at: encounter.at(),
        appointment: encounter.appointment,
        status: Status::Draft,
        waits_for_co_sign: false,
        version: 1,
        content: Content { sections: Phi::new(sections.clone()), reason: None, digest: None, at: now, by },
        created_at: now,
        author: by,
        signed: None,
        co_signed: None,
    };
    insert(tx, action, &draft).await?;
    store(tx, action, None, &draft).await?;
    Ok(draft)
}

/// One's own draft at an encounter, which is begun unless it was before.
pub async fn draft_at(tx: &mut TenantTx, encounter: &Encounter) -> Result<Id<Note>> {
    let action = Action::WriteNote;
    let by = author(tx, action)?;
    let db = tx.authorize(action)?;
    let open = sqlx::query_scalar!(
        "select id from note where encounter_id = $1 and author_id = $2 and status = 'draft'",
        encounter.id.uuid(),
        by
    );
    match open.fetch_optional(db).await? {
        None => Ok(write(tx, encounter.id.uuid(), &Sections::default()).await?.id),
        Some(id) => {
            tx.record(action, Subject::new("note", id).about(encounter.patient));
            Ok(Id::new(id))
        }
    }
}

/// Puts other words in the place of a draft's. Keeping what somebody types leaves no record; beginning and signing do.
pub async fn keep(tx: &mut TenantTx, id: Id<Note>, sections: &Sections, expected: impl Into<Expected>) -> Result<Note> {
    let action = Action::KeepNote;
    let before = finding::standing(tx, action, id, &Expected::Any).await?;
    must_be_draft(&before, Status::Draft)?;
    // Words that stand there already are no change, whoever began from what.
    if before.content.sections.reveal() == sections {
        return Ok(before);
    }
    expected.into().check(before.version)?;
    let (at, by) = (tx.now(), author(tx, action)?);
    let content = Content { sections: Phi::new(sections.clone()), at, by, ..before.content.clone() };
    let draft = Note { content, version: before.version + 1, ..before.clone() };
    store(tx, action, Some(&before), &draft).await?;
    let db = tx.authorize(action)?;
    sqlx::query!(
        "delete from note_version where note_id = $1 and status = 'draft' and version <= $2",
        id.uuid(),
        draft.version - KEPT
    )
    .execute(db)
    .await?;
    Ok(draft)
}

/// Freezes a draft, and ends the visit that it was written at. Refused while sections are empty, unless somebody says
/// that they are meant to be; a note that says nothing at all is never signed.
pub async fn sign(tx: &mut TenantTx, id: Id<Note>, signing: Signing, expected: impl Into<Expected>) -> Result<Note> {
    let action = Action::SignNote;
    let before = finding::standing(tx, action, id, &expected.into()).await?;
    must_be_draft(&before, Status::Signed)?;
    may_stand(before.content.sections.reveal(), signing)?;
    let signed = Signed { at: tx.now(), by: author(tx, action)? };
    let after = Note {
        status: Status::Signed,
        waits_for_co_sign: !tx.may(Action::CoSignNote),
        content: frozen(&before, Status::Signed, signed, None),
        version: before.version + 1,
        signed: Some(signed),
        ..before.clone()
    };
    store(tx, action, Some(&before), &after).await?;
    let db = tx.authorize(action)?;
    sqlx::query!("delete from note_version where note_id = $1 and status = 'draft'", id.uuid()).execute(db).await?;
    encounters::finish_signed(tx, after.encounter).await?;
    Ok(after)
}

/// Answers for what somebody else has signed.
pub async fn co_sign(tx: &mut TenantTx, id: Id<Note>, expected: impl Into<Expected>) -> Result<Note> {
    let action = Action::CoSignNote;
    let before = finding::standing(tx, action, id, &expected.into()).await?;
    match (before.status, before.waits_for_co_sign) {
        (Status::Signed, true) => {}
        (Status::Draft, _) => return Err(out_of_order(&before, Status::CoSigned)),
        _ => return Err(Error::Conflict(Conflict::AlreadyDone)),
    }
    let signed = Signed { at: tx.now(), by: author(tx, action)? };
    if before.signed.is_some_and(|first| first.by == signed.by) {
        return Err(Error::Forbidden(action));
    }
    let after = Note {
        status: Status::CoSigned,
        waits_for_co_sign: false,
        content: frozen(&before, Status::CoSigned, signed, None),
        version: before.version + 1,
        co_signed: Some(signed),
        ..before.clone()
    };
    store(tx, action, Some(&before), &after).await?;
    Ok(after)
}

/// Puts other words in the place of signed ones, which stay in the history. Whoever does it answers for all of it.
pub async fn amend(
    tx: &mut TenantTx,
    id: Id<Note>,
    input: &AmendmentInput,
    expected: impl Into<Expected>,
) -> Result<Note> {
    let action = Action::AmendNote;
    let before = finding::standing(tx, action, id, &expected.into()).await?;
    if before.is_draft() {
        return Err(out_of_order(&before, Status::Signed));
    }
    let (sections, reason) = input.parse()?;
    may_stand(&sections, Signing { incomplete: true })?;
    let signed = Signed { at: tx.now(), by: author(tx, action)? };
    let said = Note { content: Content { sections: Phi::new(sections), ..before.content.clone() }, ..before.clone() };
    let after = Note {
        status: Status::Signed,
        waits_for_co_sign: false,
        content: frozen(&said, Status::Signed, signed, Some(reason)),
        version: before.version + 1,
        signed: Some(signed),
        co_signed: None,
        ..before.clone()
    };
    store(tx, action, Some(&before), &after).await?;
    Ok(after)
}

/// Takes a signed note back: a last version marked as entered in error. Whoever signed or co-signed it may, and whoever
/// may amend it. The visit is without this note then, and another may be begun for it.
pub async fn strike(
    tx: &mut TenantTx,
    id: Id<Note>,
    input: &ReasonInput,
    expected: impl Into<Expected>,
) -> Result<Note> {
    let action = Action::StrikeNote;
    let before = finding::standing(tx, action, id, &expected.into()).await?;
    if before.is_draft() {
        return Err(out_of_order(&before, Status::EnteredInError));
    }
    let struck = Signed { at: tx.now(), by: author(tx, action)? };
    if !tx.may(Action::AmendNote) && !before.is_answered_for_by(struck.by) {
        return Err(Error::Forbidden(action));
    }
    let reason = input.parse()?;
    let after = Note {
        status: Status::EnteredInError,
        waits_for_co_sign: false,
        content: frozen(&before, Status::EnteredInError, struck, Some(reason)),
        version: before.version + 1,
        ..before.clone()
    };
    store(tx, action, Some(&before), &after).await?;
    Ok(after)
}

/// Throws one's own draft away.
pub async fn discard(tx: &mut TenantTx, id: Id<Note>, expected: impl Into<Expected>) -> Result<()> {
    let action = Action::DiscardNote;
    let before = finding::standing(tx, action, id, &expected.into()).await?;
    if !before.is_draft() {
        let from = before.status.as_str();
        return Err(Error::Conflict(Conflict::IllegalTransition { from, to: "discarded" }));
    }
    let db = tx.authorize(action)?;
    sqlx::query!("delete from note where id = $1", id.uuid()).execute(db).await?;
    tx.record(action, subject(&before));
    Ok(())
}

fn must_be_draft(before: &Note, to: Status) -> Result<()> {
    if before.is_draft() { Ok(()) } else { Err(out_of_order(before, to)) }
}

fn out_of_order(before: &Note, to: Status) -> Error {
    Error::Conflict(Conflict::IllegalTransition { from: before.status.as_str(), to: to.as_str() })
}

fn may_stand(sections: &Sections, signing: Signing) -> Result<()> {
    let fine = !sections.is_empty() && (signing.incomplete || sections.missing().is_empty());
    if fine { Ok(()) } else { Err(missing(sections)) }
}

/// The same words, signed by somebody: bound to them, to the moment, and to the version before.
fn frozen(before: &Note, status: Status, signed: Signed, reason: Option<String>) -> Content {
    let sections = before.content.sections.clone();
    let link = before.content.digest.as_ref().map(|digest| digest.reveal().as_slice());
    let frame = Frame::of(before, before.version + 1, status, signed);
    let digest = frame.digest(sections.reveal(), reason.as_deref(), link);
    Content { sections, reason: reason.map(Phi::new), digest: Some(Phi::new(digest)), at: signed.at, by: signed.by }
}

/// Puts `after` in the place of `before`.
async fn store(tx: &mut TenantTx, action: Action, before: Option<&Note>, after: &Note) -> Result<()> {
    if before.is_some() {
        update(tx, action, after).await?;
    }
    let (keys, row) = (tx.keys(), tx.new_id::<Content>().uuid());
    let secret = secret_of(tx, action, Id::new(after.patient)).await?;
    let (sealer, content) = (keys.party(&secret), &after.content);
    let sections = content.sections.reveal();
    let words = [
        (SUBJECTIVE, &sections.subjective),
        (OBJECTIVE, &sections.objective),
        (ASSESSMENT, &sections.assessment),
        (PLAN, &sections.plan),
    ];
    let [subjective, objective, assessment, plan] = words.map(|(field, text)| sealer.seal(field, row, text));
    let reason = sealer.seal_opt(REASON, row, content.reason.as_ref().map(Phi::reveal));
    let digest = sealer.seal_opt(DIGEST, row, content.digest.as_ref().map(Phi::reveal));
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into note_version (id, note_id, version, status, subjective, objective, assessment, plan, reason, digest,
             created_at, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        row,
        after.id.uuid(),
        after.version,
        after.status.as_str(),
        subjective.as_bytes(),
        objective.as_bytes(),
        assessment.as_bytes(),
        plan.as_bytes(),
        reason as _,
        digest as _,
        content.at.to_sqlx(),
        content.by
    )
    .execute(db)
    .await
    .on_constraint("note_version_unique", Conflict::AlreadyRecorded)?;
    if action != Action::KeepNote {
        tx.record_change(action, subject(after), &sealer, &after.changes_since(before));
    }
    telling::of_co_signature(tx, before, after).await
}

async fn insert(tx: &mut TenantTx, action: Action, new: &Note) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into note (id, encounter_id, patient_id, status, version, created_at, author_id)
         values ($1, $2, $3, $4, $5, $6, $7)",
        new.id.uuid(),
        new.encounter,
        new.patient,
        new.status.as_str(),
        new.version,
        new.created_at.to_sqlx(),
        new.author
    )
    .execute(db)
    .await
    .on_constraint("note_one_draft", Conflict::AlreadyRecorded)?;
    Ok(())
}

async fn update(tx: &mut TenantTx, action: Action, after: &Note) -> Result<()> {
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update note set status = $2, waits_for_co_sign = $3, version = $4, signed_at = $5, signed_by = $6,
             co_signed_at = $7, co_signed_by = $8
         where id = $1",
        after.id.uuid(),
        after.status.as_str(),
        after.waits_for_co_sign,
        after.version,
        after.signed.map(|signed| signed.at.to_sqlx()) as _,
        after.signed.map(|signed| signed.by),
        after.co_signed.map(|signed| signed.at.to_sqlx()) as _,
        after.co_signed.map(|signed| signed.by)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Only people answer for what they write.
fn author(tx: &TenantTx, action: Action) -> Result<Uuid> {
    tx.actor_id().ok_or(Error::Forbidden(action))
}

fn subject(note: &Note) -> Subject {
    Subject::new("note", note.id.uuid()).about(note.patient)
}

/// The instants at which these days begin and end, in the clinic's zone.
fn days(tx: &TenantTx, from: Option<Date>, to: Option<Date>) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
    let zone = tx.tenant().time_zone.clone();
    let start = |day: Date| day.to_zoned(zone.clone()).map(|at| at.timestamp()).map_err(Error::internal);
    let after = to.map(|day| day.tomorrow().unwrap_or(day));
    Ok((from.map(start).transpose()?, after.map(start).transpose()?))
}
