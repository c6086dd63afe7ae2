//! Everything one can read from the record. Nobody can do anything else to it.

use std::collections::HashMap;

use jiff::Timestamp;
use tenancy::{Action, DETAIL, ORIGIN, Origin, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{ClinicKeys, Json, PartySecret, Sealed};

use super::model::{By, COUNTED, Entry, Filter, Found, Stretch};
use crate::parties::naming::all_ids_of;
use crate::parties::sealing::open_secret;

macro_rules! entry {
    ($row:expr, $keys:expr) => {{
        let row = $row;
        Entry {
            seq: row.seq,
            id: row.id,
            at: row.at.to_jiff(),
            actor_kind: row.actor_kind,
            actor: row.actor_id,
            session: row.session_id,
            action: row.action,
            subject_kind: row.subject_kind,
            subject: row.subject_id,
            patient: row.patient_id,
            patients: row.patient_ids.unwrap_or_default(),
            outcome: row.outcome,
            risk: row.risk,
            request_id: row.request_id,
            origin: open_origin($keys, row.id, &row.origin),
            has_detail: row.has_detail,
        }
    }};
}

fn open_origin(keys: &ClinicKeys, id: Uuid, origin: &Sealed<Json<Origin>>) -> Option<Origin> {
    keys.clinic().open(ORIGIN, id, origin).ok().map(|origin| origin.into_inner().0)
}

/// The entries that match, newest first. Looking is itself recorded; see [`record_look`].
pub async fn list(tx: &mut TenantTx, filter: &Filter, stretch: Stretch) -> Result<Found> {
    let action = Action::ViewAudit;
    let as_of = match stretch.as_of {
        Some(seq) => seq,
        None => newest(tx, action).await?,
    };
    let rows = rows(tx, filter, as_of, stretch).await?;
    let count = count(tx, filter, as_of).await?;
    tx.record(action, Subject::new("audit", None));
    Ok(Found { entries: rows, count, as_of })
}

async fn newest(tx: &mut TenantTx, action: Action) -> Result<i64> {
    let db = tx.authorize(action)?;
    let newest = sqlx::query_scalar!(r#"select coalesce(max(seq), 0) as "newest!" from audit_event"#);
    Ok(newest.fetch_one(db).await?)
}

async fn rows(tx: &mut TenantTx, filter: &Filter, as_of: i64, stretch: Stretch) -> Result<Vec<Entry>> {
    let keys = tx.keys();
    let (by, kind) = by(filter);
    let db = tx.authorize(Action::ViewAudit)?;
    let rows = sqlx::query!(
        r#"select seq, id, at, actor_kind, actor_id, session_id, action, subject_kind, subject_id, patient_id, patient_ids,
               outcome, risk, request_id, origin as "origin: Sealed<Json<Origin>>", detail is not null as "has_detail!"
           from audit_event
           where seq <= $1 and ($2::uuid is null or patient_id = $2 or patient_ids @> array[$2])
             and ($3::uuid is null or actor_id = $3) and ($4::text is null or actor_kind = $4)
             and ($5::text is null or action = $5) and ($6::timestamptz is null or at >= $6)
             and ($7::timestamptz is null or at <= $7) and ($8::text is null or outcome = $8)
             and ($9::text is null or risk = $9)
           order by seq desc limit $10 offset $11"#,
        stretch.before.map_or(as_of, |before| as_of.min(before - 1)),
        filter.patient,
        by,
        kind,
        filter.action.map(Action::code),
        filter.from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        filter.to.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        filter.outcome.map(tenancy::Outcome::as_str),
        filter.risk.map(tenancy::Risk::as_str),
        stretch.limit,
        if stretch.before.is_some() { 0 } else { stretch.offset }
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| entry!(row, &keys)).collect())
}

async fn count(tx: &mut TenantTx, filter: &Filter, as_of: i64) -> Result<i64> {
    let (by, kind) = by(filter);
    let db = tx.authorize(Action::ViewAudit)?;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from (
               select from audit_event
               where seq <= $1 and ($2::uuid is null or patient_id = $2 or patient_ids @> array[$2])
                 and ($3::uuid is null or actor_id = $3) and ($4::text is null or actor_kind = $4)
                 and ($5::text is null or action = $5) and ($6::timestamptz is null or at >= $6)
                 and ($7::timestamptz is null or at <= $7) and ($8::text is null or outcome = $8)
                 and ($9::text is null or risk = $9)
               limit $10) as found"#,
        as_of,
        filter.patient,
        by,
        kind,
        filter.action.map(Action::code),
        filter.from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        filter.to.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        filter.outcome.map(tenancy::Outcome::as_str),
        filter.risk.map(tenancy::Risk::as_str),
        COUNTED
    );
    Ok(count.fetch_one(db).await?)
}

