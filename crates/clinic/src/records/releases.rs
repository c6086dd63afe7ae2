//! What patients read of what was written, and who decides. With SQL, as the operations next door.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde_json::json;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{Phi, Sealed};
use web::{Expected, Texts};

use super::input::ReasonInput;
use super::model::{Decision, OwnRecord, Record, RecordKind, ResultRule, Shown, Visit};
use super::news;
use super::operations::{author, load, standing, subject, visit};
use super::sealing::WITHDRAWAL_REASON;
use crate::parties::model::Purpose;
use crate::parties::operations::{load_living, secret_of};

/// Shows a record to its patient, in all its versions, and tells them that there is something to read. What they may
/// read already stays as it is.
pub async fn release(tx: &mut TenantTx, texts: &Texts, id: Id<Record>) -> Result<Record> {
    let record = standing(tx, Action::ReleaseRecord, id, &Expected::Any).await?;
    if publish(tx, &record).await? {
        news::tell(tx, Action::ReleaseRecord, texts, record.patient).await?;
    }
    Ok(record)
}

/// As [`release`], everything that stands for a visit at once. The patient is told once.
pub async fn release_visit(tx: &mut TenantTx, texts: &Texts, appointment: Uuid) -> Result<Visit> {
    let action = Action::ReleaseRecord;
    let visit = visit(tx, action, appointment).await?;
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select record_id from clinical_record where appointment_id = $1 and status = 'current' order by record_id",
        appointment
    );
    let mut is_new = false;
    for id in ids.fetch_all(db).await? {
        let record = standing(tx, action, Id::new(id), &Expected::Any).await?;
        is_new |= publish(tx, &record).await?;
    }
    if is_new {
        news::tell(tx, action, texts, visit.patient).await?;
    }
    tx.record(action, Subject::new("appointment", visit.id).about(visit.patient));
    Ok(visit)
}

/// Whether that changed anything.
async fn publish(tx: &mut TenantTx, record: &Record) -> Result<bool> {
    let action = Action::ReleaseRecord;
    let is_shown = shown(tx, action, record).await?.is_some_and(|shown| shown.since.is_some());
    if is_shown {
        tx.record(action, subject(record));
        return Ok(false);
    }
    decide(tx, action, record, None).await?;
    Ok(true)
}

/// Hides a record from its patient, who may have read it, and says why. One that was withdrawn already stays as it is.
pub async fn withdraw(tx: &mut TenantTx, id: Id<Record>, input: &ReasonInput) -> Result<Record> {
    let action = Action::WithdrawRecord;
    tx.authorize(action)?;
    let reason = input.parse()?;
    let record = standing(tx, action, id, &Expected::Any).await?;
    let decision = shown(tx, action, &record).await?.and_then(|shown| shown.decision);
    if decision.is_some_and(|decision| !decision.released) {
        tx.record(action, subject(&record));
    } else {
        decide(tx, action, &record, Some(&reason)).await?;
    }
    Ok(record)
}

async fn decide(tx: &mut TenantTx, action: Action, record: &Record, reason: Option<&String>) -> Result<()> {
    let (by, keys, now, id) = (author(tx, action)?, tx.keys(), tx.now().to_sqlx(), tx.new_id::<Decision>().uuid());
    let secret = secret_of(tx, action, Id::new(record.patient)).await?;
    let sealer = keys.party(&secret);
    let sealed = sealer.seal_opt(WITHDRAWAL_REASON, id, reason);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into result_release (id, record_id, appointment_id, patient_id, released, reason, decided_at, decided_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        record.id.uuid(),
        record.appointment,
        record.patient,
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
    tx.record_change(action, subject(record), &sealer, &change);
    Ok(())
}

/// Whether the patient may read what stands for a visit, record by record. The record is the caller's to keep.
pub async fn of_visit(tx: &mut TenantTx, action: Action, visit: &Visit) -> Result<HashMap<Uuid, Shown>> {
    select(tx, action, (Some(visit.id), None), visit.patient).await
}

async fn shown(tx: &mut TenantTx, action: Action, record: &Record) -> Result<Option<Shown>> {
    Ok(select(tx, action, (None, Some(record.id.uuid())), record.patient).await?.remove(&record.id.uuid()))
}

async fn select(
    tx: &mut TenantTx,
    action: Action,
    (appointment, record): (Option<Uuid>, Option<Uuid>),
    patient: Uuid,
) -> Result<HashMap<Uuid, Shown>> {
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(patient)).await?;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select r.record_id, s.shown_at as "shown_at?", d.id as "decision?", d.released as "released?",
               d.reason as "reason?: Sealed<String>", d.decided_at as "decided_at?", d.decided_by as "decided_by?"
           from clinical_record r left join shown_record s on s.id = r.id
           left join lateral (select id, released, reason, decided_at, decided_by from result_release
                              where record_id = r.record_id order by seq desc limit 1) d on true
           where r.status = 'current' and r.patient_id = $3
             and ($1::uuid is null or r.appointment_id = $1) and ($2::uuid is null or r.record_id = $2)"#,
        appointment,
        record,
        patient
    );
    let sealer = keys.party(&secret);
    let opened = rows.fetch_all(db).await?.into_iter().map(|row| {
        let decision = match (row.decision, row.released, row.decided_at, row.decided_by) {
            (Some(id), Some(released), Some(at), Some(by)) => {
                let reason: Option<Phi<String>> = sealer.open_opt(WITHDRAWAL_REASON, id, row.reason.as_ref())?;
                Some(Decision { released, reason, at: at.to_jiff(), by })
            }
            _ => None,
        };
        Ok((row.record_id, Shown { since: row.shown_at.map(jiff_sqlx::Timestamp::to_jiff), decision }))
    });
    opened.collect()
}

