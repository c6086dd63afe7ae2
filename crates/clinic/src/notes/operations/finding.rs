//! Finding notes, and holding them against what was signed. With SQL, as the operations.

use jiff::civil::Date;
use tenancy::{Action, Conflict, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{OpenError, PartySecret, Phi, Sealed, Sealer};
use web::{Expected, Listing, PageOf};

use super::super::model::{Content, Frame, Note, Sections, Signed, Status, Verdict, Version};
use super::super::sealing::{ASSESSMENT, DIGEST, OBJECTIVE, PLAN, REASON, SUBJECTIVE};
use super::subject;
use crate::parties::operations::secret_of;
use crate::parties::sealing::open_secret;

/// One note as it stands. A draft is its author's alone.
pub async fn find(tx: &mut TenantTx, id: Id<Note>) -> Result<Note> {
    let action = Action::ViewNotes;
    let found = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    tx.record(action, subject(&found));
    Ok(found)
}

/// More than this nobody reads; the rest is a page of the API away.
const MOST: i64 = 500;

/// A patient's notes, the latest first: also those that were taken back.
pub async fn of_patient(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Note>> {
    let action = Action::ViewNotes;
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!("select id from note where patient_id = $1 order by id desc limit $2", patient, MOST);
    let ids = ids.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &ids).await
}

/// A patient's notes of these visits, and these; none that was taken back.
pub async fn of_visits(tx: &mut TenantTx, patient: Uuid, visits: &[Uuid], notes: &[Uuid]) -> Result<Vec<Note>> {
    let action = Action::ViewNotes;
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        "select n.id from note n join encounter e on e.id = n.encounter_id
         where n.patient_id = $1 and n.status <> 'entered-in-error' and (e.appointment_id = any($2) or n.id = any($3))
         order by n.id",
        patient,
        visits,
        notes
    );
    let ids = ids.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    load(tx, action, &ids).await
}

/// The last note that was signed for the same patient before this one was begun, and stands.
pub async fn before(tx: &mut TenantTx, note: &Note) -> Result<Option<Note>> {
    let action = Action::ViewNotes;
    let db = tx.authorize(action)?;
    let id = sqlx::query_scalar!(
        "select id from note where patient_id = $1 and status in ('signed', 'co-signed') and id < $2
         order by id desc limit 1",
        note.patient,
        note.id.uuid()
    );
    let id = id.fetch_optional(db).await?;
    tx.record(action, Subject::patient(note.patient));
    Ok(load(tx, action, id.as_slice()).await?.pop())
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub patient: Option<Uuid>,
    pub encounter: Option<Uuid>,
    pub author: Option<Uuid>,
    /// All but those that were taken back, when nobody says.
    pub status: Option<Status>,
    pub waits_for_co_sign: Option<bool>,
    /// The first and the last day on which it was begun.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Notes in the order in which they were begun.
pub async fn list(tx: &mut TenantTx, filter: &Filter, page: PageOf) -> Result<Listing<Note>> {
    let action = Action::ViewNotes;
    let ((from, to), own) = (super::days(tx, filter.from, filter.to)?, tx.actor_id());
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"with found as materialized (
               select n.id from note n join party p on p.id = n.patient_id
               where p.deleted_at is null and (n.status <> 'draft' or n.author_id = $1)
                 and ($2::uuid is null or n.patient_id = $2) and ($3::uuid is null or n.encounter_id = $3)
                 and ($4::uuid is null or n.author_id = $4)
                 and ($5::text is null and n.status <> 'entered-in-error' or n.status = $5)
                 and ($6::bool is null or n.waits_for_co_sign = $6)
                 and ($7::timestamptz is null or n.created_at >= $7) and ($8::timestamptz is null or n.created_at < $8))
           select (select count(*) from found) as "count!",
                  array(select id from found order by id limit $9 offset $10) as "ids!""#,
        own,
        filter.patient,
        filter.encounter,
        filter.author,
        filter.status.map(Status::as_str),
        filter.waits_for_co_sign,
        from.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        to.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let found = load(tx, action, &row.ids).await?;
    record_list(tx, &found);
    Ok(Listing::new(found, row.count, page))
}

/// What waits for somebody.
pub struct Waiting {
    /// One's own drafts, the oldest first.
    pub unsigned: Vec<Note>,
    /// What others signed and one may co-sign, the oldest first.
    pub to_co_sign: Vec<Note>,
}