fn by(filter: &Filter) -> (Option<Uuid>, Option<&'static str>) {
    match filter.by {
        None => (None, None),
        Some(By::One(id)) => (Some(id), None),
        Some(By::Kind(kind)) => (None, Some(kind)),
    }
}

/// A page of who opened a chart, and where the next one begins.
pub struct AccessLog {
    pub entries: Vec<Entry>,
    pub next: Option<i64>,
}

const ACCESSES: i64 = 50;
/// Patients read them summed up.
const OWN_ACCESSES: i64 = 200;
/// Whose looks are no look of one's own, nor the program's.
const OTHERS: &[&str] = &["staff", "integration", "operator", "support"];

/// Everything that was done with one patient's data, newest first.
pub async fn access_log(tx: &mut TenantTx, patient: Uuid, before: Option<i64>) -> Result<AccessLog> {
    accesses(tx, Action::ViewAccessLog, patient, Walk { before, limit: ACCESSES, kinds: None }).await
}

/// As [`access_log`], as the patient may read it: what others than themselves did, people and their programs.
pub async fn own_access_log(tx: &mut TenantTx, patient: Uuid, before: Option<i64>) -> Result<AccessLog> {
    let walk = Walk { before, limit: OWN_ACCESSES, kinds: Some(OTHERS) };
    accesses(tx, Action::ViewOwnAccessLog, patient, walk).await
}

/// A stretch of one patient's log.
#[derive(Clone, Copy)]
struct Walk {
    before: Option<i64>,
    limit: i64,
    /// Kinds of actors; all of them when absent.
    kinds: Option<&'static [&'static str]>,
}

/// Of the patient, and of whoever was merged into them.
async fn accesses(tx: &mut TenantTx, action: Action, patient: Uuid, walk: Walk) -> Result<AccessLog> {
    let mut entries = Vec::new();
    for id in all_ids_of(tx, action, patient).await? {
        entries.extend(accesses_of(tx, action, id, walk).await?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.seq));
    entries.dedup_by_key(|entry| entry.seq);
    entries.truncate(usize::try_from(walk.limit).unwrap_or(usize::MAX));
    tx.record(action, Subject::patient(patient));
    let full = i64::try_from(entries.len()).is_ok_and(|shown| shown == walk.limit);
    let next = entries.last().filter(|_| full).map(|entry| entry.seq);
    Ok(AccessLog { entries, next })
}

