//! What one sees before a merge, and which there were. With SQL.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;
use vault::{PartySecret, Sealed};
use web::{Listing, PageOf};

use super::titles;
use crate::merges::model::{Common, Contents, MOST_READINGS, Merge, Preview, Reversal};
use crate::merges::sealing::{REASON, REVERSAL_REASON};
use crate::parties::model::{Party, PartyKind};
use crate::parties::naming::survivor_of;
use crate::parties::operations::load_living;
use crate::parties::sealing::open_secret;

/// What two would be together.
pub async fn preview(tx: &mut TenantTx, this: Id<Party>, other: Uuid) -> Result<Preview> {
    let action = Action::PreviewMerge;
    let this = living(tx, this.uuid()).await?;
    if this.id.uuid() == other {
        return Err(Error::invalid("other", "same_patient"));
    }
    let other = match living(tx, other).await {
        Ok(other) => other,
        Err(Error::NotFound) => {
            let merged = survivor_of(tx, action, other).await?.map(|_| Error::Conflict(Conflict::PatientMerged));
            return Err(merged.unwrap_or_else(|| Error::invalid("other", "unknown_choice")));
        }
        Err(error) => return Err(error),
    };
    let ids = (this.id.uuid(), other.id.uuid());
    let preview = Preview {
        of_this: contents(tx, ids.0).await?,
        of_other: contents(tx, ids.1).await?,
        common: common(tx, ids).await?,
        obstacles: obstacles(tx, action, ids.0, ids.1).await?,
        this,
        other,
    };
    tx.record(action, Subject::list("patient", [ids.0, ids.1]));
    Ok(preview)
}

async fn living(tx: &mut TenantTx, id: Uuid) -> Result<Party> {
    let party = load_living(tx, Action::PreviewMerge, id).await?;
    if party.kind == PartyKind::Patient { Ok(party) } else { Err(Error::NotFound) }
}

/// How much stands in a chart. How much, and nothing of what: whoever merges need not be one who may read it.
async fn contents(tx: &mut TenantTx, patient: Uuid) -> Result<Contents> {
    let db = tx.authorize(Action::PreviewMerge)?;
    let counts = sqlx::query_as!(
        Contents,
        r#"select (select count(*) from appointment where patient_id = $1 and deleted_at is null) as "appointments!",
               (select count(*) from series where patient_id = $1) as "series!",
               (select count(*) from encounter where patient_id = $1) as "encounters!",
               (select count(*) from note where patient_id = $1) as "notes!",
               (select count(distinct record_id) from clinical_record where patient_id = $1) as "records!",
               (select count(distinct entry_id) from history_entry where patient_id = $1) as "history!",
               (select count(*) from assessment where patient_id = $1) as "assessments!",
               (select count(*) from care_item where patient_id = $1 and kind = 'plan') as "plans!",
               (select count(*) from care_item where patient_id = $1 and kind = 'package') as "packages!",
               (select count(*) from document where party_id = $1 and deleted_at is null) as "documents!",
               (select count(*) from transaction where contact_id = $1) as "transactions!",
               (select count(*) from invoice where contact_id = $1) as "invoices!",
               (select count(*) from reading where patient_id = $1) as "readings!",
               (select count(*) from threshold where patient_id = $1) as "limits!",
               (select count(*) from device_patient where patient_id = $1) as "devices!",
               (select count(*) from waitlist_entry where patient_id = $1 and status = 'waiting') as "waitlist!",
               (select count(*) from message where patient_id = $1) as "messages!",
               exists (select from patient_account where patient_id = $1) as "has_account!""#,
        patient
    );
    Ok(counts.fetch_one(db).await?)
}

async fn common(tx: &mut TenantTx, (this, other): (Uuid, Uuid)) -> Result<Common> {
    let db = tx.authorize(Action::PreviewMerge)?;
    let common = sqlx::query_as!(
        Common,
        r#"select (select count(*) from threshold a join threshold b on b.sensor_type = a.sensor_type
                   where a.patient_id = $1 and b.patient_id = $2) as "limits!",
               (select count(*) = 2 from history_entry where patient_id in ($1, $2) and kind = 'no-known-allergies'
                    and status = 'current' and state = 'active') as "no_known_allergies!""#,
        this,
        other
    );
    Ok(common.fetch_one(db).await?)
}

