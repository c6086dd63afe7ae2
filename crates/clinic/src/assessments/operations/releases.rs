//! What patients read of assessments, and who decides. With SQL, as the operations.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde_json::json;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{Phi, Sealed};
use web::{Expected, Texts};

use super::super::model::{Assessment, Status};
use super::super::sealing::WITHDRAWAL_REASON;
use super::finding::{load, standing};
use super::{author, out_of_order, subject};
use crate::parties::operations::secret_of;
use crate::records::input::ReasonInput;
use crate::records::model::{Decision, Shown};
use crate::records::news;
use crate::records::releases::{After, agrees};

/// Shows a patient the result of an assessment, also as it is amended later, and tells them that there is something to
/// read. What they may read already stays as it is.
pub async fn release(tx: &mut TenantTx, texts: &Texts, id: Id<Assessment>) -> Result<Assessment> {
    let action = Action::ReleaseAssessment;
    let found = decidable(tx, action, id).await?;
    if found.released_at.is_some() {
        tx.record(action, subject(&found));
        return Ok(found);
    }
    decide(tx, action, &found, None).await?;
    news::tell(tx, action, texts, found.patient).await?;
    Ok(Assessment { released_at: Some(tx.now()), ..found })
}

/// Hides the result from its patient, who may have read it, and says why. One that is not shown stays as it is.
pub async fn withdraw(tx: &mut TenantTx, id: Id<Assessment>, input: &ReasonInput) -> Result<Assessment> {
    let action = Action::WithdrawAssessment;
    tx.authorize(action)?;
    let reason = input.parse()?;
    let found = decidable(tx, action, id).await?;
    if found.released_at.is_some() {
        decide(tx, action, &found, Some(&reason)).await?;
    } else {
        tx.record(action, subject(&found));
    }
    Ok(Assessment { released_at: None, ..found })
}

/// One that somebody answers for: nothing else is shown to patients. Nobody else decides until this transaction ends.
async fn decidable(tx: &mut TenantTx, action: Action, id: Id<Assessment>) -> Result<Assessment> {
    let found = standing(tx, action, id, &Expected::Any).await?;
    match (found.status.is_signed(), found.waits_for_co_sign) {
        (true, false) => Ok(found),
        (true, true) => Err(out_of_order(&found, Status::CoSigned)),
        (false, _) => Err(out_of_order(&found, Status::Completed)),
    }
}

async fn decide(tx: &mut TenantTx, action: Action, of: &Assessment, reason: Option<&String>) -> Result<()> {
    let (by, keys, now, id) = (author(tx, action)?, tx.keys(), tx.now().to_sqlx(), tx.new_id::<Decision>().uuid());
    let secret = secret_of(tx, action, Id::new(of.patient)).await?;
    let sealer = keys.party(&secret);
    let sealed = sealer.seal_opt(WITHDRAWAL_REASON, id, reason);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into assessment_release (id, assessment_id, patient_id, released, reason, decided_at, decided_by)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        of.id.uuid(),
        of.patient,
        reason.is_none(),
        sealed as _,
        now,
        by
    )
    .execute(db)
    .await?;
    let change = json!({
        "released": { "before": reason.is_some(), "after": reason.is_none() },
        "reason": { "before": null, "after": reason },
    });
    tx.record_change(action, subject(of), &sealer, &change);
    Ok(())
}

/// Whether the patient may read an assessment, and what was decided about it last. The record is the caller's to keep.
pub async fn shown(tx: &mut TenantTx, of: &Assessment) -> Result<Shown> {
    let action = Action::ViewAssessments;
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(of.patient)).await?;
    let db = tx.authorize(action)?;
    let latest = sqlx::query!(
        r#"select d.id, d.released, d.reason as "reason: Sealed<String>", d.decided_at, d.decided_by,
               (select shown_at from shown_assessment where id = $1) as "shown_at?"
           from assessment_release d where d.assessment_id = $1 order by d.seq desc limit 1"#,
        of.id.uuid()
    );
    let latest = latest.fetch_optional(db).await?;
    let Some(row) = latest else { return Ok(Shown { since: None, decision: None }) };
    let reason: Option<Phi<String>> = keys.party(&secret).open_opt(WITHDRAWAL_REASON, row.id, row.reason.as_ref())?;
    let decision = Decision { released: row.released, reason, at: row.decided_at.to_jiff(), by: row.decided_by };
    Ok(Shown { since: row.shown_at.map(jiff_sqlx::Timestamp::to_jiff), decision: Some(decision) })
}

/// What a patient may read, the newest first, with since when, and no more than so many. Whether they want to be shown
/// anything is the caller's to ask, and the record the caller's to keep.
pub async fn own_list(
    tx: &mut TenantTx,
    action: Action,
    patient: Uuid,
    (after, most): (Option<After>, i64),
) -> Result<Vec<(Timestamp, Assessment)>> {
    let (at, row) = after.unzip();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id as "id!", shown_at as "shown_at!" from shown_assessment
           where patient_id = $1 and ($2::timestamptz is null or (shown_at, id) < ($2, $3))
           order by shown_at desc, id desc limit $4"#,
        patient,
        at.map(Timestamp::to_sqlx) as _,
        row,
        most
    );
    let (ids, since): (Vec<_>, Vec<_>) =
        rows.fetch_all(db).await?.into_iter().map(|row| (row.id, row.shown_at.to_jiff())).unzip();
    Ok(since.into_iter().zip(load(tx, action, &ids).await?).collect())
}

/// One that a patient may read, and the last one before it with the same instrument that they may read as well.
pub async fn own(tx: &mut TenantTx, patient: Uuid, id: Id<Assessment>) -> Result<(Assessment, Option<Assessment>)> {
    let action = Action::ViewOwnRecords;
    if !agrees(tx, action, patient).await? {
        return Err(Error::NotFound);
    }
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        r#"select array[s.id, (
               select earlier.id from shown_assessment e join assessment earlier on earlier.id = e.id
               where e.patient_id = s.patient_id and earlier.instrument = a.instrument
                 and (earlier.administered_on, earlier.id) < (a.administered_on, a.id)
               order by earlier.administered_on desc, earlier.id desc limit 1
           )] as "ids!: Vec<Option<Uuid>>"
           from shown_assessment s join assessment a on a.id = s.id where s.id = $1 and s.patient_id = $2"#,
        id.uuid(),
        patient
    );
    let ids = ids.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let ids: Vec<Uuid> = ids.into_iter().flatten().collect();
    let mut found = load(tx, action, &ids).await?.into_iter();
    let one = found.next().ok_or(Error::NotFound)?;
    tx.record(action, Subject::new("assessment", id.uuid()).about(patient));
    Ok((one, found.next()))
}