/// What waits for whoever asks.
pub async fn waiting(tx: &mut TenantTx) -> Result<Waiting> {
    let (own, signs) = (tx.actor_id(), tx.may(Action::CoSignNote));
    // That nothing waits tells of nobody, and leaves no record.
    let db = tx.authorize(Action::KeepNote)?;
    let row = sqlx::query!(
        r#"select array(select id from note where author_id = $1 and status = 'draft' order by id limit $3) as "drafts!",
                  array(select id from note where waits_for_co_sign and signed_by <> $1 and $2 order by signed_at, id
                        limit $3) as "others!""#,
        own,
        signs,
        MOST
    );
    let row = row.fetch_one(db).await?;
    if row.drafts.is_empty() && row.others.is_empty() {
        return Ok(Waiting { unsigned: Vec::new(), to_co_sign: Vec::new() });
    }
    let action = Action::ViewNotes;
    let unsigned = load(tx, action, &row.drafts).await?;
    let to_co_sign = load(tx, action, &row.others).await?;
    let both: Vec<Note> = unsigned.iter().chain(&to_co_sign).cloned().collect();
    record_list(tx, &both);
    Ok(Waiting { unsigned, to_co_sign })
}

fn record_list(tx: &mut TenantTx, notes: &[Note]) {
    let mut patients: Vec<Uuid> = notes.iter().map(|note| note.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    tx.record(Action::ViewNotes, Subject::list("note", patients));
}

/// The sealed part of a version.
struct Words {
    row: Uuid,
    subjective: Sealed<String>,
    objective: Sealed<String>,
    assessment: Sealed<String>,
    plan: Sealed<String>,
    reason: Option<Sealed<String>>,
    digest: Option<Sealed<Vec<u8>>>,
}

impl Words {
    fn open(&self, sealer: &Sealer<'_>, at: jiff::Timestamp, by: Uuid) -> Result<Content, OpenError> {
        let sections = Sections {
            subjective: sealer.open(SUBJECTIVE, self.row, &self.subjective)?.into_inner(),
            objective: sealer.open(OBJECTIVE, self.row, &self.objective)?.into_inner(),
            assessment: sealer.open(ASSESSMENT, self.row, &self.assessment)?.into_inner(),
            plan: sealer.open(PLAN, self.row, &self.plan)?.into_inner(),
        };
        Ok(Content {
            sections: Phi::new(sections),
            reason: sealer.open_opt(REASON, self.row, self.reason.as_ref())?,
            digest: sealer.open_opt(DIGEST, self.row, self.digest.as_ref())?,
            at,
            by,
        })
    }
}

/// A version as it lies there.
struct Kept {
    number: i32,
    status: String,
    at: jiff::Timestamp,
    by: Uuid,
    /// Whom it was signed about, where that was another chart.
    about: Option<Uuid>,
    words: Words,
}

/// Every version of a note, the newest first.
pub async fn history(tx: &mut TenantTx, of: &Note) -> Result<Vec<Version>> {
    let action = Action::ViewNotes;
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(of.patient)).await?;
    let sealer = keys.party(&secret);
    let kept = versions(tx, action, of.id).await?;
    tx.record(action, subject(of));
    kept.into_iter()
        .map(|kept| {
            let content = kept.words.open(&sealer, kept.at, kept.by)?;
            Ok(Version { number: kept.number, status: status(&kept.status)?, content })
        })
        .collect()
}

/// Whether each signed version still is what was signed, the oldest first. One that does not even open is not.
pub async fn verify(tx: &mut TenantTx, id: Id<Note>) -> Result<Vec<Verdict>> {
    let action = Action::ViewNotes;
    // Not by opening the note: what was altered does not open.
    let (encounter, patient) = whereabouts(tx, action, id).await?;
    let keys = tx.keys();
    let secret = secret_of(tx, action, Id::new(patient)).await?;
    let sealer = keys.party(&secret);
    let kept = versions(tx, action, id).await?;
    tx.record(action, Subject::new("note", id.uuid()).about(patient));
    let mut link: Option<Vec<u8>> = None;
    let mut verdicts = Vec::new();
    for kept in kept.into_iter().rev().filter(|kept| kept.status != Status::Draft.as_str()) {
        let found = kept.words.open(&sealer, kept.at, kept.by).ok();
        let digest = found.as_ref().and_then(|content| content.digest.as_ref()).map(|digest| digest.reveal().clone());
        let due = found.as_ref().zip(Status::parse(&kept.status)).map(|(content, status)| {
            let (number, at, by) = (kept.number, kept.at, kept.by);
            let patient = kept.about.unwrap_or(patient);
            let frame = Frame { note: id.uuid(), encounter, patient, number, status, at, by };
            let reason = content.reason.as_ref().map(|reason| reason.reveal().as_str());
            frame.digest(content.sections.reveal(), reason, link.as_deref())
        });
        verdicts.push(Verdict { number: kept.number, is_intact: due.is_some() && due == digest });
        link = digest;
    }
    Ok(verdicts)
}