/// Why the two cannot be one yet.
pub(super) async fn obstacles(tx: &mut TenantTx, action: Action, this: Uuid, other: Uuid) -> Result<Vec<Conflict>> {
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select exists (select from waitlist_entry a join waitlist_entry b
                   on b.kind = a.kind and b.service_id is not distinct from a.service_id
                   where a.patient_id = $1 and b.patient_id = $2 and a.status = 'waiting' and b.status = 'waiting')
                   as "both_wait!",
               exists (select from encounter a join encounter b on b.practitioner_id = a.practitioner_id
                   where a.patient_id = $1 and b.patient_id = $2 and a.status = 'in-progress' and b.status = 'in-progress'
                     and a.appointment_id is null and b.appointment_id is null) as "both_under_way!",
               exists (select from history_entry a join history_entry b
                   on (a.patient_id, b.patient_id) in (($1, $2), ($2, $1))
                   where a.kind = 'no-known-allergies' and a.status = 'current' and a.state = 'active'
                     and b.kind = 'allergy' and b.status = 'current' and b.state = 'active') as "allergies_contradict!",
               (select count(*) from (select from reading where patient_id = $2 limit $3) as few) as "readings!""#,
        this,
        other,
        i64::from(MOST_READINGS) + 1
    );
    let row = row.fetch_one(db).await?;
    let both_planned = titles::are_shared(tx, action, this, other).await?;
    let too_many = row.readings > i64::from(MOST_READINGS);
    let found = [
        (row.both_wait, Conflict::BothWaiting),
        (row.both_under_way, Conflict::BothUnderWay),
        (both_planned, Conflict::BothPlanned),
        (row.allergies_contradict, Conflict::AllergiesContradict),
        (too_many, Conflict::TooManyReadings { most: MOST_READINGS }),
    ];
    Ok(found.into_iter().filter(|(is, _)| *is).map(|(_, obstacle)| obstacle).collect())
}

/// One merge. The record is the caller's to keep.
pub(super) async fn load(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Merge> {
    open(tx, action, &[id]).await?.pop().ok_or(Error::NotFound)
}

/// One merge, for whoever wants to take it back.
pub async fn find(tx: &mut TenantTx, id: Uuid) -> Result<Merge> {
    let action = Action::ListMerges;
    let merge = load(tx, action, id).await?;
    tx.record(action, Subject::list("patient", [merge.survivor, merge.merged]));
    Ok(merge)
}

/// The merges there were, the latest first.
pub async fn list(tx: &mut TenantTx, page: PageOf) -> Result<Listing<Merge>> {
    let action = Action::ListMerges;
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select (select count(*) from patient_merge) as "count!",
               array(select id from patient_merge order by seq desc limit $1 offset $2) as "ids!""#,
        page.size,
        page.offset()
    );
    let row = row.fetch_one(db).await?;
    let merges = open(tx, action, &row.ids).await?;
    tx.record(action, Subject::list("patient", merges.iter().flat_map(|merge| [merge.survivor, merge.merged])));
    Ok(Listing::new(merges, row.count, page))
}

async fn open(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Merge>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select m.id, m.survivor_id, m.merged_id, m.reason as "reason: Sealed<String>", m.merged_at, m.merged_by,
               m.reversed_at, m.reversed_by, m.reversal_reason as "reversal_reason: Sealed<String>",
               p.secret as "secret: Sealed<PartySecret>"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join patient_merge m on m.id = wanted.id join party p on p.id = m.survivor_id
           order by wanted.place"#,
        ids
    );
    let open = rows.fetch_all(db).await?.into_iter().map(|row| {
        // A person who was erased has taken the reasons along.
        let secret = open_secret(&keys, row.survivor_id, row.secret.as_ref()).ok();
        let sealer = secret.as_ref().map(|secret| keys.party(secret));
        let text = |field, text: Option<&Sealed<String>>| match &sealer {
            Some(sealer) => sealer.open_opt(field, row.id, text),
            None => Ok(None),
        };
        let reversal_reason = text(REVERSAL_REASON, row.reversal_reason.as_ref())?;
        let reversed =
            row.reversed_at.map(|at| Reversal { reason: reversal_reason, at: at.to_jiff(), by: row.reversed_by });
        Ok(Merge {
            id: row.id,
            survivor: row.survivor_id,
            merged: row.merged_id,
            reason: text(REASON, Some(&row.reason))?,
            at: row.merged_at.to_jiff(),
            by: row.merged_by,
            reversed,
        })
    });
    open.collect()
}

/// Notes that two who look like one are two people: they are not offered as duplicates any more.
pub async fn tell_apart(tx: &mut TenantTx, one: Uuid, other: Uuid) -> Result<()> {
    let action = Action::TellPatientsApart;
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    let living = sqlx::query_scalar!(
        r#"select count(*) as "count!" from party where id in ($1, $2) and kind = 'patient' and deleted_at is null"#,
        one,
        other
    );
    if living.fetch_one(&mut *db).await? != 2 {
        return Err(Error::NotFound);
    }
    sqlx::query!(
        "insert into patient_apart (one_id, other_id, said_at, said_by) values ($1, $2, $3, $4) on conflict do nothing",
        one.min(other),
        one.max(other),
        now,
        by
    )
    .execute(db)
    .await?;
    tx.record(action, Subject::list("patient", [one, other]));
    Ok(())
}