/// Whether a patient lets the clinic show them what was written at all.
pub(crate) async fn agrees(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<bool> {
    Ok(!load_living(tx, action, patient).await?.person.reveal().refuses(Purpose::PortalResults))
}

/// What a patient may read of what was written at one of their visits; none where they want to be shown nothing.
pub async fn own_of_appointment(tx: &mut TenantTx, patient: Uuid, appointment: Uuid) -> Result<Option<Vec<Record>>> {
    let action = Action::ViewOwnRecords;
    if !agrees(tx, action, patient).await? {
        tx.record(action, Subject::patient(patient));
        return Ok(None);
    }
    let db = tx.authorize(action)?;
    let rows = sqlx::query_scalar!(
        r#"select array(select s.id from shown_record s join clinical_record r on r.id = s.id
                        where s.appointment_id = $1 and s.patient_id = $2 order by r.kind) as "rows!""#,
        appointment,
        patient
    );
    let rows = rows.fetch_one(db).await?;
    tx.record(action, Subject::new("appointment", appointment).about(patient));
    Ok(Some(load(tx, action, &rows).await?))
}

/// Where a list of one's own goes on: below what was shown then, and of that moment below this row.
pub type After = (Timestamp, Uuid);

/// What a patient may read of all their visits, the newest first, and no more than so many. Whether they want to be shown
/// anything is the caller's to ask, and the record the caller's to keep.
pub async fn own_list(
    tx: &mut TenantTx,
    action: Action,
    patient: Uuid,
    (after, most): (Option<After>, i64),
) -> Result<Vec<OwnRecord>> {
    let (at, row) = after.unzip();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select s.id as "row!", s.appointment_id as "appointment!", s.shown_at as "shown_at!", r.kind, r.author_id,
               a.starts_at
           from shown_record s join clinical_record r on r.id = s.id join appointment a on a.id = s.appointment_id
           where s.patient_id = $1 and ($2::timestamptz is null or (s.shown_at, s.id) < ($2, $3))
           order by s.shown_at desc, s.id desc limit $4"#,
        patient,
        at.map(Timestamp::to_sqlx) as _,
        row,
        most
    );
    let results = rows.fetch_all(db).await?.into_iter().map(|found| {
        Ok(OwnRecord {
            row: found.row,
            appointment: found.appointment,
            kind: RecordKind::parse(&found.kind).ok_or_else(|| Error::internal("a record has an unknown kind"))?,
            author: found.author_id,
            visit_at: found.starts_at.to_jiff(),
            shown_at: found.shown_at.to_jiff(),
        })
    });
    results.collect()
}

/// The rule that holds now.
pub async fn rule(tx: &mut TenantTx) -> Result<ResultRule> {
    let db = tx.authorize(Action::ResolveSession)?;
    let rule = sqlx::query_scalar!("select rule from result_rule order by since desc, seq desc limit 1");
    let rule = rule.fetch_optional(db).await?;
    Ok(rule.as_deref().and_then(ResultRule::parse).unwrap_or(ResultRule::Completed))
}

/// Makes this the rule for visits that are completed from now on.
pub async fn set_rule(tx: &mut TenantTx, rule: ResultRule) -> Result<()> {
    let (action, now, by, id) =
        (Action::ChangeResultRule, tx.now().to_sqlx(), tx.actor_id(), tx.new_id::<ResultRule>().uuid());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into result_rule (id, rule, since, set_by) values ($1, $2, $3, $4)",
        id,
        rule.as_str(),
        now as _,
        by
    )
    .execute(db)
    .await?;
    tx.record(action, Subject::new("setting", None));
    Ok(())
}