async fn accesses_of(tx: &mut TenantTx, action: Action, patient: Uuid, walk: Walk) -> Result<Vec<Entry>> {
    let keys = tx.keys();
    let kinds: Option<Vec<String>> = walk.kinds.map(|kinds| kinds.iter().map(|kind| (*kind).to_owned()).collect());
    let db = tx.authorize(action)?;
    // Each half walks its own index; one condition with "or" would sort all of a patient's entries first.
    let rows = sqlx::query!(
        r#"select seq as "seq!", id as "id!", at as "at!", actor_kind as "actor_kind!", actor_id, session_id,
               action as "action!", subject_kind as "subject_kind!", subject_id, patient_id, patient_ids,
               outcome as "outcome!", risk as "risk!", request_id as "request_id!",
               origin as "origin!: Sealed<Json<Origin>>", has_detail as "has_detail!"
           from (
               (select seq, id, at, actor_kind, actor_id, session_id, action, subject_kind, subject_id, patient_id, patient_ids,
                    outcome, risk, request_id, origin, detail is not null as has_detail
                from audit_event
                where patient_id = $1 and seq < $2 and ($4::text[] is null or actor_kind = any($4))
                order by seq desc limit $3)
               union all
               (select seq, id, at, actor_kind, actor_id, session_id, action, subject_kind, subject_id, patient_id, patient_ids,
                    outcome, risk, request_id, origin, detail is not null as has_detail
                from audit_event
                where patient_ids @> array[$1] and seq < $2 and ($4::text[] is null or actor_kind = any($4))
                order by seq desc limit $3)
           ) as found
           order by seq desc limit $3"#,
        patient,
        walk.before.unwrap_or(i64::MAX),
        walk.limit,
        kinds.as_deref()
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| entry!(row, &keys)).collect())
}

/// When a patient last read what was written at each of their visits, and each of their assessments. The record is the
/// caller's to keep.
pub async fn last_read(tx: &mut TenantTx, action: Action, patient: Uuid) -> Result<HashMap<Uuid, Timestamp>> {
    let ids = all_ids_of(tx, action, patient).await?;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select subject_id as "subject!", max(at) as "at!" from audit_event
           where actor_id = any($1) and actor_kind = 'patient' and action = $2
             and subject_kind in ('appointment', 'assessment') and subject_id is not null
           group by subject_id"#,
        &ids,
        Action::ViewOwnRecords.code()
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.subject, row.at.to_jiff())).collect())
}

/// What entries changed, for those who may see it: clinical text and demographics are different rights.
pub async fn changes(tx: &mut TenantTx, entries: &[Entry]) -> Result<HashMap<Uuid, serde_json::Value>> {
    let shown = |entry: &&Entry| entry.has_detail && tx.may(right(&entry.action));
    let wanted: Vec<&Entry> = entries.iter().filter(shown).collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = wanted.iter().map(|entry| entry.id).collect();
    let people: Vec<Uuid> = wanted.iter().filter_map(|entry| entry.patient).collect();
    let (keys, action) = (tx.keys(), Action::ViewAudit);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select e.id, e.detail as "detail!: Sealed<Json<serde_json::Value>>", p.id as party,
               p.secret as "secret: Sealed<PartySecret>"
           from audit_event e join party p on p.id = coalesce(e.patient_id, e.subject_id)
           where e.id = any($1) and e.detail is not null"#,
        &ids
    );
    let mut changes = HashMap::new();
    for row in rows.fetch_all(db).await? {
        // What was known of an erased person is gone; that something changed still stands.
        let Ok(secret) = open_secret(&keys, row.party, row.secret.as_ref()) else { continue };
        if let Ok(detail) = keys.party(&secret).open(DETAIL, row.id, &row.detail) {
            changes.insert(row.id, detail.into_inner().0);
        }
    }
    // Whoever reads what changed about somebody has read about them.
    tx.record(action, Subject::list("audit", people));
    Ok(changes)
}