/// The encounter and the patient of a note that one may read.
async fn whereabouts(tx: &mut TenantTx, action: Action, id: Id<Note>) -> Result<(Uuid, Uuid)> {
    let own = tx.actor_id();
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        "select n.encounter_id, n.patient_id from note n join party p on p.id = n.patient_id
         where n.id = $1 and p.deleted_at is null and (n.status <> 'draft' or n.author_id = $2)",
        id.uuid(),
        own
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    Ok((row.encounter_id, row.patient_id))
}

async fn versions(tx: &mut TenantTx, action: Action, id: Id<Note>) -> Result<Vec<Kept>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, version, status, subjective as "subjective: Sealed<String>",
               objective as "objective: Sealed<String>", assessment as "assessment: Sealed<String>",
               plan as "plan: Sealed<String>", reason as "reason: Sealed<String>", digest as "digest: Sealed<Vec<u8>>",
               created_at, author_id, signed_about
           from note_version where note_id = $1 order by version desc"#,
        id.uuid()
    );
    let kept = rows.fetch_all(db).await?.into_iter().map(|row| Kept {
        number: row.version,
        status: row.status,
        at: row.created_at.to_jiff(),
        by: row.author_id,
        about: row.signed_about,
        words: Words {
            row: row.id,
            subjective: row.subjective,
            objective: row.objective,
            assessment: row.assessment,
            plan: row.plan,
            reason: row.reason,
            digest: row.digest,
        },
    });
    Ok(kept.collect())
}

/// As it stands, when it may still be changed and is one that the client expects. Nobody else changes it until this
/// transaction ends.
pub(super) async fn standing(tx: &mut TenantTx, action: Action, id: Id<Note>, expected: &Expected) -> Result<Note> {
    let db = tx.authorize(action)?;
    sqlx::query!("select id from note where id = $1 for no key update", id.uuid()).fetch_optional(db).await?;
    let found = load(tx, action, &[id.uuid()]).await?.pop().ok_or(Error::NotFound)?;
    if found.is_struck() {
        return Err(Error::Conflict(Conflict::EnteredInError));
    }
    expected.check(found.version)?;
    Ok(found)
}

fn status(code: &str) -> Result<Status> {
    Status::parse(code).ok_or_else(|| Error::internal("a note has an unknown status"))
}

/// Opens these notes, in the order of the ids given; those of deleted patients and drafts of others are left out.
async fn load(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Note>> {
    let (keys, own) = (tx.keys(), tx.actor_id());
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select n.id, n.encounter_id, n.patient_id, n.status, n.waits_for_co_sign, n.version, n.created_at, n.author_id,
               n.signed_at, n.signed_by, n.co_signed_at, n.co_signed_by, e.appointment_id,
               coalesce(e.started_at, e.created_at) as "began_at!", v.id as row,
               v.subjective as "subjective: Sealed<String>", v.objective as "objective: Sealed<String>",
               v.assessment as "assessment: Sealed<String>", v.plan as "plan: Sealed<String>",
               v.reason as "reason: Sealed<String>", v.digest as "digest: Sealed<Vec<u8>>", v.created_at as at,
               v.author_id as by, p.secret as "secret: Sealed<PartySecret>"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join note n on n.id = wanted.id
           join encounter e on e.id = n.encounter_id
           join note_version v on v.note_id = n.id and v.version = n.version
           join party p on p.id = n.patient_id
           where p.deleted_at is null and (n.status <> 'draft' or n.author_id = $2)
           order by wanted.place"#,
        ids,
        own
    );
    let open = rows.fetch_all(db).await?.into_iter().map(|row| {
        let secret = open_secret(&keys, row.patient_id, row.secret.as_ref())?;
        let words = Words {
            row: row.row,
            subjective: row.subjective,
            objective: row.objective,
            assessment: row.assessment,
            plan: row.plan,
            reason: row.reason,
            digest: row.digest,
        };
        Ok(Note {
            id: Id::new(row.id),
            encounter: row.encounter_id,
            patient: row.patient_id,
            at: row.began_at.to_jiff(),
            appointment: row.appointment_id,
            status: status(&row.status)?,
            waits_for_co_sign: row.waits_for_co_sign,
            version: row.version,
            content: words.open(&keys.party(&secret), row.at.to_jiff(), row.by)?,
            created_at: row.created_at.to_jiff(),
            author: row.author_id,
            signed: signed(row.signed_at, row.signed_by),
            co_signed: signed(row.co_signed_at, row.co_signed_by),
        })
    });
    open.collect()
}

fn signed(at: Option<jiff_sqlx::Timestamp>, by: Option<Uuid>) -> Option<Signed> {
    at.zip(by).map(|(at, by)| Signed { at: at.to_jiff(), by })
}