/// What one must be allowed to do to see what an action changed.
fn right(action: &str) -> Action {
    let clinical = [
        Action::WriteRecord,
        Action::ReviseRecord,
        Action::StrikeRecord,
        Action::FulfilRequirement,
        Action::ReleaseRecord,
        Action::WithdrawRecord,
    ];
    let found = [
        Action::WriteAssessment,
        Action::CompleteAssessment,
        Action::CoSignAssessment,
        Action::AmendAssessment,
        Action::StrikeAssessment,
        Action::ReleaseAssessment,
        Action::WithdrawAssessment,
    ];
    let known = [Action::WriteHistory, Action::ReviseHistory, Action::StrikeHistory];
    let noted = [
        Action::WriteNote,
        Action::DiscardNote,
        Action::SignNote,
        Action::CoSignNote,
        Action::AmendNote,
        Action::StrikeNote,
    ];
    let planned = [Action::WritePlan, Action::RevisePlan, Action::StrikePlan, Action::ScoreGoal];
    let measured = [Action::StrikeReading, Action::UnstrikeReading];
    let billed = [Action::CreateTransaction, Action::RefundTransaction, Action::AdjustTransaction, Action::WaiveFee];
    let invoiced = [
        Action::DraftInvoice,
        Action::ChangeInvoice,
        Action::DiscardInvoice,
        Action::IssueInvoice,
        Action::CreditInvoice,
    ];
    let of: [(&[Action], Action); 10] = [
        (&clinical, Action::ViewRecords),
        (&found, Action::ViewAssessments),
        (&known, Action::ViewHistory),
        (&noted, Action::ViewNotes),
        (&planned, Action::ViewPlans),
        // Why somebody struck a value is for those who read the chart.
        (&measured, Action::ViewRecords),
        (&[Action::ManagePackages], Action::ViewPackages),
        (&billed, Action::ViewTransaction),
        (&invoiced, Action::ViewInvoice),
        // Of every document: whether this one is for more than those few is not on the record.
        (&[Action::UpdateDocument], Action::SeeRestrictedDocuments),
    ];
    let is_one_of = |actions: &[Action]| actions.iter().any(|known| known.code() == action);
    of.iter().find(|(actions, _)| is_one_of(actions)).map_or(Action::ViewPatient, |(_, right)| *right)
}

/// The numbers that patients are known by; nothing sealed.
pub async fn numbers(tx: &mut TenantTx, patients: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    let db = tx.authorize(Action::ViewAudit)?;
    let rows = sqlx::query!(
        r#"select id, number as "number!" from party where id = any($1) and number is not null"#,
        patients
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id, row.number)).collect())
}

/// The patient of a number, deleted or not: the record goes on beyond them.
pub async fn numbered(tx: &mut TenantTx, number: i64) -> Result<Option<Uuid>> {
    let db = tx.authorize(Action::ViewAudit)?;
    Ok(sqlx::query_scalar!("select id from party where number = $1", number).fetch_optional(db).await?)
}

/// The newest entries, oldest of them first.
pub async fn tail(tx: &mut TenantTx, limit: i64) -> Result<Vec<Entry>> {
    let stretch = Stretch { as_of: Some(i64::MAX), before: None, offset: 0, limit };
    let mut entries = rows(tx, &Filter::default(), i64::MAX, stretch).await?;
    entries.reverse();
    tx.record(Action::ViewAudit, Subject::new("audit", None));
    Ok(entries)
}

/// Where a watch that has shown these entries goes on.
pub async fn newest_of(tx: &mut TenantTx, shown: &[Entry]) -> Result<i64> {
    match shown.last() {
        Some(entry) => Ok(entry.seq),
        None => newest(tx, Action::ViewAudit).await,
    }
}

/// What came after an entry, oldest first. Rows beside which an older transaction is still open wait for the next
/// time: it may yet store an entry with a smaller number.
pub async fn following(tx: &mut TenantTx, after: i64) -> Result<Vec<Entry>> {
    let (keys, action) = (tx.keys(), Action::ViewAudit);
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select seq, id, at, actor_kind, actor_id, session_id, action, subject_kind, subject_id, patient_id, patient_ids,
               outcome, risk, request_id, origin as "origin: Sealed<Json<Origin>>", detail is not null as "has_detail!"
           from audit_event
           where seq > $1 and xid < pg_snapshot_xmin(pg_current_snapshot())
           order by seq limit 1000"#,
        after
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| entry!(row, &keys)).collect())
}
